#include "tests/support/recording_vfs.hpp"

#include "tests/support/passing_vfs.hpp"

#include <cstring>
#include <mutex>
#include <set>
#include <string_view>
#include <utility>

namespace langnghe::test {
namespace {

using Kind = DiskOp::Kind;
using Carelessness = RecordingVfs::Carelessness;

struct Record
{
    mutable std::mutex mutex;
    std::filesystem::path folder; // empty: nothing is recorded
    std::map<std::string, int> inodes;
    int last_inode = 0;
    std::set<int> new_logs; // whose first sync is one of the folder too
    std::vector<DiskOp> ops;
    Carelessness carelessness = Carelessness::none;
};

Record record_of_all;
std::optional<PassingVfs> shim;
thread_local bool relaxing = false;

void note(DiskOp op)
{
    Record& record = record_of_all;
    const std::lock_guard lock(record.mutex);
    if (record.folder.empty() || op.inode == 0)
        return;
    if (op.kind == Kind::sync && record.carelessness == Carelessness::lying)
        return;
    if (op.kind == Kind::sync)
        op.folder = record.new_logs.erase(op.inode) > 0;
    record.ops.push_back(std::move(op));
}

// 0 for what is not recorded.
int inode_of(const char* path, int flags)
{
    Record& record = record_of_all;
    const std::lock_guard lock(record.mutex);
    if (path == nullptr || record.folder.empty() || std::filesystem::path(path).parent_path() != record.folder)
        return 0;
    const std::string name = std::filesystem::path(path).filename();
    int& inode = record.inodes[name];
    if (inode == 0) {
        inode = ++record.last_inode;
        record.ops.push_back({Kind::create, inode, name, 0, {}, false});
        if ((flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0)
            record.new_logs.insert(inode);
    }
    return inode;
}

int on_open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out)
{
    const int code = PassingVfs::open_real(name, file, flags, out);
    if (code == SQLITE_OK)
        ours(file).inode = inode_of(name, flags);
    return code;
}

int on_delete(sqlite3_vfs*, const char* path, int sync)
{
    const int code = PassingVfs::below().xDelete(&PassingVfs::below(), path, 0);
    Record& record = record_of_all;
    const std::lock_guard lock(record.mutex);
    const auto found = record.inodes.find(std::filesystem::path(path).filename());
    if (code != SQLITE_OK || record.folder.empty() || found == record.inodes.end())
        return code;
    const bool synced = sync != 0 && record.carelessness != Carelessness::lying;
    record.ops.push_back({Kind::remove, found->second, found->first, 0, {}, synced});
    record.inodes.erase(found);
    return code;
}

int on_write(sqlite3_file* file, const void* data, int size, sqlite3_int64 at)
{
    const int code = real(file)->pMethods->xWrite(real(file), data, size, at);
    if (code == SQLITE_OK)
        note({Kind::write,
              ours(file).inode,
              {},
              at,
              std::string(static_cast<const char*>(data), static_cast<std::size_t>(size)),
              false});
    return code;
}

int on_truncate(sqlite3_file* file, sqlite3_int64 size)
{
    const int code = real(file)->pMethods->xTruncate(real(file), size);
    if (code == SQLITE_OK)
        note({Kind::truncate, ours(file).inode, {}, size, {}, false});
    return code;
}

int on_sync(sqlite3_file* file, int)
{
    note({Kind::sync, ours(file).inode, {}, 0, {}, false});
    return SQLITE_OK;
}

int on_control(sqlite3_file* file, int op, void* argument)
{
    const bool relaxed = record_of_all.carelessness == Carelessness::normal && !relaxing;
    if (relaxed && op == SQLITE_FCNTL_PRAGMA) {
        const char* const name = static_cast<char**>(argument)[1];
        if (std::string_view(name) == "synchronous")
            return SQLITE_OK; // "done"
    }
    return real(file)->pMethods->xFileControl(real(file), op, argument);
}

int relax(sqlite3* database, char**, const void*)
{
    relaxing = true;
    const int code = sqlite3_exec(database, "PRAGMA synchronous = NORMAL", nullptr, nullptr, nullptr);
    relaxing = false;
    return code;
}

} // namespace

RecordingVfs::RecordingVfs(Carelessness carelessness)
{
    record_of_all.carelessness = carelessness;
    shim.emplace();
    shim->methods().xWrite = on_write;
    shim->methods().xTruncate = on_truncate;
    shim->methods().xSync = on_sync;
    shim->methods().xFileControl = on_control;
    shim->vfs().xOpen = on_open;
    shim->vfs().xDelete = on_delete;
    shim->install("recording");
    if (carelessness == Carelessness::normal)
        sqlite3_auto_extension(reinterpret_cast<void (*)()>(relax));
}

RecordingVfs::~RecordingVfs()
{
    sqlite3_reset_auto_extension();
    stop();
    shim.reset();
}

void RecordingVfs::record(const std::filesystem::path& folder)
{
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        names.insert(entry.path().filename());
    Record& record = record_of_all;
    const std::lock_guard lock(record.mutex);
    record.folder = folder;
    record.inodes.clear();
    record.new_logs.clear();
    record.ops.clear();
    record.last_inode = 0;
    for (const std::string& name : names)
        record.inodes[name] = ++record.last_inode;
}

std::size_t RecordingVfs::position() const
{
    const std::lock_guard lock(record_of_all.mutex);
    return record_of_all.ops.size();
}

std::vector<DiskOp> RecordingVfs::stop()
{
    Record& record = record_of_all;
    const std::lock_guard lock(record.mutex);
    record.folder.clear();
    return std::exchange(record.ops, {});
}

} // namespace langnghe::test
