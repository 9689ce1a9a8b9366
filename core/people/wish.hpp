#pragma once
// What people ask about their own data, as the whole of a message. The sentences are the catalogue's (wish.*): each
// word stands with its own marks, or without any where the sentence has several words; a single word only with its
// marks, because stop, right and use all fold to the same.

#include "core/message/catalogue.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe {

enum class Wish
{
    stop,
    resume,
    copy,
    copy_words, // in messages, whatever the network carries
    erase,
    erase_agreed, // the answer to the question that `erase` was answered with
    terms,
    anonymous, // the bare word: how is it done?
};

class Wishes
{
public:
    Wishes() = default; // nothing is a wish
    explicit Wishes(const Catalogue& say);

    std::optional<Wish> in(std::string_view text) const;
    // Whether the message begins with the word that asks to stay unnamed.
    bool begins_anonymous(std::string_view text) const;

private:
    // One way of saying one of them.
    struct Way
    {
        Wish wish;
        std::string folded; // most texts differ even so, and need no closer look
        std::vector<std::string> words;
        std::vector<std::string> bare; // the same without marks
    };

    std::vector<Way> ways_;
};

} // namespace langnghe
