#pragma once
// Zalo's bot platform without I/O: webhook bodies to events, outbox items to calls, answers to outcomes. Not the
// Official Account. Facts: bot.zaloplatforms.com and captured traffic, state of November 2026; where they disagree both
// are taken, and Reception::variant says which came. Calls bear the token in their address: never log one.

#include "adapters/zalo_bot/event.hpp"
#include "core/channel/connecting.hpp"
#include "core/channel/file_source.hpp"
#include "core/channel/files.hpp"
#include "core/channel/platform.hpp"
#include "core/channel/polling.hpp"
#include "core/secret.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe::zalo_bot {

struct ZaloBotOptions
{
    std::string channel;
    Secret token;          // "<digits>:<key>"
    Secret webhook_secret; // 8 to 256 characters
    Secret older_secret{}; // accepted as well while it is being changed
    std::string api_base = "https://bot-api.zaloplatforms.com";
    std::vector<std::string> names; // of the bot, as a mention in a group spells them
    bool polling = false;           // no webhook, so no secret of one
};

class ZaloBotPlatform final : public Platform,
                              public PollingPlatform,
                              public ConnectablePlatform,
                              public FileSender,
                              public FileSource
{
public:
    explicit ZaloBotPlatform(ZaloBotOptions options);

    const ChannelTraits& traits() const override { return traits_; }
    Reception receive(const WebhookRequest& request) const override;
    std::vector<InboundEvent> parse(std::string_view body, TimePoint received_at) const override;
    PlatformCall send(const OutboxItem& item) const override;
    Outcome read(const PlatformAnswer& answer, const OutboxItem& item) const override;
    PlatformCall probe() const override;
    std::string read_probe(const PlatformAnswer& answer) const override;
    std::string missing() const override;

    // Where the photos and voices are that came; their source is the address, public and soon over.
    std::vector<std::string_view> hosts() const override;
    std::string_view base() const override { return options_.api_base; }

    // A photo is fetched from its public address, more than once; of any other file the address stands in the text.
    bool fetches() const override { return true; }
    PlatformCall send(const OutboxItem& item, const std::vector<OutgoingFile>& files) const override;

    // getUpdates takes no offset and gives one event, which is then gone.
    PlatformCall poll(std::int64_t offset, std::chrono::seconds wait) const override;
    Polled read_poll(const PlatformAnswer& answer) const override;

    std::unique_ptr<Connecting> connect(ConnectRequest request) const override;

private:
    PlatformCall call(std::string_view method, std::string body) const;
    EventContext context(TimePoint received_at) const;

    ZaloBotOptions options_;
    std::string bot_id_; // the digits before the colon of the token
    ChannelTraits traits_;
};

} // namespace langnghe::zalo_bot
