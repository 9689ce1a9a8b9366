#pragma once
// What happened to the files of a folder, one operation after the other, and what a disk may hold when the power goes
// at one of them: of what was not synced, each 512-byte sector is there, or is not, or is torn. Files appear and vanish
// in the order in which that was done, but perhaps later.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace langnghe::test {

struct DiskOp
{
    enum class Kind
    {
        create,
        write,
        truncate, // to `at` bytes
        sync,
        remove
    };
    Kind kind = Kind::write;
    int inode = 0;
    std::string name; // create, remove
    std::int64_t at = 0;
    std::string data;
    bool folder = false; // sync, remove: the folder is synced as well
};

using DiskContent = std::map<std::string, std::string>; // name, bytes
using Chance = std::mt19937_64;

class DiskReplay
{
public:
    // Inodes 1, 2, … are the files that are there already, in the order of their names.
    explicit DiskReplay(const DiskContent& start);

    void apply(const DiskOp& op);
    // The disk after a power cut now. The same chance, the same disk.
    DiskContent cut(Chance& chance) const;

private:
    struct Inode
    {
        std::string durable;
        std::vector<DiskOp> pending;
    };
    // A name's inodes (0: none) since the folder was synced.
    using Entry = std::vector<int>;

    std::map<int, Inode> inodes_;
    std::map<std::string, Entry> entries_;
    std::vector<std::string> changes_; // of the folder since it was synced, by name
};

} // namespace langnghe::test
