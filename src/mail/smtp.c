#include "base/email.h"
#include "mail/post_inside.h"

#include <curl/curl.h>
#include <stdio.h>
#include <string.h>

enum { CONNECT_SECONDS = 5, SEND_SECONDS = 30, PASSWORD_MAX = 512 };

/* What curl reads while it sends: the mail, and whether it came so far. */
struct upload {
    struct str rest;
    bool has_begun;
};

/* The parts of smtp[s]://[user[:password]@]host[:port]. */
struct smtp_url {
    struct str scheme, user, host;
    bool has_password;
};

static bool is_name(struct str text, const char *more)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c < 0x21 || c > 0x7E || (strchr("/\\?#<>\"'`{}|^ ", c) && !strchr(more, c)))
            return false;
    }
    return text.len > 0;
}

static bool split_url(struct str url, struct smtp_url *ret)
{
    static const struct str schemes[] = {{"smtp://", 7}, {"smtps://", 8}};
    struct smtp_url parts = {0};

    for (size_t i = 0; i < COUNT(schemes); i++)
        if (str_starts(url, schemes[i]))
            parts.scheme = schemes[i];
    if (parts.scheme.len == 0)
        return false;
    parts.host = (struct str){url.at + parts.scheme.len, url.len - parts.scheme.len};
    if (memchr(parts.host.at, '@', parts.host.len)) {
        parts.user = str_cut(&parts.host, '@');
        struct str user = parts.user;
        str_cut(&user, ':');
        parts.has_password = user.at != NULL;
    }
    if (str_ends(parts.host, S("/")))
        parts.host.len--;
    *ret = parts;
    return is_name(parts.host, "") && !memchr(parts.host.at, '@', parts.host.len);
}

const char *smtp_settings_defect(const struct smtp_settings *settings)
{
    struct smtp_url parts;

    if (!split_url(settings->url, &parts))
        return "the mail server is written as smtp://[user@]host[:port] or smtps://...";
    if (parts.has_password)
        return "a password does not belong in the address, where everybody on this machine can "
               "read it; put it in a file and name that with --smtp-password-file";
    if (parts.user.at && !is_name(parts.user, ""))
        return "the user name in the address of the mail server is not one";
    if (parts.user.len > 0 && settings->password_file.len == 0)
        return "a user name for the mail server needs --smtp-password-file";
    if (parts.user.len == 0 && settings->password_file.len > 0)
        return "--smtp-password-file needs a user name: smtp://user@host";
    return NULL;
}

/* A server on this machine: what goes there does not pass any network. */
static bool is_loopback(struct str host)
{
    return str_starts(host, S("127.")) || str_eq(host, S("localhost")) ||
           str_starts(host, S("localhost:")) || str_starts(host, S("[::1]"));
}

static size_t read_upload(char *at, size_t size, size_t count, void *into)
{
    struct upload *upload = into;
    size_t len = size * count < upload->rest.len ? size * count : upload->rest.len;

    upload->has_begun = true;
    if (len > 0)
        memcpy(at, upload->rest.at, len);
    upload->rest.at += len;
    upload->rest.len -= len;
    return len;
}

/* 55 and 67 alone do not tell later from never: the reply code does. A 5xx before the server
 * took a recipient or the mail (its greeting, say) is about the server, not about this mail.
 */
static enum post_result meaning(CURLcode code, int reply, bool has_begun)
{
    if (code == CURLE_OK)
        return POST_SENT;
    if (code == CURLE_USE_SSL_FAILED || code == CURLE_PEER_FAILED_VERIFICATION ||
        code == CURLE_SSL_CACERT_BADFILE || reply == 530)
        return POST_MISCONFIGURED;
    if (code == CURLE_LOGIN_DENIED)
        return reply >= 400 && reply < 500 ? POST_LATER : POST_MISCONFIGURED;
    if (reply >= 400 && reply < 500)
        return POST_LATER;
    if (reply >= 500 && (code == CURLE_SEND_ERROR || has_begun))
        return POST_REFUSED;
    return POST_NO_SERVER;
}

static struct curl_slist *recipient(struct arena *arena, struct str to)
{
    struct buf text = {.arena = arena};

    buf_addf(&text, "<%.*s>%c", ARG(to), '\0');
    return curl_slist_append(NULL, text.at);
}

/* One mail, one recipient, on the connection that is kept. */
static CURLcode perform(CURL *curl, struct arena *arena, const struct envelope *envelope,
                        struct upload *upload)
{
    struct curl_slist *to = recipient(arena, envelope->to);
    struct buf from = {.arena = arena};

    buf_addf(&from, "<%.*s>%c", ARG(envelope->from), '\0');
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from.at);
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
    curl_easy_setopt(curl, CURLOPT_READDATA, upload);
    curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)upload->rest.len);
    CURLcode code = curl_easy_perform(curl);
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, NULL);
    curl_slist_free_all(to);
    return code;
}

static void send_to_server(struct post *post, const struct envelope *envelope,
                           struct post_answer *ret)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct upload upload = {.rest = envelope->bytes};
    char why[CURL_ERROR_SIZE] = "";
    long reply = 0;

    if (email_fault(envelope->from).len > 0 || email_fault(envelope->to).len > 0) {
        *ret = (struct post_answer){.result = POST_REFUSED, .said = "not an address"};
        return;
    }
    curl_easy_setopt(post->curl, CURLOPT_ERRORBUFFER, why);
    CURLcode code = perform(post->curl, arena, envelope, &upload);
    curl_easy_setopt(post->curl, CURLOPT_ERRORBUFFER, NULL);
    curl_easy_getinfo(post->curl, CURLINFO_RESPONSE_CODE, &reply);
    ret->code = (int)reply;
    ret->result = meaning(code, ret->code, upload.has_begun);
    if (code != CURLE_OK)
        snprintf(ret->said, sizeof(ret->said), "%s", why[0] ? why : curl_easy_strerror(code));
}

static void close_server(struct post *post)
{
    curl_easy_cleanup(post->curl);
}

static void close_file(FILE **file)
{
    if (*file)
        fclose(*file);
}

/* password: room for PASSWORD_MAX bytes. */
static enum err read_password(const char *path, char *password)
{
    CLEANUP(close_file) FILE *file = fopen(path, "re");

    if (!file || !fgets(password, PASSWORD_MAX, file)) {
        fprintf(stderr, "%s: no password can be read from it\n", path);
        return ERR_BROKEN;
    }
    password[strcspn(password, "\r\n")] = '\0';
    return OK;
}

static char *c_string(struct arena *arena, struct str text)
{
    struct buf out = {.arena = arena};

    buf_addf(&out, "%.*s%c", ARG(text), '\0');
    return out.at;
}

static void set_options(struct post *post, const struct smtp_settings *settings,
                        const struct smtp_url *parts)
{
    struct buf url = {.arena = post->arena};
    bool is_plain = parts->user.len == 0 && is_loopback(parts->host);

    buf_addf(&url, "%.*s%.*s%c", ARG(parts->scheme), ARG(parts->host), '\0');
    curl_easy_setopt(post->curl, CURLOPT_URL, url.at);
    curl_easy_setopt(post->curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(post->curl, CURLOPT_PROXY, "");
    curl_easy_setopt(post->curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(post->curl, CURLOPT_READFUNCTION, read_upload);
    curl_easy_setopt(post->curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(post->curl, CURLOPT_TIMEOUT, (long)SEND_SECONDS);
    curl_easy_setopt(post->curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(post->curl, CURLOPT_USE_SSL,
                     is_plain ? (long)CURLUSESSL_NONE : (long)CURLUSESSL_ALL);
    if (settings->ca_file.len > 0)
        curl_easy_setopt(post->curl, CURLOPT_CAINFO, c_string(post->arena, settings->ca_file));
}

static enum err set_login(struct post *post, const struct smtp_settings *settings,
                          const struct smtp_url *parts)
{
    char password[PASSWORD_MAX] = "";

    if (parts->user.len == 0)
        return OK;
    TRY(read_password(c_string(post->arena, settings->password_file), password));
    curl_easy_setopt(post->curl, CURLOPT_USERNAME, c_string(post->arena, parts->user));
    curl_easy_setopt(post->curl, CURLOPT_PASSWORD, password); /* curl keeps its own copy */
    explicit_bzero(password, sizeof(password));
    return OK;
}

enum err post_to_server(const struct smtp_settings *settings, struct post **ret)
{
    struct smtp_url parts;

    if (smtp_settings_defect(settings) || !split_url(settings->url, &parts))
        return ERR_INVALID;
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return ERR_BROKEN;

    struct post *post = post_new(send_to_server, close_server);
    post->curl = curl_easy_init();
    if (!post->curl) {
        post_free(post);
        return ERR_BROKEN;
    }
    set_options(post, settings, &parts);
    enum err err = set_login(post, settings, &parts);
    if (err != OK) {
        post_free(post);
        return err;
    }
    *ret = post;
    return OK;
}
