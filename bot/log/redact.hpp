#pragma once
// Takes out of a text what looks like a secret, whoever put it there: bot tokens, signatures, tokens in JSON, forms
// and headers, progress links.

#include <span>
#include <string>
#include <string_view>

namespace langnghe::log {

inline constexpr std::string_view blot = "•••";

// `known` are values to take out wherever they occur, besides what looks like a secret.
std::string redact(std::string_view text, std::span<const std::string> known = {});

// "access_token", "oa_secret_key": what such a name stands for is never written.
bool names_a_secret(std::string_view name);

} // namespace langnghe::log
