#pragma once
// Commands that are no step on a ticket and ask for what is made elsewhere and handed out later: they stand beside the
// table of verbs.

#include "core/message/say.hpp"
#include "core/officer/talk.hpp"

#include <span>
#include <string_view>

namespace langnghe::officer {

struct Request
{
    std::string_view name;
    std::string_view alias; // in English
    std::string_view example;
    Say label;
    bool (*may)(const User& user);
    void (*ask)(Talk& talk, std::string_view words);
};

std::span<const Request> requests();
// By name or alias, folded; nothing for anything else.
const Request* find_request(std::string_view folded);

} // namespace langnghe::officer
