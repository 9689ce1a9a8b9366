#include "adapters/sandbox/zalo_bot_feed.hpp"

#include <array>

namespace langnghe::sandbox {

namespace asio = boost::asio;
using std::chrono::steady_clock;

namespace {

constexpr std::size_t most_waiting = 1'000;
constexpr std::array<std::chrono::seconds, 3> waits{std::chrono::seconds{0}, std::chrono::seconds{10},
                                                    std::chrono::seconds{60}};

} // namespace

void ZaloBotFeed::set_webhook(std::string url, Secret secret)
{
    url_ = std::move(url);
    secret_ = std::move(secret);
    tools_.world.touch();
}

DeliveryState ZaloBotFeed::state() const
{
    DeliveryState state = state_;
    state.pending += waiting_.size();
    return state;
}

void ZaloBotFeed::push(ZaloBotEvent event)
{
    if (url_.empty()) {
        if (waiting_.size() >= most_waiting) {
            finish(waiting_.front(), false);
            waiting_.pop_front();
        }
        waiting_.push_back(std::move(event));
        return tools_.world.touch();
    }
    ++state_.pending;
    if (!tools_.tasks.spawn("zalo bot delivery", deliver(std::move(event))))
        --state_.pending;
}

void ZaloBotFeed::finish(const ZaloBotEvent& event, bool taken)
{
    ++(taken ? state_.delivered : state_.dropped);
    if (Message* message = tools_.world.message(event.chat, event.message)) {
        message->tick = taken ? Tick::delivered : Tick::failed;
        tools_.world.change(*message);
    }
    tools_.world.touch();
}

asio::awaitable<void> ZaloBotFeed::deliver(ZaloBotEvent event)
{
    DeliveryPlan plan;
    if (tools_.deliveries)
        plan = tools_.deliveries(DeliveryInfo{Network::zalo_bot, event.body, ++pushed_, 0});
    if (plan.delay.count() > 0)
        co_await pause(tools_.executor, plan.delay);
    bool taken = false;
    for (std::size_t attempt = 0; plan.copies > 0 && attempt < waits.size() && !taken && !closing_; ++attempt) {
        if (attempt > 0)
            co_await pause(tools_.executor, tools_.hurried(waits[attempt]));
        const unsigned status = co_await try_webhook(event.body);
        taken = status >= 200 && status < 300;
        state_.failed += taken ? 0U : 1U;
    }
    const unsigned more = taken ? plan.copies - 1 : 0;
    for (unsigned copy = 0; copy < more; ++copy)
        co_await try_webhook(event.body);
    --state_.pending;
    finish(event, taken);
}

asio::awaitable<unsigned> ZaloBotFeed::try_webhook(std::string body)
{
    net::ClientRequest request;
    request.method = "POST";
    request.url = url_;
    request.headers.push_back({"Content-Type", "application/json"});
    request.headers.push_back({"User-Agent", "Java/17.0.9"});
    request.headers.push_back({"X-Bot-Api-Secret-Token", std::string(secret_.reveal())});
    request.body = std::move(body);
    request.timeout = side_.patience;
    const auto reply = co_await tools_.client.send(std::move(request));
    state_.last_status = reply.stage == net::Stage::answered ? reply.status : 0;
    state_.last_at = tools_.world.now();
    tools_.world.touch();
    co_return state_.last_status;
}

asio::awaitable<std::string> ZaloBotFeed::poll(std::chrono::milliseconds patience)
{
    const auto until = steady_clock::now() + patience;
    while (waiting_.empty() && url_.empty() && !closing_ && steady_clock::now() < until)
        co_await tools_.changed.wait(until);
    if (waiting_.empty() || !url_.empty())
        co_return std::string();
    const ZaloBotEvent event = std::move(waiting_.front());
    waiting_.pop_front();
    state_.last_status = 200;
    state_.last_at = tools_.world.now();
    finish(event, true);
    co_return event.body;
}

} // namespace langnghe::sandbox
