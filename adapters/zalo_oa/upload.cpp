// Files are handed over before the message that shows them. Limits: jpg and png 1 MB, gif 5 MB, pdf, doc and docx 5 MB;
// kept for seven days. A name without an extension is answered with nothing. Source: developers.zalo.me, upload v2.0.
#include "adapters/json/reader.hpp"
#include "adapters/zalo_oa/answer.hpp"
#include "adapters/zalo_oa/platform.hpp"
#include "core/channel/multipart.hpp"

#include <algorithm>
#include <array>

namespace langnghe::zalo_oa {
namespace {

constexpr Duration kept = std::chrono::days{7} - std::chrono::hours{12};

struct Kind
{
    std::string_view mime;
    std::string_view path;
    std::string_view extension;
};

constexpr std::string_view image_path = "/v2.0/oa/upload/image";
constexpr std::string_view gif_path = "/v2.0/oa/upload/gif";
constexpr std::string_view file_path = "/v2.0/oa/upload/file";

constexpr std::array kinds{
    Kind{"image/jpeg", image_path, ".jpg"},
    Kind{"image/png", image_path, ".png"},
    Kind{"image/gif", gif_path, ".gif"},
    Kind{"application/pdf", file_path, ".pdf"},
    Kind{"application/msword", file_path, ".doc"},
    Kind{"application/vnd.openxmlformats-officedocument.wordprocessingml.document", file_path, ".docx"},
};

// What it does not name, the platform is left to refuse.
Kind kind_of(std::string_view mime)
{
    const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const Kind& k) { return k.mime == mime; });
    return found == kinds.end() ? Kind{mime, file_path, ".bin"} : *found;
}

std::string name_of(const OutgoingFile& file, const Kind& kind)
{
    std::string name = file.name.empty() ? "tep" : file.name;
    if (name.find('.') == std::string::npos)
        name += kind.extension;
    return name;
}

} // namespace

std::optional<PlatformCall> ZaloOaPlatform::upload(const OutboxItem&, const OutgoingFile& file) const
{
    const Kind kind = kind_of(file.mime);
    Multipart form;
    form.file("file", name_of(file, kind), file.mime, file.content);
    PlatformCall upload = call(kind.path, form.body());
    upload.headers.front().second = form.content_type();
    return upload;
}

Uploaded ZaloOaPlatform::read_upload(const PlatformAnswer& answer) const
{
    Uploaded uploaded;
    uploaded.outcome = read_answer(answer, {}, options_.access_token.reveal());
    if (uploaded.outcome.kind != Outcome::Kind::accepted)
        return uploaded;
    const auto document = json::parse(answer.body);
    const auto data = document ? document->root().object("data") : json::View{};
    uploaded.handle = data.text(data.has("attachment_id") ? "attachment_id" : "token");
    uploaded.reusable = kept;
    if (!uploaded.handle.empty())
        return uploaded;
    uploaded.outcome.kind = Outcome::Kind::permanent;
    uploaded.outcome.error = "the platform took the file and named none";
    return uploaded;
}

} // namespace langnghe::zalo_oa
