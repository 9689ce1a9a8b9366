#include "adapters/telegram/connect.hpp"

#include "adapters/telegram/kinds.hpp"
#include "adapters/telegram/parts.hpp"
#include "core/text/line.hpp"
#include "core/text/normalize.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace langnghe::telegram {
namespace {

constexpr std::int64_t many_waiting = 100;
constexpr std::size_t longest_words = 200;

// Telegram's words on one line, for an administrator.
std::string words(std::string_view text) { return text::on_one_line(text::clean_inbound(text), longest_words); }

// Telegram's answer to an address that it does not take says too little about what to do.
std::string_view advice_for(std::string_view refusal)
{
    const auto has = [&](std::string_view part) { return refusal.find(part) != std::string_view::npos; };
    if (has("HTTPS") || has("https"))
        return "; public_url must begin with https://";
    if (has("port"))
        return "; Telegram calls ports 443, 80, 88 and 8443 only: put the public address on one of them";
    if (has("resolve") || has("IP address") || has("reserved"))
        return "; the name in public_url must lead to a public IPv4 address; without one set receive = \"polling\"";
    if (has("secret"))
        return "; webhook_secret may have 1 to 256 of A-Z a-z 0-9 _ -";
    return "";
}

std::string joined(const std::vector<std::string>& parts)
{
    return parts.empty() ? std::string{"all but a few"} : fmt::format("{}", fmt::join(parts, ", "));
}

} // namespace

std::optional<PlatformCall> Connect::next()
{
    switch (step_) {
    case Step::who:
        return tools_.call("getMe", "{}");
    case Step::set:
        return set_call();
    case Step::look:
        return tools_.call("getWebhookInfo", "{}");
    case Step::menus:
        return menus_.set_menu(wanted_.at(menu_));
    case Step::over:
        break;
    }
    return std::nullopt;
}

// The channel works without a menu.
void Connect::take_menu(const Outcome& outcome)
{
    if (outcome.kind != Outcome::Kind::accepted)
        warn("a menu of commands was not taken: " + outcome.error);
    if (++menu_ == wanted_.size())
        step_ = Step::over;
}

PlatformCall Connect::set_call() const
{
    nlohmann::json body{{"drop_pending_updates", false}};
    if (webhook_.empty())
        return tools_.call("deleteWebhook", json::dump(body));
    body["url"] = webhook_;
    body["secret_token"] = tools_.secret;
    body["allowed_updates"] = wanted_updates;
    return tools_.call("setWebhook", json::dump(body));
}

void Connect::fail(std::string trouble)
{
    report_.trouble = std::move(trouble);
    step_ = Step::over;
}

void Connect::take(const PlatformAnswer& answer)
{
    const Outcome outcome = tools_.read(answer);
    if (step_ == Step::menus)
        return take_menu(outcome);
    if (answer.stage != PlatformAnswer::Stage::answered) {
        report_.no_answer = true;
        return fail(outcome.error);
    }
    const auto document = json::parse(answer.body);
    if (outcome.kind != Outcome::Kind::accepted || !document) {
        const auto advice = step_ == Step::set ? advice_for(outcome.error) : std::string_view{};
        return fail(outcome.error.empty() ? "an answer that is not Telegram's" : outcome.error + std::string{advice});
    }
    if (step_ == Step::who)
        return take_who(document->root().object("result"));
    if (step_ == Step::set) {
        step_ = Step::look;
        return;
    }
    take_look(document->root().object("result"));
}

void Connect::take_who(json::View bot)
{
    if (bot.id("id") != tools_.bot_id)
        return fail("the answer is not about this bot");
    say("bot", "@" + words(bot.text("username")));
    say("name", words(bot.text("first_name")));
    const bool hears_all = bot.flag("can_read_all_group_messages").value_or(false);
    say("privacy_mode", hears_all ? "off" : "on");
    if (hears_all)
        warn("privacy mode is off: every message of every group comes here; see /setprivacy at @BotFather");
    if (!bot.flag("can_join_groups").value_or(true))
        warn("the bot cannot be added to groups; see /setjoingroups at @BotFather");
    step_ = Step::set;
}

void Connect::take_look(json::View info)
{
    const std::string url{info.text("url")};
    if (url != webhook_)
        return fail(url.empty() ? "Telegram took the address and has none now: is another program setting it?"
                                : "Telegram has another address now: is another program using this token?");
    say("receive", webhook_.empty() ? "polling" : "webhook");
    if (!webhook_.empty())
        say("webhook", webhook_);
    const auto waiting = info.integer("pending_update_count").value_or(0);
    say("waiting_updates", std::to_string(waiting));
    if (waiting > many_waiting)
        warn(fmt::format("{} updates wait at Telegram; they come now, oldest first", waiting));
    if (!webhook_.empty()) {
        say("ip_address", words(info.text("ip_address")));
        auto kinds = info.ids("allowed_updates");
        const bool same = kinds.size() == wanted_updates.size() &&
                          std::is_permutation(kinds.begin(), kinds.end(), wanted_updates.begin());
        say("allowed_updates", joined(kinds));
        if (!same)
            warn("Telegram sends other kinds of update than were asked for");
    }
    judge_errors(info);
    step_ = wanted_.empty() ? Step::over : Step::menus;
}

// An old error may have been mended since: it is told with its time.
void Connect::judge_errors(json::View info)
{
    const auto message = words(info.text("last_error_message"));
    if (message.empty() || webhook_.empty())
        return;
    const auto at = read_time(info, "last_error_date");
    const auto when = at ? to_rfc3339(*at) : std::string{"at an unknown time"};
    say("last_error", fmt::format("{} ({})", message, when));
    warn(fmt::format("Telegram's last delivery failed ({}): {}; if that was before now, see whether the next one comes",
                     when, message));
}

} // namespace langnghe::telegram
