#include "bot/commands/commands.hpp"

#include <sys/stat.h>

#include <csignal>

int main(int argc, char** argv)
{
    ::umask(077);
    std::signal(SIGPIPE, SIG_IGN);
    return langnghe::commands::run(argc, argv);
}
