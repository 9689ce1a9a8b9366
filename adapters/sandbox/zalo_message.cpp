#include "adapters/sandbox/zalo_message.hpp"

#include "adapters/sandbox/wire.hpp"
#include "core/text/utf8.hpp"

#include <nlohmann/json.hpp>

namespace langnghe::sandbox {

using Json = nlohmann::ordered_json;

namespace {

constexpr std::size_t longest_text = 2000; // UTF-16 units, as sent
constexpr std::size_t most_buttons = 5;
constexpr std::size_t longest_title = 100;
constexpr std::size_t longest_payload = 1000;

ZaloRefusal invalid(std::string_view field) { return {-201, std::string(field) + " is invalid!"}; }

ZaloRefusal over_limit(std::string_view field) { return {-210, std::string(field) + " is over limit"}; }

// The target of a button that opens something.
std::string link_of(const std::string& type, const Json& payload)
{
    if (type == "oa.open.url")
        return text_of(payload, "url");
    const std::string phone = text_of(payload, "phone_code");
    if (phone.empty())
        return {};
    return (type == "oa.open.phone" ? "tel:" : "sms:") + phone;
}

ZaloRefusal read_button(const Json& shape, Button& button)
{
    button.title = text_of(shape, "title");
    const std::string type = text_of(shape, "type");
    if (button.title.empty() || !shape.contains("payload"))
        return invalid("buttons");
    if (text::utf16_length(button.title) > longest_title)
        return over_limit("buttons.title");
    if (type == "oa.query.show" || type == "oa.query.hide") {
        button.payload = text_of(shape, "payload");
        button.hidden = type == "oa.query.hide";
        if (button.payload.empty())
            return invalid("buttons.payload");
        return text::utf16_length(button.payload) > longest_payload ? over_limit("buttons.payload") : ZaloRefusal{};
    }
    if (type != "oa.open.url" && type != "oa.open.phone" && type != "oa.open.sms")
        return invalid("buttons.type");
    button.link = link_of(type, shape["payload"]);
    return button.link.empty() ? invalid("buttons.payload") : ZaloRefusal{};
}

ZaloRefusal read_buttons(const Json& payload, Message& message)
{
    const auto buttons = payload.find("buttons");
    if (buttons == payload.end() || !buttons->is_array() || buttons->empty())
        return invalid("buttons");
    if (buttons->size() > most_buttons)
        return over_limit("buttons");
    for (const auto& shape : *buttons) {
        Button button;
        if (auto refusal = read_button(shape, button); refusal.error != 0)
            return refusal;
        message.rows.push_back({std::move(button)});
    }
    return {};
}

ZaloRefusal refuse_upload(const ZaloUploads& uploads, const Upload* upload, bool picture)
{
    if (upload == nullptr || upload->picture != picture)
        return invalid(picture ? "attachment_id" : "token");
    return uploads.expired(*upload) ? ZaloRefusal{-100, "attachment is expired"} : ZaloRefusal{};
}

ZaloRefusal read_media(const Json& payload, const ZaloUploads& uploads, Message& message)
{
    const auto elements = payload.find("elements");
    if (elements == payload.end() || !elements->is_array() || elements->size() != 1)
        return invalid("elements");
    const Json& element = elements->front();
    const std::string kind = text_of(element, "media_type");
    if (kind != "image" && kind != "gif")
        return invalid("media_type");
    if (kind == "gif" && (!element.contains("width") || !element.contains("height")))
        return invalid("width");
    const Upload* upload = uploads.find(text_of(element, "attachment_id"));
    auto refusal = refuse_upload(uploads, upload, true);
    if (refusal.error == 0 && !upload->file.empty())
        message.photo = upload->file;
    else if (refusal.error == 0)
        message.file_name = upload->name;
    return refusal;
}

ZaloRefusal read_file(const Json& payload, const ZaloUploads& uploads, Message& message)
{
    const Upload* upload = uploads.find(text_of(payload, "token"));
    auto refusal = refuse_upload(uploads, upload, false);
    if (refusal.error == 0) {
        message.document = upload->file;
        message.file_name = upload->name;
    }
    return refusal;
}

ZaloRefusal read_attachment(const Json& attachment, const ZaloUploads& uploads, ButtonTemplates buttons,
                            Message& message)
{
    const std::string type = text_of(attachment, "type");
    const auto payload = attachment.find("payload");
    if (payload == attachment.end() || !payload->is_object())
        return invalid("attachment");
    if (type == "file")
        return read_file(*payload, uploads, message);
    if (type != "template")
        return invalid("attachment");
    const std::string kind = text_of(*payload, "template_type");
    if (kind == "media")
        return read_media(*payload, uploads, message);
    const bool named = kind == "button";
    const bool refused = buttons == ButtonTemplates::none || (buttons == ButtonTemplates::bare && named) ||
                         (buttons == ButtonTemplates::named && !named);
    if ((!kind.empty() && !named) || refused)
        return invalid("template_type");
    return read_buttons(*payload, message);
}

} // namespace

ZaloRefusal read_zalo_message(const Json& body, const ZaloUploads& uploads, ButtonTemplates buttons, Message& message)
{
    const auto found = body.find("message");
    if (found == body.end() || !found->is_object())
        return invalid("message");
    message.text = text_of(*found, "text");
    if (text::utf16_length(message.text) > longest_text)
        return over_limit("text");
    if (found->contains("quote_message_id")) {
        message.reply_to = text_of(*found, "quote_message_id");
        if (message.reply_to.empty())
            return invalid("quote_message_id");
    }
    const auto attachment = found->find("attachment");
    if (attachment != found->end())
        if (auto refusal = read_attachment(*attachment, uploads, buttons, message); refusal.error != 0)
            return refusal;
    const bool bare = message.photo.empty() && message.file_name.empty();
    return message.text.empty() && bare ? invalid("text") : ZaloRefusal{};
}

} // namespace langnghe::sandbox
