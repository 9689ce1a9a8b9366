#include "adapters/images/confine.hpp"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>

namespace langnghe::images {
namespace {

constexpr rlim_t memory = rlim_t{768} * 1024 * 1024; // 50 million pixels of a progressive JPEG, and a margin
constexpr rlim_t seconds = 15;
constexpr rlim_t output = rlim_t{25} * 1000 * 1000;

// The sanitizers reserve terabytes of addresses.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool watched = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool watched = true;
#else
constexpr bool watched = false;
#endif
#else
constexpr bool watched = false;
#endif

#if defined(__x86_64__)
constexpr std::uint32_t machine = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t machine = AUDIT_ARCH_AARCH64;
#else
#error "name the machine's AUDIT_ARCH here"
#endif

// Reading, writing and memory; anything else is refused. The address sanitizer asks for the signal stack before
// whatever does not return.
constexpr std::array<std::uint32_t, 21> needed{
    __NR_sigaltstack, __NR_read,         __NR_write,         __NR_close,         __NR_lseek,  __NR_fstat,
    __NR_newfstatat,  __NR_brk,          __NR_mmap,          __NR_munmap,        __NR_mremap, __NR_mprotect,
    __NR_madvise,     __NR_futex,        __NR_getrandom,     __NR_clock_gettime, __NR_gettid, __NR_exit,
    __NR_exit_group,  __NR_rt_sigreturn, __NR_rt_sigprocmask};

constexpr sock_filter load(std::size_t offset)
{
    return {BPF_LD | BPF_W | BPF_ABS, 0, 0, static_cast<std::uint32_t>(offset)};
}
// How many instructions are skipped when it is that value, and when not.
constexpr sock_filter when(std::uint32_t value, std::uint8_t equal, std::uint8_t other)
{
    return {BPF_JMP | BPF_JEQ | BPF_K, equal, other, value};
}
constexpr sock_filter answer(std::uint32_t action) { return {BPF_RET | BPF_K, 0, 0, action}; }

bool limit(__rlimit_resource what, rlim_t most)
{
    const rlimit both{most, most};
    return ::setrlimit(what, &both) == 0;
}

bool filter_calls()
{
    constexpr sock_filter refuse = answer(SECCOMP_RET_ERRNO | EPERM);
    std::array<sock_filter, 5 + 2 * needed.size()> program{load(offsetof(seccomp_data, arch)), when(machine, 1, 0),
                                                           refuse, load(offsetof(seccomp_data, nr))};
    std::size_t at = 4;
    for (const std::uint32_t call : needed) {
        program[at++] = when(call, 0, 1);
        program[at++] = answer(SECCOMP_RET_ALLOW);
    }
    program[at++] = refuse;
    const sock_fprog all{static_cast<unsigned short>(at), program.data()};
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &all) == 0;
}

} // namespace

bool confine()
{
    constexpr unsigned first_foreign = 3;
    if (::close_range(first_foreign, ~0U, 0) != 0)
        return false;
    const bool limited = (watched || limit(RLIMIT_AS, memory)) && limit(RLIMIT_CPU, seconds) &&
                         limit(RLIMIT_FSIZE, output) && limit(RLIMIT_NOFILE, first_foreign) && limit(RLIMIT_CORE, 0);
    return limited && filter_calls();
}

} // namespace langnghe::images
