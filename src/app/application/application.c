#include "app/application/application.h"

#include "app/account/account.h"
#include "app/application/application_inside.h"
#include "app/audit/audit.h"
#include "base/email.h"
#include "base/secret.h"

enum err application_rules(struct work *work, const struct visitor_access *by,
                           struct maybe_scheme_text_id text, struct scheme_rules *ret)
{
    return text.is_set ? scheme_rules_of(work, by, text.at, ret) : scheme_rules_get(work, by, ret);
}

enum err application_answers_get(struct work *work, const struct visitor_access *by,
                                 struct application_id application, struct application_answers *ret)
{
    struct application_answer_rows rows;

    TRY(application_answers(work, by, application, &rows));
    struct application_answer *answers =
        NEW_ARRAY(work->arena, struct application_answer, rows.len + 1);
    for (size_t i = 0; i < rows.len; i++)
        answers[i] = (struct application_answer){rows.at[i].field, rows.at[i].answer};
    *ret = (struct application_answers){answers, rows.len};
    return OK;
}

static enum err check_applicant(struct work *work, struct str name, struct str email)
{
    struct str why = email_fault(email);

    if (name.len == 0)
        return work_fail(work, ERR_INVALID, S("name"), S("Write the name you go by."));
    if (str_letters(name) > 200)
        return work_fail(work, ERR_INVALID, S("name"), S("Write at most 200 letters."));
    if (why.len > 0)
        return work_fail(work, ERR_INVALID, S("email"), why);
    return OK;
}

/* What is begun is bound to the form as it stands now. */
struct beginning {
    const struct application_visit *visit;
    struct person_id person;
    struct scheme_rules rules;
    struct scheme_cohort cohort;
    struct str name, token;
    bool is_confirmed; /* they are signed in as the owner of the address */
};

struct begun {
    struct application_id id;
    bool goes_on;      /* this visit fills it in */
    bool has_new_link; /* which is to be mailed */
};

static struct maybe_scheme_text_id text_of(const struct beginning *beginning)
{
    return (struct maybe_scheme_text_id){beginning->rules.text.n != 0, beginning->rules.text};
}

static bool is_over(struct str state)
{
    return str_eq(state, S("withdrawn")) || str_eq(state, S("declined")) ||
           str_eq(state, S("lapsed"));
}

static enum err add_new(struct work *work, const struct visitor_access *by,
                        const struct beginning *begin, struct application_id *ret)
{
    *ret = (struct application_id){work_new_key(work)};
    return application_add(work, by, *ret, begin->cohort.id,
                           participant_role_word(begin->visit->role), begin->person, text_of(begin),
                           begin->name, begin->visit->cookie,
                           secret_hash(work->arena, begin->token), begin->is_confirmed, work->now);
}

/* Only its owner begins one anew; whoever else gives the address gets the same page as everybody,
 * and the owner a mail.
 */
static enum err begin_again(struct work *work, const struct visitor_access *by,
                            const struct beginning *begin,
                            const struct application_found_row *found, struct begun *ret)
{
    enum { HOUR = 3600 };
    struct application_linked_again_row linked;

    ret->id = found->id;
    ret->goes_on = begin->is_confirmed || str_eq(found->visit, begin->visit->cookie);
    enum err err = application_relink(work, by, ret->id, secret_hash(work->arena, begin->token),
                                      work->now, work->now - HOUR, &linked);
    if (err != OK && err != ERR_NOT_FOUND) /* not found: mailed within this hour */
        return err;
    ret->has_new_link = err == OK;
    if (!ret->goes_on || !is_over(found->state))
        return OK;
    TRY(application_clear(work, by, ret->id));
    return application_restart(work, by, ret->id, text_of(begin), begin->name, begin->visit->cookie,
                               work->now);
}

static enum err begin_one(struct work *work, const struct visitor_access *by,
                          const struct beginning *begin, struct begun *ret)
{
    struct application_found_rows found;
    struct str role = participant_role_word(begin->visit->role);

    TRY(application_of_person(work, by, begin->cohort.id, role, begin->person, &found));
    if (found.len > 0)
        return begin_again(work, by, begin, &found.at[0], ret);
    *ret = (struct begun){.goes_on = true, .has_new_link = true};
    return add_new(work, by, begin, &ret->id);
}

enum err application_start(struct work *work, const struct visitor_access *by,
                           const struct application_visit *visit, struct str name, struct str email,
                           struct str zone, bool *ret_goes_on)
{
    const struct public_access *nobody = person_nobody(visitor_person(by));
    struct person_id actor = person_actor(visitor_person(by));
    struct beginning begin = {.visit = visit, .name = name, .token = secret_new(work->arena)};
    struct begun begun;

    TRY(check_applicant(work, name, email));
    if (zone.len > 0)
        TRY(account_zone_check(work, zone));
    TRY(scheme_rules_get(work, by, &begin.rules));
    TRY(scheme_cohort_get(work, by, &begin.cohort));
    if (!scheme_is_open(&begin.rules, &begin.cohort))
        return work_fail(work, ERR_INVALID, S(""), S("Applications are closed at the moment."));
    TRY(account_person_find_or_add(work, nobody, name, email_key(work->arena, email),
                                   zone.len > 0 ? zone : begin.rules.zone, &begin.person));
    begin.is_confirmed = actor.n != 0 && actor.n == begin.person.n;
    TRY(begin_one(work, by, &begin, &begun));
    *ret_goes_on = begun.goes_on;
    if (!begun.has_new_link)
        return OK;
    return application_mail_go_on(work, nobody,
                                  &(struct application_letter){
                                      .person = begin.person,
                                      .scheme = visitor_id(by),
                                      .application = begun.id,
                                      .role = visit->role,
                                      .scheme_path = visit->scheme_path,
                                      .token = begin.token,
                                      .occasion = work->now,
                                  });
}

/* The one that this visit fills in. ERR_NOT_FOUND: none. */
static enum err find_mine(struct work *work, const struct visitor_access *by,
                          const struct application_visit *visit, struct application_mine_row *ret)
{
    struct application_mine_rows mine;

    TRY(application_mine(work, by, participant_role_word(visit->role), visit->cookie, &mine));
    if (mine.len == 0)
        return ERR_NOT_FOUND;
    *ret = mine.at[0];
    return OK;
}

enum err application_send(struct work *work, const struct visitor_access *by,
                          const struct application_visit *visit, bool has_agreed)
{
    struct application_mine_row mine;
    struct application_answers answers;
    struct application_sent_row sent;
    struct scheme_cohort cohort;
    struct scheme_rules rules;

    TRY(find_mine(work, by, visit, &mine));
    TRY(application_rules(work, by, mine.text, &rules));
    TRY(application_answers_get(work, by, mine.id, &answers));

    struct application_steps steps = application_form(work->arena, &rules, visit->role, &answers);
    const struct application_question *wanting = application_wanting(&steps);
    if (wanting)
        return work_fail(work, ERR_INVALID, wanting->field->key,
                         S("One answer is still wanted: it is marked below."));
    if (!has_agreed)
        return work_fail(work, ERR_INVALID, S("agree"),
                         S("Tick that you agree, so that the application can be read."));

    enum err err = application_mark_sent(work, by, mine.id, work->now, &sent);
    if (err == ERR_NOT_FOUND)
        return OK; /* sent already: a second press of the button */
    TRY(err);
    TRY(scheme_cohort_get(work, by, &cohort));
    return application_mail_received(work, person_nobody(visitor_person(by)),
                                     &(struct application_letter){.person = mine.person,
                                                                  .scheme = visitor_id(by),
                                                                  .application = mine.id,
                                                                  .scheme_path = visit->scheme_path,
                                                                  .occasion = work->now},
                                     application_copy(work->arena, &steps), cohort.closes_on);
}

/* --- the team's side */

static enum err decided_already(struct work *work)
{
    return work_fail(work, ERR_CONFLICT, S(""),
                     S("This application was decided or withdrawn just now."));
}

static struct participant_tags find_tags(struct arena *arena,
                                         const struct application_tag_rows *tags, struct str kind,
                                         struct str names, struct participant_tags so_far)
{
    struct tag_id *all = NEW_ARRAY(arena, struct tag_id, so_far.len + names.len / 2 + 1);
    size_t len = 0;

    for (; len < so_far.len; len++)
        all[len] = so_far.at[len];
    while (names.len > 0) {
        struct str name = str_trim(str_cut(&names, ';'));
        for (size_t i = 0; i < tags->len; i++)
            if (str_eq(tags->at[i].kind, kind) && str_eq(tags->at[i].name, name))
                all[len++] = tags->at[i].id;
    }
    return (struct participant_tags){all, len};
}

static int64_t capacity_of(struct str answer, const struct scheme_rules *rules, enum role role)
{
    int64_t number = 0;

    for (size_t i = 0; i < answer.len && i < 3; i++)
        number = number * 10 + (answer.at[i] - '0');
    if (role == ROLE_MENTEE)
        return 1;
    return number > 0 && number <= 20 ? number : rules->capacity;
}

static struct participant_facts facts_of(struct arena *arena, const struct application_row *row,
                                         const struct scheme_rules *rules,
                                         const struct application_answers *answers,
                                         const struct application_tag_rows *tags)
{
    enum role role = str_eq(row->role, S("mentor")) ? ROLE_MENTOR : ROLE_MENTEE;
    struct participant_facts facts = {
        .name = row->name,
        .email = row->email,
        .capacity = capacity_of(application_answer_to(answers, S("capacity")), rules, role),
        .headline = application_answer_to(answers, S("headline")),
        .employer = application_answer_to(answers, S("employer")),
        .course = application_answer_to(answers, S("course")),
        .year = application_answer_to(answers, S("year")),
        .city = application_answer_to(answers, S("city")),
        .country = application_answer_to(answers, S("country")),
        .about = application_answer_to(answers, S("about")),
        .hopes = application_answer_to(answers, S("hopes")),
        .gains = application_answer_to(answers, S("gains")),
        .languages = application_answer_to(answers, S("languages")),
        .channels = application_channels(arena, application_answer_to(answers, S("channels"))),
        .times = application_answer_to(answers, S("times")),
    };

    if (facts.headline.len == 0)
        facts.headline = participant_headline(arena, facts.course, facts.year);
    facts.tags =
        find_tags(arena, tags, S("topic"), application_answer_to(answers, S("topics")), facts.tags);
    facts.tags = find_tags(arena, tags, S("interest"),
                           application_answer_to(answers, S("interests")), facts.tags);
    return facts;
}

static struct maybe_person_id decider(const struct team_access *by)
{
    struct person_id actor = scheme_actor(team_scheme(by));

    return (struct maybe_person_id){actor.n != 0, actor};
}

static enum err decide(struct work *work, const struct team_access *by,
                       struct application_id application, struct str state, struct str reason)
{
    struct application_decided_row decided;
    enum err err =
        application_decide(work, by, application, state, reason, decider(by), work->now, &decided);

    if (err == ERR_NOT_FOUND)
        return decided_already(work);
    TRY(err);
    return audit_add(work, team_scheme(by),
                     str_eq(state, S("accepted")) ? "application_accepted" : "application_declined",
                     application.n);
}

static struct application_letter letter_to(const struct team_access *by,
                                           const struct application_row *row, int64_t now)
{
    return (struct application_letter){
        .person = row->person,
        .scheme = scheme_key(team_scheme(by)),
        .application = row->id,
        .occasion = now,
    };
}

enum err application_accept(struct work *work, const struct team_access *by,
                            struct application_id application)
{
    const struct visitor_access *visitor = scheme_visitor(team_scheme(by));
    struct application_row row;
    struct application_answers answers;
    struct application_tag_rows tags;
    struct participant_id participant;
    struct scheme_rules rules;

    TRY(application_get(work, by, application, &row));
    TRY(decide(work, by, application, S("accepted"), (struct str){0}));
    TRY(scheme_rules_get(work, visitor, &rules));
    TRY(application_answers_get(work, visitor, application, &answers));
    TRY(application_tags(work, by, &tags));

    enum role role = str_eq(row.role, S("mentor")) ? ROLE_MENTOR : ROLE_MENTEE;
    bool is_gated = role == ROLE_MENTOR ? rules.gates_mentors : rules.gates_mentees;
    struct participant_facts facts = facts_of(work->arena, &row, &rules, &answers, &tags);
    if (participant_admit(work, by, row.cohort, role, is_gated, &facts, &participant) != OK)
        return work_fail(work, ERR_CONFLICT, S(""),
                         S("They take part in this role already, so there is nothing to accept."));

    struct application_letter letter = letter_to(by, &row, work->now);
    return application_mail_accepted(work, team_nobody(by), &letter, row.email, role);
}

enum err application_decline(struct work *work, const struct team_access *by,
                             struct application_id application, struct str reason)
{
    struct application_row row;

    TRY(application_get(work, by, application, &row));
    if (reason.len == 0)
        return work_fail(work, ERR_INVALID, S("reason"),
                         S("Write what the applicant will read. They gave you their time."));
    if (str_letters(reason) > 2000)
        return work_fail(work, ERR_INVALID, S("reason"), S("Write at most 2000 letters."));
    TRY(decide(work, by, application, S("declined"), reason));
    struct application_letter letter = letter_to(by, &row, work->now);
    return application_mail_declined(work, team_nobody(by), &letter, reason);
}

enum err application_ask(struct work *work, const struct team_access *by,
                         struct application_id application, struct str text, struct str scheme_path)
{
    struct application_asked_row asked;
    struct application_row row;

    TRY(application_get(work, by, application, &row));
    if (text.len == 0)
        return work_fail(work, ERR_INVALID, S("asked"), S("Write what you would like to know."));
    if (str_letters(text) > 1000)
        return work_fail(work, ERR_INVALID, S("asked"), S("Write at most 1000 letters."));

    struct application_letter letter = letter_to(by, &row, work->now);
    letter.scheme_path = scheme_path;
    letter.token = secret_new(work->arena);
    enum err err = application_mark_asked(
        work, by, application, text, secret_hash(work->arena, letter.token), work->now, &asked);
    if (err == ERR_NOT_FOUND)
        return decided_already(work);
    TRY(err);
    return application_mail_asked(work, team_nobody(by), &letter, text);
}

static enum err lapse(struct work *work, const struct job_access *by)
{
    return application_lapse(work, by, (struct day){work->today.n - APPLICATION_LAPSE_DAYS},
                             work->now);
}

static const struct job job_rows[] = {
    {"application_lapse", 86400, lapse, "Ends applications that were never sent"},
};
const struct jobs application_jobs = LIST(job_rows);

const struct concept application_concept = {
    .name = "application",
    .routes = &application_routes,
    .jobs = &application_jobs,
    .mails = &application_mails,
};
