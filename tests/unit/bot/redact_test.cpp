#include "bot/log/redact.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <string>

using namespace langnghe;
using log::redact;

TEST_CASE("bot tokens are taken out wherever they stand")
{
    const std::string token = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw-_";
    CHECK(redact(token) == "•••");
    CHECK(redact("https://api.telegram.org/bot" + token + "/sendMessage") ==
          "https://api.telegram.org/bot•••/sendMessage");
    CHECK(redact("a " + token + "," + token) == "a •••,•••");
    CHECK(redact("{\"x\":\"" + token + "\"}") == "{\"x\":\"•••\"}");
    for (const char* plain : {"12:30:45", "LS-26-0042", "2026-11-21T20:15:00+07:00", "123456789:short", "0912345678"})
        CHECK(redact(plain) == plain);
}

TEST_CASE("signatures and bearer tokens are taken out")
{
    CHECK(redact("X-ZEvent-Signature: mac=0123456789abcdef0123") == "X-ZEvent-Signature: mac=•••");
    CHECK(redact("MAC=ABCDEF0123456789;x") == "MAC=•••;x");
    CHECK(redact("Authorization: Bearer abc.def\nnext") == "Authorization:•••\nnext");
    CHECK(redact("authorization: Basic dXNlcjpwYXNz") == "authorization:•••");
    CHECK(redact("Cookie: session=CANARY; b=1") == "Cookie:•••");
    CHECK(redact("sent bearer eyJhbGciOi.J9 to") == "sent bearer ••• to");
    CHECK(redact("the bearer") == "the bearer");
}

TEST_CASE("values of secret names are taken out in forms, JSON and headers")
{
    CHECK(redact("access_token=CANARY&x=1") == "access_token=•••&x=1");
    CHECK(redact("{\"access_token\":\"CANARY\",\"expires_in\":\"90000\"}") ==
          "{\"access_token\":\"•••\",\"expires_in\":\"90000\"}");
    CHECK(redact(R"({\"refresh_token\": \"CANARY\"})") == R"({\"refresh_token\": \"•••\"})");
    CHECK(redact("app_secret = 'CANARY'") == "app_secret = '•••'");
    CHECK(redact("secret_key: CANARY") == "secret_key: •••");
    CHECK(redact("X-Telegram-Bot-Api-Secret-Token: CANARY") == "X-Telegram-Bot-Api-Secret-Token: •••");
    CHECK(redact("password=CANARY") == "password=•••");
    CHECK(redact("\"token\" : \"CANARY\"") == "\"token\" : \"•••\"");
    CHECK(redact("Refresh_Token=CANARY") == "Refresh_Token=•••");
    for (const char* plain : {"token: is missing", "the secret of it", "tokens=3", "access_token", "access_token="})
        CHECK(redact(plain) == plain);
}

TEST_CASE("links that are keys are taken out")
{
    CHECK(redact("GET /luong-son/theo-doi/AbC_d-123?x=1 HTTP") == "GET /luong-son/theo-doi/•••?x=1 HTTP");
    CHECK(redact("https://a.vn/luong-son/tep/CANARY.jpg") == "https://a.vn/luong-son/tep/•••.jpg");
    CHECK(redact("/luong-son/theo-doi/") == "/luong-son/theo-doi/");
}

TEST_CASE("known values are taken out, the rest is kept byte for byte")
{
    const std::vector<std::string> known{"CANARY-long", "CANARY"};
    CHECK(redact("CANARY-longCANARY x", known) == "•••••• x");
    CHECK(redact("", known).empty());
    const std::string odd = "\xff Xã Lương Sơn \x01 :::===\"\"";
    CHECK(redact(odd, known) == odd);
}

TEST_CASE("time grows with the length only")
{
    const auto seconds = [](const std::string& text) {
        const auto begin = std::chrono::steady_clock::now();
        CHECK(redact(text).size() > 0);
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    };
    for (const char* part : {"1", "a", "token ", "123456:", "mac=\"", "/tep/", "\"\\", "token\"\"\"\""}) {
        std::string text;
        while (text.size() < 262144)
            text += part;
        CHECK(seconds(text) < 5);
    }
}
