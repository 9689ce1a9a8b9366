#pragma once
// The platforms that the payloads were recorded from: each with the account they name, and a way to make any body
// authentic.

#include "core/channel/platform.hpp"

#include <memory>
#include <string>
#include <vector>

namespace langnghe::golden {

struct Recorded
{
    std::string channel; // of the commune of the tests
    std::string folder;  // below tests/golden
    std::shared_ptr<const Platform> platform;
    std::string header; // that proves where a body comes from
    std::string (*credential)(const std::string& body) = nullptr;
};

const std::vector<Recorded>& recorded_platforms();

// As the platform would send this body, at a fixed time.
Reception receive(const Recorded& from, const Platform& platform, const std::string& body);

} // namespace langnghe::golden
