#pragma once
// Port: when the program must look at a ticket by itself, and what it said of it already. It follows the journal a
// moment behind the acknowledgement.

#include "core/ids.hpp"
#include "core/time.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace langnghe {

struct Touched
{
    std::vector<TicketId> tickets; // each once
    int entries = 0;               // of the journal
};

class Wakes
{
public:
    virtual ~Wakes() = default;
    // The tickets of the next journal entries, `limit` entries at most; they are not given again.
    virtual Touched follow(int limit) = 0;
    // Nothing: not by itself; what was said of the ticket stays known.
    virtual void set(TicketId ticket, std::optional<TimePoint> at) = 0;
    // The ticket is done with: nothing more, and what was said of it is forgotten.
    virtual void forget(TicketId ticket) = 0;
    // The longest due first.
    virtual std::vector<TicketId> due(TimePoint now, int limit) = 0;
    virtual std::optional<TimePoint> next_due() = 0;
    virtual bool said(TicketId ticket, std::string_view what) = 0;
    // True the first time.
    virtual bool say_once(TicketId ticket, std::string_view what) = 0;
};

} // namespace langnghe
