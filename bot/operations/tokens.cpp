#include "bot/commune/tokens.hpp"

#include "bot/operations/arguments.hpp"
#include "bot/operations/terms.hpp"
#include "core/journal/record.hpp"
#include "core/store/credentials.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>

namespace langnghe::operations {
namespace {

constexpr std::int64_t longest_life = 400LL * 24 * 3600; // seconds

Json tokens_of(Tx& tx, std::string_view channel)
{
    const auto grant = tx.credentials().find(channel).value_or(credentials::Grant{});
    const bool connected = !grant.sealed.empty();
    const auto when = [connected](TimePoint time) { return connected ? Json(to_rfc3339(time)) : Json(nullptr); };
    return {{"connected", connected},
            {"renewed_at", when(grant.obtained_at)},
            {"expires_at", when(grant.expires_at)},
            {"renewable", grant.renewable},
            {"refresh_begun_at", or_null(grant.begun_at)},
            {"reconnect_needed_since", or_null(grant.lost_at)},
            {"reconnect_why", or_null(grant.lost_why)}};
}

// By the channel's name; of those whose tokens change.
Answer tokens(Scene& scene, Arguments& arguments)
{
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    return read(scene, [&](Context& context) -> Answer {
        Json all = Json::object();
        for (const auto& [name, channel] : scene.setup.channels)
            if (channel.renewing != nullptr)
                all[name] = tokens_of(context.tx, name);
        return all;
    });
}

Answer connect(Scene& scene, Arguments& arguments)
{
    const auto name = arguments.text("channel");
    credentials::GrantAnswer answer;
    answer.tokens.access = Secret{arguments.text("access_token")};
    answer.tokens.refresh = Secret{arguments.text("refresh_token")};
    answer.life = std::chrono::seconds{arguments.number("seconds", 1, longest_life)};
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    const auto found = scene.setup.channels.find(name);
    if (found == scene.setup.channels.end() || found->second.renewing == nullptr)
        return Refusal{fmt::format("there is no channel \"{}\" whose tokens could be stored", name)};
    if (answer.tokens.access.empty() || answer.life == Duration{0})
        return Refusal{"an access token and its life are needed"};
    return write(scene, [&](Context& context) -> Answer {
        langnghe::connect(context.tx, scene.setup, found->second, answer, context.now);
        journal::record(context, {.actor = console, .action = "channel_connect", .facts = "channel=" + name});
        return tokens_of(context.tx, name);
    });
}

constexpr std::array all{Verb{"channel.tokens", tokens}, Verb{"channel.connect", connect}};

} // namespace

std::span<const Verb> token_verbs() { return all; }

} // namespace langnghe::operations
