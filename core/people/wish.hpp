#pragma once
// What people ask about their own data, as the whole of a message. The sentences are the catalogue's (wish.*): each
// word stands with its own marks, or without any where the sentence has several words; a single word only with its
// marks, because stop, right and use all fold to the same.

#include "core/message/catalogue.hpp"

#include <optional>
#include <string_view>

namespace langnghe {

enum class Wish
{
    stop,
    resume,
    copy,
    erase,
    erase_agreed, // the answer to the question that `erase` was answered with
    terms,
    anonymous, // the bare word: how is it done?
};

std::optional<Wish> wish_in(const Catalogue& say, std::string_view text);

// Whether the message begins with the word that asks to stay unnamed.
bool begins_anonymous(const Catalogue& say, std::string_view text);

} // namespace langnghe
