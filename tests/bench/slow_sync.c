/* slow_sync.c - preloaded into a server: each sync takes 3 ms more, as on a disk that really writes. */
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* NOLINTBEGIN(readability-inconsistent-declaration-parameter-name): glibc's own names are reserved */
static const struct timespec more = {.tv_nsec = 3000000};

int fsync(int file)
{
    nanosleep(&more, NULL);
    return (int)syscall(SYS_fsync, file);
}

int fdatasync(int file)
{
    nanosleep(&more, NULL);
    return (int)syscall(SYS_fdatasync, file);
}
/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */
