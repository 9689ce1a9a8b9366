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

// What a person may decide to send again; the last one only when it is asked for by name.
constexpr std::array ended{DeliveryState::failed, DeliveryState::undeliverable, DeliveryState::ambiguous,
                           DeliveryState::expired};
constexpr int one_page = 200;

// One of an enumeration by its name, or a refusal that lists what there is.
template <class Enum, std::size_t count>
boost::system::result<Enum, Refusal> named(std::string_view name, const std::array<Enum, count>& all,
                                           std::string_view what)
{
    const auto found = std::ranges::find_if(all, [name](Enum each) { return name_of(each) == name; });
    if (found != all.end())
        return *found;
    std::string known;
    for (const Enum each : all)
        known += fmt::format("{}{}", known.empty() ? "" : ", ", name_of(each));
    return Refusal{fmt::format("unknown {} \"{}\"; there are {}", what, name, known)};
}

Answer list(Scene& scene, Arguments& arguments)
{
    OutboxFilter filter;
    const auto state = arguments.text("state");
    const auto kind = arguments.text("kind");
    const auto ticket = arguments.text("ticket");
    filter.channel = arguments.text("channel");
    if (const auto limit = arguments.number("limit", 1, 1'000); limit != 0)
        filter.limit = static_cast<int>(limit);
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    if (!state.empty()) {
        const auto known = named(state, all_delivery_states, "state");
        if (!known)
            return known.error();
        filter.states.push_back(*known);
    }
    if (!kind.empty()) {
        const auto known = named(kind, all_delivery_kinds, "kind");
        if (!known)
            return known.error();
        filter.kinds.push_back(*known);
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

struct Requeued
{
    std::int64_t rows = 0;
    std::int64_t doubtful = 0; // may arrive a second time
};

Json to_json(const Requeued& requeued)
{
    return {{"requeued", requeued.rows}, {"may_arrive_twice", requeued.doubtful}};
}

void requeue_one(Context& context, OutboxItem item, Requeued& requeued)
{
    journal::record(context, {.ticket = item.ticket,
                              .actor = console,
                              .action = "requeue",
                              .facts = fmt::format("outbox={};was={}", number(item.id), name_of(item.state))});
    ++requeued.rows;
    requeued.doubtful += item.state == DeliveryState::ambiguous || item.repeated ? 1 : 0;
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
        if (std::ranges::find(ended, item->state) == ended.end())
            return Refusal{
                fmt::format("delivery {} is {}: only one that failed, expired, is undeliverable or ambiguous "
                            "can be sent again",
                            *id, name_of(item->state))};
        if (is_erased(*item))
            return Refusal{fmt::format("delivery {} cannot be sent again: its words were erased", *id)};
        Requeued requeued;
        requeue_one(context, *item, requeued);
        return to_json(requeued);
    });
}

// One page of those whose words are still there; the filter goes on behind it, and begins anew after the last.
Requeued requeue_page(Context& context, OutboxFilter& filter)
{
    auto items = context.tx.outbox().list(filter);
    filter.before = items.empty() ? OutboxId::none : items.back().id;
    std::ranges::reverse(items); // the oldest first, as they were to be said
    Requeued requeued;
    for (OutboxItem& item : items)
        if (!is_erased(item))
            requeue_one(context, std::move(item), requeued);
    return requeued;
}

Answer requeue_all(Scene& scene, OutboxFilter filter)
{
    Requeued requeued;
    do {
        const auto page = scene.store.write_now([&](Tx& tx) {
            Context context{tx, scene.setup.facts, scene.random, scene.now()};
            OutboxFilter next = filter; // the job may run a second time
            auto these = requeue_page(context, next);
            return std::pair{these, next.before};
        });
        if (!page)
            return Refusal{fmt::format("{}; {} were queued again", explain(page.error()), requeued.rows)};
        requeued.rows += page->first.rows;
        requeued.doubtful += page->first.doubtful;
        filter.before = page->second;
    } while (filter.before != OutboxId::none);
    return to_json(requeued);
}

Answer requeue(Scene& scene, Arguments& arguments)
{
    const auto id = arguments.text("id");
    const auto state = arguments.text("state");
    OutboxFilter filter;
    filter.limit = one_page;
    filter.channel = arguments.text("channel");
    const bool all = arguments.flag("all");
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    const int ways = (id.empty() ? 0 : 1) + (state.empty() ? 0 : 1) + (all ? 1 : 0);
    if (ways != 1 || (!id.empty() && !filter.channel.empty()))
        return Refusal{"name one delivery by id, those of a state, or all of them"};
    if (!id.empty())
        return requeue_id(scene, id);
    filter.states.assign(ended.begin(), ended.end() - 1);
    if (!state.empty()) {
        const auto known = named(state, ended, "state of what can be sent again");
        if (!known)
            return known.error();
        filter.states = {*known};
    }
    return requeue_all(scene, std::move(filter));
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
