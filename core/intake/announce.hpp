#pragma once
// Who hears of a new ticket and of new words on one. Until the nature is set, a group gets code, area, time and channel
// only; the words go to the intake officers' private chats, masked. A suspected denunciation goes to its keeper alone.

#include "core/commune/commune.hpp"
#include "core/intake/inbound_event.hpp"
#include "core/message/say.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace langnghe {

// `but_not` has been told already, and so has the group where it was reported. Officers read `sentence`.
void announce_new(Context& context, const Ticket& ticket, const std::string& words, UserId but_not = UserId::none,
                  Say sentence = Say::officer_new);

// Whether a group follows this ticket: organizations follow every case, a group of an area or a department its own. The
// group where it was reported has heard. Of new tickets a group without an area hears only where the taxonomy says so.
bool concerns(const Taxonomy& taxonomy, const Group& group, const Ticket& ticket);

// What a message says, for a push: its words, or what it consists of.
std::string words_of(const Context& context, const Message& message);

// The ticket's area for officials to read; while nobody has set one, what these words seem to be about, as a guess.
std::string area_for_officials(const Commune& commune, const Ticket& ticket, std::string_view words);

// Words as officials read them in a push: masked, and cut to what fits.
std::string shown_words(const std::string& words);

// How words came to be added to a ticket.
struct Addition
{
    std::optional<User> by{}; // the official whose words they are; nobody: a citizen's
    UserId passed_on_by = UserId::none;
    bool supplied = false; // they answered the question for which the ticket waited
    bool burst = false;    // they joined it only because their sender sent so much at once
};

// Whoever handles it hears, and the intake officers where nobody does yet, where the words are theirs alone to read
// until the nature is set, and of what is finished, for they may reopen it.
void announce_added(Context& context, const Ticket& ticket, const std::string& words, const Addition& addition);

// The reporter said where it is: the groups of that area hear of a new ticket now, and so do those who have it in hand
// when `officers`, because what they were offered is out of date.
void announce_placed(Context& context, const Ticket& ticket, bool officers);

// The reporter put a new ticket into another one of his: who has either in hand hears.
void announce_merged(Context& context, const Ticket& ticket, const Ticket& master);

} // namespace langnghe
