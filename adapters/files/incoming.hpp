#pragma once
// A file on its way onto the shelf: written under a passing name, and put under that of its content when it is whole
// and on disk. What is not kept is gone with the object; what a crash left is swept at the next start.

#include "adapters/files/shelf.hpp"
#include "core/hash/hash.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace langnghe::files {

struct Kept
{
    std::string sha256;
    std::int64_t bytes = 0;
};

class Incoming
{
public:
    // Errors: storage_full; storage_failed.
    static Result<std::unique_ptr<Incoming>> open(const Shelf& shelf);
    ~Incoming();
    Incoming(const Incoming&) = delete;
    Incoming& operator=(const Incoming&) = delete;

    // False when it does not go on: too much of it, or the disk refuses.
    bool write(std::string_view bytes);
    std::int64_t bytes() const { return bytes_; }
    // Why write() said no.
    Errc trouble() const { return trouble_; }
    // The first bytes, as many as tell what it is and where its camera stood.
    std::string_view beginning() const { return beginning_; }

    // Syncs the file and the folders that it is then in. Blocks.
    Result<Kept> keep();

private:
    Incoming(const Shelf& shelf, std::filesystem::path path, int file);

    const Shelf& shelf_;
    std::filesystem::path path_;
    int file_;
    bool kept_ = false;
    std::int64_t bytes_ = 0;
    std::string beginning_;
    hash::Sha256 digest_;
    Errc trouble_ = Errc::storage_failed;
};

} // namespace langnghe::files
