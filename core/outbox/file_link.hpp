#pragma once
// The address under which a platform fetches a file of a message by itself. It names the message, the file's place in
// it and when it ends, and proves them: nothing is stored, and nobody guesses one.

#include "core/ids.hpp"
#include "core/secret.hpp"
#include "core/time.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace langnghe::outbox {

// Long: a chat program fetches the file again whenever its owner looks.
inline constexpr Duration file_link_life = std::chrono::days{7};

struct FileLink
{
    OutboxId item = OutboxId::none;
    std::size_t place = 0; // 0 to 255
    TimePoint until;
    friend bool operator==(const FileLink&, const FileLink&) = default;
};

std::string make_file_token(const FileLink& link, const Secret& key);

// Nothing when it is not ours, or over.
std::optional<FileLink> read_file_token(std::string_view token, const Secret& key, TimePoint now);

} // namespace langnghe::outbox
