#pragma once
// What a platform can do besides: say where the files are that came with its messages. Sans I/O like Platform. The
// daemon fetches them after the acknowledgement, with bounds and from allowed hosts alone. Calls and addresses bear
// secrets: never log one.

#include "core/channel/platform.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe {

struct Located
{
    Outcome outcome; // accepted: fetch it from `url`; permanent: it is gone for good
    std::string url;
    std::string proxy{}; // http://host:port to go by; empty: directly
};

class FileSource
{
public:
    virtual ~FileSource() = default;

    // "zdn.vn": files are on hosts below these names, over https at its usual port; or at the origin of `base`, which
    // is the configured address of the platform.
    virtual std::vector<std::string_view> hosts() const = 0;
    virtual std::string_view base() const = 0;

    // The call that asks where a file is; none where its source is the address.
    virtual std::optional<PlatformCall> locate(const Attachment&) const { return std::nullopt; }
    virtual Located read_location(const PlatformAnswer&) const { return {}; }
};

} // namespace langnghe
