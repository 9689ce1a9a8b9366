#include "adapters/sandbox/page_guard.hpp"
#include "adapters/sandbox/wire.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace langnghe;
using namespace langnghe::sandbox;

TEST_CASE("percent-encoding and forms are decoded strictly")
{
    CHECK(percent_decode("Ch%E1%BB%8B+Lan", true) == "Chị Lan");
    CHECK(percent_decode("a+b", false) == "a+b");
    CHECK_FALSE(percent_decode("%4", true).has_value());
    CHECK_FALSE(percent_decode("%zz", true).has_value());

    const auto form = read_form("chat_id=5&text=a%26b&&empty&chat_id=6");
    REQUIRE(form.has_value());
    CHECK(form->at("chat_id") == "5");
    CHECK(form->at("text") == "a&b");
    CHECK(form->at("empty").empty());
    CHECK_FALSE(read_form("a=%").has_value());
}

TEST_CASE("JSON is at most 32 deep, and brackets in texts do not count")
{
    const auto nest = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    CHECK(read_json(nest(32)).is_array());
    CHECK(read_json(nest(33)).is_discarded());
    CHECK(read_json(R"({"text":"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"["})").is_object());
    CHECK(read_json("{").is_discarded());
}

TEST_CASE("ids may be numbers or texts")
{
    const auto object = read_json(R"({"number":-1002471352452,"text":"6093318827745510264","real":1.5})");
    CHECK(id_of(object, "number") == "-1002471352452");
    CHECK(id_of(object, "text") == "6093318827745510264");
    CHECK(id_of(object, "real").empty());
    CHECK(id_of(object, "absent").empty());
}

TEST_CASE("only names of loopback are hosts of the page")
{
    for (const auto* good : {"localhost", "LOCALHOST:8080", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:8080"})
        CHECK(names_loopback(good));
    for (const auto* bad : {"", "evil.example", "localhost.evil.example:80", "127.0.0.1.evil.example",
                            "localhost:", "localhost:8a", "127.0.0.2", "::1", "evil@localhost"})
        CHECK_FALSE(names_loopback(bad));
}

TEST_CASE("a call of another site is known by Origin or Sec-Fetch-Site")
{
    net::Request request;
    request.headers = {{"Host", "localhost:8080"}};
    CHECK(same_origin(request));
    request.headers.push_back({"Origin", "http://localhost:8080"});
    request.headers.push_back({"Sec-Fetch-Site", "same-origin"});
    CHECK(same_origin(request));
    request.headers[1].value = "http://localhost:8081";
    CHECK_FALSE(same_origin(request));
    request.headers[1].value = "null";
    CHECK_FALSE(same_origin(request));
    request.headers[1].value = "http://localhost:8080";
    for (const auto* site : {"cross-site", "same-site"}) {
        request.headers[2].value = site;
        CHECK_FALSE(same_origin(request));
    }
}
