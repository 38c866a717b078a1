#include "app/kit/kit.h"

#include "app/kit/kit_view.h"
#include "app/path/path.h"
#include "kit_page_html.h"
#include "web/web.h"

static enum err kit_page(struct request *request, const struct pair_access *by)
{
    struct work *work = request->work;
    struct kit_view view = {0};
    struct buf back = {.arena = work->arena};

    TRY(pair_two_get(work, by, &view.two));
    TRY(kit_get(work, by, &view.kit));
    TRY(path_html_of(work, pair_scheme(by), view.kit.mentor_place, &view.path));
    TRY(kit_shared(work, by, &view.shared));
    TRY(kit_aims(work, by, &view.aims));
    TRY(kit_told(work, by, &view.told));
    TRY(agreement_rhythm_find(work, pair_scheme(by), pair_key(by), &view.rhythm));
    view.is_mentee = view.two.reader == ROLE_MENTEE;
    view.frame = frame_new(request, FRAME_PAIR, S("For your first meeting"));
    view.frame->back = view.frame->pair;
    buf_addf(&back, "Back to you and %.*s", ARG(view.two.other.name));
    view.frame->back_to = buf_str(&back);
    kit_page_html(request->out, &view);
    return OK;
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/pairs/{pair}/kit", PAIR_MEMBER(kit_page),
     "The first-meeting kit, made from what both said"},
};
static const struct routes kit_routes = LIST(rows);

const struct concept kit_concept = {.name = "kit", .routes = &kit_routes};
