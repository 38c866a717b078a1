/* trace.c - preloaded into a server: writes each SQL statement that SQLite begins, values filled in and ended by NUL,
 * to the file that TRACE_FILE names. So the bench knows a page's statements without a line of it in the program.
 */
#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int write_statement(unsigned what, void *file, void *stmt, void *text)
{
    char *expanded;

    (void)what;
    if (strncmp(text, "--", 2) == 0) /* a trigger's own statement */
        return 0;
    expanded = sqlite3_expanded_sql(stmt);
    if (expanded && write(*(int *)file, expanded, strlen(expanded) + 1) < 0)
        abort();
    sqlite3_free(expanded);
    return 0;
}

static int follow(sqlite3 *db, const char **error, const void *unused)
{
    static int file = -1;
    const char *path = getenv("TRACE_FILE");

    (void)error, (void)unused;
    if (file < 0 && path)
        file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    return sqlite3_trace_v2(db, SQLITE_TRACE_STMT, write_statement, &file);
}

__attribute__((constructor)) static void begin(void)
{
    if (getenv("TRACE_FILE"))
        sqlite3_auto_extension((void (*)(void))follow);
}
