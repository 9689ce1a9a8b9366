#pragma once
// The account's OpenAPI calls. Errors are HTTP 200 with a negative "error", as Zalo answers. Source: the developer
// pages on consultation messages v3, GMF and the error table.

#include "adapters/net/http.hpp"
#include "adapters/sandbox/zalo_events.hpp"
#include "adapters/sandbox/zalo_message.hpp"
#include "adapters/sandbox/zalo_oauth.hpp"
#include "adapters/sandbox/zalo_uploads.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace langnghe::sandbox {

class ZaloApi
{
public:
    ZaloApi(Tools& tools, const ZaloSide& side, ZaloEvents& events, const ZaloOauth& oauth)
        : tools_(tools), side_(side), events_(events), oauth_(oauth)
    {}

    // Paths below "/v2.0/" and "/v3.0/".
    net::Response handle(const net::Request& request);

    std::uint64_t calls() const { return calls_; }

private:
    using Json = nlohmann::ordered_json;

    Json dispatch(const net::Request& request);
    Json post(const net::Request& request);
    Json send_to_person(const Json& body);
    Json send_to_anonymous(const Json& body);
    Json send_to_group(const Json& body);
    Json send_template(const Json& body);
    Json account() const;
    Json profile(const net::Request& request);
    Json members(const net::Request& request);
    Json group_state(const net::Request& request);
    Json history(const net::Request& request);
    Json recent_chats(const net::Request& request);
    Json conversation(const net::Request& request);
    Json entry_of(const Message& message) const;

    ZaloRefusal prepare(const Json& body, Message& message);
    Chat* group_of(const net::Request& request, Json& refusal);

    Tools& tools_;
    const ZaloSide& side_;
    ZaloEvents& events_;
    const ZaloOauth& oauth_;
    ZaloUploads uploads_{tools_.world};
    std::uint64_t calls_ = 0;
};

} // namespace langnghe::sandbox
