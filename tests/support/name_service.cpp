#include "tests/support/name_service.hpp"

#include <dlfcn.h>
#include <netdb.h>

#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>

namespace langnghe::test {
namespace {

struct Names
{
    std::mutex mutex;
    std::condition_variable changed;
    std::map<std::string, std::string> said; // an address, "" for none, "?" for a wait

    void say(const std::string& name, const std::string& what)
    {
        {
            const std::lock_guard lock(mutex);
            said[name] = what;
        }
        changed.notify_all();
    }

    // Nothing: the system knows.
    std::optional<std::string> ask(const std::string& name)
    {
        std::unique_lock lock(mutex);
        const auto waits = [&] {
            const auto found = said.find(name);
            return found != said.end() && found->second == "?";
        };
        changed.wait(lock, [&] { return !waits(); });
        const auto found = said.find(name);
        return found == said.end() ? std::nullopt : std::optional(found->second);
    }
};

Names& names()
{
    static Names all;
    return all;
}

} // namespace

NameService::~NameService()
{
    {
        const std::lock_guard lock(names().mutex);
        names().said.clear();
    }
    names().changed.notify_all();
}

void NameService::leads(const std::string& name, const std::string& address) { names().say(name, address); }
void NameService::denies(const std::string& name) { names().say(name, ""); }
void NameService::hangs(const std::string& name) { names().say(name, "?"); }

} // namespace langnghe::test

extern "C" int getaddrinfo(const char* node, const char* service, const addrinfo* hints, addrinfo** found)
{
    using Function = int (*)(const char*, const char*, const addrinfo*, addrinfo**);
    static const auto real = reinterpret_cast<Function>(dlsym(RTLD_NEXT, "getaddrinfo"));
    if (node == nullptr)
        return real(node, service, hints, found);
    const auto said = langnghe::test::names().ask(node);
    if (said && said->empty())
        return EAI_NONAME;
    return real(said ? said->c_str() : node, service, hints, found);
}
