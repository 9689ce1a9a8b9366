#include "bot/commands/commands.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <tuple>

namespace langnghe::commands {
namespace {

// A copy is for the person: as it is, to print or to hand over.
void show_copy(const Target&, const Json& document) { print_json(document); }

void show_erased(const Target&, const Json& document)
{
    print(fmt::format(
        "Erased: the words of {} entries on {} tickets, the name and contact details. The register knows it "
        "within seconds of the daemon's running.",
        cell(document, "entries"), cell(document, "tickets")));
}

std::shared_ptr<Json> add_whom(CLI::App& command)
{
    const auto arguments = std::make_shared<Json>(Json::object());
    for (const auto& [name, says, type] :
         {std::tuple{"ticket", "Who reported this ticket", "CODE"},
          std::tuple{"channel", "By which channel they write", "NAME"}, std::tuple{"id", "Their id there", "ID"}}) {
        const auto set = [arguments, key = std::string(name)](const std::string& value) { (*arguments)[key] = value; };
        command.add_option_function<std::string>(std::string("--") + name, set, says)->type_name(type);
    }
    return arguments;
}

} // namespace

void add_person(CLI::App& app, Face& face)
{
    CLI::App& person = branch(app, "person", "What is kept of somebody, for whoever asks at the counter");
    CLI::App& copy = leaf(person, face, "copy", "A copy of all that is kept of them; that it was made is journalled",
                          "langnghe person copy --ticket LS-26-0042");
    const auto whom = add_whom(copy);
    copy.callback([&face, whom] {
        face.run = [&face, whom] { return operate_and_show(face, "person.copy", *whom, show_copy); };
    });

    CLI::App& erase =
        leaf(person, face, "erase", "Erase their words, name and details for good; what the law keeps stays",
             "langnghe person erase --channel zalo --id 6093318827745500007 --sure");
    const auto who = add_whom(erase);
    const auto sure = [who](std::int64_t) { (*who)["sure"] = true; };
    erase.add_flag_function("--sure", sure, "It cannot be undone");
    erase.callback([&face, who] {
        face.run = [&face, who] { return operate_and_show(face, "person.erase", *who, show_erased); };
    });
}

} // namespace langnghe::commands
