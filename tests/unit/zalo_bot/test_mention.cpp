#include "adapters/zalo_bot/mention.hpp"

#include <catch2/catch.hpp>

using langnghe::zalo_bot::without_mentions;

TEST_CASE("the bot's whole name goes wherever it stands, and nothing else does")
{
    const std::vector<std::string> names{"Bot Phường 5", "Bot"};
    CHECK(without_mentions("@Bot Phường 5 rác ở tổ 5", names) == "rác ở tổ 5");
    CHECK(without_mentions("Rác ở tổ 5 @Bot Phường 5", names) == "Rác ở tổ 5");
    CHECK(without_mentions("Này @Bot Phường 5, rác", names) == "Này , rác");
    CHECK(without_mentions("@Bot @Bot Phường 5 /ketnoi 7K3QX", names) == "/ketnoi 7K3QX");
    CHECK(without_mentions("@Bot Phường 50 ơi", names) == "Phường 50 ơi"); // the short name
    CHECK(without_mentions("@Bot Phường 50 ơi", {"Bot Phường 5"}) == "@Bot Phường 50 ơi");
    CHECK(without_mentions("@Botanic", names) == "@Botanic");
    CHECK(without_mentions("lan@example.vn @", names) == "lan@example.vn @");
    CHECK(without_mentions("@Bot", {""}) == "@Bot");
    CHECK(without_mentions("", names).empty());
}
