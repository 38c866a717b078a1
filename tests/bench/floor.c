/* floor.c - the least a page can cost: libmicrohttpd answering every request with BYTES bytes from memory.
 *
 * floor PORT BYTES. Threads, options and headers are those of the real server, and nothing else is done.
 */
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const headers[][2] = {
    {"Content-Type", "text/html; charset=utf-8"},
    {"Cache-Control", "no-store"},
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
     "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
};

struct page {
    char *at;
    size_t len;
};

static enum MHD_Result answer(void *of, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *upload,
                              size_t *upload_len, void **state)
{
    const struct page *page = of;
    struct MHD_Response *response =
        MHD_create_response_from_buffer(page->len, page->at, MHD_RESPMEM_MUST_COPY);
    enum MHD_Result queued;

    (void)url, (void)method, (void)version, (void)upload, (void)state;
    *upload_len = 0;
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        MHD_add_response_header(response, headers[i][0], headers[i][1]);
    queued = MHD_queue_response(connection, MHD_HTTP_OK, response);
    MHD_destroy_response(response);
    return queued;
}

int main(int argc, char **argv)
{
    struct page page;
    struct MHD_Daemon *daemon;

    if (argc != 3) {
        fprintf(stderr, "floor PORT BYTES\n");
        return 2;
    }
    page.len = strtoul(argv[2], NULL, 10);
    page.at = malloc(page.len + 1);
    if (!page.at)
        return 1;
    memset(page.at, 'a', page.len);
    daemon = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME,
                              (uint16_t)strtoul(argv[1], NULL, 10), NULL, NULL, answer, &page,
                              MHD_OPTION_THREAD_POOL_SIZE, 2U, MHD_OPTION_STRICT_FOR_CLIENT, 1,
                              MHD_OPTION_END);
    if (!daemon)
        return 1;
    pause();
    MHD_stop_daemon(daemon);
    free(page.at);
    return 0;
}
