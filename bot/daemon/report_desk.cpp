#include "bot/daemon/report_desk.hpp"

#include "bot/log/log.hpp"
#include "core/officer/synthesis.hpp"
#include "core/store/issued.hpp"

#include <optional>
#include <utility>

namespace langnghe::daemon {
namespace asio = boost::asio;
namespace {

constexpr std::chrono::milliseconds breath{100}; // however often it is woken
constexpr std::chrono::minutes between{1};       // for what could not be written

} // namespace

ReportDesk::ReportDesk(Environment& environment, const Commune& commune, sql::Store& store,
                       std::function<void()> posted)
    : Chore(environment.executor), environment_(environment), commune_(commune), store_(store),
      posted_(std::move(posted))
{}

asio::awaitable<std::chrono::milliseconds> ReportDesk::once()
{
    const bool handed_out = co_await hand_out();
    if (handed_out)
        posted_();
    co_await signal().rest_for(breath);
    co_return between;
}

asio::awaitable<bool> ReportDesk::hand_out()
{
    bool any = false;
    while (!stopping()) {
        auto next = [](Tx& tx) { return tx.issued().asked(1); };
        const auto asked = co_await store_.read(std::move(next));
        if (!asked || asked->empty())
            co_return any;
        const bool done = co_await hand_out(asked->front().period);
        if (!done)
            co_return any;
        any = true;
    }
    co_return any;
}

// What cannot be read is said, so that nobody waits for nothing.
asio::awaitable<bool> ReportDesk::hand_out(report::Period period)
{
    const auto made = co_await make(period);
    if (!made && stopping())
        co_return false;
    if (!made)
        log::warn("report.not_made", {{"commune", commune_.slug}, {"why", made.error().message()}});
    auto handing = [this, period, made = made ? std::optional{*made} : std::nullopt, now = environment_.now()](Tx& tx) {
        Context context{tx, commune_, environment_.random, now};
        officer::hand_out(context, period, made);
    };
    const auto done = co_await store_.write(std::move(handing));
    co_return done.has_value();
}

asio::awaitable<Result<report::Report>> ReportDesk::make(report::Period period)
{
    auto making = [this, period, now = environment_.now()](Tx& tx) {
        Context context{tx, commune_, environment_.random, now};
        return report::make(context, period);
    };
    auto made = co_await store_.read(std::move(making));
    co_return made;
}

} // namespace langnghe::daemon
