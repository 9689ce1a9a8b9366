#pragma once
// What holds for the events of every platform, whatever the bytes were.

#include "core/intake/inbound_event.hpp"
#include "core/text/normalize.hpp"
#include "core/text/utf8.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <string>
#include <variant>
#include <vector>

namespace langnghe::fuzz {

inline void check_text(const std::string& text)
{
    require(text::valid_utf8(text), "words of an event are UTF-8");
    require(text::clean_inbound(text) == text, "words of an event are clean");
}

inline void check_attachments(const std::vector<Attachment>& attachments)
{
    for (const Attachment& attachment : attachments) {
        require(attachment.bytes >= 0, "a size is not negative");
        check_text(attachment.name);
    }
}

inline void check_message(const Message& message)
{
    require(!message.id.empty(), "a message has an id");
    require(!message.chat.id.empty(), "a message has a chat");
    require(!message.from.id.empty(), "a message has a sender");
    check_text(message.text);
    check_text(message.reply_text);
    check_text(message.from.name);
    check_text(message.chat.title);
    check_attachments(message.attachments);
    check_attachments(message.reply_attachments);
    if (message.position)
        require(message.position->latitude >= -90 && message.position->latitude <= 90 &&
                    message.position->longitude >= -180 && message.position->longitude <= 180,
                "a position is on the globe");
}

inline void check_events(const std::vector<InboundEvent>& events, const std::string& channel)
{
    require(!events.empty(), "nothing authentic is lost");
    for (const InboundEvent& event : events) {
        require(!event.key.empty(), "an event has a key");
        require(!event.type.empty(), "an event has a type");
        require(event.channel == channel, "an event knows its channel");
        require(to_millis(event.at) > 0, "an event has a time");
        if (const auto* message = std::get_if<Message>(&event.content))
            check_message(*message);
        if (const auto* press = std::get_if<ButtonPress>(&event.content))
            require(!press->chat.id.empty() && !press->from.id.empty(), "a press has a chat and a sender");
        if (const auto* echo = std::get_if<Echo>(&event.content))
            check_text(echo->text);
    }
}

} // namespace langnghe::fuzz
