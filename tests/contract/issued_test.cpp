#include "adapters/sql/store.hpp"
#include "adapters/sql/verify.hpp"
#include "core/hash/hash.hpp"
#include "core/store/issued.hpp"
#include "tests/contract/engine.hpp"
#include "tests/contract/raw.hpp"

using namespace langnghe;
using namespace langnghe::test;

namespace {

const report::Period week = report::period_of(report::Span::week, calendar::day_of(noon));
const report::Period day = report::period_of(report::Span::day, calendar::day_of(noon));

} // namespace

TEST_CASE("who waits for a report waits once, in the order of asking, until he is answered")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    const AskedReport first{IdentityId{7}, week};
    const AskedReport second{IdentityId{3}, week};
    const AskedReport third{IdentityId{7}, day};
    engine->write([&](Tx& tx) {
        for (const AskedReport& asked : {first, second, first, third, second})
            tx.issued().ask(asked);
    });
    engine->reopen();
    engine->read([&](Tx& tx) {
        CHECK(tx.issued().asked(10) == std::vector<AskedReport>{first, second, third});
        CHECK(tx.issued().asked(1) == std::vector<AskedReport>{first});
    });
    engine->write([&](Tx& tx) {
        tx.issued().answered(first);
        tx.issued().answered(first);
        CHECK(tx.issued().asked(10) == std::vector<AskedReport>{second, third});
        tx.issued().ask(first);
        CHECK(tx.issued().asked(10) == std::vector<AskedReport>{second, third, first});
    });
}

TEST_CASE("a remark of the Front's that was changed is found")
{
    TempDir folder;
    const auto path = folder / "s.db";
    {
        sql::StoreOptions options;
        options.path = path;
        const auto store = sql::Store::open(options).value();
        store
            ->write_now([](Tx& tx) {
                for (const std::string words : {"Trả lời còn chậm.", "Tuần này khá hơn."}) {
                    tx.issued().add_remark(week, {UserId{1}, noon, words});
                    auto entry = some_entry("report_remark");
                    entry.facts = "span=week;sha256=" + hash::sha256_hex(words);
                    tx.journal().append(entry);
                }
            })
            .value();
    }
    CHECK(sql::verify(path).value().faults.empty());
    Raw(path).run("DROP TRIGGER report_remark_fixed; UPDATE report_remark SET text = 'Rất tốt.' WHERE id = 2");
    const auto faults = sql::verify(path).value().faults;
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].seq == 2);
    CHECK(faults[0].what.find("the remark of entry 2 was changed") != std::string::npos);
}
