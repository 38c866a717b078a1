/* lock.c - one process owns a data directory. */
#include "db/db.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/vfs.h>
#include <unistd.h>

/* SQLite's locks and its shared memory do not hold across machines (sqlite.org/faq.html, 5). */
static bool is_on_network(int fd)
{
    struct statfs info;

    if (fstatfs(fd, &info) != 0)
        return false;
    switch ((unsigned int)info.f_type) {
    case NFS_SUPER_MAGIC:
    case SMB_SUPER_MAGIC:
    case CIFS_SUPER_MAGIC:
    case SMB2_SUPER_MAGIC:
        return true;
    default:
        return false;
    }
}

bool db_lock_dir(const char *dir)
{
    int at = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int fd = at < 0 ? -1 : openat(at, "lock", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    const char *why = NULL;

    if (fd < 0)
        why = strerror(errno);
    else if (is_on_network(fd))
        why = "it lies on a network file system, where SQLite is not safe";
    else if (flock(fd, LOCK_EX | LOCK_NB) != 0)
        why = "another rapport is using it";
    if (at >= 0)
        close(at);
    if (!why)
        return true; /* the lock goes with the process */
    fprintf(stderr, "rapport: cannot use %s: %s\n", dir, why);
    if (fd >= 0)
        close(fd);
    return false;
}
