#include "core/journal/fold.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::journal;

namespace {

Entry step(std::int64_t seq, std::string action, std::optional<Status> from, std::optional<Status> to,
           std::string facts = {})
{
    Entry entry;
    entry.seq = seq;
    entry.action = std::move(action);
    entry.from = from;
    entry.to = to;
    entry.facts = std::move(facts);
    return entry;
}

} // namespace

TEST_CASE("a fact is found by its whole key")
{
    CHECK(fact_in("a=1;ab=2;b=", "a") == "1");
    CHECK(fact_in("a=1;ab=2;b=", "ab") == "2");
    CHECK(fact_in("a=1;ab=2;b=", "b") == "");
    CHECK_FALSE(fact_in("a=1;ab=2", "c"));
    CHECK_FALSE(fact_in("", "a"));
    CHECK_FALSE(fact_in("a", "a"));
    CHECK(fact_in("x;a=1=2", "a") == "1=2");
}

TEST_CASE("the last word on each column counts, and says where it stands")
{
    TicketFold fold;
    CHECK_FALSE(fold.opened());
    fold.take(step(3, "receive", std::nullopt, Status::received, "area=khu-3;field=rac"));
    fold.take(step(5, "message", std::nullopt, std::nullopt, "joined=recent;area=khu-4"));
    fold.take(step(9, "verify", Status::received, Status::verified));
    CHECK(fold.opened());
    CHECK(fold.entries() == 3);
    CHECK(fold.last() == 9);
    CHECK((fold.status() == Status::verified && fold.status_seq() == 9));
    REQUIRE(fold.told("area") != nullptr);
    CHECK((fold.told("area")->value == "khu-4" && fold.told("area")->seq == 5));
    CHECK(fold.told("field")->seq == 3);
    CHECK(fold.told("department") == nullptr);
    CHECK(fold.seq_of("message") == 5);
    CHECK(fold.seq_of("close") == 0);
    CHECK((fold.count_of("message") == 1 && fold.count_of("close") == 0));
    Entry said = step(11, "answer", Status::verified, Status::verified);
    said.text = "lời cuối";
    fold.take(said);
    CHECK(fold.text_of("answer") == "lời cuối");
    CHECK_FALSE(fold.text_of("message"));
}

TEST_CASE("a detour remembers where it comes back to, until it does")
{
    TicketFold fold;
    fold.take(step(1, "receive", std::nullopt, Status::received));
    CHECK_FALSE(fold.returns_to());
    fold.take(step(2, "ask", Status::in_progress, Status::needs_info));
    CHECK(fold.returns_to() == Status::in_progress);
    // A question that is open when the ticket is merged is void.
    fold.take(step(3, "merge", Status::needs_info, Status::merged));
    CHECK(fold.returns_to() == Status::in_progress);
    fold.take(step(4, "unmerge", Status::merged, Status::in_progress));
    CHECK_FALSE(fold.returns_to());
    fold.take(step(5, "remark", Status::in_progress, Status::in_progress));
    CHECK_FALSE(fold.returns_to());
    CHECK(fold.status() == Status::in_progress);
}
