#include "adapters/net/http.hpp"

#include "adapters/net/bytes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace langnghe::net {

namespace {

struct Phrase
{
    unsigned status;
    std::string_view text;
};

constexpr Phrase phrases[] = {
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {505, "HTTP Version Not Supported"},
};

Response with_type(unsigned status, std::string_view type, std::string body)
{
    Response response;
    response.status = status;
    response.headers.push_back({"Content-Type", std::string(type)});
    response.body = std::move(body);
    return response;
}

std::string quoted(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        if (static_cast<unsigned char>(c) < 0x20)
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        else
            out += c;
    }
    return out += '"';
}

} // namespace

std::string_view find_header(const std::vector<Header>& headers, std::string_view name)
{
    const auto same = [&](const Header& header) { return equal_ignoring_case(header.name, name); };
    const auto found = std::find_if(headers.begin(), headers.end(), same);
    return found == headers.end() ? std::string_view{} : std::string_view{found->value};
}

bool equal_ignoring_case(std::string_view a, std::string_view b)
{
    const auto same = [](char x, char y) { return lower(x) == lower(y); };
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), same);
}

Response empty(unsigned status)
{
    Response response;
    response.status = status;
    return response;
}

Response text(unsigned status, std::string body)
{
    return with_type(status, "text/plain; charset=utf-8", std::move(body));
}

Response json(unsigned status, std::string body) { return with_type(status, "application/json", std::move(body)); }

Response html(unsigned status, std::string body)
{
    return with_type(status, "text/html; charset=utf-8", std::move(body));
}

Response problem(unsigned status, std::string_view title, std::string_view detail)
{
    std::string body = fmt::format(R"({{"title":{},"status":{})", quoted(title), status);
    if (!detail.empty())
        body += ",\"detail\":" + quoted(detail);
    return with_type(status, "application/problem+json", body += '}');
}

std::string_view reason_phrase(unsigned status)
{
    for (const Phrase& phrase : phrases)
        if (phrase.status == status)
            return phrase.text;
    return "Status";
}

bool is_header_name(std::string_view name) { return !name.empty() && std::all_of(name.begin(), name.end(), is_token); }

bool is_header_value(std::string_view value) { return std::all_of(value.begin(), value.end(), is_field_byte); }

} // namespace langnghe::net
