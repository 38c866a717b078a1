/* Does every use of a scheme's table name the scheme? SQLite tells which tables a query touches,
 * not how often: a self-join that names scheme on one side would pass. So the text is read once
 * more, as words: where tables stand, under which names, in which SELECT, and which `scheme`s are
 * said to be equal. Each use must be tied to :scheme, over as many equalities as it takes.
 */
#include "queries.h"

#include <ctype.h>
#include <string.h>

enum { MAX_TOKENS = 2000, MAX_SCOPES = 32, MAX_USES = 32, ROOT = 0 };

struct use {
    struct str table, alias;
    int scope;
};

struct scope {
    int parent, depth;
    bool in_from; /* between FROM and the word that ends it */
};

struct reading {
    const struct file *file;
    struct str tokens[MAX_TOKENS];
    int scope_of[MAX_TOKENS];
    size_t ntokens;
    struct scope scopes[MAX_SCOPES];
    int nscopes;
    struct use uses[MAX_USES]; /* of tables of a scheme, or of what a WITH or SELECT makes */
    int group[MAX_USES + 1];   /* of use i: group[i + 1]; ROOT: tied to :scheme */
    int nuses;
};

static bool is_word_letter(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '.' || c == ':';
}

/* "goal.scheme", ":scheme", "=", "(", or a whole text in quotes. */
static size_t token_len(struct str sql)
{
    size_t len = 1;

    if (sql.at[0] == '\'') {
        while (len < sql.len && sql.at[len] != '\'')
            len++;
        return len < sql.len ? len + 1 : len;
    }
    while (is_word_letter(sql.at[0]) && len < sql.len && is_word_letter(sql.at[len]))
        len++;
    return len;
}

static void split(struct reading *r, const struct query *q, struct str sql)
{
    while (sql.len > 0) {
        size_t len = token_len(sql);
        if (r->ntokens == MAX_TOKENS)
            tool_fail(r->file->path, q->line, "%.*s is too long to follow", ARG(q->name));
        if (!isspace((unsigned char)sql.at[0]))
            r->tokens[r->ntokens++] = (struct str){sql.at, len};
        sql.at += len;
        sql.len -= len;
    }
}

/* Keywords in either case. */
static bool is(const struct reading *r, size_t i, const char *word)
{
    return i < r->ntokens && r->tokens[i].len == strlen(word) &&
           strncasecmp(r->tokens[i].at, word, r->tokens[i].len) == 0;
}

static bool is_one_of(const struct reading *r, size_t i, const char *const words[])
{
    for (; *words; words++)
        if (is(r, i, *words))
            return true;
    return false;
}

static int begin_scope(struct reading *r, const struct query *q, int parent, int depth)
{
    if (r->nscopes == MAX_SCOPES)
        tool_fail(r->file->path, q->line, "%.*s has too many SELECTs in it", ARG(q->name));
    r->scopes[r->nscopes] = (struct scope){.parent = parent, .depth = depth};
    return r->nscopes++;
}

/* Token i names a table: note it, with its alias. */
static void add_use(struct reading *r, const struct query *q, size_t i, int scope)
{
    static const char *const no_alias[] = {
        "where",  "on",     "join",    "left",      "inner", "cross", "order", "group",
        "limit",  "set",    "using",   "union",     ",",     ")",     "(",     ";",
        "values", "select", "default", "returning", "full",  NULL};
    size_t next = is(r, i + 1, "as") ? i + 2 : i + 1;
    bool has_alias = next < r->ntokens && !is_one_of(r, next, no_alias);

    if (r->nuses == MAX_USES)
        tool_fail(r->file->path, q->line, "%.*s uses too many tables", ARG(q->name));
    r->group[r->nuses + 1] = r->nuses + 1;
    r->uses[r->nuses++] =
        (struct use){r->tokens[i], has_alias ? r->tokens[next] : r->tokens[i], scope};
}

/* INSERT INTO goal (scheme, ...) VALUES (:scheme, ...), or SELECT :scheme, ... */
static bool inserts_scheme(const struct reading *r, size_t table)
{
    size_t i = table + 1;

    if (!is(r, i, "(") || !is(r, i + 1, "scheme"))
        return false;
    while (i < r->ntokens && !is(r, i, ")"))
        i++;
    if (is(r, i + 1, "values"))
        return is(r, i + 2, "(") && is(r, i + 3, ":scheme");
    size_t first = is(r, i + 2, "distinct") ? i + 3 : i + 2;
    return is(r, i + 1, "select") && first < r->ntokens &&
           (is(r, first, ":scheme") || str_ends(r->tokens[first], S(".scheme")));
}

/* Does a table stand at token i? FROM and commas count only in their own SELECT. */
static bool is_table(const struct reading *r, size_t i, const struct scope *scope, int depth)
{
    static const char *const not_before_from[] = {"distinct", NULL};

    if (i == 0 || depth != scope->depth || is(r, i, "(") || is(r, i, "select"))
        return false;
    if (is(r, i - 1, "from"))
        return !is_one_of(r, i - 2, not_before_from);
    if (is(r, i - 1, "join") || is(r, i - 1, "into"))
        return true;
    if (is(r, i - 1, "update"))
        return !is(r, i, "set") && !(i > 1 && is(r, i - 2, "for"));
    return is(r, i - 1, ",") && scope->in_from;
}

static void follow_from(struct reading *r, size_t i, struct scope *scope, int depth)
{
    static const char *const ends[] = {"where", "group",     "order", "limit",
                                       "set",   "returning", NULL};

    if (depth == scope->depth && is(r, i, "from"))
        scope->in_from = true;
    if (depth == scope->depth && is_one_of(r, i, ends))
        scope->in_from = false;
}

/* The scope that token i stands in. A SELECT has one of its own; one that follows another at the
 * same depth (UNION, INSERT) does not see the other's tables.
 */
static int next_scope(struct reading *r, const struct query *q, size_t i, int scope, int *depth)
{
    if (is(r, i, "("))
        ++*depth;
    if (is(r, i, ")") && --*depth < r->scopes[scope].depth && scope > 0)
        scope = r->scopes[scope].parent;
    if (!is(r, i, "select"))
        return scope;
    bool follows = r->scopes[scope].depth == *depth;
    return begin_scope(r, q, follows ? r->scopes[scope].parent : scope, *depth);
}

static void find_uses(struct reading *r, const struct query *q)
{
    int scope = begin_scope(r, q, -1, 0), depth = 0;

    for (size_t i = 0; i < r->ntokens; i++) {
        scope = next_scope(r, q, i, scope, &depth);
        r->scope_of[i] = scope;
        follow_from(r, i, &r->scopes[scope], depth);
        if (!is_table(r, i, &r->scopes[scope], depth))
            continue;
        add_use(r, q, i, scope);
        if (is(r, i - 1, "into") && inserts_scheme(r, i))
            r->group[r->nuses] = ROOT;
    }
}

static bool is_tenant_use(const struct reading *r, const struct use *use)
{
    return has_scheme(r->file->db, arena_copy(r->file->arena, use->table).at);
}

/* The use that a name stands for, here or in a SELECT around; -1: none. */
static int find_alias(const struct reading *r, struct str alias, int scope)
{
    for (; scope >= 0; scope = r->scopes[scope].parent)
        for (int i = 0; i < r->nuses; i++)
            if (r->uses[i].scope == scope && str_eq(r->uses[i].alias, alias))
                return i;
    return -1;
}

/* A bare `scheme` is that of the one table that has it, in the nearest SELECT with such a table. */
static int find_only(const struct reading *r, int scope)
{
    for (; scope >= 0; scope = r->scopes[scope].parent) {
        int found = -1, count = 0;
        for (int i = 0; i < r->nuses; i++)
            if (r->uses[i].scope == scope && is_tenant_use(r, &r->uses[i])) {
                found = i;
                count++;
            }
        if (count > 0)
            return count == 1 ? found : -1;
    }
    return -1;
}

/* What token i speaks of: a group, or -1 if it is no scheme. What a WITH or a SELECT in FROM
 * makes is as good as :scheme, since it is looked at where it is made.
 */
static int group_of(const struct reading *r, size_t i)
{
    struct str token = r->tokens[i];
    int use = -1;

    if (str_eq(token, S(":scheme")))
        return ROOT;
    if (str_eq(token, S("scheme"))) {
        use = find_only(r, r->scope_of[i]);
        return use < 0 ? -1 : r->group[use + 1];
    }
    if (!str_ends(token, S(".scheme")))
        return -1;
    use = find_alias(r, (struct str){token.at, token.len - 7}, r->scope_of[i]);
    if (use < 0 || !is_tenant_use(r, &r->uses[use]))
        return ROOT;
    return r->group[use + 1];
}

static void join_groups(struct reading *r, int a, int b)
{
    if (a < 0 || b < 0)
        return;
    int low = a < b ? a : b, high = a < b ? b : a;
    for (int i = 1; i <= r->nuses; i++)
        if (r->group[i] == high)
            r->group[i] = low;
}

/* USING (scheme, ...) ties the tables of its SELECT together. */
static void join_using(struct reading *r, size_t i)
{
    int first = -1;

    for (i++; i < r->ntokens && !is(r, i, ")") && !is(r, i, "scheme"); i++)
        continue;
    if (!is(r, i, "scheme"))
        return;
    for (int u = 0; u < r->nuses; u++) {
        if (r->uses[u].scope != r->scope_of[i] || !is_tenant_use(r, &r->uses[u]))
            continue;
        first = first < 0 ? r->group[u + 1] : first;
        join_groups(r, first, r->group[u + 1]);
    }
}

void check_uses(const struct file *file, const struct query *q, struct str sql)
{
    struct reading *r = NEW(file->arena, struct reading);

    r->file = file;
    split(r, q, sql);
    find_uses(r, q);
    for (size_t i = 1; i + 1 < r->ntokens; i++) {
        if (is(r, i, "="))
            join_groups(r, group_of(r, i - 1), group_of(r, i + 1));
        if (is(r, i, "using"))
            join_using(r, i);
    }
    for (int i = 0; i < r->nuses; i++)
        if (r->group[i + 1] != ROOT && is_tenant_use(r, &r->uses[i]))
            tool_fail(file->path, q->line, "%.*s: %.*s belongs to a scheme, tie '%.*s' to :scheme",
                      ARG(q->name), ARG(r->uses[i].table), ARG(r->uses[i].alias));
}
