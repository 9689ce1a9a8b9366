#include "adapters/zalo_oa/catalogue.hpp"
#include "adapters/zalo_oa/platform.hpp"
#include "core/hash/hash.hpp"
#include "tests/golden/support.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <set>

using namespace langnghe;
using Verdict = Reception::Verdict;

namespace {

const std::string folder = "payloads/zalo_oa/";
constexpr TimePoint now = from_millis(1'795'300'000'000);

const nlohmann::json& manifest()
{
    static const auto all = golden::read_json(folder + "_manifest.json");
    return all;
}

const zalo_oa::ZaloOaPlatform& account()
{
    static const zalo_oa::ZaloOaPlatform platform{[] {
        zalo_oa::ZaloOaOptions options;
        options.channel = "zalo";
        options.app_id = manifest().at("app_id").get<std::string>();
        options.oa_id = manifest().at("oa_id").get<std::string>();
        options.oa_secret_key = Secret{manifest().at("oa_secret_key").get<std::string>()};
        options.access_token = Secret{"AT_EXAMPLE"};
        return options;
    }()};
    return platform;
}

Reception receive(std::string_view body, std::string_view signature)
{
    WebhookRequest request;
    request.body = body;
    request.header = [&](std::string_view name) {
        return name == "X-ZEvent-Signature" ? signature : std::string_view{};
    };
    request.received_at = now;
    return account().receive(request);
}

std::string sign(const std::string& body)
{
    const auto time = nlohmann::json::parse(body).value("timestamp", nlohmann::json{});
    const bool whole = time.is_number_integer() && time != UINT64_MAX; // more than 63 bits is no id
    hash::Sha256 hasher;
    hasher.add(manifest().at("app_id").get<std::string>()).add(body);
    hasher.add(time.is_string() ? time.get<std::string>() : whole ? time.dump() : "");
    hasher.add(manifest().at("oa_secret_key").get<std::string>());
    return "mac=" + hash::to_hex(hash::bytes_of(hasher.finish()));
}

std::string signature_of(const std::string& file)
{
    return manifest().at("files").at(file).value("signature", std::string{});
}

} // namespace

TEST_CASE("every recorded event of Zalo is authentic and becomes what is expected of it")
{
    const auto files = golden::names(folder);
    REQUIRE(files.size() == manifest().at("files").size());
    for (const auto& file : files) {
        CAPTURE(file);
        const auto reception = receive(golden::read(folder + file), signature_of(file));
        if (file == "console_url_probe.json") {
            CHECK(reception.verdict == Verdict::probe);
            continue;
        }
        CHECK(reception.verdict == Verdict::events);
        CHECK(reception.variant == "body");
        CHECK(golden::to_text(reception.events) == golden::expected("expected/zalo_oa/" + file, reception.events));
    }
}

TEST_CASE("every recorded event of Zalo is in the catalogue, under its own name")
{
    for (const auto& file : golden::names(folder)) {
        CAPTURE(file);
        const auto body = golden::read_json(folder + file);
        if (file == "console_url_probe.json")
            continue;
        const auto name = body.at("event_name").get<std::string>();
        const auto* kind = zalo_oa::find_event(name);
        REQUIRE(kind != nullptr);
        for (const auto& event : receive(golden::read(folder + file), signature_of(file)).events) {
            CHECK(event.type == name);
            const bool left = kind->family == zalo_oa::Family::ignored || file == "console_test_event.json";
            CHECK(std::holds_alternative<Ignored>(event.content) == left);
            CHECK(std::holds_alternative<Unknown>(event.content) == (kind->family == zalo_oa::Family::kept));
        }
    }
}

TEST_CASE("no two recorded events of Zalo have the same key")
{
    std::set<std::string> keys;
    std::size_t events = 0;
    for (const auto& file : golden::names(folder))
        for (const auto& event : receive(golden::read(folder + file), signature_of(file)).events) {
            keys.insert(event.key);
            ++events;
        }
    CHECK(keys.size() == events);
}

TEST_CASE("a body with any one byte changed is refused")
{
    for (const auto& file : golden::names(folder)) {
        const auto signature = signature_of(file);
        auto body = golden::read(folder + file);
        if (signature.empty())
            continue;
        for (std::size_t i = 0; i < body.size(); ++i) {
            const auto was = body[i];
            body[i] = static_cast<char>(was ^ 1);
            const auto verdict = receive(body, signature).verdict;
            if (verdict != Verdict::unauthorized && verdict != Verdict::malformed)
                FAIL(file << " with byte " << i << " changed is accepted");
            body[i] = was;
        }
        CHECK(receive(body, signature).verdict == Verdict::events);
    }
}

TEST_CASE("a signed event with a member missing or of another type gives events and no invented id")
{
    for (const auto& file : golden::names(folder))
        for (const auto& body : golden::mutations(golden::read(folder + file))) {
            const auto document = nlohmann::json::parse(body);
            const auto app = document.value("app_id", nlohmann::json{});
            const bool other_app = (app.is_string() && app != "" && app != manifest().at("app_id")) || app == -7;
            const auto reception = receive(body, sign(body));
            if (reception.verdict != (other_app ? Verdict::unauthorized : Verdict::events))
                FAIL(file << ": " << body);
            for (const auto& event : reception.events)
                if (const auto* message = std::get_if<Message>(&event.content))
                    for (const auto& id : {message->id, message->chat.id, message->from.id, message->reply_to})
                        if (!id.empty() && body.find(id) == std::string::npos)
                            FAIL("invented id " << id << " in " << body);
        }
}

TEST_CASE("each recorded answer of Zalo says what to do next")
{
    using Kind = Outcome::Kind;
    struct Case
    {
        std::string file;
        Kind kind;
        std::string message;
    };
    const std::vector<Case> cases{
        {"cs_text_response_48h.json", Kind::accepted, "77be5ecd9762a4604ea6"},
        {"cs_text_response_after_2026_03.json", Kind::accepted, "77be5ecd9762a4604ea6"},
        {"group_text_response.json", Kind::accepted, "c434efed351be9456180"},
        {"error_7day.json", Kind::window_closed, ""},
        {"error_rate_limit.json", Kind::retry_at, ""},
        {"error_token_expired.json", Kind::channel_paused, ""},
        {"oauth_error_response.json", Kind::channel_paused, ""},
        {"user_detail_response.json", Kind::accepted, ""},
    };
    for (const auto& [file, kind, message] : cases) {
        CAPTURE(file);
        PlatformAnswer answer;
        answer.stage = PlatformAnswer::Stage::answered;
        answer.status = 200;
        answer.body = golden::read(folder + "api/" + file);
        const auto outcome = account().read(answer, {});
        CHECK(outcome.kind == kind);
        CHECK(outcome.message == message);
        CHECK(outcome.error.empty() == (kind == Kind::accepted));
    }
}

TEST_CASE("calls to Zalo have the recorded shapes")
{
    OutboxItem item;
    item.chat = "6093318827745510264";
    const auto body = [&] { return nlohmann::json::parse(account().send(item).body); };

    item.text = "Phản ánh PA-2026-000123 đã được tiếp nhận.";
    item.reply_to = "ae23b94ccaf714337e4c";
    CHECK(body() == golden::read_json(folder + "api/cs_text_request.json"));

    item.reply_to.clear();
    item.text = "Ông/bà muốn phản ánh về việc gì?";
    item.buttons = {{"Đường sá", "PHANANH_DUONG_SA", ""},
                    {"Rác thải", "PHANANH_RAC", ""},
                    {"Tra cứu trên web", "", "https://phananh.example.gov.vn"}};
    auto recorded = golden::read_json(folder + "api/cs_buttons_request.json");
    recorded["message"]["attachment"]["payload"]["buttons"].erase(2); // a telephone button: none of ours
    CHECK(body() == recorded);

    item.buttons.clear();
    item.text = "Cảm ơn ông/bà.";
    item.chat = "anon-4c1d77e0b2";
    item.thread = "conv-91be02a7";
    CHECK(body() == golden::read_json(folder + "api/anonymous_text_request.json"));
}
