/* Preloaded before the program: once the file that LANGNGHE_FAIL_WRITE names is there, every write at a position (that is
   how databases write) fails with EROFS, as on a disk that the kernel made read-only. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/syscall.h>

static int broken(void)
{
    const int before = errno;
    const char *trigger = getenv("LANGNGHE_FAIL_WRITE");
    const int yes = trigger != NULL && access(trigger, F_OK) == 0;
    errno = before;
    return yes;
}

static ssize_t write_at(int file, const void *data, size_t size, long at)
{
    if (broken()) {
        errno = EROFS;
        return -1;
    }
    return (ssize_t)syscall(SYS_pwrite64, file, data, size, at);
}

ssize_t pwrite(int file, const void *data, size_t size, off_t at) { return write_at(file, data, size, at); }
ssize_t pwrite64(int file, const void *data, size_t size, off64_t at) { return write_at(file, data, size, at); }
