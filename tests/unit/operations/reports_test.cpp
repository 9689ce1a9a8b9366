#include "core/journal/record.hpp"
#include "core/store/issued.hpp"
#include "tests/unit/operations/scene.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <thread>

using namespace langnghe;
using namespace langnghe::test;

namespace {

// Counts on which of the store's threads an operation works, and lets somebody write while it is on the other.
struct Watched
{
    Watched()
    {
        writer = stage.write([](Tx&) { return std::this_thread::get_id(); });
    }

    operations::Reply run(std::string_view verb, const Json& arguments)
    {
        auto scene = stage.scene();
        scene.now = [this] {
            if (std::this_thread::get_id() == writer)
                ++on_writer;
            else
                written_meanwhile += stage.write([](Tx& tx) { return tx.set_fact("meanwhile", "1"), 1; });
            return stage.now;
        };
        return operations::run(scene, verb, arguments.dump());
    }

    Stage stage;
    std::thread::id writer;
    int on_writer = 0;
    int written_meanwhile = 0;
};

} // namespace

TEST_CASE("while a report is made somebody else may write", "[operations]")
{
    Watched watched;
    const auto issued = watched.run("report.issue", {{"span", "week"}, {"of", "2026-11-03"}});
    INFO(issued.error);
    REQUIRE(issued.ok);
    CHECK(watched.written_meanwhile == 1); // as it is made
    CHECK(watched.on_writer == 1);         // as it is frozen

    // The canary: what keeps the writer would be noticed.
    Watched keeping;
    keeping.run("user.add", {{"name", "Mai"}, {"roles", Json::array({"front_officer"})}});
    CHECK(keeping.written_meanwhile == 0);
    CHECK(keeping.on_writer == 1);
}
