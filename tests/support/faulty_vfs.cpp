#include "tests/support/faulty_vfs.hpp"

#include "tests/support/passing_vfs.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>

namespace langnghe::test {
namespace {

using Call = FaultyVfs::Call;

struct Plan
{
    std::mutex mutex;
    Call call = Call::sync;
    int after = 0;
    int times = 0;
    int code = SQLITE_OK;
    int failed = 0;
};

struct Gate
{
    std::mutex mutex;
    std::condition_variable opened;
    bool held = false;
};

Plan plan;
Gate gate;
std::atomic<std::int64_t> synced{0};
std::atomic<bool> really{true};
std::optional<PassingVfs> shim;

bool concerns(Call planned, Call call, bool grows)
{
    return planned == call || planned == Call::any || (planned == Call::grow && grows);
}

// `own` is how this call itself fails with an I/O error.
int verdict(Call call, int own, bool grows = false)
{
    const std::lock_guard lock(plan.mutex);
    if (plan.times == 0 || !concerns(plan.call, call, grows))
        return SQLITE_OK;
    if (plan.after > 0) {
        --plan.after;
        return SQLITE_OK;
    }
    --plan.times;
    ++plan.failed;
    return plan.code == SQLITE_IOERR ? own : plan.code;
}

// The log's pages lie behind headers of 24 bytes, the database's one after the other from its beginning.
bool is_of_database(int size, sqlite3_int64 at) { return size == 4'096 && at % size == 0; }

void wait_at_gate()
{
    std::unique_lock lock(gate.mutex);
    gate.opened.wait_for(lock, std::chrono::seconds{20}, [] { return !gate.held; });
}

int on_write(sqlite3_file* file, const void* data, int size, sqlite3_int64 at)
{
    if (is_of_database(size, at))
        wait_at_gate();
    const int code = verdict(Call::write, SQLITE_IOERR_WRITE, true);
    return code != SQLITE_OK ? code : real(file)->pMethods->xWrite(real(file), data, size, at);
}

int on_sync(sqlite3_file* file, int flags)
{
    int code = verdict(Call::sync, SQLITE_IOERR_FSYNC);
    if (code == SQLITE_OK && really)
        code = real(file)->pMethods->xSync(real(file), flags);
    if (code == SQLITE_OK)
        ++synced;
    return code;
}

int on_read(sqlite3_file* file, void* data, int size, sqlite3_int64 at)
{
    const int code = verdict(Call::any, SQLITE_IOERR_READ);
    return code != SQLITE_OK ? code : real(file)->pMethods->xRead(real(file), data, size, at);
}

int on_truncate(sqlite3_file* file, sqlite3_int64 size)
{
    const int code = verdict(Call::any, SQLITE_IOERR_TRUNCATE);
    return code != SQLITE_OK ? code : real(file)->pMethods->xTruncate(real(file), size);
}

int on_size(sqlite3_file* file, sqlite3_int64* size)
{
    const int code = verdict(Call::any, SQLITE_IOERR_FSTAT);
    return code != SQLITE_OK ? code : real(file)->pMethods->xFileSize(real(file), size);
}

int on_lock(sqlite3_file* file, int level)
{
    const int code = verdict(Call::any, SQLITE_IOERR_LOCK);
    return code != SQLITE_OK ? code : real(file)->pMethods->xLock(real(file), level);
}

int on_shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** out)
{
    const int code = verdict(Call::any, SQLITE_IOERR_SHMMAP, extend != 0);
    if (code == SQLITE_OK)
        return real(file)->pMethods->xShmMap(real(file), page, size, extend, out);
    return code == SQLITE_FULL ? SQLITE_IOERR_SHMSIZE : code;
}

int on_shm_lock(sqlite3_file* file, int offset, int n, int flags)
{
    const int code = (flags & SQLITE_SHM_LOCK) != 0 ? verdict(Call::any, SQLITE_IOERR_SHMLOCK) : SQLITE_OK;
    return code != SQLITE_OK ? code : real(file)->pMethods->xShmLock(real(file), offset, n, flags);
}

int on_open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out)
{
    file->pMethods = nullptr;
    const int code = verdict(Call::any, SQLITE_CANTOPEN);
    return code != SQLITE_OK ? code : PassingVfs::open_real(name, file, flags, out);
}

int on_delete(sqlite3_vfs*, const char* name, int sync)
{
    const int code = verdict(Call::any, SQLITE_IOERR_DELETE);
    return code != SQLITE_OK ? code : PassingVfs::below().xDelete(&PassingVfs::below(), name, really ? sync : 0);
}

int on_access(sqlite3_vfs*, const char* name, int flags, int* out)
{
    const int code = verdict(Call::any, SQLITE_IOERR_ACCESS);
    return code != SQLITE_OK ? code : PassingVfs::below().xAccess(&PassingVfs::below(), name, flags, out);
}

} // namespace

FaultyVfs::FaultyVfs()
{
    heal();
    shim.emplace();
    auto& methods = shim->methods();
    methods.xWrite = on_write;
    methods.xSync = on_sync;
    methods.xRead = on_read;
    methods.xTruncate = on_truncate;
    methods.xFileSize = on_size;
    methods.xLock = on_lock;
    methods.xShmMap = on_shm_map;
    methods.xShmLock = on_shm_lock;
    shim->vfs().xOpen = on_open;
    shim->vfs().xDelete = on_delete;
    shim->vfs().xAccess = on_access;
    shim->install("faulty");
}

FaultyVfs::~FaultyVfs() { shim.reset(); }

void FaultyVfs::fail(Call call, int after, int code, int times)
{
    const std::lock_guard lock(plan.mutex);
    plan.call = call;
    plan.after = after;
    plan.code = code;
    plan.times = times;
    plan.failed = 0;
}

void FaultyVfs::heal()
{
    const std::lock_guard lock(plan.mutex);
    plan.times = 0;
}

void FaultyVfs::hold(bool on)
{
    const std::lock_guard lock(gate.mutex);
    gate.held = on;
    gate.opened.notify_all();
}

int FaultyVfs::failed() const
{
    const std::lock_guard lock(plan.mutex);
    return plan.failed;
}

std::int64_t FaultyVfs::syncs() const { return synced; }

void FaultyVfs::really_sync(bool on) { really = on; }

} // namespace langnghe::test
