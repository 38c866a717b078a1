#include "web/listen.h"

#include "base/base.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 1024, HOST_MAX = 64 };

union address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

static socklen_t length_of(const union address *address)
{
    return address->any.sa_family == AF_INET6 ? sizeof(address->v6) : sizeof(address->v4);
}

/* "[host]" is of the sixth version, any other of the fourth. */
static bool parse_host(struct str host, in_port_t port, union address *ret)
{
    char text[HOST_MAX];
    bool is_v6 = str_starts(host, S("[")) && str_ends(host, S("]"));

    if (is_v6)
        host = (struct str){host.at + 1, host.len - 2};
    if (host.len == 0 || host.len >= sizeof(text))
        return false;
    memcpy(text, host.at, host.len);
    text[host.len] = '\0';
    *ret = (union address){0};
    if (is_v6) {
        ret->v6.sin6_family = AF_INET6;
        ret->v6.sin6_port = port;
        return inet_pton(AF_INET6, text, &ret->v6.sin6_addr) == 1;
    }
    ret->v4.sin_family = AF_INET;
    ret->v4.sin_port = port;
    return inet_pton(AF_INET, text, &ret->v4.sin_addr) == 1;
}

static bool parse(struct str where, union address *ret)
{
    struct str host = where;
    int64_t port;

    while (host.len > 0 && host.at[host.len - 1] != ':')
        host.len--;
    struct str behind = {where.at + host.len, where.len - host.len};
    if (host.len == 0 || str_number(behind, &port) != OK || port < 0 || port > UINT16_MAX)
        return false;
    host.len--;
    return parse_host(host, htons((uint16_t)port), ret);
}

int listen_open(const char *where)
{
    union address address;
    int on = 1;

    if (!parse(str_of(where), &address))
        return -1;
    int fd = socket(address.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) == 0 &&
        bind(fd, &address.any, length_of(&address)) == 0 && listen(fd, BACKLOG) == 0)
        return fd;
    close(fd);
    return -1;
}

unsigned listen_port(int fd)
{
    union address address = {0};
    socklen_t len = sizeof(address);

    if (getsockname(fd, &address.any, &len) != 0)
        return 0;
    return ntohs(address.any.sa_family == AF_INET6 ? address.v6.sin6_port : address.v4.sin_port);
}
