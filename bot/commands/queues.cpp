#include "bot/commands/commands.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace langnghe::commands {
namespace {

struct Chosen
{
    std::vector<std::string> ids;
    bool all = false;
};

void show_parked(const Target&, const Json& events)
{
    std::vector<Row> rows;
    for (const Json& event : events)
        rows.push_back({cell(event, "id"), cell(event, "channel"), cell(event, "at"), cell(event, "bytes"),
                        cell(event, "reason")});
    print_table({"ID", "CHANNEL", "CAME", "BYTES", "REASON"}, rows);
}

void show_replayed(const Target&, const Json& tally)
{
    print(fmt::format("{} tried: {} understood now, {} still parked, {} refused by the store.", cell(tally, "tried"),
                      cell(tally, "understood"), cell(tally, "still_parked"), cell(tally, "refused")));
}

void show_deliveries(const Target&, const Json& items)
{
    std::vector<Row> rows;
    for (const Json& item : items)
        rows.push_back({cell(item, "id"), cell(item, "channel"), cell(item, "kind"), cell(item, "ticket"),
                        cell(item, "state"), cell(item, "attempts"), cell(item, "at"), cell(item, "last_error")});
    print_table({"ID", "CHANNEL", "KIND", "TICKET", "STATE", "TRIES", "AT", "LAST ERROR"}, rows);
}

void require_one_way(const Chosen& chosen)
{
    if (chosen.ids.empty() != chosen.all)
        throw CLI::RequiredError("an id or --all");
}

void add_inbox(CLI::App& app, Face& face)
{
    CLI::App& inbox = branch(app, "inbox", "Events that nobody understood, kept as they came");
    const auto limit = std::make_shared<int>(100);
    CLI::App& list = leaf(inbox, face, "list", "List them, oldest first", "langnghe inbox list");
    list.add_option("--limit", *limit, "At most so many (100)")->check(CLI::Range(1, 10'000));
    list.callback([&face, limit] {
        face.run = [&face, limit] { return operate_and_show(face, "inbox.list", {{"limit", *limit}}, show_parked); };
    });

    const auto chosen = std::make_shared<Chosen>();
    CLI::App& replay = leaf(inbox, face, "replay", "Read them again, after an update that understands more",
                            "langnghe inbox replay --all");
    replay.add_option("id", chosen->ids, "Which ones")->type_name("ID");
    replay.add_flag("--all", chosen->all, "All of them");
    replay.callback([&face, chosen] {
        require_one_way(*chosen);
        face.run = [&face, chosen] {
            return operate_and_show(face, "inbox.replay", {{"ids", chosen->ids}, {"all", chosen->all}}, show_replayed);
        };
    });
}

void add_outbox_list(CLI::App& parent, Face& face)
{
    const auto arguments = std::make_shared<Json>(Json::object());
    CLI::App& command =
        leaf(parent, face, "list", "List deliveries, newest first", "langnghe outbox list --state failed");
    for (const auto& [name, says] : {std::pair{"state", "Only those in this state: queued, sent, failed, ambiguous…"},
                                     std::pair{"channel", "Only those of this channel"},
                                     std::pair{"ticket", "Only those of this ticket's code"}}) {
        const auto set = [arguments, key = std::string(name)](const std::string& value) { (*arguments)[key] = value; };
        command.add_option_function<std::string>(std::string("--") + name, set, says);
    }
    const auto limit = [arguments](int value) { (*arguments)["limit"] = value; };
    command.add_option_function<int>("--limit", limit, "At most so many (100)")->check(CLI::Range(1, 1000));
    command.callback([&face, arguments] {
        face.run = [&face, arguments] { return operate_and_show(face, "outbox.list", *arguments, show_deliveries); };
    });
}

void add_requeue(CLI::App& parent, Face& face)
{
    const auto id = std::make_shared<std::string>();
    const auto all = std::make_shared<bool>(false);
    CLI::App& command = leaf(parent, face, "requeue", "Send again what failed, is undeliverable or ambiguous",
                             "langnghe outbox requeue 17");
    command.add_option("id", *id, "Which one")->type_name("ID");
    command.add_flag("--all", *all, "All of them");
    command.callback([&face, id, all] {
        require_one_way({id->empty() ? std::vector<std::string>{} : std::vector{*id}, *all});
        face.run = [&face, id, all] {
            return operate_and_show(face, "outbox.requeue", {{"id", *id}, {"all", *all}},
                                    [](const Target&, const Json& json) {
                                        print(fmt::format("{} queued again.", cell(json, "requeued")));
                                    });
        };
    });
}

} // namespace

void add_queues(CLI::App& app, Face& face)
{
    add_inbox(app, face);
    CLI::App& outbox = branch(app, "outbox", "Deliveries");
    add_outbox_list(outbox, face);
    add_requeue(outbox, face);
    CLI::App& release = leaf(outbox, face, "release", "Let go what a restore held back", "langnghe outbox release");
    release.callback([&face] {
        face.run = [&face] {
            return operate_and_show(face, "outbox.release", Json::object(), [](const Target&, const Json& json) {
                print(fmt::format("{} released.", cell(json, "released")));
            });
        };
    });
}

} // namespace langnghe::commands
