#pragma once
// Asks the daemon that owns a store to run an operation. Blocking.

#include "bot/operations/operation.hpp"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace langnghe::control {

// Nothing when no daemon answers: `why` gets one line.
std::optional<operations::Reply> ask(const std::filesystem::path& socket, std::string_view verb,
                                     const std::string& arguments, std::chrono::milliseconds deadline,
                                     std::string* why = nullptr);

} // namespace langnghe::control
