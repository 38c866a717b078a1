#include "app/scheme/scheme.h"

#include "app/scheme/scheme_inside.h"
#include "app/scheme/settings_view.h"
#include "scheme_sql.h"
#include "settings_list_html.h"
#include "settings_section_html.h"
#include "settings_version_html.h"
#include "web/frame.h"

#include <ctype.h>

enum { INPUTS_MAX = 48, CHOICES_MAX = 12 };

/* What a page of settings is made of. */
enum settings_of { OF_OPTIONS, OF_POLICIES, OF_PROSE, OF_FORM, OF_TEXT };

static const struct settings_page {
    const char *word, *title, *about;
    enum settings_of of;
    enum scheme_section section; /* OF_OPTIONS */
    enum scheme_prose from, to;  /* OF_PROSE: the texts from..to */
} pages[] = {
    {"words", "Words", "Name, promise, whom it is for, and what a month looks like.", OF_OPTIONS,
     SECTION_WORDS, PROSE_CONDUCT, PROSE_CONDUCT},
    {"dates", "Dates", "When applications open and close, and when pairs run.", OF_OPTIONS,
     SECTION_DATES, PROSE_CONDUCT, PROSE_CONDUCT},
    {"people", "People to turn to", "Who runs the scheme, and the safeguarding lead.", OF_OPTIONS,
     SECTION_PEOPLE, PROSE_CONDUCT, PROSE_CONDUCT},
    {"privacy", "Privacy notice", "What happens to people's data.", OF_PROSE, SECTION_NONE,
     PROSE_PRIVACY, PROSE_PRIVACY},
    {"agreement", "What both agree to", "Conduct and confidentiality.", OF_PROSE, SECTION_NONE,
     PROSE_CONDUCT, PROSE_CONFIDENTIALITY},
    {"training", "Training", "What people read before they are matched.", OF_PROSE, SECTION_NONE,
     PROSE_TRAINING, PROSE_TRAINING},
    {"form", "Application forms", "What mentees and mentors are asked.", OF_FORM, SECTION_NONE,
     PROSE_CONDUCT, PROSE_CONDUCT},
    {"rhythm", "Rhythm", "How often pairs meet, when answers are due, quiet hours.", OF_OPTIONS,
     SECTION_RHYTHM, PROSE_CONDUCT, PROSE_CONDUCT},
    {"matching", "Matching", "Rules, weights and the floor.", OF_OPTIONS, SECTION_MATCHING,
     PROSE_CONDUCT, PROSE_CONDUCT},
    {"rules", "Who may do what", "Who offers times, writes goals, adopts the text.", OF_POLICIES,
     SECTION_NONE, PROSE_CONDUCT, PROSE_CONDUCT},
    {"signals", "Signals", "When a pair or a person shows in Today.", OF_OPTIONS, SECTION_SIGNALS,
     PROSE_CONDUCT, PROSE_CONDUCT},
    {"keeping", "Keeping and counting", "How long things are kept; certificates.", OF_OPTIONS,
     SECTION_KEEPING, PROSE_CONDUCT, PROSE_CONDUCT},
    {"text", "The whole text", "All of it as one text, to read, copy and compare.", OF_TEXT,
     SECTION_NONE, PROSE_CONDUCT, PROSE_CONDUCT},
};

static const struct settings_page *find_page(const struct request *request)
{
    struct str word = request_word(request, S("section"));

    for (size_t i = 0; i < COUNT(pages); i++)
        if (str_eq(word, str_of(pages[i].word)))
            return &pages[i];
    return NULL;
}

/* --- inputs */

static struct str option_name(struct arena *arena, const struct scheme_option *option)
{
    struct buf name = {.arena = arena};

    buf_addf(&name, "%s%s%s", option->statement, option->word[0] ? "-" : "", option->word);
    return buf_str(&name);
}

static enum settings_kind kind_of(enum scheme_unit unit)
{
    switch (unit) {
    case UNIT_DAY:
        return SETTINGS_DAY;
    case UNIT_CLOCK:
        return SETTINGS_CLOCK;
    case UNIT_CHOICE:
    case UNIT_FLAG:
        return SETTINGS_CHOICE;
    case UNIT_COUNT:
    case UNIT_MINUTES:
    case UNIT_HOURS:
    case UNIT_DAYS:
    case UNIT_WEEKS:
    case UNIT_MONTHS:
        return SETTINGS_NUMBER;
    case UNIT_TEXT:
    case UNIT_ZONE:
    case UNIT_COUNTED:
        break;
    }
    return SETTINGS_TEXT;
}

static struct settings_choices choices_of(struct arena *arena, struct str choices)
{
    struct settings_choice *at = NEW_ARRAY(arena, struct settings_choice, CHOICES_MAX);
    size_t len = 0;

    while (choices.len > 0 && len < CHOICES_MAX) {
        struct str says = str_cut(&choices, '|'), word = str_cut(&says, '=');
        if (word.len > 0)
            at[len++] = (struct settings_choice){word, says};
    }
    return (struct settings_choices){at, len};
}

/* A form takes the number alone: "28", where the text says "28d". */
static struct str without_unit(enum settings_kind kind, struct str value)
{
    if (kind == SETTINGS_NUMBER)
        while (value.len > 0 && !isdigit((unsigned char)value.at[value.len - 1]))
            value.len--;
    return value;
}

struct settings_input settings_input_of(const struct request *request,
                                        const struct scheme_option *option, const void *in)
{
    struct arena *arena = request->work->arena;
    struct buf value = {.arena = arena};
    struct settings_input input = {
        .name = option_name(arena, option),
        .label = str_of(option->label),
        .hint = str_of(option->hint),
        .kind = kind_of(option->unit),
        .most = option->unit == UNIT_TEXT || option->unit == UNIT_ZONE ? option->most : 12,
    };

    if (option->unit == UNIT_CHOICE)
        input.choices = choices_of(arena, str_of(option->choices));
    if (option->unit == UNIT_FLAG)
        input.choices = choices_of(arena, S("yes=Yes|no=No"));
    scheme_option_put(&value, option, in);
    input.value = request->method == POST ? form_text(request, input.name)
                                          : without_unit(input.kind, buf_str(&value));
    return input;
}

enum err settings_read(struct request *request, const struct scheme_option *option, void *into)
{
    struct work *work = request->work;
    struct str name = option_name(work->arena, option), why = {0};

    if (scheme_option_set(work->arena, option, form_text(request, name), into, &why) == OK)
        return OK;
    return work_fail(work, ERR_INVALID, name, why);
}

static struct settings_input policy_input(const struct request *request, enum policy_act act,
                                          const struct scheme_rules *rules)
{
    struct arena *arena = request->work->arena;
    struct buf name = {.arena = arena}, label = {.arena = arena};
    struct settings_choice *at = NEW_ARRAY(arena, struct settings_choice, POLICY_WAYS);
    const struct policy *policy = &policies[act];
    size_t len = 0;

    for (; len < POLICY_WAYS && policy->way[len].word; len++)
        at[len] =
            (struct settings_choice){str_of(policy->way[len].word), str_of(policy->way[len].says)};
    buf_addf(&name, "policy-%s", policy->word);
    buf_addf(&label, "Who may %s", policy->verb);
    return (struct settings_input){
        .name = buf_str(&name),
        .label = buf_str(&label),
        .kind = SETTINGS_CHOICE,
        .choices = {at, len},
        .value = request->method == POST ? form_text(request, buf_str(&name))
                                         : at[rules->policy[act]].value,
    };
}

static struct settings_input prose_input(const struct request *request, enum scheme_prose prose,
                                         struct str text)
{
    static const char *const labels[PROSE_COUNT] = {
        [PROSE_CONDUCT] = "Conduct",
        [PROSE_CONFIDENTIALITY] = "Confidentiality",
        [PROSE_PRIVACY] = "The notice",
        [PROSE_TRAINING] = "What people read first",
    };
    struct str name = str_of(scheme_prose_word(prose));

    return (struct settings_input){
        .name = name,
        .label = str_of(labels[prose]),
        .hint = S("An empty line begins a new paragraph. Fill in what stands in [brackets]."),
        .kind = SETTINGS_LONG,
        .rows = 14,
        .most = 20000,
        .value = request->method == POST ? form_text(request, name) : text,
    };
}

static struct settings_input text_input(const struct request *request,
                                        const struct scheme_rules *rules)
{
    struct buf text = {.arena = request->work->arena};

    scheme_text_put(&text, rules);
    return (struct settings_input){
        .name = S("body"),
        .label = S("The text"),
        .hint = S("Each line is a statement; the manual has them all."),
        .kind = SETTINGS_LONG,
        .rows = 30,
        .most = SCHEME_TEXT_MAX,
        .value = request->method == POST ? form_text(request, S("body")) : buf_str(&text),
    };
}

static struct settings_inputs inputs_of(const struct request *request,
                                        const struct settings_page *page,
                                        const struct scheme_rules *rules)
{
    struct settings_input *at = NEW_ARRAY(request->work->arena, struct settings_input, INPUTS_MAX);
    size_t len = 0;

    for (size_t i = 0; page->of == OF_OPTIONS && i < scheme_options.len; i++)
        if (scheme_options.at[i].section == page->section && len < INPUTS_MAX)
            at[len++] = settings_input_of(request, &scheme_options.at[i], rules);
    for (enum policy_act act = ACT_FIRST_CONTACT; page->of == OF_POLICIES && act < ACT_COUNT; act++)
        if (policies[act].way[1].word && len < INPUTS_MAX)
            at[len++] = policy_input(request, act, rules);
    for (enum scheme_prose prose = page->from; page->of == OF_PROSE && prose <= page->to; prose++)
        at[len++] = prose_input(request, prose, rules->prose[prose]);
    if (page->of == OF_TEXT)
        at[len++] = text_input(request, rules);
    return (struct settings_inputs){at, len};
}

/* --- reading them */

static enum err read_policy(struct request *request, enum policy_act act,
                            struct scheme_rules *rules)
{
    struct buf name = {.arena = request->work->arena};

    buf_addf(&name, "policy-%s", policies[act].word);
    struct str value = form_text(request, buf_str(&name));
    for (int64_t way = 0; way < POLICY_WAYS && policies[act].way[way].word; way++)
        if (str_eq(value, str_of(policies[act].way[way].word))) {
            rules->policy[act] = way;
            return OK;
        }
    return work_fail(request->work, ERR_INVALID, buf_str(&name), S("Please choose one of these."));
}

static enum err read_page(struct request *request, const struct settings_page *page,
                          struct scheme_rules *rules)
{
    for (size_t i = 0; page->of == OF_OPTIONS && i < scheme_options.len; i++)
        if (scheme_options.at[i].section == page->section)
            TRY(settings_read(request, &scheme_options.at[i], rules));
    for (enum policy_act act = ACT_FIRST_CONTACT; page->of == OF_POLICIES && act < ACT_COUNT; act++)
        if (policies[act].way[1].word)
            TRY(read_policy(request, act, rules));
    for (enum scheme_prose prose = page->from; page->of == OF_PROSE && prose <= page->to; prose++)
        rules->prose[prose] = form_text(request, str_of(scheme_prose_word(prose)));
    if (page->of == OF_TEXT)
        return scheme_text_check(request->work, form_text(request, S("body")), rules);
    return OK;
}

/* --- pages */

static struct frame *team_frame(struct request *request, struct str title)
{
    struct frame *frame = frame_new(request, FRAME_TEAM, title);
    struct buf back = {.arena = request->work->arena};

    buf_addf(&back, "%.*s/team/settings", ARG(request->viewer.scheme_path));
    frame->at = AT_SETTINGS;
    frame->back = buf_str(&back);
    frame->back_to = S("All settings");
    return frame;
}

void settings_show(struct request *request, const struct settings_view *view)
{
    struct frame *frame = team_frame(request, view->title);

    settings_section_html(request->out, frame, view, request->work->fault);
}

static enum err show_page(struct request *request, const struct settings_page *page,
                          const struct scheme_rules *rules)
{
    if (page->of == OF_FORM)
        return settings_form_page(request, rules);
    settings_show(request, &(struct settings_view){
                               .title = str_of(page->title),
                               .about = str_of(page->about),
                               .seen = S("Anyone can read what a scheme says of itself. Your name "
                                         "stands beside the change, for the team."),
                               .inputs = inputs_of(request, page, rules),
                           });
    return OK;
}

enum err settings_section_page(struct request *request, const struct team_access *by)
{
    const struct settings_page *page = find_page(request);
    struct scheme_rules rules;

    if (!page)
        return ERR_NOT_FOUND;
    TRY(scheme_rules_get(request->work, scheme_visitor(team_scheme(by)), &rules));
    if (rules.name.len == 0)
        rules.name = request->viewer.scheme_name;
    return show_page(request, page, &rules);
}

enum err settings_store(struct request *request, const struct team_access *by,
                        const struct scheme_rules *rules)
{
    bool is_adopted;

    TRY(scheme_text_write(request->work, by, rules, &is_adopted));
    request_go_to(request, "%.*s/team/settings?%s", ARG(request->viewer.scheme_path),
                  is_adopted ? "saved=1" : "draft=1");
    return OK;
}

enum err settings_section_save(struct request *request, const struct team_access *by)
{
    const struct settings_page *page = find_page(request);
    struct scheme_rules rules;

    if (!page)
        return ERR_NOT_FOUND;
    TRY(scheme_rules_get(request->work, scheme_visitor(team_scheme(by)), &rules));
    if (rules.name.len == 0)
        rules.name = request->viewer.scheme_name;
    if (page->of == OF_FORM)
        return settings_form_save(request, by, &rules);
    enum err err = read_page(request, page, &rules);
    if (err == OK)
        err = settings_store(request, by, &rules);
    if (err == ERR_INVALID)
        TRY(show_page(request, page, &rules));
    return err;
}

enum err settings_page(struct request *request, const struct team_access *by)
{
    struct settings_entry at[COUNT(pages)];
    struct version_rows versions;

    TRY(scheme_text_list(request->work, by, &versions));
    for (size_t i = 0; i < COUNT(pages); i++)
        at[i] = (struct settings_entry){str_of(pages[i].word), str_of(pages[i].title),
                                        str_of(pages[i].about)};
    struct frame *frame = team_frame(request, S("Settings"));
    frame->back = frame->back_to = (struct str){0};
    if (query_text(request, S("saved")).len > 0)
        frame->notice = S("Saved. The new version is in force.");
    if (query_text(request, S("draft")).len > 0)
        frame->notice = S("Saved as a draft. The lead of the scheme adopts it.");
    settings_list_html(request->out, frame, (struct settings_entries)LIST(at), versions,
                       request->viewer.is_lead);
    return OK;
}

enum err settings_version_page(struct request *request, const struct team_access *by)
{
    struct scheme_text_id text = {request_key(request, S("text"))};
    struct buf title = {.arena = request->work->arena};
    struct read_text_row version;
    struct text_before_rows before;
    struct settings_changes changes = {0};

    TRY(scheme_text_read(request->work, by, text, &version));
    TRY(scheme_text_before(request->work, by, version.version, &before));
    if (before.len > 0)
        changes = scheme_compare(request->work->arena, before.at[0].body, version.body);
    buf_addf(&title, "Version %lld", (long long)version.version);
    struct frame *frame = team_frame(request, buf_str(&title));
    settings_version_html(request->out, frame, version, before, changes,
                          request->viewer.is_lead && !version.adopted_at.is_set);
    return OK;
}

enum err settings_version_adopt(struct request *request, const struct team_access *by)
{
    TRY(scheme_text_adopt(request->work, by,
                          (struct scheme_text_id){request_key(request, S("text"))}));
    request_go_to(request, "%.*s/team/settings?saved=1", ARG(request->viewer.scheme_path));
    return OK;
}
