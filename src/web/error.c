#include "web/error.h"

#include "error_html.h"

struct page {
    int status;
    const char *title, *what;
};

static const struct page pages[] = {
    {500, "Something went wrong here",
     "It is our fault, not yours. What you had saved before is safe; what you just sent was not "
     "saved. Go back: your text should still be there. Copy it, then try again."},
    {400, "We could not read that request",
     "Nothing was changed. Go back and try once more, or start from your home page."},
    {403, "This form is too old, or came from somewhere else",
     "Nothing was changed. Go back, copy what you wrote, load the page again and send it from "
     "there."},
    {404, "There is no page here",
     "The address may be mistyped, the page may be gone, or it may belong to somebody else. "
     "Nothing was changed."},
    {405, "That cannot be done here", "Nothing was changed."},
    {409, "Somebody was quicker",
     "This changed while you were looking at it, so what you sent was not saved. Go back, load "
     "the page again and look at what is new."},
    {413, "That is too much at once",
     "The text or file is larger than we take. Nothing was changed. Go back, make it shorter and "
     "send it again."},
    {422, "Something is missing in what you sent",
     "Nothing was changed. Go back, look at your answers and send them again."},
    {429, "Too many tries", "Please wait a few minutes, then try again."},
    {503, "Rapport is busy for a moment",
     "What you sent was not saved. Wait a few seconds, go back and send it again: your text "
     "should still be there."},
};

void error_put(struct buf *out, int status, struct str detail)
{
    const struct page *page = &pages[0];

    for (size_t i = 0; i < COUNT(pages); i++)
        if (pages[i].status == status)
            page = &pages[i];
    struct frame frame = {.kind = FRAME_TASK, .title = str_of(page->title), .site = S("Rapport")};
    error_html(out, &frame, str_of(page->what), detail);
}
