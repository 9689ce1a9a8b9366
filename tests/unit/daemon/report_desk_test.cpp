#include "bot/daemon/report_desk.hpp"
#include "core/message/say.hpp"
#include "core/officer/synthesis.hpp"
#include "core/store/issued.hpp"
#include "tests/contract/temp_dir.hpp"
#include "tests/support/commune.hpp"
#include "tests/unit/net/live.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <catch2/catch.hpp>

#include <future>

using namespace langnghe;
using langnghe::test::TempDir;
using net::test::Live;
using net::test::Task;
namespace asio = boost::asio;

namespace {

// A leader who asked for today's report.
struct Office
{
    Office()
    {
        sql::StoreOptions options;
        options.path = folder / "store.db";
        store = sql::Store::open(std::move(options)).value();
        store
            ->write_now([](Tx& tx) {
                User leader;
                leader.name = "Nguyễn Văn An";
                leader.roles = {Role::leader};
                leader = tx.people().add_user(leader);
                Identity identity;
                identity.channel = "zalo";
                identity.external_id = "an";
                identity.user = leader.id;
                tx.people().add(identity);
            })
            .value();
        ask();
    }

    ~Office() { client.close(); }

    void ask()
    {
        auto job = [this](Tx& tx) { tx.issued().ask({tx.people().find("zalo", "an")->id, today}); };
        store->write_now(job).value();
    }

    std::size_t waiting()
    {
        return store->read_now([](Tx& tx) { return tx.issued().asked(10).size(); }).value();
    }

    Task<std::size_t> waiting_for_writer()
    {
        auto job = [](Tx& tx) { return tx.issued().asked(10).size(); };
        const auto count = co_await store->write(std::move(job));
        co_return count.value();
    }

    // Where the writer does it itself.
    void hand_out(Tx& tx, const std::optional<report::Report>& made)
    {
        Context context{tx, commune, environment.random, now};
        officer::hand_out(context, today, made);
    }

    TempDir folder;
    Live live;
    Commune commune = test::luong_son();
    TimePoint now = calendar::at(calendar::parse_day("2026-11-25").value(), 9 * 60);
    report::Period today = report::period_of(report::Span::day, calendar::day_of(now));
    int looked_at_clock = 0;
    metrics::Metrics metrics{"test"};
    net::Client client{live.io.get_executor()};
    daemon::Environment environment{live.io.get_executor(), [this] { return ++looked_at_clock, now; },
                                    [] { return std::array<std::uint8_t, 16>{}; }, metrics, client};
    std::unique_ptr<sql::Store> store;
};

// Keeps the store's reader until it is let go.
class Held
{
public:
    explicit Held(Office& office) : office_(office) { office.live.beside(hold()); }
    void let_go() { go_.set_value(); }

private:
    Task<> hold()
    {
        auto job = [gone = go_.get_future().share()](Tx&) { gone.wait_for(std::chrono::seconds{20}); };
        co_await office_.store->read(std::move(job));
    }

    Office& office_;
    std::promise<void> go_;
};

Task<> turn() { co_await asio::post(asio::use_awaitable); }

Task<> hand_out(daemon::ReportDesk& desk, bool& done) { done = co_await desk.hand_out(); }

// The reader is kept before the desk looks who waits, and again before the report is made.
Task<> make_while_others_write(Office& office, daemon::ReportDesk& desk)
{
    bool done = false;
    Held first(office);
    office.live.beside(hand_out(desk, done));
    Held second(office);
    co_await turn();
    first.let_go();
    while (office.looked_at_clock == 0) // then it knows who waits, and has asked for the report
        co_await turn();
    const auto still = co_await office.waiting_for_writer();
    CHECK(still == 1);
    CHECK_FALSE(done);
    second.let_go();
    while (!done)
        co_await turn();
}

Task<> make_on_writer(Office& office)
{
    auto job = [&office](Tx& tx) {
        Context context{tx, office.commune, office.environment.random, office.now};
        office.hand_out(tx, report::make(context, office.today));
    };
    co_await office.store->write(std::move(job));
}

Task<> look_behind_the_writer(Office& office)
{
    office.live.beside(make_on_writer(office));
    co_await turn();
    const auto still = co_await office.waiting_for_writer();
    CHECK(still == 0);
}

std::vector<OutboxItem> said(Office& office)
{
    return office.store->read_now([](Tx& tx) { return tx.outbox().list({}); }).value();
}

} // namespace

TEST_CASE("what was asked for is made while others write, and handed out once")
{
    Office office;
    int posted = 0;
    daemon::ReportDesk desk(office.environment, office.commune, *office.store, [&posted] { ++posted; });
    office.live.run(make_while_others_write(office, desk));
    CHECK(office.waiting() == 0);
    REQUIRE(said(office).size() == 1);
    CHECK(said(office)[0].chat == "an");
    CHECK(said(office)[0].text.find("Tiếp nhận: 0") != std::string::npos);

    // The canary: what the writer does itself is over before whoever writes next.
    office.ask();
    office.live.run(look_behind_the_writer(office));
    CHECK(said(office).size() == 2);
}

TEST_CASE("who waits for a report that cannot be made hears so")
{
    Office office;
    office.store->write_now([&](Tx& tx) { office.hand_out(tx, std::nullopt); }).value();
    REQUIRE(said(office).size() == 1);
    CHECK(said(office)[0].text == office.commune.say(Say::desk_no_report));
    CHECK(office.waiting() == 0);
}
