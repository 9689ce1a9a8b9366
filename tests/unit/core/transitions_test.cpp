#include "core/ticket/transitions.hpp"
#include "tests/support/golden.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <optional>
#include <random>
#include <string>
#include <vector>

using namespace langnghe;

namespace {

constexpr auto action_count = static_cast<int>(Action::let_in) + 1;

std::vector<Action> all_actions()
{
    std::vector<Action> actions;
    for (int i = 0; i < action_count; ++i)
        actions.push_back(static_cast<Action>(i));
    return actions;
}

Roles everybody()
{
    Roles roles;
    for (const Role role : all_roles)
        roles.add(role);
    return roles;
}

std::string target(const Rule& rule)
{
    switch (rule.to.kind) {
    case Target::Kind::state:
        return std::string{name_of(rule.to.status)};
    case Target::Kind::handling:
        return std::string{name_of(rule.to.status)} + '*';
    case Target::Kind::same:
        return "(stays)";
    case Target::Kind::back:
        break;
    }
    return "(back)";
}

std::string row(std::string_view from, std::string_view action, std::string_view to, std::string_view demands,
                std::string_view tells, std::string_view who)
{
    return fmt::format("{:<12}{:<18}{:<13}{:<11}{:<20}{}\n", from, action, to, demands, tells, who);
}

std::string table()
{
    std::string text = row("from", "action", "to", "demands", "tells", "who");
    for (const Status from : all_statuses) {
        text += '\n';
        for (const Action action : all_actions())
            if (const Rule* rule = find_rule(from, action))
                text += row(name_of(from), name_of(action), target(*rule), name_of(rule->demands), name_of(rule->tells),
                            to_text(rule->who));
    }
    return text;
}

Ticket ticket_in(Status status)
{
    Ticket ticket;
    ticket.status = status;
    return ticket;
}

// Asks, and carries it out as a use case does.
boost::system::error_code step(Ticket& ticket, Action action, Roles who = everybody())
{
    const auto next = next_status(ticket, action, who);
    if (!next)
        return next.error();
    enter(ticket, action, *next);
    return {};
}

} // namespace

TEST_CASE("the transition table is the one that people have read")
{
    CHECK(test::differs_from_golden("transitions.txt", table()) == "");
}

TEST_CASE("no state and action stand in two rules")
{
    for (const Status from : all_statuses)
        for (const Action action : all_actions()) {
            int found = 0;
            for (const Rule& rule : transition_rules())
                found += rule.action == action && rule.from.has(from) ? 1 : 0;
            INFO(name_of(from) << ' ' << name_of(action));
            CHECK(found <= 1);
        }
}

TEST_CASE("what is not listed is refused, whoever asks")
{
    int refused = 0;
    for (const Status from : all_statuses)
        for (const Action action : all_actions()) {
            if (find_rule(from, action) != nullptr)
                continue;
            ++refused;
            INFO(name_of(from) << ' ' << name_of(action));
            CHECK(next_status(ticket_in(from), action, everybody()).error() == Errc::wrong_state);
        }
    CHECK(refused > 150);
}

TEST_CASE("each rule admits exactly the roles it names")
{
    for (const Status from : all_statuses)
        for (const Action action : all_actions()) {
            const Rule* rule = find_rule(from, action);
            if (rule == nullptr)
                continue;
            Ticket ticket = ticket_in(from);
            ticket.returns_to = Status::verified;
            for (const Role role : all_roles) {
                INFO(name_of(from) << ' ' << name_of(action) << ' ' << name_of(role));
                const auto next = next_status(ticket, action, Roles{role});
                CHECK(next.has_value() == rule->who.has(role));
                if (!next)
                    CHECK(next.error() == Errc::not_allowed);
            }
            CHECK(next_status(ticket, action, {}).error() == Errc::not_allowed);
        }
}

TEST_CASE("a ticket that waits for information returns to where the question was asked")
{
    for (const Status from : {Status::verified, Status::classified, Status::transferred, Status::in_progress}) {
        Ticket ticket = ticket_in(from);
        ticket.department = "kinh_te";
        REQUIRE(!step(ticket, Action::ask));
        CHECK(ticket.status == Status::needs_info);
        CHECK(ticket.returns_to == from);
        CHECK(!step(ticket, Action::set_nature));
        CHECK(!step(ticket, Action::reveal));
        CHECK(step(ticket, Action::ask) == Errc::wrong_state);
        REQUIRE(!step(ticket, Action::supply, {Role::citizen}));
        CHECK(ticket.status == from);
        CHECK(!ticket.returns_to);
    }
}

TEST_CASE("closing a ticket that waits for information forgets where it would return to")
{
    Ticket ticket = ticket_in(Status::transferred);
    ticket.department = "kinh_te";
    REQUIRE(!step(ticket, Action::ask));
    REQUIRE(!step(ticket, Action::close));
    CHECK(ticket.status == Status::closed);
    CHECK(!ticket.returns_to);
    REQUIRE(!step(ticket, Action::reopen));
    CHECK(ticket.status == Status::in_progress);
}

TEST_CASE("what is reopened goes to who handles it, or to be sent on where nobody does")
{
    Ticket ticket = ticket_in(Status::resolved);
    REQUIRE(!step(ticket, Action::reopen));
    CHECK(ticket.status == Status::verified);
    ticket = ticket_in(Status::resolved);
    ticket.department = "kinh_te";
    REQUIRE(!step(ticket, Action::reopen));
    CHECK(ticket.status == Status::in_progress);
}

TEST_CASE("what comes back to a department that has it no more waits for another")
{
    for (const Status from : {Status::transferred, Status::in_progress}) {
        Ticket ticket = ticket_in(from);
        REQUIRE(!step(ticket, Action::ask));
        REQUIRE(!step(ticket, Action::supply));
        CHECK(ticket.status == Status::verified);
        ticket = ticket_in(from);
        REQUIRE(!step(ticket, Action::keep_out));
        CHECK(ticket.status == Status::verified);
    }
}

TEST_CASE("merging is reversible from every open state")
{
    for (const Status from : all_statuses) {
        Ticket ticket = ticket_in(from);
        ticket.department = "kinh_te";
        if (from == Status::needs_info)
            ticket.returns_to = Status::transferred;
        INFO(name_of(from));
        if (!is_open(from)) {
            CHECK(step(ticket, Action::merge) == Errc::wrong_state);
            continue;
        }
        REQUIRE(!step(ticket, Action::merge));
        CHECK(ticket.status == Status::merged);
        REQUIRE(!step(ticket, Action::reveal));
        REQUIRE(!step(ticket, Action::unmerge));
        // A question that was open when the ticket was merged is void.
        CHECK(ticket.status == (from == Status::needs_info ? Status::transferred : from));
        CHECK(!ticket.returns_to);
    }
}

TEST_CASE("a way back that was never noted is refused")
{
    Ticket ticket = ticket_in(Status::needs_info);
    CHECK(step(ticket, Action::supply) == Errc::wrong_state);
    ticket = ticket_in(Status::merged);
    CHECK(step(ticket, Action::unmerge) == Errc::wrong_state);
}

TEST_CASE("random walks keep a ticket on the table")
{
    std::mt19937 random{20261121};
    std::uniform_int_distribution<int> pick(0, action_count - 1);
    std::vector<int> visits(all_statuses.size());
    for (int walk = 0; walk < 300; ++walk) {
        Ticket ticket;
        for (int i = 0; i < 60; ++i) {
            const auto action = static_cast<Action>(pick(random));
            const Status before = ticket.status;
            const auto way_back = ticket.returns_to;
            const Rule* rule = find_rule(before, action);
            const auto refused = step(ticket, action);
            REQUIRE(!refused == (rule != nullptr));
            if (refused) {
                REQUIRE(ticket.status == before);
                REQUIRE(ticket.returns_to == way_back);
                continue;
            }
            if (rule->to.kind == Target::Kind::state)
                REQUIRE(ticket.status == rule->to.status);
            const bool detour = ticket.status == Status::needs_info || ticket.status == Status::merged;
            REQUIRE(ticket.returns_to.has_value() == detour);
            if (detour)
                REQUIRE((is_open(*ticket.returns_to) && *ticket.returns_to != Status::needs_info));
            ++visits[static_cast<std::size_t>(ticket.status)];
        }
    }
    for (const int visited : visits)
        CHECK(visited > 0);
}

TEST_CASE("names of states, natures, urgencies and results read back")
{
    for (const Status status : all_statuses)
        CHECK(status_from(name_of(status)) == status);
    for (int i = 0; i <= static_cast<int>(Nature::junk); ++i)
        CHECK(nature_from(name_of(static_cast<Nature>(i))) == static_cast<Nature>(i));
    for (int i = 0; i <= static_cast<int>(ResultKind::answered); ++i)
        CHECK(result_kind_from(name_of(static_cast<ResultKind>(i))) == static_cast<ResultKind>(i));
    CHECK(urgency_from("urgent") == Urgency::urgent);
    CHECK(name_of(Action::reveal) == "reveal");
    CHECK(name_of(Action::let_in) == "let_in");
    CHECK(!status_from(""));
    CHECK(!status_from("Received"));
    CHECK(!nature_from("secret"));
}
