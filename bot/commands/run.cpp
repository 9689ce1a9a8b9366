#include "bot/commands/commands.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <exception>

namespace langnghe::commands {
namespace {

// The help that belongs to what was typed: "langnghe ticket show".
std::string path_of(const CLI::App& app)
{
    std::string path = app.get_name();
    for (const CLI::App* command : app.get_subcommands())
        path += ' ' + path_of(*command);
    return path;
}

int refuse(const CLI::App& app, const CLI::ParseError& error)
{
    std::string what = error.what();
    std::ranges::replace(what, '\n', ' ');
    return complain(fmt::format("{}; see {} --help", what, path_of(app)), misused);
}

} // namespace

int run(int argc, const char* const* argv)
{
    Face face;
    CLI::App app("A commune listens to its people in chat.", "langnghe");
    app.set_version_flag("--version", "langnghe " LANGNGHE_VERSION);
    app.require_subcommand(1);
    app.footer("Example: langnghe sandbox\nEvery command has --help with an example.");
    add_daemon(app, face);
    add_helper(app);
    add_setup(app, face);
    add_check(app, face);
    add_users(app, face);
    add_groups(app, face);
    add_channels(app, face);
    add_tickets(app, face);
    add_queues(app, face);
    add_reports(app, face);
    add_backup(app, face);
    add_verify(app, face);
    add_retention(app, face);
    add_person(app, face);
    try {
        app.parse(argc, argv);
        return face.run ? face.run() : refuse(app, CLI::RequiredError("a command"));
    } catch (const CLI::ParseError& error) {
        return error.get_exit_code() == 0 ? app.exit(error) : refuse(app, error);
    } catch (const std::exception& error) {
        return complain(fmt::format("could not be done: {}", error.what()), failed);
    }
}

} // namespace langnghe::commands
