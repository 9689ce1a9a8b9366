#include "bot/daemon/quote_reader.hpp"

#include "bot/daemon/transport.hpp"
#include "bot/log/log.hpp"
#include "core/intake/quote.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace langnghe::daemon {
namespace asio = boost::asio;
namespace {

constexpr int at_once = 16;
constexpr std::chrono::milliseconds between{250}; // many messages in a row ask once
constexpr std::chrono::milliseconds longest_wait{60'000};

struct Due
{
    std::vector<QuoteRequest> requests;
    std::optional<TimePoint> next;
};

} // namespace

QuoteReader::QuoteReader(Environment& environment, const Commune& commune, sql::Store& store, const Channel& channel,
                         std::function<void()> on_done)
    : Chore(environment.executor), environment_(environment), commune_(commune), store_(store), channel_(channel),
      on_done_(std::move(on_done))
{}

asio::awaitable<std::chrono::milliseconds> QuoteReader::once()
{
    const auto wait = co_await serve_due();
    if (!stopping())
        co_await signal().rest_for(between);
    co_return wait;
}

asio::awaitable<std::chrono::milliseconds> QuoteReader::serve_due()
{
    const TimePoint now = environment_.now();
    auto job = [this, now](Tx& tx) {
        const std::string& channel = channel_.section.name;
        return Due{tx.quotes().due(channel, now, at_once), tx.quotes().next_due(channel)};
    };
    const auto due = co_await store_.read(std::move(job));
    if (!due)
        co_return longest_wait;
    for (const QuoteRequest& request : due->requests)
        if (!stopping())
            co_await serve(request);
    if (!due->requests.empty())
        co_return std::chrono::milliseconds{0};
    const auto left = due->next ? std::chrono::ceil<std::chrono::milliseconds>(*due->next - now) : longest_wait;
    co_return std::clamp(left, std::chrono::milliseconds{0}, longest_wait);
}

asio::awaitable<void> QuoteReader::serve(QuoteRequest request)
{
    const auto found = co_await look_up(request);
    if (stopping() && !found)
        co_return;
    auto job = [this, &request, &found, now = environment_.now()](Tx& tx) {
        Context context{tx, commune_, environment_.random, now};
        if (found)
            complete_quote(context, request, *found);
        return !found && miss_quote(context, request);
    };
    const auto given_up = co_await store_.write(std::move(job));
    if (given_up && *given_up)
        log::warn("quote.not_found", {{"commune", commune_.slug}, {"channel", channel_.section.name}});
    if (given_up)
        on_done_();
}

asio::awaitable<std::optional<PastMessage>> QuoteReader::look_up(QuoteRequest request)
{
    const GroupHistory& history = *channel_.history;
    std::optional<PastMessage> found;
    bool more = true;
    for (std::size_t page = 0; more && !found && !stopping() && page < history.most_pages(); ++page) {
        auto call = request_of(history.past(request.chat.id, page), environment_.send_timeout);
        const auto reply = co_await environment_.client.send(std::move(call));
        PastPage past = history.read_past(answer_of(reply), request.chat.id);
        more = past.more && past.outcome.kind == Outcome::Kind::accepted;
        for (PastMessage& message : past.messages)
            if (message.message.id == request.quoted)
                found = std::move(message);
    }
    co_return found;
}

} // namespace langnghe::daemon
