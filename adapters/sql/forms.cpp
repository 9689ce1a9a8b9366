#include "adapters/sql/forms.hpp"

#include <utility>

namespace langnghe::sql {
namespace {

constexpr auto of_chat = "SELECT identity, channel, chat, number, ticket, asks, words, asked_at FROM form"
                         " WHERE identity = ?1 AND channel = ?2 AND chat = ?3 AND asked_at >= ?4 AND asks > 0";
// As many rows as officials have chats: no index is worth its page.
constexpr auto of_ticket = "SELECT identity, channel, chat, number, ticket, asks, words, asked_at FROM form"
                           " WHERE ticket = ?1 AND asks = ?2 ORDER BY asked_at";
constexpr auto of_identity = "SELECT identity, channel, chat, number, ticket, asks, words, asked_at FROM form"
                             " WHERE identity = ?1 AND asks = ?2 ORDER BY asked_at DESC";

} // namespace

OfficerForm SqlForms::open(OfficerForm form)
{
    Query query(db_, "INSERT INTO form(identity, channel, chat, number, ticket, asks, words, asked_at)"
                     " VALUES(?1, ?2, ?3, 1, ?4, ?5, ?6, ?7) ON CONFLICT(identity, channel, chat) DO UPDATE SET"
                     " number = number + 1, ticket = excluded.ticket, asks = excluded.asks, words = excluded.words,"
                     " asked_at = excluded.asked_at RETURNING number");
    query.with(form.identity, channels_.number(form.channel), form.chat, form.ticket, form.asks, form.order,
               form.asked_at);
    form.number = query.value<std::int64_t>().value_or(0);
    return form;
}

OfficerForm SqlForms::read(Query& query)
{
    OfficerForm form;
    std::int64_t channel = 0;
    query.into(form.identity, channel, form.chat, form.number, form.ticket, form.asks, form.order, form.asked_at);
    form.channel = channels_.name(channel);
    return form;
}

std::optional<OfficerForm> SqlForms::find(IdentityId identity, std::string_view channel, std::string_view chat,
                                          TimePoint since)
{
    Query query(db_, of_chat);
    if (!query.with(identity, channels_.find(channel), chat, since).next())
        return std::nullopt;
    return read(query);
}

std::vector<OfficerForm> SqlForms::read_all(Query& query)
{
    std::vector<OfficerForm> forms;
    while (query.next())
        forms.push_back(read(query));
    return forms;
}

std::vector<OfficerForm> SqlForms::asking(TicketId ticket, int what)
{
    Query query(db_, of_ticket);
    return read_all(query.with(ticket, what));
}

std::vector<OfficerForm> SqlForms::of(IdentityId identity, int what)
{
    Query query(db_, of_identity);
    return read_all(query.with(identity, what));
}

// The row stays for its number, the words do not.
void SqlForms::close(const OfficerForm& form)
{
    Query query(db_, "UPDATE form SET asks = 0, words = '', ticket = NULL WHERE identity = ?1 AND channel = ?2"
                     " AND chat = ?3 AND number = ?4");
    query.with(form.identity, channels_.find(form.channel), form.chat, form.number).run();
}

} // namespace langnghe::sql
