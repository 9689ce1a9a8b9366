#include "bot/config/initial.hpp"
#include "tests/unit/bot/sample.hpp"

#include <catch2/catch.hpp>
#include <unistd.h>

#include <string>

using namespace langnghe;
using test::contents;
using test::listed;
using test::mode_of;

TEST_CASE("init writes a configuration that can be read at once")
{
    const test::Folder folder;
    const auto root = folder / "new/conf";
    const auto initial = config::write_initial(root);
    REQUIRE(initial.error == "");
    CHECK(initial.written.size() == 8);
    for (const char* name : {"", "secrets", "var"})
        CHECK(mode_of(root / name) == 0700);
    for (const char* name : {"langnghe.toml", "taxonomy.toml", "messages.vi.toml", "secrets/master_key",
                             "secrets/telegram_webhook", "secrets/zalobot_webhook"})
        CHECK(mode_of(root / name) == 0600);

    const auto loaded = config::load(root / "langnghe.toml");
    CHECK(listed(loaded.problems) == "");
    REQUIRE(loaded.configuration);
    CHECK(loaded.configuration->server.master_key.reveal().size() == 32);
    CHECK(loaded.configuration->communes.at(0).channels.size() == 1); // Telegram is off
    CHECK(loaded.configuration->communes[0].taxonomy == root / "taxonomy.toml");
    CHECK(loaded.warnings.size() == 4); // app_id, oa_id and the two secrets of Zalo are to come
}

TEST_CASE("what init leaves switched off is right when switched on")
{
    const test::Folder folder;
    const auto root = folder / "conf";
    REQUIRE(config::write_initial(root).error == "");
    folder.write("conf/secrets/telegram_token", "1");
    folder.write("conf/secrets/zalobot_token", "1");
    std::string text = contents(root / "langnghe.toml");
    const std::size_t begin = text.find("# [[commune.channel]]");
    REQUIRE(begin != std::string::npos);
    const std::string_view next_part = "# --- Báo cáo"; // nothing is switched off from there on
    for (std::size_t at = begin; text.compare(at, next_part.size(), next_part) != 0; at = text.find('\n', at) + 1) {
        REQUIRE(at < text.size());
        const bool comment = text.compare(at, 4, "# # ") == 0 || text.compare(at, 5, "# ---") == 0;
        if (!comment && text.compare(at, 2, "# ") == 0)
            text.erase(at, 2);
    }
    folder.write("conf/langnghe.toml", text);
    const auto loaded = config::load(root / "langnghe.toml");
    CHECK(listed(loaded.problems) == "");
    REQUIRE(loaded.configuration);
    CHECK(loaded.configuration->communes[0].channels.size() == 3);
}

TEST_CASE("init replaces nothing")
{
    const test::Folder folder;
    folder.write("messages.vi.toml", "mine");
    const auto initial = config::write_initial(folder.path());
    CHECK(initial.written.empty());
    CHECK(initial.error.find("messages.vi.toml is there already") != std::string::npos);
    CHECK(contents(folder / "messages.vi.toml") == "mine");
    CHECK_FALSE(std::filesystem::exists(folder / "langnghe.toml"));

    const test::Folder second;
    REQUIRE(config::write_initial(second.path()).error == "");
    const std::string key = contents(second / "secrets/master_key");
    CHECK_FALSE(config::write_initial(second.path()).error.empty());
    CHECK(contents(second / "secrets/master_key") == key);
}

TEST_CASE("init refuses a link that leads nowhere")
{
    const test::Folder folder;
    REQUIRE(::symlink("/nowhere/at/all", (folder / "secrets").c_str()) == 0);
    CHECK_FALSE(config::write_initial(folder.path()).error.empty());
    CHECK(config::write_initial({}).error == "no folder is named");
}
