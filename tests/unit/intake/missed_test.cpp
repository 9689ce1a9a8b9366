#include "core/message/say.hpp"
#include "core/outbox/post.hpp"
#include "tests/unit/intake/world.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// An official on Zalo, where free messages end two days after his last.
struct Silent : World
{
    User mai;

    Silent()
    {
        channel = "zalo";
        mai = add_user("mai", {Role::front_officer});
    }
    // As the dispatcher leaves what the window forbids.
    void close_window()
    {
        now += 50h;
        run([&](Context& context) {
            OutboxFilter filter;
            filter.states = {DeliveryState::queued};
            filter.limit = 1000;
            for (OutboxItem& item : context.tx.outbox().list(filter)) {
                item.state = DeliveryState::undeliverable;
                item.last_error = "the window is closed";
                context.tx.outbox().save(item);
            }
            return true;
        });
        said();
    }
    std::size_t in(DeliveryState state)
    {
        return run([&](Context& context) {
            OutboxFilter filter;
            filter.states = {state};
            filter.kinds = {DeliveryKind::push};
            return context.tx.outbox().list(filter).size();
        });
    }
};

} // namespace

TEST_CASE("an official who writes again hears in one message what he missed, and only once")
{
    Silent town;
    for (const char* who : {"an", "binh", "chi"})
        town.say(who, "Cống tắc");
    town.close_window();
    REQUIRE(town.in(DeliveryState::undeliverable) == 3);
    town.say("mai", "/trogiup");
    const auto texts = town.said_to("mai");
    REQUIRE(texts.size() == 2);
    CHECK(has(texts[0], "có 3 thông báo"));
    CHECK(has(texts[0], "LS-26-0003, LS-26-0002, LS-26-0001"));
    CHECK(has(texts[0], "48 giờ"));
    CHECK(has(texts[0], "/viec"));
    CHECK_FALSE(has(texts[0], "Cống"));
    CHECK(town.in(DeliveryState::undeliverable) == 0);
    CHECK(town.in(DeliveryState::expired) == 3);
    town.now += 50h;
    town.say("mai", "/trogiup");
    CHECK(town.said_to("mai").size() == 1);
    CHECK(town.faults().empty());
}

TEST_CASE("what was missed names no ticket that the official may not see any more")
{
    Silent town;
    town.say("an", "Cống tắc");
    town.say("binh", "Đèn hỏng");
    town.close_window();
    town.run([&](Context& context) {
        Ticket sealed = *context.tx.tickets().find(town.tickets().front().id);
        sealed.nature = Nature::denunciation;
        return context.tx.tickets().save(sealed);
    });
    town.say("mai", "/trogiup");
    const auto texts = town.said_to("mai");
    REQUIRE(texts.size() == 2);
    CHECK(has(texts[0], "LS-26-0002"));
    CHECK_FALSE(has(texts[0], "LS-26-0001"));
}

TEST_CASE("a citizen who writes again hears what he missed itself")
{
    Silent town;
    town.say("an", "Cống tắc");
    town.said();
    town.run([&](Context& context) {
        Letter letter;
        letter.channel = "zalo";
        letter.to.id = "an";
        letter.kind = DeliveryKind::status;
        letter.text = "tin mới";
        post(context, std::move(letter));
        return true;
    });
    town.close_window();
    town.say("an", "xin chào");
    CHECK(town.in(DeliveryState::expired) == 0);
    for (const std::string& text : town.said_to("an"))
        CHECK_FALSE(has(text, "thông báo"));
}

TEST_CASE("where one network's window is closed, an official is written to on another")
{
    Silent town;
    town.run([&](Context& context) {
        Identity other;
        other.channel = "telegram";
        other.external_id = "t-mai";
        other.user = town.mai.id;
        other.last_inbound_at = town.now - 24h; // longer ago than on Zalo
        return context.tx.people().add(other);
    });
    town.say("an", "Cống tắc");
    CHECK(town.peek("mai").size() == 1);
    town.said();
    town.now += 50h;
    town.say("binh", "Đèn hỏng");
    CHECK(town.peek("mai").empty());
    town.channel = "telegram";
    CHECK(town.said_to("t-mai").size() == 1);
}

TEST_CASE("a leader sees in his list of work who cannot be written to")
{
    Silent town;
    town.add_user("lanh", {Role::leader});
    town.say("lanh", "/viec");
    CHECK_FALSE(has(town.said_to("lanh").back(), "mai"));
    town.now += 50h;
    town.say("lanh", "/viec");
    CHECK(has(town.said_to("lanh").back(), "chưa gửi tin được cho: mai"));
    town.say("mai", "/viec");
    CHECK_FALSE(has(town.said_to("mai").back(), "chưa gửi tin được"));
    const auto out =
        town.run([&](Context& context) { return out_of_reach(context.tx, context.commune, context.now).size(); });
    CHECK(out == 0);
}
