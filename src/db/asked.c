#include "db/asked.h"

#include "db/db_inside.h"

#include <string.h>

enum { KEPT_ROWS = 200 };

struct asked {
    struct asked *next;
    const struct db *db;
    int64_t unit; /* of which of its transactions */
    const struct query *query;
    struct value *params;
    size_t nparams;
    struct asking rows;
};

static bool is_same(const struct value *a, const struct value *b)
{
    return a->kind == b->kind && a->number == b->number && str_eq(a->text, b->text);
}

static const struct asked *find(const struct db *db, struct work *work, const struct query *query,
                                const struct value params[], size_t nparams)
{
    for (const struct asked *asked = work->asked; asked; asked = asked->next) {
        if (asked->db != db || asked->unit != db->unit || asked->query != query ||
            asked->nparams != nparams)
            continue;
        size_t same = 0;
        while (same < nparams && is_same(&asked->params[same], &params[same]))
            same++;
        if (same == nparams)
            return asked;
    }
    return NULL;
}

bool asked_again(struct db *db, struct work *work, const struct query *query,
                 const struct value params[], size_t nparams, each_row *each, void *into,
                 enum err *ret)
{
    const struct asked *asked = find(db, work, query, params, nparams);

    if (!asked)
        return false;
    *ret = OK;
    for (size_t i = 0; i < asked->rows.len && *ret == OK; i++) {
        struct value row[DB_MAX_COLUMNS] = {0};
        memcpy(row, asked->rows.rows[i].at, asked->rows.rows[i].len * sizeof(*row));
        *ret = each ? each(work, row, into) : OK;
    }
    return true;
}

static size_t columns_of(const struct value row[])
{
    size_t len = DB_MAX_COLUMNS;

    while (len > 0 && row[len - 1].kind == VALUE_NULL)
        len--;
    return len;
}

enum err asking_row(struct work *work, const struct value row[], void *into)
{
    struct asking *asking = into;
    size_t len = columns_of(row);

    asking->is_too_long = asking->is_too_long || asking->len == KEPT_ROWS;
    if (!asking->is_too_long) {
        struct value *at = NEW_ARRAY(work->arena, struct value, len + 1);
        memcpy(at, row, len * sizeof(*row));
        asking->rows = ROWS_GROW(work->arena, asking->rows, asking->len);
        asking->rows[asking->len++] = (struct asked_row){at, len};
    }
    return asking->each ? asking->each(work, row, asking->into) : OK;
}

void asked_keep(struct db *db, struct work *work, const struct query *query,
                const struct value params[], size_t nparams, const struct asking *asking)
{
    if (asking->is_too_long)
        return;
    struct asked *asked = NEW(work->arena, struct asked);
    *asked = (struct asked){.next = work->asked,
                            .db = db,
                            .unit = db->unit,
                            .query = query,
                            .params = NEW_ARRAY(work->arena, struct value, nparams + 1),
                            .nparams = nparams,
                            .rows = *asking};
    for (size_t i = 0; i < nparams; i++) {
        asked->params[i] = params[i];
        asked->params[i].text = arena_copy(work->arena, params[i].text);
    }
    work->asked = asked;
}
