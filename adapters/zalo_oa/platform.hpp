#pragma once
// Zalo's Official Account API without I/O: webhook bodies to events, outbox items to calls, answers to outcomes. Facts:
// developers.zalo.me, state of November 2026; where sources disagree both are taken. Calls bear the access token.

#include "core/channel/history.hpp"
#include "core/channel/platform.hpp"
#include "core/secret.hpp"

namespace langnghe::zalo_oa {

struct ZaloOaOptions
{
    std::string channel;
    std::string app_id;
    std::string oa_id;
    Secret oa_secret_key; // signs webhooks; not the app's
    Secret app_secret_key;
    Secret access_token;
    std::string api_base = "https://openapi.zalo.me";
};

class ZaloOaPlatform final : public Platform, public GroupHistory
{
public:
    explicit ZaloOaPlatform(ZaloOaOptions options);

    const ChannelTraits& traits() const override { return traits_; }
    // Reception::variant names how the signature matched: "body" or "header" (where the time stood), "oa_id" (first
    // term), "oa_id_header".
    Reception receive(const WebhookRequest& request) const override;
    std::vector<InboundEvent> parse(std::string_view body, TimePoint received_at) const override;
    // Anonymous visitors: the item's thread is the conversation id.
    PlatformCall send(const OutboxItem& item) const override;
    Outcome read(const PlatformAnswer& answer, const OutboxItem& item) const override;
    PlatformCall probe() const override;
    std::string read_probe(const PlatformAnswer& answer) const override;
    std::string missing() const override;
    PlatformCall past(std::string_view group, std::size_t page) const override;
    PastPage read_past(const PlatformAnswer& answer, std::string_view group) const override;
    std::size_t most_pages() const override { return 5; }

    // On the thread that sends.
    void replace_access_token(Secret token) { options_.access_token = std::move(token); }

private:
    PlatformCall get(std::string path) const;

    ZaloOaOptions options_;
    ChannelTraits traits_;
};

} // namespace langnghe::zalo_oa
