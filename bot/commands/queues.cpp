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

// "45 s", "12 min", "5 h", "9 d"
std::string age_of(const Json& seconds)
{
    const auto age = seconds.is_number() ? seconds.get<std::int64_t>() : 0;
    if (age < 120)
        return fmt::format("{} s", age);
    if (age < 2 * 3600)
        return fmt::format("{} min", age / 60);
    return age < 2 * 86400 ? fmt::format("{} h", age / 3600) : fmt::format("{} d", age / 86400);
}

void show_waiting(const Target& target)
{
    const auto reply = operate(target, "channel.state", Json::object());
    const Json channels = reply.ok ? Json::parse(reply.document) : Json::array();
    for (const Json& channel : channels) {
        if (!channel["oldest_waiting_age"].is_null())
            print(fmt::format("{}: the oldest that waits is {} old.", cell(channel, "name"),
                              age_of(channel["oldest_waiting_age"])));
        if (channel["paused"] == true)
            print(fmt::format("{}: paused; see langnghe channel resume.", cell(channel, "name")));
    }
}

void show_deliveries(const Target& target, const Json& items)
{
    std::vector<Row> rows;
    for (const Json& item : items) {
        const std::string ways = item["ways"].empty() ? "" : fmt::format("; left: {}", cell(item, "ways"));
        rows.push_back({cell(item, "id"), cell(item, "channel"), cell(item, "kind"), cell(item, "ticket"),
                        cell(item, "state"), cell(item, "attempts"), age_of(item["age"]), cell(item, "why") + ways});
    }
    print_table({"ID", "CHANNEL", "KIND", "TICKET", "STATE", "TRIES", "AGE", "WHY"}, rows);
    show_waiting(target);
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
    for (const auto& [name, says] :
         {std::pair{"state", "Only those in this state: queued, sent, failed, ambiguous…"},
          std::pair{"channel", "Only those of this channel"},
          std::pair{"kind", "Only of this kind: receipt, status, answer, push, reply, alert"},
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

void show_requeued(const Target&, const Json& json)
{
    print(fmt::format("{} queued again.", cell(json, "requeued")));
    if (json["may_arrive_twice"] != 0)
        print(fmt::format("{} of them may arrive a second time: nobody knows whether they had arrived.",
                          cell(json, "may_arrive_twice")));
}

void add_requeue(CLI::App& parent, Face& face)
{
    const auto arguments = std::make_shared<Json>(Json::object());
    CLI::App& command = leaf(parent, face, "requeue",
                             "Send again what failed, is undeliverable, ambiguous or expired. What is ambiguous may "
                             "arrive a second time",
                             "langnghe outbox requeue 17, or: langnghe outbox requeue --state failed --channel zalo");
    const auto set = [arguments](const std::string& key) {
        return [arguments, key](const std::string& value) { (*arguments)[key] = value; };
    };
    auto* const id = command.add_option_function<std::string>("id", set("id"), "Which one")->type_name("ID");
    auto* const state = command.add_option_function<std::string>("--state", set("state"),
                                                                 "Those that are failed, undeliverable, ambiguous or "
                                                                 "expired");
    auto* const all = command.add_flag_callback(
        "--all", [arguments] { (*arguments)["all"] = true; }, "All that are not expired");
    command.add_option_function<std::string>("--channel", set("channel"), "Of these, only those of this channel")
        ->excludes(id);
    id->excludes(state)->excludes(all);
    state->excludes(all);
    command.callback([&face, arguments] {
        if (!arguments->contains("id") && !arguments->contains("state") && !arguments->contains("all"))
            throw CLI::RequiredError("an id, --state or --all");
        face.run = [&face, arguments] { return operate_and_show(face, "outbox.requeue", *arguments, show_requeued); };
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
