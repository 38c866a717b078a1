#include "sheet/confined.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { OUT = 3, MOST_MEMORY = 1024 * 1024 * 1024 };

/* AddressSanitizer keeps terabytes of address space and asks for more system calls. */
#if defined(__SANITIZE_ADDRESS__)
enum { IS_SANITIZED = 1 };
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
enum { IS_SANITIZED = 1 };
#else
enum { IS_SANITIZED = 0 };
#endif
#else
enum { IS_SANITIZED = 0 };
#endif

#if defined(__x86_64__)
enum { OUR_ARCH = (int)AUDIT_ARCH_X86_64 };
#elif defined(__aarch64__)
enum { OUR_ARCH = (int)AUDIT_ARCH_AARCH64 };
#endif

/* --- the child */

void confined_write(const void *bytes, size_t len)
{
    const char *at = bytes;

    while (len > 0) {
        ssize_t written = write(OUT, at, len);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            _exit(1);
        at += written;
        len -= (size_t)written;
    }
}

/* A service's own filter may forbid to set limits (systemd: @resources); its limits hold then, and
 * the parent ends a child that takes too long in any case.
 */
static void limit(enum __rlimit_resource what, rlim_t most)
{
    (void)setrlimit(what, &(struct rlimit){most, most});
}

/* Kernels and container filters from before Linux 5.9 do not know close_range. */
static void close_from(int first)
{
    enum { USUAL_MOST = 65536 };

    if (syscall(SYS_close_range, first, ~0U, 0) == 0)
        return;
    for (int fd = first; fd < USUAL_MOST; fd++)
        close(fd);
}

/* Memory, the pipe and the end: everything else is answered with EPERM. */
static bool forbid_calls(void)
{
#define ALLOW(call)                                                                                \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (call), 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
    static struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)OUR_ARCH, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        ALLOW(SYS_write),
        ALLOW(SYS_brk),
        ALLOW(SYS_mmap),
        ALLOW(SYS_munmap),
        ALLOW(SYS_mremap),
        ALLOW(SYS_madvise),
        ALLOW(SYS_futex),
        ALLOW(SYS_rt_sigreturn),
        ALLOW(SYS_sigaltstack), /* AddressSanitizer asks before a function that does not return */
        ALLOW(SYS_exit),
        ALLOW(SYS_exit_group),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
    };
#undef ALLOW
    struct sock_fprog program = {COUNT(filter), filter};

    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

/* Give up all that the parent has but its memory, which is a copy. */
static bool confine(int out)
{
    if (dup2(out, OUT) != OUT)
        return false;
    close_from(OUT + 1);
    for (int fd = 0; fd < OUT; fd++)
        close(fd);
    limit(RLIMIT_CPU, CONFINED_SECONDS);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NOFILE, 0);
    if (!IS_SANITIZED)
        limit(RLIMIT_AS, MOST_MEMORY);
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && forbid_calls();
}

/* --- the parent */

static int64_t milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Read until the child closes its end. false: too late, or more than most. */
static bool read_all(int in, struct buf *out, size_t most)
{
    int64_t until = milliseconds() + (int64_t)CONFINED_SECONDS * 1000;
    char *part = arena_alloc(out->arena, 65536, 1);

    for (;;) {
        int64_t left = until - milliseconds();
        struct pollfd wait = {.fd = in, .events = POLLIN};
        if (left <= 0 || poll(&wait, 1, (int)left) == 0)
            return false;
        ssize_t len = read(in, part, 65536);
        if (len < 0 && errno == EINTR)
            continue;
        if (len <= 0)
            return len == 0;
        if (out->len + (size_t)len > most)
            return false;
        buf_add(out, (struct str){part, (size_t)len});
    }
}

static bool ended_well(pid_t child)
{
    int status;

    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return false;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

enum err confined_run(struct arena *arena, void (*job)(void *with), void *with, size_t most,
                      struct str *ret)
{
    struct buf out = {.arena = arena};
    int ends[2];

    if (pipe2(ends, O_CLOEXEC) != 0)
        return ERR_BUSY;
    pid_t child = fork();
    if (child == 0) {
        if (!confine(ends[1]))
            _exit(1);
        job(with);
        _exit(0);
    }
    close(ends[1]);
    bool is_read = child > 0 && read_all(ends[0], &out, most);
    close(ends[0]);
    if (child < 0)
        return ERR_BUSY;
    if (!is_read)
        kill(child, SIGKILL);
    bool is_good = ended_well(child) && is_read;
    *ret = is_good ? buf_str(&out) : (struct str){0};
    return OK;
}
