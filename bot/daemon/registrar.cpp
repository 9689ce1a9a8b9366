#include "bot/daemon/registrar.hpp"

#include "bot/log/log.hpp"
#include "core/store/privacy.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>
#include <vector>

namespace langnghe::daemon {
namespace asio = boost::asio;
namespace {

constexpr std::chrono::milliseconds between{5'000};
constexpr int page = 100;

} // namespace

Registrar::Registrar(const Environment& environment, std::string commune, sql::Store& store,
                     asio::any_io_executor worker)
    : Chore(environment.executor, between), commune_(std::move(commune)), store_(store), worker_(std::move(worker))
{}

std::string Registrar::settle(const CommuneSetup& setup, const Random& random, TimePoint now)
{
    const RegisterSettled settled = settle_register(store_, setup, random, now);
    through_ = settled.through;
    if (settled.people > 0)
        log::warn("register.erased_again", {{"commune", commune_}, {"people", settled.people}});
    if (settled.unreadable > 0)
        log::warn("register.unreadable", {{"commune", commune_}, {"lines", settled.unreadable}});
    return settled.error;
}

asio::awaitable<std::chrono::milliseconds> Registrar::once()
{
    co_await follow();
    co_return between;
}

asio::awaitable<void> Registrar::follow()
{
    auto look = [after = through_](Tx& tx) { return tx.privacy().erasures(after, page); };
    auto found = co_await store_.read(std::move(look));
    if (!found || found->empty())
        co_return;
    const std::int64_t last = found->back().seq;
    auto job = [file = RegisterFile(store_.path()), lines = std::move(*found)]() -> asio::awaitable<bool> {
        co_return file.append(lines);
    };
    const bool written = co_await asio::co_spawn(worker_, job, asio::use_awaitable);
    if (written)
        through_ = last;
    else
        log::error("register.unwritable", {{"commune", commune_}, {"what", "who was erased cannot be noted"}});
}

} // namespace langnghe::daemon
