#pragma once
// What becomes of a file after an attempt to fetch it: pure decisions of file, what came and time.

#include "core/commune/commune.hpp"
#include "core/store/attachments.hpp"

#include <string>

namespace langnghe::attachment {

inline constexpr int most_attempts = 60; // over about two days: platforms are away for hours
inline constexpr Duration longest_back_off = std::chrono::hours{1};

// A sticker, a contact or a link has no content to keep.
bool is_fetched(const Attachment& attachment);

struct Fetched
{
    enum class Kind
    {
        stored,
        temporary,   // try again
        gone,        // the platform does not have it any more
        too_large,   // over the bound
        not_allowed, // where we do not fetch from
    };
    Kind kind = Kind::temporary;
    std::string error; // for an administrator; no address
    std::string sha256;
    std::string mime;
    std::int64_t bytes = 0;
    std::optional<Position> position; // that the camera wrote into a photo
};

// The file as it is to be stored after this attempt. `jitter` is in [0, 1).
AttachedFile settle(AttachedFile file, const Fetched& fetched, TimePoint now, double jitter);

// Stores it, and says what follows: the ticket's place from a photo when it has none, and words to the sender when the
// file did not come, or cannot be shown.
void take_in(Context& context, AttachedFile file, const Fetched& fetched, double jitter);

} // namespace langnghe::attachment
