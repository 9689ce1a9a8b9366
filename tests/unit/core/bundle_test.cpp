#include "core/outbox/bundle.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::outbox;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint now = from_millis(1'795'000'000'000);

OutboxItem news(int id, int ticket = 1, DeliveryKind kind = DeliveryKind::status)
{
    OutboxItem item;
    item.id = OutboxId{id};
    item.chat = "c";
    item.kind = kind;
    item.ticket = TicketId{ticket};
    item.text = "tin " + std::to_string(id);
    item.created_at = now;
    return item;
}

std::vector<std::int64_t> shared(OutboxItem lead, std::vector<OutboxItem> behind, std::size_t longest = 4096)
{
    std::vector<std::int64_t> ids;
    for (const OutboxItem& row : bundle(std::move(lead), std::move(behind), longest, now).rows)
        ids.push_back(number(row.id));
    return ids;
}

using Ids = std::vector<std::int64_t>;

} // namespace

TEST_CASE("a citizen's news is one message, about a ticket when all of it is")
{
    CHECK(shared(news(1), {news(2), news(3, 2)}) == Ids{1, 2, 3});
    const OutboxItem same = message_of({news(1), news(2)});
    CHECK(same.text == "tin 1\n\ntin 2");
    CHECK(same.ticket == TicketId{1});
    CHECK(same.id == OutboxId{1});
    CHECK(message_of({news(1), news(2, 2)}).ticket == TicketId::none);
}

TEST_CASE("where others read along, and for officials, only news of one ticket shares a message")
{
    OutboxItem lead = news(1);
    OutboxItem other = news(2, 2);
    lead.chat_kind = other.chat_kind = ChatKind::group;
    CHECK_FALSE(may_share(lead, other));
    other.ticket = lead.ticket;
    CHECK(may_share(lead, other));
    CHECK(may_share(news(1, 1, DeliveryKind::push), news(2, 1, DeliveryKind::push)));
    CHECK_FALSE(may_share(news(1, 1, DeliveryKind::push), news(2, 2, DeliveryKind::push)));
    CHECK_FALSE(may_share(news(1, 0, DeliveryKind::push), news(2, 0, DeliveryKind::push)));
}

TEST_CASE("answers, alerts, replies, buttons, quotes, urgent news and other topics go alone")
{
    for (const DeliveryKind kind :
         {DeliveryKind::answer, DeliveryKind::alert, DeliveryKind::reply, DeliveryKind::receipt})
        CHECK(shared(news(1, 1, kind), {news(2, 1, kind)}) == Ids{1});
    CHECK(shared(news(1), {news(2, 1, DeliveryKind::push)}) == Ids{1});
    OutboxItem other = news(2);
    other.buttons.push_back({"Hài lòng", "5", ""});
    CHECK(shared(news(1), {other, news(3)}) == Ids{1});
    CHECK(shared(other, {news(3)}) == Ids{2});
    other = news(2);
    other.reply_to = "77";
    CHECK(shared(news(1), {other}) == Ids{1});
    other = news(2);
    other.priority = Priority::urgent;
    CHECK(shared(news(1), {other}) == Ids{1});
    other = news(2);
    other.thread = "9";
    CHECK(shared(news(1), {other}) == Ids{1});
    other = news(2);
    other.bundle = other.id; // was refused in company
    CHECK(shared(news(1), {other, news(3)}) == Ids{1});
    CHECK(shared(other, {news(3)}) == Ids{2});
}

TEST_CASE("order is kept: nothing jumps over a row that cannot come along, except what is stale")
{
    OutboxItem stale = news(2);
    stale.expires_at = now;
    CHECK(shared(news(1), {stale, news(3)}) == Ids{1, 3});
    OutboxItem claimed = news(2);
    claimed.state = DeliveryState::claimed;
    CHECK(shared(news(1), {claimed, news(3)}) == Ids{1});
    OutboxItem doubtful = news(2);
    doubtful.repeated = true;
    doubtful.next_at = now + 30s; // its echo may still come
    CHECK(shared(news(1), {doubtful, news(3)}) == Ids{1});
    doubtful.next_at = now;
    CHECK(shared(news(1), {doubtful, news(3)}) == Ids{1, 2, 3});
}

TEST_CASE("a message stays within the platform's length and ten rows")
{
    CHECK(shared(news(1), {news(2), news(3)}, 12) == Ids{1, 2});
    CHECK(shared(news(1), {news(2), news(3)}, 11) == Ids{1});
    std::vector<OutboxItem> many;
    for (int id = 2; id < 30; ++id)
        many.push_back(news(id));
    CHECK(shared(news(1), many).size() == most_bundled);
}
