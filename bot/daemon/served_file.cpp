// The files of messages: for the platforms that fetch them by link, and what somebody's own copy is drawn from.
#include "bot/daemon/answers.hpp"
#include "bot/daemon/service.hpp"
#include "core/message/say.hpp"
#include "core/outbox/file_link.hpp"
#include "core/people/copy.hpp"

#include <utility>

namespace langnghe::daemon {
namespace asio = boost::asio;

asio::awaitable<net::Response> Service::file(std::string_view token)
{
    const auto link = outbox::read_file_token(token, setup_->facts.progress_key, environment_.now());
    if (!link)
        co_return not_found();
    auto job = [id = link->item](Tx& tx) { return tx.outbox().find(id); };
    const auto item = co_await store_->read(std::move(job));
    if (!item)
        co_return problem_of(item.error());
    if (!*item || (*item)->files.size() <= link->place)
        co_return not_found();
    const auto channel = setup_->channels.find((*item)->channel);
    if (channel == setup_->channels.end() || !channel->second.platform)
        co_return not_found();
    const auto most_bytes = channel->second.platform->traits().photo_bytes;
    const auto ready = co_await outgoing_.ready((*item)->files[link->place], most_bytes);
    if (!ready)
        co_return not_found();
    co_return daemon::file(**ready);
}

asio::awaitable<Result<Outgoing::Copy>> Service::copy_of(IdentityId id)
{
    auto job = [this, id, now = environment_.now()](Tx& tx) -> Result<Outgoing::Copy> {
        const auto person = tx.people().find(id);
        if (!person)
            return Errc::not_found;
        Context context{tx, facts(), environment_.random, now};
        auto title = facts().say(Say::rights_copy_title, {{"commune", facts().name}, {"time", to_vietnamese(now)}});
        return Outgoing::Copy{std::move(title), whole_copy(context, *person)};
    };
    co_return co_await store_->read(std::move(job));
}

} // namespace langnghe::daemon
