#include "core/store/privacy.hpp"
#include "core/store/scores.hpp"
#include "core/store/wakes.hpp"
#include "core/store/warnings.hpp"
#include "tests/contract/engine.hpp"

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

TicketId open_one(Engine& engine, const std::string& area = {})
{
    return engine.write([&](Tx& tx) {
        Ticket ticket = some_ticket();
        ticket.area = area;
        return tx.tickets().open(ticket).id;
    });
}

} // namespace

TEST_CASE("each journal entry's ticket is given once, in slices")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    const TicketId first = open_one(*engine);
    const TicketId second = open_one(*engine);
    engine->write([&](Tx& tx) {
        for (const TicketId ticket : {second, first, second, TicketId::none})
            tx.journal().append(some_entry("message", ticket));
    });
    const auto follow = [&](int limit) { return engine->write([&](Tx& tx) { return tx.wakes().follow(limit); }); };
    const Touched slice = follow(3);
    CHECK(slice.entries == 3);
    CHECK(slice.tickets == std::vector{first, second});
    engine->reopen();
    const Touched rest = follow(3);
    CHECK(rest.entries == 1);
    CHECK(rest.tickets.empty());
    CHECK(follow(3).entries == 0);
}

TEST_CASE("a wake is due in its time, and what was said is known until the ticket is done with")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    const TicketId first{1};
    const TicketId second{2};
    engine->write([&](Tx& tx) {
        CHECK_FALSE(tx.wakes().next_due());
        tx.wakes().set(first, noon + 1h);
        tx.wakes().set(second, noon);
        tx.wakes().set(first, noon + 2h);
        CHECK(tx.wakes().next_due() == noon);
        CHECK(tx.wakes().due(noon - 1ms, 9).empty());
        CHECK(tx.wakes().due(noon + 2h, 9) == std::vector{second, first});
        CHECK(tx.wakes().due(noon + 2h, 1) == std::vector{second});
        CHECK(tx.wakes().say_once(first, "half"));
        CHECK_FALSE(tx.wakes().say_once(first, "half"));
        CHECK(tx.wakes().say_once(second, "half"));
    });
    engine->reopen();
    engine->write([&](Tx& tx) {
        CHECK(tx.wakes().said(first, "half"));
        tx.wakes().set(first, std::nullopt);
        CHECK(tx.wakes().said(first, "half"));
        tx.wakes().forget(first);
        CHECK_FALSE(tx.wakes().said(first, "half"));
        CHECK(tx.wakes().said(second, "half"));
        CHECK(tx.wakes().next_due() == noon);
    });
}

TEST_CASE("scores are counted with those who did not answer")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    const TicketId ticket = open_one(*engine);
    const TicketId other = open_one(*engine);
    engine->write([&](Tx& tx) {
        Score score;
        score.ticket = ticket;
        score.channel = "zalo";
        score.chat = "c1";
        score.asked_at = noon;
        tx.scores().save(score);
        score.score = 2;
        score.answered_at = noon + 1h;
        score.comment_seq = tx.journal().append(some_entry("message", ticket, "van tac")).seq;
        tx.scores().save(score);
        score = {};
        score.ticket = other;
        score.closure = 2;
        score.channel = "zalo";
        score.chat = "c1";
        score.asked_at = noon + 1h;
        tx.scores().save(score);
    });
    engine->reopen();
    engine->read([&](Tx& tx) {
        CHECK(tx.scores().find(ticket, 1)->comment == "van tac");
        CHECK_FALSE(tx.scores().find(ticket, 2));
        CHECK(tx.scores().of_ticket(ticket).size() == 1);
        CHECK(tx.scores().newest_in("zalo", "c1", noon)->ticket == other);
        CHECK_FALSE(tx.scores().newest_in("zalo", "c1", noon + 2h));
        CHECK_FALSE(tx.scores().newest_in("telegram", "c1", noon));
        const ScoreFigures all = tx.scores().figures(noon, noon + 2h, {});
        CHECK(all.asked == 2);
        CHECK(all.answered == 1);
        CHECK(all.average() == 2.0);
        CHECK(all.response_rate() == 0.5);
        CHECK(tx.scores().figures(noon, noon + 1h, {}).asked == 1);
        return true;
    });
}

TEST_CASE("scores are counted by area, and never what was sealed after its score")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    std::vector<TicketId> tickets;
    for (int i = 0; i < 3; ++i)
        tickets.push_back(open_one(*engine));
    engine->write([&](Tx& tx) {
        for (const TicketId id : tickets) {
            auto ticket = tx.tickets().find(id).value();
            ticket.area = id == tickets.front() ? "thon_1" : "thon_2";
            tx.tickets().save(ticket);
            tx.scores().save({.ticket = id, .channel = "zalo", .chat = "c1", .asked_at = noon, .score = 5});
        }
        CHECK(tx.scores().figures(noon, noon + 1h, {}).answered == 3);
        CHECK(tx.scores().figures(noon, noon + 1h, "thon_1").answered == 1);
        CHECK(tx.scores().figures(noon, noon + 1h, "thon_2").answered == 2);
        auto sealed = tx.tickets().find(tickets[1]).value();
        sealed.nature = Nature::denunciation;
        tx.tickets().save(sealed);
        auto suspected = tx.tickets().find(tickets[2]).value();
        suspected.suspected = true;
        tx.tickets().save(suspected);
    });
    engine->reopen();
    engine->read([&](Tx& tx) {
        CHECK(tx.scores().figures(noon, noon + 1h, {}).asked == 1);
        CHECK(tx.scores().figures(noon, noon + 1h, "thon_2").asked == 0);
        return true;
    });
}

TEST_CASE("an alert keeps who confirmed it, how far it went and what people answered")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    engine->write([&](Tx& tx) {
        Warning warning;
        warning.kind = "bao";
        warning.text = "Bao";
        warning.author = UserId{1};
        warning.drafted_at = noon;
        warning = tx.warnings().add(warning);
        CHECK(tx.warnings().confirm(warning.id, UserId{1}, noon));
        CHECK_FALSE(tx.warnings().confirm(warning.id, UserId{1}, noon));
        CHECK(tx.warnings().confirm(warning.id, UserId{2}, noon + 1s));
        CHECK(tx.warnings().confirmed_by(warning.id) == std::vector{UserId{1}, UserId{2}});
        warning.state = Warning::State::spreading;
        warning.reached = IdentityId{4};
        tx.warnings().save(warning);
        CHECK(tx.warnings().in_state(Warning::State::drafted).empty());
        CHECK(tx.warnings().in_state(Warning::State::spreading).front().reached == IdentityId{4});
        WarningAnswer answer{warning.id, IdentityId{4}, WarningAnswer::Kind::none, std::nullopt, TicketId::none};
        tx.warnings().save(answer);
        answer.kind = WarningAnswer::Kind::help;
        tx.warnings().save(answer);
        answer.person = IdentityId{5};
        answer.kind = WarningAnswer::Kind::unreachable;
        tx.warnings().save(answer);
        tx.warnings().count_group(warning.id);
        const WarningFigures figures = tx.warnings().figures(warning.id);
        CHECK(figures.groups == 1);
        CHECK(figures.people == 1);
        CHECK(figures.help == 1);
        CHECK(figures.unreachable == 1);
    });
}

TEST_CASE("whom an alert concerns is told by what they reported")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    const auto people = engine->write([](Tx& tx) {
        std::vector<IdentityId> ids;
        for (const char* who : {"an", "binh", "chi"}) {
            Identity identity;
            identity.channel = "zalo";
            identity.external_id = who;
            ids.push_back(tx.people().add(identity).id);
        }
        Ticket ticket = some_ticket(ids[1]);
        ticket.area = "khu_3";
        tx.tickets().open(ticket);
        return ids;
    });
    engine->read([&](Tx& tx) {
        const auto near = tx.warnings().people_after(IdentityId::none, "khu_3", 2);
        REQUIRE(near.size() == 2);
        CHECK_FALSE(near[0].concerned);
        CHECK(near[1].concerned);
        const auto all = tx.warnings().people_after(people[1], "", 9);
        REQUIRE(all.size() == 1);
        CHECK(all[0].person == people[2]);
        CHECK(all[0].concerned);
        return true;
    });
    engine->write([](Tx& tx) { return tx.privacy().drop_forgotten(noon, noon, 9); });
    engine->read([&](Tx& tx) {
        const auto known = tx.warnings().people_after(IdentityId::none, "", 9);
        REQUIRE(known.size() == 1); // the one with a ticket
        CHECK(known[0].person == people[1]);
        return true;
    });
}
