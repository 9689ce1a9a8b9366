#pragma once
// Tells the bot platform where to deliver: who are we (getMe), then setWebhook, whose answer says what the platform's
// own test of the address met, or deleteWebhook. The address is saved even if that test failed.

#include "adapters/json/reader.hpp"
#include "core/channel/connecting.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace langnghe::zalo_bot {

// What a connecting needs of its platform: how a call is made and how an answer is read.
struct ConnectTools
{
    std::function<PlatformCall(std::string_view method, std::string body)> call;
    std::function<Outcome(const PlatformAnswer&)> read;
    std::string_view secret; // of the webhook
};

class Connect final : public Connecting
{
public:
    Connect(ConnectTools tools, std::string webhook) : tools_(std::move(tools)), webhook_(std::move(webhook)) {}

    std::optional<PlatformCall> next() override;
    void take(const PlatformAnswer& answer) override;
    const ConnectReport& report() const override { return report_; }

private:
    enum class Step
    {
        who,
        set,
        over
    };

    void take_who(json::View bot);
    void take_set(json::View result);
    void fail(std::string trouble);
    void say(std::string name, std::string value) { report_.facts.emplace_back(std::move(name), std::move(value)); }

    ConnectTools tools_;
    std::string webhook_;
    Step step_ = Step::who;
    ConnectReport report_;
};

} // namespace langnghe::zalo_bot
