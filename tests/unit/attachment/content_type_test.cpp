#include "core/attachment/content_type.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>

using namespace langnghe;
using namespace std::string_literals;
using attachment::content_type;

namespace {

struct Row
{
    std::string bytes;
    std::string_view mime;
};

std::string box(const std::string& brands)
{
    const auto size = static_cast<char>(8 + brands.size());
    return "\0\0\0"s + size + "ftyp" + brands + "\0\0\0\x08mdat"s;
}

} // namespace

TEST_CASE("a file is what its first bytes say")
{
    const std::array rows{
        Row{"\xff\xd8\xff\xe0\0\x10JFIF"s, "image/jpeg"},
        Row{"\x89PNG\r\n\x1a\n\0\0"s, "image/png"},
        Row{"GIF89a\x01"s, "image/gif"},
        Row{"RIFF\x10\0\0\0WEBPVP8 "s, "image/webp"},
        Row{box("heic\0\0\0\0mif1heic"s), "image/heic"},
        Row{box("mif1\0\0\0\0mif1heic"s), "image/heic"},
        Row{box("mif1\0\0\0\0mif1avif"s), "image/avif"},
        Row{box("mif1\0\0\0\0mif1miaf"s), "image/heif"},
        Row{box("isom\0\0\0\0isommp42"s), "video/mp4"},
        Row{box("qt  \0\0\0\0qt  "s), "video/quicktime"},
        Row{box("3gp5\0\0\0\0isom"s), "video/3gpp"},
        Row{box("M4A \0\0\0\0M4A "s), "audio/mp4"},
        Row{"II*\0\x08\0"s, "image/tiff"},
        Row{"BM\x36\x10\0\0\0\0\0\0\x36\0\0\0\x28\0"s, "image/bmp"},
        Row{"%PDF-1.7\n"s, "application/pdf"},
        Row{"OggS\0\x02"s, "audio/ogg"},
        Row{"ID3\x04"s, "audio/mpeg"},
        Row{"\xff\xfb\x90\x44"s, "audio/mpeg"},
        Row{"\xff\xf1\x50\x80"s, "audio/aac"}, // as Zalo's voices come
        Row{"#!AMR\n"s, "audio/amr"},
        Row{"PK\x03\x04[Content_Types].xml _rels word/document.xml"s,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
        Row{"PK\x03\x04photos/a.jpg"s, "application/zip"},
        Row{"Đơn đề nghị sửa cầu\n"s, "text/plain"},
    };
    for (const Row& row : rows) {
        INFO(row.mime);
        CHECK(content_type(row.bytes).mime == row.mime);
    }
}

TEST_CASE("what a browser would run, and what nobody knows, is just bytes")
{
    for (const std::string& bytes :
         {"<!doctype html><script>alert(1)</script>"s, "<svg xmlns='http://www.w3.org/2000/svg'/>"s, "  <?xml?>"s, ""s,
          "\0"s, "\xff"s, "\xff\xd8"s, "RIFF\0\0\0\0"s,
          "\0\0\0\x18"
          "ftyp"s,
          "MZ\x90\0"s,
          "\x7f"
          "ELF\x02"s}) {
        INFO(bytes);
        CHECK(content_type(bytes).mime == "application/octet-stream");
    }
    CHECK(content_type("BM là chữ viết tắt của Bí mật").mime == "text/plain");
}

TEST_CASE("only JPEG and PNG are shown everywhere")
{
    CHECK(content_type("\xff\xd8\xff").shown);
    CHECK(content_type("\x89PNG\r\n\x1a\n").shown);
    CHECK_FALSE(content_type(box("heic"s)).shown);
    CHECK(content_type(box("heic"s)).image);
    CHECK_FALSE(content_type("GIF89a").shown);
}

TEST_CASE("a text cut within a character is still a text")
{
    std::string text;
    while (text.size() < attachment::telling_bytes + 3)
        text += "ệ";
    CHECK(content_type(text).mime == "text/plain");
}
