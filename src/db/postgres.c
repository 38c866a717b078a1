/* postgres.c - the database on a server: a unit of work in as few round trips as its rules allow.
 *
 * BEGIN, the scheme for row level security, preparing and the statement itself go out together
 * and are answered together (libpq's pipeline mode). The end of a unit that stores nothing is
 * sent and not waited for: its answer is read, and dropped, before that of the next statement.
 *
 * Writing units are SERIALIZABLE: they mean the same as on SQLite, where they run one after the
 * other. Each writing statement has a savepoint, in the same round trip, so that a refused one
 * leaves the unit usable, as on SQLite.
 */
#include "db/db_inside.h"
#include "db/postgres_inside.h"

#include <assert.h>
#include <endian.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_PARAMS = 64 };

static const char begin_read[] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
static const char begin_write[] = "BEGIN ISOLATION LEVEL SERIALIZABLE";
static const char name_scheme[] = "SELECT set_config('app.scheme', $1, true)";

static struct postgres *of(struct db *db)
{
    return (struct postgres *)db;
}

static void close_it(struct db *db)
{
    kept_clear(&of(db)->kept, NULL);
    PQfinish(of(db)->conn);
    free(db);
}

/* --- what the server says */
static enum err lost(struct postgres *db, const char *what)
{
    fprintf(stderr, "db: %s: the connection is lost: %s", what, PQerrorMessage(db->conn));
    db->is_dead = true;
    db->db.trouble = DB_AGAIN; /* before COMMIT nothing is stored */
    return ERR_BUSY;
}

/* Without DETAIL, which shows people's data. */
static void log_refusal(const PGresult *res, const char *what)
{
    const char *state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
    const char *text = PQresultErrorField(res, PG_DIAG_MESSAGE_PRIMARY);

    fprintf(stderr, "db: %s: %s (%s)\n", what, text ? text : "no reason given",
            state ? state : "no state");
}

/* Classes of SQLSTATE: PostgreSQL 15, appendix A. */
static enum err meaning(struct postgres *db, const PGresult *res, const char *what)
{
    static const char *const busy[] = {"08", "53", "55", "57", "58", "25006"};
    struct str state = str_of(PQresultErrorField(res, PG_DIAG_SQLSTATE));

    if (state.len == 0)
        return lost(db, what);
    if (str_starts(state, S("23")))
        return ERR_CONFLICT;
    db->is_dead = true;
    if (str_eq(state, S("40001")) || str_eq(state, S("40P01"))) {
        db->db.trouble = DB_AGAIN;
        return ERR_BUSY;
    }
    if (str_starts(state, S("57P0"))) /* the server is going down: the next one may be up */
        db->db.trouble = DB_AGAIN;
    log_refusal(res, what);
    for (size_t i = 0; i < COUNT(busy); i++)
        if (str_starts(state, str_of(busy[i])))
            return ERR_BUSY;
    return ERR_BROKEN;
}

/* A cancelled wait for a synchronous standby is a WARNING, and then success. */
static void on_notice(void *into, const PGresult *res)
{
    struct postgres *db = into;

    if (!str_eq(str_of(PQresultErrorField(res, PG_DIAG_SEVERITY_NONLOCALIZED)), S("WARNING")))
        return;
    db->is_warned = true;
    log_refusal(res, "warning");
}

/* --- sending. Each adds what it will be answered with; a failure shows when that is read. */
static void send_plain(struct postgres *db, const char *sql, bool is_awaited)
{
    if (PQsendQueryParams(db->conn, sql, 0, NULL, NULL, NULL, NULL, 0) && is_awaited)
        db->before++;
}

static void send_scheme(struct postgres *db, const struct query *query, const struct value params[])
{
    int64_t scheme = query->is_across ? -1 : 0;
    char text[24];
    const char *values[] = {text};

    if (query->scheme > 0)
        scheme = params[query->scheme - 1].number;
    if (scheme == 0 || scheme == db->scheme)
        return;
    snprintf(text, sizeof(text), "%lld", (long long)scheme);
    if (PQsendQueryParams(db->conn, name_scheme, 1, NULL, values, NULL, NULL, 0))
        db->before++;
    db->scheme = db->in_unit ? scheme : 0;
}

/* Numbers in network order, text and bytes as they are. */
static void send_statement(struct postgres *db, const char *name, const struct value params[],
                           size_t nparams)
{
    const char *values[MAX_PARAMS];
    int lengths[MAX_PARAMS], formats[MAX_PARAMS];
    uint64_t numbers[MAX_PARAMS];

    for (size_t i = 0; i < nparams; i++) {
        bool is_number = params[i].kind == VALUE_INT;
        struct str text = params[i].text;
        numbers[i] = htobe64((uint64_t)params[i].number);
        values[i] = is_number ? (const char *)&numbers[i] : text.len > 0 ? text.at : "";
        lengths[i] = is_number ? (int)sizeof(numbers[i]) : (int)text.len;
        formats[i] = 1;
        if (params[i].kind == VALUE_NULL)
            values[i] = NULL;
    }
    PQsendQueryPrepared(db->conn, name, (int)nparams, values, lengths, formats, 0);
}

static void send_prepare(struct postgres *db, const struct query *query, const char *name,
                         size_t nparams)
{
    Oid types[MAX_PARAMS];

    for (size_t i = 0; i < nparams; i++)
        types[i] = query->kinds[i] == 'i'   ? OID_INT8
                   : query->kinds[i] == 't' ? OID_TEXT
                                            : OID_BYTEA;
    if (PQsendPrepare(db->conn, name, query->postgres, (int)nparams, types))
        db->before++;
}

/* --- reading */
static enum err pass_before(struct postgres *db, const char *what)
{
    enum err err = OK;

    for (; db->before > 0; db->before--) {
        PGresult *res = PQgetResult(db->conn);
        ExecStatusType status = PQresultStatus(res);
        if (err == OK && status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
            err = meaning(db, res, what);
        PQclear(res);
        if (res)
            PQclear(PQgetResult(db->conn)); /* the NULL that ends each answer */
    }
    return err;
}

/* Up to and with the answer to PQpipelineSync. */
static enum err pass_sync(struct postgres *db, const char *what)
{
    PGresult *res;
    bool is_sync = false;
    int nulls = 0;

    while (!is_sync && nulls < 2) { /* two in a row: nothing more will come */
        res = PQgetResult(db->conn);
        nulls = res ? 0 : nulls + 1;
        is_sync = PQresultStatus(res) == PGRES_PIPELINE_SYNC;
        PQclear(res);
    }
    return is_sync ? OK : lost(db, what);
}

static enum err drain(struct postgres *db)
{
    for (; db->owed > 0; db->owed--)
        TRY(pass_sync(db, "end of a unit"));
    return OK;
}

/* The answer to the statement itself. A batch of rows, or one by one when it is streamed. */
static enum err read_answer(struct postgres *db, struct work *work, const struct query *query,
                            each_row *each, void *into)
{
    enum err err = OK;
    PGresult *res;

    while ((res = PQgetResult(db->conn)) != NULL) {
        ExecStatusType status = PQresultStatus(res);
        if (status == PGRES_TUPLES_OK || status == PGRES_SINGLE_TUPLE) {
            if (err == OK && each)
                err = postgres_rows(work, query, res, each, into);
        } else if (status == PGRES_PIPELINE_ABORTED) {
            err = ERR_BROKEN; /* for a reason that pass_before() has told */
        } else if (err == OK && status != PGRES_COMMAND_OK) {
            err = meaning(db, res, query->name);
        }
        PQclear(res);
    }
    return err;
}

/* --- one statement, with all that must go before it, in one round trip */
static void send_before(struct postgres *db, const struct query *query, const struct value params[])
{
    if (db->in_unit && !db->is_begun)
        send_plain(db, db->mode == DB_WRITE ? begin_write : begin_read, true);
    db->is_begun = db->in_unit;
    if (db->must_undo) {
        send_plain(db, "ROLLBACK TO SAVEPOINT statement", true);
        send_plain(db, "RELEASE SAVEPOINT statement", true);
    }
    db->must_undo = false;
    send_scheme(db, query, params);
}

static bool needs_savepoint(const struct postgres *db, const struct query *query)
{
    return db->in_unit && db->mode == DB_WRITE && !str_starts(str_of(query->postgres), S("SELECT"));
}

static enum err run(struct db *base, struct work *work, const struct query *query,
                    const struct value params[], size_t nparams, each_row *each, void *into)
{
    struct postgres *db = of(base);
    bool is_saved = needs_savepoint(db, query);
    char name[24];

    assert(nparams <= MAX_PARAMS);
    db->is_dead &= db->in_unit;
    if (db->is_dead || !postgres_ready(db))
        return ERR_BUSY;
    struct kept_slot *slot = kept_slot(&db->kept, query);
    snprintf(name, sizeof(name), "q%zu", slot->number);

    send_before(db, query, params);
    if (is_saved)
        send_plain(db, "SAVEPOINT statement", true);
    if (!slot->stmt)
        send_prepare(db, query, name, nparams);
    send_statement(db, name, params, nparams);
    if (query->is_streamed)
        PQsetSingleRowMode(db->conn);
    if (is_saved)
        send_plain(db, "RELEASE SAVEPOINT statement", false);
    PQpipelineSync(db->conn);

    TRY(drain(db));
    enum err before = pass_before(db, query->name);
    enum err err = read_answer(db, work, query, each, into);
    TRY(pass_sync(db, query->name));
    TRY(before);
    slot->stmt = db; /* prepared */
    db->must_undo = is_saved && err == ERR_CONFLICT;
    return err;
}

/* --- units */
static enum err begin(struct db *base, enum db_mode mode)
{
    struct postgres *db = of(base);

    db->mode = mode;
    db->in_unit = true;
    db->is_begun = db->is_dead = db->must_undo = db->is_warned = false;
    db->scheme = 0;
    return OK;
}

/* Nothing to learn from the answer: send, and read it before the next one. */
static void send_off(struct postgres *db, const char *sql)
{
    send_plain(db, sql, false);
    if (PQpipelineSync(db->conn))
        db->owed++;
}

/* The one answer that decides: anything but a plain COMMIT is not stored, or not known to be. */
static enum err commit(struct postgres *db)
{
    if (db->must_undo)
        send_plain(db, "ROLLBACK TO SAVEPOINT statement", true);
    send_plain(db, "COMMIT", false);
    PQpipelineSync(db->conn);
    db->is_warned = false;

    enum err err = pass_before(db, "commit");
    PGresult *res = PQgetResult(db->conn);
    if (err == OK && PQresultStatus(res) != PGRES_COMMAND_OK)
        err = meaning(db, res, "commit");
    else if (err == OK && !str_eq(str_of(PQcmdStatus(res)), S("COMMIT")))
        err = ERR_BUSY; /* it says ROLLBACK: an earlier error was passed over */
    PQclear(res);
    if (res)
        PQclear(PQgetResult(db->conn));
    if (pass_sync(db, "commit") == OK && PQstatus(db->conn) == CONNECTION_OK && !db->is_warned)
        return err;
    db->db.trouble = DB_UNKNOWN;
    return ERR_BUSY;
}

static enum err end(struct db *base, enum err err)
{
    struct postgres *db = of(base);
    bool is_begun = db->is_begun, is_dead = db->is_dead;

    db->in_unit = db->is_begun = false;
    db->scheme = 0;
    if (err == OK && (is_dead || (is_begun && PQstatus(db->conn) != CONNECTION_OK)))
        err = ERR_BUSY;
    if (is_begun && PQstatus(db->conn) == CONNECTION_OK) {
        if (err == OK && db->mode == DB_WRITE)
            err = commit(db);
        else
            send_off(db, err == OK ? "COMMIT" : "ROLLBACK");
    }
    db->must_undo = false;
    return err;
}

static enum err group(struct db *db)
{
    (void)db;
    return OK;
}

/* Many statements in one text: the simple protocol, outside the pipeline. */
static enum err script(struct db *base, const char *sql)
{
    struct postgres *db = of(base);
    PGresult *res = NULL;

    db->is_dead &= db->in_unit;
    if (db->is_dead || !postgres_ready(db) || drain(db) != OK || !PQexitPipelineMode(db->conn))
        return ERR_BUSY;
    if (db->in_unit && !db->is_begun)
        PQclear(PQexec(db->conn, db->mode == DB_WRITE ? begin_write : begin_read));
    db->is_begun = db->in_unit;
    res = PQexec(db->conn, sql);
    enum err err = PQresultStatus(res) == PGRES_FATAL_ERROR ? meaning(db, res, "script") : OK;
    db->is_dead |= err != OK && db->in_unit;
    PQclear(res);
    return postgres_ready(db) ? err : ERR_BUSY;
}

static const struct db_kind kind = {
    .dialect = POSTGRES,
    .close = close_it,
    .begin = begin,
    .end = end,
    .group_begin = group,
    .group_end = group,
    .script = script,
    .run = run,
};

struct db *postgres_open(const char *url)
{
    struct postgres *db = calloc(1, sizeof(*db));

    if (!db)
        abort();
    db->db.kind = &kind;
    db->conn = postgres_connect(url);
    if (!db->conn) {
        free(db);
        return NULL;
    }
    PQsetNoticeReceiver(db->conn, on_notice, db);
    return &db->db;
}
