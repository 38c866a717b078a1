#include "app/act/act.h"

#include "app/act/act_inside.h"
#include "base/secret.h"
#include "db/access.h"

enum { DAY_SECONDS = 86400 };

const struct act *act_find(struct str name)
{
    for (size_t c = 0; c < concepts_len; c++)
        for (size_t i = 0; concepts[c]->acts && i < concepts[c]->acts->len; i++)
            if (str_eq(str_of(concepts[c]->acts->at[i].name), name))
                return &concepts[c]->acts->at[i];
    return NULL;
}

enum err act_link(struct work *work, const struct public_access *by, const struct act *act,
                  const struct act_to *to, struct str *ret)
{
    struct str token = secret_new(work->arena);
    struct act_id id = {work_new_key(work)};
    struct maybe_pair_id pair = {to->pair.n != 0, to->pair};
    struct buf path = {.arena = work->arena};

    TRY(act_add(work, by, id, secret_hash(work->arena, token), to->scheme, to->person, pair,
                str_of(act->name), to->object, to->version, to->choice,
                work->now + (int64_t)ACT_DAYS * DAY_SECONDS));
    buf_addf(&path, "/a/%.*s", ARG(token));
    *ret = buf_str(&path);
    return OK;
}

struct act_call act_call(const struct request *request)
{
    const struct act_visit *visit = request->prepared;

    return (struct act_call){visit->row.object, visit->row.version, visit->row.choice};
}

void act_came_to(struct request *request, struct str sentence, struct str go_on)
{
    struct act_visit *visit = request->prepared;

    visit->sentence = sentence;
    visit->go_on = go_on;
}

const struct concept act_concept = {.name = "act", .routes = &act_routes};
