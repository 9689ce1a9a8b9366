#pragma once
// A platform's protocol without I/O: bytes in, events out; an outbox item in, the call that sends it out; the answer
// in, what to do next out. Adapters implement it; the daemon does the sending. Calls bear secrets: never log one.

#include "core/channel/traits.hpp"
#include "core/intake/inbound_event.hpp"
#include "core/outbox/item.hpp"
#include "core/outbox/outcome.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace langnghe {

struct WebhookRequest
{
    std::string_view body;
    std::function<std::string_view(std::string_view)> header; // by name, any case; empty when absent
    TimePoint received_at;
};

// What came of a webhook request before anything is stored.
struct Reception
{
    enum class Verdict
    {
        events,       // authentic: store these, then answer 200
        probe,        // the platform's test of the address: 200, stored nowhere
        unauthorized, // 401
        malformed,    // 400: not JSON, a NUL, too deep
        unconfigured, // 503: the secret is not there yet
    };
    Verdict verdict = Verdict::malformed;
    std::vector<InboundEvent> events;
    std::string reason;  // for the log; never quotes the input
    std::string variant; // which variants of disputed facts came, words between spaces for counters; may be empty
};

struct PlatformCall
{
    std::string method = "POST";
    std::string url;
    std::vector<std::pair<std::string, std::string>> headers; // names in lower case
    std::string body;
    std::string proxy; // http://host:port to go by; empty: directly
};

// How far a call got, and what came back.
struct PlatformAnswer
{
    enum class Stage
    {
        not_sent,
        written,
        answered
    };
    Stage stage = Stage::not_sent;
    unsigned status = 0;
    std::string body;
    std::string retry_after; // the header, empty when absent
    std::vector<std::pair<std::string, std::string>> headers;
    TimePoint at{};    // when it came; the epoch when nobody noted it
    std::string error; // of the transport
};

class Platform
{
public:
    virtual ~Platform() = default;

    virtual const ChannelTraits& traits() const = 0;

    // Verifies, then parses. Tolerant: every authentic JSON object gives at least one event.
    virtual Reception receive(const WebhookRequest& request) const = 0;

    // Parses without verifying: a parked event that was authentic when it came, or an update that we fetched ourselves.
    virtual std::vector<InboundEvent> parse(std::string_view body, TimePoint received_at) const = 0;

    // One message may need several calls later; a text with buttons is one.
    virtual PlatformCall send(const OutboxItem& item) const = 0;

    virtual Outcome read(const PlatformAnswer& answer, const OutboxItem& item) const = 0;

    // The call that shows whether the channel is usable (getMe, getoa), and its verdict: empty when it is.
    virtual PlatformCall probe() const = 0;
    virtual std::string read_probe(const PlatformAnswer& answer) const = 0;
    // What will stop the channel one day unless somebody sees to it; empty when nothing.
    virtual std::string read_warning(const PlatformAnswer&, TimePoint) const { return {}; }

    // What is missing before this channel can receive or send; empty when nothing is.
    virtual std::string missing() const = 0;
};

} // namespace langnghe
