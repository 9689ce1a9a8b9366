#pragma once
// The word that was likely meant.

#include <span>
#include <string>
#include <string_view>

namespace langnghe::config {

// Nothing when no candidate is near enough: one slip in three letters, two at least.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

// "a, b or c".
std::string enumerate(std::span<const std::string_view> words);

} // namespace langnghe::config
