#include "app/directory/directory_inside.h"

#include "app/participant/participant.h"
#include "directory_sql.h"

#include <stdarg.h>
#include <string.h>

enum { DAY_S = 86400, FULLEST = 1 << 30, LOTS = 999982, SPOKEN = 3 };

struct str directory_say(struct arena *arena, const char *fmt, ...)
{
    struct buf out = {.arena = arena};
    va_list ap;

    va_start(ap, fmt);
    buf_addv(&out, fmt, ap);
    va_end(ap);
    return buf_str(&out);
}

struct str directory_like(struct arena *arena, struct str text)
{
    struct str plain = participant_listed(arena, text);
    struct buf like = {.arena = arena};

    buf_add(&like, S("%"));
    for (size_t i = 0; i < plain.len; i++) {
        if (strchr("%_\\", plain.at[i]))
            buf_add(&like, S("\\"));
        buf_add(&like, (struct str){plain.at + i, 1});
    }
    buf_add(&like, S("%"));
    return buf_str(&like);
}

struct directory_words directory_split(struct arena *arena, struct str list, size_t most)
{
    struct str *words = NEW_ARRAY(arena, struct str, most);
    size_t len = 0;

    while (list.len > 0 && len < most) {
        struct str word = str_trim(str_cut(&list, ';'));
        if (word.len > 0)
            words[len++] = word;
    }
    return (struct directory_words){words, len};
}

struct str directory_ways(struct arena *arena, struct str channels)
{
    static const struct {
        const char *word, *says;
    } ways[] = {{"video", "video"}, {"phone", "phone"}, {"in_person", "in person"}};
    struct buf out = {.arena = arena};

    for (size_t i = 0; i < COUNT(ways); i++) {
        if (!str_has(channels, str_of(ways[i].word)))
            continue;
        buf_addf(&out, "%s%s", out.len > 0 ? " or " : "By ", ways[i].says);
    }
    if (str_eq(buf_str(&out), S("By in person")))
        return S("In person");
    return buf_str(&out);
}

bool directory_is_open(const struct scheme_rules *rules)
{
    return rules->requests_open > 0;
}

enum err directory_me(struct work *work, const struct scheme_access *by,
                      struct directory_mentee *ret)
{
    struct directory_place_rows places;
    struct scheme_cohort cohort;

    TRY(scheme_cohort_get(work, scheme_visitor(by), &cohort));
    TRY(directory_places(work, by, cohort.id, &places));
    for (size_t i = 0; i < places.len; i++)
        if (str_eq(places.at[i].role, S("mentee")))
            return directory_mentee_get(work, by, places.at[i].id, ret);
    return ERR_NOT_FOUND;
}

/* How long the first word of a mentor takes as a rule; known from two answers on. */
static struct str reply_says(struct arena *arena, int64_t answers, int64_t wait_s)
{
    if (answers < 2)
        return (struct str){0};
    int64_t days = (wait_s / answers + DAY_S - 1) / DAY_S;
    if (days <= 1)
        return S("Usually answers within a day");
    return directory_say(arena, "Usually answers within %lld days", (long long)days);
}

static struct directory_mentor mentor_of(struct arena *arena, const struct directory_line_row *row)
{
    return (struct directory_mentor){
        .id = row->id,
        .person = row->person,
        .name = row->name,
        .headline = row->headline,
        .employer = row->employer,
        .course = row->course,
        .year = row->year,
        .city = row->city,
        .about = row->about,
        .languages = row->languages,
        .channels = row->channels,
        .times = row->times,
        .reply = reply_says(arena, row->answers, row->wait_s),
        .room = 1,
        .is_shown = true,
    };
}

/* Patterns for up to three languages of the mentee; where none is asked for, one that any text
 * fits, and where they have said none, one that no text does.
 */
static void speaks_of(struct arena *arena, const struct scheme_rules *rules, struct str languages,
                      struct str ret[SPOKEN])
{
    struct directory_words words = directory_split(arena, languages, SPOKEN);

    for (size_t i = 0; i < SPOKEN; i++)
        ret[i] = i < words.len ? directory_say(arena, "%%;%.*s;%%",
                                               ARG(participant_listed(arena, words.at[i])))
                               : S("-");
    if (!rules->needs_language)
        ret[0] = S("%");
}

/* Keys of what the text may name, ",3,17,"; empty: nothing. */
static enum err find_named(struct work *work, const struct scheme_access *by, struct str like,
                           struct str *ret)
{
    struct directory_meant_rows rows;
    struct buf keys = {.arena = work->arena};

    *ret = (struct str){0};
    if (like.len <= 2)
        return OK;
    TRY(directory_named(work, by, like, &rows));
    for (size_t i = 0; i < rows.len; i++)
        buf_addf(&keys, "%s%lld,", i == 0 ? "," : "", (long long)rows.at[i].id.n);
    *ret = buf_str(&keys);
    return OK;
}

enum err directory_find(struct work *work, const struct scheme_access *by,
                        const struct directory_mentee *mentee,
                        const struct directory_search *search, size_t most,
                        struct directory_mentors *ret)
{
    struct str like = directory_like(work->arena, search->text), named, speaks[SPOKEN];
    int64_t salt = 1 + (work->today.n * 7919 + mentee->id.n % LOTS) % LOTS;
    struct directory_line_rows rows;
    struct scheme_rules rules;

    TRY(scheme_rules_get(work, scheme_visitor(by), &rules));
    TRY(find_named(work, by, like, &named));
    speaks_of(work->arena, &rules, mentee->languages, speaks);
    struct str chosen = directory_say(work->arena, "%.*s%.*s%.*s", ARG(search->topics),
                                      ARG(search->interests), ARG(named));
    TRY(directory_page(work, by, mentee->id, mentee->person, mentee->cohort, chosen, search->topics,
                       search->interests, named, like, search->by_video, search->in_person,
                       search->by_phone, search->has_studied, speaks[0], speaks[1], speaks[2],
                       rules.weights[WEIGHT_TOPICS], rules.weights[WEIGHT_INTERESTS], salt,
                       search->is_after ? search->fit : FULLEST, search->lot, search->id,
                       (int64_t)most + 1, &rows));

    size_t len = rows.len < most ? rows.len : most;
    struct directory_mentor *mentors = NEW_ARRAY(work->arena, struct directory_mentor, len + 1);
    for (size_t i = 0; i < len; i++)
        mentors[i] = mentor_of(work->arena, &rows.at[i]);
    *ret = (struct directory_mentors){.at = mentors, .len = len, .has_more = rows.len > most};
    if (len == 0)
        return OK;
    ret->found = rows.at[0].found;
    ret->fit = rows.at[len - 1].fit;
    ret->lot = rows.at[len - 1].lot;
    ret->id = rows.at[len - 1].id.n;
    return directory_fit(work, by, mentee, mentors, len);
}

enum err directory_get(struct work *work, const struct scheme_access *by,
                       const struct directory_mentee *mentee, struct participant_id mentor,
                       struct directory_mentor *ret)
{
    struct directory_mentor_row row;

    TRY(directory_mentor(work, by, mentee->id, mentor, &row));
    *ret = (struct directory_mentor){
        .id = row.id,
        .person = row.person,
        .name = row.name,
        .zone = row.zone,
        .headline = row.headline,
        .employer = row.employer,
        .course = row.course,
        .year = row.year,
        .city = row.city,
        .country = row.country,
        .about = row.about,
        .languages = row.languages,
        .channels = row.channels,
        .times = row.times,
        .reply = reply_says(work->arena, row.answers, row.wait_s),
        .room = row.room,
        .is_shown = str_eq(row.state, S("ready")) && row.room > 0 && row.missed < DIRECTORY_MISSED,
    };
    return directory_fit(work, by, mentee, ret, 1);
}

enum err directory_similar(struct work *work, const struct scheme_access *by,
                           const struct directory_mentee *mentee, struct participant_id other,
                           struct directory_mentors *ret)
{
    struct directory_mentors found;
    struct directory_mentor *kept = NEW_ARRAY(work->arena, struct directory_mentor, 2);

    TRY(directory_find(work, by, mentee, &(struct directory_search){0}, 3, &found));
    *ret = (struct directory_mentors){.at = kept};
    for (size_t i = 0; i < found.len && ret->len < 2; i++)
        if (found.at[i].id.n != other.n)
            kept[ret->len++] = found.at[i];
    return OK;
}

const struct concept directory_concept = {
    .name = "directory",
    .routes = &directory_routes,
};
