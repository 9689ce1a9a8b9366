#include "adapters/sandbox/telegram_feed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace langnghe::sandbox {

namespace asio = boost::asio;
using std::chrono::steady_clock;

namespace {

constexpr std::size_t most_pending = 10'000;

// What the server waits before attempt `failures` + 1. Its own cap is random between 60 and 120 s.
Duration ladder(unsigned failures)
{
    constexpr std::array<int, 6> steps{0, 2, 4, 8, 16, 32};
    if (failures <= steps.size())
        return std::chrono::seconds{steps[failures - 1]};
    return std::chrono::seconds{60 + (failures * 17) % 61};
}

Duration wait_after(unsigned failures, const net::ClientReply& reply)
{
    const auto header = reply.header("Retry-After");
    unsigned seconds = 0;
    const auto [end, bad] = std::from_chars(header.data(), header.data() + header.size(), seconds);
    if (!header.empty() && bad == std::errc() && end == header.data() + header.size())
        return std::chrono::seconds{std::min(seconds, 3600U)};
    return ladder(failures);
}

bool success(const net::ClientReply& reply)
{
    return reply.stage == net::Stage::answered && reply.status >= 200 && reply.status < 300;
}

} // namespace

void TelegramFeed::push(Update update)
{
    const auto& allowed = webhook_.allowed;
    if (!allowed.empty() && std::find(allowed.begin(), allowed.end(), update.kind) == allowed.end())
        return;
    if (pending_.size() >= most_pending) {
        ++state_.dropped;
        return;
    }
    const auto id = next_id_++;
    const std::string lane = update.lane;
    pending_.emplace(id, Pending{std::move(update), tools_.world.now()});
    lanes_[lane].ids.push_back(id);
    tools_.world.touch();
    pump(lane);
}

void TelegramFeed::set_webhook(Webhook webhook)
{
    webhook_ = std::move(webhook);
    ++webhook_turn_;
    tools_.world.touch();
    std::vector<std::string> names;
    for (const auto& [name, lane] : lanes_)
        names.push_back(name);
    for (const auto& name : names)
        pump(name);
}

void TelegramFeed::drop_pending()
{
    state_.dropped += pending_.size();
    pending_.clear();
}

void TelegramFeed::close()
{
    closing_ = true;
    tools_.changed.notify();
}

DeliveryState TelegramFeed::state() const
{
    DeliveryState state = state_;
    state.pending = pending_.size();
    return state;
}

std::string TelegramFeed::document(std::int64_t id, const Update& update) const
{
    return fmt::format(R"({{"update_id":{},"{}":{}}})", id, update.kind, update.payload);
}

void TelegramFeed::finish(std::int64_t id, Tick tick)
{
    const auto found = pending_.find(id);
    if (found == pending_.end())
        return;
    if (Message* message = tools_.world.message(found->second.update.chat, found->second.update.message)) {
        message->tick = tick;
        tools_.world.change(*message);
    }
    pending_.erase(found);
    tools_.world.touch();
}

void TelegramFeed::expire()
{
    const auto now = tools_.world.now();
    std::vector<std::int64_t> old;
    for (const auto& [id, entry] : pending_)
        if (entry.date + entry.update.life <= now)
            old.push_back(id);
    state_.dropped += old.size();
    for (const auto id : old)
        finish(id, Tick::failed);
}

void TelegramFeed::confirm_below(std::int64_t offset)
{
    while (!pending_.empty() && pending_.begin()->first < offset) {
        ++state_.delivered;
        finish(pending_.begin()->first, Tick::delivered);
    }
}

asio::awaitable<PollAnswer> TelegramFeed::poll(const Poll& poll)
{
    if (!webhook_.url.empty())
        co_return PollAnswer{PollAnswer::Kind::webhook_active, {}};
    const auto turn = ++poll_turn_;
    const auto webhook_turn = webhook_turn_;
    tools_.changed.notify();
    std::int64_t offset = poll.offset;
    if (offset < 0 && pending_.size() > static_cast<std::size_t>(-offset))
        offset = std::prev(pending_.end(), static_cast<std::ptrdiff_t>(-offset))->first;
    confirm_below(offset);
    const auto until = steady_clock::now() + poll.timeout;
    for (;;) {
        if (turn != poll_turn_)
            co_return PollAnswer{PollAnswer::Kind::pushed_out, {}};
        if (webhook_turn != webhook_turn_ && !webhook_.url.empty())
            co_return PollAnswer{PollAnswer::Kind::webhook_set, {}};
        expire();
        if (!pending_.empty() || closing_ || steady_clock::now() >= until)
            break;
        co_await tools_.changed.wait(until);
    }
    PollAnswer answer;
    for (const auto& [id, entry] : pending_) {
        if (answer.updates.size() >= poll.limit)
            break;
        answer.updates.push_back(document(id, entry.update));
    }
    co_return answer;
}

void TelegramFeed::pump(const std::string& lane)
{
    auto& state = lanes_[lane];
    if (state.busy || webhook_.url.empty() || closing_)
        return;
    // The task begins at once, and may end and take its lane away before spawn returns.
    state.busy = true;
    if (tools_.tasks.spawn("telegram delivery", run(lane)))
        return;
    if (const auto refused = lanes_.find(lane); refused != lanes_.end())
        refused->second.busy = false;
}

asio::awaitable<void> TelegramFeed::run(std::string lane)
{
    // Nodes of a map keep their place; only this task erases its own.
    Lane& own = lanes_[lane];
    while (!own.ids.empty()) {
        const auto id = own.ids.front();
        const auto fate = co_await deliver(id);
        if (fate == Fate::stopped)
            break;
        own.ids.pop_front();
    }
    own.busy = false;
    if (own.ids.empty())
        lanes_.erase(lane);
}

asio::awaitable<TelegramFeed::Fate> TelegramFeed::deliver(std::int64_t id)
{
    const auto found = pending_.find(id);
    if (found == pending_.end())
        co_return Fate::done;
    DeliveryPlan plan;
    if (tools_.deliveries) {
        const std::string body = document(id, found->second.update);
        plan = tools_.deliveries(DeliveryInfo{Network::telegram, body, ++pushed_, 0});
    }
    if (plan.overtaken) {
        tools_.tasks.spawn("telegram delivery", deliver_alone(id, plan));
        co_return Fate::done;
    }
    co_return co_await follow(id, plan);
}

asio::awaitable<void> TelegramFeed::deliver_alone(std::int64_t id, DeliveryPlan plan) { co_await follow(id, plan); }

asio::awaitable<TelegramFeed::Fate> TelegramFeed::follow(std::int64_t id, DeliveryPlan plan)
{
    co_await pause(tools_.executor, plan.delay);
    for (unsigned failures = 0;;) {
        const auto found = pending_.find(id);
        if (found == pending_.end())
            co_return Fate::done;
        if (webhook_.url.empty() || closing_)
            co_return Fate::stopped;
        const std::string body = document(id, found->second.update);
        const TimePoint end = found->second.date + found->second.update.life;
        if (plan.copies == 0)
            break;
        const auto reply = co_await attempt(body);
        if (success(reply)) {
            for (unsigned copy = 1; copy < plan.copies; ++copy)
                co_await attempt(body);
            ++state_.delivered;
            finish(id, Tick::delivered);
            if (on_reply_ && !reply.body.empty())
                on_reply_(reply.body);
            co_return Fate::done;
        }
        const Duration wait = wait_after(++failures, reply);
        if (tools_.world.now() + wait > end)
            break;
        co_await pause(tools_.executor, tools_.hurried(wait));
    }
    ++state_.dropped;
    finish(id, Tick::failed);
    co_return Fate::done;
}

asio::awaitable<net::ClientReply> TelegramFeed::attempt(std::string body)
{
    net::ClientRequest request;
    request.method = "POST";
    request.url = webhook_.url;
    request.headers.push_back({"Content-Type", "application/json"});
    if (!webhook_.secret.empty())
        request.headers.push_back({"X-Telegram-Bot-Api-Secret-Token", webhook_.secret});
    request.body = std::move(body);
    request.timeout = side_.patience;
    auto reply = co_await tools_.client.send(std::move(request));
    note(reply);
    co_return reply;
}

void TelegramFeed::note(const net::ClientReply& reply)
{
    state_.last_status = reply.stage == net::Stage::answered ? reply.status : 0;
    state_.last_at = tools_.world.now();
    if (!success(reply)) {
        ++state_.failed;
        last_error_at = to_millis(tools_.world.now()) / 1000;
        last_error = state_.last_status == 0 ? "Connection failed"
                                             : fmt::format("Wrong response from the webhook: {}", reply.status);
    }
    tools_.world.touch();
}

} // namespace langnghe::sandbox
