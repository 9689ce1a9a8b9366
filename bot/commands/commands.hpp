#pragma once
// The tree of subcommands, one file for each family.

#include "bot/commands/face.hpp"

namespace langnghe::commands {

void add_daemon(CLI::App& app, Face& face);    // serve, sandbox
void add_helper(CLI::App& app);                // scrub-image, for the daemon alone
void add_setup(CLI::App& app, Face& face);     // init, migrate
void add_check(CLI::App& app, Face& face);     // check
void add_users(CLI::App& app, Face& face);     // user
void add_groups(CLI::App& app, Face& face);    // group
void add_channels(CLI::App& app, Face& face);  // channel
void add_tickets(CLI::App& app, Face& face);   // ticket
void add_queues(CLI::App& app, Face& face);    // inbox, outbox
void add_reports(CLI::App& app, Face& face);   // report
void add_backup(CLI::App& app, Face& face);    // backup, restore
void add_verify(CLI::App& app, Face& face);    // verify
void add_person(CLI::App& app, Face& face);    // person
void add_retention(CLI::App& app, Face& face); // retention

// Leaves of `ticket`, `channel`, `user` and `group`.
void add_steps(CLI::App& tickets, Face& face);
void add_pause(CLI::App& channels, Face& face);
void add_quiet(CLI::App& parent, Face& face, const std::string& whose, const std::string& example);

// The whole command line: reads the arguments, runs what they say, gives the exit status.
int run(int argc, const char* const* argv);

} // namespace langnghe::commands
