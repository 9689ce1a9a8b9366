#include "adapters/zalo_bot/connect.hpp"

#include "core/channel/error_words.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace langnghe::zalo_bot {
namespace {

struct Advice
{
    std::string_view outcome; // what it begins with
    std::string_view what;
};

// Every outcome of the platform's own test, and what to do about it.
constexpr std::array advices{
    Advice{"webhook.http.403", "something before this program refuses Zalo (a firewall, nginx, a bot filter): let POST "
                               "requests to this address through"},
    Advice{"webhook.http.404", "the address leads elsewhere: public_url, the proxy's path and the commune's slug must "
                               "lead to this program"},
    Advice{"webhook.http.5xx", "the proxy runs and this program does not answer behind it: is langnghe serve running "
                               "with this configuration?"},
    Advice{"webhook.http", "this program, or something before it, answers with another status than 200; a wrong "
                           "webhook_secret is 401: start the daemon anew after a change"},
    Advice{"webhook.err.tls", "the certificate is not good for this name, or its chain is not whole: see nginx and "
                              "certbot"},
    Advice{"webhook.err.unreachable", "nobody answers at this address: DNS, firewall and port 443 must be open to the "
                                      "whole world"},
};

std::string_view advice_for(std::string_view outcome)
{
    const auto fits = [&](const Advice& advice) { return outcome.starts_with(advice.outcome); };
    const auto found = std::find_if(advices.begin(), advices.end(), fits);
    return found == advices.end() ? std::string_view{"open the address from outside and see what answers"}
                                  : found->what;
}

} // namespace

std::optional<PlatformCall> Connect::next()
{
    switch (step_) {
    case Step::who:
        return tools_.call("getMe", "{}");
    case Step::set:
        if (webhook_.empty())
            return tools_.call("deleteWebhook", "{}");
        return tools_.call("setWebhook",
                           json::dump(nlohmann::json{{"url", webhook_}, {"secret_token", tools_.secret}}));
    case Step::over:
        break;
    }
    return std::nullopt;
}

void Connect::fail(std::string trouble)
{
    report_.trouble = std::move(trouble);
    step_ = Step::over;
}

void Connect::take(const PlatformAnswer& answer)
{
    const Outcome outcome = tools_.read(answer);
    if (answer.stage != PlatformAnswer::Stage::answered) {
        report_.no_answer = true;
        return fail(outcome.error);
    }
    const auto document = json::parse(answer.body);
    if (outcome.kind != Outcome::Kind::accepted || !document) {
        const bool of_address = step_ == Step::set && !webhook_.empty() && !webhook_.starts_with("https://");
        return fail(outcome.error + (of_address ? "; public_url must be a public https:// address" : ""));
    }
    const auto result = document->root().object("result");
    return step_ == Step::who ? take_who(result) : take_set(result);
}

void Connect::take_who(json::View bot)
{
    if (bot.id("id").empty())
        return fail("the answer is not about a bot");
    say("bot", error_words(bot.text("account_name"), {}));
    say("package", error_words(bot.text("account_type"), {}));
    if (!bot.flag("can_join_groups").value_or(true))
        report_.warnings.emplace_back("the bot cannot be taken into groups: Zalo has not opened that for it");
    step_ = Step::set;
}

void Connect::take_set(json::View result)
{
    step_ = Step::over;
    say("receive", webhook_.empty() ? "polling" : "webhook");
    if (webhook_.empty()) {
        report_.warnings.emplace_back("Zalo keeps nothing for a bot that polls: what is sent while this program does "
                                      "not run is lost; a webhook is better");
        return;
    }
    say("webhook", webhook_);
    const auto test = result.object("verification");
    const auto told = error_words(test.text("outcome"), {});
    say("verification", told.empty() ? "not told" : told);
    if (test.flag("ok").value_or(told.empty()))
        return;
    const auto hint = error_words(test.text("hint"), {});
    report_.warnings.push_back(fmt::format("Zalo has saved the address, but its test met {}: {}{}", told,
                                           advice_for(told), hint.empty() ? "" : fmt::format(" (Zalo: {})", hint)));
}

} // namespace langnghe::zalo_bot
