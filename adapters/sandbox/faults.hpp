#pragma once
// Hooks through which tests make the pocket platform misbehave. The product passes none. Pure values.

#include "adapters/sandbox/model.hpp"

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

namespace langnghe::sandbox {

struct ApiCallInfo
{
    Network network = Network::telegram;
    std::string method; // "sendMessage", or the path "/v3.0/oa/message/cs"; "file": a download of either
    std::string_view body;
    std::uint64_t number = 0; // of the calls of this pocket, from 1
};

struct Fault
{
    enum class Kind
    {
        none,
        status,  // `status` with a body in the platform's shape; 429 bears `retry_after`
        hang,    // no answer until shutdown
        reset,   // closed without an answer: needs the gate of tests/support, which reads `fault_header`
        garbage, // 200 with a body that is not JSON
        drip,    // the true answer, byte by byte: needs the gate too
        cut,     // half of the true answer, then the connection is closed: the gate
        torn,    // the same, but it is reset: the gate
        corrupt, // the true answer with bytes of its body turned over: the gate
        raw,     // `status`, `body` and `retry_after_text` as they are
    };
    Kind kind = Kind::none;
    bool processed = false; // the call takes effect, only its answer is spoilt
    unsigned status = 500;
    std::chrono::seconds retry_after{0};
    std::string body{};
    std::string retry_after_text{}; // the header; empty: none
};

using ApiHook = std::function<Fault(const ApiCallInfo&)>;

// The mark on an answer by which a byte-level gate in front of the pocket knows what to do: "reset", "drip", "cut",
// "torn" or "corrupt".
inline constexpr std::string_view fault_header = "X-Pocket-Fault";

struct DeliveryInfo
{
    Network network = Network::telegram;
    std::string_view body;
    std::uint64_t number = 0; // of the events of this network, from 1
    unsigned attempt = 0;     // 0: the first one
};

// Asked before the first attempt.
struct DeliveryPlan
{
    unsigned copies = 1;                // 0: lost
    std::chrono::milliseconds delay{0}; // real time
    bool overtaken = false;             // later events do not wait for this one
};

using DeliveryHook = std::function<DeliveryPlan(const DeliveryInfo&)>;

} // namespace langnghe::sandbox
