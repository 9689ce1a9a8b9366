#pragma once
// An official at his commands: who he is and where he speaks. What concerns one ticket is told to him alone; a group
// hears public fields.

#include "core/commune/commune.hpp"
#include "core/people/rights.hpp"
#include "core/process/act.hpp"

#include <optional>
#include <string>
#include <vector>

namespace langnghe::officer {

struct Talk
{
    Context& context;
    Identity identity; // by which he speaks
    User user;
    ChatRef chat;            // where he speaks
    std::string message{};   // his own, to reply to in a group
    std::string reply_to{};  // what he replies to
    bool told_alone = false; // he was sent to his private chat from a group already
    bool gathers = false;    // one command takes several tickets: what he would hear of each comes in one message
    std::vector<std::string> gathered{};

    Actor actor() const;
    const Catalogue& say() const { return context.commune.say; }
    bool in_group() const { return chat.kind == ChatKind::group; }
};

std::string code_of(const Context& context, const Ticket& ticket);

// The private chat where he hears what is not for a group; nothing when none reaches him.
std::optional<Identity> private_side(const Talk& talk);

// To him alone. Where he asked in a group he is told there that he was, or how he could be.
void tell(Talk& talk, std::string text, std::vector<Button> buttons = {}, TicketId ticket = TicketId::none);
// Where he speaks, for everybody there.
void tell_here(Talk& talk, std::string text, TicketId ticket = TicketId::none);

// Whether the official may know of this ticket; one that he may not is answered like one that does not exist.
bool sees(Context& context, const User& user, const Ticket& ticket);
// Whether he may read its words: masked, and of handlers not before the nature is set.
bool reads(Context& context, const User& user, const Ticket& ticket);
bool may(Context& context, const User& user, const Ticket& ticket, Right right);

} // namespace langnghe::officer
