#pragma once
// A file system under SQLite that fails when it is told to. While one lives, it is SQLite's default: connections opened
// meanwhile go through it, and must be closed before it ends. One at a time.

#include <cstdint>

namespace langnghe::test {

class FaultyVfs
{
public:
    enum class Call
    {
        sync,
        write,
        any, // also open, read, truncate, size, delete, access, locks and shared memory
        grow // what a full disk refuses: writes, and new pages of shared memory
    };

    FaultyVfs();
    ~FaultyVfs();
    FaultyVfs(const FaultyVfs&) = delete;
    FaultyVfs& operator=(const FaultyVfs&) = delete;

    // The calls after the next `after` ones fail with this result code, `times` times. For `any` and `grow` the code is
    // SQLITE_IOERR or SQLITE_FULL, and each call fails with its own kind of it.
    void fail(Call call, int after, int code, int times = 1'000'000);
    void heal();
    // Writes into the database itself (not its log) wait until they are let go, 20 s at most.
    static void hold(bool on);
    // Calls that were made to fail since the last fail().
    int failed() const;
    // Successful fsyncs so far.
    std::int64_t syncs() const;
    // Without: nothing is really synced, which is faster and the same for whoever reads through the page cache.
    static void really_sync(bool on);
};

} // namespace langnghe::test
