#include "app/import/import.h"
#include "app/import/import_inside.h"

#include <string.h>

#include "app/scheme/scheme.h"
#include "import_columns_html.h"
#include "import_done_html.h"
#include "import_new_html.h"
#include "import_plan_html.h"
#include "import_sql.h"
#include "web/frame.h"

static struct str path_to(const struct request *request, const char *behind)
{
    struct buf path = {.arena = request->work->arena};

    buf_addf(&path, "%.*s/team/people%s", ARG(request->viewer.scheme_path), behind);
    return buf_str(&path);
}

static struct frame *frame_of(const struct request *request, struct str title, const char *back,
                              struct str back_to)
{
    struct frame *frame = frame_new(request, FRAME_TEAM, title);

    frame->at = AT_PEOPLE;
    frame->has_error = request->work->fault.text.len > 0;
    frame->back = path_to(request, back);
    frame->back_to = back_to;
    return frame;
}

static void go_to_import(struct request *request, struct import_id import)
{
    request_go_to(request, "%.*s/team/people/import/%lld", ARG(request->viewer.scheme_path),
                  (long long)import.n);
}

static enum role role_of(struct str word)
{
    return str_eq(word, S("mentor")) ? ROLE_MENTOR : ROLE_MENTEE;
}

static enum err new_page(struct request *request, const struct team_access *by)
{
    struct import_line_rows imports;

    TRY(import_list(request->work, by, &imports));
    import_new_html(request->out, frame_of(request, S("Import people"), "", S("Back to people")),
                    imports, form_text(request, S("as")), request->work->fault);
    return OK;
}

static const struct file *upload(const struct request *request)
{
    for (size_t i = 0; i < request->files.len; i++)
        if (str_eq(request->files.at[i].field, S("file")) && request->files.at[i].bytes.len > 0)
            return &request->files.at[i];
    return NULL;
}

/* What a file came to. Reading takes a while and needs a process of its own, so it is done before
 * the writer is entered.
 */
struct reading_done {
    enum err err;
    struct fault fault;
    struct str sheet, columns, encoding;
};

static struct reading_done *read_file(struct work *work, const struct file *file)
{
    struct reading_done *done = NEW(work->arena, struct reading_done);

    done->err = import_strip(work, file->bytes, &done->sheet, &done->columns, &done->encoding);
    done->fault = work->fault;
    work->fault = (struct fault){0};
    return done;
}

static enum err read_first(struct request *request, const struct team_access *by)
{
    const struct file *file = upload(request);

    (void)by;
    if (file) /* else the handler says so, beside the field */
        request->prepared = read_file(request->work, file);
    return OK;
}

static enum err store_upload(struct request *request, const struct team_access *by,
                             struct import_id *ret)
{
    struct work *work = request->work;
    const struct file *file = upload(request);
    struct str as = form_text(request, S("as"));
    struct person_id actor = scheme_actor(team_scheme(by));
    struct scheme_cohort cohort;

    if (!str_eq(as, S("mentor")) && !str_eq(as, S("mentee")))
        return work_fail(work, ERR_INVALID, S("as"), S("Say who is in the list."));
    if (!file)
        return work_fail(work, ERR_INVALID, S("file"), S("Choose the file with your list."));
    const struct reading_done *done = request->prepared ? request->prepared : read_file(work, file);
    work->fault = done->fault;
    TRY(done->err);
    TRY(scheme_cohort_get(work, scheme_visitor(team_scheme(by)), &cohort));
    *ret = (struct import_id){work_new_key(work)};
    return import_add(work, by, *ret, cohort.id, as, file->name, done->encoding, done->sheet,
                      done->columns, (struct maybe_person_id){actor.n != 0, actor}, work->now);
}

static enum err read_page(struct request *request, const struct team_access *by)
{
    struct import_id import = {0};
    enum err err = store_upload(request, by, &import);

    if (err == ERR_INVALID)
        TRY(new_page(request, by));
    if (err == OK)
        request_go_to(request, "%.*s/team/people/import/%lld/columns",
                      ARG(request->viewer.scheme_path), (long long)import.n);
    return err;
}

static enum err sample_page(struct request *request, const struct team_access *by)
{
    enum role role = role_of(query_text(request, S("as")));

    (void)by;
    buf_add(request->out, import_sample(role));
    request->reply.type = S("text/csv; charset=utf-8");
    request->reply.filename = role == ROLE_MENTOR ? S("mentors.csv") : S("mentees.csv");
    return OK;
}

/* The import of the path, and how to read it. */
static enum err find_import(struct request *request, const struct team_access *by,
                            struct import_row *ret, struct import_source *ret_source)
{
    struct import_id id = {request_key(request, S("import"))};

    TRY(import_get(request->work, by, id, ret));
    *ret_source = (struct import_source){
        .role = role_of(ret->role),
        .cohort = ret->cohort,
        .sheet = ret->sheet,
        .columns = ret->columns,
        .words = ret->words,
    };
    return OK;
}

/* The first two things that stand in a column. */
static struct str samples_of(struct arena *arena, const struct sheet *sheet, size_t header,
                             size_t column)
{
    enum { MOST_BYTES = 60, MOST_SAMPLES = 2 };
    struct buf samples = {.arena = arena};
    size_t found = 0;

    for (size_t i = header + 1; i < sheet->len && found < MOST_SAMPLES; i++) {
        struct str cell = str_trim(sheet_cell(&sheet->rows[i], column));
        if (cell.len == 0 || cell.len > MOST_BYTES)
            continue;
        buf_addf(&samples, "%s%.*s", found > 0 ? " · " : "", ARG(cell));
        found++;
    }
    return buf_str(&samples);
}

static struct import_options field_options(struct arena *arena, enum role role)
{
    struct import_option *options = NEW_ARRAY(arena, struct import_option, ROSTER_FIELD_COUNT);
    size_t len = 0;

    for (size_t i = 0; i < ROSTER_FIELD_COUNT; i++) {
        enum roster_field field = (enum roster_field)i;
        if (field == ROSTER_CAPACITY && role == ROLE_MENTEE)
            continue;
        options[len++] =
            (struct import_option){roster_field_name(field), roster_field_label(field)};
    }
    return (struct import_options){options, len};
}

static enum err columns_page(struct request *request, const struct team_access *by)
{
    struct arena *arena = request->work->arena;
    struct import_row import;
    struct import_source source;
    struct sheet sheet;
    struct roster_columns columns;

    TRY(find_import(request, by, &import, &source));
    if (!str_eq(import.state, S("read")))
        return ERR_NOT_FOUND;
    TRY(sheet_read(request->work, source.sheet, &sheet));
    import_columns_read(&sheet, source.columns, &columns);

    struct import_column *views = NEW_ARRAY(arena, struct import_column, columns.len + 1);
    for (size_t i = 0; i < columns.len; i++)
        views[i] = (struct import_column){
            .letters = sheet_column_letters(arena, i),
            .header = str_trim(sheet_cell(&sheet.rows[columns.header], i)),
            .samples = samples_of(arena, &sheet, columns.header, i),
            .field = columns.of[i],
        };
    import_columns_html(
        request->out,
        frame_of(request, S("What is in each column?"), "/import", S("Back to import")),
        import.encoding, (struct import_columns){views, columns.len},
        field_options(arena, source.role), request->work->fault);
    return OK;
}

/* What the form says of each column, in their order. */
static struct str chosen_columns(const struct request *request)
{
    struct buf names = {.arena = request->work->arena};

    for (size_t i = 0; i < request->form.len; i++)
        if (str_eq(request->form.at[i].name, S("column")))
            buf_addf(&names, "%s%.*s", names.len > 0 ? " " : "", ARG(request->form.at[i].value));
    return buf_str(&names);
}

static enum err choose_columns(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct import_row import;
    struct import_source source;
    struct import_mapped_row mapped;
    struct import_plan plan;

    TRY(find_import(request, by, &import, &source));
    source.columns = chosen_columns(request);
    TRY(import_plan(work, by, &source, &plan)); /* says which column is still wanted */
    import_strip_chosen(work->arena, &plan, &source.sheet, &source.columns);
    return import_set_columns(work, by, import.id, source.sheet, source.columns, &mapped);
}

static enum err columns_save(struct request *request, const struct team_access *by)
{
    enum err err = choose_columns(request, by);

    if (err == ERR_INVALID)
        TRY(columns_page(request, by));
    if (err == OK)
        go_to_import(request, (struct import_id){request_key(request, S("import"))});
    return err;
}

static struct import_steps first_steps(struct arena *arena, const struct import_plan *plan,
                                       enum import_act act)
{
    struct import_step *steps = NEW_ARRAY(arena, struct import_step, IMPORT_SHOWN);
    size_t len = 0;

    for (size_t i = 0; i < plan->steps.len && len < IMPORT_SHOWN; i++)
        if (plan->steps.at[i].act == act)
            steps[len++] = plan->steps.at[i];
    return (struct import_steps){steps, len};
}

/* Those that keep a record out stand before those that only tell. */
static struct import_problems first_problems(struct arena *arena, const struct import_plan *plan)
{
    static const enum roster_level order[] = {ROSTER_ERROR, ROSTER_WARNING};
    struct roster_problem *first = NEW_ARRAY(arena, struct roster_problem, IMPORT_SHOWN);
    size_t len = 0;

    for (size_t level = 0; level < COUNT(order); level++)
        for (size_t i = 0; i < plan->problems.len && len < IMPORT_SHOWN; i++)
            if (plan->problems.at[i].level == order[level])
                first[len++] = plan->problems.at[i];
    return (struct import_problems){first, len};
}

static struct str plan_title(struct arena *arena, const struct import_plan *plan)
{
    struct buf title = {.arena = arena};
    int64_t come = plan->adds + plan->changes;

    if (come == 0)
        return S("Nothing new in this list");
    buf_addf(&title, "%lld %s would come in", (long long)come, come == 1 ? "person" : "people");
    if (plan->refuses > 0)
        buf_addf(&title, ", %lld cannot", (long long)plan->refuses);
    return buf_str(&title);
}

static enum err plan_page(struct request *request, const struct team_access *by,
                          const struct import_row *import, const struct import_source *source)
{
    struct work *work = request->work;
    struct import_view view;
    struct import_plan plan;

    TRY(import_plan(work, by, source, &plan));
    TRY(import_meanings_get(work, by, source->words, &plan, &view.meanings));
    view.problems = first_problems(work->arena, &plan);
    view.adds = first_steps(work->arena, &plan, IMPORT_ADDS);
    view.changes = first_steps(work->arena, &plan, IMPORT_CHANGES);
    import_plan_html(
        request->out,
        frame_of(request, plan_title(work->arena, &plan), "/import", S("Back to import")), import,
        &plan, &view, work->fault);
    return OK;
}

static enum err done_page(struct request *request, const struct team_access *by,
                          const struct import_row *import)
{
    struct buf title = {.arena = request->work->arena};
    struct import_waiting_rows waiting = {0};
    struct import_held_row held;
    bool is_done = str_eq(import->state, S("done"));
    int64_t came = import->added + import->changed;

    TRY(import_count_held(request->work, by, import->id, &held));
    if (is_done) {
        TRY(import_waiting_blocks(request->work, by, import->cohort, &waiting));
        buf_addf(&title, "%lld %s came in", (long long)came, came == 1 ? "person" : "people");
    } else {
        buf_add(&title, S("The import is undone"));
    }
    import_done_html(request->out,
                     frame_of(request, buf_str(&title), "/import", S("Back to import")), import,
                     waiting, is_done && held.number == 0, request->work->fault);
    return OK;
}

static enum err import_page(struct request *request, const struct team_access *by)
{
    struct import_row import;
    struct import_source source;

    TRY(find_import(request, by, &import, &source));
    if (!str_eq(import.state, S("read")))
        return done_page(request, by, &import);

    enum err err = plan_page(request, by, &import, &source);
    if (err == ERR_INVALID) { /* a column is wanted: say which, where it is chosen */
        request_go_to(request, "%.*s/team/people/import/%lld/columns",
                      ARG(request->viewer.scheme_path), (long long)import.id.n);
        return OK;
    }
    return err;
}

static enum err carry_out(struct request *request, const struct team_access *by)
{
    struct import_row import;
    struct import_source source;
    struct import_plan plan;

    TRY(find_import(request, by, &import, &source));
    if (str_eq(import.state, S("read"))) { /* a second press of the button finds it done */
        TRY(import_plan(request->work, by, &source, &plan));
        TRY(import_carry_out(request->work, by, import.id, &source, &plan,
                             str_eq(form_text(request, S("tell")), S("yes")), NULL));
    }
    go_to_import(request, import.id);
    return OK;
}

static enum err words_save(struct request *request, const struct team_access *by)
{
    struct import_id id = {request_key(request, S("import"))};
    struct import_worded_row worded;

    TRY(import_set_words(request->work, by, id,
                         import_meanings_take(request->work->arena, &request->form), &worded));
    go_to_import(request, id);
    return OK;
}

static enum err invite(struct request *request, const struct team_access *by)
{
    struct import_id id = {request_key(request, S("import"))};

    TRY(import_invite_later(request->work, by, id));
    go_to_import(request, id);
    return OK;
}

static enum err undo(struct request *request, const struct team_access *by)
{
    struct import_id id = {request_key(request, S("import"))};
    enum err err = import_undo(request->work, by, id);

    if (err == ERR_INVALID)
        TRY(import_page(request, by));
    if (err == OK)
        go_to_import(request, id);
    return err;
}

static enum err problems_page(struct request *request, const struct team_access *by)
{
    struct import_row import;
    struct import_source source;
    struct import_plan plan;

    TRY(find_import(request, by, &import, &source));
    if (!str_eq(import.state, S("read")))
        return ERR_NOT_FOUND;
    TRY(import_plan(request->work, by, &source, &plan));
    buf_add(request->out, S("\xEF\xBB\xBFRow,Column,What is wrong,Comes in\r\n"));
    for (size_t i = 0; i < plan.problems.len; i++) {
        const struct roster_problem *problem = &plan.problems.at[i];
        buf_addf(request->out, "%zu,", problem->record);
        sheet_put_shown(request->out, problem->column);
        buf_add(request->out, S(","));
        sheet_put_shown(request->out, problem->reason);
        buf_addf(request->out, ",%s\r\n", problem->level == ROSTER_ERROR ? "no" : "yes");
    }
    request->reply.type = S("text/csv; charset=utf-8");
    request->reply.filename = S("rows-to-look-at.csv");
    return OK;
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/team/people/import", TEAM(new_page), "Choose a list of people to bring in"},
    {POST, "/s/{scheme}/team/people/import", TEAM_AFTER(read_first, read_page),
     "Read a list of people"},
    {GET, "/s/{scheme}/team/people/import/sample", TEAM(sample_page), "A list to begin with"},
    {GET, "/s/{scheme}/team/people/import/{import}", TEAM(import_page),
     "What would come of a list, or what came of it"},
    {POST, "/s/{scheme}/team/people/import/{import}", TEAM(carry_out),
     "Bring in the people of a list"},
    {GET, "/s/{scheme}/team/people/import/{import}/columns", TEAM(columns_page),
     "What each column of a list is taken for"},
    {POST, "/s/{scheme}/team/people/import/{import}/columns", TEAM(columns_save),
     "Say what each column is"},
    {POST, "/s/{scheme}/team/people/import/{import}/words", TEAM(words_save),
     "Say what unknown words mean"},
    {GET, "/s/{scheme}/team/people/import/{import}/problems", TEAM(problems_page),
     "The rows of a list to look at, as CSV"},
    {POST, "/s/{scheme}/team/people/import/{import}/invite", TEAM(invite),
     "Invite whom an import brought in"},
    {POST, "/s/{scheme}/team/people/import/{import}/undo", TEAM(undo), "Undo an import"},
};

const struct routes import_routes = LIST(rows);
