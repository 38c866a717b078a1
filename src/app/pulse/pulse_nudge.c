#include "app/nudge/nudge.h"
#include "app/pulse/pulse_inside.h"
#include "app/scheme/scheme.h"

#include "pulse_ask_txt.h"
#include "pulse_sql.h"

enum { DAY_S = 86400 };

enum { PULSE_ASK };
static const struct mail mail_rows[] = {
    [PULSE_ASK] = {"pulse_ask", MAIL_REMINDER, "How is it going with you two?",
                   "Asks how it is going, for the people who run the scheme."},
};
const struct mails pulse_mails = LIST(mail_rows);

static enum err find_due(struct work *work, const struct scheme_access *by,
                         const struct nudge *nudge, struct nudge_found *found)
{
    struct scheme_rules rules;
    struct pulse_due_rows due;

    (void)nudge;
    TRY(scheme_rules_get(work, scheme_visitor(by), &rules));
    if (rules.pulse_days == 0 || !policy_may(&rules, ACT_PULSE, ROLE_MENTEE))
        return OK;
    TRY(pulse_due(work, by, work->now - rules.pulse_days * DAY_S, &due));
    for (size_t i = 0; i < due.len; i++)
        nudge_add(found, &(struct nudge_to){.person = due.at[i].person,
                                            .pair = due.at[i].pair,
                                            .again_days = rules.pulse_days,
                                            .name = due.at[i].name,
                                            .other = due.at[i].other,
                                            .zone = due.at[i].zone,
                                            .slug = due.at[i].slug});
    return OK;
}

/* Five faces, each a link that comes with it chosen: two taps in all. */
static enum err write_due(struct work *work, const struct job_access *by, const struct nudge *nudge,
                          const struct nudge_to *to, struct mail_text *text)
{
    struct mail_choice *choices = NEW_ARRAY(work->arena, struct mail_choice, PULSE_FACES);
    struct act_to target = {
        .scheme = scheme_key(job_scheme(by)), .person = to->person, .pair = to->pair};
    struct pulse_id id = {work_new_key(work)};
    struct buf body = {.arena = work->arena}, subject = {.arena = work->arena};

    (void)nudge;
    for (size_t i = 0; i < PULSE_FACES; i++) {
        target.choice = PULSE_FACES - (int64_t)i;
        choices[i].label = pulse_says(target.choice);
        TRY(act_link(work, job_nobody(by), &pulse_acts.at[PULSE_ACT_GIVE], &target,
                     &choices[i].path));
    }
    pulse_ask_txt(&body, to->other);
    buf_addf(&subject, "How is it going with %.*s?", ARG(to->other));
    text->subject = buf_str(&subject);
    text->cost = S("One tap, 15 seconds");
    text->body = buf_str(&body);
    text->choices = choices;
    text->nchoices = PULSE_FACES;
    return pulse_ask(work, by, id, to->pair, to->person, work->now);
}

static const struct nudge nudge_rows[] = {
    {NUDGE_PULSE, &mail_rows[PULSE_ASK], find_due, write_due},
};
const struct nudges pulse_nudges = LIST(nudge_rows);
