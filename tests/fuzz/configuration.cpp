// langnghe.toml of any bytes: a configuration or problems, each in its line; what is configured can be listened on,
// reached and found.

#include "adapters/net/address.hpp"
#include "adapters/net/url.hpp"
#include "bot/config/config.hpp"
#include "tests/fuzz/problems.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <set>
#include <string>

namespace {

using namespace langnghe;
using fuzz::require;

// A file of this process alone, 0600, in memory: literals for secrets are allowed there.
class Draft
{
public:
    Draft() : path_("/dev/shm/langnghe-fuzz-" + std::to_string(::getpid()) + ".toml") {}
    ~Draft() { ::unlink(path_.c_str()); }
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;

    const std::filesystem::path& write(std::string_view bytes) const
    {
        const int file = ::open(path_.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR);
        const bool whole = file >= 0 && ::write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size());
        ::close(file);
        require(whole, "the draft can be written");
        return path_;
    }

private:
    std::filesystem::path path_;
};

void check_commune(const config::CommuneSection& commune)
{
    require(!commune.slug.empty() && commune.slug.size() <= 40, "a commune has a slug");
    require(!commune.name.empty() && !commune.code.empty(), "a commune has a name and a code");
    require(!commune.store.empty() && !commune.files.empty(), "a commune has a store and files");
    std::set<std::string> names;
    for (const config::ChannelSection& channel : commune.channels) {
        require(!channel.name.empty() && names.insert(channel.name).second, "a channel has its own name");
        require(net::parse_url(channel.api_base).has_value(), "a channel's address is one");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const Draft draft;
    const config::Loaded loaded = config::load(draft.write({reinterpret_cast<const char*>(data), size}));
    fuzz::check_problems(loaded.problems);
    fuzz::check_problems(loaded.warnings);
    require(loaded.configuration.has_value() == loaded.problems.empty(), "a configuration or a problem");
    if (!loaded.configuration)
        return 0;
    const auto& server = loaded.configuration->server;
    require(net::parse_host_port(server.listen).has_value(), "the address to listen on is one");
    require(net::parse_host_port(server.admin_listen).has_value(), "and so is the administrator's");
    require(server.master_key.reveal().size() == 32, "the master key has 32 bytes");
    for (const auto& proxy : server.trusted_proxies)
        require(net::Cidr::parse(proxy).has_value(), "a trusted proxy is an address or range");
    std::set<std::string> slugs;
    for (const auto& commune : loaded.configuration->communes) {
        check_commune(commune);
        require(slugs.insert(commune.slug).second, "a slug is one commune's");
    }
    return 0;
}
