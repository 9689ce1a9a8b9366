// A village's week, played against the whole daemon: sixty tickets, every side way, two networks, three groups. What
// the weekly report counts is what was counted by hand in week/script.txt, and every sentence that people saw is read.
// LANGNGHE_GOLDEN_WRITE=1 writes week/transcript.txt anew: then read every line of the difference.

#include "tests/integration/lint.hpp"
#include "tests/integration/play.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <vector>

using namespace langnghe;
using namespace langnghe::test;

namespace {

const std::string folder = LANGNGHE_WEEK;

std::string read_file(const std::string& path)
{
    std::ifstream in{path, std::ios::binary};
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

TownOptions week()
{
    TownOptions options;
    options.begins = read_time("2026-11-30T07:00:00.000+07:00");
    return options;
}

// Sorted, and without the minute at which we said it: what the clock brings about may come a move later.
std::vector<std::string> lines_of(const std::string& transcript)
{
    constexpr std::size_t minute = 8;
    std::vector<std::string> lines;
    std::istringstream in{transcript};
    for (std::string line; std::getline(in, line);)
        lines.push_back(line.starts_with("  ") && line.find("→") == minute ? line.substr(minute) : line);
    std::ranges::sort(lines);
    return lines;
}

void hold_transcript(const std::string& transcript)
{
    const std::string path = folder + "/transcript.txt";
    if (std::getenv("LANGNGHE_GOLDEN_WRITE") != nullptr)
        std::ofstream{path, std::ios::binary} << transcript;
    const auto now = lines_of(transcript);
    const auto expected = lines_of(read_file(path));
    std::vector<std::string> differ;
    std::ranges::set_symmetric_difference(now, expected, std::back_inserter(differ));
    CHECK(differ == std::vector<std::string>{});
}

void hold_words(const Play& play)
{
    for (const auto& message : play.said()) {
        const Audience audience = play.audience(message.chat);
        const std::size_t longest = audience == Audience::citizen ? 300 : 2'000;
        for (const std::string& fault : lint(message.text, audience, longest)) {
            INFO(message.text);
            FAIL_CHECK(fault);
        }
    }
}

std::int64_t count_of(const json& counts, const std::string& key)
{
    for (const json& count : counts)
        if (count.at("key") == key)
            return count.at("count");
    return 0;
}

// By hand, from the script. The denunciation, LS-26-0009, is in no figure.
void hold_report(const json& report)
{
    INFO(report.dump(1));
    const json& flow = report.at("flow");
    CHECK(flow.at("carried") == 0);
    CHECK(flow.at("received") == 59);
    CHECK(flow.at("finished") == 24); // 1-4 6 8 10 12-15 19 23 25-27 29-31 35 39 40 46 50
    CHECK(flow.at("rejected") == 3);  // 5 16 45
    CHECK(flow.at("merged") == 2);    // 11 48; 22 was unmerged again
    CHECK(flow.at("open") == 30);
    CHECK(flow.at("waiting") == 0);
    CHECK(flow.at("overdue") == 3); // 41 52 54
    CHECK(flow.at("late") == 1);    // 25
    CHECK(flow.at("on_time") == 23);
    CHECK(flow.at("same_day") == 14); // 1 2 4 12 19 26 29-31 35 39 40 46 50
    CHECK(flow.at("extended") == 1);  // 15
    CHECK(flow.at("reopened") == 1);  // 13
    CHECK(flow.at("published") == 5); // 1 4 6 25 31
    CHECK(flow.at("urgent") == 6);    // 4 25 26 31 41 46
    CHECK(count_of(report.at("channels"), "telegram") == 23);
    CHECK(count_of(report.at("channels"), "zalo") == 36);
    const json& score = report.at("satisfaction");
    CHECK(score.at("asked") == 25); // every result, of 6 and 8, which came in groups, in private; 13 had two
    CHECK(score.at("answered") == 19);
    CHECK(score.at("of_5") == 10);
    CHECK(score.at("of_4") == 6);
    CHECK(score.at("of_3") == 2);
    CHECK(score.at("of_2") == 1);
}

} // namespace

TEST_CASE("a village's week")
{
    Town town{week()};
    const auto body = [&]() -> asio::awaitable<void> {
        Play play{town, read_script(read_file(folder + "/script.txt"))};
        co_await play.perform();
        hold_transcript(play.transcript());
        hold_words(play);
        json of{{"span", "week"}, {"of", "2026-12-06"}};
        const json made = co_await town.ask("report.make", std::move(of));
        hold_report(json::parse(made.at("document").get<std::string>()));
    };
    town.run(body, std::chrono::seconds{1100});
}
