#pragma once
// Files handed over before the message that shows them: jpg and png up to 1 MB, gif 5 MB, pdf, doc and docx 5 MB, a
// name with an extension, kept for 7 days. Errors are Zalo's numbers. Source: developers.zalo.me, upload v2.0.

#include "adapters/net/http.hpp"
#include "adapters/sandbox/world.hpp"

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <string>
#include <string_view>

namespace langnghe::sandbox {

struct Upload
{
    std::string file; // key of the world's; empty when it was too large to show
    std::string name;
    bool picture = false;
    TimePoint at{};
};

class ZaloUploads
{
public:
    explicit ZaloUploads(World& world) : world_(world) {}

    // Paths below "/v2.0/oa/upload/"; `kind` is what follows.
    nlohmann::ordered_json take(const net::Request& request, std::string_view kind);

    // Null when there is none of that name.
    const Upload* find(const std::string& name) const;
    bool expired(const Upload& upload) const;

private:
    World& world_;
    std::uint64_t serial_ = 0;
    std::map<std::string, Upload> uploads_;
};

} // namespace langnghe::sandbox
