#include "core/intake/unsupported.hpp"

#include "core/message/say.hpp"
#include "core/outbox/post.hpp"
#include "core/people/identify.hpp"
#include "core/store/sent.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

namespace langnghe {
namespace {

constexpr Duration one_answer = std::chrono::minutes{10}; // ten files are one mistake

// Every channel that takes files; without one there is still the office.
std::string other_ways(const Commune& commune)
{
    std::vector<std::string> ways;
    for (const auto& [name, channel] : commune.channels)
        if (channel.traits.takes_files)
            ways.push_back(commune.say(Say::way_channel, {{"channel", channel.label}}));
    if (ways.empty())
        ways.push_back(commune.say(Say::way_office, {{"commune", commune.name}}));
    return fmt::format("{}", fmt::join(ways, ", "));
}

} // namespace

void take_unsupported(Context& context, const std::string& channel, const Unsupported& unsupported, TimePoint at)
{
    if (unsupported.chat.kind == ChatKind::group)
        return; // a group hears nothing of what one member's app could not send
    identify(context, channel, unsupported.from, at);
    Letter letter;
    letter.channel = channel;
    letter.to = unsupported.chat;
    letter.text = context.commune.say(Say::unsupported, {{"ways", other_ways(context.commune)}});
    if (!context.tx.sent().told(channel, letter.to.id, letter.text, context.now - one_answer))
        post(context, std::move(letter));
}

} // namespace langnghe
