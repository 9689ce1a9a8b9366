#include "adapters/images/helper.hpp"

#include "adapters/images/confine.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

namespace {

// What a decoder taken over by its input would try; the status says how many of them the confinement let pass.
[[noreturn]] void try_everything()
{
    if (!langnghe::images::confine())
        std::_Exit(99);
    int passed = 0;
    passed += ::socket(AF_INET, SOCK_STREAM, 0) >= 0 ? 1 : 0;
    passed += ::open("/etc/passwd", O_RDONLY) >= 0 ? 1 : 0;
    passed += ::open("/tmp/langnghe-escaped", O_WRONLY | O_CREAT, 0600) >= 0 ? 1 : 0;
    passed += ::fork() >= 0 ? 1 : 0;
    passed += ::dup(0) >= 0 ? 1 : 0;
    char* const arguments[]{nullptr};
    passed += ::execve("/bin/true", arguments, arguments) == 0 ? 1 : 0;
    passed += ::write(1, "", 0) == 0 ? 0 : 1; // this one it needs
    std::_Exit(passed);
}

} // namespace

int main(int argc, char** argv)
{
    const std::string verb = argc > 1 ? argv[1] : "";
    if (verb == "escape")
        try_everything();
    if (argc != 3 || verb != langnghe::images::helper_verb)
        return 2;
    langnghe::images::help(std::stoll(argv[2]));
}
