#include "core/intake/talk.hpp"

#include "core/text/fold.hpp"

#include <algorithm>

namespace langnghe {
namespace {

bool only_stickers(const Message& message)
{
    return message.text.empty() && !message.position && !message.attachments.empty() &&
           std::ranges::all_of(message.attachments,
                               [](const Attachment& item) { return item.kind == AttachmentKind::sticker; });
}

} // namespace

bool asks_for_own_tickets(std::string_view text)
{
    constexpr std::string_view question = "phan anh cua toi";
    return text.size() <= question.size() * 3 && text::fold_words(text) == question;
}

bool is_small_talk(const Taxonomy& taxonomy, const Message& message)
{
    if (!message.reply_to.empty() || message.forwarded)
        return false;
    const bool bare = message.attachments.empty() && !message.position;
    return only_stickers(message) || (bare && is_greeting(taxonomy, message.text));
}

} // namespace langnghe
