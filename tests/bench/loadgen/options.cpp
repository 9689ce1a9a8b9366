#include "tests/bench/loadgen/options.hpp"

#include <charconv>
#include <cstdio>
#include <string_view>

namespace langnghe::bench {
namespace {

template <class Number>
bool read_number(std::string_view text, Number& number)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size();
}

bool read_platform(std::string_view text, Platform& platform)
{
    platform = text == "telegram" ? Platform::telegram : Platform::zalo;
    return text == "telegram" || text == "zalo";
}

bool add_process(std::string_view text, std::vector<int>& processes)
{
    return read_number(text, processes.emplace_back());
}

bool take(Options& options, std::string_view name, std::string_view value)
{
    if (name == "--platform")
        return read_platform(value, options.platform);
    if (name == "--port")
        return read_number(value, options.port);
    if (name == "--path")
        return !(options.path = value).empty();
    if (name == "--secret")
        return !(options.secret = value).empty();
    if (name == "--texts")
        return !(options.texts = value).empty();
    if (name == "--seed")
        return read_number(value, options.seed);
    if (name == "--first")
        return read_number(value, options.first);
    if (name == "--connections")
        return read_number(value, options.connections) && options.connections > 0;
    if (name == "--rate")
        return read_number(value, options.rate) && options.rate >= 0;
    if (name == "--warm-up")
        return read_number(value, options.warm_up) && options.warm_up >= 0;
    if (name == "--seconds")
        return read_number(value, options.seconds) && options.seconds > 0;
    if (name == "--server")
        return read_number(value, options.server);
    return name == "--accessory" && add_process(value, options.accessories);
}

} // namespace

std::optional<Options> read_options(int count, const char* const* words)
{
    Options options;
    for (int i = 1; i < count; i += 2) {
        const std::string_view value = i + 1 < count ? words[i + 1] : "";
        if (!take(options, words[i], value)) {
            std::fprintf(stderr, "bench_loadgen: not understood: %s %s\n", words[i], i + 1 < count ? words[i + 1] : "");
            return {};
        }
    }
    if (options.port == 0 || options.secret.empty() || options.texts.empty()) {
        std::fprintf(stderr, "bench_loadgen: --port, --secret and --texts are needed\n");
        return {};
    }
    return options;
}

} // namespace langnghe::bench
