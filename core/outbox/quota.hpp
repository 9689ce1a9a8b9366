#pragma once
// What a platform's package allows, against what was used: the last of it is for what cannot wait. Months are calendar
// months in Vietnam, numbered from year 0.

#include "core/channel/traits.hpp"
#include "core/outbox/item.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace langnghe::outbox {

std::int64_t month_in_vietnam(TimePoint time);
TimePoint month_begins(std::int64_t month);

struct Usage
{
    std::int64_t messages = 0; // sent in this month, as far as we know
    std::int64_t people = 0;   // distinct private chats
    std::int64_t groups = 0;   // that the bot is in
};

// What may still go out.
struct Allowance
{
    std::int64_t left = INT64_MAX;
    Priority least = Priority::bulk; // nothing less urgent than this

    bool admits(Priority priority) const { return left > 0 && priority <= least; }
};

// The last twentieth of the month's messages is for alerts and urgent cases. `in_flight` are not counted as sent yet.
Allowance allowance(const Quota& quota, const Usage& usage, std::size_t in_flight);

enum class Fill
{
    low,
    near, // four fifths and more
    full
};

Fill fill_of(std::int64_t used, std::int64_t limit); // low where there is no limit

// Why nothing goes out before the next month; empty when something does.
std::string used_up(const Quota& quota, const Usage& usage, TimePoint now);

// What an administrator should know in time, one line each.
std::vector<std::string> quota_warnings(const Quota& quota, const Usage& usage, TimePoint now);

} // namespace langnghe::outbox
