#include "bot/commands/connect_zalo.hpp"

#include "adapters/net/address.hpp"
#include "bot/commands/fetch.hpp"
#include "bot/commands/redirect.hpp"
#include "bot/daemon/transport.hpp"
#include "core/message/template.hpp"

#include "embedded/langnghe_guides.hpp"
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <iostream>
#include <utility>

namespace langnghe::commands {
namespace {

constexpr std::chrono::seconds call_time{30};
constexpr std::chrono::seconds local_time{5};

// What the program reads, by the names of Zalo's console.
constexpr std::array events{"user_send_text",
                            "user_send_image",
                            "user_send_link",
                            "user_send_audio",
                            "user_send_video",
                            "user_send_sticker",
                            "user_send_location",
                            "user_send_business_card",
                            "user_send_file",
                            "user_send_gif",
                            "oa_send_text",
                            "oa_send_image",
                            "oa_send_gif",
                            "oa_send_list",
                            "oa_send_file",
                            "oa_send_sticker",
                            "user_received_message",
                            "user_seen_message",
                            "user_reacted_message",
                            "user_click_chatnow",
                            "follow",
                            "unfollow",
                            "user_submit_info",
                            "user_withdraw",
                            "create_group",
                            "delete_group",
                            "update_group_info",
                            "user_join_group",
                            "user_out_group",
                            "user_send_group_text",
                            "user_send_group_image",
                            "user_send_group_link",
                            "user_send_group_audio",
                            "user_send_group_video",
                            "user_send_group_file",
                            "oa_send_group_text"};

// Everything that is shown, as fields of the guides and members of the document.
struct Guide
{
    std::string authorize_url;
    std::string redirect_uri;
    std::string challenge;
    std::string webhook;
    std::string verification_url;
};

struct Connected
{
    std::string expires_at;
    std::string verification; // what came of asking the daemon for Zalo's file
    std::string error;
    int status = done;
};

Guide guide_for(const Target& target, const Channel& channel)
{
    const std::string& base = target.configuration.server.public_url;
    const auto& name = channel.section.name;
    const auto& code = channel.section.site_verification;
    Guide guide;
    guide.redirect_uri = fmt::format("{}/{}/", base, target.section.slug);
    guide.challenge = secrets::challenge_of(target.setup->vault.verifier(name));
    guide.authorize_url =
        channel.renewing->authorize_url({guide.redirect_uri, guide.challenge, target.setup->vault.state(name)});
    guide.webhook = fmt::format("{}/{}/hook/{}", base, target.section.slug, name);
    guide.verification_url = fmt::format("{}/zalo_verifier{}.html", base, code.empty() ? "…" : code);
    return guide;
}

std::string render(std::string_view text, const Target& target, const Channel& channel, const Guide& guide)
{
    std::string listed;
    for (std::size_t i = 0; i < events.size(); i += 3) {
        listed += "     ";
        for (std::size_t k = i; k < std::min(i + 3, events.size()); ++k)
            listed += fmt::format("{:<26}", events[k]);
        listed += '\n';
    }
    const std::array<message::Field, 10> fields{{{"channel", channel.section.name},
                                                 {"app_id", channel.section.app_id},
                                                 {"oa_id", channel.section.oa_id},
                                                 {"public_url", target.configuration.server.public_url},
                                                 {"redirect_uri", guide.redirect_uri},
                                                 {"challenge", guide.challenge},
                                                 {"authorize_url", guide.authorize_url},
                                                 {"webhook", guide.webhook},
                                                 {"verification_url", guide.verification_url},
                                                 {"events", listed}}};
    const auto parsed = message::Template::parse(std::string{text});
    return parsed.has_value() ? parsed->render(fields) : std::string{};
}

std::string missing_of(const config::ChannelSection& section)
{
    std::string missing;
    for (const auto& [name, empty] :
         {std::pair{"app_id", section.app_id.empty()}, std::pair{"oa_id", section.oa_id.empty()},
          std::pair{"app_secret_key", section.app_secret_key.empty()}})
        if (empty)
            missing += fmt::format("{}{}", missing.empty() ? "" : ", ", name);
    return missing;
}

// Why this answer of the permission page is not ours; empty when it is.
std::string wrong_redirect(const Redirected& got, const Target& target, const config::ChannelSection& section)
{
    if (!got.state.empty() && got.state != target.setup->vault.state(section.name))
        return "this address belongs to another authorisation: open the address shown here and paste what comes of it";
    if (!got.account.empty() && got.account != section.oa_id)
        return fmt::format("the permission was given by OA {}, but oa_id is {}", got.account, section.oa_id);
    return {};
}

PlatformAnswer call(PlatformCall made)
{
    return daemon::answer_of(fetch(daemon::request_of(std::move(made), call_time)));
}

// Asks the daemon itself: the way from outside is the administrator's.
std::string ask_for_verification(const Target& target, const std::string& code)
{
    if (code.empty())
        return "site_verification is not set yet";
    if (!target.configuration.server.tls_certificate.empty())
        return "not tried: the daemon speaks TLS";
    net::ClientRequest request;
    request.url = fmt::format("http://{}/zalo_verifier{}.html", target.configuration.server.listen, code);
    request.timeout = local_time;
    const auto reply = fetch(std::move(request));
    if (reply.stage != net::Stage::answered)
        return "not tried: the daemon does not run here";
    return reply.status == 200 && reply.body.find(code) != std::string::npos
               ? "the daemon serves it"
               : "the daemon does not serve it: restart it with this configuration";
}

Connected refused(std::string error) { return {{}, {}, std::move(error), failed}; }

Connected exchange(const Target& target, const Channel& channel, const std::string& pasted)
{
    const auto& section = channel.section;
    const auto got = read_redirect(pasted);
    if (!got.wrong.empty())
        return refused(got.wrong);
    if (auto wrong = wrong_redirect(got, target, section); !wrong.empty())
        return refused(std::move(wrong));
    // A code is good once: whoever keeps the store is asked first.
    if (const auto reachable = operate(target, "channel.tokens", Json::object()); !reachable.ok)
        return refused(reachable.error);
    const auto answer = channel.renewing->read_grant(
        call(channel.renewing->exchange(Secret{got.code}, target.setup->vault.verifier(section.name))));
    if (answer.kind != credentials::GrantAnswer::Kind::renewed)
        return refused(fmt::format("Zalo gave no tokens: {}; a code is good for 10 minutes and once", answer.error));
    channel.renewing->use(answer.tokens.access);
    if (const auto trouble = channel.platform->read_probe(call(channel.platform->probe())); !trouble.empty())
        return refused(fmt::format("the tokens were not stored: {}", trouble));
    const auto stored = operate(target, "channel.connect",
                                {{"channel", section.name},
                                 {"access_token", answer.tokens.access.reveal()},
                                 {"refresh_token", answer.tokens.refresh.reveal()},
                                 {"seconds", std::chrono::duration_cast<std::chrono::seconds>(answer.life).count()}});
    if (!stored.ok)
        return refused(stored.error);
    const Json document = Json::parse(stored.document, nullptr, false);
    return {cell(document, "expires_at"), ask_for_verification(target, section.site_verification), {}, done};
}

Json to_json(const Channel& channel, const Guide& guide, const Connected& outcome)
{
    const auto text = [](const std::string& value) { return value.empty() ? Json(nullptr) : Json(value); };
    return {{"channel", channel.section.name},
            {"connected", !outcome.expires_at.empty()},
            {"oa_id", channel.section.oa_id},
            {"expires_at", text(outcome.expires_at)},
            {"authorize_url", guide.authorize_url},
            {"redirect_uri", guide.redirect_uri},
            {"code_challenge", guide.challenge},
            {"webhook", guide.webhook},
            {"events", events},
            {"verification_url", guide.verification_url},
            {"verification", text(outcome.verification)}};
}

std::string ask_for_code(const std::string& guide)
{
    std::fputs(guide.c_str(), stdout);
    std::fflush(stdout);
    std::string line;
    std::getline(std::cin, line);
    return line;
}

} // namespace

int connect_zalo(const Face& face, const Target& target, const Channel& channel, std::string pasted)
{
    if (const auto missing = missing_of(channel.section); !missing.empty())
        return complain(
            fmt::format("{}:{}: fill in first: {}", target.configuration.path.string(), channel.section.line, missing),
            misused);
    const Guide guide = guide_for(target, channel);
    if (pasted.empty() && face.json) {
        print_json(to_json(channel, guide, {}));
        return done;
    }
    if (pasted.empty())
        pasted = ask_for_code(render(embedded::zalo_oa_authorize_txt(), target, channel, guide));
    const Connected outcome = exchange(target, channel, pasted);
    if (outcome.status != done)
        return complain(outcome.error, outcome.status);
    if (face.json) {
        print_json(to_json(channel, guide, outcome));
        return done;
    }
    print(render(embedded::zalo_oa_webhook_txt(), target, channel, guide));
    print(fmt::format("{}: {}.", guide.verification_url, outcome.verification));
    return done;
}

} // namespace langnghe::commands
