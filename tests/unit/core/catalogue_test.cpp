#include "core/message/catalogue.hpp"
#include "core/message/say.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>

using namespace langnghe;

namespace {

constexpr auto sentences = static_cast<int>(Say::count_);

} // namespace

TEST_CASE("every sentence has a key of its own")
{
    std::set<std::string_view> keys;
    for (int i = 0; i < sentences; ++i) {
        const auto key = key_of(static_cast<Say>(i)).key;
        CHECK(key.find('.') != std::string_view::npos);
        keys.insert(key);
    }
    CHECK(keys.size() == static_cast<std::size_t>(sentences));
}

TEST_CASE("labels are those of their states, roles and kinds")
{
    for (const Status status : all_statuses)
        CHECK(key_of(label_of(status)).key == "status." + std::string{name_of(status)});
    for (const Role role : all_roles)
        CHECK(key_of(label_of(role)).key == "role." + std::string{name_of(role)});
    CHECK(key_of(label_of(AttachmentKind::photo)).key == "kind.photo");
    CHECK(key_of(label_of(AttachmentKind::link)).key == "kind.link");
    CHECK(key_of(Say::received).key == "citizen.received");
    CHECK(key_of(Say::bind_wrong).key == "group.bind_wrong");
    CHECK(key_of(Say::button_draft_drop).key == "button.draft_drop");
}

TEST_CASE("a sentence is filled with its fields, a later one replaces it")
{
    Catalogue say;
    REQUIRE(!say.set("citizen.joined", "Đã ghi vào {code}."));
    CHECK(say(Say::joined, {{"code", "LS-26-0042"}}) == "Đã ghi vào LS-26-0042.");
    CHECK(say(Say::joined, {{"code", "{code}"}}) == "Đã ghi vào {code}.");
    REQUIRE(!say.set("citizen.joined", "{{{code}}}"));
    CHECK(say(Say::joined, {{"code", "x"}}) == "{x}");
}

TEST_CASE("an unknown key, an unknown field and wrong braces are refused and change nothing")
{
    Catalogue say;
    REQUIRE(!say.set("citizen.joined", "Mã {code}"));
    const auto unknown_key = say.set("citizen.join", "x");
    REQUIRE(unknown_key);
    CHECK(unknown_key->key == "citizen.join");
    CHECK(unknown_key->what == "no such sentence");

    const auto unknown_field = say.set("citizen.joined", "{code} {name}");
    REQUIRE(unknown_field);
    CHECK(unknown_field->what == "the field {name} is unknown here; known: {code}");
    const auto no_field = say.set("officer.draft_gone", "{code}");
    REQUIRE(no_field);
    CHECK(no_field->what == "the field {code} is unknown here; known: none");

    for (const char* wrong : {"{code", "code}", "{}", "{Code}", "{ code }", "{code {code}", "{code}}"}) {
        INFO(wrong);
        const auto problem = say.set("citizen.joined", wrong);
        REQUIRE(problem);
        CHECK(problem->what.starts_with("a brace is wrong at byte"));
    }
    CHECK(say(Say::joined, {{"code", "1"}}) == "Mã 1");
}

TEST_CASE("what has no sentence is listed and gives its key, never nothing")
{
    Catalogue say;
    CHECK(say.missing().size() == static_cast<std::size_t>(sentences));
    CHECK(say(Say::greeting) == "citizen.greeting");
    REQUIRE(!say.set("citizen.greeting", "Chào {commune}"));
    const auto missing = say.missing();
    CHECK(missing.size() == static_cast<std::size_t>(sentences) - 1);
    CHECK(std::ranges::find(missing, "citizen.greeting") == missing.end());
}

TEST_CASE("sentences are kept in NFC")
{
    Catalogue say;
    REQUIRE(!say.set("officer.draft_gone", "Xa\xCC\x83"));
    CHECK(say(Say::draft_gone) == "Xã");
}
