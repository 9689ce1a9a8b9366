#include "tests/support/faulty_vfs.hpp"

#include <sqlite3.h>

#include <atomic>
#include <cassert>
#include <mutex>

namespace langnghe::test {
namespace {

struct Plan
{
    std::mutex mutex;
    FaultyVfs::Call call = FaultyVfs::Call::sync;
    int after = 0;
    int times = 0;
    int code = SQLITE_OK;
};

Plan plan;
std::atomic<std::int64_t> synced{0};
sqlite3_vfs* real_vfs = nullptr;
sqlite3_vfs faulty{};

int verdict(FaultyVfs::Call call)
{
    const std::lock_guard lock(plan.mutex);
    if (plan.times == 0 || plan.call != call)
        return SQLITE_OK;
    if (plan.after > 0) {
        --plan.after;
        return SQLITE_OK;
    }
    --plan.times;
    return plan.code;
}

struct File
{
    sqlite3_file base; // SQLite's part; the real file lies behind this struct
};

sqlite3_file* real(sqlite3_file* file)
{
    return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + sizeof(File));
}

int on_write(sqlite3_file* file, const void* data, int size, sqlite3_int64 at)
{
    if (const int code = verdict(FaultyVfs::Call::write); code != SQLITE_OK)
        return code;
    return real(file)->pMethods->xWrite(real(file), data, size, at);
}

int on_sync(sqlite3_file* file, int flags)
{
    if (const int code = verdict(FaultyVfs::Call::sync); code != SQLITE_OK)
        return code;
    const int code = real(file)->pMethods->xSync(real(file), flags);
    if (code == SQLITE_OK)
        ++synced;
    return code;
}

const sqlite3_io_methods& methods()
{
    static const sqlite3_io_methods all = [] {
        sqlite3_io_methods m{};
        m.iVersion = 2;
        m.xClose = [](sqlite3_file* f) { return real(f)->pMethods->xClose(real(f)); };
        m.xRead = [](sqlite3_file* f, void* p, int n, sqlite3_int64 at) {
            return real(f)->pMethods->xRead(real(f), p, n, at);
        };
        m.xWrite = on_write;
        m.xTruncate = [](sqlite3_file* f, sqlite3_int64 n) { return real(f)->pMethods->xTruncate(real(f), n); };
        m.xSync = on_sync;
        m.xFileSize = [](sqlite3_file* f, sqlite3_int64* n) { return real(f)->pMethods->xFileSize(real(f), n); };
        m.xLock = [](sqlite3_file* f, int level) { return real(f)->pMethods->xLock(real(f), level); };
        m.xUnlock = [](sqlite3_file* f, int level) { return real(f)->pMethods->xUnlock(real(f), level); };
        m.xCheckReservedLock = [](sqlite3_file* f, int* out) {
            return real(f)->pMethods->xCheckReservedLock(real(f), out);
        };
        m.xFileControl = [](sqlite3_file* f, int op, void* arg) {
            return real(f)->pMethods->xFileControl(real(f), op, arg);
        };
        m.xSectorSize = [](sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); };
        m.xDeviceCharacteristics = [](sqlite3_file* f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); };
        m.xShmMap = [](sqlite3_file* f, int page, int size, int extend, void volatile** out) {
            return real(f)->pMethods->xShmMap(real(f), page, size, extend, out);
        };
        m.xShmLock = [](sqlite3_file* f, int offset, int n, int flags) {
            return real(f)->pMethods->xShmLock(real(f), offset, n, flags);
        };
        m.xShmBarrier = [](sqlite3_file* f) { real(f)->pMethods->xShmBarrier(real(f)); };
        m.xShmUnmap = [](sqlite3_file* f, int remove) { return real(f)->pMethods->xShmUnmap(real(f), remove); };
        return m;
    }();
    return all;
}

int on_open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out)
{
    file->pMethods = nullptr;
    const int code = real_vfs->xOpen(real_vfs, name, real(file), flags, out);
    if (real(file)->pMethods != nullptr)
        file->pMethods = &methods();
    return code;
}

} // namespace

FaultyVfs::FaultyVfs()
{
    assert(real_vfs == nullptr);
    heal();
    real_vfs = sqlite3_vfs_find(nullptr);
    faulty = *real_vfs;
    faulty.zName = "faulty";
    faulty.pNext = nullptr;
    faulty.szOsFile = real_vfs->szOsFile + static_cast<int>(sizeof(File));
    faulty.xOpen = on_open;
    sqlite3_vfs_register(&faulty, 1);
}

FaultyVfs::~FaultyVfs()
{
    sqlite3_vfs_unregister(&faulty);
    sqlite3_vfs_register(real_vfs, 1);
    real_vfs = nullptr;
}

void FaultyVfs::fail(Call call, int after, int code, int times)
{
    const std::lock_guard lock(plan.mutex);
    plan.call = call;
    plan.after = after;
    plan.code = code;
    plan.times = times;
}

void FaultyVfs::heal()
{
    const std::lock_guard lock(plan.mutex);
    plan.times = 0;
}

std::int64_t FaultyVfs::syncs() const { return synced; }

} // namespace langnghe::test
