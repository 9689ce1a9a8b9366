#include "core/outbox/split.hpp"

#include "core/text/cut.hpp"
#include "core/text/utf8.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace langnghe::outbox {
namespace {

using Files = std::vector<OutboxFile>;

constexpr std::size_t most_pieces = 5; // what is longer still ends in an ellipsis

bool is_photo(const OutboxFile& file) { return file.kind == AttachmentKind::photo; }

std::vector<Files> group(Files files, std::size_t most)
{
    std::vector<Files> groups;
    for (OutboxFile& file : files) {
        if (groups.empty() || groups.back().size() >= most || is_photo(groups.back().back()) != is_photo(file))
            groups.emplace_back();
        groups.back().push_back(std::move(file));
    }
    return groups;
}

bool stands_with(const Letter& letter, const Files& files, const ChannelTraits& traits)
{
    const std::size_t caption = is_photo(files.front()) ? traits.photo_caption : traits.file_caption;
    return text::utf16_length(letter.text) <= caption &&
           (letter.buttons.empty() || files.size() <= traits.files_with_buttons);
}

// What goes on without words.
Letter bare(const Letter& letter)
{
    Letter more = letter;
    more.text.clear();
    more.buttons.clear();
    more.reply_to.clear();
    return more;
}

// Words that are longer than one message go on in the next ones: the first quotes, the last bears the buttons.
void append(std::vector<Letter>& parts, Letter letter, const ChannelTraits& traits)
{
    auto pieces = text::split_utf16(letter.text, traits.longest_text);
    if (pieces.size() < 2)
        return parts.push_back(std::move(letter));
    if (pieces.size() > most_pieces) {
        pieces.resize(most_pieces);
        pieces.back() = text::shorten(pieces.back() + "\n…", traits.longest_text);
    }
    for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
        Letter piece = bare(letter);
        piece.text = std::move(pieces[i]);
        if (i == 0)
            piece.reply_to = std::move(letter.reply_to);
        parts.push_back(std::move(piece));
    }
    letter.text = std::move(pieces.back());
    letter.reply_to.clear();
    parts.push_back(std::move(letter));
}

} // namespace

std::vector<Letter> split(Letter letter, const ChannelTraits& traits)
{
    Files files = std::exchange(letter.files, {});
    std::vector<Letter> parts;
    const Letter wordless = bare(letter);
    if (traits.files > 0)
        for (Files& some : group(std::move(files), traits.files)) {
            parts.push_back(wordless);
            parts.back().files = std::move(some);
        }
    if (!parts.empty() && stands_with(letter, parts.front().files, traits)) {
        letter.files = std::move(parts.front().files);
        parts.front() = std::move(letter);
        return parts;
    }
    if (letter.text.empty())
        return parts;
    std::vector<Letter> all;
    append(all, std::move(letter), traits);
    std::ranges::move(parts, std::back_inserter(all));
    return all;
}

} // namespace langnghe::outbox
