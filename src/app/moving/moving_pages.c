/* moving_pages.c - choosing a list of pairs, seeing what would come of it, doing it, undoing it. */
#include "app/moving/moving_inside.h"

#include "app/scheme/scheme.h"
#include "moving_new_html.h"
#include "moving_plan_html.h"
#include "moving_sql.h"
#include "web/frame.h"
#include "web/web.h"

PRINTF_LIKE(2, 3) static struct str say(struct arena *arena, const char *fmt, ...)
{
    struct buf out = {.arena = arena};
    va_list ap;

    va_start(ap, fmt);
    buf_addv(&out, fmt, ap);
    va_end(ap);
    return buf_str(&out);
}

static enum err new_page(struct request *request, const struct team_access *by)
{
    struct moving_line_rows lists;

    TRY(moving_list(request->work, by, &lists));
    struct frame *frame = frame_new(request, FRAME_TEAM, S("Bring in pairs that run already"));
    frame->at = AT_PAIRS;
    moving_new_html(request->out, frame, lists, request->work->fault);
    return OK;
}

static const struct file *upload(const struct request *request)
{
    for (size_t i = 0; i < request->files.len; i++)
        if (str_eq(request->files.at[i].field, S("file")) && request->files.at[i].bytes.len > 0)
            return &request->files.at[i];
    return NULL;
}

/* What a file came to: it is read in a process of its own, before the writer is entered. */
struct reading_done {
    enum err err;
    struct fault fault;
    struct str sheet;
};

static struct reading_done *read_file(struct work *work, const struct file *file)
{
    struct reading_done *done = NEW(work->arena, struct reading_done);

    done->err = moving_read(work, file->bytes, &done->sheet);
    done->fault = work->fault;
    work->fault = (struct fault){0};
    return done;
}

static enum err read_first(struct request *request, const struct team_access *by)
{
    const struct file *file = upload(request);

    (void)by;
    if (file)
        request->prepared = read_file(request->work, file);
    return OK;
}

static enum err store(struct request *request, const struct team_access *by, struct moving_id *ret)
{
    struct work *work = request->work;
    const struct file *file = upload(request);
    struct person_id actor = scheme_actor(team_scheme(by));
    struct scheme_cohort cohort;
    struct moving_plan plan;

    if (!file)
        return work_fail(work, ERR_INVALID, S("file"), S("Choose the file with your pairs."));
    const struct reading_done *done = request->prepared ? request->prepared : read_file(work, file);
    work->fault = done->fault;
    TRY(done->err);
    TRY(moving_plan(work, by, done->sheet, &plan));
    TRY(scheme_cohort_get(work, scheme_visitor(team_scheme(by)), &cohort));
    *ret = (struct moving_id){work_new_key(work)};
    return moving_add(work, by, *ret, cohort.id, file->name, done->sheet,
                      (struct maybe_person_id){actor.n != 0, actor}, work->now);
}

static enum err read_page(struct request *request, const struct team_access *by)
{
    struct moving_id id = {0};
    enum err err = store(request, by, &id);

    if (err == ERR_INVALID)
        TRY(new_page(request, by));
    TRY(err);
    request_go_to(request, "%.*s/team/pairs/moving/%lld", ARG(request->viewer.scheme_path),
                  (long long)id.n);
    return OK;
}

static enum err plan_page(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct moving_row row;
    struct moving_plan plan = {0};

    TRY(moving_get(work, by, (struct moving_id){request_key(request, S("moving"))}, &row));
    if (str_eq(row.state, S("read")))
        TRY(moving_plan(work, by, row.sheet, &plan));
    struct str title = str_eq(row.state, S("read"))
                           ? say(work->arena, "%zu pairs would come in", plan.steps.len)
                       : str_eq(row.state, S("done"))
                           ? say(work->arena, "%lld pairs came in", (long long)row.added)
                           : S("These pairs were taken out again");
    struct frame *frame = frame_new(request, FRAME_TEAM, title);
    frame->at = AT_PAIRS;
    frame->back = say(work->arena, "%.*s/team/pairs/moving", ARG(request->viewer.scheme_path));
    moving_plan_html(request->out, frame, &row, &plan, work->fault);
    return OK;
}

static enum err carry_out(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct moving_row row;
    struct moving_plan plan;
    enum err err;

    TRY(moving_get(work, by, (struct moving_id){request_key(request, S("moving"))}, &row));
    if (form_text(request, S("undo")).len > 0) {
        err = moving_undo(work, by, row.id);
    } else {
        if (!str_eq(row.state, S("read")))
            return work_fail(work, ERR_CONFLICT, S(""),
                             S("This list has been brought in already."));
        TRY(moving_plan(work, by, row.sheet, &plan));
        err = moving_carry_out(work, by, row.id, &plan);
    }
    if (err == ERR_INVALID)
        TRY(plan_page(request, by));
    TRY(err);
    request_go_to(request, "%.*s/team/pairs/moving/%lld", ARG(request->viewer.scheme_path),
                  (long long)row.id.n);
    return OK;
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/team/pairs/moving", TEAM(new_page),
     "Choose a list of pairs that run already"},
    {POST, "/s/{scheme}/team/pairs/moving", TEAM_AFTER(read_first, read_page),
     "Read a list of pairs, nothing is changed"},
    {GET, "/s/{scheme}/team/pairs/moving/{moving}", TEAM(plan_page),
     "What would come, or came, of a list of pairs"},
    {POST, "/s/{scheme}/team/pairs/moving/{moving}", TEAM(carry_out),
     "Bring the pairs in, quietly, or take them out again"},
};
const struct routes moving_routes = LIST(rows);
