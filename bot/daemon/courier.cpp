#include "bot/daemon/courier.hpp"

#include "bot/daemon/transport.hpp"
#include "core/outbox/decide.hpp"
#include "core/outbox/file_link.hpp"
#include "core/people/copy.hpp"

#include <boost/asio/this_coro.hpp>
#include <fmt/format.h>

#include <utility>

namespace langnghe::daemon {
namespace asio = boost::asio;
namespace {

using Kind = Outcome::Kind;

constexpr std::size_t most_handles = 1'000;
constexpr std::size_t slowest = 32 * 1024; // bytes a second that a village's line sends at least

Outcome failed(Kind kind, std::string why)
{
    Outcome outcome;
    outcome.kind = kind;
    outcome.error = std::move(why);
    return outcome;
}

Outcome unready(std::size_t place, boost::system::error_code error)
{
    auto why = fmt::format("file {}: {}", place + 1, error.message());
    if (error == Errc::not_found || error == Errc::malformed || error == Errc::too_large)
        return outbox::without_files(std::move(why));
    return failed(Kind::temporary, std::move(why));
}

std::string key_of(const OutboxFile& file)
{
    return fmt::format("{}/{}/{}", file.sha256, static_cast<int>(file.kind), file.name);
}

} // namespace

asio::awaitable<Outcome> Courier::send(const OutboxItem& item)
{
    // A cancelled step is an answer that never came, not an exception that leaves the row claimed.
    co_await asio::this_coro::throw_if_cancelled(false);
    std::vector<OutgoingFile> files;
    if (channel_.files == nullptr)
        co_return outbox::without_files("this channel carries no files");
    for (std::size_t place = 0; place < item.files.size(); ++place) {
        OutgoingFile file;
        auto outcome = co_await hand_over(item, place, file);
        if (outcome.kind != Kind::accepted)
            co_return outcome;
        files.push_back(std::move(file));
    }
    auto message = channel_.files->send(item, files);
    files.clear();
    const auto answer = co_await call(std::move(message));
    auto outcome = channel_.platform->read(answer, item);
    if (outcome.kind != Kind::accepted)
        forget(item); // a handle may be what was wrong
    co_return outcome;
}

asio::awaitable<Outcome> Courier::hand_over(const OutboxItem& item, std::size_t place, OutgoingFile& file)
{
    const OutboxFile& kept = item.files[place];
    const auto ready = co_await outgoing_.ready(kept, channel_.platform->traits().photo_bytes);
    if (!ready)
        co_return unready(place, ready.error());
    file = **ready;
    if (channel_.files->fetches()) {
        file.link = link(item, place);
        file.content.clear();
        co_return failed(Kind::accepted, {});
    }
    const auto known = handles_.find(key_of(kept));
    if (known != handles_.end() && environment_.now() < known->second.until) {
        file.handle = known->second.name;
        co_return failed(Kind::accepted, {});
    }
    auto upload = channel_.files->upload(item, file);
    if (!upload)
        co_return failed(Kind::accepted, {});
    const auto answer = co_await call(std::move(*upload));
    auto uploaded = channel_.files->read_upload(answer);
    if (uploaded.outcome.kind != Kind::accepted)
        co_return outbox::of_upload(std::move(uploaded.outcome));
    file.handle = uploaded.handle;
    file.content.clear();
    if (handles_.size() >= most_handles)
        handles_.clear();
    if (uploaded.reusable > Duration{0} && !copied_person(kept)) // a copy is of its moment
        handles_[key_of(kept)] = {std::move(uploaded.handle), environment_.now() + uploaded.reusable};
    co_return std::move(uploaded.outcome);
}

std::string Courier::link(const OutboxItem& item, std::size_t place) const
{
    const outbox::FileLink link{item.id, place, environment_.now() + outbox::file_link_life};
    return fmt::format("{}/{}/tep/{}", commune_.public_url, commune_.slug,
                       outbox::make_file_token(link, commune_.progress_key));
}

asio::awaitable<PlatformAnswer> Courier::call(PlatformCall call)
{
    PlatformAnswer never;
    never.error = "stopping";
    const auto state = co_await asio::this_coro::cancellation_state;
    if (state.cancelled() != asio::cancellation_type::none)
        co_return never;
    const std::chrono::seconds for_content{call.body.size() / slowest};
    auto request = request_of(std::move(call), environment_.send_timeout + for_content);
    const auto reply = co_await environment_.client.send(std::move(request));
    auto answer = answer_of(reply);
    answer.at = environment_.now();
    co_return answer;
}

void Courier::forget(const OutboxItem& item)
{
    for (const OutboxFile& file : item.files)
        handles_.erase(key_of(file));
}

} // namespace langnghe::daemon
