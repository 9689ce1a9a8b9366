#include "tests/support/pocket_faults.hpp"

#include <random>

namespace langnghe::test {

using sandbox::DeliveryHook;
using sandbox::DeliveryInfo;
using sandbox::DeliveryPlan;
using sandbox::Fault;

Fault status_fault(unsigned status, std::chrono::seconds retry_after)
{
    return {Fault::Kind::status, false, status, retry_after};
}

Fault fault(Fault::Kind kind, bool processed)
{
    Fault made;
    made.kind = kind;
    made.processed = processed;
    return made;
}

Fault lost_answer() { return fault(Fault::Kind::reset, true); }

FaultScript& FaultScript::add(const std::string& method, Fault fault, unsigned times)
{
    auto& queue = (*queues_)[method];
    queue.insert(queue.end(), times, fault);
    return *this;
}

sandbox::ApiHook FaultScript::hook() const
{
    return [queues = queues_](const sandbox::ApiCallInfo& call) {
        auto& queue = (*queues)[call.method];
        if (queue.empty())
            return Fault{};
        const Fault next = queue.front();
        queue.pop_front();
        return next;
    };
}

std::size_t FaultScript::left() const
{
    std::size_t count = 0;
    for (const auto& [method, queue] : *queues_)
        count += queue.size();
    return count;
}

DeliveryHook duplicated(unsigned copies)
{
    return [copies](const DeliveryInfo&) { return DeliveryPlan{copies, std::chrono::milliseconds{0}, false}; };
}

DeliveryHook delayed(std::chrono::milliseconds delay)
{
    return [delay](const DeliveryInfo&) { return DeliveryPlan{1, delay, false}; };
}

DeliveryHook shuffled(unsigned seed, std::chrono::milliseconds spread)
{
    return [random = std::minstd_rand(seed), spread](const DeliveryInfo&) mutable {
        const auto part = static_cast<std::chrono::milliseconds::rep>(random() % 1000);
        return DeliveryPlan{1, std::chrono::milliseconds{spread.count() * part / 1000}, true};
    };
}

} // namespace langnghe::test
