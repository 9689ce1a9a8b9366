#include "tests/support/disk_log.hpp"

#include <algorithm>

namespace langnghe::test {
namespace {

constexpr std::int64_t sector = 512;

void grow(std::string& bytes, std::int64_t size)
{
    if (static_cast<std::int64_t>(bytes.size()) < size)
        bytes.resize(static_cast<std::size_t>(size), '\0');
}

void put(std::string& bytes, std::int64_t at, std::string_view data)
{
    grow(bytes, at + static_cast<std::int64_t>(data.size()));
    bytes.replace(static_cast<std::size_t>(at), data.size(), data);
}

void apply_fully(std::string& bytes, const DiskOp& op)
{
    if (op.kind == DiskOp::Kind::write)
        put(bytes, op.at, op.data);
    else
        bytes.resize(static_cast<std::size_t>(op.at), '\0');
}

// One sector's part of a write that was never synced.
void perhaps(std::string& bytes, std::int64_t at, std::string_view part, Chance& chance)
{
    const auto fate = chance() % 16;
    if (fate < 7)
        put(bytes, at, part);
    else if (fate == 7)
        put(bytes, at, part.substr(0, chance() % (part.size() + 1)));
    else if (fate == 8) {
        std::string noise(part.size(), '\0');
        std::ranges::generate(noise, [&] { return static_cast<char>(chance()); });
        put(bytes, at, noise);
    } else if (fate < 12)
        grow(bytes, at + static_cast<std::int64_t>(part.size())); // the length got there, the bytes did not
}

void apply_partly(std::string& bytes, const DiskOp& op, Chance& chance)
{
    if (op.kind != DiskOp::Kind::write) {
        if (chance() % 2 == 0)
            apply_fully(bytes, op);
        return;
    }
    const auto end = op.at + static_cast<std::int64_t>(op.data.size());
    for (std::int64_t at = op.at; at < end;) {
        const std::int64_t stop = std::min(end, (at / sector + 1) * sector);
        const auto part =
            std::string_view(op.data).substr(static_cast<std::size_t>(at - op.at), static_cast<std::size_t>(stop - at));
        perhaps(bytes, at, part, chance);
        at = stop;
    }
}

} // namespace

DiskReplay::DiskReplay(const DiskContent& start)
{
    int inode = 0;
    for (const auto& [name, bytes] : start) {
        inodes_[++inode].durable = bytes;
        entries_[name] = {inode};
    }
}

void DiskReplay::apply(const DiskOp& op)
{
    using Kind = DiskOp::Kind;
    if (op.kind == Kind::create || op.kind == Kind::remove) {
        Entry& entry = entries_[op.name];
        if (entry.empty())
            entry.push_back(0);
        entry.push_back(op.kind == Kind::create ? op.inode : 0);
        changes_.push_back(op.name);
    } else if (op.kind == Kind::sync) {
        Inode& inode = inodes_[op.inode];
        for (const DiskOp& pending : inode.pending)
            apply_fully(inode.durable, pending);
        inode.pending.clear();
    } else
        inodes_[op.inode].pending.push_back(op);
    if (!op.folder)
        return;
    for (auto& [name, entry] : entries_)
        entry.erase(entry.begin(), entry.end() - 1);
    changes_.clear();
}

DiskContent DiskReplay::cut(Chance& chance) const
{
    // Of the changes to the folder the first few were made.
    std::map<std::string, std::size_t> made;
    const std::size_t kept = changes_.empty() ? 0 : chance() % (changes_.size() + 1);
    for (std::size_t i = 0; i < kept; ++i)
        ++made[changes_[i]];
    DiskContent content;
    for (const auto& [name, entry] : entries_) {
        const auto found = made.find(name);
        const int inode = entry[found == made.end() ? 0 : found->second];
        if (inode == 0)
            continue;
        std::string& bytes = content[name];
        const auto file = inodes_.find(inode);
        if (file == inodes_.end())
            continue;
        bytes = file->second.durable;
        for (const DiskOp& op : file->second.pending)
            apply_partly(bytes, op, chance);
    }
    return content;
}

} // namespace langnghe::test
