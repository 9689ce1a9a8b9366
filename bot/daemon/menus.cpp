#include "bot/daemon/menus.hpp"

#include "bot/daemon/transport.hpp"
#include "bot/log/log.hpp"
#include "core/message/menu.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace langnghe::daemon {
namespace asio = boost::asio;
namespace {

constexpr std::chrono::minutes between{1};

} // namespace

Menus::Menus(Environment& environment, const Commune& commune, sql::Store& store, const Channel& channel)
    : Chore(environment.executor, environment.start_delay), environment_(environment), commune_(commune), store_(store),
      channel_(channel)
{}

asio::awaitable<std::chrono::milliseconds> Menus::once()
{
    co_await keep();
    co_return between;
}

asio::awaitable<void> Menus::keep()
{
    auto job = [this, now = environment_.now()](Tx& tx) {
        Context context{tx, commune_, environment_.random, now};
        auto menus = general_menus(commune_);
        auto officers = officer_menus(context, channel_.section.name);
        std::move(officers.begin(), officers.end(), std::back_inserter(menus));
        return menus;
    };
    const auto wanted = co_await store_.read(std::move(job));
    if (!wanted)
        co_return;
    std::vector<Menu> gone;
    for (const auto& shown : shown_)
        if (std::ranges::none_of(*wanted, [&](const Menu& m) { return Place{m.scope, m.chat} == shown.first; }))
            gone.push_back({shown.second.scope, shown.second.chat, {}});
    for (const Menu& menu : *wanted)
        co_await keep(menu);
    for (const Menu& menu : gone)
        co_await tell(menu);
}

asio::awaitable<void> Menus::keep(Menu menu)
{
    const auto known = shown_.find({menu.scope, menu.chat});
    const bool same = known != shown_.end() && known->second == menu;
    if (stopping() || same)
        co_return;
    if (known == shown_.end()) {
        auto question = channel_.menus->ask_menu(menu);
        const auto answer = co_await call(std::move(question));
        const bool shows = channel_.menus->shows(answer, menu);
        if (answer.stage != PlatformAnswer::Stage::answered)
            co_return; // the next round may find it there
        if (shows) {
            shown_.insert_or_assign({menu.scope, menu.chat}, menu);
            co_return;
        }
    }
    co_await tell(std::move(menu));
}

asio::awaitable<void> Menus::tell(Menu menu)
{
    if (stopping())
        co_return;
    auto change = channel_.menus->set_menu(menu);
    const auto answer = co_await call(std::move(change));
    const Outcome outcome = channel_.platform->read(answer, {});
    using Kind = Outcome::Kind;
    // A chat that is gone has no menu, now or later: it is not asked again before the next start.
    const bool over =
        outcome.kind == Kind::accepted || outcome.kind == Kind::permanent || outcome.kind == Kind::chat_gone;
    if (outcome.kind != Kind::accepted)
        log::warn("menu.not_set",
                  {{"commune", commune_.slug}, {"channel", channel_.section.name}, {"why", outcome.error}});
    if (!over)
        co_return;
    if (menu.entries.empty())
        shown_.erase({menu.scope, menu.chat});
    else
        shown_.insert_or_assign({menu.scope, menu.chat}, std::move(menu));
}

asio::awaitable<PlatformAnswer> Menus::call(PlatformCall call)
{
    auto request = request_of(std::move(call), environment_.send_timeout);
    const auto reply = co_await environment_.client.send(std::move(request));
    co_return answer_of(reply);
}

} // namespace langnghe::daemon
