#pragma once
// Tells Telegram where to deliver: who are we (getMe), setWebhook or deleteWebhook without dropping what waits, then
// what Telegram itself says about it (getWebhookInfo), judged; then the menus of commands.

#include "adapters/json/reader.hpp"
#include "core/channel/connecting.hpp"

#include <functional>
#include <string_view>

namespace langnghe::telegram {

// What a connecting needs of its platform: how a call is made and how an answer is read.
struct ConnectTools
{
    std::function<PlatformCall(std::string_view method, std::string body)> call;
    std::function<Outcome(const PlatformAnswer&)> read;
    std::string_view bot_id;
    std::string_view secret;
};

class Connect final : public Connecting
{
public:
    Connect(ConnectTools tools, const MenuPlatform& menus, ConnectRequest request)
        : tools_(std::move(tools)), menus_(menus), webhook_(std::move(request.webhook)),
          wanted_(std::move(request.menus))
    {}

    std::optional<PlatformCall> next() override;
    void take(const PlatformAnswer& answer) override;
    const ConnectReport& report() const override { return report_; }

private:
    enum class Step
    {
        who,
        set,
        look,
        menus, // one call each
        over
    };

    PlatformCall set_call() const;
    void take_who(json::View bot);
    void take_look(json::View info);
    void take_menu(const Outcome& outcome);
    void judge_errors(json::View info);
    void fail(std::string trouble);
    void say(std::string name, std::string value) { report_.facts.emplace_back(std::move(name), std::move(value)); }
    void warn(std::string what) { report_.warnings.push_back(std::move(what)); }

    ConnectTools tools_;
    const MenuPlatform& menus_;
    std::string webhook_;
    std::vector<Menu> wanted_;
    std::size_t menu_ = 0;
    Step step_ = Step::who;
    ConnectReport report_;
};

} // namespace langnghe::telegram
