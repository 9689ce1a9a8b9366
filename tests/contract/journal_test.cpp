#include "tests/contract/engine.hpp"

using namespace langnghe;
using namespace langnghe::test;

namespace {

std::string fault_in(Tx& tx)
{
    std::optional<journal::Entry> previous;
    for (const journal::Entry& entry : tx.journal().after(0, 1'000)) {
        if (auto fault = journal::find_fault(entry, previous ? &*previous : nullptr); !fault.empty())
            return fault;
        previous = entry;
    }
    return {};
}

} // namespace

TEST_CASE("entries are numbered, chained and never older than the one before")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    CHECK_FALSE(engine->read([](Tx& tx) { return tx.journal().last(); }));
    engine->write([](Tx& tx) {
        auto first = some_entry("receive", TicketId{5}, "Cầu hỏng");
        first.to = Status::received;
        first.facts = "channel=zalo";
        CHECK(tx.journal().append(first).seq == 1);
        auto early = some_entry("verify", TicketId{5});
        early.at = noon - std::chrono::hours{1};
        early.from = Status::received;
        early.to = Status::verified;
        const auto stored = tx.journal().append(early);
        CHECK((stored.seq == 2 && stored.at == noon));
    });
    engine->reopen();
    engine->write([](Tx& tx) {
        CHECK(tx.journal().append(some_entry("link")).seq == 3);
        CHECK(fault_in(tx).empty());
    });
    engine->read([](Tx& tx) {
        const auto entries = tx.journal().of_ticket(TicketId{5});
        REQUIRE(entries.size() == 2);
        CHECK((entries[0].text == "Cầu hỏng" && entries[0].salt == journal::Salt{1, 2, 3}));
        CHECK((entries[0].to == Status::received && !entries[0].from && entries[0].facts == "channel=zalo"));
        CHECK((entries[1].from == Status::received && !entries[1].text && !entries[1].salt));
        CHECK(entries[1].text_digest == hash::Digest{});
        CHECK(tx.journal().last()->action == "link");
        CHECK(tx.journal().after(1, 1).front().seq == 2);
        CHECK(tx.journal().after(3, 10).empty());
    });
}

TEST_CASE("an entry of a job that was undone leaves no gap in the chain")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    engine->write([](Tx& tx) { tx.journal().append(some_entry("one")); });
    const auto undone = engine->try_write([](Tx& tx) -> Result<void> {
        tx.journal().append(some_entry("lost"));
        tx.journal().append(some_entry("lost"));
        return make_error_code(Errc::not_allowed);
    });
    CHECK(undone.error() == Errc::not_allowed);
    engine->write([](Tx& tx) {
        CHECK(tx.journal().append(some_entry("two")).seq == 2);
        CHECK(fault_in(tx).empty());
    });
}

TEST_CASE("words without a salt are refused")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    const auto unsalted = engine->try_write([](Tx& tx) {
        auto entry = some_entry("message", TicketId{1}, "x");
        entry.salt.reset();
        tx.journal().append(entry);
    });
    CHECK(unsalted.error() == Errc::storage_refused);
    CHECK_FALSE(engine->read([](Tx& tx) { return tx.journal().last(); }));
}
