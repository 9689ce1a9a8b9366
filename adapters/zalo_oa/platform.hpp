#pragma once
// Zalo's Official Account API without I/O: webhook bodies to events, outbox items to calls, answers to outcomes. Facts:
// developers.zalo.me, state of November 2026; where sources disagree both are taken. Calls bear the access token.

#include "core/channel/backlog.hpp"
#include "core/channel/file_source.hpp"
#include "core/channel/files.hpp"
#include "core/channel/group_care.hpp"
#include "core/channel/history.hpp"
#include "core/channel/renewing.hpp"
#include "core/secret.hpp"

namespace langnghe::zalo_oa {

struct ZaloOaOptions
{
    std::string channel;
    std::string app_id;
    std::string oa_id;
    Secret oa_secret_key;      // signs webhooks; not the app's
    Secret older_secret_key{}; // accepted as well while it is being changed
    Secret app_secret_key;
    Secret access_token;       // until use() brings another one
    bool prove_secret = false; // appsecret_proof, where the console demands it
    std::string api_base = "https://openapi.zalo.me";
    std::string oauth_base = "https://oauth.zaloapp.com";
};

class ZaloOaPlatform final : public Platform,
                             public GroupHistory,
                             public GroupCare,
                             public FileSender,
                             public FileSource,
                             public RenewingPlatform,
                             public BacklogPlatform
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
    // Learns from a refusal how buttons want to be written: on the thread that sends.
    Outcome read(const PlatformAnswer& answer, const OutboxItem& item) const override;
    std::optional<PlatformCall> upload(const OutboxItem& item, const OutgoingFile& file) const override;
    Uploaded read_upload(const PlatformAnswer& answer) const override;
    PlatformCall send(const OutboxItem& item, const std::vector<OutgoingFile>& files) const override;
    PlatformCall probe() const override;
    std::string read_probe(const PlatformAnswer& answer) const override;
    // The end of the account's package.
    std::string read_warning(const PlatformAnswer& answer, TimePoint now) const override;
    std::string missing() const override;

    // Where Zalo keeps what was sent to an account; the sandbox keeps it at its own address.
    std::vector<std::string_view> hosts() const override { return {"zdn.vn", "zadn.vn", "zalo.me"}; }
    std::string_view base() const override { return options_.api_base; }
    PlatformCall past(std::string_view group, std::size_t page) const override;
    PastPage read_past(const PlatformAnswer& answer, std::string_view group) const override;
    std::size_t most_pages() const override { return 5; }
    PlatformCall ask_group(std::string_view group) const override;
    GroupFacts read_group(const PlatformAnswer& answer) const override;

    std::string authorize_url(const Authorization& authorization) const override;
    PlatformCall exchange(const Secret& code, const Secret& verifier) const override;
    PlatformCall refresh(const Secret& refresh_token) const override;
    credentials::GrantAnswer read_grant(const PlatformAnswer& answer) const override;
    void use(Secret access_token) override;

    std::size_t page_size() const override { return 10; }
    PlatformCall recent_chats(std::size_t offset) const override;
    PlatformCall conversation(std::string_view chat, std::size_t offset) const override;
    BacklogPage read_backlog(const PlatformAnswer& answer) const override;

private:
    // Sources disagree on whether the type of a template of buttons is to be named.
    enum class ButtonShape
    {
        bare,
        named
    };

    PlatformCall get(std::string path) const;
    PlatformCall ask_for_tokens(std::string form) const;
    void sign(PlatformCall& call) const; // with the access token
    PlatformCall call(std::string_view path, std::string body) const;
    void note_buttons(Outcome& outcome, const OutboxItem& item) const;

    ZaloOaOptions options_;
    ChannelTraits traits_;
    mutable ButtonShape button_shape_ = ButtonShape::bare;
    mutable bool button_shape_proved_ = false;
};

} // namespace langnghe::zalo_oa
