#include "adapters/sql/sent.hpp"

#include "adapters/sql/codec.hpp"
#include "adapters/sql/outbox.hpp"

namespace langnghe::sql {

outbox::Usage SqlSent::usage(std::string_view channel, std::int64_t month)
{
    outbox_.settle();
    const auto number = channels_.find(channel);
    outbox::Usage usage;
    Query messages(db_, "SELECT count FROM sent_tally WHERE channel = ?1 AND month = ?2");
    usage.messages = messages.with(number, month).value<std::int64_t>().value_or(0);
    Query people(db_, "SELECT count(*) FROM identity WHERE channel = ?1");
    usage.people = people.with(number).value<std::int64_t>().value_or(0);
    Query groups(db_, "SELECT count(*) FROM chat_group WHERE channel = ?1 AND unreachable = 0");
    usage.groups = groups.with(number).value<std::int64_t>().value_or(0);
    return usage;
}

std::vector<Button> SqlSent::last_choices(std::string_view channel, std::string_view chat, TimePoint since)
{
    Query query(db_, "SELECT buttons FROM outbox WHERE buttons IS NOT NULL AND created_at >= ?3 AND id IN"
                     " (SELECT outbox FROM message_key WHERE channel = ?1 AND chat = ?2 AND outbox IS NOT NULL)"
                     " ORDER BY id DESC LIMIT 1");
    std::optional<std::string> buttons;
    if (query.with(channels_.find(channel), chat, since).next())
        query.into(buttons);
    return decode_buttons(buttons);
}

bool SqlSent::told(std::string_view channel, std::string_view chat, std::string_view text, TimePoint since)
{
    Query query(db_,
                "SELECT 1 FROM outbox WHERE channel = ?1 AND chat = ?2 AND (state = 0 OR state = 1 OR state = 9)"
                " AND text = ?3 UNION ALL"
                " SELECT 1 FROM outbox WHERE text = ?3 AND created_at >= ?4 AND id IN"
                " (SELECT outbox FROM message_key WHERE channel = ?1 AND chat = ?2 AND outbox IS NOT NULL) LIMIT 1");
    return query.with(channels_.find(channel), chat, text, since).next();
}

} // namespace langnghe::sql
