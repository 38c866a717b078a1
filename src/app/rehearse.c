#include "app/rehearse.h"

#include "app/access/access.h"
#include "app/concept.h"
#include "app/installation/installation.h"
#include "app/serve.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

enum { ACTS_PER_COMMIT = 4000 };

struct rehearsal {
    struct db *db;
    struct arena *arena; /* of the last act */
    struct work work;
    struct site site;
    int64_t now, next_key;
    uint64_t state; /* of the row of numbers */
    int acts;       /* since the last COMMIT; 0: no group is open */
    enum err stored;
};

struct rehearsal *rehearse_open(const char *where, uint64_t seed)
{
    struct rehearsal *rehearsal = calloc(1, sizeof(*rehearsal));

    if (!rehearsal)
        abort();
    *rehearsal = (struct rehearsal){.db = db_open(where), .arena = arena_new(), .state = seed};
    rehearsal->work = work_begin(rehearsal->arena, 0);
    rehearsal->site.base_url = S("http://127.0.0.1:8080"); /* what leads out takes the path alone */
    rehearsal->site.name = S("Rapport");
    rehearsal->site.is_rehearsal = true;
    if (rehearsal->db && db_expect_much(rehearsal->db) == OK && db_migrate(rehearsal->db) == OK)
        return rehearsal;
    rehearse_free(rehearsal);
    return NULL;
}

static void commit(struct rehearsal *rehearsal)
{
    if (rehearsal->acts > 0 && rehearsal->stored == OK)
        rehearsal->stored = db_group_end(rehearsal->db);
    rehearsal->acts = 0;
}

enum err rehearse_end(struct rehearsal *rehearsal)
{
    commit(rehearsal);
    return rehearsal->stored;
}

void rehearse_free(struct rehearsal *rehearsal)
{
    if (!rehearsal)
        return;
    commit(rehearsal);
    db_close(rehearsal->db);
    arena_free(rehearsal->arena);
    free(rehearsal);
}

void rehearse_at(struct rehearsal *rehearsal, int64_t now)
{
    rehearsal->now = now;
}

int64_t rehearse_now(const struct rehearsal *rehearsal)
{
    return rehearsal->now;
}

/* SplitMix64 (Steele, Lea and Flood 2014): the next state and a mix of it. */
static uint64_t draw(struct rehearsal *rehearsal)
{
    uint64_t z = rehearsal->state += 0x9E3779B97F4A7C15U;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
}

uint64_t rehearse_draw(struct rehearsal *rehearsal, uint64_t most)
{
    return most ? draw(rehearsal) % most : 0;
}

struct str rehearse_fault(const struct rehearsal *rehearsal)
{
    return rehearsal->work.fault.text;
}

/* A fresh unit of work, with keys of the seed: one after the other, and never one twice. */
static struct work *begin(struct rehearsal *rehearsal)
{
    arena_free(rehearsal->arena);
    rehearsal->arena = arena_new();
    rehearsal->work = work_begin(rehearsal->arena, rehearsal->now);
    rehearsal->work.site = &rehearsal->site;
    int64_t from = (rehearsal->now & 0xFFFFFFFF) << 31;
    if (rehearsal->next_key < from)
        rehearsal->next_key = from + 1;
    rehearsal->work.next_key = rehearsal->next_key;
    if (rehearsal->acts == 0 && rehearsal->stored == OK)
        rehearsal->stored = db_group_begin(rehearsal->db);
    return &rehearsal->work;
}

static enum err end(struct rehearsal *rehearsal, enum err err)
{
    rehearsal->next_key = rehearsal->work.next_key;
    if (++rehearsal->acts >= ACTS_PER_COMMIT)
        commit(rehearsal);
    return rehearsal->stored == OK ? err : rehearsal->stored;
}

static struct form with_token(struct arena *arena, struct form form)
{
    struct field *fields = NEW_ARRAY(arena, struct field, form.len + 1);

    for (size_t i = 0; i < form.len; i++)
        fields[i] = form.at[i];
    fields[form.len] = (struct field){S("token"), S("rehearsal")};
    return (struct form){fields, form.len + 1};
}

enum err rehearse_send(struct rehearsal *rehearsal, struct person_id person, struct str path,
                       struct form form, struct str *ret_go_to)
{
    struct work *work = begin(rehearsal);
    struct buf *out = NEW(work->arena, struct buf);
    struct request request = {.work = work,
                              .out = out,
                              .method = POST,
                              .path = path,
                              .actor = person,
                              .is_ours = true,
                              .form_token = S("rehearsal"),
                              .form = with_token(work->arena, form)};

    out->arena = work->arena;
    enum err err = serve(rehearsal->db, &request, serve_find(&request));
    if (ret_go_to)
        *ret_go_to = request.reply.go_to;
    return end(rehearsal, err);
}

enum err rehearse_team(struct rehearsal *rehearsal, struct str slug, struct person_id person,
                       enum err (*run)(struct work *work, const struct team_access *by, void *with),
                       void *with)
{
    struct work *work = begin(rehearsal);

    enum err err = db_begin(rehearsal->db, DB_WRITE);
    if (err == OK)
        err = db_end(rehearsal->db,
                     person.n ? access_command_team(rehearsal->db, work, slug, person, run, with)
                              : access_command(rehearsal->db, work, slug, run, with));
    return end(rehearsal, err);
}

enum err rehearse_public(struct rehearsal *rehearsal,
                         enum err (*run)(struct work *work, const struct public_access *by,
                                         void *with),
                         void *with)
{
    struct work *work = begin(rehearsal);

    enum err err = db_begin(rehearsal->db, DB_WRITE);
    if (err == OK)
        err = db_end(rehearsal->db, access_command_public(rehearsal->db, work, run, with));
    return end(rehearsal, err);
}

enum err rehearse_pair(struct rehearsal *rehearsal, struct str slug, struct person_id person,
                       struct pair_id pair,
                       enum err (*run)(struct work *work, const struct pair_access *by, void *with),
                       void *with)
{
    struct work *work = begin(rehearsal);

    enum err err = db_begin(rehearsal->db, DB_WRITE);
    if (err == OK)
        err = db_end(rehearsal->db,
                     access_command_pair(rehearsal->db, work, slug, person, pair, run, with));
    return end(rehearsal, err);
}

static const struct job *find_job(const char *name)
{
    for (size_t i = 0; i < concepts_len; i++)
        for (size_t j = 0; concepts[i]->jobs && j < concepts[i]->jobs->len; j++)
            if (strcmp(concepts[i]->jobs->at[j].name, name) == 0)
                return &concepts[i]->jobs->at[j];
    return NULL;
}

static enum err find_scheme(struct work *work, const struct team_access *by, void *with)
{
    (void)work;
    *(struct scheme_id *)with = scheme_key(team_scheme(by));
    return OK;
}

enum err rehearse_job(struct rehearsal *rehearsal, struct str slug, const char *name)
{
    const struct job *job = find_job(name);
    struct scheme_id scheme;

    if (!job)
        return ERR_NOT_FOUND;
    TRY(rehearse_team(rehearsal, slug, (struct person_id){0}, find_scheme, &scheme));
    struct work *work = begin(rehearsal);
    return end(rehearsal, serve_job(rehearsal->db, work, job, scheme));
}

static enum err look(struct work *work, const struct public_access *by, void *with)
{
    struct scheme_id none;
    size_t len;
    int64_t shift_s;

    enum err err = access_all_schemes(work, by, &none, 0, &len, &shift_s);
    *(bool *)with = err == OK;
    return err == ERR_NOT_FOUND ? OK : err;
}

bool rehearse_is_made(struct rehearsal *rehearsal)
{
    bool is_made = false;

    return rehearse_public(rehearsal, look, &is_made) == OK && is_made;
}

static enum err move_clock(struct work *work, const struct public_access *by, void *with)
{
    return installation_move_clock(work, by, *(const struct day *)with);
}

enum err rehearse_clock(struct rehearsal *rehearsal, struct day today)
{
    return rehearse_public(rehearsal, move_clock, &today);
}
