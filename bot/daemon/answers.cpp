#include "bot/daemon/answers.hpp"

#include <fmt/format.h>

#include <string>

namespace langnghe::daemon {
namespace {

net::Response try_again(std::string_view title)
{
    auto response = net::problem(503, title);
    response.headers.push_back({"Retry-After", "5"});
    return response;
}

// RFC 8187: everything but plain letters and digits as bytes in hex.
std::string encoded(std::string_view name)
{
    std::string safe;
    for (const char c : name) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
                           c == '-' || c == '_';
        safe += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return safe;
}

} // namespace

net::Response problem_of(boost::system::error_code error)
{
    if (error.category() != error_category())
        return net::problem(500, "Internal error");
    switch (static_cast<Errc>(error.value())) {
    case Errc::malformed:
        return net::problem(400, "Malformed request");
    case Errc::unauthorized:
        return net::problem(401, "Wrong or missing signature or secret");
    case Errc::not_allowed:
        return net::problem(403, "Not allowed");
    case Errc::not_found:
        return not_found();
    case Errc::wrong_state:
    case Errc::stale_version:
        return net::problem(409, "Changed meanwhile");
    case Errc::too_large:
        return net::problem(413, "Too large");
    case Errc::missing_text:
    case Errc::missing_evidence:
        return net::problem(422, "Something is missing");
    case Errc::unconfigured:
        return try_again("This channel is not configured yet");
    case Errc::storage_busy:
    case Errc::storage_full:
    case Errc::storage_failed:
    case Errc::storage_newer:
    case Errc::storage_refused:
    case Errc::cancelled:
        return try_again("Cannot store now");
    }
    return net::problem(500, "Internal error");
}

net::Response not_found() { return net::problem(404, "Not found"); }

net::Response file(const OutgoingFile& file)
{
    const bool shown = file.mime == "image/jpeg" || file.mime == "image/png";
    net::Response response;
    response.headers = {{"Content-Type", net::is_header_value(file.mime) ? file.mime : "application/octet-stream"},
                        {"Content-Disposition",
                         fmt::format("{}; filename*=UTF-8''{}", shown ? "inline" : "attachment", encoded(file.name))},
                        {"X-Content-Type-Options", "nosniff"},
                        {"Content-Security-Policy", "default-src 'none'; sandbox"},
                        {"Referrer-Policy", "no-referrer"},
                        {"X-Robots-Tag", "noindex"},
                        {"Cache-Control", "private, max-age=3600"}};
    response.body = file.content;
    return response;
}

net::Response method_not_allowed(std::string_view allowed)
{
    auto response = net::problem(405, "Method not allowed");
    response.headers.push_back({"Allow", std::string{allowed}});
    return response;
}

} // namespace langnghe::daemon
