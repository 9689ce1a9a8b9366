#include "bot/operations/ticket_json.hpp"

#include "bot/operations/delivery_json.hpp"
#include "bot/operations/terms.hpp"
#include "core/attachment/fetch.hpp"
#include "core/process/act.hpp"
#include "core/store/privacy.hpp"
#include "core/store/scores.hpp"
#include "core/text/mask.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace langnghe::operations {
namespace {

constexpr int longest_page = 1'000;

constexpr std::string_view kind_of(AttachmentKind kind)
{
    constexpr std::array<std::string_view, 9> names{"photo",   "video",    "audio",   "voice", "document",
                                                    "sticker", "location", "contact", "link"};
    return names[static_cast<std::size_t>(kind)];
}

bool is_overdue(const Ticket& ticket, TimePoint now)
{
    return ticket.due_at && ticket.closed_at.value_or(now) > *ticket.due_at;
}

Json code_of(Context& context, TicketId id)
{
    const auto ticket = context.tx.tickets().find(id);
    return ticket ? Json(to_text(ticket->code, context.commune.letters)) : Json(nullptr);
}

Json assignee_of(Context& context, UserId id)
{
    const auto user = context.tx.people().find_user(id);
    return user ? Json(user->name) : Json(nullptr);
}

Json result_of(const std::optional<TicketResult>& result)
{
    if (!result)
        return nullptr;
    return {{"kind", name_of(result->kind)}, {"text", result->text}, {"at", to_rfc3339(result->at)}};
}

Json reduced(Context& context, const Ticket& ticket)
{
    return {{"code", to_text(ticket.code, context.commune.letters)},
            {"status", name_of(ticket.status)},
            {"nature", name_of(ticket.nature)},
            {"created_at", to_rfc3339(ticket.created_at)},
            {"due_at", or_null(ticket.due_at)}};
}

// An anonymous reporter has no name here, whatever the platform said.
std::string reporter_name(Context& context, const Ticket& ticket)
{
    return ticket.anonymous ? std::string{} : name_of(context, ticket.reporter);
}

// Details that the reporter gave are shown as to a handler; to see more is to reveal.
Json reporter(Context& context, const Ticket& ticket)
{
    const auto details = ticket.anonymous ? std::nullopt : context.tx.privacy().details(ticket.reporter);
    return {{"name", or_null(reporter_name(context, ticket))},
            {"anonymous", ticket.anonymous},
            {"phone", or_null(details ? text::mask_personal(details->phone) : std::string{})}};
}

// Of what was passed on without an identity, the name that goes with the words.
Json reporter(Context& context, const Ticket& ticket, const std::vector<MessageRow>& rows)
{
    Json json = reporter(context, ticket);
    if (ticket.reporter == IdentityId::none && !ticket.anonymous && !rows.empty())
        json["name"] = or_null(rows.front().author_name);
    return json;
}

Json scalars(Context& context, const Ticket& ticket, Json reporter)
{
    return {{"code", to_text(ticket.code, context.commune.letters)},
            {"version", ticket.version},
            {"status", name_of(ticket.status)},
            {"kind", ticket.nature == Nature::question ? "question" : "report"},
            {"nature", name_of(ticket.nature)},
            {"field", or_null(ticket.field)},
            {"area", or_null(ticket.area)},
            {"place", or_null(ticket.place)},
            {"urgency", name_of(ticket.urgency)},
            {"department", or_null(ticket.department)},
            {"assignee", assignee_of(context, ticket.assignee)},
            {"channel", ticket.channel},
            {"created_at", to_rfc3339(ticket.created_at)},
            {"due_at", or_null(ticket.due_at)},
            {"overdue", is_overdue(ticket, context.now)},
            {"voices", ticket.voices},
            {"merged_into", code_of(context, ticket.merged_into)},
            {"reporter", std::move(reporter)}};
}

// Those of the ticket and of every ticket merged into it.
Json reporters(Context& context, const Ticket& ticket)
{
    Json all = Json::array({reporter(context, ticket)});
    TicketFilter filter;
    filter.statuses = {Status::merged};
    filter.limit = longest_page;
    for (bool more = ticket.voices > 1; more;) {
        const auto page = context.tx.tickets().list(filter);
        for (const Ticket& merged : page)
            if (merged.merged_into == ticket.id && !is_hidden(merged))
                all.push_back(reporter(context, merged));
        more = page.size() == static_cast<std::size_t>(longest_page);
        filter.before = more ? number(page.back().id) : 0;
    }
    return all;
}

// A sticker, a contact or a link is all there is of it: "remote". What is not known yet is waiting.
Json attachments(const MessageRow& message, const std::vector<AttachedFile>& files)
{
    Json list = Json::array();
    for (const Attachment& attachment : message.attachments) {
        const auto place = static_cast<int>(list.size());
        const auto same = [&](const AttachedFile& file) { return file.seq == message.seq && file.place == place; };
        const auto file = std::ranges::find_if(files, same);
        const bool known = file != files.end();
        const auto waiting = attachment::is_fetched(attachment) ? std::string_view{"waiting"} : "remote";
        list.push_back({{"kind", kind_of(attachment.kind)},
                        {"name", or_null(attachment.name)},
                        {"bytes", known && file->state == FileState::stored ? file->bytes : attachment.bytes},
                        {"sha256", or_null(known ? file->sha256 : std::string{})},
                        {"state", known ? name_of(file->state) : waiting}});
    }
    return list;
}

Json messages(Context& context, const Ticket& ticket, const std::vector<MessageRow>& rows)
{
    Json list = Json::array();
    const auto files = context.tx.attachments().of_ticket(ticket.id);
    for (const MessageRow& row : rows) {
        const bool unnamed = ticket.anonymous && row.author == ticket.reporter;
        const std::string from = !row.author_name.empty() ? row.author_name : name_of(context, row.author);
        list.push_back({{"id", std::to_string(row.seq)},
                        {"at", to_rfc3339(row.at)},
                        {"from", or_null(unnamed ? std::string{} : from)},
                        {"kind", row.kind},
                        {"text", row.versions.empty() ? row.text : row.versions.back()},
                        {"edited", row.edited},
                        {"attachments", attachments(row, files)}});
    }
    return list;
}

// The words of messages stand in the messages; of any other entry they are its note, else its facts are.
Json events(Context& context, const Ticket& ticket, const std::vector<MessageRow>& rows)
{
    std::set<std::int64_t> said;
    for (const MessageRow& row : rows)
        said.insert(row.seq);
    Json list = Json::array();
    for (const journal::Entry& entry : context.tx.journal().of_ticket(ticket.id)) {
        const bool words = entry.text && !said.contains(entry.seq) && entry.action != "edit";
        list.push_back({{"seq", entry.seq},
                        {"at", to_rfc3339(entry.at)},
                        {"actor", entry.actor},
                        {"action", entry.action},
                        {"from", entry.from ? Json(name_of(*entry.from)) : Json(nullptr)},
                        {"to", entry.to ? Json(name_of(*entry.to)) : Json(nullptr)},
                        {"note", or_null(words ? *entry.text : entry.facts)},
                        {"hash", hash::to_hex(hash::bytes_of(entry.hash))}});
    }
    return list;
}

Json deliveries(Context& context, const Ticket& ticket)
{
    OutboxFilter filter;
    filter.ticket = ticket.id;
    filter.limit = longest_page;
    auto items = context.tx.outbox().list(filter);
    std::ranges::reverse(items);
    Json list = Json::array();
    for (const OutboxItem& item : items)
        list.push_back(to_json(item));
    return list;
}

// Who passed the first words on for somebody else.
std::string forwarder(Context& context, const std::vector<MessageRow>& rows)
{
    const auto passed = [](const MessageRow& row) { return row.forwarded_by != IdentityId::none; };
    const auto found = std::ranges::find_if(rows, passed);
    return found == rows.end() ? std::string{} : name_of(context, found->forwarded_by);
}

Json kept_from(Context& context, const Ticket& ticket)
{
    Json list = Json::array();
    for (const Party& party : course_of(context, ticket).kept_from)
        list.push_back(name_of(context, party));
    return list;
}

// A closure that nobody scored yet has no score.
Json satisfaction(Context& context, const Ticket& ticket)
{
    Json list = Json::array();
    for (const Score& score : context.tx.scores().of_ticket(ticket.id))
        list.push_back({{"closure", score.closure},
                        {"score", score.score == 0 ? Json(nullptr) : Json(score.score)},
                        {"comment", or_null(score.comment)},
                        {"at", score.answered_at ? Json(to_rfc3339(*score.answered_at)) : Json(nullptr)}});
    return list;
}

} // namespace

Json summary(Context& context, const Ticket& ticket)
{
    if (is_hidden(ticket))
        return reduced(context, ticket);
    Json json = scalars(context, ticket, {{"name", nullptr}, {"anonymous", ticket.anonymous}});
    json["result"] = result_of(ticket.result);
    json["public_text"] = or_null(ticket.public_text);
    return json;
}

Json whole(Context& context, const Ticket& ticket)
{
    if (is_hidden(ticket))
        return reduced(context, ticket);
    const auto rows = context.tx.messages().of_ticket(ticket.id);
    Json json = scalars(context, ticket, reporter(context, ticket, rows));
    json["reporters"] = reporters(context, ticket);
    json["forwarded_by"] = or_null(forwarder(context, rows));
    json["kept_from"] = kept_from(context, ticket);
    json["result"] = result_of(ticket.result);
    json["public_text"] = or_null(ticket.public_text);
    json["messages"] = messages(context, ticket, rows);
    json["events"] = events(context, ticket, rows);
    json["deliveries"] = deliveries(context, ticket);
    json["satisfaction"] = satisfaction(context, ticket);
    return json;
}

} // namespace langnghe::operations
