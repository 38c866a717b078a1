#include "app/server.h"

#include "app/access/access.h"
#include "app/concept.h"
#include "app/concern/concern.h"
#include "app/installation/installation.h"
#include "app/queue.h"
#include "app/serve.h"
#include "web/http.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    HTTP_THREADS = 2,
    HASH_THREADS = 2,
    POSTGRES_WORKERS = 6,
    GROUP_MOST = 64,   /* units that share one COMMIT */
    QUEUE_MOST = 1000, /* beyond: 503 */
    HASHES_MOST = 32,  /* passwords that wait to be hashed; beyond: 429 */
    READERS_MOST = 8,
    ROUNDS_MOST = 8,
    TICK_S = 1
};

struct server {
    const struct server_options *options;
    struct site site;
    struct arena *arena; /* what lives as long as the server */
    struct http *http;
    struct queue writes, hashes;
    pthread_t writers[POSTGRES_WORKERS], hashers[HASH_THREADS], ticker, rounds[ROUNDS_MOST];
    size_t nwriters, nrounds;
    pthread_mutex_t lock;
    struct db *readers[READERS_MOST];
    size_t nreaders;
    int64_t shift_s; /* under lock: how far the clock runs from the real one */
    bool is_postgres, is_over;
};

/* An exchange that waits: its unit stands in front of it. */
struct waiting {
    struct unit unit;
    struct server *server;
    struct exchange *exchange;
};

static int64_t server_now(struct server *server)
{
    pthread_mutex_lock(&server->lock);
    int64_t now = time(NULL) + server->shift_s;
    pthread_mutex_unlock(&server->lock);
    return now;
}

static bool is_over(struct server *server)
{
    pthread_mutex_lock(&server->lock);
    bool over = server->is_over;
    pthread_mutex_unlock(&server->lock);
    return over;
}

/* --- connections that read; those of the HTTP threads, and of the hashers */

static struct db *take_reader(struct server *server)
{
    struct db *db = NULL;

    pthread_mutex_lock(&server->lock);
    if (server->nreaders > 0)
        db = server->readers[--server->nreaders];
    pthread_mutex_unlock(&server->lock);
    return db ? db : db_open_read(server->options->where);
}

static void give_reader(struct server *server, struct db *db)
{
    pthread_mutex_lock(&server->lock);
    if (db && server->nreaders < READERS_MOST) {
        server->readers[server->nreaders++] = db;
        db = NULL;
    }
    pthread_mutex_unlock(&server->lock);
    db_close(db);
}

/* --- a request */

static void begin(struct server *server, struct exchange *exchange)
{
    exchange->work = work_begin(exchange->arena, server_now(server));
    exchange->work.site = &server->site;
    exchange->body.len = 0;
    exchange->body.catalogue = server->site.catalogue;
    exchange->request.reply = (struct reply){0};
    exchange->request.viewer = (struct viewer){0};
    exchange->request.actor = (struct person_id){0};
    exchange->request.session = (struct session_id){0};
    exchange->request.form_token = (struct str){0};
    exchange->request.out = &exchange->body;
    exchange->request.work = &exchange->work;
}

static void finish(struct server *server, struct exchange *exchange, enum err err)
{
    const struct request *request = &exchange->request;

    exchange->status = serve_end(&exchange->request, err);
    if (server->options->is_quiet)
        return;
    fprintf(stderr,
            "{\"at\":%lld,\"method\":\"%s\",\"route\":\"%s\",\"status\":%d,\"person\":%lld}\n",
            (long long)exchange->work.now, web_method_name(request->method),
            exchange->route ? exchange->route->path : "-", exchange->status,
            (long long)request->actor.n);
}

static enum err run_waiting(struct unit *unit, struct db *db)
{
    struct waiting *waiting = (struct waiting *)unit;
    struct exchange *exchange = waiting->exchange;
    void *prepared = exchange->request.prepared;

    begin(waiting->server, exchange);
    exchange->request.prepared = prepared;
    return serve(db, &exchange->request, exchange->route);
}

static void done_waiting(struct unit *unit, enum err err)
{
    struct waiting *waiting = (struct waiting *)unit;

    finish(waiting->server, waiting->exchange, err);
    http_answered(waiting->exchange);
}

static void put_or_refuse(struct server *server, struct queue *queue, struct waiting *waiting)
{
    if (queue_put(queue, &waiting->unit))
        return;
    begin(server, waiting->exchange);
    done_waiting(&waiting->unit, ERR_BUSY);
}

/* What a route wants done first has been done: on to the writer, or back with what went wrong. */
static void done_first(struct unit *unit, enum err err)
{
    struct waiting *waiting = (struct waiting *)unit;

    if (err != OK) {
        done_waiting(unit, err);
        return;
    }
    unit->run = run_waiting;
    unit->done = done_waiting;
    put_or_refuse(waiting->server, &waiting->server->writes, waiting);
}

static enum err run_first(struct unit *unit, struct db *db)
{
    struct waiting *waiting = (struct waiting *)unit;
    struct exchange *exchange = waiting->exchange;

    begin(waiting->server, exchange);
    return serve_first(db, &exchange->request, exchange->route);
}

static enum err run_seen(struct unit *unit, struct db *db);
static void done_seen(struct unit *unit, enum err err);

struct seen {
    struct unit unit;
    struct session_id session;
    int64_t now;
};

/* Reads are answered at once; that a session is still in use is written down behind them. */
static void note_seen(struct server *server, const struct request *request)
{
    struct seen *seen = calloc(1, sizeof(*seen));

    if (!seen)
        abort();
    *seen = (struct seen){.unit = {.run = run_seen, .done = done_seen},
                          .session = request->session,
                          .now = request->work->now};
    if (!queue_put(&server->writes, &seen->unit))
        free(seen);
}

static void answer_now(struct server *server, struct exchange *exchange)
{
    struct db *db = take_reader(server);

    begin(server, exchange);
    finish(server, exchange, db ? serve(db, &exchange->request, exchange->route) : ERR_BUSY);
    give_reader(server, db);
    if (exchange->request.session_is_stale)
        note_seen(server, &exchange->request);
}

/* Is it answered by another thread than the one that reads requests? */
static bool is_put_off(const struct server *server, const struct route *route)
{
    return server->is_postgres || (route && (route->method == POST || route->gate.takes_long));
}

static bool waits(void *self, struct exchange *exchange)
{
    exchange->route = serve_find(&exchange->request);
    return is_put_off(self, exchange->route);
}

static void on_exchange(void *self, struct exchange *exchange)
{
    struct server *server = self;

    if (!is_put_off(server, exchange->route)) {
        answer_now(server, exchange);
        return;
    }
    struct waiting *waiting = NEW(exchange->arena, struct waiting);
    bool has_first = exchange->route && exchange->route->gate.first.nobody;
    bool takes_long = exchange->route && exchange->route->gate.takes_long;
    *waiting = (struct waiting){.unit = {.run = has_first ? run_first : run_waiting,
                                         .done = has_first ? done_first : done_waiting},
                                .server = server,
                                .exchange = exchange};
    put_or_refuse(server, has_first || takes_long ? &server->hashes : &server->writes, waiting);
}

/* --- units of the program's own */

struct part {
    struct unit unit;
    struct server *server;
    struct arena *arena;
    enum err (*run)(struct work *work, const struct public_access *by, void *with);
    const struct job *job; /* instead of run: for one scheme */
    struct scheme_id scheme;
    void *with;
    pthread_mutex_t lock;
    pthread_cond_t finished;
    bool is_finished;
};

static enum err run_part(struct unit *unit, struct db *db)
{
    struct part *part = (struct part *)unit;
    struct work work = work_begin(part->arena, server_now(part->server));

    work.site = &part->server->site;
    if (part->job)
        return serve_job(db, &work, part->job, part->scheme);
    TRY(db_begin(db, DB_WRITE));
    return db_end(db, access_command_public(db, &work, part->run, part->with));
}

static void done_part(struct unit *unit, enum err err)
{
    struct part *part = (struct part *)unit;

    (void)err;
    pthread_mutex_lock(&part->lock);
    part->is_finished = true;
    pthread_cond_signal(&part->finished);
    pthread_mutex_unlock(&part->lock);
}

/* Put a unit into the writer's queue and wait for its outcome. */
static enum err wait_for(struct server *server, struct part *part)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();

    part->unit = (struct unit){.run = run_part, .done = done_part};
    part->server = server;
    part->arena = arena;
    pthread_mutex_init(&part->lock, NULL);
    pthread_cond_init(&part->finished, NULL);
    enum err err = ERR_BUSY;
    if (queue_put(&server->writes, &part->unit)) {
        pthread_mutex_lock(&part->lock);
        while (!part->is_finished)
            pthread_cond_wait(&part->finished, &part->lock);
        pthread_mutex_unlock(&part->lock);
        err = part->unit.err;
    }
    pthread_cond_destroy(&part->finished);
    pthread_mutex_destroy(&part->lock);
    return err;
}

static enum err run_seen(struct unit *unit, struct db *db)
{
    struct seen *seen = (struct seen *)unit;
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct work work = work_begin(arena, seen->now);

    TRY(db_begin(db, DB_WRITE));
    return db_end(db, access_seen(db, &work, seen->session));
}

static void done_seen(struct unit *unit, enum err err)
{
    (void)err;
    free(unit);
}

static enum err write_part(void *self,
                           enum err (*run)(struct work *work, const struct public_access *by,
                                           void *with),
                           void *with)
{
    return wait_for(self, &(struct part){.run = run, .with = with});
}

/* --- jobs and rounds */

struct schemes {
    struct scheme_id at[1000];
    size_t len;
    int64_t shift_s;
};

static enum err list_schemes(struct work *work, const struct public_access *by, void *with)
{
    struct schemes *schemes = with;

    return access_all_schemes(work, by, schemes->at, COUNT(schemes->at), &schemes->len,
                              &schemes->shift_s);
}

static void run_job(struct server *server, const struct job *job, const struct schemes *schemes)
{
    for (size_t i = 0; i < schemes->len && !is_over(server); i++)
        (void)wait_for(server, &(struct part){.job = job, .scheme = schemes->at[i]});
}

static void run_due(struct server *server, const struct schemes *schemes, int64_t tick)
{
    for (size_t i = 0; i < concepts_len; i++)
        for (size_t j = 0; concepts[i]->jobs && j < concepts[i]->jobs->len; j++)
            if (tick % concepts[i]->jobs->at[j].every == 0)
                run_job(server, &concepts[i]->jobs->at[j], schemes);
}

/* Every second: what is due by the clock. The demo's and the tests' clock may have been moved. */
static void *tick(void *self)
{
    struct server *server = self;

    for (int64_t n = 0; !is_over(server); n += TICK_S, sleep(TICK_S)) {
        struct schemes schemes = {0};
        if (write_part(server, list_schemes, &schemes) != OK)
            continue;
        pthread_mutex_lock(&server->lock);
        bool has_moved = server->shift_s != schemes.shift_s;
        server->shift_s = schemes.shift_s;
        pthread_mutex_unlock(&server->lock);
        run_due(server, &schemes, has_moved ? 0 : n);
    }
    return NULL;
}

struct turn {
    struct server *server;
    const struct round *round;
};

static void *turn_round(void *self)
{
    struct turn *turn = self;
    const struct runner runner = {turn->server, &turn->server->site, write_part};

    for (int64_t n = 0; !is_over(turn->server); n++, sleep(1))
        if (n % turn->round->every == 0)
            turn->round->run(&runner);
    return NULL;
}

/* --- threads */

static void *write_units(void *self)
{
    struct server *server = self;
    struct db *db = db_open(server->options->where);

    if (!db)
        abort(); /* it opened when the server started */
    queue_serve(&server->writes, db, server->is_postgres ? 1 : GROUP_MOST);
    db_close(db);
    return NULL;
}

static void *hash_units(void *self)
{
    struct server *server = self;
    struct db *db = db_open_read(server->options->where);

    if (!db)
        abort();
    queue_serve(&server->hashes, db, 1);
    db_close(db);
    return NULL;
}

static void start(pthread_t *thread, void *(*run)(void *self), void *self)
{
    if (pthread_create(thread, NULL, run, self) != 0)
        abort();
}

static void start_threads(struct server *server)
{
    server->nwriters = server->is_postgres ? POSTGRES_WORKERS : 1;
    for (size_t i = 0; i < server->nwriters; i++)
        start(&server->writers[i], write_units, server);
    for (size_t i = 0; i < HASH_THREADS; i++)
        start(&server->hashers[i], hash_units, server);
    start(&server->ticker, tick, server);
    for (size_t i = 0; i < concepts_len; i++)
        for (size_t r = 0; concepts[i]->rounds && r < concepts[i]->rounds->len; r++) {
            struct turn *turn = NEW(server->arena, struct turn);
            *turn = (struct turn){server, &concepts[i]->rounds->at[r]};
            if (server->nrounds == ROUNDS_MOST)
                abort();
            start(&server->rounds[server->nrounds++], turn_round, turn);
        }
}

static void stop_threads(struct server *server)
{
    pthread_mutex_lock(&server->lock);
    server->is_over = true;
    pthread_mutex_unlock(&server->lock);
    pthread_join(server->ticker, NULL);
    for (size_t i = 0; i < server->nrounds; i++)
        pthread_join(server->rounds[i], NULL);
    queue_close(&server->hashes);
    for (size_t i = 0; i < HASH_THREADS; i++)
        pthread_join(server->hashers[i], NULL);
    queue_close(&server->writes);
    for (size_t i = 0; i < server->nwriters; i++)
        pthread_join(server->writers[i], NULL);
}

/* Bring the schema up to date and read what the installation is called. */
static bool load(struct server *server)
{
    const struct server_options *options = server->options;
    struct work work = work_begin(server->arena, time(NULL));
    bool is_loaded = false;

    if (!concern_key_load(server->arena, options->concern_key, options->dir,
                          &server->site.concern_key))
        return false;
    struct db *db = db_open(options->where);

    if (db && db_migrate(db) == OK && db_begin(db, DB_READ) == OK) {
        is_loaded = db_end(db, installation_load(db, &work, &server->site)) == OK;
        if (!is_loaded)
            fprintf(stderr, "rapport serve: %.*s\n", ARG(work.fault.text));
    }
    db_close(db);
    if (server->site.concern_key.len == 0) {
        server->site.concern_key = server->site.secret;
        fprintf(stderr,
                "rapport serve: concerns are sealed with a key that stands in the database; "
                "give them one of their own with --concern-key FILE\n");
    }
    server->shift_s = work.now - time(NULL);
    return is_loaded;
}

static void name_site(struct server *server, const char *base_url)
{
    server->site.base_url = str_of(base_url);
    if (str_ends(server->site.base_url, S("/")))
        server->site.base_url.len--;
    server->site.is_secure = str_starts(server->site.base_url, S("https://"));
    server->site.smtp = server->options->smtp;
    server->site.smtp_password = server->options->smtp_password;
    server->site.mail_dir = server->options->mail_dir;
    server->site.mail_from = server->options->mail_from;
    server->site.catalogue = server->options->catalogue;
}

/* http://LISTEN, with the port that it came to be. */
static const char *own_url(struct server *server)
{
    struct str listen = str_of(server->options->listen), host = listen;
    struct buf url = {.arena = server->arena};

    while (host.len > 0 && host.at[host.len - 1] != ':')
        host.len--;
    buf_addf(&url, "http://%.*s%u", ARG(host), http_port(server->http));
    return arena_copy(server->arena, buf_str(&url)).at;
}

static void wait_for_signal(const sigset_t *signals)
{
    int caught;

    sigwait(signals, &caught);
}

static enum err remember(struct work *work, const struct public_access *by, void *with)
{
    const struct server *server = with;

    return installation_serve_at(work, by, server->site.base_url);
}

static void serve_until_told(struct server *server, const sigset_t *signals)
{
    const struct http_service service = {server, waits, on_exchange};

    start_threads(server);
    if (http_serve(server->http, &server->site, &service, HTTP_THREADS)) {
        if (write_part(server, remember, server) != OK)
            fprintf(stderr, "rapport: links that commands print may lead elsewhere\n");
        if (server->options->ready)
            server->options->ready(arena_copy(server->arena, server->site.base_url).at,
                                   server->options->with);
        wait_for_signal(signals);
    }
    stop_threads(server);
}

static int run(struct server *server)
{
    const struct server_options *options = server->options;
    sigset_t signals;

    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
    signal(SIGPIPE, SIG_IGN);

    server->http = http_open(options->listen);
    if (!server->http)
        return 1;
    name_site(server, options->base_url ? options->base_url : own_url(server));
    serve_until_told(server, &signals);
    http_close(server->http);
    return 0;
}

int server_run(const struct server_options *options)
{
    struct server server = {
        .options = options, .arena = arena_new(), .is_postgres = db_is_postgres(options->where)};

    if (options->dir && !db_lock_dir(options->dir)) {
        arena_free(server.arena);
        return 1;
    }
    pthread_mutex_init(&server.lock, NULL);
    queue_init(&server.writes, QUEUE_MOST);
    queue_init(&server.hashes, HASHES_MOST);
    int status = load(&server) ? run(&server) : 1;
    for (size_t i = 0; i < server.nreaders; i++)
        db_close(server.readers[i]);
    queue_done(&server.writes);
    queue_done(&server.hashes);
    pthread_mutex_destroy(&server.lock);
    arena_free(server.arena);
    return status;
}
