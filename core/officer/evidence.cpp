#include "core/officer/evidence.hpp"

#include "core/attachment/fetch.hpp"
#include "core/journal/record.hpp"

#include <algorithm>
#include <set>

namespace langnghe::officer {
namespace {

constexpr const char* entry_of_files = "evidence";

std::string_view kind_of(const Message& message)
{
    static constexpr std::array<std::string_view, 5> kinds{"photo", "video", "audio", "voice", "document"};
    const auto kind = static_cast<std::size_t>(message.attachments.front().kind);
    return kind < kinds.size() ? kinds[kind] : kinds.back();
}

} // namespace

bool brings_files(const Message& message) { return std::ranges::any_of(message.attachments, attachment::is_fetched); }

std::int64_t keep_files(Context& context, const Identity& identity, TicketId ticket, const Message& message,
                        TimePoint at)
{
    MessageRow row;
    row.seq =
        journal::record(context, {.ticket = ticket, .actor = journal::actor(identity.user), .action = entry_of_files});
    row.ticket = ticket;
    row.channel = identity.channel;
    row.chat = message.chat.id;
    row.message = message.id;
    row.author = identity.id;
    row.at = at;
    row.kind = kind_of(message);
    row.album = message.album;
    row.attachments = message.attachments;
    context.tx.messages().add(row);
    return row.seq;
}

OutboxFile outgoing(const AttachedFile& file)
{
    return {file.sha256, file.said.name, file.said.kind, file.mime, file.bytes};
}

Brought brought(Context& context, const Ticket& ticket, const std::vector<std::int64_t>& messages)
{
    Brought result;
    const auto files = context.tx.attachments().of_ticket(ticket.id);
    for (const std::int64_t message : messages) {
        bool known = false;
        for (const AttachedFile& file : files) {
            if (file.seq != message)
                continue;
            known = true;
            result.waiting = result.waiting || file.state == FileState::waiting;
            if (file.state == FileState::stored)
                result.files.push_back(outgoing(file));
        }
        result.waiting = result.waiting || !known;
    }
    return result;
}

std::vector<AttachedFile> photos_of_result(Context& context, const Ticket& ticket)
{
    auto files = context.tx.attachments().of_ticket(ticket.id);
    if (files.empty())
        return files;
    std::set<std::int64_t> entries;
    for (const journal::Entry& entry : context.tx.journal().of_ticket(ticket.id))
        if (entry.action == entry_of_files)
            entries.insert(entry.seq);
    std::erase_if(files, [&](const AttachedFile& file) {
        return file.state != FileState::stored || file.said.kind != AttachmentKind::photo ||
               !entries.contains(file.seq);
    });
    return files;
}

} // namespace langnghe::officer
