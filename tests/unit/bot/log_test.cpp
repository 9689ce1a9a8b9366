#include "bot/log/log.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cmath>
#include <future>
#include <limits>
#include <mutex>
#include <string>
#include <vector>

using namespace langnghe;
using nlohmann::json;

namespace {

// Catches the lines while it lives.
class Lines
{
public:
    Lines()
    {
        log::divert([this](std::string_view line) { lines_.emplace_back(line); });
    }
    ~Lines()
    {
        log::divert({});
        log::set_level(log::Level::info);
    }
    Lines(const Lines&) = delete;
    Lines& operator=(const Lines&) = delete;

    std::vector<std::string> take() { return std::exchange(lines_, {}); }
    std::string last() const { return lines_.empty() ? std::string{} : lines_.back(); }

private:
    std::vector<std::string> lines_;
};

} // namespace

TEST_CASE("a line is JSON with time, level, event and typed fields")
{
    Lines lines;
    const std::string name = "zalo";
    log::info("webhook.accepted", {{"channel", name},
                                   {"status", 200},
                                   {"seconds", 0.25},
                                   {"again", true},
                                   {"big", std::numeric_limits<std::int64_t>::min()},
                                   {"nan", std::nan("")},
                                   {"word", "Xã Lương Sơn"}});
    const auto line = json::parse(lines.last());
    CHECK(line.at("level") == "info");
    CHECK(line.at("event") == "webhook.accepted");
    CHECK(line.at("channel") == "zalo");
    CHECK(line.at("status") == 200);
    CHECK(line.at("seconds") == 0.25);
    CHECK(line.at("again") == true);
    CHECK(line.at("big") == std::numeric_limits<std::int64_t>::min());
    CHECK(line.at("nan").is_null());
    CHECK(line.at("word") == "Xã Lương Sơn");
    const auto time = line.at("ts").get<std::string>();
    CHECK(time.ends_with("+07:00"));
    CHECK(time.find('T') == 10);
}

TEST_CASE("levels below the set one are not written")
{
    Lines lines;
    log::debug("quiet");
    log::info("told");
    CHECK(lines.take().size() == 1);
    log::set_level(log::Level::error);
    log::warn("quiet");
    log::error("told");
    CHECK(lines.take().size() == 1);
    CHECK_FALSE(log::enabled(log::Level::warn));
    log::set_level(log::Level::debug);
    log::debug("told");
    CHECK(json::parse(lines.last()).at("level") == "debug");
}

TEST_CASE("nothing that comes in can break out of its line")
{
    Lines lines;
    const std::string nasty = "a\r\nb\x1b[31mc\"}\\{\xff\xc3(\x7f\u0085\u2028\u202e\u200b end" + std::string(1, '\0');
    log::warn(nasty, {{nasty, nasty}});
    const std::string line = lines.last();
    for (const char c : line)
        CHECK((static_cast<unsigned char>(c) >= 0x20 && c != 0x7f));
    for (const char* hidden : {"\u0085", "\u2028", "\u202e", "\u200b"})
        CHECK(line.find(hidden) == std::string::npos);
    const auto parsed = json::parse(line);
    CHECK(parsed.at("event").get<std::string>().starts_with("a\r\nb\x1b[31mc\"}\\{\uFFFD\uFFFD("));
}

TEST_CASE("a line has at most 4 KiB and stays JSON wherever it is cut")
{
    Lines lines;
    for (std::size_t size = 3800; size < 4100; ++size) {
        log::info("long", {{"first", std::string(size, 'x')}, {"second", "ắắắắắắắắ"}, {"third", 3}});
        CHECK(lines.last().size() <= log::longest_line);
        CHECK(json::parse(lines.last()).is_object());
    }
    log::info("long", {{"words", std::string(100000, '\n')}, {"after", 1}});
    const auto cut = json::parse(lines.last());
    CHECK(cut.at("truncated") == true);
    CHECK(cut.at("words").get<std::string>().size() > 1900);
    CHECK_FALSE(cut.contains("after"));
    log::info(std::string(10000, 'e'), {{std::string(1000, 'n'), "v"}});
    CHECK(json::parse(lines.last()).at("truncated") == true);
    std::vector<log::Field> many(1000, log::Field{"field", 1234567});
    log::write(log::Level::info, "many", many);
    CHECK(lines.last().size() <= log::longest_line);
    CHECK(json::parse(lines.last()).at("truncated") == true);
}

TEST_CASE("a registered secret is nowhere in a line")
{
    Lines lines;
    log::info("before", {{"text", "CANARY-registered"}});
    CHECK(lines.last().find("CANARY-registered") != std::string::npos); // the check can fail
    log::add_secret(Secret("CANARY-registered"));
    log::add_secret(Secret("CANARY-registered-and-longer"));
    log::add_secret(Secret("a")); // too short: it would blot out words
    log::warn("CANARY-registered",
              {{"CANARY-registered", "xCANARY-registered-and-longerx CANARY-registered"}, {"text", "a banana"}});
    CHECK(lines.last().find("CANARY") == std::string::npos);
    CHECK(lines.last().find("and-longer") == std::string::npos);
    const auto line = json::parse(lines.last());
    CHECK(line.at("event") == "•••");
    CHECK(line.at("•••") == "x•••x •••");
    CHECK(line.at("text") == "a banana");
}

TEST_CASE("a field named like a secret is never written")
{
    Lines lines;
    log::info("event", {{"access_token", "CANARY"}, {"oa_secret_key", "CANARY"}, {"token_age", 3}});
    CHECK(lines.last().find("CANARY") == std::string::npos);
    CHECK(json::parse(lines.last()).at("token_age") == 3);
}

TEST_CASE("lines of several threads do not mix")
{
    Lines lines;
    std::vector<std::future<void>> threads;
    for (int t = 0; t < 4; ++t)
        threads.push_back(std::async(std::launch::async, [t] {
            for (int i = 0; i < 250; ++i) {
                log::info("thread", {{"number", t}, {"text", std::string(100, static_cast<char>('a' + t))}});
                if (i % 50 == 0)
                    log::add_secret(Secret("thread-secret-" + std::to_string(t * 1000 + i)));
            }
        }));
    for (auto& thread : threads)
        thread.get();
    const auto all = lines.take();
    CHECK(all.size() == 1000);
    for (const std::string& line : all)
        CHECK(json::accept(line));
}
