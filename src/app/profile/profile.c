#include "app/profile/profile.h"

#include "app/application/application_form.h"
#include "app/participant/participant.h"
#include "app/scheme/scheme.h"
#include "profile_form_html.h"
#include "profile_sql.h"
#include "web/frame.h"

/* Where each field of the form stands in the profile. The rest are the scheme's own, and were
 * for the application alone.
 */
static const struct {
    const char *key;
    size_t at;
} places[] = {
    {"headline", offsetof(struct profile_mine_row, headline)},
    {"employer", offsetof(struct profile_mine_row, employer)},
    {"course", offsetof(struct profile_mine_row, course)},
    {"year", offsetof(struct profile_mine_row, year)},
    {"city", offsetof(struct profile_mine_row, city)},
    {"country", offsetof(struct profile_mine_row, country)},
    {"about", offsetof(struct profile_mine_row, about)},
    {"hopes", offsetof(struct profile_mine_row, hopes)},
    {"gains", offsetof(struct profile_mine_row, gains)},
    {"languages", offsetof(struct profile_mine_row, languages)},
    {"times", offsetof(struct profile_mine_row, times)},
};

/* Fields whose answers are the scheme's words. */
static const struct {
    struct str key, kind;
} words[] = {{{"topics", 6}, {"topic", 5}}, {{"interests", 9}, {"interest", 8}}};

static struct str *text_at(struct profile_mine_row *row, size_t place)
{
    return (struct str *)((char *)row + places[place].at);
}

/* One place of whoever acts, with the form of its role. */
struct own {
    struct profile_mine_row row;
    enum role role;
    struct str other; /* the role of another place; empty: this is the only one */
    struct application_steps steps;
};

/* "video; in_person" in the words of the form. */
static struct str channel_labels(struct arena *arena, struct str channels)
{
    struct buf labels = {.arena = arena};

    while (channels.len > 0) {
        struct str one = str_trim(str_cut(&channels, ';'));
        const char *label = str_eq(one, S("video"))       ? "Video"
                            : str_eq(one, S("in_person")) ? "In person"
                                                          : "Phone";
        buf_addf(&labels, "%s%s", labels.len > 0 ? "; " : "", label);
    }
    return buf_str(&labels);
}

static struct str words_of(struct arena *arena, const struct profile_word_rows *rows,
                           struct str kind)
{
    struct buf names = {.arena = arena};

    for (size_t i = 0; i < rows->len; i++)
        if (str_eq(rows->at[i].kind, kind))
            buf_addf(&names, "%s%.*s", names.len > 0 ? "; " : "", ARG(rows->at[i].name));
    return buf_str(&names);
}

static struct str number_text(struct arena *arena, int64_t number)
{
    struct buf text = {.arena = arena};

    buf_addf(&text, "%lld", (long long)number);
    return buf_str(&text);
}

/* The profile as answers to the form. */
static struct application_answers answers_of(struct arena *arena, struct profile_mine_row *row,
                                             const struct profile_word_rows *rows)
{
    struct application_answer *answers =
        NEW_ARRAY(arena, struct application_answer, COUNT(places) + COUNT(words) + 2);
    size_t len = 0;

    for (size_t i = 0; i < COUNT(places); i++)
        answers[len++] = (struct application_answer){str_of(places[i].key), *text_at(row, i)};
    for (size_t i = 0; i < COUNT(words); i++)
        answers[len++] =
            (struct application_answer){words[i].key, words_of(arena, rows, words[i].kind)};
    answers[len++] =
        (struct application_answer){S("channels"), channel_labels(arena, row->channels)};
    answers[len++] = (struct application_answer){S("capacity"), number_text(arena, row->capacity)};
    return (struct application_answers){answers, len};
}

/* The place that ?as= names, else the newest. ERR_NOT_FOUND: they take no part. */
static enum err find_own(struct request *request, const struct scheme_access *by, struct own *ret)
{
    struct work *work = request->work;
    struct str as = query_text(request, S("as"));
    struct profile_mine_rows mine;
    struct profile_word_rows rows;
    struct scheme_rules rules;
    size_t nth = 0;

    TRY(profile_mine(work, by, &mine));
    if (mine.len == 0)
        return ERR_NOT_FOUND;
    for (size_t i = mine.len; i-- > 0;)
        if (str_eq(mine.at[i].role, as))
            nth = i;
    *ret = (struct own){.row = mine.at[nth]};
    ret->role = str_eq(ret->row.role, S("mentor")) ? ROLE_MENTOR : ROLE_MENTEE;
    for (size_t i = 0; i < mine.len; i++)
        if (!str_eq(mine.at[i].role, ret->row.role))
            ret->other = mine.at[i].role;
    TRY(profile_words(work, by, ret->row.participant, &rows));
    TRY(scheme_rules_get(work, scheme_visitor(by), &rules));
    struct application_answers answers = answers_of(work->arena, &ret->row, &rows);
    ret->steps = application_form(work->arena, &rules, ret->role, &answers);
    return OK;
}

static void show(struct request *request, const struct own *own)
{
    struct frame *frame = frame_new(request, FRAME_PAIR, S("About you"));
    struct buf back = {.arena = request->work->arena};

    buf_addf(&back, "%.*s/home", ARG(request->viewer.scheme_path));
    frame->back = buf_str(&back);
    frame->back_to = S("Back to your page");
    frame->side = own->role == ROLE_MENTOR ? SIDE_MENTOR : SIDE_MENTEE;
    frame->has_error = request->work->fault.text.len > 0;
    if (query_text(request, S("saved")).len > 0)
        frame->notice = S("Saved. This is what others see from now on.");
    profile_form_html(request->out, frame, own->steps, own->other, request->work->fault);
}

static enum err see_page(struct request *request, const struct scheme_access *by)
{
    struct own own;
    enum err err = find_own(request, by, &own);

    if (err == ERR_NOT_FOUND) { /* whoever runs the scheme comes here from the guide */
        request->reply.go_to = S("/me");
        return OK;
    }
    TRY(err);
    show(request, &own);
    return OK;
}

/* What the form offers for a field, "|A|B|". */
static struct str choices_of(struct arena *arena, const struct own *own, struct str key)
{
    struct buf choices = {.arena = arena};

    for (size_t i = 0; i < own->steps.len; i++)
        for (size_t k = 0; k < own->steps.at[i].questions.len; k++) {
            const struct scheme_field *field = own->steps.at[i].questions.at[k].field;
            if (str_eq(field->key, key))
                buf_addf(&choices, "|%.*s|", ARG(field->choices));
        }
    return buf_str(&choices);
}

/* Read one answer into the row, or into the words and places beside it. */
static enum err keep(struct request *request, const struct scheme_access *by, struct own *own,
                     struct str key, struct str answer)
{
    struct work *work = request->work;
    struct participant_id participant = own->row.participant;

    for (size_t i = 0; i < COUNT(places); i++)
        if (str_eq(key, str_of(places[i].key)))
            *text_at(&own->row, i) = answer;
    if (str_eq(key, S("channels")))
        own->row.channels = application_channels(work->arena, answer);
    if (str_eq(key, S("capacity")) && answer.len > 0) {
        int64_t capacity;
        TRY(str_number(answer, &capacity));
        TRY(profile_set_capacity(work, by, participant, capacity));
    }
    for (size_t i = 0; i < COUNT(words); i++) {
        if (!str_eq(key, words[i].key))
            continue;
        TRY(profile_clear_words(work, by, participant, words[i].kind,
                                choices_of(work->arena, own, key)));
        while (answer.len > 0)
            TRY(profile_add_word(work, by, participant, words[i].kind,
                                 str_trim(str_cut(&answer, ';'))));
    }
    return OK;
}

/* All answers are read before the first fault is told, so that none that was typed is lost. */
static enum err read_step(struct request *request, const struct scheme_access *by, struct own *own,
                          const struct application_step *step, struct application_step *typed)
{
    struct work *work = request->work;
    struct application_question *questions =
        NEW_ARRAY(work->arena, struct application_question, step->questions.len);
    struct fault first = {0};
    enum err worst = OK;

    for (size_t i = 0; i < step->questions.len; i++) {
        const struct scheme_field *field = step->questions.at[i].field;
        struct str answer = {0};
        enum err err = application_read(request, field, &answer);
        if (err != OK && worst == OK) {
            first = work->fault;
            worst = err;
        }
        if (err == OK)
            TRY(keep(request, by, own, field->key, answer));
        questions[i] = application_retyped(work->arena, &step->questions.at[i], answer);
    }
    *typed = *step;
    typed->questions.at = questions;
    work->fault = first;
    return worst;
}

static enum err save(struct request *request, const struct scheme_access *by, struct own *own)
{
    struct work *work = request->work;
    struct application_step *typed =
        NEW_ARRAY(work->arena, struct application_step, own->steps.len + 1);
    struct fault first = {0};
    enum err worst = OK;

    for (size_t i = 0; i < own->steps.len; i++) {
        enum err err = read_step(request, by, own, &own->steps.at[i], &typed[i]);
        if (err != OK && worst == OK) {
            first = work->fault;
            worst = err;
        }
    }
    own->steps.at = typed;
    work->fault = first;
    TRY(worst);
    const struct profile_mine_row *row = &own->row;
    struct str headline = own->role == ROLE_MENTEE
                              ? participant_headline(work->arena, row->course, row->year)
                              : row->headline;
    return profile_set(work, by, row->participant, headline, row->employer, row->course, row->year,
                       row->city, row->country, row->about, row->hopes, row->gains, row->languages,
                       row->channels, row->times);
}

static enum err save_page(struct request *request, const struct scheme_access *by)
{
    struct own own;

    TRY(find_own(request, by, &own));
    enum err err = save(request, by, &own);
    if (err == ERR_INVALID)
        show(request, &own);
    if (err == OK)
        request_go_to(request, "%.*s/profile?as=%.*s&saved=1", ARG(request->viewer.scheme_path),
                      ARG(own.row.role));
    return err;
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/profile", MEMBER(see_page), "What one offers and seeks"},
    {POST, "/s/{scheme}/profile", MEMBER(save_page), "Put right what one offers and seeks"},
};
static const struct routes profile_routes = LIST(rows);

const struct concept profile_concept = {
    .name = "profile",
    .routes = &profile_routes,
};
