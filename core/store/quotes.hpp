#pragma once
// Requests to take in a message that the event only names: it has to be looked up at the platform first. A row lives
// until the message is found or given up.

#include "core/intake/inbound_event.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace langnghe {

struct QuoteRequest
{
    std::int64_t id = 0;
    std::string channel;
    ChatRef chat; // the group; its title is not kept
    Person from;  // who asked
    std::string message;
    std::string quoted; // the message to look up
    std::string words;  // what the asker said with it
    TimePoint at;       // platform time of the request
    int attempts = 0;
    TimePoint next_at;
};

class QuoteRequests
{
public:
    virtual ~QuoteRequests() = default;
    virtual void add(const QuoteRequest& request) = 0;
    virtual std::optional<QuoteRequest> find(std::int64_t id) = 0;
    virtual std::vector<QuoteRequest> due(std::string_view channel, TimePoint now, int limit) = 0;
    virtual std::optional<TimePoint> next_due(std::string_view channel) = 0;
    // Stores attempts and next_at.
    virtual void save(const QuoteRequest& request) = 0;
    virtual void remove(std::int64_t id) = 0;
};

} // namespace langnghe
