// bench_loadgen: delivers signed webhooks to a server on loopback and writes what came of it as one line of JSON.
#include "tests/bench/loadgen/deliveries.hpp"
#include "tests/bench/loadgen/load.hpp"
#include "tests/bench/loadgen/options.hpp"
#include "tests/bench/loadgen/process.hpp"

#include <fmt/format.h>
#include <sys/prctl.h>

#include <cstdio>

namespace {

using namespace langnghe::bench;

// In milliseconds.
double quantile(const std::vector<std::uint32_t>& sorted, double share)
{
    if (sorted.empty())
        return 0;
    const auto place = static_cast<std::size_t>(share * static_cast<double>(sorted.size()));
    return sorted[std::min(place, sorted.size() - 1)] / 1000.0;
}

double cores(std::int64_t nanos, double seconds) { return static_cast<double>(nanos) / 1e9 / seconds; }

std::string refusals(const Result& result)
{
    std::string text;
    for (const auto& [status, count] : result.refusals)
        text += fmt::format(R"({}"{}":{})", text.empty() ? "" : ",", status, count);
    return text;
}

void report(const Options& options, const Deliveries& deliveries, const Result& result)
{
    const auto& [server, generator, accessories, machine] = result.cpu;
    const auto acknowledgements = static_cast<double>(result.acknowledgements);
    fmt::print(R"({{"connections":{},"rate":{},"seconds":{:.3f},"acks":{},"acks_per_second":{:.0f},)"
               R"("p50_ms":{:.3f},"p99_ms":{:.3f},"p999_ms":{:.3f},"max_ms":{:.3f},)",
               options.connections, options.rate, result.seconds, result.acknowledgements,
               acknowledgements / result.seconds, quantile(result.latencies, 0.5), quantile(result.latencies, 0.99),
               quantile(result.latencies, 0.999), quantile(result.latencies, 1));
    fmt::print(R"("messages":{},"repeats":{},"acknowledged":{},"unanswered":{},"refusals":{{{}}},"closed":{},)"
               R"("backlog":{},)",
               deliveries.messages(), deliveries.repeats(), result.acknowledged, result.unanswered, refusals(result),
               result.closed, result.backlog);
    fmt::print(R"("cpu_us":{:.2f},"server_cores":{:.3f},"generator_cores":{:.3f},"accessory_cores":{:.3f},)"
               R"("other_cores":{:.3f},"rss_mb":{:.1f},"anon_mb":{:.1f},"peak_rss_mb":{:.1f}}})"
               "\n",
               acknowledgements > 0 ? static_cast<double>(server) / 1000 / acknowledgements : 0.0,
               cores(server, result.seconds), cores(generator, result.seconds), cores(accessories, result.seconds),
               cores(std::max<std::int64_t>(machine - server - generator - accessories, 0), result.seconds),
               static_cast<double>(memory(options.server, "VmRSS")) / 1024,
               static_cast<double>(memory(options.server, "RssAnon")) / 1024,
               static_cast<double>(memory(options.server, "VmHWM")) / 1024);
}

} // namespace

int main(int count, char** words)
{
    const auto options = read_options(count, words);
    if (!options)
        return 2;
    auto sentences = read_sentences(options->texts);
    if (sentences.empty()) {
        std::fprintf(stderr, "bench_loadgen: no texts, or one that JSON would have to escape: %s\n",
                     options->texts.c_str());
        return 2;
    }
    prctl(PR_SET_TIMERSLACK, 1); // due times are kept to the microsecond
    Deliveries deliveries{*options, std::move(sentences)};
    Load load{*options, deliveries};
    if (!load.run()) {
        std::fprintf(stderr, "bench_loadgen: the server at port %u is not there\n", options->port);
        return 1;
    }
    report(*options, deliveries, load.result());
    return 0;
}
