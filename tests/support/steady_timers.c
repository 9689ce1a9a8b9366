/* Preloaded before libfaketime 0.9.10, whose false clock is for the time of day alone: what the steady clock has to do
   with goes past it. It moves timers that are already due (Asio arms those at an absolute time) by the false clock's
   offset. And it looks its symbols up at the first question for any clock, which allocates: when it is the address
   sanitizer's allocator that asks, under its own lock, the program never starts. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

int timerfd_settime(int file, int flags, const struct itimerspec *next, struct itimerspec *before)
{
    return (int)syscall(SYS_timerfd_settime, file, flags, next, before);
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    static int (*false_clock)(clockid_t, struct timespec *);
    if (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE)
        return (int)syscall(SYS_clock_gettime, clock, now);
    if (false_clock == NULL)
        *(void **)&false_clock = dlsym(RTLD_NEXT, "clock_gettime");
    return false_clock(clock, now);
}
