/* Preloaded before a server: every fsync and fdatasync takes LANGNGHE_SLOW_FSYNC_US microseconds longer, as on a
 * cloud's or a SATA disk; if LANGNGHE_SLOW_FSYNC_WHEN names a file, only while it is there. */
#include <errno.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <sys/syscall.h>

static void wait_longer(void)
{
    const char *text = getenv("LANGNGHE_SLOW_FSYNC_US");
    const char *when = getenv("LANGNGHE_SLOW_FSYNC_WHEN");
    if (when != NULL && access(when, F_OK) != 0)
        return;
    const long micros = text != NULL ? atol(text) : 0;
    struct timespec left = {micros / 1000000, micros % 1000000 * 1000};
    while (nanosleep(&left, &left) != 0 && errno == EINTR)
        ;
}

static int sync_by(long call, int file)
{
    const int result = (int)syscall(call, file);
    const int before = errno;
    wait_longer();
    errno = before;
    return result;
}

int fsync(int file) { return sync_by(SYS_fsync, file); }
int fdatasync(int file) { return sync_by(SYS_fdatasync, file); }
