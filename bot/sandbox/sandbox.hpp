#pragma once
// `langnghe sandbox`: the daemon of a demo commune beside a pocket chat platform, over real HTTP on loopback, with a
// page where one types as citizen, officer and group member. It is the daemon of `serve`, no other.

#include <filesystem>
#include <string>

namespace langnghe::sandbox_run {

struct Options
{
    std::string listen = "127.0.0.1:8480"; // the page; loopback only
    std::filesystem::path data;            // empty: a temporary folder, gone at the end
};

// Exit status: 0 after an orderly end, 1 when it could not start, 2 for an address that is not loopback.
int run(const Options& options);

} // namespace langnghe::sandbox_run
