#include "app/scheme/scheme.h"

#include "app/scheme/scheme_inside.h"
#include "app/scheme/scheme_view.h"
#include "scheme_guide_html.h"
#include "scheme_landing_html.h"
#include "scheme_prose_html.h"
#include "scheme_sql.h"
#include "web/braid.h"
#include "web/frame.h"

enum { LINES_MAX = 64 };

struct str_list scheme_paragraphs(struct arena *arena, struct str text)
{
    struct str *at = NEW_ARRAY(arena, struct str, LINES_MAX);
    struct buf paragraph = {.arena = arena};
    size_t len = 0;

    while (text.at && len < LINES_MAX) {
        struct str line = str_trim(str_cut(&text, '\n'));
        if (line.len > 0)
            buf_addf(&paragraph, "%s%.*s", paragraph.len > 0 ? " " : "", ARG(line));
        if (paragraph.len > 0 && (line.len == 0 || !text.at)) {
            at[len++] = buf_str(&paragraph);
            paragraph = (struct buf){.arena = arena};
        }
    }
    return (struct str_list){at, len};
}

static void put_span(struct buf *out, const char *before, struct day day, const char *after)
{
    buf_addf(out, "%s", before);
    put_day(out, day);
    buf_addf(out, "%s", after);
}

/* One sentence on where the cohort stands. */
static struct str when_of(struct work *work, const struct scheme_rules *rules,
                          const struct scheme_cohort *cohort)
{
    struct buf out = {.arena = work->arena};

    if (scheme_is_open(rules, cohort) && rules->intake == INTAKE_ROLLING)
        buf_add(&out, S("You can join at any time."));
    else if (scheme_is_open(rules, cohort) && cohort->closes_on.is_set)
        put_span(&out, "Applications are open until ", cohort->closes_on.at, ".");
    else if (scheme_is_open(rules, cohort))
        buf_add(&out, S("Applications are open."));
    else if (str_eq(cohort->state, S("draft")) && cohort->opens_on.is_set &&
             cohort->opens_on.at.n >= work->today.n)
        put_span(&out, "Applications open on ", cohort->opens_on.at, ".");
    else if (str_eq(cohort->state, S("draft")))
        buf_add(&out, S("Applications are not open yet."));
    else
        buf_add(&out, S("Applications are closed for this round."));
    if (cohort->runs_from.is_set && cohort->runs_to.is_set) {
        put_span(&out, " Pairs meet from ", cohort->runs_from.at, " to ");
        put_span(&out, "", cohort->runs_to.at, ".");
    }
    return buf_str(&out);
}

/* The rhythm, drawn: two meetings, and what lies between. */
static struct html month_braid(struct work *work, const struct scheme_rules *rules)
{
    int64_t every = rules->every_days;
    struct day *met = NEW_ARRAY(work->arena, struct day, 2);
    struct buf out = {.arena = work->arena};

    met[0] = (struct day){work->today.n - every};
    met[1] = work->today;
    struct braid braid = {
        .from = {work->today.n - every - 7},
        .until = {work->today.n + every + 7},
        .today = {work->today.n + 1},
        .interval = (int)every,
        .met = {met, 2},
    };
    braid_put(&out, &braid, BRAID_MINI, S("Two strands that come together at each meeting"));
    return (struct html){buf_str(&out)};
}

static struct str_list month_of(struct arena *arena, const struct scheme_rules *rules)
{
    struct str *at = NEW_ARRAY(arena, struct str, SCHEME_MONTH_LINES);
    size_t len = 0;

    for (size_t i = 0; i < SCHEME_MONTH_LINES; i++)
        if (rules->month[i].len > 0)
            at[len++] = rules->month[i];
    return (struct str_list){at, len};
}

static struct str as_a(struct arena *arena, struct str word)
{
    struct buf out = {.arena = arena};

    buf_addf(&out, "As a %.*s", ARG(word));
    return buf_str(&out);
}

static enum err landing_page(struct request *request, const struct visitor_access *by)
{
    struct work *work = request->work;
    struct scheme_cohort cohort = {0};
    struct scheme_rules rules;

    TRY(scheme_rules_get(work, by, &rules));
    enum err err = scheme_cohort_get(work, by, &cohort);
    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    if (rules.name.len == 0)
        rules.name = request->viewer.scheme_name;
    struct frame *frame = frame_new(request, FRAME_OPEN, rules.name);
    frame->about = rules.promise;
    struct scheme_landing view = {
        .when = when_of(work, &rules, &cohort),
        .as_mentee = as_a(work->arena, rules.mentee),
        .as_mentor = as_a(work->arena, rules.mentor),
        .initials = frame_initials(work->arena, rules.contact.name),
        .is_open = scheme_is_open(&rules, &cohort),
        .month = month_of(work->arena, &rules),
        .braid = month_braid(work, &rules),
    };
    scheme_landing_html(request->out, frame, &rules, &view);
    return OK;
}

static struct guide_part guide_part(struct work *work, const struct request *request,
                                    const struct scheme_rules *rules, enum scheme_guide_part part)
{
    struct guide_entry *at = NEW_ARRAY(work->arena, struct guide_entry, SCHEME_GUIDE_MAX);
    struct buf title = {.arena = work->arena};
    size_t len = 0;

    for (size_t i = 0; i < rules->guide.len; i++) {
        const struct scheme_guide_line *line = &rules->guide.at[i];
        if (line->part != (int64_t)part)
            continue;
        at[len++] = (struct guide_entry){line->text, scheme_guide_link(work->arena, line->goes,
                                                                       request->viewer.scheme_path,
                                                                       (struct str){0})};
    }
    if (part == GUIDE_TOGETHER)
        buf_add(&title, S("A relationship that works"));
    else
        buf_addf(&title, "Being a %.*s", ARG(part == GUIDE_MENTEE ? rules->mentee : rules->mentor));
    return (struct guide_part){(int64_t)part, buf_str(&title), {at, len}};
}

static enum err guide_page(struct request *request, const struct visitor_access *by)
{
    struct work *work = request->work;
    struct guide_part *parts = NEW_ARRAY(work->arena, struct guide_part, GUIDE_PART_COUNT);
    struct scheme_rules rules;
    size_t len = 0;

    TRY(scheme_rules_get(work, by, &rules));
    for (enum scheme_guide_part part = GUIDE_MENTEE; part < GUIDE_PART_COUNT; part++) {
        parts[len] = guide_part(work, request, &rules, part);
        len += parts[len].lines.len > 0;
    }
    struct frame *frame = frame_new(request, FRAME_OPEN, S("The guide"));
    frame->about = S("Being a mentee, being a mentor, a relationship that works.");
    frame->back = request->viewer.scheme_path;
    frame->back_to = S("Back to the scheme");
    scheme_guide_html(request->out, frame, (struct guide_parts){parts, len});
    return OK;
}

static enum err show_prose(struct request *request, const struct scheme_rules *rules,
                           struct str title, struct prose_parts parts)
{
    struct buf version = {.arena = request->work->arena};
    struct frame *frame = frame_new(request, FRAME_OPEN, title);

    frame->about = title;
    frame->back = request->viewer.scheme_path;
    frame->back_to = S("Back to the scheme");
    if (rules->version > 0)
        buf_addf(&version, "Version %lld of the scheme\u2019s text.", (long long)rules->version);
    scheme_prose_html(request->out, frame, parts, buf_str(&version));
    return OK;
}

static enum err privacy_page(struct request *request, const struct visitor_access *by)
{
    struct scheme_rules rules;

    TRY(scheme_rules_get(request->work, by, &rules));
    struct prose_part part = {
        .paragraphs = scheme_paragraphs(request->work->arena, rules.prose[PROSE_PRIVACY])};
    return show_prose(request, &rules, S("What happens to your data"),
                      (struct prose_parts){&part, 1});
}

static enum err conduct_page(struct request *request, const struct visitor_access *by)
{
    struct arena *arena = request->work->arena;
    struct scheme_rules rules;

    TRY(scheme_rules_get(request->work, by, &rules));
    struct prose_part parts[] = {
        {1, S("Conduct"), scheme_paragraphs(arena, rules.prose[PROSE_CONDUCT])},
        {2, S("Confidentiality"), scheme_paragraphs(arena, rules.prose[PROSE_CONFIDENTIALITY])},
    };
    return show_prose(request, &rules, S("What both agree to"), (struct prose_parts)LIST(parts));
}

static const struct route rows[] = {
    {GET, "/s/{scheme}", VISITOR(landing_page), "What the scheme is, and how to take part"},
    {GET, "/s/{scheme}/guide", VISITOR(guide_page),
     "Being a mentee, being a mentor, a relationship that works"},
    {GET, "/s/{scheme}/privacy", VISITOR(privacy_page), "The scheme's privacy notice"},
    {GET, "/s/{scheme}/conduct", VISITOR(conduct_page), "Conduct and confidentiality"},
    {GET, "/s/{scheme}/team/settings", TEAM(settings_page), "The settings of a scheme"},
    {GET, "/s/{scheme}/team/settings/{section}", TEAM(settings_section_page),
     "One page of settings"},
    {POST, "/s/{scheme}/team/settings/{section}", TEAM(settings_section_save),
     "Change one page of settings"},
    {GET, "/s/{scheme}/team/settings/versions/{text}", TEAM(settings_version_page),
     "One version of the scheme text"},
    {POST, "/s/{scheme}/team/settings/versions/{text}", LEAD(settings_version_adopt),
     "Adopt a version of the scheme text"},
};
const struct routes scheme_routes = LIST(rows);
