#pragma once
// The kinds of update that the program acts upon, for setWebhook and getUpdates alike. What is left out is not sent to
// us; a kind that comes all the same is knowingly ignored (update.cpp).

#include <array>
#include <string_view>

namespace langnghe::telegram {

inline constexpr std::array<std::string_view, 4> wanted_updates{"message", "edited_message", "callback_query",
                                                                "my_chat_member"};

} // namespace langnghe::telegram
