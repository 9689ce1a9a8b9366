#include "adapters/sandbox/zalo_oauth.hpp"

#include "adapters/sandbox/wire.hpp"
#include "core/hash/hash.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>

namespace langnghe::sandbox {

using Json = nlohmann::ordered_json;

namespace {

constexpr std::size_t verifier_length = 43;
constexpr std::size_t most_codes = 100;

Json refused(int error, std::string_view name)
{
    return {{"error", error},
            {"error_name", name},
            {"error_reason", ""},
            {"error_description", ""},
            {"ref_doc", "https://developers.zalo.me/docs"}};
}

std::string base64url(std::string_view bytes)
{
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string text;
    unsigned held = 0;
    int bits = 0;
    for (const char c : bytes) {
        held = (held << 8U) | static_cast<unsigned char>(c);
        for (bits += 8; bits >= 6; bits -= 6)
            text += letters[(held >> static_cast<unsigned>(bits - 6)) & 63U];
    }
    if (bits > 0)
        text += letters[(held << static_cast<unsigned>(6 - bits)) & 63U];
    return text;
}

std::string value_of(const std::map<std::string, std::string>& form, const std::string& name)
{
    const auto found = form.find(name);
    return found == form.end() ? std::string{} : found->second;
}

} // namespace

ZaloOauth::ZaloOauth(Tools& tools, const ZaloSide& side)
    : tools_(tools), side_(side), access_(side.access_token.reveal()), refresh_(side.refresh_token.reveal()),
      expires_at_(tools.world.now() + side.token_life)
{}

int ZaloOauth::judge(std::string_view access_token) const
{
    if (!hash::equal(access_token, access_))
        return -216;
    return tools_.world.now() < expires_at_ ? 0 : -220;
}

net::Response ZaloOauth::handle(const net::Request& request)
{
    if (request.path == "/v4/oa/permission" && request.method == "GET")
        return permit(request);
    if (request.path != "/v4/oa/access_token" || request.method != "POST")
        return net::problem(404, "Not found");
    ++state_.asked;
    return net::json(200, write_json(grant(request)));
}

// The account's administrator agrees at once.
net::Response ZaloOauth::permit(const net::Request& request)
{
    const auto form = read_form(request.query).value_or(std::map<std::string, std::string>{});
    const std::string back = value_of(form, "redirect_uri");
    if (value_of(form, "app_id") != side_.app_id || back.empty())
        return net::json(200, write_json(refused(-14003, "Invalid redirect uri")));
    if (codes_.size() >= most_codes)
        codes_.clear();
    const std::string code = fresh("code");
    codes_[code] = value_of(form, "code_challenge");
    net::Response response = net::empty(302);
    response.headers.push_back(
        {"Location", fmt::format("{}?code={}&oa_id={}&state={}", back, code, side_.oa_id, value_of(form, "state"))});
    return response;
}

Json ZaloOauth::grant(const net::Request& request)
{
    const auto form = read_form(request.body).value_or(std::map<std::string, std::string>{});
    if (!hash::equal(request.header("secret_key"), side_.app_secret.reveal()))
        return refused(-14004, "Invalid secret key");
    if (value_of(form, "app_id") != side_.app_id)
        return refused(-14002, "Invalid app id");
    const std::string type = value_of(form, "grant_type");
    if (type == "refresh_token")
        return refresh(value_of(form, "refresh_token"));
    if (type == "authorization_code")
        return exchange(value_of(form, "code"), value_of(form, "code_verifier"));
    return refused(-14005, "Invalid grant type");
}

Json ZaloOauth::refresh(const std::string& refresh_token)
{
    state_.spent_twice += spent_.count(refresh_token);
    if (refresh_token.empty() || refresh_token != refresh_)
        return refused(-14014, "Invalid refresh token");
    return next_pair();
}

Json ZaloOauth::exchange(const std::string& code, const std::string& verifier)
{
    const auto found = codes_.find(code);
    if (found == codes_.end())
        return refused(-14010, "Invalid authorization code");
    const std::string challenge = found->second;
    codes_.erase(found);
    const auto digest = hash::sha256(verifier);
    if (verifier.size() != verifier_length || base64url(hash::bytes_of(digest)) != challenge)
        return refused(-14011, "Invalid code verifier");
    return next_pair();
}

// The pair before is void from now on.
Json ZaloOauth::next_pair()
{
    spent_.insert(refresh_);
    access_ = fresh("access");
    refresh_ = fresh("refresh");
    expires_at_ = tools_.world.now() + side_.token_life;
    ++state_.granted;
    tools_.world.touch();
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(side_.token_life).count();
    return {{"access_token", access_}, {"refresh_token", refresh_}, {"expires_in", std::to_string(seconds)}};
}

std::string ZaloOauth::fresh(std::string_view what)
{
    const auto digest = hash::sha256(fmt::format("{} {} {}", what, ++state_.made, side_.access_token.reveal()));
    return fmt::format("{}-{}", what, hash::to_hex(hash::bytes_of(digest)));
}

} // namespace langnghe::sandbox
