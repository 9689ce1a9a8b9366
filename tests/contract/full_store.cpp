#include "tests/contract/full_store.hpp"

#include "adapters/sql/store.hpp"
#include "core/store/courses.hpp"
#include "core/store/drafts.hpp"
#include "core/store/privacy.hpp"
#include "tests/contract/engine.hpp"

#include <fmt/format.h>

namespace langnghe::test {
namespace {

const std::string person(64, 'a');

std::int64_t say(Tx& tx, journal::Entry entry, std::string facts)
{
    entry.facts = std::move(facts);
    return tx.journal().append(entry).seq;
}

// A message with its row, under an entry of its own.
void message(Tx& tx, TicketId ticket, const std::string& id, std::string action, std::string facts,
             std::optional<Status> to = std::nullopt)
{
    auto entry = some_entry(std::move(action), ticket, "Cầu hỏng");
    entry.to = to;
    entry.actor = "citizen:1";
    MessageRow row;
    row.seq = say(tx, entry, std::move(facts));
    row.ticket = ticket;
    row.channel = "zalo";
    row.chat = "c1";
    row.message = id;
    row.author = IdentityId{1};
    row.at = noon;
    tx.messages().add(row);
}

void ticket(Tx& tx, int i)
{
    Ticket fresh = some_ticket(IdentityId{1});
    fresh.area = "khu-3";
    fresh.due_at = noon;
    Ticket opened = tx.tickets().open(fresh);
    auto by = [&](const char* action) {
        auto entry = some_entry(action, opened.id);
        entry.actor = "user:1";
        return entry;
    };
    message(tx, opened.id, "m" + std::to_string(i), "receive",
            fmt::format("channel=zalo;number={};area=khu-3;due_at={}", opened.code.number, to_millis(noon)),
            Status::received);
    message(tx, opened.id, "n" + std::to_string(i), "message", "joined=recent");
    auto verified = by("verify");
    verified.from = Status::received;
    verified.to = opened.status = Status::verified;
    tx.journal().append(verified);
    opened.nature = Nature::petition;
    opened.department = "ha-tang";
    opened.assignee = UserId{1};
    opened.urgency = Urgency::urgent;
    say(tx, by("set_nature"), "nature=petition;department=ha-tang;assignee=1;urgency=urgent");
    tx.tickets().save(opened);
    tx.outbox().add(some_item("c1"));
}

void people(Tx& tx)
{
    Identity citizen;
    citizen.channel = "zalo";
    citizen.external_id = "c1";
    citizen = tx.people().add(citizen);
    User user;
    user.name = "lan";
    user.roles = {Role::front_officer};
    user = tx.people().add_user(user);
    say(tx, some_entry("user_add"), "user=1;roles=" + to_text(user.roles) + ";department=");
    Identity official;
    official.channel = "zalo";
    official.external_id = "lan";
    official.user = user.id;
    official = tx.people().add(official);
    auto link = some_entry("link");
    link.actor = "user:1";
    say(tx, link, "identity=2;channel=zalo");
    Group group;
    group.channel = "zalo";
    group.chat = "g1";
    group.organization = "mttq";
    group.bound = true;
    tx.groups().add(group);
    say(tx, some_entry("bind"), "group=1;organization=mttq;area=");
    auto gave = some_entry("contact_details");
    gave.actor = "citizen:1";
    tx.journal().append(gave);
    tx.privacy().save_details(citizen.id, {"Lan", "1", "", noon});
    Erasure erasure{person, noon, "request"};
    erasure.seq = say(tx, some_entry("erase_again"), fmt::format("person={};at={}", person, to_millis(noon)));
    tx.privacy().note(erasure);
    Draft draft;
    draft.seq = tx.journal().append(some_entry("draft")).seq;
    draft.lead = draft.seq;
    draft.author = official.id;
    draft.channel = "zalo";
    draft.at = noon;
    tx.drafts().add(draft);
}

} // namespace

void fill_store(const std::filesystem::path& path)
{
    sql::StoreOptions options;
    options.path = path;
    const auto store = sql::Store::open(options).value();
    store
        ->write_now([](Tx& tx) {
            people(tx);
            for (int i = 1; i <= 3; ++i)
                ticket(tx, i);
            Course course;
            course.ticket = TicketId{2};
            tx.courses().save(course);
            tx.inbox().park({.channel = "zalo", .key = "k", .reason = "r", .raw = "{}", .at = noon});
            say(tx, some_entry("restore"), "at=3;held=0");
            tx.set_fact("restored_at_seq", "3");
            tx.search().follow(100);
        })
        .value();
}

} // namespace langnghe::test
