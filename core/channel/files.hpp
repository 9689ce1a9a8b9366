#pragma once
// What a platform can do besides: carry files. Sans I/O like Platform. How many go into one message, and what may stand
// with them, is in ChannelTraits. Calls bear secrets: never log one.

#include "core/channel/platform.hpp"

#include <optional>
#include <string>
#include <vector>

namespace langnghe {

// A file as it leaves: of an image the picture alone, without what the camera wrote into it.
struct OutgoingFile
{
    AttachmentKind kind = AttachmentKind::document;
    std::string name; // with an extension that fits the content
    std::string mime;
    std::string content; // empty when the platform fetches it from `link`
    std::string link;    // a public address, for a week
    std::string handle;  // what the platform made of the upload
};

// What came of an upload. When nobody knows, nobody has seen anything either: it is simply done again.
struct Uploaded
{
    Outcome outcome; // accepted, or what to do about the whole message
    std::string handle;
    Duration reusable{0}; // so long the same handle serves further messages
};

class FileSender
{
public:
    virtual ~FileSender() = default;

    // The platform fetches files by itself: it gets `link` instead of `content`.
    virtual bool fetches() const { return false; }

    // The call that hands a file over before the message; none where the bytes go into the message, or a link does.
    virtual std::optional<PlatformCall> upload(const OutboxItem&, const OutgoingFile&) const { return std::nullopt; }
    virtual Uploaded read_upload(const PlatformAnswer&) const { return {}; }

    // The one call that shows the message with all of its files; its answer goes to Platform::read. An answer that
    // refuses the files alone is an adjustment: drop_files.
    virtual PlatformCall send(const OutboxItem& item, const std::vector<OutgoingFile>& files) const = 0;
};

} // namespace langnghe
