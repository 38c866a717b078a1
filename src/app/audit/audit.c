#include "app/audit/audit.h"

#include "audit_sql.h"
#include "base/secret.h"

/* One line for each entry, with the hash before it; keys and numbers need no escaping. */
static struct str hash_of(struct work *work, struct str before, int64_t scheme,
                          const struct audit_entry_row *entry)
{
    struct buf line = {.arena = work->arena};

    buf_addf(&line, "%.*s|%lld|%lld|%lld|%lld|%.*s|%lld", ARG(before), (long long)scheme,
             (long long)entry->n, (long long)entry->at, (long long)entry->actor, ARG(entry->act),
             (long long)entry->thing);
    return secret_hash(work->arena, buf_str(&line));
}

enum err audit_add(struct work *work, const struct scheme_access *by, const char *act,
                   int64_t thing)
{
    struct audit_next_row next;

    TRY(audit_next(work, by, &next));
    struct audit_entry_row entry = {.n = next.n,
                                    .at = work->now,
                                    .actor = scheme_actor(by).n,
                                    .act = str_of(act),
                                    .thing = thing};
    struct str hash = hash_of(work, next.hash, scheme_key(by).n, &entry);
    TRY(audit_insert(work, by, entry.n, entry.at, entry.act, entry.thing, hash));
    return audit_head_set(work, by, hash);
}

enum err audit_check(struct work *work, const struct scheme_access *by, int64_t *ret_wrong)
{
    struct str before = {0};
    struct audit_entry_rows entries;
    struct audit_end_rows ends;
    int64_t n = 0;

    do {
        TRY(audit_list(work, by, n, &entries));
        for (size_t i = 0; i < entries.len; i++) {
            const struct audit_entry_row *entry = &entries.at[i];
            struct str hash = hash_of(work, before, scheme_key(by).n, entry);
            if (entry->n != n + 1 || !str_eq(hash, entry->hash)) {
                *ret_wrong = n + 1;
                return OK;
            }
            before = entry->hash;
            n = entry->n;
        }
    } while (entries.len > 0);
    TRY(audit_head(work, by, &ends));
    const struct audit_end_row end = ends.len > 0 ? ends.at[0] : (struct audit_end_row){0};
    *ret_wrong = end.n == n && str_eq(end.hash, before) ? 0 : n + 1;
    return OK;
}
