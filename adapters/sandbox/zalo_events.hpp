#pragma once
// What the official account's webhook hears: people's messages, follows, groups, and after our own sends the echo
// and the receipts. Bodies are compact JSON in the documented order of keys. Source: developers.zalo.me, webhook.

#include "adapters/sandbox/zalo_feed.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace langnghe::sandbox {

class ZaloEvents
{
public:
    ZaloEvents(Tools& tools, const ZaloSide& side, ZaloFeed& feed) : tools_(tools), side_(side), feed_(feed) {}

    void said(const Message& message);
    void followed(const Person& person, bool follows);
    void group_created(const Chat& group);
    void member(const Chat& group, const Person& person, bool joined);

    void shared_info(const Person& person, const std::string& phone, const std::string& address);
    void withdrew(const Person& person);
    void reacted(const Person& person, const Message& message, const std::string& icon);

    // After a send of the account's; a template is not consultation.
    void sent(const Message& message, bool by_template = false);
    // Typed by staff in the account's own console.
    void typed(const Message& message);

    // Where the pocket serves its pictures from.
    void set_base_url(std::string url) { base_url_ = std::move(url); }

private:
    using Json = nlohmann::ordered_json;

    Json content(const Message& message) const;
    void echo(const Message& message, std::string_view kind, const std::string& staff);
    void receipt(const Message& message, const Person& person, bool seen);
    void emit(Json& event, const Message* ticked);

    Tools& tools_;
    const ZaloSide& side_;
    ZaloFeed& feed_;
    std::string base_url_;
};

} // namespace langnghe::sandbox
