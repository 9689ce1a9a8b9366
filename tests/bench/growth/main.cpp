// bench_growth CONFIGURATION TEXTS FROM TO MESSAGES: grows the commune's store from so many tickets to so many, times
// the usual questions, then the intake of so many messages. One line of JSON.
#include "adapters/sql/store.hpp"
#include "bot/commune/setup.hpp"
#include "tests/bench/growth/lookups.hpp"
#include "tests/bench/growth/reports.hpp"
#include "tests/bench/growth/village.hpp"
#include "tests/bench/loadgen/deliveries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <string_view>

namespace {

using namespace langnghe;

// The newest fiftieth is open, and never less than one list.
std::uint64_t first_open(std::uint64_t tickets) { return tickets - std::max<std::uint64_t>(tickets / 50, 50); }

std::uint64_t number(std::string_view text)
{
    std::uint64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

int fail(std::string_view what)
{
    fmt::print(stderr, "bench_growth: {}\n", what);
    return 1;
}

int grow(const config::Configuration& configuration, char** words)
{
    const config::CommuneSection& section = configuration.communes.front();
    const auto made = set_up(section, configuration.server);
    sql::StoreOptions options;
    options.path = section.store;
    options.read_deadline = std::chrono::minutes{10};
    std::string why;
    const auto opened = sql::Store::open(options, &why);
    auto sentences = bench::read_sentences(words[2]);
    if (!made.setup || !opened || sentences.empty())
        return fail(why.empty() ? "bad configuration or texts" : why);
    sql::Store& store = **opened;
    const auto from = number(words[3]);
    const auto to = number(words[4]);
    bench::Village village{made.setup->facts, store, std::move(sentences)};
    if (!village.fill(from, to, first_open(to)))
        return fail("the store refused a ticket");
    const auto lookups = bench::time_lookups(store, to);
    const auto reports = bench::time_reports(made.setup->facts, store, to);
    const double rate = village.intake_rate(to, number(words[5]));
    if (lookups.empty() || reports.empty() || rate <= 0)
        return fail("a ticket was not found, or a message was refused");
    std::string timed;
    for (const bench::Lookup& lookup : lookups)
        timed += fmt::format(R"({}"{}":{{"p50_us":{:.1f},"p99_us":{:.1f}}})", timed.empty() ? "" : ",", lookup.name,
                             lookup.p50, lookup.p99);
    std::string made_in;
    for (const bench::TimedReport& report : reports)
        made_in += fmt::format(R"({}"{}":{{"cases":{},"ms":{:.1f}}})", made_in.empty() ? "" : ",", report.span,
                               report.cases, report.milliseconds);
    fmt::print(R"({{"tickets":{},"lookups":{{{}}},"reports":{{{}}},"intake_per_second":{:.0f}}})"
               "\n",
               to, timed, made_in, rate);
    return 0;
}

} // namespace

int main(int count, char** words)
{
    if (count != 6)
        return fail("usage: bench_growth CONFIGURATION TEXTS FROM TO MESSAGES");
    const auto loaded = config::load(words[1]);
    return loaded.configuration ? grow(*loaded.configuration, words) : fail("the configuration cannot be read");
}
