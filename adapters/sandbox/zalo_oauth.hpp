#pragma once
// The token service of the pocket's Official Account: codes of one use behind PKCE, pairs of tokens whose refresh token
// is spent by the next pair. Errors come with HTTP 200. Source: developers.zalo.me, Official Account, OAuth v4.

#include "adapters/net/http.hpp"
#include "adapters/sandbox/tools.hpp"

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <set>
#include <string>

namespace langnghe::sandbox {

class ZaloOauth
{
public:
    ZaloOauth(Tools& tools, const ZaloSide& side);

    // Paths below "/v4/oa/".
    net::Response handle(const net::Request& request);

    // 0, or the error with which the API refuses this access token.
    int judge(std::string_view access_token) const;
    void expire() { expires_at_ = tools_.world.now(); }
    const TokenState& state() const { return state_; }

private:
    using Json = nlohmann::ordered_json;

    net::Response permit(const net::Request& request);
    Json grant(const net::Request& request);
    Json refresh(const std::string& refresh_token);
    Json exchange(const std::string& code, const std::string& verifier);
    Json next_pair();
    std::string fresh(std::string_view what);

    Tools& tools_;
    const ZaloSide& side_;
    std::string access_;
    std::string refresh_;
    TimePoint expires_at_;
    std::set<std::string> spent_;              // refresh tokens
    std::map<std::string, std::string> codes_; // and the challenge of each
    TokenState state_;
};

} // namespace langnghe::sandbox
