#include "tests/contract/engine.hpp"

using namespace langnghe;
using namespace langnghe::test;

namespace {

TicketId reported(Engine& engine, const std::string& message, const std::string& words)
{
    return engine.write([&](Tx& tx) {
        const auto id = tx.tickets().open(some_ticket()).id;
        add_message(tx, id, message, words);
        return id;
    });
}

} // namespace

TEST_CASE("words are found in any case and accent, the newest message first")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    const auto first = reported(*engine, "m1", "Đường vào xóm Bến Cuối bị sạt lở");
    const auto second = reported(*engine, "m2", "Đèn đường xóm Đồng Chùa không sáng");
    const auto find = [&](const char* words) {
        return engine->read([=](Tx& tx) { return tx.search().find(words, 0, 20); });
    };
    CHECK(find("duong").empty()); // it follows behind
    CHECK(engine->write([](Tx& tx) { return tx.search().follow(1); }) == 1);
    CHECK(find("đường") == std::vector{first});
    CHECK(engine->write([](Tx& tx) { return tx.search().follow(100); }) == 1);
    CHECK(engine->write([](Tx& tx) { return tx.search().follow(100); }) == 0);
    CHECK(find("ĐƯỜNG xom") == std::vector{second, first});
    CHECK(find("sat lo") == std::vector{first});
    CHECK(find("sạt sáng").empty());
    CHECK(find("").empty());
    CHECK(find("\" OR \"xom NEAR(*").empty()); // no language of its own
    engine->reopen();
    CHECK(find("chua") == std::vector{second});
}
