/* referral_mail.c - where a question goes, and two weeks later whether it helped. */
#include "app/referral/referral_inside.h"

#include "referral_asked_txt.h"
#include "referral_nobody_txt.h"
#include "referral_outcome_txt.h"
#include "referral_proposed_txt.h"

enum { PROPOSED, NOBODY, ASKED, OUTCOME };
static const struct mail mail_rows[] = {
    [PROPOSED] = {"referral_proposed", MAIL_EVENT, "Where to look",
                  "Says where your mentor would look for an answer that they do not have."},
    [NOBODY] = {"referral_nobody", MAIL_EVENT, "A question that nobody here can answer yet",
                "Says that your mentor does not know an answer, nor who might."},
    [ASKED] = {"referral_asked", MAIL_REMINDER, "Was it useful?",
               "Asks whether what you were pointed to was useful."},
    [OUTCOME] = {"referral_outcome", MAIL_EVENT, "About the question that you pointed on",
                 "Says whether what you pointed your mentee to was useful."},
};
const struct mails referral_mails = LIST(mail_rows);

static struct str once_of(struct arena *arena, int kind, struct referral_id id)
{
    struct buf once = {.arena = arena};

    buf_addf(&once, "%s/%lld", mail_rows[kind].name, (long long)id.n);
    return buf_str(&once);
}

static struct str questions_of(struct arena *arena, struct str slug, struct pair_id pair)
{
    struct buf path = {.arena = arena};

    buf_addf(&path, "/s/%.*s/pairs/%lld/questions", ARG(slug), (long long)pair.n);
    return buf_str(&path);
}

enum err referral_tell_proposed(struct work *work, const struct pair_access *by,
                                struct referral_id id, const struct referral_question_row *question,
                                struct str title, struct str line)
{
    const struct act_to link = {.scheme = scheme_key(pair_scheme(by)),
                                .person = question->mentee,
                                .pair = pair_key(by),
                                .object = id.n};
    struct buf body = {.arena = work->arena};
    struct str path;

    TRY(act_link(work, pair_nobody(by), referral_go, &link, &path));
    referral_proposed_txt(&body, question->mentor_name, question->words, title, line);
    const struct mail_text text = {.cost = S("One tap"),
                                   .body = buf_str(&body),
                                   .button = S("See it"),
                                   .path = path,
                                   .scheme = scheme_key(pair_scheme(by)),
                                   .pair = pair_key(by)};
    return mail_queue_text(work, pair_nobody(by), &mail_rows[PROPOSED], question->mentee,
                           once_of(work->arena, PROPOSED, id), &text);
}

enum err referral_tell_nobody(struct work *work, const struct pair_access *by,
                              struct referral_id id, const struct referral_question_row *question)
{
    struct buf body = {.arena = work->arena};

    referral_nobody_txt(&body, question->mentor_name, question->words);
    const struct mail_text text = {.body = buf_str(&body),
                                   .button = S("To your questions"),
                                   .path = questions_of(work->arena, question->slug, pair_key(by)),
                                   .scheme = scheme_key(pair_scheme(by)),
                                   .pair = pair_key(by)};
    return mail_queue_text(work, pair_nobody(by), &mail_rows[NOBODY], question->mentee,
                           once_of(work->arena, NOBODY, id), &text);
}

enum err referral_tell_outcome(struct work *work, const struct pair_access *by,
                               struct referral_id id, struct person_id to, struct str words,
                               bool is_useful)
{
    struct buf body = {.arena = work->arena}, path = {.arena = work->arena};
    struct pair_two two;

    TRY(pair_two_get(work, by, &two));
    buf_addf(&path, "%.*s/questions", ARG(two.path));
    referral_outcome_txt(&body, two.me.name, words, is_useful);
    const struct mail_text text = {.body = buf_str(&body),
                                   .button = S("To the questions"),
                                   .path = buf_str(&path),
                                   .scheme = scheme_key(pair_scheme(by)),
                                   .pair = pair_key(by)};
    return mail_queue_text(work, pair_nobody(by), &mail_rows[OUTCOME], to,
                           once_of(work->arena, OUTCOME, id), &text);
}

/* --- two weeks later */

static enum err ask_one(struct work *work, const struct job_access *by,
                        const struct due_referral_row *due)
{
    const struct act_to link = {.scheme = scheme_key(job_scheme(by)),
                                .person = due->mentee,
                                .pair = due->pair,
                                .object = due->question.n};
    struct buf body = {.arena = work->arena};
    struct str path;

    TRY(act_link(work, job_nobody(by), referral_useful, &link, &path));
    referral_asked_txt(&body, due->words, due->pointed_to);
    const struct mail_text text = {.cost = S("One tap"),
                                   .body = buf_str(&body),
                                   .button = S("Say whether it was useful"),
                                   .path = path,
                                   .scheme = scheme_key(job_scheme(by)),
                                   .pair = due->pair};
    TRY(mail_queue_text(work, job_nobody(by), &mail_rows[ASKED], due->mentee,
                        once_of(work->arena, ASKED, due->id), &text));
    return referral_set_asked(work, by, due->id, work->now);
}

static enum err ask(struct work *work, const struct job_access *by)
{
    struct due_referral_rows due;

    TRY(referral_due(work, by, work->now - REFERRAL_DAYS * INT64_C(86400), &due));
    for (size_t i = 0; i < due.len; i++)
        TRY(ask_one(work, by, &due.at[i]));
    return OK;
}

static const struct job job_rows[] = {
    {"referral_ask", 3600, ask, "Asks whether what a question was pointed to was useful"},
};
const struct jobs referral_jobs = LIST(job_rows);
