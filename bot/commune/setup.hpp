#pragma once
// A commune's facts and platforms, made from its section of the configuration: for the daemon and the command line
// alike. Problems name file and line.

#include "bot/config/config.hpp"
#include "bot/secrets/vault.hpp"
#include "core/channel/backlog.hpp"
#include "core/channel/connecting.hpp"
#include "core/channel/file_source.hpp"
#include "core/channel/files.hpp"
#include "core/channel/group_care.hpp"
#include "core/channel/history.hpp"
#include "core/channel/menu.hpp"
#include "core/channel/polling.hpp"
#include "core/channel/pressing.hpp"
#include "core/channel/renewing.hpp"
#include "core/commune/commune.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace langnghe {

struct Channel
{
    config::ChannelSection section;
    std::unique_ptr<Platform> platform;               // nothing: this program does not speak the platform
    const PollingPlatform* polling = nullptr;         // the same one, when updates are to be fetched
    const FileSender* files = nullptr;                // the same one, when it carries files
    const FileSource* source = nullptr;               // the same one, when files come with its messages
    const GroupHistory* history = nullptr;            // the same one, where a group's past can be asked for
    const ConnectablePlatform* connectable = nullptr; // the same one, where the program itself can set it up
    const MenuPlatform* menus = nullptr;              // the same one, where it shows menus of commands
    const PressPlatform* presses = nullptr;           // the same one, where a press is to be answered
    const BacklogPlatform* backlog = nullptr;         // the same one, when it can show what was missed
    RenewingPlatform* renewing = nullptr;             // the same one, when its tokens change
    const GroupCare* care = nullptr;                  // the same one, where groups are bought
};

struct CommuneSetup
{
    Commune facts;
    secrets::Vault vault;
    std::filesystem::path files; // the folder of attachments
    report::Letterhead letterhead;
    std::vector<config::ReportSection> reports;
    std::map<std::string, Channel, std::less<>> channels;
};

// Where the platform delivers to; empty when updates are fetched.
std::string webhook_of(const Commune& commune, const Channel& channel);

// What to look at when this platform gives no answer.
std::string advice_without_answer(const Channel& channel);

struct CommuneSetupResult
{
    std::unique_ptr<CommuneSetup> setup; // nothing when there is a problem
    std::vector<config::Problem> problems;
};

CommuneSetupResult set_up(const config::CommuneSection& section, const config::ServerSection& server);

// The system's clock and randomness, for whoever hands them to core.
TimePoint system_now();
std::array<std::uint8_t, 16> system_random();

} // namespace langnghe
