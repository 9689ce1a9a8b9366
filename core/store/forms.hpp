#pragma once
// Port: what the program asks an official, step by step, until a command is whole. One for each identity and chat; a
// new one takes the place of the old, and its number tells the buttons of the two apart.

#include "core/ids.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe {

struct OfficerForm
{
    IdentityId identity = IdentityId::none;
    std::string channel;
    std::string chat;
    std::int64_t number = 0; // grows with each form of this identity and chat
    TicketId ticket = TicketId::none;
    int asks = 0;      // officer::Slot
    std::string order; // what is known so far: officer::write()
    TimePoint asked_at;
};

class Forms
{
public:
    virtual ~Forms() = default;
    // Takes the place of what is open there; gives the number.
    virtual OfficerForm open(OfficerForm form) = 0;
    virtual std::optional<OfficerForm> find(IdentityId identity, std::string_view channel, std::string_view chat,
                                            TimePoint since) = 0;
    // Those about this ticket that ask for this.
    virtual std::vector<OfficerForm> asking(TicketId ticket, int what) = 0;
    // Those of this identity that ask for this, the newest first.
    virtual std::vector<OfficerForm> of(IdentityId identity, int what) = 0;
    virtual void close(const OfficerForm& form) = 0;
};

} // namespace langnghe
