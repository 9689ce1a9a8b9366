#include "bot/config/initial.hpp"

#include "bot/secrets/secrets.hpp"

#include "embedded/langnghe_defaults.hpp"
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>
#include <system_error>
#include <utility>

namespace langnghe::config {
namespace {

constexpr mode_t private_folder = 0700;
constexpr mode_t private_file = 0600;

std::string failure(const std::filesystem::path& path)
{
    return fmt::format("{}: {}", path.string(), std::strerror(errno));
}

// Never follows or replaces what is there.
std::string write_new(const std::filesystem::path& path, std::string_view bytes)
{
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, private_file);
    if (fd < 0)
        return failure(path);
    std::string error;
    while (error.empty() && !bytes.empty()) {
        const ssize_t size = ::write(fd, bytes.data(), bytes.size());
        if (size >= 0)
            bytes.remove_prefix(static_cast<std::size_t>(size));
        else if (errno != EINTR)
            error = failure(path);
    }
    if (error.empty() && ::fsync(fd) != 0)
        error = failure(path);
    if (::close(fd) != 0 && error.empty())
        error = failure(path);
    return error;
}

std::string make_folder(const std::filesystem::path& path)
{
    return ::mkdir(path.c_str(), private_folder) == 0 ? std::string{} : failure(path);
}

std::string make_root(const std::filesystem::path& directory)
{
    std::error_code failed;
    if (std::filesystem::is_directory(directory, failed))
        return {};
    failed.clear(); // "there is none" is no failure
    const auto parent = directory.parent_path();
    if (!parent.empty())
        std::filesystem::create_directories(parent, failed);
    return failed ? fmt::format("{}: {}", parent.string(), failed.message()) : make_folder(directory);
}

std::string existing(const std::filesystem::path& directory)
{
    for (const char* name : {"langnghe.toml", "taxonomy.toml", "messages.vi.toml", "secrets", "var"}) {
        struct stat status = {};
        const auto path = directory / name;
        if (::lstat(path.c_str(), &status) == 0)
            return fmt::format("{} is there already; nothing was written", path.string());
    }
    return {};
}

} // namespace

Initial write_initial(const std::filesystem::path& directory)
{
    Initial initial;
    // "conf/" has an empty file name; its parent is "conf" itself.
    const auto root = directory.has_filename() ? directory : directory.parent_path();
    initial.error = root.empty() ? "no folder is named" : existing(root);
    if (initial.error.empty())
        initial.error = make_root(root);

    const auto folder = [&](const std::filesystem::path& path) {
        if (initial.error.empty() && (initial.error = make_folder(path)).empty())
            initial.written.push_back(path);
    };
    const auto file = [&](const std::filesystem::path& path, std::string_view bytes) {
        if (initial.error.empty() && (initial.error = write_new(path, bytes)).empty())
            initial.written.push_back(path);
    };
    folder(root / "secrets");
    folder(root / "var");
    for (const char* name : {"master_key", "telegram_webhook", "zalobot_webhook"})
        file(root / "secrets" / name, secrets::fresh_key() + "\n");
    file(root / "taxonomy.toml", embedded::taxonomy_toml());
    file(root / "messages.vi.toml", embedded::messages_vi_toml());
    file(root / "langnghe.toml", embedded::langnghe_toml());
    return initial;
}

} // namespace langnghe::config
