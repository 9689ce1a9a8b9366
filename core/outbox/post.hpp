#pragma once
// Puts a message into the outbox, within the transaction of the change it tells.

#include "core/commune/commune.hpp"

#include <optional>
#include <string>
#include <vector>

namespace langnghe {

struct Letter
{
    std::string channel;
    ChatRef to;
    TicketId ticket = TicketId::none;
    DeliveryKind kind = DeliveryKind::reply;
    Priority priority = Priority::normal;
    std::string text;
    std::vector<Button> buttons;
    std::vector<OutboxFile> files{};
    std::string reply_to; // message id in that chat
};

// Makes several messages of a text or of files that do not go into one, drops files and buttons the channel does not
// know (where it has no buttons, a numbered list stands in the text). A channel that is not configured any more gets
// nothing.
void post(Context& context, Letter letter);

// The identity by which this user can be reached best: of those that the platform lets us write to now the one that
// wrote last, else of all; nothing when there is none.
std::optional<Identity> way_to(Tx& tx, const Commune& commune, const User& user, TimePoint now);

// Whether the platform lets us write to this person now, for what the commune pays: to nobody who never wrote to us in
// private.
bool may_write_to(const Commune& commune, const Identity& identity, TimePoint now);

// And whether they want news.
bool is_within_reach(const Commune& commune, const Identity& identity, TimePoint now);

// Officials who are linked somewhere and whom no push reaches now: they have to write first.
std::vector<User> out_of_reach(Tx& tx, const Commune& commune, TimePoint now);

// Posts to the identity by which this user can be reached best; false when there is none.
bool post_to_user(Context& context, const User& user, Letter letter);

// Whether a message to this role would find somebody.
bool reaches_anybody(Tx& tx, const Commune& commune, Role role, TimePoint now);

} // namespace langnghe
