#include "mail/frame.h"

struct html frame_paragraphs(struct arena *arena, struct str text)
{
    struct buf out = {.arena = arena};
    bool is_open = false;

    while (text.at) {
        struct str line = str_cut(&text, '\n');
        if (str_trim(line).len == 0) {
            buf_add(&out, is_open ? S("</p>\n") : S(""));
            is_open = false;
            continue;
        }
        buf_add(&out, is_open ? S("<br>\n") : S("<p>"));
        is_open = true;
        put_text(&out, str_trim(line));
    }
    if (is_open)
        buf_add(&out, S("</p>\n"));
    return (struct html){buf_str(&out)};
}

struct html frame_link(struct arena *arena, const struct mail_link *link, struct str class)
{
    struct buf out = {.arena = arena};

    buf_add(&out, S("<a class=\""));
    put_text(&out, class);
    buf_add(&out, S("\" href=\""));
    put_text(&out, link->url);
    buf_add(&out, S("\">"));
    put_text(&out, link->label);
    buf_add(&out, S("</a>"));
    return (struct html){buf_str(&out)};
}
