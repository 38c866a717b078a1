#include "web/http.h"

#include "web/asset.h"
#include "web/check.h"
#include "web/guests.h"
#include "web/listen.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    CONNECTIONS_MAX = 20000,
    HEAD_MEMORY = 40 * 1024, /* bytes a connection: the head may be 32 KiB */
    HEAD_MS = 10000,         /* a whole head, from its first line */
    BODY_MS = 60000,         /* a whole body, from the end of its head */
    IDLE_MS = 15000          /* between requests, and for the first line of one */
};

struct http {
    struct MHD_Daemon *daemon;
    struct http_service service;
    const struct site *site;
    struct guests *guests;
    int fd;
    unsigned port;
};

/* How far the reading of one request has come. */
struct upload {
    struct http *http;
    struct str target, type, accepts;
    struct buf body;
    size_t most; /* bytes that the body may have */
    bool is_read, is_kept, is_answered;
};

/* --- what every answer carries (trust.md, browser) */

static const struct {
    const char *name, *value;
} always[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
     "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
     "require-trusted-types-for 'script'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
};

/* The library takes a void * for bytes that it only reads. */
static void *unconst(const char *bytes)
{
    union {
        const char *given;
        void *taken;
    } pointer = {bytes};

    return pointer.taken;
}

static enum MHD_Result queue(struct exchange *exchange, struct MHD_Response *response)
{
    const struct site *site = exchange->upload->http->site;

    for (size_t i = 0; i < COUNT(always); i++)
        MHD_add_response_header(response, always[i].name, always[i].value);
    bool is_link = str_starts(exchange->request.path, S("/a/")); /* its path is a secret */
    MHD_add_response_header(response, "Referrer-Policy", is_link ? "no-referrer" : "same-origin");
    if (is_link)
        MHD_add_response_header(response, "X-Robots-Tag", "noindex");
    if (site->is_secure)
        MHD_add_response_header(response, "Strict-Transport-Security",
                                "max-age=31536000; includeSubDomains");
    enum MHD_Result queued =
        MHD_queue_response(exchange->connection, (unsigned)exchange->status, response);
    MHD_destroy_response(response);
    return queued;
}

/* Refused at the door: one plain line, and the connection is closed. */
static enum MHD_Result refuse(struct exchange *exchange, int status)
{
    static const struct {
        int status;
        struct str text;
    } texts[] = {
        {405, {"This address cannot be used that way.\n", 38}},
        {413, {"That is more than can be sent at once.\n", 39}},
        {414, {"This address is too long.\n", 26}},
        {431, {"This request has too many headers.\n", 35}},
    };
    struct str text = S("This request cannot be read.\n");

    for (size_t i = 0; i < COUNT(texts); i++)
        if (texts[i].status == status)
            text = texts[i].text;
    exchange->status = status;
    exchange->upload->is_answered = true;
    struct MHD_Response *response =
        MHD_create_response_from_buffer(text.len, unconst(text.at), MHD_RESPMEM_PERSISTENT);
    MHD_add_response_header(response, "Content-Type", "text/plain; charset=utf-8");
    MHD_add_response_header(response, "Connection", "close");
    if (status == 405)
        MHD_add_response_header(response, "Allow", "GET, HEAD, POST");
    return queue(exchange, response);
}

static const char *terminated(struct exchange *exchange, struct str text)
{
    return arena_copy(exchange->arena, text).at;
}

static void add_download(struct exchange *exchange, struct MHD_Response *response)
{
    struct buf value = {.arena = exchange->arena};

    /* RFC 6266 with RFC 8187: the name in UTF-8, escaped. */
    buf_add(&value, S("attachment; filename*=UTF-8''"));
    struct str name = exchange->request.reply.filename;
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.at[i];
        bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                        (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
        buf_addf(&value, is_plain ? "%c" : "%%%02X", c);
    }
    MHD_add_response_header(response, "Content-Disposition", terminated(exchange, buf_str(&value)));
}

static enum MHD_Result send_page(struct exchange *exchange)
{
    const struct reply *reply = &exchange->request.reply;
    struct str body = buf_str(&exchange->body);

    if (reply->go_to.len > 0)
        body = (struct str){0};
    struct MHD_Response *response = MHD_create_response_from_buffer(
        body.len, unconst(body.len ? body.at : ""), MHD_RESPMEM_PERSISTENT);
    MHD_add_response_header(response, "Content-Type",
                            reply->type.len ? terminated(exchange, reply->type)
                                            : "text/html; charset=utf-8");
    MHD_add_response_header(response, "Cache-Control",
                            reply->may_be_kept ? "private, max-age=300" : "no-store");
    if (reply->go_to.len > 0)
        MHD_add_response_header(response, "Location", terminated(exchange, reply->go_to));
    if (reply->filename.len > 0)
        add_download(exchange, response);
    if (exchange->status == 503)
        MHD_add_response_header(response, "Retry-After", "2");
    for (size_t i = 0; i < COUNT(reply->cookies); i++)
        if (reply->cookies[i].len > 0)
            MHD_add_response_header(response, "Set-Cookie",
                                    terminated(exchange, reply->cookies[i]));
    return queue(exchange, response);
}

static enum MHD_Result send_asset(struct exchange *exchange, const struct asset *asset)
{
    const char *coding = NULL;
    struct str bytes = asset_bytes(asset, exchange->upload->accepts, &coding);

    exchange->status = 200;
    exchange->upload->is_answered = true;
    struct MHD_Response *response =
        MHD_create_response_from_buffer(bytes.len, unconst(bytes.at), MHD_RESPMEM_PERSISTENT);
    MHD_add_response_header(response, "Content-Type", asset->type);
    MHD_add_response_header(response, "Cache-Control", "public, max-age=31536000, immutable");
    MHD_add_response_header(response, "Vary", "Accept-Encoding");
    if (coding)
        MHD_add_response_header(response, "Content-Encoding", coding);
    return queue(exchange, response);
}

/* --- reading a request */

static struct guest *guest_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

/* The first line has been read: the exchange begins. */
static void *begin(void *cls, const char *target, struct MHD_Connection *connection)
{
    struct arena *arena = arena_new();
    struct exchange *exchange = NEW(arena, struct exchange);
    struct http *http = cls;

    exchange->arena = arena;
    exchange->connection = connection;
    exchange->upload = NEW(arena, struct upload);
    exchange->upload->http = http;
    exchange->upload->target = arena_copy(arena, str_of(target));
    exchange->body.arena = arena;
    guest_expects(http->guests, guest_of(connection), HEAD_MS);
    return exchange;
}

static enum MHD_Result one_header(void *cls, enum MHD_ValueKind kind, const char *name,
                                  size_t name_len, const char *value, size_t value_len)
{
    (void)kind;
    check_header(cls, (struct str){name, name_len}, (struct str){value ? value : "", value_len});
    return MHD_YES;
}

static struct str header(struct exchange *exchange, const char *name)
{
    const char *value = MHD_lookup_connection_value(exchange->connection, MHD_HEADER_KIND, name);
    return arena_copy(exchange->arena, str_of(value));
}

static bool is_multipart(struct str type)
{
    return str_starts(type, S("multipart/form-data"));
}

/* The head is whole. The status that refuses it, or 0. */
static int take_head(struct exchange *exchange, const char *method, const char *version)
{
    struct header_check check = {.length = -1};
    struct upload *upload = exchange->upload;
    struct request *request = &exchange->request;
    struct str query;

    MHD_get_connection_values_n(exchange->connection, MHD_HEADER_KIND, one_header, &check);
    int status = check_head(&check, str_of(method), str_of(version));
    if (status != 0)
        return status;
    if (upload->target.len > CHECK_TARGET_MAX)
        return 414;
    if (check_target(exchange->arena, upload->target, &request->path, &query) != OK ||
        form_parse(exchange->arena, query, &request->query) != OK)
        return 400;

    request->method = strcmp(method, "POST") == 0 ? POST : GET;
    upload->type = header(exchange, "Content-Type");
    upload->accepts = header(exchange, "Accept-Encoding");
    upload->most = is_multipart(upload->type) ? FORM_UPLOAD_MAX : FORM_BODY_MAX;
    upload->body.arena = exchange->arena;
    if (check.length > (int64_t)upload->most)
        return 413;
    if (request->method == GET && (check.length > 0 || check.codings > 0))
        return 400;
    guest_expects(upload->http->guests, guest_of(exchange->connection), BODY_MS);
    return 0;
}

/* Where a browser says the form stood: Sec-Fetch-Site, or Origin for older ones. A program that
 * sends neither is no browser, and still needs the form's token.
 */
static bool is_ours(struct exchange *exchange, const struct site *site)
{
    struct str fetched = header(exchange, "Sec-Fetch-Site"), origin = header(exchange, "Origin");

    if (fetched.len > 0)
        return str_eq(fetched, S("same-origin")) || str_eq(fetched, S("none"));
    return origin.len == 0 || str_eq(origin, site->base_url);
}

static struct str address_of(struct exchange *exchange)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(exchange->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    char text[INET6_ADDRSTRLEN] = "";

    if (info && info->client_addr->sa_family == AF_INET)
        inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)info->client_addr)->sin_addr,
                  text, sizeof(text));
    else if (info && info->client_addr->sa_family == AF_INET6)
        inet_ntop(AF_INET6,
                  &((const struct sockaddr_in6 *)(const void *)info->client_addr)->sin6_addr, text,
                  sizeof(text));
    return arena_copy(exchange->arena, str_of(text));
}

/* The body is whole. ERR_INVALID: it cannot be read. */
static enum err take_body(struct exchange *exchange)
{
    struct upload *upload = exchange->upload;
    struct request *request = &exchange->request;
    const struct site *site = upload->http->site;
    struct str cookies = header(exchange, "Cookie"), body = buf_str(&upload->body);

    request->out = &exchange->body;
    request->work = &exchange->work;
    request->agent = header(exchange, "User-Agent");
    request->from = address_of(exchange);
    request->session_token = cookie_find(cookies, http_session_cookie(site));
    request->visit_token = cookie_find(cookies, http_visit_cookie(site));
    request->theme = cookie_find(cookies, S("rapport-theme"));
    request->is_ours = is_ours(exchange, site);
    if (request->method != POST || body.len == 0)
        return OK;
    if (is_multipart(upload->type))
        return form_parse_parts(exchange->arena, upload->type, body, &request->form,
                                &request->files);
    return form_parse(exchange->arena, body, &request->form);
}

static enum MHD_Result serve(struct exchange *exchange)
{
    struct upload *upload = exchange->upload;
    struct http *http = upload->http;
    const struct asset *asset =
        exchange->request.method == GET ? asset_find(exchange->request.path) : NULL;

    guest_expects(http->guests, guest_of(exchange->connection), 0);
    if (asset)
        return send_asset(exchange, asset);
    if (take_body(exchange) != OK)
        return refuse(exchange, 400);
    upload->is_answered = true;
    if (!http->service.waits(http->service.self, exchange)) {
        http->service.answer(http->service.self, exchange);
        return send_page(exchange);
    }
    upload->is_kept = true;
    MHD_suspend_connection(exchange->connection);
    http->service.answer(http->service.self, exchange);
    return MHD_YES;
}

static enum MHD_Result read_some(struct exchange *exchange, const char *data, size_t *len)
{
    struct upload *upload = exchange->upload;

    if (upload->is_answered) { /* refused already: read on and forget */
        *len = 0;
        return MHD_YES;
    }
    if (upload->body.len + *len > upload->most)
        return MHD_NO; /* a chunked body that names no length: nothing can be said any more */
    buf_add(&upload->body, (struct str){data, *len});
    *len = 0;
    return MHD_YES;
}

static enum MHD_Result on_request(void *cls, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *data,
                                  size_t *len, void **slot)
{
    struct exchange *exchange = *slot;
    struct upload *upload = exchange->upload;

    (void)cls;
    (void)url;
    (void)connection;
    if (!upload->is_read) {
        upload->is_read = true;
        int status = take_head(exchange, method, version);
        return status ? refuse(exchange, status) : MHD_YES;
    }
    if (*len > 0)
        return read_some(exchange, data, len);
    if (upload->is_kept)
        return send_page(exchange);
    return upload->is_answered ? MHD_YES : serve(exchange);
}

static void on_completed(void *cls, struct MHD_Connection *connection, void **slot,
                         enum MHD_RequestTerminationCode code)
{
    struct exchange *exchange = *slot;
    struct http *http = cls;

    (void)code;
    if (!exchange)
        return;
    guest_expects(http->guests, guest_of(connection), IDLE_MS);
    arena_free(exchange->arena);
    *slot = NULL;
}

static void on_connection(void *cls, struct MHD_Connection *connection, void **context,
                          enum MHD_ConnectionNotificationCode code)
{
    struct http *http = cls;

    if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
        guest_leaves(http->guests, *context);
        *context = NULL;
        return;
    }
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    *context = guest_comes(http->guests, info->connect_fd, IDLE_MS);
}

/* We read the target ourselves; the library's own unescaping would cut it at %00. */
static size_t keep_escapes(void *cls, struct MHD_Connection *connection, char *text)
{
    (void)cls;
    (void)connection;
    return strlen(text);
}

/* --- starting and stopping */

struct http *http_open(const char *listen)
{
    int fd = listen_open(listen);
    struct http *http = calloc(1, sizeof(*http));

    if (!http)
        abort();
    if (fd < 0) {
        fprintf(stderr,
                "rapport: cannot listen at %s: it is in use, or no address like 127.0.0.1:8080\n",
                listen);
        free(http);
        return NULL;
    }
    *http = (struct http){.fd = fd, .port = listen_port(fd), .guests = guests_new()};
    return http;
}

bool http_serve(struct http *http, const struct site *site, const struct http_service *service,
                unsigned threads)
{
    http->site = site;
    http->service = *service;
    http->daemon = MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, on_request, http,
        MHD_OPTION_LISTEN_SOCKET, http->fd, MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_URI_LOG_CALLBACK, begin, http, MHD_OPTION_UNESCAPE_CALLBACK, keep_escapes, NULL,
        MHD_OPTION_NOTIFY_COMPLETED, on_completed, http, MHD_OPTION_NOTIFY_CONNECTION,
        on_connection, http, MHD_OPTION_THREAD_POOL_SIZE, threads, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)CONNECTIONS_MAX, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEAD_MEMORY,
        MHD_OPTION_END);
    if (!http->daemon)
        fprintf(stderr, "rapport: the HTTP server does not start\n");
    return http->daemon != NULL;
}

unsigned http_port(const struct http *http)
{
    return http->port;
}

void http_close(struct http *http)
{
    if (!http)
        return;
    if (http->daemon)
        MHD_stop_daemon(http->daemon); /* closes the socket too */
    else
        close(http->fd);
    guests_free(http->guests);
    free(http);
}

void http_answered(struct exchange *exchange)
{
    MHD_resume_connection(exchange->connection);
}

/* The prefix makes a browser refuse it for other hosts and paths; it needs https. */
struct str http_session_cookie(const struct site *site)
{
    return site->is_secure ? S("__Host-rapport") : S("rapport");
}

struct str http_visit_cookie(const struct site *site)
{
    return site->is_secure ? S("__Host-rapport-visit") : S("rapport-visit");
}
