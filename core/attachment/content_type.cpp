#include "core/attachment/content_type.hpp"

#include "core/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace langnghe::attachment {
namespace {

using namespace std::string_view_literals;

struct Magic
{
    std::size_t at;
    std::string_view bytes;
    ContentType type;
};

constexpr std::array magics{
    Magic{0, "\xff\xd8\xff"sv, {"image/jpeg", "jpg", true, true}},
    Magic{0, "\x89PNG\r\n\x1a\n"sv, {"image/png", "png", true, true}},
    Magic{0, "GIF87a"sv, {"image/gif", "gif", true, false}},
    Magic{0, "GIF89a"sv, {"image/gif", "gif", true, false}},
    Magic{0, "II*\0"sv, {"image/tiff", "tif", true, false}},
    Magic{0, "MM\0*"sv, {"image/tiff", "tif", true, false}},
    Magic{0, "%PDF-"sv, {"application/pdf", "pdf"}},
    Magic{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv, {"application/x-ole-storage", "doc"}},
    Magic{0, "#!AMR"sv, {"audio/amr", "amr"}},
    Magic{0, "OggS"sv, {"audio/ogg", "ogg"}},
    Magic{0, "ID3"sv, {"audio/mpeg", "mp3"}},
    Magic{0, "\x1a\x45\xdf\xa3"sv, {"video/webm", "webm"}},
    Magic{0, "Rar!\x1a\x07"sv, {"application/vnd.rar", "rar"}},
    Magic{0, "7z\xbc\xaf\x27\x1c"sv, {"application/x-7z-compressed", "7z"}},
    Magic{0, "\x1f\x8b"sv, {"application/gzip", "gz"}},
};

constexpr std::array office{
    Magic{0, "word/"sv, {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"}},
    Magic{0, "xl/"sv, {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"}},
    Magic{0, "ppt/"sv, {"application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"}},
};

// Brands of ISO base media files; a few stand for many.
constexpr std::array brands{
    Magic{0, "heic"sv, {"image/heic", "heic", true, false}},
    Magic{0, "heix"sv, {"image/heic", "heic", true, false}},
    Magic{0, "heim"sv, {"image/heic", "heic", true, false}},
    Magic{0, "heis"sv, {"image/heic", "heic", true, false}},
    Magic{0, "hevc"sv, {"image/heic", "heic", true, false}},
    Magic{0, "hevx"sv, {"image/heic", "heic", true, false}},
    Magic{0, "mif1"sv, {"image/heif", "heif", true, false}},
    Magic{0, "msf1"sv, {"image/heif", "heif", true, false}},
    Magic{0, "avif"sv, {"image/avif", "avif", true, false}},
    Magic{0, "avis"sv, {"image/avif", "avif", true, false}},
    Magic{0, "M4A "sv, {"audio/mp4", "m4a"}},
    Magic{0, "M4B "sv, {"audio/mp4", "m4a"}},
    Magic{0, "qt  "sv, {"video/quicktime", "mov"}},
    Magic{0, "3gp"sv, {"video/3gpp", "3gp"}},
    Magic{0, "3g2"sv, {"video/3gpp2", "3g2"}},
};

bool has(std::string_view bytes, std::size_t at, std::string_view what)
{
    return bytes.size() >= at + what.size() && bytes.substr(at, what.size()) == what;
}

unsigned byte_at(std::string_view bytes, std::size_t at)
{
    return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U;
}

std::optional<ContentType> riff(std::string_view bytes)
{
    if (!has(bytes, 0, "RIFF"))
        return std::nullopt;
    if (has(bytes, 8, "WEBP"))
        return ContentType{"image/webp", "webp", true, false};
    if (has(bytes, 8, "WAVE"))
        return ContentType{"audio/wav", "wav"};
    return has(bytes, 8, "AVI ") ? std::optional{ContentType{"video/x-msvideo", "avi"}} : std::nullopt;
}

// A phone writes "mif1" first and "heic" among the compatible brands, or the other way round: the major one decides,
// and a plain "mif1" is looked at further.
std::optional<ContentType> base_media(std::string_view bytes)
{
    if (!has(bytes, 4, "ftyp") || bytes.size() < 12)
        return std::nullopt;
    const auto of = [](std::string_view brand) {
        return std::ranges::find_if(brands, [brand](const Magic& known) { return brand.starts_with(known.bytes); });
    };
    const auto major = of(bytes.substr(8, 4));
    const std::size_t size = byte_at(bytes, 2) << 8U | byte_at(bytes, 3);
    if (major != brands.end() && major->type.mime != "image/heif")
        return major->type;
    for (std::size_t at = 16; at + 4 <= std::min(size, bytes.size()); at += 4)
        if (const auto other = of(bytes.substr(at, 4)); other != brands.end() && other->type.image)
            if (other->type.mime != "image/heif")
                return other->type;
    return major != brands.end() ? major->type : ContentType{"video/mp4", "mp4"};
}

// BMP says its length and four zeros; two letters alone begin many a text.
std::optional<ContentType> bitmap(std::string_view bytes)
{
    if (has(bytes, 0, "BM") && has(bytes, 6, "\0\0\0\0"sv) && byte_at(bytes, 14) >= 12)
        return ContentType{"image/bmp", "bmp", true, false};
    return std::nullopt;
}

std::optional<ContentType> zipped(std::string_view bytes)
{
    if (!has(bytes, 0, "PK\x03\x04"sv))
        return std::nullopt;
    for (const Magic& kind : office)
        if (bytes.find("[Content_Types].xml") != std::string_view::npos &&
            bytes.find(kind.bytes) != std::string_view::npos)
            return kind.type;
    return ContentType{"application/zip", "zip"};
}

// Frames of MPEG audio and of AAC (ADTS) begin with eleven or twelve ones; the layer tells them apart.
std::optional<ContentType> sound(std::string_view bytes)
{
    if (bytes.size() < 4 || byte_at(bytes, 0) != 0xffU)
        return std::nullopt;
    const unsigned second = byte_at(bytes, 1);
    if ((second & 0xf6U) == 0xf0U)
        return ContentType{"audio/aac", "aac"};
    const bool layer = (second & 0xe0U) == 0xe0U && (second & 0x06U) != 0;
    return layer && (byte_at(bytes, 2) & 0xf0U) != 0xf0U ? std::optional{ContentType{"audio/mpeg", "mp3"}}
                                                         : std::nullopt;
}

// Whole words to read; never what a browser would run.
std::optional<ContentType> words(std::string_view bytes)
{
    const auto control = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t';
    };
    if (bytes.empty() || std::ranges::any_of(bytes, control))
        return std::nullopt;
    // The last character may be cut.
    for (std::size_t cut = 0; cut < 4 && cut < bytes.size(); ++cut)
        if (text::valid_utf8(bytes.substr(0, bytes.size() - cut)))
            return bytes.find('<') == std::string_view::npos ? std::optional{ContentType{"text/plain", "txt"}}
                                                             : std::nullopt;
    return std::nullopt;
}

} // namespace

ContentType content_type(std::string_view first_bytes)
{
    const auto bytes = first_bytes.substr(0, telling_bytes);
    for (const Magic& magic : magics)
        if (has(bytes, magic.at, magic.bytes))
            return magic.type;
    for (const auto kind : {riff, base_media, bitmap, zipped, sound, words})
        if (const auto type = kind(bytes))
            return *type;
    return {};
}

} // namespace langnghe::attachment
