#include "app/pair/pair.h"
#include "app/today/today_inside.h"
#include "today_sql.h"
#include "today_write_html.h"

enum { BODY_MAX = 2000 };

const struct mail today_mail_rows[] = {
    [TODAY_TEAM_WROTE] = {"team_wrote", MAIL_EVENT, "A word from the people who run the scheme",
                          "Brings what the scheme team writes to you in person."},
    [TODAY_IN_TOUCH] = {"in_touch", MAIL_REMINDER, "Are you two in touch?",
                        "Asks the two of a pair when it has gone quiet between them."},
};
const struct mails today_mails = LIST(today_mail_rows);

static const struct {
    const char *word;
    enum today_to to;
} choices[] = {{"mentee", TO_MENTEE}, {"mentor", TO_MENTOR}, {"both", TO_BOTH}};

static struct str word_of(enum today_to to)
{
    for (size_t i = 0; i < COUNT(choices); i++)
        if (choices[i].to == to)
            return str_of(choices[i].word);
    return S("both");
}

static enum today_to chosen(const struct request *request)
{
    for (size_t i = 0; i < COUNT(choices); i++)
        if (form_has(request, S("to"), str_of(choices[i].word)))
            return choices[i].to;
    return TO_BOTH;
}

/* What to begin with: a few kind words about the most urgent signal. */
static void begin_letter(struct request *request, const struct signal_kept *kept,
                         const struct signal_names *names, struct today_letter_view *view)
{
    struct arena *arena = request->work->arena;
    struct signals signals = signal_told(kept);
    enum today_to to = TO_BOTH;

    if (signals.len > 0) {
        to = today_remedy(signals.at[0].signal, &kept->facts);
        view->body = today_letter(arena, signals.at[0].signal, to, names, request->viewer.name);
    }
    view->to = word_of(to);
}

enum err today_write_page(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct pair_id pair = {request_key(request, S("pair"))};
    struct today_letter_view view = {.fault = work->fault, .queue = today_queue_of(request)};
    struct signal_people_row people;
    struct signal_kept kept;
    struct frame *frame;

    TRY(today_people_of(work, team_scheme(by), pair, &people));
    TRY(signal_get(work, team_scheme(by), pair, &kept));
    struct signal_names names = {people.mentee, people.mentor};
    view.mentee = people.mentee;
    view.mentor = people.mentor;
    if (request->method == GET) {
        begin_letter(request, &kept, &names, &view);
    } else {
        view.to = word_of(chosen(request));
        view.body = form_text(request, S("body"));
    }
    frame = frame_new(
        request, FRAME_TASK,
        today_say(work->arena, "Write to %.*s and %.*s", ARG(people.mentee), ARG(people.mentor)));
    frame->back = today_pair_path(request, pair);
    view.frame = frame;
    today_write_html(request->out, &view);
    return OK;
}

static enum err send_to(struct request *request, const struct team_access *by, struct pair_id pair,
                        struct person_id to)
{
    struct work *work = request->work;
    struct mail_text text = {
        .subject = today_say(work->arena, "A word from %.*s", ARG(request->viewer.name)),
        .body = form_text(request, S("body")),
        .button = S("Open your page"),
        .path = today_say(work->arena, "%.*s/pairs/%lld", ARG(request->viewer.scheme_path),
                          (long long)pair.n),
        .scheme = scheme_key(team_scheme(by)),
    };
    struct str once = today_say(work->arena, "team_wrote/%lld", (long long)work_new_key(work));

    return mail_queue_text(work, team_nobody(by), &today_mail_rows[TODAY_TEAM_WROTE], to, once,
                           &text);
}

/* Whoever asked for a word has had one. */
static enum err settle_hands(struct work *work, const struct team_access *by, struct pair_id pair)
{
    struct hands hands;

    TRY(hand_list(work, by, &hands));
    for (size_t i = 0; i < hands.len; i++)
        if (hands.at[i].pair.n == pair.n)
            TRY(hand_settle(work, by, hands.at[i].id));
    return OK;
}

static enum err send_letter(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct pair_id pair = {request_key(request, S("pair"))};
    struct str body = form_text(request, S("body"));
    enum today_to to = chosen(request);
    struct signal_people_row people;
    struct signal_kept kept;

    if (body.len == 0)
        return work_fail(work, ERR_INVALID, S("body"), S("Write what you would like to say."));
    if (str_letters(body) > BODY_MAX)
        return work_fail(work, ERR_INVALID, S("body"), S("Please use at most 2000 letters."));
    TRY(today_people_of(work, team_scheme(by), pair, &people));
    TRY(signal_get(work, team_scheme(by), pair, &kept));
    if (to != TO_MENTOR)
        TRY(send_to(request, by, pair, people.mentee_person));
    if (to != TO_MENTEE)
        TRY(send_to(request, by, pair, people.mentor_person));
    TRY(settle_hands(work, by, pair));
    TRY(signal_figure_pair(work, team_scheme(by), pair));
    return signal_answer(work, by, kept.id, ANSWER_WROTE, (struct maybe_day){0});
}

enum err today_write(struct request *request, const struct team_access *by)
{
    enum err err = send_letter(request, by);

    if (err == ERR_INVALID)
        TRY(today_write_page(request, by));
    today_go_on(request);
    return err;
}
