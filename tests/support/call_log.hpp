#pragma once
// What the pocket platform was asked, and faults for the calls that are about one thing: the method, and a part of the
// body (a chat's id, a word of the text). Tests only.

#include "adapters/sandbox/faults.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe::test {

inline constexpr const char* telegram_send = "sendMessage";
inline constexpr const char* zalo_send = "/v3.0/oa/message/cs";

struct Call
{
    std::string method;
    std::string body;
    std::chrono::steady_clock::time_point at;
};

class CallLog
{
public:
    // The next calls of this kind go wrong so; scripts for the same calls follow one another. Copies share the log.
    CallLog& spoil(std::string method, std::string part, sandbox::Fault fault, unsigned times = 1);
    sandbox::ApiHook hook() const;

    std::vector<Call> calls(std::string_view method, std::string_view part) const;
    // Faults that were not used up.
    std::size_t left() const;

private:
    struct Script
    {
        std::string method;
        std::string part;
        sandbox::Fault fault;
        unsigned times = 0;
    };
    struct State
    {
        std::vector<Script> scripts;
        std::vector<Call> calls;
    };
    std::shared_ptr<State> state_ = std::make_shared<State>();
};

} // namespace langnghe::test
