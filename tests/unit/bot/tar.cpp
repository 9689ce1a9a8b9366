#include "tests/unit/bot/tar.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <array>
#include <stdexcept>

namespace langnghe::test {

std::vector<TarEntry> read_tar(const std::filesystem::path& path)
{
    struct archive* tar = archive_read_new();
    archive_read_support_format_tar(tar);
    if (archive_read_open_filename(tar, path.c_str(), 65536) != ARCHIVE_OK)
        throw std::runtime_error("not a tar");
    std::vector<TarEntry> all;
    archive_entry* entry = nullptr;
    while (archive_read_next_header(tar, &entry) == ARCHIVE_OK) {
        TarEntry& last = all.emplace_back();
        last.name = archive_entry_pathname(entry);
        std::array<char, 65536> part{};
        la_ssize_t size = 0;
        while ((size = archive_read_data(tar, part.data(), part.size())) > 0)
            last.bytes.append(part.data(), static_cast<std::size_t>(size));
    }
    archive_read_free(tar);
    return all;
}

void write_tar(const std::filesystem::path& path, const std::vector<TarEntry>& entries)
{
    struct archive* tar = archive_write_new();
    archive_write_set_format_pax_restricted(tar);
    archive_write_set_options(tar, "hdrcharset=BINARY");
    if (archive_write_open_filename(tar, path.c_str()) != ARCHIVE_OK)
        throw std::runtime_error("cannot write the tar");
    for (const TarEntry& one : entries) {
        archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, one.name.c_str());
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_filetype(entry, one.folder ? AE_IFDIR : one.link.empty() ? AE_IFREG : AE_IFLNK);
        if (!one.link.empty())
            archive_entry_set_symlink(entry, one.link.c_str());
        if (!one.hard_link.empty())
            archive_entry_set_hardlink(entry, one.hard_link.c_str());
        archive_entry_set_size(entry, static_cast<la_int64_t>(one.bytes.size()));
        if (archive_write_header(tar, entry) < ARCHIVE_WARN)
            throw std::runtime_error("cannot write an entry");
        archive_write_data(tar, one.bytes.data(), one.bytes.size());
        archive_entry_free(entry);
    }
    archive_write_close(tar);
    archive_write_free(tar);
}

} // namespace langnghe::test
