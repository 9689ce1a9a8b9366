#pragma once
// What single values of the configuration must look like. Inside bot/config only.

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace langnghe::config {

// 1 to 40 of [a-z0-9-], a letter or digit at both ends.
bool is_slug(std::string_view text);

// First path segments that the program itself answers, and those of a commune's pages.
bool is_reserved(std::string_view slug);

// 2 to 6 of A-Z.
bool is_code(std::string_view text);

// "127.0.0.1:8080", "[::]:80", "localhost:0": a numeric address or localhost.
bool is_listen_address(std::string_view text);

// Whether a listen address is reached from this machine only.
bool is_loopback(std::string_view host_and_port);

// Why the text cannot be the base of addresses; empty when it can. https, or http to this machine. A path is allowed
// only when `path_allowed`.
std::string wrong_base(std::string_view text, bool path_allowed);

// "http://host:port" of a proxy.
bool is_proxy(std::string_view text);

std::string without_slash(std::string text);

} // namespace langnghe::config
