#include "bot/operations/arguments.hpp"
#include "bot/operations/terms.hpp"
#include "core/store/sent.hpp"

#include <nlohmann/json.hpp>

#include <array>

namespace langnghe::operations {
namespace {

Json share(std::int64_t used, std::int64_t limit) { return {{"used", used}, {"limit", limit}}; }

// How much of each platform's package is used, by channel; only of those that have one.
Answer usage(Scene& scene, Arguments& arguments)
{
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    return read(scene, [](Context& context) -> Answer {
        Json channels = Json::object();
        for (const auto& [name, info] : context.commune.channels) {
            const Quota& quota = info.traits.quota;
            if (quota.messages == 0)
                continue;
            const auto used = context.tx.sent().usage(name, outbox::month_in_vietnam(context.now));
            channels[name] = {{"messages", share(used.messages, quota.messages)},
                              {"people", share(used.people, quota.people)},
                              {"groups", share(used.groups, quota.groups)},
                              {"warnings", outbox::quota_warnings(quota, used, context.now)},
                              {"paused", or_null(outbox::used_up(quota, used, context.now))}};
        }
        return channels;
    });
}

constexpr std::array all{Verb{"channel.usage", usage}};

} // namespace

std::span<const Verb> package_verbs() { return all; }

} // namespace langnghe::operations
