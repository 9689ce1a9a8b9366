#include "tests/support/call_log.hpp"

#include <utility>

namespace langnghe::test {
namespace {

bool concerns(std::string_view method, std::string_view part, std::string_view called, std::string_view body)
{
    return method == called && body.find(part) != std::string_view::npos;
}

} // namespace

CallLog& CallLog::spoil(std::string method, std::string part, sandbox::Fault fault, unsigned times)
{
    state_->scripts.push_back({std::move(method), std::move(part), fault, times});
    return *this;
}

sandbox::ApiHook CallLog::hook() const
{
    return [state = state_](const sandbox::ApiCallInfo& call) {
        state->calls.push_back({call.method, std::string{call.body}, std::chrono::steady_clock::now()});
        for (Script& script : state->scripts)
            if (script.times > 0 && concerns(script.method, script.part, call.method, call.body)) {
                --script.times;
                return script.fault;
            }
        return sandbox::Fault{};
    };
}

std::vector<Call> CallLog::calls(std::string_view method, std::string_view part) const
{
    std::vector<Call> found;
    for (const Call& call : state_->calls)
        if (concerns(method, part, call.method, call.body))
            found.push_back(call);
    return found;
}

std::size_t CallLog::left() const
{
    std::size_t count = 0;
    for (const Script& script : state_->scripts)
        count += script.times;
    return count;
}

} // namespace langnghe::test
