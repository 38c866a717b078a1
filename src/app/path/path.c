#include "app/path/path.h"

#include "app/path/path_inside.h"

#include "path_edit_html.h"
#include "path_turns_html.h"

static const struct str fields[PATH_TURNS] = {{"turn1", 5}, {"turn2", 5}, {"turn3", 5}};

enum err path_set(struct work *work, const struct scheme_access *by,
                  const struct str turns[PATH_TURNS])
{
    struct path_place_row place;
    int64_t n = 0;

    for (size_t i = 0; i < PATH_TURNS; i++)
        if (str_letters(turns[i]) > PATH_WORDS_MAX)
            return work_fail(work, ERR_INVALID, fields[i], S("Please use at most 300 letters."));
    TRY(path_mine(work, by, &place));
    TRY(path_clear(work, by, place.participant));
    for (size_t i = 0; i < PATH_TURNS; i++)
        if (turns[i].len > 0)
            TRY(path_add(work, by, place.participant, ++n, turns[i]));
    return OK;
}

enum err path_html_of(struct work *work, const struct scheme_access *by,
                      struct participant_id participant, struct html *ret)
{
    struct path_turn_rows turns;
    struct buf out = {.arena = work->arena};

    TRY(path_list(work, by, participant, &turns));
    if (turns.len > 0)
        path_turns_html(&out, turns);
    *ret = (struct html){buf_str(&out)};
    return OK;
}

static enum err edit_page(struct request *request, const struct scheme_access *by)
{
    struct work *work = request->work;
    struct path_view view = {.fault = work->fault};
    struct buf back = {.arena = work->arena};
    struct path_place_row place;
    struct path_turn_rows turns;

    TRY(path_mine(work, by, &place));
    TRY(path_list(work, by, place.participant, &turns));
    for (size_t i = 0; i < PATH_TURNS; i++)
        if (request->method == POST)
            view.turns[i] = form_text(request, fields[i]);
        else if (i < turns.len)
            view.turns[i] = turns.at[i].words;
    TRY(path_html_of(work, by, place.participant, &view.shown));
    view.frame = frame_new(request, FRAME_PAIR, S("Your path, in three turns"));
    view.frame->side = SIDE_MENTOR;
    buf_addf(&back, "%.*s/profile", ARG(request->viewer.scheme_path));
    view.frame->back = buf_str(&back);
    view.frame->back_to = S("Back to what you say about yourself");
    path_edit_html(request->out, &view);
    return OK;
}

static enum err edit_form(struct request *request, const struct scheme_access *by)
{
    struct str turns[PATH_TURNS];

    for (size_t i = 0; i < PATH_TURNS; i++)
        turns[i] = form_text(request, fields[i]);
    enum err err = path_set(request->work, by, turns);
    if (err == ERR_INVALID)
        TRY(edit_page(request, by));
    request_go_to(request, "%.*s/profile/path", ARG(request->viewer.scheme_path));
    return err;
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/profile/path", MEMBER(edit_page), "A mentor's path, in three turns"},
    {POST, "/s/{scheme}/profile/path", MEMBER(edit_form), "Say one's path anew"},
};
static const struct routes path_routes = LIST(rows);

const struct concept path_concept = {.name = "path", .routes = &path_routes};
