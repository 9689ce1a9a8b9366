#include "core/people/retention.hpp"

#include "bot/operations/arguments.hpp"

#include <nlohmann/json.hpp>

#include <array>

namespace langnghe::operations {
namespace {

constexpr int at_once = 50;

// In transactions of their own, so that messages are taken in meanwhile.
Result<int> repeat(Scene& scene, const std::function<int(Context&)>& step)
{
    int rows = 0;
    for (;;) {
        const auto done = scene.store.write_now([&](Tx& tx) {
            Context context{tx, scene.setup.facts, scene.random, scene.now()};
            return step(context);
        });
        if (!done)
            return done.error();
        rows += *done;
        if (*done < at_once)
            return rows;
    }
}

Result<int> count(Scene& scene, Keeping what)
{
    return scene.store.read_now([&](Tx& tx) {
        Context context{tx, scene.setup.facts, scene.random, scene.now()};
        return static_cast<int>(count_due(context, what));
    });
}

Answer run_rules(Scene& scene, Arguments& arguments)
{
    const bool dry = arguments.flag("dry_run");
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    const PrivacyRules& rules = scene.setup.facts.rules.privacy;
    Json categories = Json::array();
    for (const Keeping what : all_keepings) {
        const auto apply = [what](Context& context) { return apply_retention(context, what, at_once); };
        const auto rows = dry ? count(scene, what) : repeat(scene, apply);
        if (!rows)
            return Refusal{explain(rows.error())};
        const int days = days_of(rules, what);
        categories.push_back({{"name", name_of(what)},
                              {"days", days == 0 ? Json(nullptr) : Json(days)},
                              {"automatic", is_automatic(rules, what)},
                              {"rows", *rows}});
    }
    if (!dry)
        if (const auto dropped = repeat(scene, [](Context& context) { return drop_forgotten(context, at_once); });
            !dropped)
            return Refusal{explain(dropped.error())};
    return Json{{"dry_run", dry}, {"categories", std::move(categories)}};
}

constexpr std::array all{Verb{"retention.run", run_rules, true}};

} // namespace

std::span<const Verb> retention_verbs() { return all; }

} // namespace langnghe::operations
