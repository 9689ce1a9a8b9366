#pragma once
// Scripts for the pocket platform's hooks: which call goes wrong how, and how deliveries are disturbed. Tests only.

#include "adapters/sandbox/faults.hpp"

#include <deque>
#include <map>
#include <memory>
#include <string>

namespace langnghe::test {

sandbox::Fault status_fault(unsigned status, std::chrono::seconds retry_after = std::chrono::seconds{0});
sandbox::Fault fault(sandbox::Fault::Kind kind, bool processed = false);
// The call took effect, its answer never comes: the connection is reset.
sandbox::Fault lost_answer();

// The faults of each method in turn; a method without any left works. Copies share the script.
class FaultScript
{
public:
    FaultScript& add(const std::string& method, sandbox::Fault fault, unsigned times = 1);
    sandbox::ApiHook hook() const;
    std::size_t left() const;

private:
    using Queues = std::map<std::string, std::deque<sandbox::Fault>>;
    std::shared_ptr<Queues> queues_ = std::make_shared<Queues>();
};

// Every event `copies` times.
sandbox::DeliveryHook duplicated(unsigned copies);
sandbox::DeliveryHook delayed(std::chrono::milliseconds delay);
// Every event on its own, later by a pseudo-random part of `spread`: they overtake each other.
sandbox::DeliveryHook shuffled(unsigned seed, std::chrono::milliseconds spread);

} // namespace langnghe::test
