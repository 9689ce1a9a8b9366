#include "core/people/erasure.hpp"
#include "core/people/person_key.hpp"
#include "core/people/register.hpp"
#include "tests/unit/intake/talking.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

int again(World& world, const std::string& text)
{
    return world.run([&](Context& context) { return erase_again(context, read_register(text).lines); });
}

} // namespace

TEST_CASE("a line says when, who by a hash, and why; what is none of ours is counted")
{
    const Erasure erasure{std::string(64, 'a'), from_millis(1'795'000'000'000), "request", 7};
    const std::string line = register_line(erasure);
    CHECK(line == "1795000000000 " + std::string(64, 'a') + " request\n");
    const auto read = read_register(line + "garbage\n" + line + line.substr(0, 40));
    CHECK(read.lines.size() == 2);
    CHECK(read.unreadable == 2);
    CHECK(read.lines.front().person == erasure.person);
    CHECK(read.lines.front().at == erasure.at);
    CHECK(read.lines.front().why == "request");
    const std::vector<std::string> bad_lines{"x", "1 2 3", "1795000000000 " + std::string(64, 'g') + " request",
                                             "1795000000000 " + std::string(64, 'a') + " Lời của dân"};
    for (const std::string& bad : bad_lines)
        CHECK(read_register(bad + '\n').lines.empty());
}

TEST_CASE("the hash is of the channel and the id under the commune's key")
{
    World world;
    const auto key = person_key(world.commune, "zalo", "an");
    CHECK(key.size() == 64);
    CHECK(key == person_key(world.commune, "zalo", "an"));
    CHECK(key != person_key(world.commune, "telegram", "an"));
    CHECK(key != person_key(world.commune, "zal", "oan"));
    world.commune.progress_key = Secret{"another"};
    CHECK(key != person_key(world.commune, "zalo", "an"));
}

TEST_CASE("what a backup brings back is erased again, once, and only that")
{
    std::string text;
    {
        World first;
        first.say("an", "chuyện riêng");
        first.run([&](Context& context) {
            return erase_person(context, *context.tx.people().find("telegram", "an"), "request");
        });
        const auto noted = first.run([](Context& context) { return context.tx.privacy().erasures(0, 10); });
        REQUIRE(noted.size() == 1);
        CHECK(noted.front().seq == first.journal().back().seq);
        text = register_line(noted.front());
        CHECK(again(first, text) == 0); // known
        CHECK(first.faults().empty());
    }
    World restored; // as it was before
    restored.now += 48h;
    restored.say("an", "chuyện riêng");
    restored.say("binh", "chuyện của Bình");
    CHECK(again(restored, text + text) == 1);
    CHECK_FALSE(has(restored.dump(), "chuyện riêng"));
    CHECK(has(restored.dump(), "chuyện của Bình"));
    CHECK(restored.journal().back().action == "erase_again");
    const auto entries = restored.journal().size();
    CHECK(again(restored, text) == 0);
    CHECK(restored.journal().size() == entries);
    CHECK(restored.faults().empty());
}
