#pragma once
// What officials wrote in private and have not said yet what it is for. The words are in the journal entry of each
// message; messages that belong together bear the number of the first.

#include "core/store/rows.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe {

struct Draft
{
    std::int64_t seq = 0;  // the journal entry with the words
    std::int64_t lead = 0; // that of the draft's first message
    IdentityId author = IdentityId::none;
    std::string channel;
    std::string chat;
    std::string message; // the platform's id
    std::string album;
    TimePoint at; // platform time
    std::optional<Position> position;
    std::vector<Attachment> attachments;
    std::string text; // filled when read; empty once erased
};

class Drafts
{
public:
    virtual ~Drafts() = default;
    virtual void add(const Draft& draft) = 0;
    // The messages of the open draft that begins with this entry, in their order; none when it is settled.
    virtual std::vector<Draft> open(std::int64_t lead) = 0;
    // The newest message of this author in this chat that is still a draft, not older than that.
    virtual std::optional<Draft> newest_open(IdentityId author, std::string_view channel, std::string_view chat,
                                             TimePoint since) = 0;
    // The open draft that this message belongs to.
    virtual std::optional<Draft> find(std::string_view channel, std::string_view chat, std::string_view message) = 0;
    virtual void settle(std::int64_t lead) = 0;
};

} // namespace langnghe
