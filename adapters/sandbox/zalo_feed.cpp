#include "adapters/sandbox/zalo_feed.hpp"

#include "core/hash/hash.hpp"

#include <array>

namespace langnghe::sandbox {

namespace asio = boost::asio;

namespace {

constexpr std::size_t most_pending = 10'000;
constexpr std::array<std::chrono::minutes, 4> later{std::chrono::minutes{5}, std::chrono::minutes{15},
                                                    std::chrono::minutes{30}, std::chrono::minutes{60}};

// The wait before retry number 1, 2, …
Duration ladder(unsigned retry) { return retry == 1 ? Duration{std::chrono::seconds{30}} : Duration{later[retry - 2]}; }

constexpr unsigned retries = 1 + later.size();

} // namespace

std::string zalo_signature(std::string_view app_id, std::string_view body, std::string_view timestamp,
                           std::string_view secret)
{
    hash::Sha256 sha;
    sha.add(app_id).add(body).add(timestamp).add(secret);
    const auto digest = sha.finish();
    return "mac=" + hash::to_hex(hash::bytes_of(digest));
}

void ZaloFeed::set_url(std::string url)
{
    url_ = std::move(url);
    state_.disabled = false;
    tools_.world.touch();
}

void ZaloFeed::push(ZaloEvent event)
{
    if (url_.empty() || state_.disabled || closing_ || state_.pending >= most_pending) {
        ++state_.dropped;
        mark(event, Tick::failed);
        return;
    }
    ++state_.pending;
    if (!tools_.tasks.spawn("zalo delivery", deliver(std::move(event)))) {
        --state_.pending;
        ++state_.dropped;
    }
}

void ZaloFeed::mark(const ZaloEvent& event, Tick tick)
{
    if (Message* message = tools_.world.message(event.chat, event.message)) {
        message->tick = tick;
        tools_.world.change(*message);
    }
    tools_.world.touch();
}

asio::awaitable<void> ZaloFeed::deliver(ZaloEvent event)
{
    DeliveryPlan plan;
    if (tools_.deliveries)
        plan = tools_.deliveries(DeliveryInfo{Network::zalo, event.body, ++pushed_, 0});
    if (plan.delay.count() > 0)
        co_await pause(tools_.executor, plan.delay);
    bool taken = false;
    for (unsigned retry = 0; plan.copies > 0 && retry <= retries && !closing_ && !state_.disabled; ++retry) {
        if (retry > 0)
            co_await pause(tools_.executor, tools_.hurried(ladder(retry)));
        taken = co_await attempt(event, retry);
        if (taken)
            break;
    }
    const unsigned more = taken ? plan.copies - 1 : 0;
    for (unsigned copy = 0; copy < more; ++copy)
        co_await attempt(event, 0);
    --state_.pending;
    if (taken) {
        ++state_.delivered;
    } else {
        ++state_.dropped;
        state_.disabled = state_.disabled || plan.copies > 0;
    }
    mark(event, taken ? Tick::delivered : Tick::failed);
}

asio::awaitable<bool> ZaloFeed::attempt(const ZaloEvent& event, unsigned retry)
{
    net::ClientRequest request;
    request.method = "POST";
    request.url = url_;
    request.headers.push_back({"Content-Type", "application/json"});
    request.headers.push_back(
        {"X-ZEvent-Signature", zalo_signature(side_.app_id, event.body, event.timestamp, side_.secret.reveal())});
    if (retry > 0)
        request.headers.push_back({"num_retry", std::to_string(retry)});
    request.body = event.body;
    request.timeout = side_.patience;
    const auto reply = co_await tools_.client.send(std::move(request));
    state_.last_status = reply.stage == net::Stage::answered ? reply.status : 0;
    state_.last_at = tools_.world.now();
    if (state_.last_status != 200)
        ++state_.failed;
    tools_.world.touch();
    co_return state_.last_status == 200;
}

} // namespace langnghe::sandbox
