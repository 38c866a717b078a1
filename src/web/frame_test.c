#include "web/frame.h"

#include "about_html.h"
#include "errors_html.h"
#include "frame_bottom_html.h"
#include "frame_top_html.h"
#include "web/error.h"

#include <criterion/criterion.h>
#include <string.h>

static struct str page_of(struct arena *arena, const struct frame *frame)
{
    struct buf out = {.arena = arena};

    frame_top_html(&out, frame);
    buf_add(&out, S("<h1>x</h1>"));
    frame_bottom_html(&out, frame);
    return buf_str(&out);
}

static int count(struct str page, const char *part)
{
    int n = 0;
    size_t len = strlen(part);

    for (size_t i = 0; i + len <= page.len; i++)
        n += memcmp(page.at + i, part, len) == 0;
    return n;
}

Test(frame, every_kind_of_page_has_one_main_one_heading_and_a_way_past_the_navigation)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();

    for (enum frame_kind kind = FRAME_OPEN; kind <= FRAME_TASK; kind++) {
        struct frame frame = {.kind = kind,
                              .title = S("Home"),
                              .site = S("Fenwick"),
                              .scheme = S("/s/fenwick"),
                              .pair = S("/s/fenwick/pairs/3"),
                              .at = kind == FRAME_TEAM ? AT_TODAY : AT_HOME};
        struct str page = page_of(arena, &frame);
        bool has_nav = kind == FRAME_PAIR || kind == FRAME_TEAM;

        cr_expect(count(page, "<main") == 1 && count(page, "</main>") == 1);
        cr_expect(count(page, "<a class=\"skip\" href=\"#main\">") == 1);
        cr_expect(count(page, "Something not right?") == 1, "help stands in each frame");
        cr_expect(count(page, "<div>") == count(page, "</div>"));
        cr_expect(count(page, "aria-current=\"page\"") == has_nav, "kind %d", kind);
        cr_expect(count(page, "<title>Home – Fenwick</title>") == 1);
    }
}

Test(frame, an_error_is_told_in_the_title_in_a_summary_and_beside_the_field)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct fault fault = {S("title"), S("Say what the goal is, in <200> letters")};
    struct frame frame = {.title = S("Goals"), .site = S("Fenwick"), .has_error = true};
    struct buf out = {.arena = arena};

    cr_expect(count(page_of(arena, &frame), "<title>Error: Goals") == 1);
    errors_html(&out, fault);
    cr_expect(count(buf_str(&out), "<a href=\"#title\">Say what the goal is, in &lt;200&gt;") == 1);
    about_html(&out, S("title"), S(""), S("Only Ingrid sees this"), fault);
    about_html(&out, S("due_on"), S(""), S(""), fault);
    cr_expect(count(buf_str(&out), "id=\"title-about\"") == 1);
    cr_expect(count(buf_str(&out), "class=\"msg\"") == 1, "only beside its own field");
}

Test(frame, a_page_without_a_sentence_about_it_is_not_indexed)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct frame frame = {.title = S("Home"), .site = S("Fenwick")};

    cr_expect(count(page_of(arena, &frame), "noindex") == 1);
    frame.about = S("A mentoring scheme");
    cr_expect(count(page_of(arena, &frame), "noindex") == 0);
}

Test(frame, initials_are_the_first_letters_of_the_first_and_the_last_word)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    static const struct {
        const char *name, *initials;
    } cases[] = {
        {"Amara Okafor", "AO"},
        {"Ingrid  van der Berg ", "IB"},
        {"zoe", "Z"},
        {"Ólafur Örn", "ÓÖ"},
        {"", ""},
        {"王 小明", "王小"},
    };

    for (size_t i = 0; i < COUNT(cases); i++)
        cr_expect(str_eq(frame_initials(arena, str_of(cases[i].name)), str_of(cases[i].initials)),
                  "%s", cases[i].name);
}

Test(frame, every_error_says_what_happened_and_leads_on)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    static const int statuses[] = {400, 403, 404, 409, 413, 422, 429, 500, 503, 599};

    for (size_t i = 0; i < COUNT(statuses); i++) {
        struct buf out = {.arena = arena};
        error_put(&out, statuses[i], S("2 < 3"));
        cr_expect(count(buf_str(&out), "<h1>") == 1 && count(buf_str(&out), "href=\"/\"") >= 1);
        cr_expect(count(buf_str(&out), "2 &lt; 3") == 1, "status %d", statuses[i]);
    }
}
