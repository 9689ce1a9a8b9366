#include "tests/unit/bot/sample.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

using namespace langnghe;
using test::listed;
using test::Sample;

namespace {

// One line spoilt, one problem told.
struct Slip
{
    int line;
    const char* was;
    const char* now;
    const char* told; // the problem's words
    int told_at = 0;  // when it is another line
};

const std::vector<Slip> slips{
    {1, "[server]", "[sever]", "unknown key \"sever\" in the file"},
    {2, "listen", "listen = \"localhost\"", "listen is not ADDRESS:PORT"},
    {2, "listen", "listen = \"example.vn:80\"", "listen is not ADDRESS:PORT"},
    {2, "listen", "listen = \"127.0.0.1:70000\"", "listen is not ADDRESS:PORT"},
    {2, "listen", "listen = 8080", "listen is a whole number"},
    {2, "listen", "listen = \"127.0.0.1:9090\"", "listen and admin_listen are the same", 3},
    {3, "admin", "admin_listen = \"\"", "admin_listen is not ADDRESS:PORT"},
    {3, "admin", "admin_listen = true", "admin_listen is true or false"},
    {4, "public", "public_url = \"http://langnghe.example.vn\"", "public_url must begin with https://"},
    {4, "public", "public_url = \"https://example.vn/langnghe\"", "public_url must not have a path"},
    {4, "public", "public_url = \"langnghe.example.vn\"", "public_url is not an address of the form https://name"},
    {4, "public", "public_url = \"https://user@example.vn\"", "public_url is not an address of the form https://name"},
    {4, "public", "", "public_url is missing in [server]", 1},
    {5, "master", "", "master_key is missing in [server]", 1},
    {5, "master", "master_key = \"\"", "master_key is empty in [server]"},
    {5, "master", "master_key = \"file:secrets/zalo_access\"", "master_key is not 32 bytes in hex or base64url"},
    {6, "trusted", "trusted_proxies = [\"10.0.0.0/33\"]", "trusted_proxies has something that is no address range"},
    {6, "trusted", "trusted_proxies = [\"nginx\"]", "trusted_proxies has something that is no address range"},
    {6, "trusted", "trusted_proxies = [1]", "trusted_proxies must be a list of texts"},
    {6, "trusted", "trusted_proxies = \"::1\"", "trusted_proxies is text in quotes"},
    {6, "trusted", "tls_certificate = \"cert.pem\"", "tls_certificate needs tls_key"},
    {6, "trusted", "tls_key = \"key.pem\"", "tls_key needs tls_certificate"},
    {8, "slug", "slug = \"Lương Sơn\"", "slug may have only a-z, 0-9 and - inside, at most 40"},
    {8, "slug", "slug = \"-luong-son\"", "slug may have only a-z, 0-9 and - inside, at most 40"},
    {8, "slug", "slug = \"healthz\"", "this slug is a word that the program uses itself"},
    {8, "slug", "slug = \"theo-doi\"", "this slug is a word that the program uses itself"},
    {8, "slug", "slug = \"static\"", "this slug is a word that the program uses itself"},
    {9, "name", "name = \"\"", "name is empty in [[commune]]"},
    {10, "code", "code = \"L\"", "code must be 2 to 6 letters A-Z"},
    {10, "code", "code = \"LUONGSO\"", "code must be 2 to 6 letters A-Z"},
    {11, "timezone", "timezone = \"Asia/Bangkok\"", "this timezone is not known"},
    {12, "store", "", "store is missing in [[commune]]", 7},
    {13, "files", "taxonomy = \"none.toml\"\nfiles = \"f\"", "the file of taxonomy is not there"},
    {13, "files", "messages = \"none.toml\"\nfiles = \"f\"", "the file of messages is not there"},
    {14, "rules", "[commune.rule]", "unknown key \"rule\" in [[commune]]"},
    {15, "join", "join_minutes = \"30\"", "join_minutes is text in quotes"},
    {15, "join", "join_minutes = 30.5", "join_minutes is a number"},
    {15, "join", "join_minutes = -1", "join_minutes is out of range"},
    {16, "reopen", "reopen_day = 3", "unknown key \"reopen_day\" in [commune.rules]"},
    {17, "quiet", "quiet = \"21h-6h\"", "quiet is not HH:MM-HH:MM"},
    {17, "quiet", "quiet = \"21:00-24:00\"", "quiet is not HH:MM-HH:MM"},
    {19, "name", "name = \"Zalo OA\"", "the name may have only a-z, 0-9 and - inside, at most 40"},
    {19, "name", "name = \"web\"", "the web form is called web already"},
    {20, "platform", "platform = \"zalo_oa\"", "this platform is not known"},
    {20, "platform", "", "platform is missing in [[commune.channel]]", 18},
    {21, "app_id", "", "app_id is missing in [[commune.channel]]", 18},
    {21, "app_id", "app_id = 4012345678901234567", "app_id is a whole number"},
    {23, "oa_secret_key", "", "oa_secret_key is missing in [[commune.channel]]", 18},
    {24, "app_secret", "app_secret_key = \"flie:secrets/x\"", "app_secret_key: no such source of a secret"},
    {27, "site", "site_verificaton = \"x\"", "unknown key \"site_verificaton\" in [[commune.channel]]"},
    {28, "paid", "paid_messages = \"no\"", "paid_messages is text in quotes"},
    {29, "api_base", "api_base = \"http://openapi.zalo.me\"", "api_base must begin with https://"},
    {29, "api_base", "token = \"x\"", "unknown key \"token\" in [[commune.channel]]"},
    {30, "oauth", "oauth_base = \"https://a.vn/?x\"", "oauth_base must not have a query"},
    {32, "name", "name = \"zalo\"", "two channels of this commune have the same name", 31},
    {34, "token", "", "token is missing in [[commune.channel]]", 31},
    {36, "receive", "receive = \"Webhook\"", "receive is neither webhook nor polling"},
    {38, "proxy", "proxy = \"socks5://127.0.0.1\"", "proxy is not an address of the form http://host:port"},
    {43, "webhook_secret", "", "webhook_secret is missing in [[commune.channel]]", 39},
    {46, "[[commune]]", "[[comune]]", "unknown key \"comune\" in the file"},
    {47, "slug", "slug = \"luong-son\"", "two communes have the same slug", 46},
    {50, "store", "store = \"var/../var/luong-son.db\"", "store and files must be this commune's alone", 46},
    {51, "files", "files = \"var/luong-son.files\"", "store and files must be this commune's alone", 46},
};

} // namespace

TEST_CASE("each slip is told once, at its line")
{
    for (const Slip& slip : slips) {
        Sample sample;
        sample.line(slip.line, slip.was, slip.now);
        const auto loaded = sample.load();
        INFO(slip.now << "\n" << listed(loaded.problems));
        CHECK_FALSE(loaded.configuration);
        const int line = slip.told_at ? slip.told_at : slip.line;
        int told = 0;
        for (const auto& problem : loaded.problems)
            if (problem.what == slip.told && problem.line == line && !problem.instead.empty())
                ++told;
        CHECK(told == 1);
    }
}

TEST_CASE("a slip in one place does not accuse another")
{
    for (const Slip& slip : slips) {
        if (std::string_view(slip.now).starts_with("["))
            continue; // a table by another name takes its keys with it
        Sample sample;
        sample.line(slip.line, slip.was, slip.now);
        const auto loaded = sample.load();
        INFO(slip.now << "\n" << listed(loaded.problems));
        CHECK(loaded.problems.size() == 1);
    }
}

TEST_CASE("two channels with one Zalo app are refused")
{
    Sample sample;
    sample.line(53, "telegram", "name = \"zalo\"").line(54, "platform", "platform = \"zalo-oa\"\noa_id = \"1\"");
    sample.line(56, "token", "app_id = \"4012345678901234567\"\noa_secret_key = \"file:secrets/zalo_access\"");
    sample.line(58, "receive", "app_secret_key = \"file:secrets/zalo_access\"");
    CHECK(listed(sample.load().problems) == "52: two channels have the same app_id; Zalo has one webhook address per "
                                            "app: make one app per commune\n");
}

TEST_CASE("a key that is near to nothing is told what may stand there")
{
    Sample sample;
    sample.line(6, "trusted", "xyzzy = 1");
    CHECK(listed(sample.load().problems) ==
          "6: unknown key \"xyzzy\" in [server]; take it out; here may stand admin_listen, listen, master_key, "
          "public_url, tls_certificate, tls_key or trusted_proxies\n");
}

TEST_CASE("what works, but not well, is a warning")
{
    Sample sample;
    sample.line(3, "admin", "admin_listen = \"0.0.0.0:9090\"").line(44, "receive", "receive = \"polling\"");
    const auto loaded = sample.load();
    CHECK(loaded.configuration);
    REQUIRE(loaded.warnings.size() == 2);
    CHECK(loaded.warnings[0].line == 3);
    CHECK(loaded.warnings[0].what == "health and metrics can be seen from other machines");
    CHECK(loaded.warnings[1].line == 44);
    CHECK(loaded.warnings[1].what.starts_with("Zalo Bot's polling consumes what it reads"));
}

TEST_CASE("plain http is for this machine only")
{
    for (const char* url : {"http://127.0.0.1:8080", "http://localhost", "http://[::1]:80", "https://a.vn"}) {
        Sample sample;
        sample.line(4, "public", "public_url = \"" + std::string(url) + "\"");
        CHECK(listed(sample.load().problems) == "");
    }
}
