/* Preloaded before the program: once the file that LANGNGHE_FAIL_FSYNC names is there, every sync fails with EIO. */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/syscall.h>

static int broken(void)
{
    const char *trigger = getenv("LANGNGHE_FAIL_FSYNC");
    return trigger != NULL && access(trigger, F_OK) == 0;
}

static int sync_by(long call, int file)
{
    const int before = errno;
    if (broken()) {
        errno = EIO;
        return -1;
    }
    errno = before;
    return (int)syscall(call, file);
}

int fsync(int file) { return sync_by(SYS_fsync, file); }
int fdatasync(int file) { return sync_by(SYS_fdatasync, file); }
