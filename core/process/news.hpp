#pragma once
// A step in words, for those who are told. Inside core/process.

#include "core/outbox/item.hpp"
#include "core/process/change.hpp"

#include <optional>
#include <string>

namespace langnghe::process {

struct News
{
    std::string text;
    DeliveryKind kind = DeliveryKind::status;
    bool lasting = false; // it says what no later step says
    bool aside = false;   // for the reporter in private, though it was reported in a group
};

// To the reporter of this ticket: the one that changed, or one that was merged into it. In a group only what is an
// answer, or where it went. Nothing when the step is no news there.
std::optional<News> for_reporter(Context& context, const Change& change, const Ticket& reported);

// To an official. `veiled`: without any words, as long as the nature is not set or the ticket is sealed.
std::string for_official(Context& context, const Actor& actor, const Change& change, bool veiled);

// To groups that follow what is handled, or published: never a citizen's words.
std::string for_groups(Context& context, const Change& change);

// The citizens' words on a ticket, masked and short.
std::string citizens_words(Context& context, const Ticket& ticket);

} // namespace langnghe::process
