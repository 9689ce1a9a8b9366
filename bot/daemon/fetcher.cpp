#include "bot/daemon/fetcher.hpp"

#include "bot/daemon/transport.hpp"
#include "bot/log/log.hpp"
#include "core/attachment/content_type.hpp"
#include "core/attachment/exif.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <utility>

namespace langnghe::daemon {
namespace asio = boost::asio;
namespace {

using Kind = attachment::Fetched::Kind;

constexpr std::size_t parallel_fetches = 4;
constexpr int slice = 64; // messages looked at in one job
constexpr std::chrono::milliseconds between{250};
constexpr std::chrono::milliseconds longest_rest{30'000};
constexpr std::chrono::milliseconds patience{180'000}; // with one file: a megabit a second
constexpr Duration disk_pause = std::chrono::minutes{1};

net::TaskObserver observer(const std::string& slug)
{
    return [slug](std::string_view name, std::exception_ptr error) {
        if (!net::is_cancellation(error))
            log::error("task.failed", {{"commune", slug}, {"task", name}});
    };
}

// A file in flight, however that ends.
class Underway
{
public:
    Underway(std::set<AttachmentId>& busy, AttachmentId id) : busy_(busy), id_(id) {}
    ~Underway() { busy_.erase(id_); }
    Underway(const Underway&) = delete;
    Underway& operator=(const Underway&) = delete;

private:
    std::set<AttachmentId>& busy_;
    AttachmentId id_;
};

attachment::Fetched failed(Kind kind, std::string why)
{
    attachment::Fetched fetched;
    fetched.kind = kind;
    fetched.error = std::move(why);
    return fetched;
}

// What an answer without a whole file means. A refusal for good is only what names the file: everything else may pass.
attachment::Fetched refused(const net::ClientReply& reply)
{
    if (reply.too_large)
        return failed(Kind::too_large, "larger than 20 MB");
    if (reply.stage != net::Stage::answered)
        return failed(Kind::temporary, reply.error);
    if (reply.status >= 300 && reply.status < 400)
        return failed(Kind::not_allowed, "sent elsewhere");
    const Kind kind = reply.status == 404 || reply.status == 410 ? Kind::gone : Kind::temporary;
    return failed(kind, "status " + std::to_string(reply.status));
}

bool is_whole(const net::ClientReply& reply)
{
    return reply.stage == net::Stage::answered && reply.status == 200 && reply.error.empty();
}

bool is_encoded(const net::ClientReply& reply)
{
    const auto encoding = reply.header("Content-Encoding");
    return !encoding.empty() && !net::equal_ignoring_case(encoding, "identity");
}

std::function<bool(const net::AddressBytes&)> admission(files::Admission admitted)
{
    if (admitted == files::Admission::anywhere)
        return [](const net::AddressBytes&) { return true; };
    return [](const net::AddressBytes& address) { return files::is_public(address); };
}

} // namespace

Fetcher::Fetcher(Environment& environment, const CommuneSetup& setup, sql::Store& store, Sweeper& sweeper,
                 std::function<void()> on_told)
    : Chore(environment.executor), environment_(environment), setup_(setup), store_(store), sweeper_(sweeper),
      on_told_(std::move(on_told)), fetches_(environment.executor, observer(setup.facts.slug), parallel_fetches)
{}

asio::awaitable<void> Fetcher::run()
{
    // The last wait is for tasks that refer to this object: no cancellation cuts it short.
    co_await asio::this_coro::throw_if_cancelled(false);
    co_await Chore::run();
    // What is cut off is fetched again: nothing waits for it.
    fetches_.cancel();
    co_await fetches_.join();
}

asio::awaitable<std::chrono::milliseconds> Fetcher::once()
{
    co_await follow();
    const auto rest = co_await round();
    co_await signal().rest_for(between);
    co_return rest;
}

asio::awaitable<void> Fetcher::follow()
{
    bool more = true;
    while (more && !stopping()) {
        auto job = [now = environment_.now()](Tx& tx) { return tx.attachments().follow(now, slice); };
        const auto looked_at = co_await store_.write(std::move(job));
        more = looked_at && *looked_at >= slice;
    }
}

// Starts what may start now; returns how long nothing else is due.
asio::awaitable<std::chrono::milliseconds> Fetcher::round()
{
    const TimePoint now = environment_.now();
    if (now < seen_at_) {
        auto earlier = [now, step = seen_at_ - now](Tx& tx) { tx.attachments().set_back(now, step); };
        co_await store_.write(std::move(earlier));
    }
    seen_at_ = now;
    if (now < held_until_)
        co_return std::min<std::chrono::milliseconds>(held_until_ - now, longest_rest);
    auto job = [now](Tx& tx) {
        return std::pair{tx.attachments().due(now, static_cast<int>(2 * parallel_fetches)),
                         tx.attachments().next_due()};
    };
    auto found = co_await store_.read(std::move(job));
    if (!found)
        co_return longest_rest;
    for (AttachedFile& file : found->first) {
        if (stopping() || busy_.contains(file.id) || fetches_.size() >= parallel_fetches)
            continue;
        const AttachmentId id = file.id;
        busy_.insert(id);
        if (!fetches_.spawn("fetch", fetch(std::move(file))))
            busy_.erase(id);
    }
    // Whatever ends raises the signal; what is due and could not start waits for that.
    const auto next = found->second.value_or(now + longest_rest);
    co_return next > now ? std::min<std::chrono::milliseconds>(next - now, longest_rest) : longest_rest;
}

asio::awaitable<void> Fetcher::fetch(AttachedFile file)
{
    const Underway underway(busy_, file.id);
    const Sweeper::Arrival arrival(sweeper_);
    auto fetched = co_await get(file);
    wake();
    if (!fetched)
        co_return; // later, as if it had not been tried
    if (fetched->kind != Kind::stored)
        log::warn("file.not_fetched", {{"commune", setup_.facts.slug},
                                       {"channel", file.channel},
                                       {"attachment", number(file.id)},
                                       {"attempt", file.attempts + 1},
                                       {"why", fetched->error}});
    auto job = [this, &file, &fetched, now = environment_.now()](Tx& tx) {
        Context context{tx, setup_.facts, environment_.random, now};
        const double jitter = static_cast<double>(environment_.random()[0]) / 256.0;
        attachment::take_in(context, file, *fetched, jitter);
    };
    const auto stored = co_await store_.write(std::move(job));
    if (!stored)
        held_until_ = environment_.now() + disk_pause;
    else
        on_told_();
}

// Nothing when our own disk is the trouble.
asio::awaitable<std::optional<Fetcher::Fetched>> Fetcher::get(const AttachedFile& file)
{
    const auto channel = setup_.channels.find(file.channel);
    if (channel == setup_.channels.end() || channel->second.source == nullptr)
        co_return failed(Kind::temporary, "the channel is not there to ask");
    const FileSource& source = *channel->second.source;
    const auto located = co_await locate(source, file.said);
    if (located.outcome.kind != Outcome::Kind::accepted) {
        const bool final = located.outcome.kind == Outcome::Kind::permanent;
        co_return failed(final ? Kind::gone : Kind::temporary, located.outcome.error);
    }
    const auto judged = files::judge(located.url, {source.hosts(), std::string{source.base()}});
    if (judged.admission == files::Admission::refused)
        co_return failed(Kind::not_allowed, judged.why);
    // Behind a proxy nobody sees where a name leads.
    if (!located.proxy.empty() && judged.admission != files::Admission::anywhere)
        co_return failed(Kind::not_allowed, "not the platform's own address, and behind a proxy");
    co_return co_await download(located, judged.admission);
}

asio::awaitable<Located> Fetcher::locate(const FileSource& source, const Attachment& said)
{
    auto call = source.locate(said);
    if (!call) {
        Located here;
        here.outcome.kind = Outcome::Kind::accepted;
        here.url = said.source;
        co_return here;
    }
    auto request = request_of(std::move(*call), environment_.send_timeout);
    const auto reply = co_await environment_.client.send(std::move(request));
    co_return source.read_location(answer_of(reply));
}

asio::awaitable<std::optional<Fetcher::Fetched>> Fetcher::download(const Located& located, files::Admission admitted)
{
    auto incoming = files::Incoming::open(sweeper_.shelf());
    if (!incoming) {
        held_until_ = environment_.now() + disk_pause;
        co_return std::nullopt;
    }
    files::Incoming& file = **incoming;
    net::ClientRequest request;
    request.url = located.url;
    request.proxy = located.proxy;
    request.headers = {{"Accept-Encoding", "identity"}};
    request.timeout = patience;
    request.body_limit = static_cast<std::size_t>(files::largest_file);
    request.admits = admission(admitted);
    request.sink = [&file](std::string_view bytes) { return file.write(bytes); };
    const auto reply = co_await environment_.client.send(std::move(request));
    if (reply.sink_refused && file.trouble() != Errc::too_large) {
        held_until_ = environment_.now() + disk_pause;
        co_return std::nullopt;
    }
    if (reply.sink_refused)
        co_return failed(Kind::too_large, "larger than 20 MB");
    if (!is_whole(reply))
        co_return refused(reply);
    if (is_encoded(reply))
        co_return failed(Kind::not_allowed, "sent compressed");
    if (file.bytes() == 0)
        co_return failed(Kind::temporary, "empty");
    co_return co_await shelve(std::move(*incoming));
}

asio::awaitable<std::optional<Fetcher::Fetched>> Fetcher::shelve(std::unique_ptr<files::Incoming> incoming)
{
    auto job = [&incoming]() -> asio::awaitable<std::optional<Fetched>> {
        const std::string beginning{incoming->beginning()};
        const auto kept = incoming->keep();
        if (!kept)
            co_return std::nullopt;
        Fetched fetched;
        fetched.kind = Kind::stored;
        fetched.sha256 = kept->sha256;
        fetched.bytes = kept->bytes;
        fetched.mime = attachment::content_type(beginning).mime;
        fetched.position = attachment::read_exif(beginning).position;
        co_return fetched;
    };
    const auto worker = sweeper_.worker();
    auto fetched = co_await asio::co_spawn(worker, job, asio::use_awaitable);
    if (fetched)
        sweeper_.added(fetched->bytes);
    else
        held_until_ = environment_.now() + disk_pause;
    co_return fetched;
}

} // namespace langnghe::daemon
