#include "core/store/courses.hpp"
#include "core/store/forms.hpp"
#include "core/store/worklists.hpp"
#include "tests/contract/engine.hpp"

#include <algorithm>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

TicketId put(Tx& tx, Status status, const std::string& department, std::optional<TimePoint> due,
             Nature nature = Nature::unset, bool suspected = false)
{
    Ticket ticket = some_ticket();
    ticket.created_at = noon;
    ticket.status = status;
    ticket.department = department;
    ticket.due_at = due;
    ticket.nature = nature;
    ticket.suspected = suspected;
    return tx.tickets().open(ticket).id;
}

std::vector<TicketId> ids(const std::vector<WorkItem>& items)
{
    std::vector<TicketId> list;
    for (const WorkItem& item : items)
        list.push_back(item.ticket);
    std::ranges::sort(list);
    return list;
}

OfficerForm some_form(const std::string& words)
{
    OfficerForm form;
    form.identity = IdentityId{4};
    form.channel = "zalo";
    form.chat = "c4";
    form.ticket = TicketId{9};
    form.asks = 3;
    form.order = words;
    form.asked_at = noon;
    return form;
}

} // namespace

TEST_CASE("lists hold what is open, by state, department and deadline; what is sealed apart")
{
    for (const auto& maker : engines()) {
        CAPTURE(maker.name);
        const auto engine = maker.make();
        engine->write([](Tx& tx) {
            Worklists& lists = tx.worklists();
            const auto received = put(tx, Status::received, "", noon + 1h);
            const auto verified = put(tx, Status::verified, "", noon - 1h);
            const auto late = put(tx, Status::transferred, "kinh_te", noon - 2h);
            const auto later = put(tx, Status::in_progress, "kinh_te", noon + 5h);
            const auto asked = put(tx, Status::needs_info, "kinh_te", noon - 9h);
            const auto elsewhere = put(tx, Status::transferred, "y_te", noon - 3h);
            const auto endless = put(tx, Status::in_progress, "kinh_te", std::nullopt);
            const auto sealed = put(tx, Status::transferred, "kinh_te", noon - 4h, Nature::denunciation);
            const auto suspected = put(tx, Status::received, "", noon - 4h, Nature::unset, true);
            put(tx, Status::resolved, "kinh_te", noon - 8h);
            put(tx, Status::closed, "kinh_te", noon - 8h, Nature::denunciation);
            CHECK(ids(lists.in_intake(10)) == std::vector{received, verified});
            CHECK(ids(lists.of_department("kinh_te", 10)) == std::vector{late, later, asked, endless});
            CHECK(ids(lists.overdue(noon, 10)) == std::vector{verified, late, elsewhere});
            CHECK(ids(lists.overdue(noon + 2h, 10)) == std::vector{received, verified, late, elsewhere});
            CHECK(ids(lists.overdue_of("kinh_te", noon, 10)) == std::vector{late});
            CHECK(ids(lists.kept(10)) == std::vector{sealed, suspected});
            CHECK(lists.of_department("kinh_te", 2).size() == 3); // of each kind
            CHECK(lists.overdue(noon + 2h, 1).size() == 2);       // of each kind
            return true;
        });
    }
}

TEST_CASE("what is urgent or many reported is found by its department and deadline, however much there is beside it")
{
    for (const auto& maker : engines()) {
        CAPTURE(maker.name);
        const auto engine = maker.make();
        engine->write([](Tx& tx) {
            Worklists& lists = tx.worklists();
            const auto mark = [&](TicketId id, std::int64_t voices, Urgency urgency) {
                Ticket ticket = *tx.tickets().find(id);
                ticket.voices = voices;
                ticket.urgency = urgency;
                tx.tickets().save(ticket);
                return id;
            };
            for (int i = 0; i < 20; ++i)
                put(tx, Status::transferred, "kinh_te", noon + 1h);
            const auto many = mark(put(tx, Status::transferred, "kinh_te", noon + 5h), 4, Urgency::normal);
            const auto urgent = mark(put(tx, Status::in_progress, "kinh_te", noon + 2h), 1, Urgency::urgent);
            const auto fresh = mark(put(tx, Status::received, "", noon + 3h), 2, Urgency::normal);
            mark(put(tx, Status::transferred, "kinh_te", noon, Nature::denunciation), 2, Urgency::urgent);
            mark(put(tx, Status::received, "", noon, Nature::unset, true), 2, Urgency::normal);
            mark(put(tx, Status::resolved, "kinh_te", noon), 9, Urgency::urgent);
            mark(put(tx, Status::needs_info, "kinh_te", std::nullopt), 9, Urgency::urgent);
            CHECK(ids(lists.pressing("kinh_te", 10)) == std::vector{many, urgent});
            REQUIRE(lists.pressing("kinh_te", 1).size() == 1);
            CHECK(lists.pressing("kinh_te", 1).front().ticket == urgent);
            CHECK(lists.pressing("kinh_te", 2).back().voices == 4);
            CHECK(ids(lists.pressing("", 10)) == std::vector{fresh});
            CHECK(lists.pressing("y_te", 10).empty());
            return true;
        });
    }
}

TEST_CASE("what waits for its reporter never hides what has a deadline")
{
    for (const auto& maker : engines()) {
        CAPTURE(maker.name);
        const auto engine = maker.make();
        engine->write([](Tx& tx) {
            for (int i = 0; i < 3; ++i)
                put(tx, Status::needs_info, "kinh_te", std::nullopt);
            const auto due = put(tx, Status::transferred, "kinh_te", noon);
            const auto list = tx.worklists().of_department("kinh_te", 2);
            CHECK(std::ranges::count(list, due, &WorkItem::ticket) == 1);
            return true;
        });
    }
}

TEST_CASE("extensions and re-checks that wait are listed until they are settled")
{
    for (const auto& maker : engines()) {
        CAPTURE(maker.name);
        const auto engine = maker.make();
        engine->write([](Tx& tx) {
            const auto asking = put(tx, Status::in_progress, "kinh_te", noon);
            const auto looking = put(tx, Status::closed, "kinh_te", noon);
            Course course;
            course.ticket = asking;
            course.asked_days = 3;
            tx.courses().save(course);
            Course other;
            other.ticket = looking;
            other.recheck = true;
            tx.courses().save(other);
            CHECK(ids(tx.worklists().asking_extension(10)) == std::vector{asking});
            CHECK(ids(tx.worklists().in_recheck(10)) == std::vector{looking});
            course.asked_days = 0;
            other.recheck = false;
            tx.courses().save(course);
            tx.courses().save(other);
            CHECK(tx.worklists().asking_extension(10).empty());
            CHECK(tx.worklists().in_recheck(10).empty());
            return true;
        });
    }
}

TEST_CASE("a form is one for each identity and chat, numbered, and forgets its words when it is closed")
{
    for (const auto& maker : engines()) {
        CAPTURE(maker.name);
        const auto engine = maker.make();
        engine->write([](Tx& tx) {
            Forms& forms = tx.worklists().forms();
            const auto here = [&](TimePoint since) { return forms.find(IdentityId{4}, "zalo", "c4", since); };
            CHECK_FALSE(here(noon - 1h));
            const auto first = forms.open(some_form("một"));
            const auto second = forms.open(some_form("hai"));
            CHECK(second.number == first.number + 1);
            REQUIRE(here(noon - 1h));
            CHECK(here(noon - 1h)->order == "hai");
            CHECK(here(noon - 1h)->number == second.number);
            CHECK(here(noon - 1h)->ticket == TicketId{9});
            CHECK_FALSE(here(noon + 1h));
            CHECK(forms.asking(TicketId{9}, 3).size() == 1);
            CHECK(forms.asking(TicketId{9}, 4).empty());
            CHECK(forms.of(IdentityId{4}, 3).size() == 1);
            CHECK(forms.of(IdentityId{5}, 3).empty());
            forms.close(first); // it is gone already
            CHECK(here(noon - 1h));
            forms.close(second);
            CHECK_FALSE(here(noon - 1h));
            CHECK(forms.of(IdentityId{4}, 3).empty());
            CHECK(forms.open(some_form("ba")).number == second.number + 1);
            return true;
        });
    }
}
