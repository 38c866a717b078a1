#include "app/nudge/nudge.h"
#include "app/progress/progress_inside.h"

#include "progress_due_txt.h"
#include "progress_sql.h"

static enum err find_due(struct work *work, const struct scheme_access *by,
                         const struct nudge *nudge, struct nudge_found *found)
{
    struct progress_due_rows due;

    (void)nudge;
    TRY(progress_due(work, by, work->today, &due));
    for (size_t i = 0; i < due.len; i++)
        nudge_add(found, &(struct nudge_to){.person = due.at[i].person,
                                            .pair = due.at[i].pair.at,
                                            .about = due.at[i].since_on.n,
                                            .again_days = due.at[i].note_every,
                                            .name = due.at[i].name,
                                            .other = due.at[i].other,
                                            .zone = due.at[i].zone,
                                            .slug = due.at[i].slug,
                                            .since = due.at[i].since_on,
                                            .days = due.at[i].note_every});
    return OK;
}

static enum err write_due(struct work *work, const struct job_access *by, const struct nudge *nudge,
                          const struct nudge_to *to, struct mail_text *text)
{
    struct mail_choice *choices =
        NEW_ARRAY(work->arena, struct mail_choice, PROGRESS_WORD_COUNT - 1);
    struct act_to target = {
        .scheme = scheme_key(job_scheme(by)), .person = to->person, .pair = to->pair};
    struct buf body = {.arena = work->arena}, subject = {.arena = work->arena};

    (void)nudge;
    for (int64_t word = PROGRESS_WELL; word < PROGRESS_WORD_COUNT; word++) {
        choices[word - 1].label = progress_says(progress_stored((enum progress_word)word));
        target.choice = word;
        TRY(act_link(work, job_nobody(by), &progress_acts.at[PROGRESS_ACT_WRITE], &target,
                     &choices[word - 1].path));
    }
    progress_due_txt(&body, to->other, to->days);
    buf_addf(&subject, "Tell %.*s how it is going?", ARG(to->other));
    text->subject = buf_str(&subject);
    text->cost = S("One tap, 15 seconds");
    text->body = buf_str(&body);
    text->choices = choices;
    text->nchoices = PROGRESS_WORD_COUNT - 1;
    return OK;
}

static const struct nudge nudge_rows[] = {
    {NUDGE_NOTE_DUE, &progress_mail_rows[PROGRESS_DUE], find_due, write_due},
};
const struct nudges progress_nudges = LIST(nudge_rows);
