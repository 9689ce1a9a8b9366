#pragma once
// What is or may be a denunciation is invisible to those whom its words name, and to their units. Before it is judged
// it is the keepers' alone, so only those of them are kept out; once it is sealed, everybody.

#include "core/commune/commune.hpp"
#include "core/process/kept_from.hpp"
#include "core/ticket/ticket.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace langnghe::process {

// `kept_from` with those whom these words on the ticket add; as it is for what is neither sealed nor suspected.
KeptFrom with_named(Context& context, const Ticket& ticket, std::string_view words, KeptFrom kept_from);

// What was said on the ticket and on those merged into it, all versions of it.
std::string all_words(Context& context, const Ticket& ticket);

// New words came with this ticket, as it is now; `before`: as it was. Stores whom they add, takes back what is on its
// way to them, tells who has to know that no keeper is left, and gives the fact for the entry of the words, with a ';'
// before it; nothing when nobody is added.
std::string keep_from_named(Context& context, const Ticket& before, const Ticket& ticket, std::string_view words);

// Open tickets, of the oldest thousand that are the keepers' alone, which are kept from every keeper there is.
std::size_t kept_from_all_keepers(Tx& tx);

// Where no keeper hears of what is theirs alone, the administrators hear its code and nothing else.
void tell_unkept(Context& context, const Ticket& ticket);

} // namespace langnghe::process
