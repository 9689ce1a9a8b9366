#pragma once
// How long a commune keeps what is personal, and under which terms, as its configuration says. Days; 0: for ever. The
// defaults follow the practice of Open311 services (a year for what was refused, five for what was handled, a year for
// contact details); the law leaves the terms of petition files to the archives, so a commune sets its own.

#include <string>

namespace langnghe {

struct PrivacyRules
{
    std::string terms_version = "2026-01";
    std::string terms_url;      // empty: the terms are asked for in the chat
    bool automatic = false;     // the daemon applies the terms below by itself
    int deliveries_days = 90;   // the words of what we sent, once it is settled
    int details_days = 365;     // names and contact details, after the person's last message
    int refused_days = 365;     // the words of tickets that were not taken on, and of junk
    int handled_days = 5 * 365; // the words of all others, once they are finished
};

// An anonymous reporter's chat is forgotten so long after the end, whatever else is configured.
inline constexpr int anonymous_days = 30;

} // namespace langnghe
