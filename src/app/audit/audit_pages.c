#include "app/audit/audit.h"

#include "app/audit/audit_inside.h"
#include "audit_page_html.h"
#include "audit_sql.h"
#include "ical/when.h"
#include "web/frame.h"
#include "web/web.h"

#include <limits.h>
#include <string.h>

enum { PAGE = 50 };

/* "pair_introduced" is "pair introduced". */
static struct str in_words(struct arena *arena, struct str act)
{
    char *text = NEW_ARRAY(arena, char, act.len + 1);

    memcpy(text, act.at, act.len);
    for (size_t i = 0; i < act.len; i++)
        if (text[i] == '_')
            text[i] = ' ';
    return (struct str){text, act.len};
}

static enum err find_zone(struct request *request, const struct zone **ret)
{
    struct arena *arena = request->work->arena;

    if (zone_find(arena, request->viewer.zone, ret) == OK)
        return OK;
    return zone_find(arena, S("Europe/London"), ret);
}

static enum err audit_page(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct audit_view view = {0};
    struct seen_entry_rows rows;
    const struct zone *zone;
    int64_t before = INT64_MAX;

    if (str_number(query_text(request, S("before")), &before) != OK)
        before = INT64_MAX;
    TRY(find_zone(request, &zone));
    TRY(audit_newest(work, by, before, &rows));
    view.has_more = rows.len > PAGE;
    size_t len = view.has_more ? PAGE : rows.len;
    struct audit_line *at = NEW_ARRAY(work->arena, struct audit_line, len + 1);
    for (size_t i = 0; i < len; i++)
        at[i] = (struct audit_line){rows.at[i].n,
                                    when_text(work->arena, zone, rows.at[i].at, work->now),
                                    rows.at[i].name.is_set ? rows.at[i].name.at : S("The program"),
                                    in_words(work->arena, rows.at[i].act), rows.at[i].thing};
    view.lines = (struct audit_lines){at, len};
    view.before = len > 0 ? at[len - 1].n : 0;
    TRY(audit_check(work, team_scheme(by), &view.wrong));

    struct buf back = {.arena = work->arena};
    view.frame = frame_new(request, FRAME_TEAM, S("Who did what"));
    view.frame->at = AT_SETTINGS;
    buf_addf(&back, "%.*s/team/settings", ARG(request->viewer.scheme_path));
    view.frame->back = buf_str(&back);
    view.frame->back_to = S("Settings");
    audit_page_html(request->out, &view);
    return OK;
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/team/audit", LEAD(audit_page), "Who did what in this scheme, newest first"},
};
static const struct routes audit_routes = LIST(rows);

const struct concept audit_concept = {.name = "audit", .routes = &audit_routes};
