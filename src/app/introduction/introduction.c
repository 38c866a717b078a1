#include "app/introduction/introduction.h"

#include "app/audit/audit.h"
#include "app/introduction/introduction_inside.h"
#include "app/path/path.h"
#include "app/scheme/scheme.h"
#include "introduction_sql.h"

enum { DAYS_A_WEEK = 7 };

const struct concept introduction_concept = {
    .name = "introduction",
    .routes = &introduction_routes,
    .mails = &introduction_mails,
    .acts = &introduction_acts,
};

static enum err no_room(struct work *work)
{
    return work_fail(work, ERR_CONFLICT, S(""),
                     S("One of the two has no room any more, or is not waiting for a partner."));
}

static enum err take_place(struct work *work, const struct scheme_access *by,
                           struct participant_id place, struct person_id *ret)
{
    struct place_taken_row taken;
    enum err err = introduction_take(work, by, place, &taken);

    if (err == ERR_NOT_FOUND)
        return no_room(work);
    TRY(err);
    *ret = taken.person;
    return OK;
}

/* Both places or none: what was taken first is given back. */
static enum err take_both(struct work *work, const struct scheme_access *by,
                          const struct introduction *of, struct person_id *ret_mentee,
                          struct person_id *ret_mentor)
{
    struct barred_row barred;
    enum err err;

    TRY(take_place(work, by, of->mentee_place, ret_mentee));
    err = take_place(work, by, of->mentor_place, ret_mentor);
    if (err == ERR_CONFLICT)
        TRY(introduction_give_back(work, by, of->mentee_place));
    TRY(err);
    TRY(introduction_barred(work, by, *ret_mentee, *ret_mentor, &barred));
    if (barred.count == 0 && ret_mentee->n != ret_mentor->n)
        return OK;
    TRY(introduction_give_back(work, by, of->mentee_place));
    TRY(introduction_give_back(work, by, of->mentor_place));
    return no_room(work);
}

enum err introduction_offer(struct work *work, const struct scheme_access *by,
                            const struct introduction *of, struct pair_id *ret)
{
    struct person_place mentee = {.place = of->mentee_place}, mentor = {.place = of->mentor_place};
    struct pair_id pair = {work_new_key(work)};

    TRY(take_both(work, by, of, &mentee.person, &mentor.person));
    TRY(introduction_add(work, by, pair, of->cohort, mentee.person, mentor.person, mentee.place,
                         mentor.place, of->reasons, work->now));
    TRY(introduction_tell(work, by, ASKED, pair, mentee, mentor, of->reasons));
    TRY(introduction_tell(work, by, ASKED, pair, mentor, mentee, of->reasons));
    TRY(audit_add(work, by, "pair_offered", pair.n));
    *ret = pair;
    return OK;
}

static enum err free_places(struct work *work, const struct scheme_access *by,
                            struct participant_id mentee, struct participant_id mentor)
{
    TRY(introduction_give_back(work, by, mentee));
    return introduction_give_back(work, by, mentor);
}

enum err introduction_withdraw(struct work *work, const struct scheme_access *by,
                               struct pair_id pair)
{
    struct taken_back_row row;
    enum err err = introduction_take_back(work, by, pair, work->now, &row);

    if (err == ERR_NOT_FOUND)
        return work_fail(work, ERR_CONFLICT, S(""), S("Somebody has answered already."));
    TRY(err);

    struct person_place mentee = {row.mentee, row.mentee_place};
    struct person_place mentor = {row.mentor, row.mentor_place};
    TRY(free_places(work, by, mentee.place, mentor.place));
    TRY(introduction_tell(work, by, WITHDRAWN, pair, mentee, mentor, (struct str){0}));
    TRY(introduction_tell(work, by, WITHDRAWN, pair, mentor, mentee, (struct str){0}));
    return audit_add(work, by, "pair_withdrawn", pair.n);
}

enum err introduction_get(struct work *work, const struct scheme_access *by, struct pair_id pair,
                          struct offered *ret)
{
    struct introduction_mine_row row;

    TRY(introduction_mine(work, by, pair, &row));
    *ret = (struct offered){
        .pair = pair,
        .is_mentor = row.is_mentor,
        .is_answered_by_me = row.has_said_yes,
        .state = row.state,
        .reasons = row.reasons,
        .name = row.name,
        .headline = row.headline,
        .employer = row.employer,
        .course = row.course,
        .year = row.year,
        .city = row.city,
        .about = row.about,
        .hopes = row.hopes,
        .gains = row.gains,
    };
    return row.is_mentor ? OK : path_html_of(work, by, row.mentor_place, &ret->path);
}

enum err introduction_self_get(struct work *work, const struct scheme_access *by, bool is_mentor,
                               struct offered *ret)
{
    struct introduction_self_row row;

    TRY(introduction_self(work, by, is_mentor ? S("mentor") : S("mentee"), &row));
    *ret = (struct offered){
        .is_mentor = !is_mentor, /* whoever reads is the other */
        .name = row.name,
        .headline = row.headline,
        .employer = row.employer,
        .course = row.course,
        .year = row.year,
        .city = row.city,
        .about = row.about,
        .hopes = row.hopes,
        .gains = row.gains,
    };
    return is_mentor ? path_html_of(work, by, row.place, &ret->path) : OK;
}

/* Is there an offer to whoever acts that can still be answered? */
static enum err check_open(struct work *work, const struct scheme_access *by, struct pair_id pair,
                           struct offered *ret)
{
    TRY(introduction_get(work, by, pair, ret));
    if (str_eq(ret->state, S("offered")))
        return OK;
    return work_fail(work, ERR_CONFLICT, S(""),
                     str_eq(ret->state, S("not_taken"))
                         ? S("This introduction will not happen. You keep your place.")
                         : S("You two have been introduced already."));
}

static enum err introduce(struct work *work, const struct scheme_access *by, struct pair_id pair,
                          const struct introduced_row *row)
{
    struct person_place mentee = {row->mentee, row->mentee_place};
    struct person_place mentor = {row->mentor, row->mentor_place};

    TRY(introduction_place(work, by, mentee.place));
    TRY(introduction_place(work, by, mentor.place));
    TRY(introduction_tell(work, by, INTRODUCED, pair, mentee, mentor, row->reasons));
    TRY(introduction_tell(work, by, INTRODUCED, pair, mentor, mentee, row->reasons));
    return audit_add(work, by, "pair_introduced", pair.n);
}

enum err introduction_accept(struct work *work, const struct scheme_access *by, struct pair_id pair,
                             bool *ret)
{
    struct scheme_rules rules;
    struct introduced_row introduced;
    struct offered offered;
    enum err err;

    TRY(check_open(work, by, pair, &offered));
    TRY(scheme_rules_get(work, scheme_visitor(by), &rules));
    TRY(introduction_say_yes(work, by, pair, rules.text, work->now));
    TRY(audit_add(work, by, "pair_yes", pair.n));
    err = introduction_introduce(work, by, pair,
                                 (struct day){work->today.n + rules.length_weeks * DAYS_A_WEEK},
                                 work->now, &introduced);
    *ret = err == OK;
    if (err == ERR_NOT_FOUND)
        return OK; /* the other has not said yes */
    TRY(err);
    return introduce(work, by, pair, &introduced);
}

enum err introduction_meet(struct work *work, const struct scheme_access *by,
                           const struct introduction *of, struct scheme_text_id text,
                           struct pair_id *ret)
{
    struct person_id mentee = {0}, mentor = {0};
    struct pair_id pair = {work_new_key(work)};
    struct introduced_row introduced;
    struct scheme_rules rules;

    TRY(take_both(work, by, of, &mentee, &mentor));
    TRY(scheme_rules_get(work, scheme_visitor(by), &rules));
    TRY(introduction_add(work, by, pair, of->cohort, mentee, mentor, of->mentee_place,
                         of->mentor_place, of->reasons, work->now));
    TRY(audit_add(work, by, "pair_offered", pair.n));
    bool is_mentor = scheme_actor(by).n == mentor.n;
    TRY(introduction_has_said_yes(work, by, pair, mentee, is_mentor ? text : rules.text,
                                  work->now));
    TRY(introduction_has_said_yes(work, by, pair, mentor, is_mentor ? rules.text : text,
                                  work->now));
    TRY(introduction_introduce(work, by, pair,
                               (struct day){work->today.n + rules.length_weeks * DAYS_A_WEEK},
                               work->now, &introduced));
    *ret = pair;
    return introduce(work, by, pair, &introduced);
}

static bool is_reason(struct str reason)
{
    return str_eq(reason, S("time")) || str_eq(reason, S("area")) || str_eq(reason, S("known")) ||
           str_eq(reason, S("other"));
}

enum err introduction_decline(struct work *work, const struct scheme_access *by,
                              struct pair_id pair, struct str reason)
{
    struct refused_row row;
    struct offered offered;

    TRY(check_open(work, by, pair, &offered));
    if (!is_reason(reason))
        return work_fail(work, ERR_INVALID, S("reason"),
                         S("Choose what comes nearest; nobody is cross with you."));
    TRY(introduction_say_no(work, by, pair, work->now, &row));

    struct person_place mentee = {row.mentee, row.mentee_place};
    struct person_place mentor = {row.mentor, row.mentor_place};
    TRY(introduction_keep_no(work, by, pair, reason, work->now));
    TRY(free_places(work, by, mentee.place, mentor.place));
    TRY(introduction_tell(work, by, NOT_TAKEN, pair, offered.is_mentor ? mentee : mentor,
                          offered.is_mentor ? mentor : mentee, (struct str){0}));
    return audit_add(work, by, "pair_not_taken", pair.n);
}

struct introduction_lines introduction_lines(struct arena *arena, struct str text)
{
    size_t most = 1;

    for (size_t i = 0; i < text.len; i++)
        most += text.at[i] == '\n';

    struct str *at = NEW_ARRAY(arena, struct str, most);
    struct introduction_lines lines = {at, 0};
    while (text.at) {
        struct str line = str_trim(str_cut(&text, '\n'));
        if (line.len > 0)
            at[lines.len++] = line;
    }
    return lines;
}

struct str introduction_who(struct arena *arena, struct str headline, struct str employer,
                            struct str city)
{
    struct str parts[] = {headline, employer, city};
    struct buf who = {.arena = arena};

    for (size_t i = 0; i < COUNT(parts); i++)
        if (parts[i].len > 0)
            buf_addf(&who, "%s%.*s", who.len > 0 ? ", " : "", ARG(parts[i]));
    return buf_str(&who);
}
