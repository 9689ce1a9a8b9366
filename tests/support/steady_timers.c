/* Preloaded before libfaketime 0.9.10, which moves timers that are already due (Asio arms those at an absolute time) by
   the false clock's offset: the steady clock is left alone, so its timers are too. */
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <unistd.h>

int timerfd_settime(int file, int flags, const struct itimerspec *next, struct itimerspec *before)
{
    return (int)syscall(SYS_timerfd_settime, file, flags, next, before);
}
