#include "adapters/sandbox/zalo_uploads.hpp"

#include "adapters/sandbox/zalo_answers.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace langnghe::sandbox {

using Json = nlohmann::ordered_json;

namespace {

constexpr Duration kept = std::chrono::days{7};
constexpr std::size_t most_uploads = 100;

struct Kind
{
    std::string_view name;
    std::size_t most_bytes;
    std::vector<std::string_view> extensions;
};

const Kind* kind_of(std::string_view name)
{
    static const std::array kinds{Kind{"image", 1'000'000, {".jpg", ".jpeg", ".png"}}, Kind{"gif", 5'000'000, {".gif"}},
                                  Kind{"file", 5'000'000, {".pdf", ".doc", ".docx"}}};
    const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const Kind& kind) { return kind.name == name; });
    return found == kinds.end() ? nullptr : &*found;
}

struct Part
{
    std::string_view head;
    std::string_view content;
};

// The part named "file" of a form with one part.
std::optional<Part> read_part(std::string_view type, std::string_view body)
{
    constexpr std::string_view mark = "boundary=";
    const auto at = type.find(mark);
    if (!type.starts_with("multipart/form-data") || at == std::string_view::npos)
        return std::nullopt;
    const std::string opening = "--" + std::string(type.substr(at + mark.size())) + "\r\n";
    const std::string closing = "\r\n" + opening.substr(0, opening.size() - 2) + "--";
    const auto end = body.rfind(closing);
    const auto head_end = body.find("\r\n\r\n");
    if (!body.starts_with(opening) || end == std::string_view::npos || head_end == std::string_view::npos ||
        head_end + 4 > end)
        return std::nullopt;
    return Part{body.substr(opening.size(), head_end - opening.size()), body.substr(head_end + 4, end - head_end - 4)};
}

std::string quoted(std::string_view head, std::string_view name)
{
    const std::string mark = fmt::format(" {}=\"", name);
    const auto at = head.find(mark);
    if (at == std::string_view::npos)
        return {};
    const auto rest = head.substr(at + mark.size());
    return std::string(rest.substr(0, rest.find('"')));
}

bool has_extension(std::string name, const Kind& kind)
{
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return std::any_of(kind.extensions.begin(), kind.extensions.end(),
                       [&](std::string_view extension) { return name.ends_with(extension); });
}

} // namespace

Json ZaloUploads::take(const net::Request& request, std::string_view kind_name)
{
    const Kind* kind = kind_of(kind_name);
    if (!kind)
        return refused(-201, "api is invalid!");
    const auto part = read_part(request.header("Content-Type"), request.body);
    if (!part || quoted(part->head, "name") != "file")
        return refused(-201, "file is invalid!");
    Upload upload;
    upload.name = quoted(part->head, "filename");
    if (part->content.size() > kind->most_bytes)
        return refused(-210, "file is over limit");
    // As reported: the call succeeds and names nothing.
    if (upload.name.find('.') == std::string::npos)
        return success(Json::object());
    if (!has_extension(upload.name, *kind))
        return refused(-201, "file type is invalid!");
    upload.picture = kind->name != "file";
    upload.at = world_.now();
    // What the world is too small for is taken all the same, and not shown.
    constexpr std::string_view unnamed = "application/octet-stream";
    const std::string_view type = kind->name == "gif" ? "image/gif" : upload.picture ? "image/jpeg" : unnamed;
    if (auto file = world_.keep(File{std::string(part->content), std::string(type)}))
        upload.file = *file;
    if (uploads_.size() >= most_uploads)
        uploads_.clear();
    const std::string name = fmt::format("upload-{}-{}", kind->name, ++serial_);
    Json data = Json::object();
    data[upload.picture ? "attachment_id" : "token"] = name;
    uploads_.emplace(name, std::move(upload));
    return success(std::move(data));
}

const Upload* ZaloUploads::find(const std::string& name) const
{
    const auto found = uploads_.find(name);
    return found == uploads_.end() ? nullptr : &found->second;
}

bool ZaloUploads::expired(const Upload& upload) const { return world_.now() >= upload.at + kept; }

} // namespace langnghe::sandbox
