#include "bot/log/log.hpp"

#include "bot/log/line.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <utility>
#include <vector>

namespace langnghe::log {
namespace {

constexpr std::size_t shortest_secret = 6; // bytes; shorter ones would blot out words

using Receiver = std::function<void(std::string_view)>;

class ReceiverSink final : public spdlog::sinks::base_sink<std::mutex>
{
public:
    explicit ReceiverSink(Receiver receiver) : receiver_(std::move(receiver)) {}

private:
    void sink_it_(const spdlog::details::log_msg& message) override
    {
        receiver_(std::string_view(message.payload.data(), message.payload.size()));
    }
    void flush_() override {}

    Receiver receiver_;
};

std::shared_ptr<spdlog::logger> make_logger(spdlog::sink_ptr sink)
{
    auto logger = std::make_shared<spdlog::logger>("langnghe", std::move(sink));
    logger->set_pattern("%v");
    logger->set_level(spdlog::level::trace);
    logger->set_error_handler([](const std::string&) {}); // nobody is left to tell
    return logger;
}

struct State
{
    std::atomic<Level> level{Level::info};
    std::shared_mutex mutex; // of what follows
    std::vector<std::string> secrets;
    std::shared_ptr<spdlog::logger> logger = make_logger(std::make_shared<spdlog::sinks::stderr_sink_mt>());
};

// Never destroyed: whoever ends last may still log.
State& state()
{
    static State& only = *new State;
    return only;
}

spdlog::level::level_enum as_spdlog(Level level)
{
    switch (level) {
    case Level::debug:
        return spdlog::level::debug;
    case Level::info:
        return spdlog::level::info;
    case Level::warn:
        return spdlog::level::warn;
    case Level::error:
        break;
    }
    return spdlog::level::err;
}

std::span<const Field> span_of(Fields fields) { return {fields.begin(), fields.size()}; }

} // namespace

void write(Level level, std::string_view event, std::span<const Field> fields) noexcept
{
    if (!enabled(level))
        return;
    try {
        State& now = state();
        const auto time = std::chrono::floor<Duration>(std::chrono::system_clock::now());
        const std::shared_lock lock(now.mutex);
        const std::string line = format({time, level, event, fields}, now.secrets);
        now.logger->log(as_spdlog(level), spdlog::string_view_t(line.data(), line.size()));
    } catch (...) {
        // Out of memory: a line is lost, the program is not.
    }
}

void debug(std::string_view event, Fields fields) noexcept { write(Level::debug, event, span_of(fields)); }

void info(std::string_view event, Fields fields) noexcept { write(Level::info, event, span_of(fields)); }

void warn(std::string_view event, Fields fields) noexcept { write(Level::warn, event, span_of(fields)); }

void error(std::string_view event, Fields fields) noexcept { write(Level::error, event, span_of(fields)); }

void set_level(Level level) noexcept { state().level.store(level, std::memory_order_relaxed); }

bool enabled(Level level) noexcept { return level >= state().level.load(std::memory_order_relaxed); }

void add_secret(const Secret& secret)
{
    if (secret.reveal().size() < shortest_secret)
        return;
    State& now = state();
    const std::unique_lock lock(now.mutex);
    const auto longer = [](const std::string& a, const std::string& b) { return a.size() > b.size(); };
    if (std::find(now.secrets.begin(), now.secrets.end(), secret.reveal()) == now.secrets.end())
        now.secrets.emplace_back(secret.reveal());
    std::stable_sort(now.secrets.begin(), now.secrets.end(), longer); // one may contain another
}

void divert(std::function<void(std::string_view line)> sink)
{
    spdlog::sink_ptr target;
    if (sink)
        target = std::make_shared<ReceiverSink>(std::move(sink));
    else
        target = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    State& now = state();
    const std::unique_lock lock(now.mutex);
    now.logger = make_logger(std::move(target));
}

} // namespace langnghe::log
