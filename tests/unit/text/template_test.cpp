#include "core/message/template.hpp"

#include <catch2/catch.hpp>

#include <array>

using namespace langnghe;
using message::Field;
using message::Template;
using Kind = message::TemplateError::Kind;

namespace {

std::string rendered(const char* source, std::span<const Field> values)
{
    const auto made = Template::parse(source);
    REQUIRE(made.has_value());
    return made->render(values);
}

void check_error(const char* source, Kind kind, std::size_t position)
{
    INFO(source);
    const auto made = Template::parse(source);
    REQUIRE(made.has_error());
    CHECK(made.error().kind == kind);
    CHECK(made.error().position == position);
}

} // namespace

TEST_CASE("fields are filled in by name")
{
    const std::array values{Field{"code", "LS-26-0042"}, Field{"name", "Nguyễn Thị Hường"}};
    CHECK(rendered("Đã nhận {code}.", values) == "Đã nhận LS-26-0042.");
    CHECK(rendered("{code}{name}{code}", values) == "LS-26-0042Nguyễn Thị HườngLS-26-0042");
    CHECK(rendered("", values).empty());
    CHECK(rendered("Không có trường nào", values) == "Không có trường nào");
    CHECK(rendered("[{missing}]", values) == "[]");
    CHECK(rendered("{code}", {}).empty());
}

TEST_CASE("doubled braces are braces")
{
    const std::array values{Field{"a", "1"}};
    CHECK(rendered("{{a}}", values) == "{a}");
    CHECK(rendered("{{{a}}}", values) == "{1}");
    CHECK(rendered("}}{{", values) == "}{");
    CHECK(rendered("{{{{", values) == "{{");
}

TEST_CASE("a value is never read as a template")
{
    const std::array values{Field{"a", "{b}{{}}%s{}"}, Field{"b", "secret"}};
    CHECK(rendered("{a}", values) == "{b}{{}}%s{}");
    CHECK(rendered("{a}|{b}", values) == "{b}{{}}%s{}|secret");
}

TEST_CASE("an error names its place")
{
    check_error("a } b", Kind::stray_brace, 2);
    check_error("{a}}", Kind::stray_brace, 3);
    check_error("đ {code", Kind::unclosed_field, 3);
    check_error("{", Kind::unclosed_field, 0);
    check_error("{a{b}", Kind::unclosed_field, 0);
    check_error("x{}", Kind::bad_name, 2);
    check_error("{Code}", Kind::bad_name, 1);
    check_error("{mã}", Kind::bad_name, 1);
    check_error("{0}", Kind::bad_name, 1);
    check_error("{a:>10}", Kind::bad_name, 1);
    check_error("{a b}", Kind::bad_name, 1);
}

TEST_CASE("the fields of a template are listed once, and a copy stands alone")
{
    auto made = Template::parse("{b} {a_1} {b} {{c}}");
    REQUIRE(made.has_value());
    const Template copy = *made;
    made = Template::parse("x");
    const std::vector<std::string_view> expected{"b", "a_1"};
    CHECK(copy.fields() == expected);
    const std::array values{Field{"b", "1"}, Field{"a_1", "2"}};
    CHECK(copy.render(values) == "1 2 1 {c}");
}
