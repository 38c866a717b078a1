/* matching_who.c - people of a run by their names. */
#include "app/matching/matching_load.h"
#include "app/participant/participant.h"

enum { NAMED_MOST = 6 };

size_t matching_who_at(const struct matching_who *who, size_t len, struct participant_id of)
{
    size_t i = 0;

    while (i < len && who[i].participant.n != of.n)
        i++;
    return i;
}

/* The number behind "#"; 0: there is none. */
static int64_t number_in(struct str text)
{
    int64_t number;

    str_cut(&text, '#');
    return text.at && str_number(text, &number) == OK ? number : 0;
}

static enum err nobody(struct work *work, struct str text, struct str field)
{
    struct buf why = {.arena = work->arena};

    buf_addf(&why, "Nobody in this run is called %.*s.", ARG(text));
    return work_fail(work, ERR_INVALID, field, buf_str(&why));
}

/* "Anna Viklund #31 (Data engineer)": as it is to be written, and who that is. */
static enum err several(struct work *work, const struct matching_who *who, const size_t *found,
                        size_t len, struct str field)
{
    struct buf why = {.arena = work->arena};

    buf_addf(&why, "%zu people are called so. Write the name with its number: ", len);
    for (size_t i = 0; i < len && i < NAMED_MOST; i++) {
        const struct matching_who *one = &who[found[i]];
        buf_addf(&why, "%s%.*s #%lld", i > 0 ? ", " : "", ARG(one->name),
                 (long long)one->participant.n);
        if (one->headline.len > 0)
            buf_addf(&why, " (%.*s)", ARG(one->headline));
    }
    buf_add(&why, len > NAMED_MOST ? S(" and others.") : S("."));
    return work_fail(work, ERR_INVALID, field, buf_str(&why));
}

enum err matching_who_find(struct work *work, const struct matching_who *who, size_t len,
                           struct str text, struct str field, size_t *ret)
{
    struct str listed = participant_listed(work->arena, text);
    size_t *found = NEW_ARRAY(work->arena, size_t, len), count = 0, same = 0;
    struct participant_id number = {number_in(text)};

    *ret = len;
    if (text.len == 0)
        return OK;
    if (number.n > 0) {
        *ret = matching_who_at(who, len, number);
        return *ret < len ? OK : nobody(work, text, field);
    }
    for (size_t i = 0; i < len; i++) {
        struct str name = participant_listed(work->arena, who[i].name);
        if (str_eq(name, listed) && same++ == 0)
            count = 0; /* a whole name is meant before parts of names */
        if (str_eq(name, listed) || (same == 0 && str_has(name, listed)))
            found[count++] = i;
    }
    if (count == 0)
        return nobody(work, text, field);
    if (count > 1)
        return several(work, who, found, count, field);
    *ret = found[0];
    return OK;
}
