#pragma once
// The "message" object of a send, checked as the platform checks it. Pure.

#include "adapters/sandbox/model.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace langnghe::sandbox {

struct ZaloRefusal
{
    int error = 0; // 0: good
    std::string message;
};

// Fills text, buttons, the quoted id. Unknown attachments and shapes are refused with -201, overlong ones with -210.
ZaloRefusal read_zalo_message(const nlohmann::ordered_json& body, Message& message);

} // namespace langnghe::sandbox
