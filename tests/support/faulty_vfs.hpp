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
        write
    };

    FaultyVfs();
    ~FaultyVfs();
    FaultyVfs(const FaultyVfs&) = delete;
    FaultyVfs& operator=(const FaultyVfs&) = delete;

    // The calls after the next `after` ones fail with this result code, `times` times.
    void fail(Call call, int after, int code, int times = 1'000'000);
    void heal();
    // Successful fsyncs so far.
    std::int64_t syncs() const;
};

} // namespace langnghe::test
