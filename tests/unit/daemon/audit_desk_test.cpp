#include "bot/daemon/audit_desk.hpp"
#include "core/journal/record.hpp"
#include "core/message/say.hpp"
#include "tests/contract/raw.hpp"
#include "tests/contract/temp_dir.hpp"
#include "tests/support/commune.hpp"
#include "tests/unit/net/live.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <future>

using namespace langnghe;
using langnghe::test::Raw;
using langnghe::test::TempDir;
using net::test::Live;
using net::test::Task;
namespace asio = boost::asio;

namespace {

// A supervisor who wants to know whether the journal is whole, of three entries.
struct Office
{
    Office()
    {
        sql::StoreOptions options;
        options.path = folder / "store.db";
        store = sql::Store::open(std::move(options)).value();
        auto job = [this](Tx& tx) {
            User supervisor;
            supervisor.name = "giam";
            supervisor.roles = {Role::supervisor};
            supervisor = tx.people().add_user(supervisor);
            Identity identity;
            identity.channel = "zalo";
            identity.external_id = "giam";
            identity.user = supervisor.id;
            identity = tx.people().add(identity);
            Context context{tx, commune, environment.random, now};
            journal::record(context,
                            {.actor = "console",
                             .action = "user_add",
                             .facts = fmt::format("user={};roles=supervisor;department=", number(supervisor.id))});
            journal::record(context, {.actor = journal::actor(supervisor.id),
                                      .action = "link",
                                      .facts = fmt::format("identity={};channel=zalo", number(identity.id))});
            journal::record(context, {.actor = "console", .action = "note"});
        };
        store->write_now(job).value();
    }

    ~Office() { client.close(); }

    void ask(const std::string& words = {})
    {
        auto job = [&](Tx& tx) {
            Context context{tx, commune, environment.random, now};
            const auto identity = tx.people().find("zalo", "giam").value();
            ChatRef alone;
            alone.id = "giam";
            officer::Talk talk{context, identity, tx.people().find_user(identity.user).value(), alone};
            officer::ask_audit(talk, words);
        };
        store->write_now(job).value();
    }

    std::string said()
    {
        const auto rows = store->read_now([](Tx& tx) { return tx.outbox().list({}); }).value();
        return rows.empty() ? std::string{} : rows.front().text; // the newest
    }

    TempDir folder;
    Live live;
    asio::thread_pool worker{1};
    Commune commune = test::luong_son();
    TimePoint now = calendar::at(calendar::parse_day("2026-11-25").value(), 9 * 60);
    metrics::Metrics metrics{"test"};
    net::Client client{live.io.get_executor()};
    daemon::Environment environment{live.io.get_executor(), [this] { return now; },
                                    [] { return std::array<std::uint8_t, 16>{}; }, metrics, client};
    std::unique_ptr<sql::Store> store;
    daemon::AuditDesk& desk()
    {
        return desk_ ? *desk_ : desk_.emplace(environment, commune, *store, worker.get_executor(), [] {});
    }

private:
    std::optional<daemon::AuditDesk> desk_;
};

Task<> answer(daemon::AuditDesk& desk, bool& done) { done = co_await desk.answer(); }

Task<> answer_all(Office& office)
{
    bool done = false;
    co_await answer(office.desk(), done);
    CHECK(done);
}

Task<> turn() { co_await asio::post(asio::use_awaitable); }

// The worker is busy with something else: whoever writes or reads goes on.
Task<> answer_behind_the_worker(Office& office)
{
    std::promise<void> go;
    asio::post(office.worker, [gone = go.get_future().share()] { gone.wait_for(std::chrono::seconds{20}); });
    bool done = false;
    office.live.beside(answer(office.desk(), done));
    for (int i = 0; i < 3; ++i) {
        auto writing = [](Tx& tx) { tx.set_fact("written", "meanwhile"); };
        const auto written = co_await office.store->write(std::move(writing));
        CHECK(written.has_value());
        auto reading = [](Tx& tx) { return tx.fact("written"); };
        const auto read = co_await office.store->read(std::move(reading));
        CHECK(read.value() == "meanwhile");
    }
    CHECK_FALSE(done);
    go.set_value();
    while (!done)
        co_await turn();
}

} // namespace

TEST_CASE("the journal is verified beside whoever writes, and who asked is answered once")
{
    Office office;
    office.ask();
    office.live.run(answer_behind_the_worker(office));
    const auto head = office.store->read_now([](Tx& tx) { return tx.journal().last(); }).value().value();
    CHECK(office.said() == office.commune.say(Say::desk_audit_sound,
                                              {{"count", "3"}, {"anchor", journal::anchor(head.seq, head.hash)}}));
    const auto waiting = office.store->read_now([](Tx& tx) { return officer::asked_audits(tx).size(); });
    CHECK(waiting.value() == 0);
}

TEST_CASE("the first entry that somebody altered is named")
{
    Office office;
    Raw(office.folder / "store.db")
        .run("DROP TRIGGER journal_keep; DROP TRIGGER journal_fixed; DROP TRIGGER journal_erase;"
             "UPDATE journal SET action = 'zwei' WHERE seq = 2");
    office.ask();
    office.live.run(answer_all(office));
    CHECK(office.said().find("từ mục số 2 ") != std::string::npos);
}
