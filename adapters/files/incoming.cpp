#include "adapters/files/incoming.hpp"

#include "adapters/posix/descriptor.hpp"
#include "core/attachment/exif.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>

namespace langnghe::files {
namespace {

Errc last_trouble() { return errno == ENOSPC || errno == EDQUOT ? Errc::storage_full : Errc::storage_failed; }

bool make_folder(const std::filesystem::path& path) { return ::mkdir(path.c_str(), 0700) == 0 || errno == EEXIST; }

} // namespace

Result<std::unique_ptr<Incoming>> Incoming::open(const Shelf& shelf)
{
    std::error_code exists;
    std::filesystem::create_directories(shelf.folder().parent_path(), exists);
    if (!make_folder(shelf.folder()) || !make_folder(shelf.passing()))
        return last_trouble();
    std::string path = (shelf.passing() / "XXXXXX").string();
    const int file = ::mkostemp(path.data(), O_CLOEXEC); // 0600
    if (file < 0)
        return last_trouble();
    return std::unique_ptr<Incoming>(new Incoming(shelf, path, file));
}

Incoming::Incoming(const Shelf& shelf, std::filesystem::path path, int file)
    : shelf_(shelf), path_(std::move(path)), file_(file)
{}

Incoming::~Incoming()
{
    ::close(file_);
    if (!kept_)
        ::unlink(path_.c_str());
}

bool Incoming::write(std::string_view bytes)
{
    if (bytes_ + static_cast<std::int64_t>(bytes.size()) > largest_file) {
        trouble_ = Errc::too_large;
        return false;
    }
    if (!posix::write_all(file_, bytes)) {
        trouble_ = last_trouble();
        return false;
    }
    bytes_ += static_cast<std::int64_t>(bytes.size());
    digest_.add(bytes);
    const auto missing = attachment::exif_within - std::min(attachment::exif_within, beginning_.size());
    beginning_ += bytes.substr(0, missing);
    return true;
}

Result<Kept> Incoming::keep()
{
    const Kept kept{hash::to_hex(hash::bytes_of(digest_.finish())), bytes_};
    const auto path = shelf_.path_of(kept.sha256);
    const auto inner = path.parent_path();
    const auto outer = inner.parent_path();
    if (::fsync(file_) != 0 || !make_folder(outer) || !make_folder(inner))
        return last_trouble();
    // Over one that is there already: the same content, and fresh in the eyes of the sweep.
    if (std::rename(path_.c_str(), path.c_str()) != 0)
        return last_trouble();
    kept_ = true;
    if (!posix::sync_folder(inner) || !posix::sync_folder(outer) || !posix::sync_folder(shelf_.folder()))
        return last_trouble();
    return kept;
}

} // namespace langnghe::files
