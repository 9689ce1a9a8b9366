#include "bot/secrets/secrets.hpp"
#include "tests/unit/bot/sample.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <string>

using namespace langnghe;
using secrets::Read;
using test::listed;
using test::Sample;

namespace {

constexpr const char* canary = "CANARY-8d1f77";

// What is said must not bear the value.
void check_silent(const Read& read)
{
    CHECK((read.what + read.instead + read.warning).find(canary) == std::string::npos);
}

} // namespace

TEST_CASE("a secret file must be its owner's alone")
{
    const test::Folder folder;
    const secrets::Source source{folder.path(), false};
    for (const unsigned mode : {0600u, 0400u, 0700u}) {
        folder.write("key", std::string(canary) + "\n", mode);
        const Read read = secrets::read("file:key", source);
        REQUIRE(read.state == Read::State::found);
        CHECK(read.secret.reveal() == canary);
    }
    for (const unsigned mode : {0640u, 0604u, 0610u, 0602u, 0666u}) {
        folder.write("key", canary, mode);
        const Read read = secrets::read("file:key", source);
        CHECK(read.state == Read::State::refused);
        CHECK(read.secret.empty());
        CHECK(read.instead.starts_with("chmod 600 "));
        check_silent(read);
    }
}

TEST_CASE("a secret is one line")
{
    const test::Folder folder;
    const secrets::Source source{folder.path(), false};
    const auto read = [&](std::string_view bytes) {
        folder.write("key", bytes);
        return secrets::read("file:key", source);
    };
    CHECK(read("abcdef\r\n\n").secret.reveal() == "abcdef");
    CHECK(read(" a b ").secret.reveal() == " a b ");
    CHECK(read("").state == Read::State::refused);
    CHECK(read("\n").state == Read::State::refused);
    const Read two = read(std::string(canary) + "\n" + canary);
    CHECK(two.state == Read::State::refused);
    check_silent(two);
    CHECK(read(std::string("a\0b", 3)).state == Read::State::refused);
    CHECK(read(std::string(4097, 'x')).state == Read::State::refused);
    CHECK(read(std::string(4096, 'x')).state == Read::State::found);
}

TEST_CASE("a missing file is missing, a folder is refused")
{
    const test::Folder folder;
    const secrets::Source source{folder.path(), false};
    CHECK(secrets::read("file:none", source).state == Read::State::missing);
    CHECK(secrets::read("file:.", source).state == Read::State::refused);
    folder.write("absolute", "value1");
    CHECK(secrets::read("file:" + (folder / "absolute").string(), {"/nowhere", false}).secret.reveal() == "value1");
}

TEST_CASE("credentials of systemd stand in its folder, under a plain name")
{
    const test::Folder folder;
    folder.write("token", "value1\n", 0440);
    ::unsetenv("CREDENTIALS_DIRECTORY");
    CHECK(secrets::read("cred:token", {}).state == Read::State::missing);
    ::setenv("CREDENTIALS_DIRECTORY", folder.path().c_str(), 1);
    CHECK(secrets::read("cred:token", {}).secret.reveal() == "value1");
    CHECK(secrets::read("cred:none", {}).state == Read::State::missing);
    CHECK(secrets::read("cred:../token", {}).state == Read::State::refused);
    CHECK(secrets::read("cred:", {}).state == Read::State::refused);
    ::unsetenv("CREDENTIALS_DIRECTORY");
}

TEST_CASE("the environment works with a warning")
{
    ::setenv("LANGNGHE_TEST_SECRET", canary, 1);
    const Read read = secrets::read("env:LANGNGHE_TEST_SECRET", {});
    CHECK(read.secret.reveal() == canary);
    CHECK_FALSE(read.warning.empty());
    check_silent(read);
    ::unsetenv("LANGNGHE_TEST_SECRET");
    CHECK(secrets::read("env:LANGNGHE_TEST_SECRET", {}).state == Read::State::missing);
}

TEST_CASE("a value itself only in a private file")
{
    const Read refused = secrets::read(canary, {{}, false});
    CHECK(refused.state == Read::State::refused);
    check_silent(refused);
    CHECK(secrets::read(canary, {{}, true}).secret.reveal() == canary);

    Sample sample;
    sample.line(34, "token", "token = \"" + std::string(canary) + "\"");
    const auto open = sample.load(0644);
    REQUIRE(open.problems.size() == 1);
    CHECK(open.problems[0].line == 34);
    CHECK(listed(open.problems).find(canary) == std::string::npos);
    const auto closed = sample.load(0600);
    REQUIRE(closed.configuration);
    CHECK(closed.configuration->communes[0].channels[1].token.reveal() == canary);
}

TEST_CASE("the configuration tells where a secret is wrong")
{
    Sample sample;
    sample.folder().write("secrets/telegram_token", "value", 0644);
    sample.folder().write("secrets/zalo_refresh", "\n");
    std::filesystem::remove(sample.folder() / "secrets/zalobot_token");
    const auto loaded = sample.load();
    REQUIRE(loaded.problems.size() == 3);
    CHECK(loaded.problems[0].line == 26);
    CHECK(loaded.problems[0].what.ends_with("zalo_refresh is empty"));
    CHECK(loaded.problems[1].line == 34);
    CHECK(loaded.problems[1].what.ends_with("telegram_token can be read by others"));
    CHECK(loaded.problems[2].line == 42);
    CHECK(loaded.problems[2].what.ends_with("zalobot_token is not there yet"));
}

TEST_CASE("the secret of a Zalo Bot's webhook has a length that the platform takes")
{
    struct Case
    {
        std::size_t length;
        std::size_t problems;
    };
    for (const auto& [length, problems] : {Case{7, 1}, Case{8, 0}, Case{256, 0}, Case{257, 1}}) {
        Sample sample;
        sample.folder().write("secrets/zalobot_webhook", std::string(length, 's'));
        const auto loaded = sample.load();
        CAPTURE(length);
        CHECK(loaded.problems.size() == problems);
        if (problems > 0)
            CHECK(loaded.problems.at(0).what.find("8 to 256") != std::string::npos);
    }
}

TEST_CASE("what Zalo gives later may be missing until then")
{
    Sample sample;
    std::filesystem::remove(sample.folder() / "secrets/zalo_oa_secret");
    sample.line(21, "app_id", "app_id = \"\"").line(24, "app_secret", "app_secret_key = \"\"");
    const auto loaded = sample.load();
    REQUIRE(loaded.configuration);
    const auto& zalo = loaded.configuration->communes[0].channels[0];
    CHECK(zalo.oa_secret_key.empty());
    CHECK(zalo.app_secret_key.empty());
    REQUIRE(loaded.warnings.size() == 3);
    CHECK(loaded.warnings[0].line == 21);
    CHECK(loaded.warnings[1].line == 23);
    CHECK(loaded.warnings[2].line == 24);

    // But not one that is there and open to all.
    sample.folder().write("secrets/zalo_oa_secret", "value", 0644);
    REQUIRE(sample.load().problems.size() == 1);
    CHECK(sample.load().problems[0].line == 23);
}

TEST_CASE("the master key is 32 bytes in hex or base64url")
{
    const std::string fresh = secrets::fresh_key();
    CHECK(fresh.size() == 43);
    CHECK(fresh != secrets::fresh_key());
    CHECK(secrets::master_key(fresh).reveal().size() == 32);
    CHECK(secrets::master_key(fresh + "=").reveal() == secrets::master_key(fresh).reveal());
    CHECK(secrets::master_key(std::string(64, 'f')).reveal() == std::string(32, '\xff'));
    CHECK(secrets::master_key(std::string(43, '_')).empty()); // the last digit has bits to spare
    for (const std::string& wrong : {std::string(), std::string(63, 'f'), std::string(64, 'g'), std::string(32, 'x'),
                                     std::string(43, '+'), fresh + "==", fresh + "\n"})
        CHECK(secrets::master_key(wrong).empty());
}
