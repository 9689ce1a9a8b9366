#include "core/outbox/split.hpp"

#include "core/text/utf8.hpp"

#include <algorithm>
#include <utility>

namespace langnghe::outbox {
namespace {

using Files = std::vector<OutboxFile>;

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
    } else if (!letter.text.empty()) {
        parts.insert(parts.begin(), std::move(letter));
    }
    return parts;
}

} // namespace langnghe::outbox
