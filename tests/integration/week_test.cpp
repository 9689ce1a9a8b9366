// A village's week, played against the whole daemon: sixty tickets, every side way, two networks, three groups. What
// the weekly report counts is what was counted by hand in week/script.txt, and every sentence that people saw is read.
// LANGNGHE_GOLDEN_WRITE=1 writes week/transcript.txt anew: then read every line of the difference.

#include "tests/integration/lint.hpp"
#include "tests/integration/play.hpp"

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <fstream>
#include <sstream>

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

void hold_transcript(const std::string& transcript)
{
    const std::string path = folder + "/transcript.txt";
    if (std::getenv("LANGNGHE_GOLDEN_WRITE") != nullptr)
        std::ofstream{path, std::ios::binary} << transcript;
    const std::string expected = read_file(path);
    const auto differs = std::mismatch(transcript.begin(), transcript.end(), expected.begin(), expected.end()).first;
    const auto from = static_cast<std::size_t>(differs - transcript.begin());
    INFO("differs at: " << transcript.substr(from > 200 ? from - 200 : 0, 600));
    CHECK((transcript == expected));
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

// By hand, from the script.
void hold_report(const json& report)
{
    INFO(report.dump(1));
    CHECK(report.at("flow").at("received") == 59); // sixty, less the denunciation, which is sealed
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
        json of{{"span", "week"}, {"of", "2026-12-04"}};
        const json made = co_await town.ask("report.make", std::move(of));
        hold_report(json::parse(made.at("document").get<std::string>()));
    };
    town.run(body, std::chrono::seconds{1100});
}
