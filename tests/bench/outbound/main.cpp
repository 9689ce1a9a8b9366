// bench_outbound PORT CONNECTIONS WARM_UP SECONDS: sends messages as the program does, from outbox item to outcome, to
// a platform on loopback. One line of JSON.
#include "adapters/net/client.hpp"
#include "adapters/telegram/platform.hpp"
#include "bot/daemon/transport.hpp"
#include "tests/bench/loadgen/process.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

namespace {

using namespace langnghe;
namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

struct Bench
{
    telegram::TelegramPlatform platform;
    net::Client client;
    Clock::time_point measured_from;
    Clock::time_point end;
    std::vector<double> latencies{}; // milliseconds
    std::uint64_t failed = 0;
    std::int64_t cpu_at_begin = 0;
};

struct Sender
{
    Bench& bench;
    OutboxItem item;

    asio::awaitable<void> run()
    {
        const std::string text = item.text;
        for (std::uint64_t i = 0; Clock::now() < bench.end; ++i) {
            item.text = fmt::format("{} ({})", text, i);
            const auto begun = Clock::now();
            auto request = daemon::request_of(bench.platform.send(item));
            const auto reply = co_await bench.client.send(std::move(request));
            const Outcome outcome = bench.platform.read(daemon::answer_of(reply), item);
            count(begun, outcome.kind == Outcome::Kind::accepted && !outcome.message.empty());
        }
    }

    void count(Clock::time_point begun, bool accepted) const
    {
        bench.failed += accepted ? 0 : 1;
        if (!accepted || begun < bench.measured_from)
            return;
        if (bench.latencies.empty())
            bench.cpu_at_begin = langnghe::bench::own_cpu_time();
        bench.latencies.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begun).count());
    }
};

telegram::TelegramOptions telegram_at(std::string_view port)
{
    telegram::TelegramOptions options;
    options.channel = "telegram";
    options.token = Secret{"7012345678:bench"};
    options.webhook_secret = Secret{"bench"};
    options.api_base = fmt::format("http://127.0.0.1:{}", port);
    return options;
}

net::ClientOptions kept(std::size_t connections)
{
    net::ClientOptions options;
    options.connections_per_origin = options.idle_per_origin = options.idle_total = connections;
    return options;
}

void report(Bench& bench)
{
    const auto seconds = std::chrono::duration<double>(Clock::now() - bench.measured_from).count();
    const double cpu = static_cast<double>(langnghe::bench::own_cpu_time() - bench.cpu_at_begin) / 1000;
    auto& sorted = bench.latencies;
    std::ranges::sort(sorted);
    const auto count = sorted.size();
    fmt::print(R"({{"sends":{},"sends_per_second":{:.0f},"failed":{},"p50_ms":{:.3f},"p99_ms":{:.3f},)"
               R"("cpu_us":{:.2f},"rss_mb":{:.1f}}})"
               "\n",
               count, static_cast<double>(count) / seconds, bench.failed, count > 0 ? sorted[count / 2] : 0,
               count > 0 ? sorted[count * 99 / 100] : 0, count > 0 ? cpu / static_cast<double>(count) : 0,
               static_cast<double>(langnghe::bench::memory(getpid(), "VmRSS")) / 1024);
}

double read_number(std::string_view text)
{
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

} // namespace

int main(int count, char** words)
{
    if (count != 5) {
        std::fprintf(stderr, "usage: bench_outbound PORT CONNECTIONS WARM_UP SECONDS\n");
        return 2;
    }
    const auto connections = static_cast<std::size_t>(read_number(words[2]));
    const auto after = [](double seconds) {
        return Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>{seconds});
    };
    asio::io_context io{1};
    Bench bench{telegram::TelegramPlatform{telegram_at(words[1])}, net::Client{io.get_executor(), kept(connections)},
                after(read_number(words[3])), after(read_number(words[3]) + read_number(words[4]))};
    std::vector<Sender> senders(connections, Sender{bench, {}});
    std::uint64_t broken = 0;
    std::size_t ended = 0;
    for (std::size_t i = 0; i < connections; ++i) {
        senders[i].item.chat = std::to_string(5'512'000'000 + i);
        senders[i].item.text = "LS-26-0042: phản ánh của bà con đã được chuyển đến bộ phận phụ trách.";
        asio::co_spawn(io, senders[i].run(), [&](const std::exception_ptr& error) {
            broken += error ? 1U : 0U;
            if (++ended == connections)
                bench.client.close();
        });
    }
    io.run();
    report(bench);
    return broken == 0 ? 0 : 1;
}
