#pragma once
// Who owns the store: the process that holds flock(STORE.lock). The lock ends with the object or with the process.

#include "core/result.hpp"

#include <filesystem>
#include <optional>
#include <utility>

namespace langnghe::sql {

class StoreLock
{
public:
    // Nothing when another process (or another StoreLock of this one) holds it; an error when it cannot be known.
    static Result<std::optional<StoreLock>> try_acquire(const std::filesystem::path& store);

    StoreLock(StoreLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    StoreLock& operator=(StoreLock&& other) noexcept
    {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    ~StoreLock();

private:
    explicit StoreLock(int descriptor) : descriptor_(descriptor) {}

    int descriptor_;
};

} // namespace langnghe::sql
