#include "bot/commands/commands.hpp"
#include "core/message/say.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace langnghe::commands {
namespace {

// The label that people read.
std::string status_of(const Target& target, const Json& ticket)
{
    const auto status = status_from(cell(ticket, "status"));
    return status ? target.setup->facts.say(label_of(*status)) : cell(ticket, "status");
}

// What is sealed, or may have to be, says so: it waits for its keeper alone.
std::string nature_of(const Json& ticket)
{
    return cell(ticket, "nature") + (ticket.contains("channel") ? "" : " (sealed)");
}

void show_list(const Target& target, const Json& tickets)
{
    std::vector<Row> rows;
    for (const Json& ticket : tickets)
        rows.push_back({cell(ticket, "code"), status_of(target, ticket), nature_of(ticket), cell(ticket, "field"),
                        cell(ticket, "area"), cell(ticket, "channel"), cell(ticket, "created_at")});
    print_table({"CODE", "STATUS", "NATURE", "FIELD", "AREA", "CHANNEL", "CREATED"}, rows);
}

void show_scalars(const Json& ticket)
{
    for (const char* name : {"nature", "field", "area", "place", "urgency", "department", "assignee", "channel",
                             "created_at", "due_at", "overdue", "voices", "merged_into", "forwarded_by"})
        if (const std::string value = cell(ticket, name); value != "-")
            print(fmt::format("  {:<13} {}", name, value));
    std::string kept;
    for (const Json& name : ticket.value("kept_from", Json::array()))
        kept += (kept.empty() ? "" : ", ") + name.get<std::string>();
    if (!kept.empty())
        print(fmt::format("  {:<13} {}", "kept from", kept));
    if (!ticket.contains("reporter"))
        return;
    const Json& reporter = ticket["reporter"];
    print(fmt::format("  {:<13} {}", "reporter",
                      reporter.value("anonymous", false) ? "anonymous" : cell(reporter, "name")));
}

// As an official reads it in chat too.
void show_deadline(const Json& deadline)
{
    if (deadline.is_null())
        return print("\nNothing is due");
    print("");
    for (const Json& sentence : deadline["sentences"])
        print(sentence.get<std::string>());
}

void show_messages(const Json& messages)
{
    print("\nMessages");
    for (const Json& message : messages) {
        print(fmt::format("  {}  {}{}", cell(message, "at"), cell(message, "from"),
                          message.value("edited", false) ? " (edited)" : ""));
        if (!message.value("text", "").empty())
            print(fmt::format("    {}", cell(message, "text")));
        for (const Json& attachment : message.value("attachments", Json::array()))
            print(fmt::format("    [{} {}]", cell(attachment, "kind"), cell(attachment, "name")));
    }
}

void show_rows(const Json& ticket)
{
    print("\nEvents");
    for (const Json& event : ticket["events"])
        print(fmt::format("  {:>6}  {}  {:<12} {}  {}", cell(event, "seq"), cell(event, "at"), cell(event, "actor"),
                          cell(event, "action"), cell(event, "note")));
    print("\nDeliveries");
    for (const Json& delivery : ticket["deliveries"])
        print(fmt::format("  {:>6}  {}  {} to {}: {}", cell(delivery, "id"), cell(delivery, "at"),
                          cell(delivery, "kind"), cell(delivery, "channel"), cell(delivery, "state")));
}

void show_ticket(const Target& target, const Json& ticket)
{
    print(fmt::format("{}  {}", cell(ticket, "code"), status_of(target, ticket)));
    show_scalars(ticket);
    if (ticket.contains("deadline"))
        show_deadline(ticket["deadline"]);
    if (!ticket.contains("messages"))
        return print("  sealed: nothing else is shown");
    if (const Json& result = ticket["result"]; !result.is_null())
        print(fmt::format("\nResult ({}, {})\n  {}", cell(result, "kind"), cell(result, "at"), cell(result, "text")));
    show_messages(ticket["messages"]);
    show_rows(ticket);
}

void add_list(CLI::App& parent, Face& face)
{
    const auto arguments = std::make_shared<Json>(Json::object());
    CLI::App& command =
        leaf(parent, face, "list", "List tickets, newest first", "langnghe ticket list --status received --json");
    const auto text = [&](const std::string& option, const std::string& name, const std::string& says) {
        const auto set = [arguments, name](const std::string& value) { (*arguments)[name] = value; };
        return command.add_option_function<std::string>(option, set, says);
    };
    text("--status", "status", "Only those in this state: received, verified, in_progress…")->type_name("STATUS");
    text("--channel", "channel", "Only those that came by this channel")->type_name("NAME");
    text("--before", "before", "Only those older than this one")->type_name("CODE");
    text("--words", "words", "Only those with a message that has all of these words, accents or not")
        ->type_name("WORDS");
    const auto limit = [arguments](int value) { (*arguments)["limit"] = value; };
    command.add_option_function<int>("--limit", limit, "At most so many (50)")->check(CLI::Range(1, 1000));
    command.callback([&face, arguments] {
        face.run = [&face, arguments] { return operate_and_show(face, "ticket.list", *arguments, show_list); };
    });
}

} // namespace

void add_tickets(CLI::App& app, Face& face)
{
    CLI::App& tickets = branch(app, "ticket", "Read tickets, and act on them");
    add_list(tickets, face);
    const auto code = std::make_shared<std::string>();
    CLI::App& show = leaf(tickets, face, "show", "Show one ticket; that its reporter was shown is journalled",
                          "langnghe ticket show LS-26-0042 --explain");
    show.add_option("code", *code, "The ticket's code")->required()->type_name("CODE");
    const auto explain = std::make_shared<bool>(false);
    show.add_flag("--explain", *explain, "Say where the deadline comes from, day by day");
    show.callback([&face, code, explain] {
        face.run = [&face, code, explain] {
            const Json arguments{{"code", *code}, {"explain", *explain}};
            return operate_and_show(face, "ticket.show", arguments, show_ticket);
        };
    });
    add_steps(tickets, face);
}

} // namespace langnghe::commands
