#include "bot/commands/places.hpp"

#include "bot/control/server.hpp"

#include <fmt/format.h>
#include <sys/un.h>
#include <unistd.h>

namespace langnghe::commands {
namespace {

std::filesystem::path folder_of(const std::filesystem::path& path)
{
    const auto folder = path.parent_path();
    return folder.empty() ? "." : folder;
}

// Empty when files can be made there.
std::string wrong_folder(const std::filesystem::path& folder)
{
    std::error_code failed;
    if (!std::filesystem::is_directory(folder, failed))
        return fmt::format("there is no folder {}; make it, 0700, for the user of the daemon", folder.string());
    if (::access(folder.c_str(), W_OK | X_OK) != 0)
        return fmt::format("{} cannot be written; give it to the user of the daemon", folder.string());
    return {};
}

} // namespace

std::vector<std::string> unusable_places(const config::CommuneSection& section)
{
    std::vector<std::string> wrong;
    for (const auto& path : {section.store, section.files}) {
        auto what = wrong_folder(folder_of(path));
        std::error_code failed;
        if (what.empty() && std::filesystem::exists(path, failed) && ::access(path.c_str(), R_OK | W_OK) != 0)
            what = fmt::format("{} cannot be written; give it to the user of the daemon", path.string());
        if (!what.empty() && (wrong.empty() || wrong.back() != what))
            wrong.push_back(std::move(what));
    }
    if (control::socket_of(section.store).native().size() >= sizeof(sockaddr_un::sun_path))
        wrong.push_back(fmt::format("store = \"{}\" is too long for its socket: {} bytes with \".sock\" at most",
                                    section.store.string(), sizeof(sockaddr_un::sun_path) - 1));
    return wrong;
}

} // namespace langnghe::commands
