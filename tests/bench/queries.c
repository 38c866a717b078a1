/* queries.c - what a page's queries cost alone: SQLite, one read transaction a round, nothing around it.
 *
 * queries FILE STATEMENTS ROUNDS. STATEMENTS holds texts that end in NUL, as trace.c wrote them. Prepared once; each
 * round steps through all rows and reads each column as text. Prints microseconds of CPU (user + system) a round.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum { MOST = 64 };

static double cpu_us(void)
{
    struct rusage used;

    getrusage(RUSAGE_SELF, &used);
    return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e6 +
           (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
}

static size_t read_all(const char *path, char *into, size_t most)
{
    FILE *file = fopen(path, "rb");
    size_t len = file ? fread(into, 1, most, file) : 0;

    if (file)
        fclose(file);
    return len;
}

static size_t prepare(sqlite3 *db, const char *texts, size_t len, sqlite3_stmt *ret[MOST])
{
    size_t count = 0;

    for (size_t at = 0; at < len && count < MOST; at += strlen(texts + at) + 1) {
        sqlite3_stmt *stmt = NULL;
        if (sqlite3_prepare_v3(db, texts + at, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL)) {
            fprintf(stderr, "%s: %s\n", sqlite3_errmsg(db), texts + at);
            exit(1);
        }
        if (stmt && sqlite3_stmt_readonly(stmt) && sqlite3_column_count(stmt) > 0)
            ret[count++] = stmt;
        else
            sqlite3_finalize(stmt);
    }
    return count;
}

static void run_round(sqlite3 *db, sqlite3_stmt *stmts[], size_t count)
{
    sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
    for (size_t i = 0; i < count; i++) {
        while (sqlite3_step(stmts[i]) == SQLITE_ROW)
            for (int c = 0; c < sqlite3_column_count(stmts[i]); c++)
                (void)sqlite3_column_text(stmts[i], c);
        sqlite3_reset(stmts[i]);
    }
    sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
}

int main(int argc, char **argv)
{
    static char texts[1 << 20];
    sqlite3_stmt *stmts[MOST];
    sqlite3 *db;
    size_t count;
    long rounds;
    double before;

    if (argc != 4) {
        fprintf(stderr, "queries FILE STATEMENTS ROUNDS\n");
        return 2;
    }
    if (sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READONLY, NULL))
        return 1;
    count = prepare(db, texts, read_all(argv[2], texts, sizeof texts - 1), stmts);
    rounds = strtol(argv[3], NULL, 10);
    run_round(db, stmts, count);
    before = cpu_us();
    for (long i = 0; i < rounds; i++)
        run_round(db, stmts, count);
    printf("%.2f\n", (cpu_us() - before) / (double)rounds);
    for (size_t i = 0; i < count; i++)
        sqlite3_finalize(stmts[i]);
    sqlite3_close(db);
    return 0;
}
