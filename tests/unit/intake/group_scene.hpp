#pragma once
// A bound group with officials, and messages in it as Telegram tells them.

#include "tests/unit/intake/world.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace langnghe::test {

inline constexpr const char* bound_group = "-100";
inline constexpr const char* denunciation = "Tôi tố cáo ông Nguyễn Văn Bê nhận tiền của dân";

// An officer "lan", a leader "truong", a keeper "giu", and a bound group.
void settle_group(World& world);

// What `who` says in reply to a message of `author`.
Message reply_in_group(World& world, const std::string& who, const std::string& words, const std::string& author,
                       const std::string& original = "900", const std::string& said = "cống đầu ngõ tắc ba hôm nay");

Texts texts_of(const std::vector<OutboxItem>& items, const std::string& chat);

bool has(std::string_view text, std::string_view part);

} // namespace langnghe::test
