#include "bot/daemon/reporter.hpp"
#include "core/journal/record.hpp"
#include "tests/contract/temp_dir.hpp"
#include "tests/support/commune.hpp"
#include "tests/unit/net/live.hpp"

#include <boost/asio/thread_pool.hpp>
#include <catch2/catch.hpp>

#include <algorithm>

using namespace langnghe;
using langnghe::test::TempDir;
using net::test::Live;
using net::test::Task;

namespace {

// A commune whose week is over, with a leader and two groups, and a clock that the test sets.
struct Office
{
    Office()
    {
        setup.facts = test::luong_son();
        setup.files = folder / "files";
        for (auto& [name, channel] : setup.facts.channels) {
            channel.traits.files = 1;
            channel.traits.file_caption = 1024;
        }
        config::ReportSection weekly;
        weekly.roles = {Role::leader};
        weekly.groups = true;
        weekly.file = "pdf";
        setup.reports = {weekly};
        sql::StoreOptions options;
        options.path = folder / "store.db";
        store = sql::Store::open(std::move(options)).value();
        fill();
        restart();
    }

    ~Office()
    {
        client.close();
        worker.join();
    }

    void fill()
    {
        store
            ->write_now([&](Tx& tx) {
                Context context{tx, setup.facts, environment.random, now};
                for (const std::string& area : {area_of(0), area_of(1), area_of(1)}) {
                    Ticket ticket;
                    ticket.channel = "zalo";
                    ticket.area = area;
                    ticket.created_at = now;
                    ticket = tx.tickets().open(ticket);
                    journal::record(context, {.ticket = ticket.id, .action = "receive", .to = Status::received});
                }
                User leader;
                leader.name = "Nguyễn Văn An";
                leader.roles = {Role::leader};
                leader = tx.people().add_user(leader);
                Identity identity;
                identity.channel = "zalo";
                identity.external_id = "an";
                identity.user = leader.id;
                tx.people().add(identity);
                for (const std::string& area : {std::string{}, area_of(1)}) {
                    Group group;
                    group.channel = "zalo";
                    group.chat = "group-" + area;
                    group.area = area;
                    group.bound = true;
                    tx.groups().add(group);
                }
            })
            .value();
    }

    std::string area_of(std::size_t place) const { return setup.facts.taxonomy.areas[place].key; }

    void restart()
    {
        reporter.emplace(environment, setup, *store, worker.get_executor(), [] {});
    }

    bool look()
    {
        bool posted = false;
        auto steps = [this, &posted]() -> Task<> { posted = co_await reporter->look(); };
        live.run(steps());
        return posted;
    }

    std::vector<OutboxItem> said()
    {
        return store->read_now([](Tx& tx) { return tx.outbox().list({}); }).value();
    }

    TempDir folder;
    Live live;
    TimePoint now = calendar::at(calendar::parse_day("2026-11-25").value(), 9 * 60); // a Wednesday
    boost::asio::thread_pool worker{1};
    metrics::Metrics metrics{"test"};
    net::Client client{live.io.get_executor()};
    daemon::Environment environment{live.io.get_executor(), [this] { return now; },
                                    [] { return std::array<std::uint8_t, 16>{}; }, metrics, client};
    CommuneSetup setup;
    std::unique_ptr<sql::Store> store;
    std::optional<daemon::Reporter> reporter;
};

const OutboxItem& to(const std::vector<OutboxItem>& said, const std::string& chat)
{
    const auto found = std::ranges::find(said, chat, &OutboxItem::chat);
    REQUIRE(found != said.end());
    return *found;
}

} // namespace

TEST_CASE("nothing goes out before the period is over and its hour has come")
{
    Office office;
    CHECK_FALSE(office.look());
    office.now = calendar::at(calendar::parse_day("2026-11-30").value(), 7 * 60 + 29);
    CHECK_FALSE(office.look());
    CHECK(office.said().empty());
    office.now += std::chrono::minutes{1};
    CHECK(office.look());
    CHECK(office.said().size() == 3);
}

TEST_CASE("people get the file, groups the words, a group of one area those of its area")
{
    Office office;
    office.now = calendar::at(calendar::parse_day("2026-11-30").value(), 8 * 60);
    REQUIRE(office.look());
    const auto said = office.said();
    const OutboxItem& leader = to(said, "an");
    REQUIRE(leader.files.size() == 1);
    CHECK(leader.files[0].name == "bao-cao-week-2026-11-23.pdf");
    CHECK(files::Shelf(office.setup.files).read(leader.files[0].sha256).value().starts_with("%PDF"));
    const OutboxItem& all = to(said, "group-");
    CHECK(all.files.empty());
    CHECK(all.chat_kind == ChatKind::group);
    CHECK(all.text.find("Tiếp nhận: 3 ") != std::string::npos);
    const OutboxItem& area = to(said, "group-" + office.area_of(1));
    CHECK(area.text.find("Tiếp nhận: 2 ") != std::string::npos);
    CHECK(area.text.find(office.setup.facts.taxonomy.areas[1].name) != std::string::npos);
}

TEST_CASE("a restart repeats nothing, and the next week comes")
{
    Office office;
    office.now = calendar::at(calendar::parse_day("2026-11-30").value(), 8 * 60);
    REQUIRE(office.look());
    for (int i = 0; i < 3; ++i) {
        office.restart();
        CHECK_FALSE(office.look());
    }
    CHECK(office.said().size() == 3);
    office.now = calendar::at(calendar::parse_day("2026-12-07").value(), 8 * 60);
    CHECK(office.look());
    CHECK(office.said().size() == 6);
    const auto issued = office.store->read_now([](Tx& tx) { return tx.issued().list(10); }).value();
    REQUIRE(issued.size() == 2);
    CHECK(issued[0].version == 1);
    CHECK(issued[0].by == "program");
}

TEST_CASE("a store that was not there in the period has nothing to report on")
{
    Office office;
    office.now = calendar::at(calendar::parse_day("2026-11-27").value(), 8 * 60);
    CHECK_FALSE(office.look()); // the week before the first entry
    CHECK(office.said().empty());
    CHECK(office.store->read_now([](Tx& tx) { return tx.issued().list(10); }).value().empty());
}
