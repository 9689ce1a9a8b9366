#pragma once
// A ticket as it is stored. The words are in the journal and can be erased there; a ticket holds none of them.

#include "core/ids.hpp"
#include "core/ticket/code.hpp"
#include "core/ticket/status.hpp"
#include "core/time.hpp"

#include <optional>
#include <string>

namespace langnghe {

struct TicketResult
{
    ResultKind kind = ResultKind::solved;
    std::string text;
    TimePoint at;
};

struct Ticket
{
    TicketId id = TicketId::none;
    TicketCode code;
    std::int64_t version = 1; // grows by one with every saved change
    Status status = Status::received;
    std::optional<Status> returns_to; // set in needs_info and merged: where it goes back to
    Nature nature = Nature::unset;
    Urgency urgency = Urgency::normal;
    std::string field;      // key of the taxonomy; a hint at most until it is classified
    std::string area;       // key of the taxonomy
    std::string place;      // free text or "lat,lon"
    std::string department; // key of the taxonomy
    UserId assignee = UserId::none;
    std::string channel; // name of the channel it came by
    std::string chat;    // platform chat id: where the reporter hears back
    IdentityId reporter = IdentityId::none;
    bool anonymous = false;
    bool in_group = false;  // reported inside a group chat
    bool suspected = false; // may be a denunciation: the keeper's alone until the nature is set
    TimePoint created_at;
    TimePoint last_citizen_at; // platform time of the citizen's last message
    std::optional<TimePoint> due_at;
    std::optional<TimePoint> closed_at; // resolved, rejected or closed
    std::int64_t voices = 1;
    TicketId merged_into = TicketId::none;
    TicketId follows = TicketId::none; // the closed ticket it succeeds
    std::optional<TicketResult> result;
    std::string public_text;
    std::int64_t token_version = 1; // raising it revokes the progress links sent so far

    bool sealed() const { return nature == Nature::denunciation; }
    // Words, photos and names stay with the intake officers until the nature is set.
    bool discreet() const { return nature == Nature::unset || sealed() || suspected; }
};

} // namespace langnghe
