#include "bot/daemon/audit_desk.hpp"

#include "adapters/sql/verify.hpp"
#include "bot/log/log.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <filesystem>
#include <utility>

namespace langnghe::daemon {
namespace asio = boost::asio;
namespace {

constexpr std::chrono::seconds breath{1}; // however often it is woken
constexpr std::chrono::minutes between{1};

officer::Audit audit_of(const sql::VerifyReport& report)
{
    officer::Audit audit{report.entries, report.anchor, 0, report.faults.size()};
    for (const sql::Fault& fault : report.faults)
        if (fault.seq != 0 && (audit.first_bad == 0 || fault.seq < audit.first_bad))
            audit.first_bad = fault.seq;
    return audit;
}

// On whichever executor it is spawned.
asio::awaitable<Result<sql::VerifyReport>> verify(std::filesystem::path path) { co_return sql::verify(path); }

} // namespace

AuditDesk::AuditDesk(Environment& environment, const Commune& commune, sql::Store& store, asio::any_io_executor worker,
                     std::function<void()> posted)
    : Chore(environment.executor), environment_(environment), commune_(commune), store_(store),
      worker_(std::move(worker)), posted_(std::move(posted))
{}

asio::awaitable<std::chrono::milliseconds> AuditDesk::once()
{
    const bool answered = co_await answer();
    if (answered)
        posted_();
    co_await signal().rest_for(breath);
    co_return between;
}

// What cannot be read is said, so that nobody waits for nothing.
asio::awaitable<bool> AuditDesk::answer()
{
    auto asking = [](Tx& tx) { return officer::asked_audits(tx); };
    const auto asked = co_await store_.read(std::move(asking));
    if (!asked || asked->empty())
        co_return false;
    auto made = co_await look();
    auto answering = [this, asked = *asked, made = std::move(made), now = environment_.now()](Tx& tx) {
        Context context{tx, commune_, environment_.random, now};
        officer::answer_audits(context, asked, made);
    };
    const auto done = co_await store_.write(std::move(answering));
    co_return done.has_value();
}

asio::awaitable<std::optional<officer::Audit>> AuditDesk::look()
{
    auto looking = verify(store_.path());
    const auto report = co_await asio::co_spawn(worker_, std::move(looking), asio::use_awaitable);
    if (!report) {
        log::warn("audit.not_made", {{"commune", commune_.slug}, {"why", report.error().message()}});
        co_return std::nullopt;
    }
    const officer::Audit audit = audit_of(*report);
    if (audit.faults != 0)
        log::error("audit.unsound", {{"commune", commune_.slug}, {"faults", audit.faults}, {"entry", audit.first_bad}});
    co_return audit;
}

} // namespace langnghe::daemon
