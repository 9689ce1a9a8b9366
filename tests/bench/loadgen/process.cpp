#include "tests/bench/loadgen/process.hpp"

#include <unistd.h>

#include <array>
#include <ctime>
#include <fstream>
#include <numeric>

namespace langnghe::bench {
namespace {

constexpr std::int64_t second = 1'000'000'000;

std::int64_t read_clock(clockid_t clock)
{
    timespec time{};
    return clock_gettime(clock, &time) == 0 ? time.tv_sec * second + time.tv_nsec : 0;
}

} // namespace

std::int64_t cpu_time(int process)
{
    clockid_t clock{};
    return process > 0 && clock_getcpuclockid(process, &clock) == 0 ? read_clock(clock) : 0;
}

std::int64_t own_cpu_time() { return read_clock(CLOCK_PROCESS_CPUTIME_ID); }

std::int64_t machine_time()
{
    std::ifstream file{"/proc/stat"};
    std::string word;
    file >> word;
    std::array<std::int64_t, 8> ticks{}; // user nice system idle iowait irq softirq steal
    for (std::int64_t& value : ticks)
        file >> value;
    const std::int64_t busy = std::accumulate(ticks.begin(), ticks.end(), std::int64_t{0}) - ticks[3] - ticks[4];
    return busy * (second / sysconf(_SC_CLK_TCK));
}

std::int64_t memory(int process, std::string_view field)
{
    std::ifstream file{"/proc/" + std::to_string(process) + "/status"};
    std::string name;
    std::int64_t value = 0;
    for (std::string line; file >> name && std::getline(file, line);)
        if (std::string_view{name}.substr(0, name.size() - 1) == field)
            value = std::stoll(line);
    return value;
}

} // namespace langnghe::bench
