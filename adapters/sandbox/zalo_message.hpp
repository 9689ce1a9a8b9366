#pragma once
// The "message" object of a send, checked as the platform checks it. Pure.

#include "adapters/sandbox/model.hpp"
#include "adapters/sandbox/zalo_uploads.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace langnghe::sandbox {

struct ZaloRefusal
{
    int error = 0; // 0: good
    std::string message;
};

// Fills text, buttons, picture, the quoted id. Unknown attachments and shapes are refused with -201, overlong ones with
// -210, files handed over more than 7 days ago with -100.
ZaloRefusal read_zalo_message(const nlohmann::ordered_json& body, const ZaloUploads& uploads, ButtonTemplates buttons,
                              Message& message);

} // namespace langnghe::sandbox
