#pragma once
// What the kernel says of a process and of the machine. Times in nanoseconds, memory in KiB.

#include <cstdint>
#include <string>
#include <string_view>

namespace langnghe::bench {

// CPU time of all its threads, those that ended too; 0 when there is no such process.
std::int64_t cpu_time(int process);
std::int64_t own_cpu_time();

// CPU time that the whole machine was busy, since it started; in steps of 10 ms.
std::int64_t machine_time();

// A field of /proc/PID/status, as "VmRSS" or "RssAnon"; 0 when there is none.
std::int64_t memory(int process, std::string_view field);

} // namespace langnghe::bench
