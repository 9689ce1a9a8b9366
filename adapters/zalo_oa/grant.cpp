#include "adapters/json/reader.hpp"
#include "adapters/zalo_oa/platform.hpp"
#include "adapters/zalo_oa/url.hpp"
#include "core/credentials/keep.hpp"
#include "core/hash/hash.hpp"
#include "core/text/line.hpp"
#include "core/text/normalize.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

// Source: developers.zalo.me, Official Account, OAuth v4. Errors of this service come with HTTP 200 too, and without a
// number; expires_in is a text.
namespace langnghe::zalo_oa {
namespace {

using credentials::GrantAnswer;
using Kind = GrantAnswer::Kind;

constexpr std::string_view permission_path = "/v4/oa/permission";
constexpr std::string_view token_path = "/v4/oa/access_token";
constexpr std::array<std::string_view, 2> dead_codes{"-14014", "-118"};
constexpr std::int64_t shortest_life = 60; // seconds
constexpr std::int64_t longest_life = 30 * 24 * 3600;
constexpr std::size_t longest_error = 80;
constexpr std::size_t longest_word = 24; // what is longer might be a token

std::string without_long_words(std::string_view text)
{
    std::string words;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        const auto word = text.substr(0, end);
        words += word.size() > longest_word ? "***" : word;
        text.remove_prefix(end);
        const auto next = std::min(text.find_first_not_of(' '), text.size());
        words += next > 0 ? " " : "";
        text.remove_prefix(next);
    }
    return words;
}

std::string error_of(json::View body, unsigned status)
{
    const auto name = body.text(body.text("error_name").empty() ? "message" : "error_name");
    const auto code = body.id("error");
    const auto words = text::on_one_line(text::clean_inbound(name), longest_error);
    return without_long_words(fmt::format("{} {}", code.empty() ? fmt::format("HTTP {}", status) : code, words));
}

Duration life_of(json::View body)
{
    const auto seconds = body.digits("expires_in");
    if (!seconds)
        return credentials::usual_life;
    return std::chrono::seconds{std::clamp(*seconds, shortest_life, longest_life)};
}

// Neither a pair nor a refusal in the service's own words.
Kind judge_status(unsigned status)
{
    return status >= 400 && status < 500 && status != 408 ? Kind::refused : Kind::doubtful;
}

bool speaks_of_error(json::View body)
{
    return body.has("error_name") || (body.has("error") && body.integer("error") != 0);
}

} // namespace

std::string ZaloOaPlatform::authorize_url(const Authorization& authorization) const
{
    return fmt::format("{}{}?app_id={}&redirect_uri={}&code_challenge={}&state={}", options_.oauth_base,
                       permission_path, encode(options_.app_id), encode(authorization.redirect_uri),
                       encode(authorization.challenge), encode(authorization.state));
}

PlatformCall ZaloOaPlatform::ask_for_tokens(std::string form) const
{
    PlatformCall call;
    call.url = options_.oauth_base;
    call.url += token_path;
    call.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                    {"secret_key", std::string{options_.app_secret_key.reveal()}}};
    call.body = std::move(form);
    return call;
}

PlatformCall ZaloOaPlatform::exchange(const Secret& code, const Secret& verifier) const
{
    return ask_for_tokens(fmt::format("code={}&app_id={}&grant_type=authorization_code&code_verifier={}",
                                      encode(code.reveal()), encode(options_.app_id), encode(verifier.reveal())));
}

PlatformCall ZaloOaPlatform::refresh(const Secret& refresh_token) const
{
    return ask_for_tokens(fmt::format("refresh_token={}&app_id={}&grant_type=refresh_token",
                                      encode(refresh_token.reveal()), encode(options_.app_id)));
}

GrantAnswer ZaloOaPlatform::read_grant(const PlatformAnswer& answer) const
{
    GrantAnswer read;
    if (answer.stage != PlatformAnswer::Stage::answered) {
        read.kind = answer.stage == PlatformAnswer::Stage::written ? Kind::doubtful : Kind::not_sent;
        read.error = answer.error.empty() ? "no connection" : answer.error;
        return read;
    }
    const auto document = json::parse(answer.body);
    const auto body = document ? document->root() : json::View{};
    read.tokens.access = Secret{std::string{body.text("access_token")}};
    if (!read.tokens.access.empty()) {
        read.kind = Kind::renewed;
        read.tokens.refresh = Secret{std::string{body.text("refresh_token")}};
        read.life = life_of(body);
        return read;
    }
    read.kind = speaks_of_error(body) ? Kind::refused : judge_status(answer.status);
    if (std::ranges::find(dead_codes, body.id("error")) != dead_codes.end())
        read.kind = Kind::dead;
    read.error = error_of(body, answer.status);
    return read;
}

void ZaloOaPlatform::use(Secret access_token) { options_.access_token = std::move(access_token); }

void ZaloOaPlatform::sign(PlatformCall& call) const
{
    const auto token = options_.access_token.reveal();
    call.headers.emplace_back("access_token", std::string{token});
    if (!options_.prove_secret)
        return;
    const auto proof = hash::hmac_sha256(options_.app_secret_key.reveal(), token);
    call.headers.emplace_back("appsecret_proof", hash::to_hex(hash::bytes_of(proof)));
}

} // namespace langnghe::zalo_oa
