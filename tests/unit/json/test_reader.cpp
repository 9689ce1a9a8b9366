#include "adapters/json/reader.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

using namespace langnghe;
using json::Fault;

namespace {

boost::system::error_code fault_of(std::string_view body)
{
    const auto document = json::parse(body);
    return document ? boost::system::error_code{} : document.error();
}

json::Document read(std::string_view body)
{
    auto document = json::parse(body);
    REQUIRE(document.has_value());
    return *document;
}

std::string repeat(std::string_view part, std::size_t times)
{
    std::string all;
    for (std::size_t i = 0; i < times; ++i)
        all += part;
    return all;
}

std::string nested(std::size_t depth)
{
    return R"({"a":)" + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}";
}

} // namespace

TEST_CASE("a body that is not one JSON object is refused")
{
    const auto [body, fault] = GENERATE(table<std::string, Fault>({
        {"", Fault::syntax},
        {"   ", Fault::syntax},
        {"{", Fault::syntax},
        {"{} {}", Fault::syntax},
        {"{}x", Fault::syntax},
        {"\xEF\xBB\xBF{}", Fault::syntax},
        {"{\"a\":\"\xC3\x28\"}", Fault::syntax},
        {"{\"a\":\"\xED\xA0\x80\"}", Fault::syntax},
        {R"({"a":"\ud800"})", Fault::syntax},
        {"{'a':1}", Fault::syntax},
        {"{\"a\":1,}", Fault::syntax},
        {"{\"a\":NaN}", Fault::syntax},
        {"{\"a\":01}", Fault::syntax},
        {"{/**/}", Fault::syntax},
        {"[]", Fault::not_an_object},
        {"null", Fault::not_an_object},
        {"\"a\"", Fault::not_an_object},
        {"1", Fault::not_an_object},
        {R"({"a":1e400})", Fault::number_out_of_range},
        {R"({"a":0e308630861516})", Fault::number_out_of_range},
        {std::string{"{}\0", 3}, Fault::nul},
        {std::string{"{\"a\":1}\0{}", 10}, Fault::nul},
    }));
    CAPTURE(body);
    CHECK(fault_of(body) == make_error_code(fault));
}

TEST_CASE("white space around an object is allowed") { CHECK_FALSE(fault_of(" \t\r\n{ } \n")); }

TEST_CASE("depth is bounded before anything deep is built")
{
    CHECK_FALSE(fault_of(nested(json::max_depth)));
    CHECK(fault_of(nested(json::max_depth + 1)) == Fault::too_deep);
    CHECK(fault_of(std::string(200'000, '[')) == Fault::too_deep);
    CHECK(fault_of(repeat(R"({"a":)", 50'000)) == Fault::too_deep);
}

TEST_CASE("the number of values is bounded")
{
    // The object and the array are two of them.
    const auto numbers = [](std::size_t count) { return R"({"a":[1)" + repeat(",1", count - 1) + "]}"; };
    CHECK_FALSE(fault_of(numbers(json::max_nodes - 2)));
    CHECK(fault_of(numbers(json::max_nodes - 1)) == Fault::too_many_nodes);
}

TEST_CASE("a key stands once in an object, however it is escaped")
{
    CHECK(fault_of(R"({"a":1,"a":1})") == Fault::repeated_key);
    CHECK(fault_of(R"({"text":1,"t\u0065xt":2})") == Fault::repeated_key);
    CHECK(fault_of(R"({"a":{"b":[{"c":1,"c":2}]}})") == Fault::repeated_key);
    CHECK_FALSE(fault_of(R"({"a":{"a":1},"b":{"a":1}})"));
    CHECK_FALSE(fault_of(R"({"a":[{"a":1},{"a":1}]})"));
}

TEST_CASE("no fault quotes its input")
{
    const auto document = json::parse(R"({"secret-word)");
    REQUIRE_FALSE(document.has_value());
    CHECK(document.error().message() == "not JSON");
}

TEST_CASE("the document is what was written")
{
    const std::string body =
        R"({"a":[1,-2,{"b":[],"c":{}},[[3]],"x"],"d":null,"e":true,"f":1.5,"g":18446744073709551615})";
    CHECK(read(body).root().to_text() == body);
}

TEST_CASE("ids are text or whole numbers of 64 bits, and never another id")
{
    const auto [value, id] = GENERATE(table<std::string, std::string>({
        {"0", "0"},
        {"-1", "-1"},
        {"2147483648", "2147483648"},
        {"9007199254740991", "9007199254740991"},
        {"9007199254740992", "9007199254740992"},
        {"9007199254740993", "9007199254740993"},
        {"9223372036854775807", "9223372036854775807"},
        {"-9223372036854775808", "-9223372036854775808"},
        {"9223372036854775808", ""},
        {"18446744073709551616", ""},
        {"-9223372036854775809", ""},
        {"1e3", ""},
        {"1.0", ""},
        {"-0.0", ""},
        {"true", ""},
        {"null", ""},
        {"[1]", ""},
        {"{}", ""},
        {R"("1")", "1"},
        {R"("9223372036854775808")", "9223372036854775808"},
        {R"("7c1e90a4")", "7c1e90a4"},
        {R"("a\u0000b")", ""},
        {R"("a\nb")", ""},
        {'"' + std::string(json::max_id, 'x') + '"', std::string(json::max_id, 'x')},
        {'"' + std::string(json::max_id + 1, 'x') + '"', ""},
    }));
    CAPTURE(value);
    const auto document = read(fmt::format(R"({{"id":{0},"ids":[{0}]}})", value));
    CHECK(document.root().id("id") == id);
    CHECK(document.root().ids("ids") == (id.empty() ? std::vector<std::string>{} : std::vector{id}));
}

TEST_CASE("a getter of one type sees no other type")
{
    const auto document = read(R"({"s":"x","i":7,"u":9223372036854775808,"f":1.5,"b":true,"o":{"k":1},"a":[{},2],
        "n":null,"d":"0042","m":"-42","e":"","l":"105.9750","h":"0x10","w":" 1","big":"99999999999999999999"})");
    const auto root = document.root();
    using Integer = std::optional<std::int64_t>;
    using Number = std::optional<double>;

    CHECK(root.text("s") == "x");
    CHECK(root.text("i").empty());
    CHECK(root.text("n").empty());
    CHECK(root.text("missing").empty());

    CHECK(root.integer("i") == Integer{7});
    for (const auto* key : {"u", "f", "b", "s", "d", "n", "o", "a", "missing"})
        CHECK(root.integer(key) == Integer{});

    CHECK(root.digits("i") == Integer{7});
    CHECK(root.digits("d") == Integer{42});
    for (const auto* key : {"m", "e", "h", "w", "big", "u", "f", "l"})
        CHECK(root.digits(key) == Integer{});

    CHECK(root.number("i") == Number{7.0});
    CHECK(root.number("f") == Number{1.5});
    CHECK(root.number("l") == Number{105.975});
    for (const auto* key : {"s", "e", "h", "w", "b", "n", "o"})
        CHECK(root.number(key) == Number{});

    CHECK(root.flag("b") == std::optional{true});
    CHECK(root.flag("i") == std::optional<bool>{});

    CHECK(root.object("o").integer("k") == Integer{1});
    CHECK_FALSE(root.object("a"));
    CHECK(root.array("a").size() == 2);
    CHECK(root.array("o").empty());
    CHECK(root.has("o"));
    CHECK_FALSE(root.has("n"));
    CHECK(root.object("o").keys() == std::vector<std::string_view>{"k"});
}

TEST_CASE("not a number, infinity and hexadecimal text are no numbers")
{
    for (const auto* word : {"nan", "inf", "-inf", "1e999", "1f", "١"}) {
        CAPTURE(word);
        const auto document = read(fmt::format(R"({{"n":"{}"}})", word));
        CHECK_FALSE(document.root().number("n").has_value());
    }
}

TEST_CASE("nothing can be had from an absent value, and nothing throws")
{
    const auto document = read(R"({"s":"x"})");
    const auto absent = document.root().object("missing").object("deeper");
    CHECK_FALSE(absent);
    CHECK(absent.text("k").empty());
    CHECK(absent.id("k").empty());
    CHECK_FALSE(absent.integer("k"));
    CHECK_FALSE(absent.number("k"));
    CHECK_FALSE(absent.flag("k"));
    CHECK(absent.array("k").empty());
    CHECK(absent.ids("k").empty());
    CHECK(absent.keys().empty());
    CHECK(absent.to_text() == "null");
}

TEST_CASE("writing repairs a text that was cut inside a character")
{
    CHECK(json::dump(nlohmann::json{{"t", std::string{"Ph\xC6"}}}) == "{\"t\":\"Ph\xEF\xBF\xBD\"}");
}
