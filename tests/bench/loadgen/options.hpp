#pragma once
// What the load generator is told on its command line: `--name value` pairs.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace langnghe::bench {

enum class Platform
{
    zalo,
    telegram
};

struct Options
{
    Platform platform = Platform::zalo;
    std::uint16_t port = 0; // on loopback
    std::string path = "/";
    std::string secret;           // OA secret key, or the webhook's secret token
    std::string texts;            // file, one sentence to a line
    std::uint64_t seed = 1;       // of the choice of words and chats
    std::uint64_t first = 0;      // serial of the first message: to go on where another run ended
    unsigned connections = 64;    // each with one request outstanding
    double rate = 0;              // messages a second, latency from the due time; 0: as fast as answers come
    double warm_up = 1;           // seconds, not measured
    double seconds = 4;           // measured
    int server = 0;               // its process id, for CPU and memory; 0: not looked at
    std::vector<int> accessories; // processes that belong to the run as well, a sink say
};

// Nothing, after a line on standard error, when something is wrong.
std::optional<Options> read_options(int count, const char* const* words);

} // namespace langnghe::bench
