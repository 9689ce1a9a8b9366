#include "tests/unit/bot/sample.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <string>

using namespace langnghe;
using test::listed;
using test::Sample;

TEST_CASE("a good configuration is read whole")
{
    const Sample sample;
    const auto loaded = sample.load();
    REQUIRE(listed(loaded.problems) == "");
    CHECK(listed(loaded.warnings) == "");
    REQUIRE(loaded.configuration);
    const auto& server = loaded.configuration->server;
    CHECK(server.listen == "127.0.0.1:8080");
    CHECK(server.admin_listen == "127.0.0.1:9090");
    CHECK(server.public_url == "https://langnghe.example.vn");
    CHECK(server.master_key.reveal() == std::string(32, '\xaa'));
    CHECK(server.trusted_proxies.size() == 3);
    CHECK(loaded.configuration->path == sample.folder() / "langnghe.toml");

    REQUIRE(loaded.configuration->communes.size() == 2);
    const auto& commune = loaded.configuration->communes[0];
    CHECK(commune.slug == "luong-son");
    CHECK(commune.name == "Xã Lương Sơn");
    CHECK(commune.code == "LS");
    CHECK(commune.line == 7);
    CHECK(commune.store == sample.folder() / "var/luong-son.db");
    CHECK(commune.files == sample.folder() / "var/luong-son.files");
    CHECK(commune.taxonomy.empty());
    CHECK(commune.rules.join_window == std::chrono::minutes{20});
    CHECK(commune.rules.reopen_window == std::chrono::days{10});
    CHECK(commune.rules.quiet_from == 22 * 60 + 30);
    CHECK(commune.rules.quiet_until == 5 * 60 + 15);
    CHECK(loaded.configuration->communes[1].rules.join_window == std::chrono::minutes{30});
}

TEST_CASE("every key of a channel is read")
{
    const Sample sample;
    const auto loaded = sample.load();
    REQUIRE(loaded.configuration);
    REQUIRE(loaded.configuration->communes[0].channels.size() == 3);
    const auto& zalo = loaded.configuration->communes[0].channels[0];
    CHECK(zalo.platform == config::PlatformKind::zalo_oa);
    CHECK(zalo.line == 18);
    CHECK(zalo.app_id == "4012345678901234567");
    CHECK(zalo.oa_id == "3012345678901234567");
    CHECK(zalo.oa_secret_key.reveal() == "value-of-zalo_oa_secret");
    CHECK(zalo.app_secret_key.reveal() == "value-of-zalo_app_secret");
    CHECK(zalo.access_token.reveal() == "value-of-zalo_access");
    CHECK(zalo.refresh_token.reveal() == "value-of-zalo_refresh");
    CHECK(zalo.site_verification == "HiQb2");
    CHECK(zalo.paid_messages);
    CHECK(zalo.api_base == "http://127.0.0.1:7001/zalo");
    CHECK(zalo.oauth_base == "https://oauth.zaloapp.com");

    const auto& telegram = loaded.configuration->communes[0].channels[1];
    CHECK(telegram.platform == config::PlatformKind::telegram);
    CHECK(telegram.token.reveal() == "value-of-telegram_token");
    CHECK(telegram.webhook_secret.reveal() == "value-of-telegram_webhook");
    CHECK(telegram.receive == config::Receive::polling);
    CHECK(telegram.proxy == "http://127.0.0.1:3128");

    const auto& bot = loaded.configuration->communes[0].channels[2];
    CHECK(bot.platform == config::PlatformKind::zalo_bot);
    CHECK(config::name_of(bot.platform) == "zalo-bot");
    CHECK(bot.receive == config::Receive::webhook);
    CHECK(bot.api_base == "https://bot-api.zaloplatforms.com");
    CHECK(loaded.configuration->communes[1].channels[0].api_base == "https://api.telegram.org");
}

TEST_CASE("every problem of the file is found in one run, in order of lines")
{
    Sample sample;
    sample.line(2, "listen", "lisen = \"127.0.0.1:8080\"").line(10, "LS", "code = \"ls\"");
    sample.line(36, "receive", "receive = \"pull\"").line(51, "files", "");
    const auto loaded = sample.load();
    CHECK_FALSE(loaded.configuration);
    CHECK(listed(loaded.problems) == "2: unknown key \"lisen\" in [server]; write \"listen\"\n"
                                     "10: code must be 2 to 6 letters A-Z; write for example \"LS\"\n"
                                     "36: receive is neither webhook nor polling; write \"webhook\" or \"polling\"\n"
                                     "46: files is missing in [[commune]]; write files = \"var/SLUG.files\"\n");
    CHECK(loaded.problems[0].file == (sample.folder() / "langnghe.toml").string());
}

TEST_CASE("a file that is not there, a folder, and a large file are problems of the whole file")
{
    const test::Folder folder;
    CHECK(config::load(folder / "none.toml").problems.at(0).what == "there is no such file");
    CHECK(config::load(folder.path()).problems.at(0).what == "is not a file");
    const auto large = folder.write("large.toml", std::string(1024 * 1024 + 1, '#'));
    CHECK(config::load(large).problems.at(0).what == "is larger than 1 MiB");
    CHECK(listed(config::load(folder.write("empty.toml", "")).problems) ==
          "1: the table [server] is missing; write [server] with public_url and master_key\n"
          "1: there is no [[commune]]; write one with slug, name, code, store and files\n");
}

TEST_CASE("a slip in TOML is told with line and column and never quotes the file")
{
    const std::string canary = "s3cr3tCANARY";
    for (const std::string& slip : {"master_key = " + canary, "master_key = \"" + canary, "\"" + canary + "\" \"x\"",
                                    "a = 1\nmaster_key = 12" + canary, canary + " = 1\n" + canary + " = 2"}) {
        const test::Folder folder;
        const auto loaded = config::load(folder.write("langnghe.toml", "[server]\n" + slip + "\n"));
        REQUIRE(loaded.problems.size() == 1);
        CHECK(loaded.problems[0].line >= 2);
        CHECK(loaded.problems[0].what.find("column") != std::string::npos);
        CHECK(listed(loaded.problems).find(canary) == std::string::npos);
    }
}

TEST_CASE("approved templates name their kinds of message and what stands in each field")
{
    Sample sample;
    sample.line(30, "oauth_base",
                "[[commune.channel.template]]\nid = \"204512\"\nfor = [\"status\", \"answer\"]\n"
                "[commune.channel.template.fields]\nma_phieu = \"{code}\"\n"
                "trang_thai = \"Hiện {status}\"");
    const auto loaded = sample.load();
    REQUIRE(listed(loaded.problems).empty());
    const auto& forms = loaded.configuration->communes[0].channels[0].forms;
    REQUIRE(forms.size() == 1);
    CHECK(forms[0].id == "204512");
    CHECK(forms[0].kinds == std::vector{DeliveryKind::status, DeliveryKind::answer});
    REQUIRE(forms[0].fields.size() == 2);
    CHECK(forms[0].fields[0].first == "ma_phieu");
}

TEST_CASE("a slip in a template is told with what to write instead")
{
    const std::string head = "[[commune.channel.template]]\n";
    const std::string fields = "[commune.channel.template.fields]\n";
    const std::vector<std::pair<std::string, std::string>> slips{
        {head + "for = [\"status\"]", "id is missing"},
        {head + "id = \"1\"", "for is missing"},
        {head + "id = \"1\"\nfor = [\"push\"]", "for has something that is no kind of message"},
        {head + "id = \"1\"\nfor = [\"status\"]\nforr = 1", "unknown key \"forr\""},
        {head + "id = \"1\"\nfor = [\"status\"]\n" + fields + "a = \"{phone}\"", "names something that there is not"},
        {head + "id = \"1\"\nfor = [\"status\"]\n" + fields + "a = \"{code\"", "a brace is wrong"},
        {head + "id = \"1\"\nfor = [\"status\"]\n" + fields + "a = 1", "a is a whole number"},
    };
    for (const auto& [slip, told] : slips) {
        CAPTURE(slip);
        Sample sample;
        sample.line(30, "oauth_base", slip);
        const auto loaded = sample.load();
        REQUIRE(loaded.problems.size() == 1);
        CHECK(listed(loaded.problems).find(told) != std::string::npos);
    }
}

TEST_CASE("where the configuration is looked for")
{
    ::setenv("LANGNGHE_CONFIG", "/srv/named.toml", 1);
    CHECK(config::locate("given.toml") == "given.toml");
    CHECK(config::locate({}) == "/srv/named.toml");
    ::unsetenv("LANGNGHE_CONFIG");
    const test::Folder folder;
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(folder.path());
    CHECK(config::locate({}) == "/etc/langnghe/langnghe.toml");
    folder.write("langnghe.toml", "");
    CHECK(config::locate({}) == "langnghe.toml");
    std::filesystem::current_path(before);
}

TEST_CASE("a problem reads like a compiler's")
{
    CHECK(config::to_string({"a.toml", 3, "what", "instead"}) == "a.toml:3: what; instead");
    CHECK(config::to_string({"a.toml", 0, "what", ""}) == "a.toml: what");
}

TEST_CASE("a secret that is being changed may be two, the first the one to come")
{
    Sample sample;
    const std::string two = " = [\"file:secrets/zalo_oa_secret\", \"file:secrets/zalo_app_secret\"]";
    sample.line(23, "oa_secret_key", "oa_secret_key" + two).line(43, "webhook_secret", "webhook_secret" + two);
    const auto loaded = sample.load();
    REQUIRE(listed(loaded.problems) == "");
    CHECK(loaded.warnings.size() == 2);
    REQUIRE(loaded.configuration);
    const auto& channels = loaded.configuration->communes[0].channels;
    CHECK(channels[0].oa_secret_key.reveal() == "value-of-zalo_oa_secret");
    CHECK(channels[0].older_oa_secret_key.reveal() == "value-of-zalo_app_secret");
    CHECK(channels[2].webhook_secret.reveal() == "value-of-zalo_oa_secret");
    CHECK(channels[2].older_webhook_secret.reveal() == "value-of-zalo_app_secret");
    CHECK(channels[1].older_webhook_secret.empty());
}

TEST_CASE("no secret, three or an empty one is no such list")
{
    for (const char* list : {"[]", "[\"\"]", "[\"file:secrets/zalo_oa_secret\", \"\"]", "[1]",
                             "[\"file:secrets/a\", \"file:secrets/b\", \"file:secrets/c\"]",
                             "[\"file:secrets/zalo_oa_secret\", \"file:secrets/none\"]"}) {
        CAPTURE(list);
        Sample sample;
        sample.line(23, "oa_secret_key", std::string{"oa_secret_key = "} + list);
        const auto loaded = sample.load();
        CHECK(!loaded.configuration);
        CHECK(loaded.problems.size() == 1);
    }
}
