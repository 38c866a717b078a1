/* matching_changed.c - what is not as it was when a run was frozen: who, and what about them. */
#include "app/matching/matching_inside.h"
#include "app/matching/matching_words.h"
#include "matching_sql.h"

#include <stdarg.h>
#include <stdlib.h>

enum { CHANGES_MOST = 200 };

struct telling {
    struct work *work;
    struct str *at;
    size_t len;
    int64_t more;
};

PRINTF_LIKE(2, 3) static void tell(struct telling *telling, const char *fmt, ...)
{
    struct buf line = {.arena = telling->work->arena};
    va_list ap;

    if (telling->len == CHANGES_MOST) {
        telling->more++;
        return;
    }
    va_start(ap, fmt);
    buf_addv(&line, fmt, ap);
    va_end(ap);
    telling->at[telling->len++] = buf_str(&line);
}

static int compare_who(const void *left, const void *right)
{
    const struct matching_who *l = left, *r = right;

    return (l->participant.n > r->participant.n) - (l->participant.n < r->participant.n);
}

static int compare_known(const void *left, const void *right)
{
    const struct match_known_row *l = left, *r = right;

    return (l->participant.n > r->participant.n) - (l->participant.n < r->participant.n);
}

/* Both lists rise by participant, as they are read. NULL: does not wait now. */
static const struct matching_who *find_now(const struct matching_load *load,
                                           const struct match_known_row *known)
{
    bool is_mentor = str_eq(known->role, S("mentor"));
    const struct matching_who *who = is_mentor ? load->mentors : load->mentees;
    size_t len = is_mentor ? load->input.mentors.len : load->input.mentees.len;
    struct matching_who wanted = {.participant = known->participant};

    return len > 0 ? bsearch(&wanted, who, len, sizeof(wanted), compare_who) : NULL;
}

static void add_word(struct buf *words, struct str before, struct str now, const char *word)
{
    if (!str_eq(before, now))
        buf_addf(words, "%s%s", words->len > 0 ? ", " : "", word);
}

static void tell_person(struct telling *telling, const struct match_known_row *known,
                        const struct matching_person *now)
{
    struct buf words = {.arena = telling->work->arena};

    add_word(&words, known->topics, now->lists[MATCH_TOPICS], "kinds of help");
    add_word(&words, known->interests, now->lists[MATCH_INTERESTS], "areas of work");
    add_word(&words, known->course, now->lists[MATCH_COURSES], "course");
    add_word(&words, known->channels, now->lists[MATCH_CHANNELS], "ways to meet");
    add_word(&words, known->times, now->lists[MATCH_TIMES], "free times");
    add_word(&words, known->languages, now->lists[MATCH_LANGUAGES], "languages");
    add_word(&words, known->city, now->city, "place");
    if (words.len > 0)
        tell(telling, "%.*s has changed: %.*s.", ARG(known->name), ARG(buf_str(&words)));
    if (known->places != now->places && str_eq(known->role, S("mentor")))
        tell(telling, "%.*s has room for %lld, not %lld.", ARG(known->name), (long long)now->places,
             (long long)known->places);
}

static void tell_known(struct telling *telling, const struct matching_load *load,
                       const struct match_known_rows *known)
{
    for (size_t i = 0; i < known->len; i++) {
        const struct match_known_row *row = &known->at[i];
        const struct matching_who *who = find_now(load, row);
        if (!who)
            tell(telling, "%.*s does not wait for a partner any more.", ARG(row->name));
        else if (str_eq(row->role, S("mentor")))
            tell_person(telling, row, &load->mentors_said[who - load->mentors]);
        else
            tell_person(telling, row, &load->mentees_said[who - load->mentees]);
    }
}

static void tell_new(struct telling *telling, const struct match_known_rows *known,
                     const struct matching_who *who, size_t len, const char *role)
{
    for (size_t i = 0; i < len; i++) {
        struct match_known_row wanted = {.participant = who[i].participant};
        if (known->len == 0 ||
            !bsearch(&wanted, known->at, known->len, sizeof(wanted), compare_known))
            tell(telling, "%.*s has come in as a %s.", ARG(who[i].name), role);
    }
}

static enum err tell_rules(struct telling *telling, const struct team_access *by,
                           struct match_run_id run, const struct matching_load *load)
{
    struct match_rules then;
    bool is_same = true;

    TRY(matching_rules_run(telling->work, by, run, &then));
    for (size_t part = 0; part < MATCH_PART_COUNT; part++)
        is_same = is_same && then.weights[part] == load->input.rules.weights[part];
    if (!is_same)
        tell(telling, "The scheme counts with other weights.");
    if (then.floor != load->input.rules.floor)
        tell(telling, "The floor is %lld, not %lld.", (long long)load->input.rules.floor,
             (long long)then.floor);
    return OK;
}

static enum err tell_pins(struct telling *telling, const struct team_access *by,
                          struct match_run_id run)
{
    struct match_pin_change_rows rows;

    TRY(match_pin_changes(telling->work, by, run, &rows));
    for (size_t i = 0; i < rows.len; i++)
        tell(telling,
             rows.at[i].is_set ? "%.*s is pinned to %.*s." : "%.*s is not pinned to %.*s any more.",
             ARG(rows.at[i].mentee_name), ARG(rows.at[i].mentor_name));
    return OK;
}

/* A person's own block is theirs alone: that there is one is told, and nothing of whom. */
static enum err tell_blocks(struct telling *telling, const struct team_access *by,
                            const struct match_run_row *run, const struct matching_load *load)
{
    struct match_new_block_rows rows;
    struct match_blocked_row before;

    TRY(match_new_blocks(telling->work, by, run->made_at, &rows));
    for (size_t i = 0; i < rows.len; i++)
        tell(telling, "%.*s and %.*s are blocked by the team.", ARG(rows.at[i].name),
             ARG(rows.at[i].other_name));
    TRY(match_run_blocked(telling->work, by, run->id, &before));
    if (rows.len == 0 && before.blocks != (int64_t)load->input.blocks_len)
        tell(telling, "Who is kept apart from whom is not the same.");
    return OK;
}

enum err matching_changes(struct work *work, const struct team_access *by, struct match_run_id run,
                          struct matching_changed *ret)
{
    struct telling telling = {work, NEW_ARRAY(work->arena, struct str, CHANGES_MOST + 1), 0, 0};
    struct match_known_rows known;
    struct match_run_row row;
    struct matching_load load;

    TRY(match_run_get(work, by, run, &row));
    TRY(match_known_list(work, by, run, &known));
    TRY(matching_load_run(work, by, run, &load));
    TRY(tell_rules(&telling, by, run, &load));
    TRY(tell_pins(&telling, by, run));
    TRY(tell_blocks(&telling, by, &row, &load));
    tell_known(&telling, &load, &known);
    tell_new(&telling, &known, load.mentees, load.input.mentees.len, "mentee");
    tell_new(&telling, &known, load.mentors, load.input.mentors.len, "mentor");
    if (telling.len == 0)
        tell(&telling, "A rule of the scheme, or what its words mean, is not the same.");
    *ret = (struct matching_changed){telling.at, telling.len, telling.more};
    return OK;
}
