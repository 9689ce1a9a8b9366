#include "bot/archive/archive.hpp"
#include "bot/archive/entry_name.hpp"
#include "bot/archive/manifest.hpp"
#include "bot/archive/system.hpp"
#include "core/hash/hash.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace langnghe::archive {
namespace {

constexpr std::size_t block = std::size_t{64} * 1024;

using Entry = std::unique_ptr<archive_entry, decltype(&archive_entry_free)>;

// One tar being written. Stops at the first failure and keeps its words.
class Tar
{
public:
    explicit Tar(int fd, TimePoint time)
        : tar_(archive_write_new(), &archive_write_free), seconds_(to_millis(time) / 1000)
    {
        check(archive_write_set_format_pax_restricted(tar_.get()));
        // Names are bytes: whatever the locale is, they come back as they were.
        check(archive_write_set_options(tar_.get(), "hdrcharset=BINARY"));
        check(archive_write_set_bytes_in_last_block(tar_.get(), 1));
        check(archive_write_open_fd(tar_.get(), fd));
    }

    const std::string& failure() const { return failure_; }

    void add(const std::string& name, std::string_view bytes)
    {
        begin(name, bytes.size());
        data(bytes);
    }

    // Size and digest of what went in; nothing when the file is gone meanwhile, or on failure.
    std::optional<Fingerprint> add_file(const std::string& name, const std::filesystem::path& path)
    {
        const Descriptor file = open_regular(path);
        struct stat status = {};
        if (!file.open() || ::fstat(file.fd(), &status) != 0) {
            if (errno != ENOENT)
                fail(system_failure(path).what);
            return std::nullopt;
        }
        const auto size = static_cast<std::uint64_t>(status.st_size);
        begin(name, size);
        return copy(file.fd(), path, size);
    }

    void finish() { check(archive_write_close(tar_.get())); }

private:
    void check(int code)
    {
        if (code < ARCHIVE_WARN)
            fail(archive_error_string(tar_.get()) ? archive_error_string(tar_.get()) : "the archive cannot be written");
    }

    void fail(std::string what)
    {
        if (failure_.empty())
            failure_ = std::move(what);
    }

    void begin(const std::string& name, std::uint64_t size)
    {
        if (!failure_.empty())
            return;
        const Entry entry(archive_entry_new(), &archive_entry_free);
        archive_entry_set_pathname(entry.get(), name.c_str());
        archive_entry_set_size(entry.get(), static_cast<la_int64_t>(size));
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), 0600);
        archive_entry_set_mtime(entry.get(), seconds_, 0);
        check(archive_write_header(tar_.get(), entry.get()));
    }

    void data(std::string_view bytes)
    {
        if (failure_.empty() &&
            archive_write_data(tar_.get(), bytes.data(), bytes.size()) != static_cast<la_ssize_t>(bytes.size()))
            check(ARCHIVE_FATAL);
    }

    std::optional<Fingerprint> copy(int fd, const std::filesystem::path& path, std::uint64_t size)
    {
        hash::Sha256 digest;
        std::array<char, block> part{};
        std::uint64_t left = size;
        while (left > 0 && failure_.empty()) {
            const ssize_t got = ::read(fd, part.data(), std::min<std::uint64_t>(part.size(), left));
            if (got < 0 && errno == EINTR)
                continue;
            if (got <= 0) {
                fail(got < 0 ? system_failure(path).what : path.string() + " changed while it was read");
                break;
            }
            const std::string_view bytes(part.data(), static_cast<std::size_t>(got));
            digest.add(bytes);
            data(bytes);
            left -= bytes.size();
        }
        if (!failure_.empty())
            return std::nullopt;
        return Fingerprint{size, hash::to_hex(hash::bytes_of(digest.finish()))};
    }

    std::unique_ptr<struct archive, decltype(&archive_write_free)> tar_;
    std::int64_t seconds_;
    std::string failure_;
};

struct Attachment
{
    std::string name; // in the archive
    std::filesystem::path path;
};

Outcome<std::vector<Attachment>> list_files(const std::filesystem::path& folder)
{
    std::vector<Attachment> all;
    std::error_code failed;
    if (folder.empty() || !std::filesystem::exists(folder, failed))
        return all;
    std::filesystem::recursive_directory_iterator at(folder, failed);
    for (; !failed && at != std::filesystem::recursive_directory_iterator(); at.increment(failed)) {
        if (at->is_directory(failed) && !at->is_symlink(failed)) {
            if (at->path() == folder / passing_folder)
                at.disable_recursion_pending();
            continue;
        }
        const std::string name = std::string(files_folder) + at->path().lexically_relative(folder).generic_string();
        if (at->is_symlink(failed) || !is_file_entry(name))
            return Failure{at->path().string() + " is no attachment of ours; move it out of the folder"};
        all.push_back({name, at->path()});
    }
    if (failed)
        return Failure{fmt::format("{}: {}", folder.string(), failed.message())};
    std::sort(all.begin(), all.end(), [](const Attachment& a, const Attachment& b) { return a.name < b.name; });
    return all;
}

Outcome<Summary> write_to(int fd, const std::filesystem::path& store_file, const std::vector<Attachment>& files,
                          const Facts& facts)
{
    Manifest manifest{facts, {}};
    Tar tar(fd, facts.created_at);
    const auto store = tar.add_file(std::string(store_name), store_file);
    if (!store)
        return Failure{tar.failure().empty() ? system_failure(store_file).what : tar.failure()};
    manifest.entries.emplace(store_name, *store);
    for (const Attachment& file : files)
        if (const auto print = tar.add_file(file.name, file.path))
            manifest.entries.emplace(file.name, *print);
    tar.add(std::string(manifest_name), to_json(manifest));
    tar.finish();
    if (!tar.failure().empty())
        return Failure{tar.failure()};
    return manifest.summary();
}

} // namespace

Outcome<Summary> write_backup(const std::filesystem::path& store_file, const std::filesystem::path& files_dir,
                              const std::filesystem::path& out, const Facts& facts)
{
    const auto files = list_files(files_dir);
    if (!files)
        return files.error();
    if (out == "-")
        return write_to(STDOUT_FILENO, store_file, *files, facts);

    const Descriptor file = create_private(out);
    if (!file.open())
        return system_failure(out);
    auto written = write_to(file.fd(), store_file, *files, facts);
    if (written && (::fsync(file.fd()) != 0 || !sync_folder(folder_of(out))))
        written = system_failure(out);
    if (!written)
        ::unlink(out.c_str());
    return written;
}

} // namespace langnghe::archive
