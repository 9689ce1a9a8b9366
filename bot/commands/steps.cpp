#include "bot/commands/commands.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace langnghe::commands {
namespace {

// What one leaf may be told besides the ticket's code: positional when it has no dashes.
struct Option
{
    std::string_view name;
    std::string_view argument;
    std::string_view says;
    bool required = false;
};

struct Leaf
{
    std::string_view step;
    std::string_view does;
    std::string_view example; // what follows the code
    std::vector<Option> options{};
};

constexpr Option kept_from{"--kept-from", "kept_from",
                           "The department or official that the words are about: they do not see the ticket"};
constexpr Option area{"--area", "area", "As in the taxonomy"};
constexpr Option urgency{"--urgency", "urgency", "normal or urgent"};

Option text(std::string_view says) { return {"text", "text", says, true}; }

const std::vector<Leaf>& leaves()
{
    static const std::vector<Leaf> all{
        {"verify", "Say that a report is one", "", {kept_from}},
        {"classify",
         "Say what it is about",
         "giao_thong --area khu_3",
         {{"field", "field", "As in the taxonomy", true}, area, urgency, kept_from}},
        {"transfer",
         "Give it to a department; a received one is verified and classified on the way",
         "--field giao_thong --department kinh_te",
         {{"--department", "department", "As in the taxonomy; else where the routes send it"},
          {"--field", "field", "Of one that was not classified yet"},
          area,
          urgency,
          {"--note", "text", "Words for those who handle it"},
          kept_from}},
        {"accept", "Begin to handle it", ""},
        {"assign",
         "Give it to one person of its department",
         "\"Nguyen Van A\"",
         {{"person", "person", "The user's name or id", true}}},
        {"return", "Give it back to those who distribute", "\"Not for us\"", {text("Why")}},
        {"ask",
         "Ask the reporter; the deadline stands still until the answer",
         "\"Which house?\"",
         {text("The question")}},
        {"answer",
         "Tell the reporter something; the ticket stays as it is",
         "\"They come on Monday\"",
         {text("The words")}},
        {"answer-now", "Answer a fresh question for good", "\"Open from 7:30 on\"", {text("The answer")}},
        {"resolve",
         "Report the result",
         "\"The hole is mended\" --kind solved",
         {text("The result"),
          {"--kind", "kind", "solved, partly, impossible, out_of_scope or answered (solved)"},
          {"--file", "files", "SHA-256 of a file of the ticket that shows it; may be repeated"}}},
        {"publish",
         "Publish the result, without anybody's name",
         "\"The hole is mended\"",
         {text("The public words"), {"--file", "files", "SHA-256 of a file of the ticket; may be repeated"}}},
        {"close", "Close it without publishing", "\"Answered by telephone\"", {text("Why")}},
        {"reject", "Refuse it; never a complaint or a denunciation", "\"Not in this commune\"", {text("Why")}},
        {"merge",
         "Let another ticket stand for it; its reporters hear the result of that one",
         "LS-26-0041",
         {{"master", "master", "The other ticket's code", true}}},
        {"unmerge", "Let it stand for itself again", ""},
        {"reopen", "Handle it again", "\"It broke again\"", {text("Why")}},
        {"extend",
         "Ask for more time",
         "3 \"Waiting for material\"",
         {{"days", "days", "Working days", true}, text("Why")}},
        {"approve", "Approve the time that was asked for", ""},
        {"nature",
         "Say its legal nature; a denunciation is sealed",
         "petition",
         {{"nature", "nature",
           "field_report, petition, regulation_feedback, question, complaint, denunciation, crime_report, out_of_scope "
           "or junk",
           true}}},
        {"keep-from",
         "Keep it from a department or an official: they are told nothing of it, do not see it and cannot get it",
         "\"Nguyen Van A\" \"The words are about him\"",
         {{"who", "kept_from", "The department's key or name, or the user's name or id", true},
          {"why", "text", "Kept in the journal"}}},
        {"let-in",
         "Keep it from them no longer",
         "\"Nguyen Van A\"",
         {{"who", "kept_from", "The department's key or name, or the user's name or id", true},
          {"why", "text", "Kept in the journal"}}},
    };
    return all;
}

void show_step(const Target&, const Json& ticket)
{
    const std::string due = cell(ticket, "due_at");
    print(fmt::format("{}: {}{}", cell(ticket, "code"), cell(ticket, "status"),
                      due == "-" ? "" : fmt::format(", due {}", due)));
}

void add_option(CLI::App& command, const Option& option, const std::shared_ptr<Json>& arguments)
{
    const std::string argument{option.argument};
    const std::string name{option.name};
    const std::string says{option.says};
    CLI::Option* added = nullptr;
    if (argument == "days") {
        const auto set = [arguments, argument](int value) { (*arguments)[argument] = value; };
        added = command.add_option_function<int>(name, set, says)->check(CLI::Range(1, 60));
    } else if (argument == "files") {
        const auto set = [arguments, argument](const std::vector<std::string>& value) {
            (*arguments)[argument] = value;
        };
        added = command.add_option_function<std::vector<std::string>>(name, set, says)->allow_extra_args(false);
    } else {
        const auto set = [arguments, argument](const std::string& value) { (*arguments)[argument] = value; };
        added = command.add_option_function<std::string>(name, set, says);
    }
    added->required(option.required);
}

void add_leaf(CLI::App& tickets, Face& face, const Leaf& step)
{
    const auto arguments = std::make_shared<Json>(Json{{"step", step.step}});
    const std::string example = fmt::format("langnghe ticket {} LS-26-0042 {}", step.step, step.example);
    CLI::App& command = leaf(tickets, face, std::string{step.step}, std::string{step.does},
                             example.substr(0, example.find_last_not_of(' ') + 1));
    add_option(command, {"code", "code", "The ticket's code", true}, arguments);
    for (const Option& option : step.options)
        add_option(command, option, arguments);
    const auto seen = [arguments](std::int64_t value) { (*arguments)["version"] = value; };
    command.add_option_function<std::int64_t>("--seen", seen, "Only if the ticket still has this version")
        ->check(CLI::PositiveNumber)
        ->type_name("VERSION");
    command.callback([&face, arguments] {
        face.run = [&face, arguments] { return operate_and_show(face, "ticket.step", *arguments, show_step); };
    });
}

} // namespace

void add_steps(CLI::App& tickets, Face& face)
{
    for (const Leaf& each : leaves())
        add_leaf(tickets, face, each);
}

} // namespace langnghe::commands
