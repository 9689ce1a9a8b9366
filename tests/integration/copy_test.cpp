#include "tests/integration/town.hpp"

#include <functional>

using namespace langnghe;
using namespace langnghe::test;

namespace {

// The newest message in this chat that is a file, as the pocket shows it.
std::string file_in(Town& town, const std::string& chat)
{
    std::string name;
    for (const sandbox::Message& message : town.pocket->messages(chat))
        if (message.author.empty() && !message.document.empty())
            name = message.file_name;
    return name;
}

} // namespace

TEST_CASE("who asks for their own data gets it as a file, on Telegram and on Zalo")
{
    Town town;
    const auto body = [&]() -> asio::awaitable<void> {
        for (const Network network : {Network::telegram, Network::zalo}) {
            const auto ba = town.person("ba", network);
            town.says(ba, "Rác ở đầu khu 3 không ai dọn");
            const bool acknowledged = co_await town.hears(ba, 1, "LS-");
            REQUIRE(acknowledged);
            town.says(ba, "dữ liệu của tôi");
            const std::function<bool()> there = [&] { return !file_in(town, ba).empty(); };
            const bool arrived = co_await town.pocket->wait_for(there, patience);
            REQUIRE(arrived);
            CHECK(file_in(town, ba) == "Du-lieu-cua-toi.pdf");
            town.says(ba, "xem dữ liệu của tôi");
            const bool words = co_await town.hears(ba, 1, "không ai dọn");
            CHECK(words);
        }
        CHECK(town.pocket->complaints().empty());
    };
    town.run(body);
}
