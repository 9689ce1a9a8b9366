#pragma once
// What a platform can do, as data: no rule ever asks which platform it is.

#include "core/time.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace langnghe {

// How much the platform lets one account do; 0: no limit that we know.
struct Quota
{
    std::int64_t messages = 0; // that we send in a calendar month
    std::int64_t people = 0;   // who may write to us
    std::int64_t groups = 0;
};

struct ChannelTraits
{
    std::size_t longest_text = 4096;      // UTF-16 units in one message
    std::size_t buttons = 0;              // per message; 0: none, a numbered list stands in
    std::size_t button_title = 64;        // UTF-16 units
    std::size_t button_data = 64;         // bytes
    std::size_t files = 0;                // in one message; 0: it carries none
    std::size_t files_with_buttons = 0;   // of them, in a message that has buttons
    std::size_t photo_caption = 0;        // UTF-16 units of text in a message with photos
    std::size_t file_caption = 0;         // and in one with other files
    std::int64_t photo_bytes = 1'000'000; // largest photo that it takes
    bool edits = false;                   // a citizen may edit, and we hear of it
    bool echoes = false;                  // our own sends come back as events
    bool names = false;                   // events bear the sender's display name
    bool takes_files = true;              // people can send documents, places and contacts
    Quota quota;
    std::optional<Duration> free_window;  // replies are free so long after the citizen's last message; none: always
    std::optional<Duration> reply_window; // and impossible after this; none: always possible
    Duration private_spacing{0};          // least time between two messages to one private chat
    Duration group_spacing{0};
    double per_second = 30; // of the whole channel
    double burst = 5;
};

} // namespace langnghe
