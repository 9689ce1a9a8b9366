#pragma once
// The two lines that cross the control socket, as JSON: {"version":1,"verb":…,"arguments":{…}} and
// {"ok":…,"document":…,"error":…}. Inside bot/control only.

#include "bot/operations/operation.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace langnghe::control {

inline constexpr int line_version = 1;

struct Request
{
    std::string verb;
    std::string arguments; // JSON text of an object
};

// Both with their line end.
std::string write_request(std::string_view verb, const std::string& arguments);
std::string write_reply(const operations::Reply& reply);

// Nothing when the line is no request of this version: `why` says what to do.
std::optional<Request> read_request(std::string_view line, std::string& why);
std::optional<operations::Reply> read_reply(std::string_view line);

} // namespace langnghe::control
