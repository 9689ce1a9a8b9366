#include "adapters/telegram/letter.hpp"
#include "adapters/telegram/platform.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace langnghe::telegram {
namespace {

// In a form everything but a text is JSON.
void put(Multipart& form, const nlohmann::json& parameters)
{
    for (const auto& [name, value] : parameters.items())
        form.field(name, value.is_string() ? value.get<std::string>() : json::dump(value));
}

bool all_photos(const std::vector<OutgoingFile>& files)
{
    return std::all_of(files.begin(), files.end(),
                       [](const OutgoingFile& file) { return file.kind == AttachmentKind::photo; });
}

// An album is of one kind: photos, or documents.
nlohmann::json album(std::string_view kind, std::size_t count)
{
    auto media = nlohmann::json::array();
    for (std::size_t i = 0; i < count; ++i)
        media.push_back({{"type", kind}, {"media", fmt::format("attach://file{}", i)}});
    return media;
}

} // namespace

PlatformCall TelegramPlatform::send(const OutboxItem& item, const std::vector<OutgoingFile>& files) const
{
    if (files.empty())
        return send(item);
    const std::string_view kind = all_photos(files) ? "photo" : "document";
    auto parameters = address_of(item);
    const auto longest = kind == "photo" ? traits_.photo_caption : traits_.file_caption;
    Multipart form;
    if (files.size() == 1) {
        put_words(parameters, item.text, "caption", longest);
        put_keyboard(parameters, item, traits_);
        put(form, parameters);
        form.file(kind, files.front().name, files.front().mime, files.front().content);
        return form_call(kind == "photo" ? "sendPhoto" : "sendDocument", form);
    }
    auto& media = parameters["media"] = album(kind, files.size());
    put_words(media.front(), item.text, "caption", longest); // they stand under the first
    put(form, parameters);
    for (std::size_t i = 0; i < files.size(); ++i)
        form.file(fmt::format("file{}", i), files[i].name, files[i].mime, files[i].content);
    return form_call("sendMediaGroup", form);
}

PlatformCall TelegramPlatform::form_call(std::string_view method, const Multipart& form) const
{
    auto made = call(method, form.body());
    made.headers = {{"Content-Type", form.content_type()}};
    return made;
}

} // namespace langnghe::telegram
