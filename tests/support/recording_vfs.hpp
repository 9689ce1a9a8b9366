#pragma once
// A file system under SQLite that notes every write, truncation, sync, creation and removal in one folder, so that the
// disk after a power cut at any of them can be rebuilt (DiskReplay). Nothing is really synced: what would have been is
// in the log. While one lives, it is SQLite's default. One at a time.

#include "tests/support/disk_log.hpp"

#include <filesystem>

namespace langnghe::test {

class RecordingVfs
{
public:
    // What is done to make a careful program careless, so that a test sees it.
    enum class Carelessness
    {
        none,
        normal, // every connection has synchronous=NORMAL, whatever it asks for
        lying   // no sync reaches the disk
    };

    explicit RecordingVfs(Carelessness carelessness = Carelessness::none);
    ~RecordingVfs();
    RecordingVfs(const RecordingVfs&) = delete;
    RecordingVfs& operator=(const RecordingVfs&) = delete;

    // From now on this folder is recorded; what is in it counts as synced.
    void record(const std::filesystem::path& folder);
    // Operations so far.
    std::size_t position() const;
    std::vector<DiskOp> stop();
};

} // namespace langnghe::test
