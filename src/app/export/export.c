#include "app/export/export.h"

#include "app/audit/audit.h"
#include "app/export/export_inside.h"
#include "export_list_html.h"
#include "export_sql.h"
#include "sheet/sheet.h"
#include "web/frame.h"
#include "web/web.h"

#include <string.h>

/* Cells of one line; the last ends it as RFC 4180 says. */
static void cell_text(struct buf *out, struct str cell)
{
    sheet_put_shown(out, cell);
    buf_add(out, S(","));
}

static void cell_number(struct buf *out, int64_t n)
{
    buf_addf(out, "%lld,", (long long)n);
}

static void cell_day(struct buf *out, struct maybe_int at)
{
    if (at.is_set)
        day_put(out, day_of(at.at));
    buf_add(out, S(","));
}

static void end_line(struct buf *out)
{
    out->len--; /* the comma after the last cell */
    buf_add(out, S("\r\n"));
}

static enum err write_person(struct work *work, void *into, const struct exported_person_row *row)
{
    struct buf *out = into;

    (void)work;
    cell_text(out, row->name);
    cell_text(out, row->email);
    cell_text(out, row->role);
    cell_text(out, row->state);
    cell_number(out, row->capacity);
    cell_number(out, row->used);
    cell_text(out, row->course);
    cell_text(out, row->employer);
    cell_text(out, row->city);
    cell_day(out, (struct maybe_int){true, row->joined_at});
    end_line(out);
    return OK;
}

static enum err write_people(struct work *work, const struct team_access *by, struct buf *out)
{
    buf_add(out, S("Name,Email,Role,State,Capacity,Taken,Course,Employer,City,Joined\r\n"));
    return export_people(work, by, write_person, out);
}

static enum err write_pair(struct work *work, void *into, const struct exported_pair_row *row)
{
    struct buf *out = into;

    (void)work;
    cell_text(out, row->mentee);
    cell_text(out, row->mentor);
    cell_text(out, row->state);
    cell_day(out, row->introduced_at);
    cell_day(out, row->ended_at);
    cell_number(out, row->met);
    cell_day(out, row->met_at);
    end_line(out);
    return OK;
}

static enum err write_pairs(struct work *work, const struct team_access *by, struct buf *out)
{
    buf_add(out, S("Mentee,Mentor,State,Introduced,Ended,Meetings,Last met\r\n"));
    return export_pairs(work, by, write_pair, out);
}

static enum err write_application(struct work *work, void *into,
                                  const struct exported_application_row *row)
{
    struct buf *out = into;

    (void)work;
    cell_text(out, row->name);
    cell_text(out, row->email);
    cell_text(out, row->role);
    cell_text(out, row->state);
    cell_day(out, row->sent_at);
    cell_day(out, row->decided_at);
    end_line(out);
    return OK;
}

static enum err write_applications(struct work *work, const struct team_access *by, struct buf *out)
{
    buf_add(out, S("Name,Email,Role,State,Sent,Decided\r\n"));
    return export_applications(work, by, write_application, out);
}

static const struct {
    const char *word, *name, *holds, *filename, *act;
    enum err (*write)(struct work *work, const struct team_access *by, struct buf *out);
} tables[] = {
    {"people", "People",
     "Everybody who takes part or did: name, address, role, state, places, day.", "people.csv",
     "export_people", write_people},
    {"pairs", "Pairs", "Who with whom, where they stand, how often they met and when last.",
     "pairs.csv", "export_pairs", write_pairs},
    {"applications", "Applications", "Who applied for what, when, and what was decided.",
     "applications.csv", "export_applications", write_applications},
};

static enum err list_page(struct request *request, const struct team_access *by)
{
    struct arena *arena = request->work->arena;
    struct export_table *at = NEW_ARRAY(arena, struct export_table, COUNT(tables));

    (void)by;
    for (size_t i = 0; i < COUNT(tables); i++)
        at[i] = (struct export_table){str_of(tables[i].word), str_of(tables[i].name),
                                      str_of(tables[i].holds),
                                      frame_new(request, FRAME_TEAM, S("Spreadsheets"))};
    struct frame *frame = frame_new(request, FRAME_TEAM, S("Take a table with you"));
    frame->at = AT_PEOPLE;
    export_list_html(request->out, frame, (struct export_tables){at, COUNT(tables)});
    return OK;
}

static enum err take_page(struct request *request, const struct team_access *by)
{
    struct str word = form_text(request, S("table"));
    size_t i = 0;

    while (i < COUNT(tables) && !str_eq(word, str_of(tables[i].word)))
        i++;
    if (i == COUNT(tables))
        return ERR_NOT_FOUND;
    buf_add(request->out, S("\xEF\xBB\xBF")); /* so that spreadsheet programs take it for UTF-8 */
    TRY(tables[i].write(request->work, by, request->out));
    request->reply.type = S("text/csv; charset=utf-8");
    request->reply.filename = str_of(tables[i].filename);
    return audit_add(request->work, team_scheme(by), tables[i].act, 0);
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/team/export", TEAM(list_page), "Tables that can be taken as spreadsheets"},
    {POST, "/s/{scheme}/team/export", TEAM(take_page), "Take one, which is written down"},
};
static const struct routes export_routes = LIST(rows);

const struct concept export_concept = {.name = "export", .routes = &export_routes};
