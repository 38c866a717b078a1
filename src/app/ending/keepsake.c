/* keepsake.c - the page that each of the two takes away: the whole braid, when they met, what
 * became of the goals beside the first words, what each takes along, the thanks. It is there as
 * long as the pair's content is, also after the end, and prints on A4.
 */
#include "app/ending/ending_inside.h"

#include "app/timeline/timeline.h"
#include "ical/when.h"
#include "keepsake_html.h"

static enum err tell_takeaways(struct work *work, const struct pair_access *by,
                               struct keepsake_view *view)
{
    struct closure_takeaway_rows rows;
    const struct zone *zone;

    TRY(zone_find(work->arena, view->two.me.zone, &zone));
    TRY(closure_takeaways(work, by, &rows));
    struct keepsake_word *at = NEW_ARRAY(work->arena, struct keepsake_word, rows.len + 1);
    for (size_t i = 0; i < rows.len; i++)
        at[i] = (struct keepsake_word){
            .when = rows.at[i].starts_at.is_set
                        ? when_day(work->arena, zone, rows.at[i].starts_at.at, work->now)
                        : (struct str){0},
            .name = rows.at[i].is_mine ? S("You") : rows.at[i].name,
            .words = rows.at[i].words};
    view->takeaways = (struct keepsake_words){at, rows.len};
    return OK;
}

static enum err draw(struct work *work, const struct pair_access *by, struct keepsake_view *view)
{
    struct buf out = {.arena = work->arena};
    struct braid braid;

    TRY(timeline_braid(work, by, &view->two, &braid));
    view->story = braid_sentence(work->arena, &braid, BRAID_YOU);
    braid_put(&out, &braid, BRAID_NARROW, view->story);
    braid_put(&out, &braid, BRAID_WIDE, view->story);
    view->braid = (struct html){buf_str(&out)};
    return OK;
}

static enum err look(struct work *work, const struct pair_access *by, struct keepsake_view *view)
{
    struct closure_mine_rows mine;
    struct closure_theirs_rows theirs;

    TRY(closure_mine(work, by, &mine));
    TRY(closure_theirs(work, by, &theirs));
    if (mine.len > 0)
        view->mine = mine.at[0];
    if (theirs.len > 0)
        view->theirs = theirs.at[0];
    view->is_done = mine.len > 0 && mine.at[0].done_at.is_set;
    TRY(closure_touch(work, by, &view->touch));
    TRY(closure_goals(work, by, &view->goals));
    TRY(closure_aims(work, by, &view->aims));
    TRY(tell_takeaways(work, by, view));
    return draw(work, by, view);
}

enum err keepsake_page(struct request *request, const struct pair_access *by)
{
    struct work *work = request->work;
    struct keepsake_view view = {0};
    struct buf title = {.arena = work->arena}, back = {.arena = work->arena};

    TRY(pair_two_get(work, by, &view.two));
    TRY(ending_pair(work, by, &view.pair));
    if (!view.pair.introduced_at.is_set)
        return ERR_NOT_FOUND; /* there is no story yet */
    TRY(look(work, by, &view));
    view.is_mentee = view.two.reader == ROLE_MENTEE;
    view.is_over = view.pair.ended_at.is_set;
    view.mentee = view.is_mentee ? view.two.me.name : view.two.other.name;
    view.mentor = view.is_mentee ? view.two.other.name : view.two.me.name;
    buf_addf(&title, "%.*s and %.*s", ARG(view.mentee), ARG(view.mentor));
    buf_addf(&back, "Back to you and %.*s", ARG(view.two.other.name));
    view.frame = frame_new(request, FRAME_PAIR, buf_str(&title));
    view.frame->back = view.frame->pair;
    view.frame->back_to = buf_str(&back);
    keepsake_html(request->out, &view);
    return OK;
}
