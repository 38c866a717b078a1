#include "web/frame.h"

#include "web/web.h"

/* One letter of UTF-8 at the start of text, in upper case where it is ASCII. */
static void add_letter(struct buf *out, struct str text)
{
    size_t len = 1;

    while (len < text.len && ((unsigned char)text.at[len] & 0xC0) == 0x80)
        len++;
    if (text.len > 0 && text.at[0] >= 'a' && text.at[0] <= 'z')
        buf_addf(out, "%c", text.at[0] - 'a' + 'A');
    else if (text.len > 0)
        buf_add(out, (struct str){text.at, len});
}

struct str frame_initials(struct arena *arena, struct str name)
{
    struct buf out = {.arena = arena};
    struct str rest = str_trim(name), first = str_cut(&rest, ' '), last = {0};

    while (rest.at) {
        struct str word = str_cut(&rest, ' ');
        if (word.len > 0)
            last = word;
    }
    add_letter(&out, first);
    add_letter(&out, last);
    return buf_str(&out);
}

static struct str pair_path(const struct request *request)
{
    int64_t pair = request_key(request, S("pair"));
    struct buf path = {.arena = request->work->arena};

    if (pair == 0 || request->viewer.is_team)
        return (struct str){0};
    buf_addf(&path, "%.*s/pairs/%lld", ARG(request->viewer.scheme_path), (long long)pair);
    return buf_str(&path);
}

static struct str help_path(const struct request *request, struct str pair)
{
    struct buf path = {.arena = request->work->arena};

    buf_addf(&path, "%.*s/help", ARG(pair.len > 0 ? pair : request->viewer.scheme_path));
    return buf_str(&path);
}

struct frame *frame_new(const struct request *request, enum frame_kind kind, struct str title)
{
    const struct viewer *viewer = &request->viewer;
    struct frame *frame = NEW(request->work->arena, struct frame);
    struct buf once = {.arena = request->work->arena};

    frame->kind = kind;
    frame->title = title;
    frame->has_error = request->work->fault.text.len > 0;
    frame->site = viewer->scheme_name.len > 0 ? viewer->scheme_name : S("Rapport");
    frame->site_line = viewer->scheme_place;
    frame->scheme = viewer->scheme_path;
    frame->pair = pair_path(request);
    frame->help = help_path(request, frame->pair);
    if (!str_starts(request->path, S("/a/"))) /* a signed link opens no session */
        frame->person = viewer->name;
    frame->initials = frame_initials(request->work->arena, frame->person);
    frame->unread = kind == FRAME_PAIR || kind == FRAME_TEAM ? 0 : -1;
    if (str_eq(request->theme, S("light")) || str_eq(request->theme, S("dark")))
        frame->theme = request->theme;
    frame->token = request->form_token;
    buf_addf(&once, "%lld", (long long)work_new_key(request->work));
    frame->once = buf_str(&once);
    if (kind == FRAME_PAIR && viewer->is_mentor && !viewer->is_mentee)
        frame->side = SIDE_MENTOR;
    else if (kind == FRAME_PAIR && (viewer->is_mentee || !viewer->is_team))
        frame->side = SIDE_MENTEE;
    return frame;
}
