#include "bot/archive/archive.hpp"
#include "bot/archive/entry_name.hpp"
#include "bot/archive/manifest.hpp"
#include "bot/archive/system.hpp"
#include "core/hash/hash.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <memory>
#include <set>
#include <string>
#include <system_error>
#include <utility>

namespace langnghe::archive {
namespace {

constexpr std::size_t block = std::size_t{64} * 1024;

// One backup being unpacked into a folder of its own.
class Unpacking
{
public:
    Unpacking(int fd, const std::filesystem::path& into) : tar_(archive_read_new(), &archive_read_free), into_(into)
    {
        archive_read_support_format_tar(tar_.get());
        archive_read_set_options(tar_.get(), "hdrcharset=BINARY");
        if (archive_read_open_fd(tar_.get(), fd, block) != ARCHIVE_OK)
            fail("this is no backup of langnghe");
    }

    Outcome<Summary> run()
    {
        archive_entry* entry = nullptr;
        int code = ARCHIVE_OK;
        while (failure_.empty() && (code = archive_read_next_header(tar_.get(), &entry)) == ARCHIVE_OK)
            take(entry);
        if (failure_.empty() && code != ARCHIVE_EOF)
            fail("the backup is damaged or cut off");
        compare();
        sync();
        if (!failure_.empty())
            return Failure{failure_};
        return manifest_->summary();
    }

private:
    void fail(std::string what)
    {
        if (failure_.empty())
            failure_ = std::move(what);
    }

    void take(archive_entry* entry)
    {
        const char* raw = archive_entry_pathname(entry);
        const std::string name = raw ? raw : "";
        const bool plain = archive_entry_filetype(entry) == AE_IFREG && !archive_entry_hardlink(entry) &&
                           !archive_entry_symlink(entry) && archive_entry_sparse_count(entry) == 0;
        if (!plain || (name != manifest_name && name != store_name && !is_file_entry(name)))
            return fail("the backup has an entry that does not belong there");
        if (manifest_)
            return fail("the backup has an entry after its manifest");
        if (name == manifest_name)
            return take_manifest();
        if (found_.contains(name))
            return fail("the backup has the same entry twice");
        take_file(name);
    }

    // The next part of the current entry; empty at its end.
    std::string_view next()
    {
        const la_ssize_t size = archive_read_data(tar_.get(), part_.data(), part_.size());
        if (size < 0)
            fail("the backup is damaged or cut off");
        return {part_.data(), size > 0 ? static_cast<std::size_t>(size) : 0};
    }

    void take_manifest()
    {
        std::string json;
        for (auto bytes = next(); !bytes.empty(); bytes = next()) {
            if (json.size() + bytes.size() > largest_manifest)
                return fail("the manifest is too large");
            json += bytes;
        }
        manifest_ = parse_manifest(json);
        if (!manifest_)
            fail("the manifest cannot be read: another version of langnghe wrote it, or it is damaged");
    }

    void take_file(const std::string& name)
    {
        const auto path = into_ / name;
        if (!make_folders(name))
            return fail(system_failure(path).what);
        const Descriptor file = create_private(path);
        if (!file.open())
            return fail(system_failure(path).what);
        hash::Sha256 digest;
        Fingerprint print;
        for (auto bytes = next(); !bytes.empty(); bytes = next()) {
            digest.add(bytes);
            print.bytes += bytes.size();
            if (!write_all(file.fd(), bytes))
                return fail(system_failure(path).what);
        }
        print.sha256 = hash::to_hex(hash::bytes_of(digest.finish()));
        if (::fsync(file.fd()) != 0)
            return fail(system_failure(path).what);
        found_.emplace(name, print);
    }

    // The folders of an entry, each made by us: none can be a link.
    bool make_folders(const std::string& name)
    {
        for (auto slash = name.find('/'); slash != std::string::npos; slash = name.find('/', slash + 1)) {
            const auto folder = into_ / name.substr(0, slash);
            if (!folders_.contains(folder) && !make_private_folder(folder))
                return false;
            folders_.insert(folder);
        }
        return true;
    }

    void compare()
    {
        if (!failure_.empty())
            return;
        if (!manifest_)
            return fail("the backup has no manifest: it is cut off, or no backup of langnghe");
        if (!found_.contains(store_name))
            return fail("the backup has no store.db");
        for (const auto& [name, print] : found_)
            if (const auto told = manifest_->entries.find(name);
                told == manifest_->entries.end() || told->second != print)
                return fail("an entry of the backup is not what its manifest says");
        if (found_.size() != manifest_->entries.size())
            fail("the backup lacks an entry that its manifest names");
    }

    void sync()
    {
        if (!failure_.empty())
            return;
        for (const auto& folder : folders_)
            if (!sync_folder(folder))
                return fail(system_failure(folder).what);
        if (!sync_folder(into_) || !sync_folder(folder_of(into_)))
            fail(system_failure(into_).what);
    }

    std::unique_ptr<struct archive, decltype(&archive_read_free)> tar_;
    std::filesystem::path into_;
    std::array<char, block> part_{};
    std::map<std::string, Fingerprint, std::less<>> found_;
    std::set<std::filesystem::path> folders_;
    std::optional<Manifest> manifest_;
    std::string failure_;
};

} // namespace

Outcome<Summary> read_backup(const std::filesystem::path& path, const std::filesystem::path& into)
{
    const bool piped = path == "-";
    const Descriptor file = piped ? Descriptor{} : Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!piped && !file.open())
        return system_failure(path);
    if (!make_private_folder(into))
        return system_failure(into);
    Unpacking unpacking(piped ? STDIN_FILENO : file.fd(), into);
    auto done = unpacking.run();
    std::error_code ignored;
    if (!done)
        std::filesystem::remove_all(into, ignored);
    return done;
}

} // namespace langnghe::archive
