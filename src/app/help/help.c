#include "app/help/help.h"

#include "app/scheme/scheme.h"
#include "web/frame.h"
#include "web/web.h"

#include "help_accessibility_html.h"
#include "help_help_html.h"
#include "help_privacy_html.h"

enum { YEAR_S = 31536000 };

/* Nobody's page, or a member's: with the navigation of whoever is signed in. */
static struct frame *frame_of(struct request *request, struct str title, struct str about)
{
    struct frame *frame = frame_new(request, FRAME_OPEN, title);

    frame->about = about;
    return frame;
}

static enum err help_page(struct request *request, const struct public_access *by)
{
    struct scheme_rules none = {0};

    (void)by;
    help_help_html(request->out,
                   frame_of(request, S("Help"), S("Whom to turn to when something is not right.")),
                   &none);
    return OK;
}

static enum err scheme_help_page(struct request *request, const struct visitor_access *by)
{
    struct scheme_rules rules;

    TRY(scheme_rules_get(request->work, by, &rules));
    help_help_html(request->out,
                   frame_of(request, S("Help"), S("Whom to turn to when something is not right.")),
                   &rules);
    return OK;
}

static enum err privacy_page(struct request *request, const struct public_access *by)
{
    struct scheme_rules none = {0};

    (void)by;
    help_privacy_html(
        request->out,
        frame_of(request, S("Privacy"), S("Who sees what, how long it is kept, and your rights.")),
        &none);
    return OK;
}

static enum err accessibility_page(struct request *request, const struct public_access *by)
{
    (void)by;
    help_accessibility_html(request->out, frame_of(request, S("Accessibility"),
                                                   S("How these pages can be used, and what to do "
                                                     "when one of them cannot.")));
    return OK;
}

/* A year, or gone at once for "as my device". */
static enum err theme_page(struct request *request, const struct public_access *by)
{
    struct str theme = form_text(request, S("theme"));
    bool is_set = str_eq(theme, S("light")) || str_eq(theme, S("dark"));
    struct buf cookie = {.arena = request->work->arena};

    (void)by;
    buf_addf(&cookie, "rapport-theme=%.*s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%d",
             ARG(is_set ? theme : S("")), is_set ? YEAR_S : 0);
    request->reply.cookies[0] = buf_str(&cookie);
    request_go_to(request, "/accessibility");
    return OK;
}

static const struct route rows[] = {
    {GET, "/help", ANYONE(help_page), "Whom to turn to"},
    {GET, "/privacy", ANYONE(privacy_page), "Who sees what, and for how long"},
    {GET, "/accessibility", ANYONE(accessibility_page), "How these pages can be used"},
    {POST, "/accessibility", ANYONE(theme_page), "Choose light or dark pages"},
    {GET, "/s/{scheme}/help", VISITOR(scheme_help_page), "Whom to turn to in this scheme"},
};

static const struct routes help_routes = LIST(rows);

const struct concept help_concept = {.name = "help", .routes = &help_routes};
