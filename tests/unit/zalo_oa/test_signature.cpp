#include "adapters/zalo_oa/signature.hpp"
#include "tests/unit/zalo_oa/account.hpp"

using namespace langnghe;
using namespace langnghe::zalo_oa;
using Verdict = Reception::Verdict;

namespace {

const std::string body = R"({"app_id":"100","event_name":"x","timestamp":"1795230061337"})";

std::string upper(std::string text)
{
    for (auto& c : text)
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return text;
}

} // namespace

TEST_CASE("each way to write a signature is read")
{
    const std::string digits(64, 'a');
    for (const auto& header : {"mac=" + digits, "mac = " + digits, digits, "MAC=" + upper(digits), upper(digits),
                               " mac=\t" + digits + " "}) {
        CAPTURE(header);
        CHECK(read_mac(header) == digits);
    }
}

TEST_CASE("what is no signature is none")
{
    const std::string digits(64, 'a');
    for (const auto& header : {std::string{}, std::string{"mac="}, "mac" + digits, "mac==" + digits, "hmac=" + digits,
                               digits.substr(1), digits + "a", "mac=" + digits + " a", std::string(64, 'g'),
                               "mac=" + digits + std::string(1000, ' '), std::string(100'000, 'a')})
        CHECK_FALSE(read_mac(header).has_value());
}

TEST_CASE("every reading of the formula that is reported is accepted and named")
{
    const auto variant = [](const std::string& signature, const std::string& time) {
        const auto reception = receive(body, {{"X-ZEvent-Signature", signature}, {"X-ZEvent-Timestamp", time}});
        CHECK(reception.verdict == Verdict::events);
        return reception.variant;
    };
    CHECK(variant(mac(app_id, body, "1795230061337"), "") == "body");
    CHECK(variant(mac(app_id, body, "1795230061999"), "1795230061999") == "header");
    CHECK(variant(mac(oa_id, body, "1795230061337"), "") == "oa_id");
    CHECK(variant(mac(oa_id, body, "1795230061999"), "1795230061999") == "oa_id_header");
}

TEST_CASE("a timestamp that is a number is signed by its digits")
{
    const std::string number = R"({"app_id":100,"event_name":"x","timestamp":1795230061337})";
    CHECK(receive(number, {{"X-ZEvent-Signature", mac(app_id, number, "1795230061337")}}).verdict == Verdict::events);
}

TEST_CASE("a signature of anything else is refused")
{
    const auto verdict = [](const std::string& signature, const std::string& time) {
        return receive(body, {{"X-ZEvent-Signature", signature}, {"X-ZEvent-Timestamp", time}}).verdict;
    };
    CHECK(verdict("", "") == Verdict::unauthorized);
    CHECK(verdict(std::string(64, '0'), "") == Verdict::unauthorized);
    CHECK(verdict(mac("101", body, "1795230061337"), "") == Verdict::unauthorized);
    CHECK(verdict(mac(app_id, body, "1795230061338"), "") == Verdict::unauthorized);
    CHECK(verdict(mac(app_id, body + " ", "1795230061337"), "") == Verdict::unauthorized);
    CHECK(verdict(hash::to_hex(hash::bytes_of(hash::hmac_sha256(key, body))), "") == Verdict::unauthorized);
    CHECK(verdict(hash::sha256_hex(body), "") == Verdict::unauthorized);
}

TEST_CASE("white space cannot wander between body and time")
{
    const auto longer = body + "\n";
    const auto signature = mac(app_id, longer, "1795230061337");
    CHECK(receive(longer, {{"X-ZEvent-Signature", signature}}).verdict == Verdict::events);
    CHECK(receive(body, {{"X-ZEvent-Signature", signature}, {"X-ZEvent-Timestamp", "\n1795230061337"}}).verdict ==
          Verdict::unauthorized);
}

TEST_CASE("an event of another app is refused, whoever signed it")
{
    const std::string other = R"({"app_id":"101","event_name":"x","timestamp":"1"})";
    CHECK(receive(other, {{"X-ZEvent-Signature", mac("101", other, "1")}}).verdict == Verdict::unauthorized);
    CHECK(receive(other, {{"X-ZEvent-Signature", mac(app_id, other, "1")}}).verdict == Verdict::unauthorized);
}

TEST_CASE("the console's test of the address is answered, signed or configured or not")
{
    for (const auto* probe : {"{}", " {}\n", "{ }", "{\r\n}"}) {
        CHECK(receive(probe, {}).verdict == Verdict::probe);
        WebhookRequest request;
        request.body = probe;
        request.header = [](std::string_view) { return std::string_view{}; };
        CHECK(ZaloOaPlatform{ZaloOaOptions{}}.receive(request).verdict == Verdict::probe);
    }
    CHECK(receive("{}", {{"X-ZEvent-Signature", std::string(64, '0')}}).verdict == Verdict::unauthorized);
    CHECK(receive("{}{}", {}).verdict == Verdict::unauthorized);
    CHECK(receive("", {}).verdict == Verdict::unauthorized);
}

TEST_CASE("without the secret nothing but the test is received")
{
    auto bare = options();
    bare.oa_secret_key = Secret{};
    WebhookRequest request;
    request.body = body;
    const auto signature = hash::sha256_hex("100" + body + "1795230061337");
    request.header = [&](std::string_view) { return std::string_view{signature}; };
    CHECK(ZaloOaPlatform{bare}.receive(request).verdict == Verdict::unconfigured);
    CHECK(ZaloOaPlatform{bare}.missing() == "oa_secret_key");
    CHECK(ZaloOaPlatform{options()}.missing().empty());
}

TEST_CASE("only what is no JSON object within bounds is malformed")
{
    const auto verdict = [](std::string_view text) {
        return receive(text, {{"X-ZEvent-Signature", mac(app_id, text, "1")}}).verdict;
    };
    CHECK(verdict("[]") == Verdict::malformed);
    CHECK(verdict("{") == Verdict::malformed);
    CHECK(verdict(std::string(40, '[')) == Verdict::malformed);
    CHECK(verdict(std::string_view{"{\"timestamp\":\"1\"}\0", 18}) == Verdict::malformed);
    CHECK(verdict(R"({"timestamp":"1","timestamp":"2"})") == Verdict::malformed);
}
