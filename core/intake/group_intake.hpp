#pragma once
// How a message of a group becomes a ticket: /ghi (also /phananh, /ticket) or a mention of the bot. An official takes
// down the message that he replies to, with its true author; a member reports his own words. Whoever hears of it in
// the group reads public fields alone; details go to the official's private chat.

#include "core/commune/commune.hpp"
#include "core/intake/enter_message.hpp"
#include "core/intake/request.hpp"

#include <string>

namespace langnghe {

// Where and when the message came.
struct InGroup
{
    const std::string& channel;
    const Group& group;
    const Message& message;
    TimePoint at;
};

// False when this person may ask for nothing here: a stranger in a group that is not bound.
struct Taken
{
    bool allowed = true;
    Kept kept = Kept::nothing;
};

Taken take_request(Context& context, const InGroup& here, const Request& request);

// In private, to somebody whose message stands on a ticket of a group that is not spoken of there.
void tell_in_private(Context& context, const std::string& channel, const Message& message, const Ticket& ticket,
                     Say what);

} // namespace langnghe
