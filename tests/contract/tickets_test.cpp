#include "tests/contract/engine.hpp"

using namespace langnghe;
using namespace langnghe::test;

namespace {

Ticket full_ticket()
{
    Ticket ticket = some_ticket();
    ticket.status = Status::needs_info;
    ticket.returns_to = Status::in_progress;
    ticket.nature = Nature::petition;
    ticket.urgency = Urgency::urgent;
    ticket.field = "giao-thong";
    ticket.area = "thon-2";
    ticket.place = "21.0,105.8";
    ticket.department = "ha-tang";
    ticket.assignee = UserId{3};
    ticket.anonymous = true;
    ticket.in_group = true;
    ticket.suspected = true;
    ticket.due_at = noon + std::chrono::hours{48};
    ticket.closed_at = noon + std::chrono::hours{1};
    ticket.voices = 4;
    ticket.merged_into = TicketId{9};
    ticket.follows = TicketId{8};
    ticket.result = TicketResult{ResultKind::partly, "da va", noon};
    ticket.public_text = "cong khai";
    ticket.token_version = 5;
    return ticket;
}

void check_same(const Ticket& a, const Ticket& b)
{
    CHECK(a.code == b.code);
    CHECK(a.version == b.version);
    CHECK(a.status == b.status);
    CHECK(a.returns_to == b.returns_to);
    CHECK(a.nature == b.nature);
    CHECK(a.urgency == b.urgency);
    CHECK((a.field == b.field && a.area == b.area && a.place == b.place && a.department == b.department));
    CHECK(a.assignee == b.assignee);
    CHECK((a.channel == b.channel && a.chat == b.chat && a.reporter == b.reporter));
    CHECK((a.anonymous == b.anonymous && a.in_group == b.in_group && a.suspected == b.suspected));
    CHECK((a.created_at == b.created_at && a.last_citizen_at == b.last_citizen_at));
    CHECK((a.due_at == b.due_at && a.closed_at == b.closed_at));
    CHECK((a.voices == b.voices && a.merged_into == b.merged_into && a.follows == b.follows));
    CHECK(a.result.has_value() == b.result.has_value());
    if (a.result && b.result)
        CHECK((a.result->kind == b.result->kind && a.result->text == b.result->text && a.result->at == b.result->at));
    CHECK((a.public_text == b.public_text && a.token_version == b.token_version));
}

} // namespace

TEST_CASE("a ticket is read as it was opened and saved")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    const auto opened = engine->write([](Tx& tx) { return tx.tickets().open(full_ticket()); });
    CHECK(opened.id != TicketId::none);
    engine->reopen();
    const auto found = engine->read([&](Tx& tx) { return tx.tickets().find(opened.id); });
    REQUIRE(found);
    check_same(*found, opened);

    auto changed = some_ticket();
    changed.id = opened.id;
    changed.code = opened.code;
    REQUIRE(engine->write([&](Tx& tx) { return tx.tickets().save(changed); }));
    CHECK(changed.version == 2);
    const auto again = engine->read([&](Tx& tx) { return tx.tickets().by_code(opened.code); });
    REQUIRE(again);
    check_same(*again, changed);
    CHECK_FALSE(engine->read([](Tx& tx) { return tx.tickets().find(TicketId{99}); }));
    CHECK_FALSE(engine->read([](Tx& tx) { return tx.tickets().by_code({2026, 99}); }));
}

TEST_CASE("a save with an old version is refused and changes nothing")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    auto first = engine->write([](Tx& tx) { return tx.tickets().open(some_ticket()); });
    auto second = first;
    first.area = "thon-1";
    second.area = "thon-2";
    CHECK(engine->write([&](Tx& tx) { return tx.tickets().save(first); }));
    CHECK_FALSE(engine->write([&](Tx& tx) { return tx.tickets().save(second); }));
    CHECK(second.version == 1);
    const auto stored = engine->read([&](Tx& tx) { return tx.tickets().find(first.id).value(); });
    CHECK(stored.area == "thon-1");
    CHECK(stored.version == 2);
}

TEST_CASE("code numbers count within the year in Vietnam")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    const auto open_at = [&](TimePoint at) {
        return engine->write([at](Tx& tx) {
            Ticket ticket = some_ticket();
            ticket.created_at = at;
            return tx.tickets().open(ticket).code;
        });
    };
    const TimePoint last_second =
        std::chrono::sys_days{std::chrono::year{2026} / 12 / 31} + std::chrono::hours{17} - std::chrono::seconds{1};
    CHECK(open_at(noon) == TicketCode{2026, 1});
    CHECK(open_at(last_second) == TicketCode{2026, 2});
    CHECK(open_at(last_second + std::chrono::seconds{1}) == TicketCode{2027, 1});
    CHECK(open_at(noon) == TicketCode{2026, 3});
    // A number is not used up by a job that was undone.
    const auto undone = engine->try_write([](Tx& tx) -> Result<int> {
        tx.tickets().open(some_ticket());
        return make_error_code(Errc::wrong_state);
    });
    CHECK(undone.error() == Errc::wrong_state);
    CHECK(open_at(noon) == TicketCode{2026, 4});
}

TEST_CASE("tickets are listed newest first, by status, channel, reporter and page")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    engine->write([](Tx& tx) {
        for (int i = 0; i < 6; ++i) {
            Ticket ticket = some_ticket(IdentityId{i % 2 + 1}, i < 3 ? "zalo" : "telegram");
            ticket.status = i % 3 == 0 ? Status::closed : i % 3 == 1 ? Status::received : Status::verified;
            tx.tickets().open(ticket);
        }
    });
    const auto ids = [&](TicketFilter filter) {
        return engine->read([&](Tx& tx) {
            std::vector<std::int64_t> found;
            for (const Ticket& ticket : tx.tickets().list(filter))
                found.push_back(number(ticket.id));
            return found;
        });
    };
    using Ids = std::vector<std::int64_t>;
    CHECK(ids({}) == Ids{6, 5, 4, 3, 2, 1});
    CHECK(ids({.limit = 2}) == Ids{6, 5});
    CHECK(ids({.before = 5, .limit = 2}) == Ids{4, 3});
    CHECK(ids({.statuses = {Status::received, Status::verified}}) == Ids{6, 5, 3, 2});
    CHECK(ids({.statuses = {Status::received, Status::verified}, .limit = 1}) == Ids{6});
    CHECK(ids({.statuses = {Status::closed}}) == Ids{4, 1});
    CHECK(ids({.statuses = {Status::verified}, .channel = "telegram"}) == Ids{6});
    CHECK(ids({.reporter = IdentityId{1}}) == Ids{5, 3, 1});
    CHECK(ids({.statuses = {Status::closed}, .reporter = IdentityId{2}}) == Ids{4});
    CHECK(ids({.channel = "unknown"}).empty());
}

TEST_CASE("the newest ticket of a reporter, how many lately, and counts by status")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    engine->write([](Tx& tx) {
        tx.tickets().open(some_ticket());
        Ticket second = tx.tickets().open(some_ticket());
        tx.tickets().open(some_ticket(IdentityId{7}, "zalo", "other"));
        tx.tickets().open(some_ticket(IdentityId::none));
        Ticket late = some_ticket();
        late.chat = "late";
        late.created_at = noon + std::chrono::hours{1};
        tx.tickets().open(late);
        second.status = Status::closed;
        tx.tickets().save(second);
    });
    engine->read([](Tx& tx) {
        CHECK(tx.tickets().newest_of(IdentityId{7}, "zalo", "c1")->id == TicketId{2});
        CHECK_FALSE(tx.tickets().newest_of(IdentityId{8}, "zalo", "c1"));
        CHECK_FALSE(tx.tickets().newest_of(IdentityId{7}, "telegram", "c1"));
        CHECK_FALSE(tx.tickets().newest_of(IdentityId::none, "zalo", "c1"));
        CHECK(tx.tickets().opened_since(IdentityId{7}, noon) == 4);
        CHECK(tx.tickets().opened_since(IdentityId{7}, noon + std::chrono::minutes{1}) == 1);
        const std::map<Status, std::int64_t> expected{{Status::received, 4}, {Status::closed, 1}};
        CHECK(tx.tickets().counts() == expected);
    });
}
