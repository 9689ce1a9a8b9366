#pragma once
// An alert to the people of an area or of the whole commune.

#include "core/ids.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace langnghe {

enum class WarningId : std::int64_t
{
    none = 0
};

struct Warning
{
    WarningId id = WarningId::none;
    enum class State
    {
        drafted,   // waits for those who must confirm
        spreading, // goes out, people after people
        sent,
        dropped // withdrawn, or nobody confirmed in time
    } state = State::drafted;
    std::string kind; // key of the template; empty: own words
    std::string area; // key of the taxonomy; empty: everywhere
    std::string text; // as it goes out
    int needed = 2;   // how many confirm, the author among them
    UserId author = UserId::none;
    TimePoint drafted_at;
    std::optional<TimePoint> confirmed_at; // by all that are needed
    IdentityId reached = IdentityId::none; // how far it went through the people
};

// What one person answered.
struct WarningAnswer
{
    WarningId warning = WarningId::none;
    IdentityId person = IdentityId::none;
    enum class Kind
    {
        none,
        safe,
        help,
        unreachable // never sent: outside the window, or left
    } kind = Kind::none;
    std::optional<TimePoint> at;
    TicketId ticket = TicketId::none; // of a call for help
};

struct WarningFigures
{
    std::int64_t groups = 0;
    std::int64_t people = 0; // to whom it went
    std::int64_t unreachable = 0;
    std::int64_t safe = 0;
    std::int64_t help = 0;
};

} // namespace langnghe
