#pragma once
// What a platform tells later of messages of ours: that one arrived after all, how far it came, or that its chat can be
// written to again.

#include "core/commune/commune.hpp"
#include "core/outbox/item.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace langnghe::outbox {

// The first message to this chat with these words of which nobody knows yet whether it arrived: being sent, waiting to
// be sent again, or ambiguous. White space makes no difference; a platform that repeats no words names the only message
// with buttons.
std::optional<OutboxItem> find_in_doubt(Tx& tx, std::string_view channel, std::string_view chat, std::string_view words,
                                        TimePoint at);

// Whether an echo from this chat may be of a message of ours though its words do not say so: a picture, a template.
bool anything_in_doubt(Tx& tx, std::string_view channel, std::string_view chat);

// A send of ours came back as an event: what was in doubt is sent, under the platform's id. False when the echo is of
// no message that the outbox knows, so of one that was written elsewhere.
bool confirm_echo(Context& context, const std::string& channel, const Echo& echo, TimePoint at);

// The platform says how far a message came: true when that was news. A message that several rows share tells of all.
bool take_delivery_receipt(Context& context, const std::string& channel, const std::string& chat,
                           const std::string& message, DeliveryState reached);

// Why news of those who stopped them is undeliverable.
inline constexpr const char* asked_for_none = "the recipient asked for no more messages";

// This person can be written to again, and wants to be: what was undeliverable, and is not stale, is to be told now.
void revive(Context& context, std::string_view channel, std::string_view chat);

} // namespace langnghe::outbox
