#pragma once
// A backup is one tar: manifest.json, store.db and files/…, with size and SHA-256 of each. Never the master key.
// Blocking; call it on no thread that serves. Errors are sentences for the operator, free of secrets.

#include "core/time.hpp"

#include <boost/system/result.hpp>

#include <cstdint>
#include <filesystem>
#include <string>

namespace langnghe::archive {

struct Facts
{
    std::string program; // version that wrote it
    std::string commune; // slug
    std::int64_t schema = 0;
    TimePoint created_at;
    std::int64_t journal_seq = 0; // head of the journal
    std::string journal_hash;     // hex

    friend bool operator==(const Facts&, const Facts&) = default;
};

struct Summary
{
    Facts facts;
    std::uint64_t entries = 0; // store.db and the attachments
    std::uint64_t bytes = 0;   // of their contents
};

struct Failure
{
    std::string what;
};

template <class T>
using Outcome = boost::system::result<T, Failure>;

// `store_file` is a finished copy by the backup API that nobody writes to; `files_dir` may be missing. `out` is a new
// file (0600, synced, removed on failure) or "-" for standard output.
Outcome<Summary> write_backup(const std::filesystem::path& store_file, const std::filesystem::path& files_dir,
                              const std::filesystem::path& out, const Facts& facts);

// Unpacks into the new directory `into`: store.db and files/. Checks everything before it says yes: names, kinds,
// sizes, digests. On failure `into` is gone again. `path` "-" reads standard input.
Outcome<Summary> read_backup(const std::filesystem::path& path, const std::filesystem::path& into);

// Moves what read_backup unpacked to where the commune keeps it, on the same file system. Refuses existing targets.
Outcome<Summary> place(const std::filesystem::path& unpacked, const std::filesystem::path& store_file,
                       const std::filesystem::path& files_dir, const Summary& summary);

} // namespace langnghe::archive
