#include "web/braid.h"

#include "web/html.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>

enum { REACH = 12, MINI_AHEAD = 11, MINI_DAYS = 60, DEFAULT_INTERVAL = 21, MONTH_ROOM = 40 };

/* The size of each drawing, in units of its view box. */
static const struct {
    double width, height, pad, edge; /* edge: from the strands to the border at most */
    double smooth;                   /* spread of the smoothing, in parts of drift */
    double met, planned, next;       /* radii of knots */
} sizes[] = {
    [BRAID_WIDE] = {1080, 96, 14, 12, 0.16, 7.5, 5.5, 10},
    [BRAID_NARROW] = {356, 72, 14, 12, 0.16, 5.5, 4, 8},
    [BRAID_MINI] = {176, 36, 6, 4, 0.115, 3.2, 3, 3.4},
};
_Static_assert(COUNT(sizes) == BRAID_SIZE_COUNT, "every drawing needs its size");

/* What is drawn, in days from the first day shown. */
struct view {
    enum braid_size size;
    bool is_mirrored;
    int64_t first;         /* day number of the first day shown */
    double days, today;    /* N >= 1 and T */
    double drift;          /* D: days to drift fully apart */
    double *knots, *touch; /* sorted; those before and after the view are kept */
    size_t nknots, ntouch;
};

static double clamp(double value, double least, double most)
{
    return value < least ? least : (value > most ? most : value);
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static size_t add_days(double *at, size_t len, struct days days, int64_t first)
{
    for (size_t i = 0; i < days.len; i++)
        at[len++] = (double)(days.at[i].n - first);
    return len;
}

/* Sorted, each once. */
static size_t tidy(double *at, size_t len)
{
    size_t kept = 0;

    if (len > 0)
        qsort(at, len, sizeof(*at), by_value);
    for (size_t i = 0; i < len; i++)
        if (kept == 0 || at[i] > at[kept - 1])
            at[kept++] = at[i];
    return kept;
}

/* The longest stretch that each drawing shows; a longer history ends soon after today. */
static void choose_window(struct view *view, const struct braid *braid, int64_t interval)
{
    int64_t from = braid->from.n, until = braid->until.n > from ? braid->until.n : from + 1;
    int64_t today = braid->today.n < from ? from : braid->today.n;
    int64_t most =
        view->size == BRAID_MINI ? MINI_DAYS : interval * (view->size == BRAID_WIDE ? 20 : 10);

    if (view->size == BRAID_MINI)
        until = today + MINI_AHEAD;
    else if (today > until)
        today = until;
    if (until - from > most) {
        if (view->size != BRAID_MINI && until > today + 3 * interval)
            until = today + 3 * interval;
        from = until - from > most ? until - most : from;
    }
    view->first = from;
    view->days = (double)(until - from);
    view->today = (double)(today - from);
}

static struct view view_of(const struct braid *braid, enum braid_size size, struct arena *arena)
{
    int64_t interval = braid->interval > 0 ? braid->interval : DEFAULT_INTERVAL;
    struct view view = {.size = size, .is_mirrored = braid->is_mirrored};

    choose_window(&view, braid, interval);
    view.drift = clamp((double)interval / 2, 4, 28);
    view.knots = NEW_ARRAY(arena, double, braid->met.len + braid->planned.len + 1);
    view.touch = NEW_ARRAY(arena, double, braid->contact.len + 1);
    view.nknots = add_days(view.knots, 0, braid->met, view.first);
    view.nknots = add_days(view.knots, view.nknots, braid->planned, view.first);
    if (braid->next.is_set)
        view.knots[view.nknots++] = (double)(braid->next.at.n - view.first);
    view.nknots = tidy(view.knots, view.nknots);
    view.ntouch = tidy(view.touch, add_days(view.touch, 0, braid->contact, view.first));
    return view;
}

static double gap_at(const struct view *view, double day)
{
    double gap = 1;

    for (size_t i = 0; i < view->nknots; i++)
        gap = fmin(gap, fabs(day - view->knots[i]) / view->drift);
    for (size_t i = 0; i < view->ntouch; i++)
        gap = fmin(gap, 0.32 + fabs(day - view->touch[i]) / (2 * view->drift));
    return gap;
}

/* The strands change sides at each knot. */
static double side_at(const struct view *view, double day)
{
    size_t passed = 0;

    while (passed < view->nknots && view->knots[passed] <= day)
        passed++;
    return passed % 2 == 0 ? 1 : -1;
}

static bool is_knot(const struct view *view, double day)
{
    for (size_t i = 0; i < view->nknots; i++)
        if (view->knots[i] == day)
            return true;
    return false;
}

static double sep_at(const struct view *view, double day)
{
    double sum = 0, weights = 0, spread = sizes[view->size].smooth * view->drift;

    if (is_knot(view, day))
        return 0;
    for (int j = -REACH; j <= REACH; j++) {
        double away = j * view->drift / 28, near = clamp(day + away, 0, view->days);
        double weight = exp(-away * away / (2 * spread * spread));
        sum += weight * side_at(view, near) * sin(gap_at(view, near) * M_PI / 2);
        weights += weight;
    }
    return sum / weights;
}

static double x_of(const struct view *view, double day)
{
    double width = sizes[view->size].width, pad = sizes[view->size].pad;
    double x = pad + (width - 2 * pad) * day / view->days;

    return view->is_mirrored ? width - x : x;
}

/* strand: +1 the mentee's, -1 the mentor's. */
static double y_of(const struct view *view, double sep, double strand)
{
    double middle = sizes[view->size].height / 2;

    return middle + strand * (middle - sizes[view->size].edge) * sep;
}

struct braid_point braid_at(const struct braid *braid, enum braid_size size, double day,
                            struct arena *arena)
{
    struct view view = view_of(braid, size, arena);
    double sep = sep_at(&view, day);

    return (struct braid_point){gap_at(&view, day), side_at(&view, day), sep, x_of(&view, day),
                                y_of(&view, sep, 1)};
}

struct curve {
    double *day, *sep;
    size_t len;
};

/* The days at which a curve from a to b is known. */
static struct curve curve_of(const struct view *view, double a, double b, struct arena *arena)
{
    double step = fmax(view->drift / 7, view->days / 200);
    size_t steps = (size_t)ceil((b - a) / step);
    struct curve curve = {NEW_ARRAY(arena, double, steps + view->nknots + 2), NULL, 0};

    for (size_t i = 0; i < steps; i++)
        curve.day[curve.len++] = a + (double)i * step;
    curve.day[curve.len++] = b;
    for (size_t i = 0; i < view->nknots; i++)
        if (view->knots[i] > a && view->knots[i] < b)
            curve.day[curve.len++] = view->knots[i];
    curve.len = tidy(curve.day, curve.len);
    curve.sep = NEW_ARRAY(arena, double, curve.len);
    for (size_t i = 0; i < curve.len; i++)
        curve.sep[i] = sep_at(view, curve.day[i]);
    return curve;
}

/* A Catmull-Rom spline through the points, as cubic Béziers; at the ends the nearest point
 * stands for the missing one.
 */
static void put_strand(struct buf *out, const struct view *view, const struct curve *curve,
                       double strand, const char *class)
{
    size_t last = curve->len - 1;

    buf_addf(out, "<path class=\"%s\" d=\"M%.1f %.1f", class, x_of(view, curve->day[0]),
             y_of(view, curve->sep[0], strand));
    for (size_t i = 0; i < last; i++) {
        size_t at[] = {i > 0 ? i - 1 : 0, i, i + 1, i + 2 < last ? i + 2 : last};
        double x[4], y[4];

        for (size_t k = 0; k < COUNT(at); k++) {
            x[k] = x_of(view, curve->day[at[k]]);
            y[k] = y_of(view, curve->sep[at[k]], strand);
        }
        buf_addf(out, "C%.1f %.1f %.1f %.1f %.1f %.1f", x[1] + (x[2] - x[0]) / 6,
                 y[1] + (y[2] - y[0]) / 6, x[2] - (x[3] - x[1]) / 6, y[2] - (y[3] - y[1]) / 6, x[2],
                 y[2]);
    }
    buf_add(out, S("\"/>"));
}

static void put_strands(struct buf *out, const struct view *view)
{
    struct curve past = curve_of(view, 0, view->today, out->arena);

    if (view->today > 0)
        put_strand(out, view, &past, -1, "mr");
    if (view->days > view->today) {
        struct curve ahead = curve_of(view, view->today, view->days, out->arena);
        put_strand(out, view, &ahead, -1, "mr fut");
        if (view->today > 0)
            put_strand(out, view, &past, 1, "me");
        put_strand(out, view, &ahead, 1, "me fut");
    } else if (view->today > 0) {
        put_strand(out, view, &past, 1, "me");
    }
}

static bool is_shown(const struct view *view, struct day day)
{
    return day.n >= view->first && (double)(day.n - view->first) <= view->days;
}

static void put_knots(struct buf *out, const struct view *view, struct days days, double radius,
                      const char *class)
{
    for (size_t i = 0; i < days.len; i++)
        if (is_shown(view, days.at[i]))
            buf_addf(out, "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.0f\" r=\"%g\"/>", class,
                     x_of(view, (double)(days.at[i].n - view->first)), sizes[view->size].height / 2,
                     radius);
}

static struct tm date_of(int64_t day)
{
    time_t at = (time_t)(day * 86400);
    struct tm tm;

    gmtime_r(&at, &tm);
    return tm;
}

/* The name of each month where it begins, the first one where the drawing does. */
static void put_months(struct buf *out, const struct view *view)
{
    double height = sizes[view->size].height, free_from = -MONTH_ROOM;

    for (int64_t d = (int64_t)view->days; d >= 0; d--) {
        struct tm tm = date_of(view->first + d);
        double x = x_of(view, (double)d);
        char name[8];

        if ((tm.tm_mday != 1 && d != 0) || fabs(x - free_from) < MONTH_ROOM)
            continue;
        if (x > sizes[view->size].width - MONTH_ROOM && !view->is_mirrored)
            continue; /* it would run out of the drawing */
        strftime(name, sizeof(name), "%b", &tm);
        buf_addf(out, "<text x=\"%.0f\" y=\"%.0f\"%s>%s</text>", x, height + 18,
                 view->is_mirrored ? " text-anchor=\"end\"" : "", name);
        free_from = x;
    }
}

static void put_next(struct buf *out, const struct view *view, struct day next)
{
    double x = x_of(view, (double)(next.n - view->first)), width = sizes[view->size].width;
    struct tm tm = date_of(next.n);
    char name[16];

    strftime(name, sizeof(name), "%A", &tm);
    buf_addf(out, "<text class=\"hot\" x=\"%.0f\" y=\"-6\" text-anchor=\"middle\">%s</text>",
             clamp(x, MONTH_ROOM, width - MONTH_ROOM), name);
}

void braid_put(struct buf *out, const struct braid *braid, enum braid_size size, struct str label)
{
    struct view view = view_of(braid, size, out->arena);
    static const char *const classes[] = {"braid wide", "braid narrow", "mini"};
    struct days next = {&braid->next.at, braid->next.is_set ? 1 : 0};

    if (size == BRAID_MINI)
        buf_addf(out, "<svg class=\"mini\" viewBox=\"0 0 %g %g\" preserveAspectRatio=\"xMinYMid\"",
                 sizes[size].width, sizes[size].height);
    else
        buf_addf(out, "<svg class=\"%s\" viewBox=\"0 -18 %g %g\"", classes[size], sizes[size].width,
                 sizes[size].height + 42);
    buf_add(out, S(" role=\"img\" aria-label=\""));
    put_text(out, label);
    buf_add(out, S("\">"));
    put_strands(out, &view);
    put_knots(out, &view, braid->met, sizes[size].met, "knot");
    put_knots(out, &view, braid->planned, sizes[size].planned, "knot-f");
    put_knots(out, &view, next, sizes[size].next, "knot-n");
    if (size != BRAID_MINI) {
        put_months(out, &view);
        if (braid->next.is_set && is_shown(&view, braid->next.at))
            put_next(out, &view, braid->next.at);
    }
    buf_add(out, S("</svg>\n"));
}
