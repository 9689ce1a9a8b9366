#include "core/channel/multipart.hpp"

#include "core/hash/hash.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace langnghe {
namespace {

std::string escaped(std::string_view name)
{
    std::string safe;
    for (const char c : name) {
        if (c == '"')
            safe += "%22";
        else if (c == '\r')
            safe += "%0D";
        else if (c == '\n')
            safe += "%0A";
        else
            safe += c;
    }
    return safe;
}

} // namespace

Multipart& Multipart::field(std::string_view name, std::string_view value)
{
    parts_.push_back(
        {fmt::format("Content-Disposition: form-data; name=\"{}\"\r\n", escaped(name)), std::string{value}});
    return *this;
}

Multipart& Multipart::file(std::string_view name, std::string_view file_name, std::string_view mime,
                           std::string_view content)
{
    auto head = fmt::format("Content-Disposition: form-data; name=\"{}\"; filename=\"{}\"\r\nContent-Type: {}\r\n",
                            escaped(name), escaped(file_name), escaped(mime));
    parts_.push_back({std::move(head), std::string{content}});
    return *this;
}

std::string Multipart::boundary() const
{
    hash::Sha256 digest;
    for (const Part& part : parts_)
        digest.add(part.head).add(part.content);
    std::string boundary = "langnghe-" + hash::to_hex(hash::bytes_of(digest.finish())).substr(0, 32);
    const auto taken = [&](const Part& part) { return part.content.find(boundary) != std::string::npos; };
    while (std::any_of(parts_.begin(), parts_.end(), taken))
        boundary += 'x';
    return boundary;
}

std::string Multipart::content_type() const { return "multipart/form-data; boundary=" + boundary(); }

std::string Multipart::body() const
{
    const std::string boundary = this->boundary();
    std::string body;
    for (const Part& part : parts_)
        body.append("--")
            .append(boundary)
            .append("\r\n")
            .append(part.head)
            .append("\r\n")
            .append(part.content)
            .append("\r\n");
    return body.append("--").append(boundary).append("--\r\n");
}

} // namespace langnghe
