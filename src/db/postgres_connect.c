#include "db/postgres_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Whoever lists processes reads arguments, and often the environment: a password stands in
 * neither.
 */
static bool holds_password(const PQconninfoOption *options)
{
    for (; options->keyword; options++)
        if (strcmp(options->keyword, "password") == 0 && options->val && options->val[0] != '\0')
            return true;
    return getenv("PGPASSWORD") != NULL;
}

static bool may_use(const char *url)
{
    char *error = NULL;
    PQconninfoOption *options = PQconninfoParse(url, &error);
    const char *why = NULL;

    if (!options)
        fprintf(stderr, "rapport: not an address of a database: %s", error);
    else if (holds_password(options))
        why = "a password may not stand in an address or in PGPASSWORD: keep it in a passfile"
              " (~/.pgpass, or ?passfile=FILE)";
    if (why)
        fprintf(stderr, "rapport: %s\n", why);
    PQfreemem(error);
    PQconninfoFree(options);
    return options && !why;
}

PGconn *postgres_connect(const char *url)
{
    /* Ours first, so that the address may say otherwise. A dead server is noticed in seconds. */
    static const char *const names[] = {
        "connect_timeout",     "tcp_user_timeout", "keepalives_idle",
        "keepalives_interval", "keepalives_count", "client_encoding",
        "application_name",    "dbname",           NULL};
    const char *values[] = {"5", "3000", "2", "1", "2", "UTF8", "rapport", url, NULL};

    if (!may_use(url))
        return NULL;
    PGconn *conn = PQconnectdbParams(names, values, 1);
    if (PQstatus(conn) == CONNECTION_OK)
        return conn;
    fprintf(stderr, "rapport: %s", PQerrorMessage(conn));
    PQfinish(conn);
    return NULL;
}

bool postgres_ready(struct postgres *db)
{
    if (PQstatus(db->conn) != CONNECTION_OK) {
        PQreset(db->conn);
        kept_clear(&db->kept, NULL); /* a new session knows no statement */
        db->owed = db->before = 0;
        if (PQstatus(db->conn) != CONNECTION_OK) {
            fprintf(stderr, "db: no connection: %s", PQerrorMessage(db->conn));
            return false;
        }
    }
    return PQpipelineStatus(db->conn) != PQ_PIPELINE_OFF || PQenterPipelineMode(db->conn);
}
