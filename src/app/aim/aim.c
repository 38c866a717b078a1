#include "app/aim/aim.h"

#include "aim_card_html.h"
#include "aim_list_html.h"
#include "aim_sql.h"
#include "app/aim/aim_view.h"
#include "app/pair/pair.h"
#include "web/web.h"

enum err aim_set(struct work *work, const struct pair_access *by, struct str title, bool is_shared,
                 struct aim_id *ret)
{
    struct added_aim_row row;

    if (pair_role(by) != ROLE_MENTOR)
        return work_fail(work, ERR_INVALID, S("title"), S("Aims are the mentor's to write."));
    if (title.len == 0)
        return work_fail(work, ERR_INVALID, S("title"), S("Say what you hope to gain."));
    if (str_letters(title) > AIM_TITLE_MAX)
        return work_fail(work, ERR_INVALID, S("title"), S("Use at most 200 letters."));
    *ret = (struct aim_id){work_new_key(work)};
    enum err err = aim_add(work, by, *ret, title, is_shared, AIM_MOST, &row);
    if (err == ERR_NOT_FOUND)
        return work_fail(work, ERR_INVALID, S("title"),
                         S("Three are plenty. Take one away before you add another."));
    return err;
}

enum err aim_share(struct work *work, const struct pair_access *by, struct aim_id aim,
                   bool is_shared)
{
    struct stamped_aim_row row;

    if (pair_role(by) != ROLE_MENTOR)
        return ERR_NOT_FOUND;
    return aim_stamp(work, by, aim, is_shared, &row);
}

enum err aim_remove(struct work *work, const struct pair_access *by, struct aim_id aim)
{
    struct removed_aim_row row;

    if (pair_role(by) != ROLE_MENTOR)
        return ERR_NOT_FOUND;
    return aim_take_away(work, by, aim, &row);
}

static struct str path_of(struct request *request, const struct pair_access *by)
{
    struct buf out = {.arena = request->work->arena};

    buf_addf(&out, "%.*s/aims", ARG(pair_path(request, by)));
    return buf_str(&out);
}

static enum err list_page(struct request *request, const struct pair_access *by)
{
    struct aim_view view = {.fault = request->work->fault, .path = path_of(request, by)};
    struct buf title = {.arena = request->work->arena};
    struct pair_two two;

    TRY(pair_two_get(request->work, by, &two));
    TRY(aim_list(request->work, by, &view.aims));
    view.is_mentor = two.reader == ROLE_MENTOR;
    view.may_add = view.is_mentor && pair_is_open(&two) && view.aims.len < AIM_MOST;
    view.mentor = view.is_mentor ? two.me.name : two.other.name;
    view.gains = two.gains;
    view.title = form_text(request, S("title"));
    view.is_private = !str_eq(form_text(request, S("seen")), S("pair"));
    view.share = pair_seen(request->work->arena, &two);
    if (view.is_mentor)
        buf_add(&title, S("What you hope to gain"));
    else
        buf_addf(&title, "What %.*s hopes to gain", ARG(view.mentor));
    view.frame = frame_new(request, FRAME_PAIR, buf_str(&title));
    view.frame->at = AT_AIMS;
    view.frame->back = view.frame->pair;
    aim_list_html(request->out, &view);
    return OK;
}

static enum err add_page(struct request *request, const struct pair_access *by)
{
    struct aim_id aim;
    enum err err = aim_set(request->work, by, form_text(request, S("title")),
                           str_eq(form_text(request, S("seen")), S("pair")), &aim);

    if (err == ERR_INVALID)
        TRY(list_page(request, by));
    request_go_to(request, "%.*s", ARG(path_of(request, by)));
    return err;
}

static enum err change_page(struct request *request, const struct pair_access *by)
{
    struct aim_id aim = {request_key(request, S("aim"))};
    struct str what = form_text(request, S("do"));

    if (str_eq(what, S("remove")))
        TRY(aim_remove(request->work, by, aim));
    else
        TRY(aim_share(request->work, by, aim, str_eq(what, S("share"))));
    request_go_to(request, "%.*s", ARG(path_of(request, by)));
    return OK;
}

enum err aim_card(struct request *request, const struct pair_access *by, struct str mentor,
                  struct str gains, struct html *ret)
{
    struct buf out = {.arena = request->work->arena};
    struct aim_view view = {.path = path_of(request, by),
                            .mentor = mentor,
                            .gains = gains,
                            .is_mentor = pair_role(by) == ROLE_MENTOR};

    TRY(aim_list(request->work, by, &view.aims));
    aim_card_html(&out, &view);
    *ret = (struct html){buf_str(&out)};
    return OK;
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/pairs/{pair}/aims", PAIR_MEMBER(list_page), "What the mentor hopes to gain"},
    {POST, "/s/{scheme}/pairs/{pair}/aims", PAIR_MEMBER(add_page), "Name one more aim"},
    {POST, "/s/{scheme}/pairs/{pair}/aims/{aim}", PAIR_MEMBER(change_page),
     "Share an aim, keep it to oneself, or take it away"},
};

static const struct routes aim_routes = LIST(rows);

const struct concept aim_concept = {.name = "aim", .routes = &aim_routes};
