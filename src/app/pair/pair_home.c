#include "app/access/access.h"
#include "app/pair/pair_inside.h"
#include "app/training/training.h"
#include "app/waiting/waiting.h"

#include "pair_home_html.h"
#include "pair_wait_html.h"

/* Look at one pair with the proof of being one of its two. */
static enum err look_at_one(struct request *request, const struct pair_access *by, void *with)
{
    struct pair_place *place = with;
    struct pair_view view = {0};

    TRY(pair_look(request, by, &view));
    place->name = view.two.other.name;
    place->path = pair_path(request, by);
    place->move = view.move;
    return OK;
}

/* Yours come first, and among them the one that is listed first is marigold. */
static void order(struct pair_places *places)
{
    size_t yours = 0;

    for (size_t i = 0; i < places->len; i++) {
        if (places->at[i].move.whose != MOVE_YOURS)
            continue;
        struct pair_place place = places->at[i];
        for (size_t k = i; k > yours; k--)
            places->at[k] = places->at[k - 1];
        places->at[yours++] = place;
    }
    if (yours > 0)
        places->at[0].is_first = true;
}

static enum err several(struct request *request, const struct scheme_access *by,
                        const struct pair_mine_rows *pairs)
{
    struct arena *arena = request->work->arena;
    struct viewer viewer = request->viewer;
    struct pair_places places = {NEW_ARRAY(arena, struct pair_place, pairs->len), pairs->len};
    struct pair_move *moves = NEW_ARRAY(arena, struct pair_move, pairs->len);

    for (size_t i = 0; i < pairs->len; i++) {
        TRY(access_enter_pair(request, by, pairs->at[i].id, look_at_one, &places.at[i]));
        moves[i] = places.at[i].move;
    }
    request->viewer = viewer;
    order(&places);
    struct frame *frame = frame_new(request, FRAME_PAIR, S("Your mentoring"));
    frame->at = AT_HOME;
    pair_home_html(request->out, frame, pair_moves_head(arena, moves, pairs->len), places);
    return OK;
}

enum err pair_home_page(struct request *request, const struct scheme_access *by)
{
    struct pair_mine_rows pairs;
    struct html card, gate;

    TRY(pair_list_mine(request->work, by, &pairs));
    if (pairs.len > 1)
        return several(request, by, &pairs);
    if (pairs.len == 1) {
        request_go_to(request, "%.*s/pairs/%lld", ARG(request->viewer.scheme_path),
                      (long long)pairs.at[0].id.n);
        return OK;
    }
    if (request->viewer.is_team && !request->viewer.is_mentee && !request->viewer.is_mentor) {
        request_go_to(request, "%.*s/team", ARG(request->viewer.scheme_path));
        return OK;
    }
    struct frame *frame = frame_new(request, FRAME_PAIR, S("You are on the list"));
    frame->at = AT_HOME;
    TRY(waiting_card(request, by, &card));
    TRY(training_card(request, by, &gate));
    pair_wait_html(request->out, frame, gate, card, request->viewer.is_mentor);
    return OK;
}
