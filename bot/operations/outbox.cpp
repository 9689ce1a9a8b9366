#include "bot/operations/arguments.hpp"
#include "bot/operations/delivery_json.hpp"
#include "bot/operations/terms.hpp"
#include "core/journal/record.hpp"
#include "core/outbox/decide.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace langnghe::operations {
namespace {

constexpr std::array states{DeliveryState::queued,        DeliveryState::claimed,   DeliveryState::sent,
                            DeliveryState::delivered,     DeliveryState::seen,      DeliveryState::failed,
                            DeliveryState::undeliverable, DeliveryState::ambiguous, DeliveryState::expired,
                            DeliveryState::held};
// What a person may decide to send again.
constexpr std::array ended{DeliveryState::failed, DeliveryState::undeliverable, DeliveryState::ambiguous};
constexpr int one_page = 200;

boost::system::result<DeliveryState, Refusal> state_from(std::string_view name)
{
    const auto found = std::ranges::find_if(states, [name](DeliveryState state) { return name_of(state) == name; });
    if (found != states.end())
        return *found;
    std::string known;
    for (const DeliveryState state : states)
        known += fmt::format("{}{}", known.empty() ? "" : ", ", name_of(state));
    return Refusal{fmt::format("unknown state \"{}\"; the states are {}", name, known)};
}

Answer list(Scene& scene, Arguments& arguments)
{
    OutboxFilter filter;
    const auto state = arguments.text("state");
    const auto ticket = arguments.text("ticket");
    filter.channel = arguments.text("channel");
    if (const auto limit = arguments.number("limit", 1, 1'000); limit != 0)
        filter.limit = static_cast<int>(limit);
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    if (!state.empty()) {
        const auto known = state_from(state);
        if (!known)
            return known.error();
        filter.states.push_back(*known);
    }
    return read(scene, [&](Context& context) -> Answer {
        if (!ticket.empty()) {
            const auto found = find_ticket(context, ticket);
            if (!found)
                return found.error();
            filter.ticket = found->id;
        }
        Json items = Json::array();
        for (const OutboxItem& item : context.tx.outbox().list(filter))
            items.push_back(listed(context, item));
        return items;
    });
}

void requeue_one(Context& context, OutboxItem item)
{
    journal::record(context, {.ticket = item.ticket,
                              .actor = console,
                              .action = "requeue",
                              .facts = fmt::format("outbox={};was={}", number(item.id), name_of(item.state))});
    item.state = DeliveryState::queued;
    item.attempts = 0;
    item.repeated = false;
    item.next_at = context.now;
    item.expires_at = context.now + outbox::shelf_life(item.kind);
    item.lease_until.reset();
    context.tx.outbox().save(item);
}

Answer requeue_id(Scene& scene, const std::string& text)
{
    const auto id = id_from(text);
    if (!id)
        return Refusal{fmt::format("\"{}\" is no delivery; see langnghe outbox list", text)};
    return write(scene, [id](Context& context) -> Answer {
        const auto item = context.tx.outbox().find(OutboxId{*id});
        if (!item)
            return Refusal{fmt::format("there is no delivery {}", *id)};
        if (item->state != DeliveryState::expired && std::ranges::find(ended, item->state) == ended.end())
            return Refusal{
                fmt::format("delivery {} is {}: only one that failed, expired, is undeliverable or ambiguous "
                            "can be sent again",
                            *id, name_of(item->state))};
        requeue_one(context, *item);
        return Json{{"requeued", 1}};
    });
}

Answer requeue_all(Scene& scene)
{
    std::int64_t requeued = 0;
    for (bool more = true; more;) {
        const auto page = scene.store.write_now([&scene](Tx& tx) {
            Context context{tx, scene.setup.facts, scene.random, scene.now()};
            OutboxFilter filter;
            filter.states.assign(ended.begin(), ended.end());
            filter.limit = one_page;
            auto items = tx.outbox().list(filter);
            std::ranges::reverse(items); // the oldest first, as they were to be said
            for (OutboxItem& item : items)
                requeue_one(context, std::move(item));
            return static_cast<std::int64_t>(items.size());
        });
        if (!page)
            return Refusal{fmt::format("{}; {} were queued again", explain(page.error()), requeued)};
        requeued += *page;
        more = *page == one_page;
    }
    return Json{{"requeued", requeued}};
}

Answer requeue(Scene& scene, Arguments& arguments)
{
    const auto id = arguments.text("id");
    const bool all = arguments.flag("all");
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    if (id.empty() != all)
        return Refusal{"name one delivery by id, or all of them"};
    return all ? requeue_all(scene) : requeue_id(scene, id);
}

Answer release(Scene& scene, Arguments& arguments)
{
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    return write(scene, [](Context& context) -> Answer {
        const int released = context.tx.outbox().release();
        if (released > 0)
            journal::record(context,
                            {.actor = console, .action = "release", .facts = fmt::format("deliveries={}", released)});
        return Json{{"released", released}};
    });
}

constexpr std::array all{Verb{"outbox.list", list}, Verb{"outbox.requeue", requeue, true},
                         Verb{"outbox.release", release}};

} // namespace

std::span<const Verb> outbox_verbs() { return all; }

} // namespace langnghe::operations
