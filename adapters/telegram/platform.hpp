#pragma once
// Telegram's Bot API without I/O: webhook bodies to events, outbox items to calls, answers to outcomes. Facts: Bot API
// 10.3 (core.telegram.org/bots/api). Calls bear the token in their address: never log one.

#include "adapters/telegram/update.hpp"
#include "adapters/telegram/username.hpp"
#include "core/channel/connecting.hpp"
#include "core/channel/file_source.hpp"
#include "core/channel/files.hpp"
#include "core/channel/menu.hpp"
#include "core/channel/multipart.hpp"
#include "core/channel/platform.hpp"
#include "core/channel/polling.hpp"
#include "core/channel/pressing.hpp"
#include "core/secret.hpp"

#include <optional>

namespace langnghe::telegram {

struct TelegramOptions
{
    std::string channel;
    Secret token;          // "<bot id>:<key>"
    Secret webhook_secret; // 1 to 256 of A-Z a-z 0-9 _ -
    Secret older_secret{}; // accepted as well while it is being changed
    std::string api_base = "https://api.telegram.org";
    std::string proxy;        // http://host:port; empty: none
    std::string bot_id;       // the digits before the colon of the token; taken from there when empty
    std::string bot_username; // without '@'; when empty, what the probe says
    bool polling = false;     // no webhook, so no secret of one
};

class TelegramPlatform final : public Platform,
                               public PollingPlatform,
                               public ConnectablePlatform,
                               public FileSender,
                               public FileSource,
                               public MenuPlatform,
                               public PressPlatform
{
public:
    explicit TelegramPlatform(TelegramOptions options);

    const ChannelTraits& traits() const override { return traits_; }
    Reception receive(const WebhookRequest& request) const override;
    std::vector<InboundEvent> parse(std::string_view body, TimePoint received_at) const override;
    PlatformCall send(const OutboxItem& item) const override;
    PlatformCall send(const OutboxItem& item, const std::vector<OutgoingFile>& files) const override;
    Outcome read(const PlatformAnswer& answer, const OutboxItem& item) const override;
    PlatformCall probe() const override;
    std::string read_probe(const PlatformAnswer& answer) const override;
    std::string missing() const override;

    PlatformCall answer_press(const ButtonPress& press, std::string_view text) const override;
    std::optional<PlatformCall> close_buttons(const ButtonPress& press) const override;

    // getUpdates; Telegram holds it for 50 s at most.
    PlatformCall poll(std::int64_t offset, std::chrono::seconds wait) const override;
    Polled read_poll(const PlatformAnswer& answer) const override;

    // getFile, and a file below the same address: the link bears the token.
    std::vector<std::string_view> hosts() const override { return {}; }
    std::string_view base() const override { return options_.api_base; }
    std::optional<PlatformCall> locate(const Attachment& attachment) const override;
    Located read_location(const PlatformAnswer& answer) const override;

    std::unique_ptr<Connecting> connect(ConnectRequest request) const override;

    PlatformCall ask_menu(const Menu& menu) const override;
    bool shows(const PlatformAnswer& answer, const Menu& menu) const override;
    PlatformCall set_menu(const Menu& menu) const override;

private:
    PlatformCall call(std::string_view method, std::string body) const;
    PlatformCall form_call(std::string_view method, const Multipart& form) const;
    UpdateContext context(TimePoint received_at) const;

    TelegramOptions options_;
    ChannelTraits traits_;
    mutable Username username_; // as Telegram last said
};

} // namespace langnghe::telegram
