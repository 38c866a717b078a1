#include "app/concern/concern.h"

#include "app/concern/concern_inside.h"
#include "base/secret.h"
#include "concern_sql.h"
#include "concern_waits_txt.h"

enum { DAY_S = 86400, HOUR_S = 3600, FRIDAY = 4 };

enum { CONCERN_WAITS, CONCERN_ANSWER };
static const struct mail mail_rows[] = {
    [CONCERN_WAITS] =
        {"concern_waits", MAIL_NEEDED, "Something waits for you to read",
         "Tells those who look after safety that a concern waits, and nothing of it."},
    [CONCERN_ANSWER] = {"concern_answer", MAIL_NEEDED, "There is an answer for you",
                        "Tells who raised a concern that there is an answer, and nothing of it."},
};
const struct mails concern_mails = LIST(mail_rows);

static struct str place_of(struct work *work, struct scheme_id scheme, struct concern_id concern,
                           int64_t n, const char *column)
{
    struct buf place = {.arena = work->arena};

    buf_addf(&place, "concern_entry|%lld|%lld|%lld|%s", (long long)scheme.n, (long long)concern.n,
             (long long)n, column);
    return buf_str(&place);
}

struct str concern_seal(struct work *work, struct scheme_id scheme, struct concern_id concern,
                        int64_t n, const char *column, struct str text)
{
    if (text.len == 0)
        return text;
    return secret_seal(work->arena, work->site->concern_key,
                       place_of(work, scheme, concern, n, column), text);
}

enum err concern_open(struct work *work, struct scheme_id scheme, struct concern_id concern,
                      int64_t n, const char *column, struct str sealed, struct str *ret)
{
    *ret = sealed;
    if (sealed.len == 0)
        return OK;
    if (!secret_open(work->arena, work->site->concern_key,
                     place_of(work, scheme, concern, n, column), sealed, ret))
        *ret = S("[These words were sealed with another key. The administrator has to bring it "
                 "back.]");
    return OK;
}

int64_t concern_due(int64_t at)
{
    do
        at += DAY_S;
    while ((day_of(at).n + 3) % 7 > FRIDAY); /* 1970-01-01 was a Thursday */
    return at;
}

static const struct {
    const char *kind, *title, *to_raiser;
} kinds[] = {
    {"raised", "Raised", "Sent"},
    {"added", "The raiser added", "You added"},
    {"attached", "A message, handed on by the raiser", "A message you handed on"},
    {"reach", "How the raiser can be reached", "How you can be reached"},
    {"called", "Not received in time: the deputy was called", "The deputy was called"},
    {"noted", "Noted", ""},
    {"received", "Received", "Somebody has read it"},
    {"assessing", "Being looked into", "It is being looked into"},
    {"acting", "Being acted on", "Something is being done"},
    {"passed_on", "Passed on", "It was passed on to others whose task it is"},
    {"closed", "Closed", "It is closed"},
    {"reopened", "Opened again", "It was opened again"},
};

struct str concern_says(struct str kind, bool to_raiser)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (str_eq(kind, str_of(kinds[i].kind)))
            return str_of(to_raiser ? kinds[i].to_raiser : kinds[i].title);
    return (struct str){0};
}

bool concern_may_follow(struct str state, struct str kind)
{
    static const struct {
        const char *state, *next; /* next: parted by blanks */
    } ways[] = {
        {"raised", "received"},
        {"received", "assessing acting passed_on closed"},
        {"assessing", "acting passed_on closed"},
        {"acting", "passed_on closed"},
        {"passed_on", "acting closed"},
        {"closed", "reopened"},
        {"reopened", "assessing acting passed_on closed"},
    };

    if (str_eq(kind, S("noted")))
        return true;
    for (size_t i = 0; i < COUNT(ways); i++) {
        struct str next = str_of(ways[i].next);
        while (str_eq(state, str_of(ways[i].state)) && next.at)
            if (str_eq(str_cut(&next, ' '), kind))
                return true;
    }
    return false;
}

/* Who could read it is never only somebody whom it names. */
static enum err check_readers(struct work *work, const struct visitor_access *by,
                              const struct concern_told *told)
{
    struct concern_guard_rows guards;

    TRY(concern_guards(work, by, &guards));
    if (guards.len == 0)
        return work_fail(work, ERR_INVALID, S("body"),
                         S("This scheme has named nobody who could read it. Please call one of the "
                           "numbers above."));
    for (size_t i = 0; i < guards.len; i++) {
        bool is_named = false;
        for (size_t j = 0; j < told->named.len; j++)
            is_named |=
                told->named.at[j].is_named && told->named.at[j].id.n == guards.at[i].person.n;
        if (!is_named)
            return OK;
    }
    return work_fail(work, ERR_INVALID, S("about"),
                     S("All who could read this are named in it, so it cannot be sent here. Please "
                       "call one of the numbers above, or somebody outside this scheme."));
}

static enum err check_told(struct work *work, const struct visitor_access *by,
                           const struct concern_told *told)
{
    if (told->body.len == 0)
        return work_fail(work, ERR_INVALID, S("body"),
                         S("Please write a line on what worries you."));
    if (str_letters(told->body) > CONCERN_BODY_MAX)
        return work_fail(work, ERR_INVALID, S("body"),
                         S("Use at most 4,000 letters. You can add more once it is sent."));
    if (str_letters(told->reach) > CONCERN_REACH_MAX)
        return work_fail(work, ERR_INVALID, S("reach"), S("Use at most 200 letters."));
    return check_readers(work, by, told);
}

struct writer {
    const struct visitor_access *by;
    struct concern_id concern;
    struct maybe_person_id author;
    int64_t n;
};

static enum err write_next(struct work *work, struct writer *writer, const char *kind,
                           struct str body)
{
    struct written_entry_row row;
    int64_t n = ++writer->n;
    struct str sealed =
        concern_seal(work, visitor_id(writer->by), writer->concern, n, "body", body);
    enum err err = concern_write(work, writer->by, writer->concern, n, writer->author, str_of(kind),
                                 sealed, work->now, &row);

    if (err == ERR_NOT_FOUND)
        return work_fail(work, ERR_CONFLICT, (struct str){0},
                         S("Something was written at the same moment. Please send it again."));
    return err;
}

static enum err write_told(struct work *work, struct writer *writer,
                           const struct concern_told *told)
{
    TRY(write_next(work, writer, "raised", told->body));
    if (told->reach.len > 0)
        TRY(write_next(work, writer, "reach", told->reach));
    for (size_t i = 0; i < told->messages.len; i++) {
        const struct handed *message = &told->messages.at[i];
        struct buf body = {.arena = work->arena};
        buf_addf(&body, "%.*s, %.*s:\n%.*s", ARG(message->name), ARG(message->when),
                 ARG(message->body));
        if (message->is_taken)
            TRY(write_next(work, writer, "attached", buf_str(&body)));
    }
    return OK;
}

static enum err add_unnamed(struct work *work, const struct visitor_access *by,
                            struct concern_id id, struct str *ret_token)
{
    struct unnamed_concern_row row;

    *ret_token = secret_new(work->arena);
    enum err err =
        concern_add_unnamed(work, by, id, secret_hash(work->arena, *ret_token), work->now,
                            concern_due(work->now), work->now - HOUR_S, CONCERN_UNNAMED_MOST, &row);
    if (err == ERR_NOT_FOUND)
        return work_fail(work, ERR_INVALID, S("body"),
                         S("Many unnamed concerns came in just now, so this one was not taken. "
                           "Please call, sign in, or try again in an hour."));
    return err;
}

enum err concern_raise(struct work *work, const struct visitor_access *by,
                       const struct concern_told *told, struct concern_id *ret_id,
                       struct str *ret_token)
{
    struct person_id actor = person_actor(visitor_person(by));
    struct writer writer = {.by = by, .concern = {work_new_key(work)}};
    bool is_unnamed = told->is_unnamed || actor.n == 0;
    struct buf once = {.arena = work->arena};

    TRY(check_told(work, by, told));
    if (is_unnamed)
        TRY(add_unnamed(work, by, writer.concern, ret_token));
    else
        TRY(concern_add(work, by, writer.concern, work->now, concern_due(work->now)));
    writer.author = (struct maybe_person_id){!is_unnamed, actor};
    for (size_t i = 0; i < told->named.len; i++)
        if (told->named.at[i].is_named)
            TRY(concern_name(work, by, writer.concern, told->named.at[i].id));
    TRY(write_told(work, &writer, told));
    *ret_id = writer.concern;
    buf_addf(&once, "concern/%lld/1", (long long)writer.concern.n);
    return concern_mail_takers(work, by, writer.concern, buf_str(&once), false);
}

enum err concern_raiser_adds(struct work *work, const struct visitor_access *by,
                             struct concern_id concern, bool is_unnamed, int64_t n, struct str body)
{
    struct person_id actor = person_actor(visitor_person(by));
    struct writer writer = {by, concern, {!is_unnamed, actor}, n};
    struct buf once = {.arena = work->arena};

    if (body.len == 0)
        return work_fail(work, ERR_INVALID, S("body"), S("Please write a line first."));
    if (str_letters(body) > CONCERN_BODY_MAX)
        return work_fail(work, ERR_INVALID, S("body"), S("Use at most 4,000 letters."));
    TRY(write_next(work, &writer, "added", body));
    buf_addf(&once, "concern/%lld/%lld", (long long)concern.n, (long long)writer.n);
    return concern_mail_takers(work, by, concern, buf_str(&once), false);
}

enum err concern_mail_takers(struct work *work, const struct visitor_access *by,
                             struct concern_id concern, struct str once, bool only_deputy)
{
    struct buf body = {.arena = work->arena}, path = {.arena = work->arena};
    struct concern_taker_rows takers;
    struct str slug;

    TRY(scheme_slug_get(work, by, &slug));
    TRY(concern_takers(work, by, concern, &takers));
    concern_waits_txt(&body, only_deputy);
    buf_addf(&path, "/s/%.*s/safeguarding/%lld", ARG(slug), (long long)concern.n);
    const struct mail_text text = {.body = buf_str(&body),
                                   .button = S("Go to the page"),
                                   .path = buf_str(&path),
                                   .scheme = visitor_id(by)};
    for (size_t i = 0; i < takers.len; i++)
        if (!only_deputy || takers.len == 1 || str_eq(takers.at[i].role, S("safeguarding_deputy")))
            TRY(mail_queue_text(work, person_nobody(visitor_person(by)), &mail_rows[CONCERN_WAITS],
                                takers.at[i].person, once, &text));
    return OK;
}

static const char answer_body[] =
    "There is an answer to what you told us. It stands on a page that only you and those who look "
    "after safety can see.\n\n"
    "If you or somebody else is in danger, call the emergency number of the country you are in "
    "before anything else.";

enum err concern_mail_raiser(struct work *work, const struct guard_access *by,
                             struct person_id raiser, struct concern_id concern, int64_t n)
{
    struct buf path = {.arena = work->arena}, once = {.arena = work->arena};
    struct str slug;

    TRY(scheme_slug_get(work, scheme_visitor(guard_scheme(by)), &slug));
    buf_addf(&path, "/s/%.*s/concern/%lld", ARG(slug), (long long)concern.n);
    buf_addf(&once, "concern_answer/%lld/%lld", (long long)concern.n, (long long)n);
    const struct mail_text text = {.body = str_of(answer_body),
                                   .button = S("Read it"),
                                   .path = buf_str(&path),
                                   .scheme = scheme_key(guard_scheme(by))};
    return mail_queue_text(work, guard_nobody(by), &mail_rows[CONCERN_ANSWER], raiser,
                           buf_str(&once), &text);
}

/* A working day has gone by, and nobody has received it. */
static enum err call_deputy(struct work *work, const struct job_access *by,
                            const struct late_concern_row *late)
{
    struct buf once = {.arena = work->arena};
    struct written_entry_row row;

    enum err err = concern_call(work, by, late->id, late->entries + 1, work->now, &row);
    if (err == ERR_NOT_FOUND) /* somebody wrote just now: the next run looks again */
        return OK;
    TRY(err);
    buf_addf(&once, "concern_call/%lld", (long long)late->id.n);
    return concern_mail_takers(work, scheme_visitor(job_scheme(by)), late->id, buf_str(&once),
                               true);
}

static enum err watch_clock(struct work *work, const struct job_access *by)
{
    struct late_concern_rows late;

    TRY(concern_late(work, by, work->now, &late));
    for (size_t i = 0; i < late.len; i++)
        TRY(call_deputy(work, by, &late.at[i]));
    return OK;
}

static const struct job job_rows[] = {
    {"concern_clock", 900, watch_clock,
     "Calls the deputy when nobody has received a concern within a working day"},
};
const struct jobs concern_jobs = LIST(job_rows);

const struct concept concern_concept = {
    .name = "concern",
    .routes = &concern_routes,
    .jobs = &concern_jobs,
    .mails = &concern_mails,
};
