#include "bot/archive/archive.hpp"
#include "bot/archive/entry_name.hpp"
#include "bot/archive/system.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>

namespace langnghe::archive {
namespace {

// SQLite would play a left-over log into the new store.
constexpr const char* companions[] = {"", "-wal", "-shm", "-journal"};

bool is_there(const std::filesystem::path& path)
{
    struct stat status = {};
    return ::lstat(path.c_str(), &status) == 0;
}

} // namespace

Outcome<Summary> place(const std::filesystem::path& unpacked, const std::filesystem::path& store_file,
                       const std::filesystem::path& files_dir, const Summary& summary)
{
    for (const char* companion : companions) {
        const std::filesystem::path path = store_file.string() + companion;
        if (is_there(path))
            return Failure{path.string() + " is there already; move it away first"};
    }
    if (is_there(files_dir))
        return Failure{files_dir.string() + " is there already; move it away first"};

    const auto files = unpacked / "files";
    const bool with_files = is_there(files);
    if (with_files && std::rename(files.c_str(), files_dir.c_str()) != 0)
        return system_failure(files_dir);
    // The store last: without it nothing counts as restored.
    if (std::rename((unpacked / store_name).c_str(), store_file.c_str()) != 0) {
        auto failure = system_failure(store_file);
        if (with_files)
            std::rename(files_dir.c_str(), files.c_str());
        return failure;
    }
    if (!sync_folder(folder_of(files_dir)) || !sync_folder(folder_of(store_file)))
        return system_failure(store_file);
    ::rmdir(unpacked.c_str());
    return summary;
}

} // namespace langnghe::archive
