#include "core/attachment/fetch.hpp"

#include "core/attachment/content_type.hpp"
#include "core/attachment/exif.hpp"
#include "core/journal/record.hpp"
#include "core/message/say.hpp"
#include "core/officer/following.hpp"
#include "core/outbox/post.hpp"
#include "core/text/cut.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace langnghe::attachment {
namespace {

using Kind = Fetched::Kind;

constexpr Duration first_back_off = std::chrono::seconds{5};
constexpr Duration worth_telling = std::chrono::days{7}; // after that nobody remembers what was sent
constexpr Duration one_notice = std::chrono::hours{1};
constexpr std::size_t longest_error = 200; // UTF-16 units

Duration back_off(int attempts, double jitter)
{
    const int doublings = std::clamp(attempts - 1, 0, 20);
    const auto full = std::min<Duration>(first_back_off * (std::int64_t{1} << doublings), longest_back_off);
    return Duration{std::llround(static_cast<double>(full.count()) * (1.0 - std::clamp(jitter, 0.0, 1.0) / 4))};
}

// An image that a phone shows and others do not.
bool is_unshown(const AttachedFile& file)
{
    const bool image = file.mime.starts_with("image/");
    return image && file.mime != "image/jpeg" && file.mime != "image/png" && file.mime != "image/gif" &&
           file.mime != "image/webp";
}

bool is_trouble(const AttachedFile& file)
{
    return file.state == FileState::failed || (file.state == FileState::stored && is_unshown(file));
}

// Several files of one gesture fail together; that is said once.
bool told_already(Context& context, const AttachedFile& file)
{
    return std::ranges::any_of(context.tx.attachments().of_ticket(file.ticket), [&](const AttachedFile& other) {
        return other.id != file.id && is_trouble(other) && other.next_at > context.now - one_notice;
    });
}

Say words_for(const AttachedFile& file, Kind kind, bool in_group)
{
    if (file.state == FileState::stored)
        return in_group ? Say::group_file_unshown : Say::file_unshown;
    if (kind == Kind::too_large)
        return in_group ? Say::group_file_too_large : Say::file_too_large;
    return in_group ? Say::group_file_lost : Say::file_lost;
}

// "HEIC" of "image/heic".
std::string format_of(const AttachedFile& file)
{
    std::string format = file.mime.substr(file.mime.find('/') + 1);
    std::ranges::transform(format, format.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return format;
}

void tell_sender(Context& context, const Ticket& ticket, const AttachedFile& file, Kind kind)
{
    if (file.sent_at < context.now - worth_telling || told_already(context, file))
        return;
    const bool in_group = context.tx.groups().find(file.channel, file.chat).has_value();
    const auto& say = context.commune.say;
    Letter letter;
    letter.channel = file.channel;
    letter.to.id = file.chat;
    letter.to.kind = in_group ? ChatKind::group : ChatKind::private_chat;
    letter.ticket = file.ticket;
    letter.kind = DeliveryKind::status;
    letter.reply_to = file.message;
    letter.text = say(words_for(file, kind, in_group), {{"code", to_text(ticket.code, context.commune.letters)},
                                                        {"kind", say(label_of(file.said.kind))},
                                                        {"format", format_of(file)}});
    post(context, std::move(letter));
}

void take_place(Context& context, Ticket& ticket, const AttachedFile& file, const Position& position)
{
    ticket.place = fmt::format("{:.6f},{:.6f}", position.latitude, position.longitude);
    if (context.tx.tickets().save(ticket))
        journal::record(context, {.ticket = ticket.id,
                                  .actor = journal::program,
                                  .action = "place",
                                  .facts = fmt::format("photo={}", file.seq)});
}

} // namespace

bool is_fetched(const Attachment& attachment)
{
    switch (attachment.kind) {
    case AttachmentKind::photo:
    case AttachmentKind::video:
    case AttachmentKind::audio:
    case AttachmentKind::voice:
    case AttachmentKind::document:
        return !attachment.source.empty();
    case AttachmentKind::sticker:
    case AttachmentKind::location:
    case AttachmentKind::contact:
    case AttachmentKind::link:
        break;
    }
    return false;
}

AttachedFile settle(AttachedFile file, const Fetched& fetched, TimePoint now, double jitter)
{
    ++file.attempts;
    file.last_error = text::cut_utf16(fetched.error, longest_error);
    file.next_at = now;
    if (fetched.kind == Kind::stored) {
        file.state = FileState::stored;
        file.sha256 = fetched.sha256;
        file.mime = fetched.mime;
        file.bytes = fetched.bytes;
        file.last_error.clear();
    } else if (fetched.kind != Kind::temporary || file.attempts >= most_attempts) {
        file.state = FileState::failed;
    } else {
        file.next_at = now + back_off(file.attempts, jitter);
    }
    return file;
}

void take_in(Context& context, AttachedFile file, const Fetched& fetched, double jitter)
{
    if (!context.tx.attachments().find(file.id)) { // erased while it was fetched
        if (fetched.kind == Kind::stored)
            context.tx.attachments().discard(fetched.sha256);
        return;
    }
    file = settle(std::move(file), fetched, context.now, jitter);
    context.tx.attachments().save(file);
    auto ticket = context.tx.tickets().find(file.ticket);
    if (!ticket)
        return;
    if (is_trouble(file))
        tell_sender(context, *ticket, file, fetched.kind);
    if (fetched.position && in_vietnam(*fetched.position) && ticket->place.empty())
        take_place(context, *ticket, file, *fetched.position);
    if (file.state != FileState::waiting)
        officer::files_settled(context, file.ticket);
}

} // namespace langnghe::attachment
