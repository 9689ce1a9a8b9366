#include "core/intake/quote.hpp"
#include "core/message/say.hpp"
#include "tests/unit/intake/world.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

constexpr const char* group = "g100";

// A channel whose events name a quoted message by its id alone.
void settle_in(World& world)
{
    world.channel = "zalo";
    world.commune.channels.at("zalo").history = true;
    world.add_user("lan", {Role::front_officer});
    world.add_group(group, "hoi_phu_nu");
}

Message quote(World& world, const std::string& who, const std::string& words)
{
    Message made = world.group_message(group, who, words);
    made.reply_to = "m900";
    return made;
}

std::vector<QuoteRequest> due(World& world)
{
    return world.run([&](Context& context) { return context.tx.quotes().due("zalo", world.now, 10); });
}

PastMessage past(const World& world, const std::string& who, const std::string& words)
{
    PastMessage made;
    made.message.id = "m900";
    made.message.from = {who, "Bà Tư", false};
    made.message.text = words;
    made.at = world.now - 5min;
    return made;
}

void complete(World& world, const PastMessage& found)
{
    const auto requests = due(world);
    REQUIRE(requests.size() == 1);
    world.run([&](Context& context) {
        complete_quote(context, requests.front(), found);
        return 0;
    });
}

} // namespace

TEST_CASE("a quoted message is looked up, and then taken down with its author")
{
    World world;
    settle_in(world);
    CHECK(world.take(quote(world, "lan", "/ghi gấp")) == Intake::accepted);
    CHECK(world.tickets().empty());
    CHECK(world.said().empty());
    world.restart();
    complete(world, past(world, "tu", "cống tắc"));
    const Ticket ticket = world.only_ticket();
    CHECK(ticket.reporter == world.identity("tu")->id);
    const MessageRow row = world.messages(ticket).at(0);
    CHECK(row.text == "cống tắc");
    CHECK(row.message == "m900");
    CHECK(row.at == world.now - 5min);
    CHECK(row.forwarded_by == world.identity("lan")->id);
    CHECK(world.journal().back().text == "gấp");
    CHECK(due(world).empty());
    const auto said = world.said();
    CHECK(std::ranges::count(said, std::string{group}, &OutboxItem::chat) == 1);
    CHECK(std::ranges::find(said, std::string{group}, &OutboxItem::chat)->reply_to == "m900");
    // Quoted again it is known.
    world.take(quote(world, "lan", "/ghi"));
    CHECK(due(world).empty());
    CHECK(world.tickets().size() == 1);
}

TEST_CASE("a member may have his own message looked up")
{
    for (const char* author : {"an", "tu"}) {
        World world;
        settle_in(world);
        world.take(quote(world, "an", "/phananh"));
        complete(world, past(world, author, "cống tắc"));
        CHECK(world.tickets().size() == (author == std::string{"an"} ? 1 : 0));
        CHECK(world.said_to(group).size() == 1);
        CHECK(world.identity("tu").has_value() == false);
    }
}

TEST_CASE("a member's own words need no look")
{
    World world;
    settle_in(world);
    world.take(quote(world, "an", "/phananh nhà tôi cũng ngập"));
    CHECK(world.messages(world.only_ticket()).at(0).text == "nhà tôi cũng ngập");
    CHECK(due(world).empty());
}

TEST_CASE("what is not found is tried again, then given up, and said so")
{
    World world;
    settle_in(world);
    world.take(quote(world, "lan", "/ghi"));
    int tries = 0;
    bool given_up = false;
    while (!given_up && tries < 20) {
        const auto requests = due(world);
        if (requests.empty()) {
            const auto next = world.run([&](Context& context) { return context.tx.quotes().next_due("zalo"); });
            REQUIRE(next);
            world.now = *next;
            continue;
        }
        CHECK(world.peek(group).empty());
        given_up = world.run([&](Context& context) { return miss_quote(context, requests.front()); });
        ++tries;
    }
    CHECK(tries == 6);
    CHECK(world.said_to(group) == Texts{world.commune.say(Say::quote_unreadable)});
    CHECK(due(world).empty());
    CHECK(world.tickets().empty());
}

TEST_CASE("what was found too late, is ours or says nothing makes no ticket")
{
    World world;
    settle_in(world);
    world.take(quote(world, "lan", "/ghi"));
    const auto requests = due(world);
    PastMessage ours = past(world, "oa", "Phản ánh mới");
    ours.message.from.is_bot = true;
    complete(world, ours);
    CHECK(world.said_to(group) == Texts{world.commune.say(Say::quote_unreadable)});
    world.run([&](Context& context) {
        complete_quote(context, requests.front(), past(world, "tu", "cống tắc"));
        return 0;
    });
    CHECK(world.tickets().empty());
    world.take(quote(world, "lan", "/ghi"));
    complete(world, past(world, "tu", ""));
    CHECK(world.tickets().empty());
    CHECK(world.said_to(group).size() == 1);
}

TEST_CASE("where nothing can be looked up, that is said at once")
{
    World world;
    settle_in(world);
    world.commune.channels.at("zalo").history = false;
    world.take(quote(world, "lan", "/ghi"));
    CHECK(world.said_to(group) == Texts{world.commune.say(Say::quote_unreadable)});
    CHECK(due(world).empty());
}

TEST_CASE("tries are spaced, ever wider, and end")
{
    Duration before{0};
    int attempts = 1;
    for (; next_try(attempts); ++attempts) {
        CHECK(*next_try(attempts) > before);
        before = *next_try(attempts);
    }
    CHECK(attempts == 6);
    CHECK(!next_try(0));
}
