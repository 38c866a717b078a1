#include "web/braid.h"

#include "web/html.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>

enum {
    REACH = 12,
    SMOOTHING = 28,
    MINI_AHEAD = 11,
    MINI_DAYS = 60,
    DEFAULT_INTERVAL = 21,
    MONTH_ROOM = 40
};

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
    double weights[2 * REACH + 1]; /* of the smoothing; together 1 */
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

static void set_weights(struct view *view)
{
    double spread = sizes[view->size].smooth * view->drift, sum = 0;

    for (int j = -REACH; j <= REACH; j++) {
        double away = j * view->drift / SMOOTHING;
        sum += view->weights[j + REACH] = exp(-away * away / (2 * spread * spread));
    }
    for (size_t i = 0; i < COUNT(view->weights); i++)
        view->weights[i] /= sum;
}

static struct view view_of(const struct braid *braid, enum braid_size size, struct arena *arena)
{
    int64_t interval = braid->interval > 0 ? braid->interval : DEFAULT_INTERVAL;
    struct view view = {.size = size, .is_mirrored = braid->is_mirrored};

    choose_window(&view, braid, interval);
    view.drift = clamp((double)interval / 2, 4, 28);
    set_weights(&view);
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

/* How many of these sorted days are over by this one. */
static size_t passed_by(const double *at, size_t len, double day)
{
    size_t low = 0;

    while (low < len) {
        size_t middle = low + (len - low) / 2;
        if (at[middle] <= day)
            low = middle + 1;
        else
            len = middle;
    }
    return low;
}

/* Days to the nearest of these sorted days, of which so many are over; far where there is none. */
static double nearest(const double *at, size_t len, size_t passed, double day, double far)
{
    if (passed > 0)
        far = fmin(far, day - at[passed - 1]);
    return passed < len ? fmin(far, at[passed] - day) : far;
}

/* How many knots and how many other contacts are over by a day. */
struct past {
    size_t knots, touch;
};

static struct past past_at(const struct view *view, double day)
{
    return (struct past){passed_by(view->knots, view->nknots, day),
                         passed_by(view->touch, view->ntouch, day)};
}

static double gap_behind(const struct view *view, double day, struct past past)
{
    double far = 2 * view->drift;
    double knot = nearest(view->knots, view->nknots, past.knots, day, far) / view->drift;
    double touch = 0.32 + nearest(view->touch, view->ntouch, past.touch, day, far) / far;

    return fmin(1, fmin(knot, touch));
}

/* The strands change sides at each knot. */
static double side_behind(size_t passed)
{
    return passed % 2 == 0 ? 1 : -1;
}

/* Abramowitz and Stegun, Handbook of Mathematical Functions, 4.3.97: sin x for 0 <= x <= pi/2, off
 * by at most 2e-9. A drawing asks for thousands, and shows a tenth of a unit.
 */
static double sine(double x)
{
    double s = x * x;

    return x *
           (1 + s * (-.1666666664 +
                     s * (.0083333315 + s * (-.0001984090 + s * (.0000027526 - s * .0000000239)))));
}

/* How far apart the strands would be on a day, without smoothing; the sign is the side. */
static double raw_at(const struct view *view, double day, struct past past)
{
    return side_behind(past.knots) * sine(gap_behind(view, day, past) * M_PI / 2);
}

static bool is_knot(const struct view *view, double day)
{
    size_t passed = passed_by(view->knots, view->nknots, day);

    return passed > 0 && view->knots[passed - 1] == day;
}

static double sep_at(const struct view *view, double day)
{
    double sum = 0;

    if (is_knot(view, day))
        return 0;
    for (int j = -REACH; j <= REACH; j++) {
        double near = clamp(day + j * view->drift / SMOOTHING, 0, view->days);
        sum += view->weights[j + REACH] * raw_at(view, near, past_at(view, near));
    }
    return sum;
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
    struct past past = past_at(&view, day);

    return (struct braid_point){gap_behind(&view, day, past), side_behind(past.knots), sep,
                                x_of(&view, day), y_of(&view, sep, 1)};
}

struct curve {
    double *day, *sep;
    size_t len;
};

/* What smoothing looks at lies at multiples of drift / SMOOTHING beside a day. A curve steps by a
 * multiple of that, so that the days beside one of its points are those beside the next ones too,
 * and each is worked out once: raw[i] lies i - REACH such multiples after a.
 */
static double *raw_along(const struct view *view, double a, size_t len, struct arena *arena)
{
    size_t nraw = len + (size_t)2 * REACH;
    double *raw = NEW_ARRAY(arena, double, nraw);
    struct past past = {0};

    for (size_t i = 0; i < nraw; i++) {
        double day = clamp(a + ((double)i - REACH) * view->drift / SMOOTHING, 0, view->days);
        while (past.knots < view->nknots && view->knots[past.knots] <= day)
            past.knots++;
        while (past.touch < view->ntouch && view->touch[past.touch] <= day)
            past.touch++;
        raw[i] = raw_at(view, day, past);
    }
    return raw;
}

static double smoothed(const struct view *view, const double *raw)
{
    double sum = 0;

    for (size_t j = 0; j < COUNT(view->weights); j++)
        sum += view->weights[j] * raw[j];
    return sum;
}

static void add_point(struct curve *curve, double day, double sep)
{
    if (curve->len > 0 && curve->day[curve->len - 1] == day)
        return;
    curve->day[curve->len] = day;
    curve->sep[curve->len++] = sep;
}

/* The knots that lie before a day and have not been added yet; there the strands meet. */
static size_t add_knots(struct curve *curve, const struct view *view, size_t next, double day)
{
    for (; next < view->nknots && view->knots[next] <= day; next++)
        add_point(curve, view->knots[next], 0);
    return next;
}

/* The days at which a curve from a to b is known: about 200 in a whole drawing, and each knot. */
static struct curve curve_of(const struct view *view, double a, double b, struct arena *arena)
{
    double fine = view->drift / SMOOTHING;
    size_t every = (size_t)fmax(4, ceil(view->days / 200 / fine));
    size_t steps = (size_t)ceil((b - a) / ((double)every * fine));
    double *raw = raw_along(view, a, steps * every, arena);
    struct curve curve = {NEW_ARRAY(arena, double, steps + view->nknots + 2),
                          NEW_ARRAY(arena, double, steps + view->nknots + 2), 0};
    size_t knot = 0;

    while (knot < view->nknots && view->knots[knot] < a)
        knot++;
    for (size_t i = 0; i < steps; i++) {
        double day = a + (double)(i * every) * fine;
        knot = add_knots(&curve, view, knot, day);
        add_point(&curve, day, smoothed(view, raw + i * every));
    }
    add_knots(&curve, view, knot, b);
    add_point(&curve, b, sep_at(view, b));
    return curve;
}

/* A coordinate to a tenth. printf would take half of the time of a page for these. */
static char *put_tenths(char *at, double value)
{
    char digits[24];
    size_t len = 0;
    int64_t tenths = llround(value * 10), rest = tenths < 0 ? -tenths : tenths;

    do {
        digits[len++] = (char)('0' + rest % 10);
        if (len == 1)
            digits[len++] = '.';
        rest /= 10;
    } while (rest > 0 || len < 3);
    if (tenths < 0)
        *at++ = '-';
    while (len > 0)
        *at++ = digits[--len];
    return at;
}

static void put_points(struct buf *out, char command, const double *at, size_t len)
{
    char text[192], *end = text;

    for (size_t i = 0; i < len; i++) {
        *end++ = (char)(i == 0 ? command : ' ');
        end = put_tenths(end, at[i]);
    }
    buf_add(out, (struct str){text, (size_t)(end - text)});
}

/* A Catmull-Rom spline through the points, as cubic Béziers; at the ends the nearest point
 * stands for the missing one. The first handle of a piece mirrors the last one of the piece before,
 * which S leaves to the reader.
 */
static void put_strand(struct buf *out, const struct view *view, const struct curve *curve,
                       double strand, const char *class)
{
    size_t last = curve->len - 1;
    double *x = NEW_ARRAY(out->arena, double, curve->len);
    double *y = NEW_ARRAY(out->arena, double, curve->len);

    for (size_t i = 0; i < curve->len; i++) {
        x[i] = x_of(view, curve->day[i]);
        y[i] = y_of(view, curve->sep[i], strand);
    }
    buf_addf(out, "<path class=\"%s\" d=\"", class);
    put_points(out, 'M', (const double[]){x[0], y[0]}, 2);
    for (size_t i = 0; i < last; i++) {
        size_t a = i > 0 ? i - 1 : 0, b = i + 1, c = i + 2 < last ? i + 2 : last;
        const double at[] = {x[i] + (x[b] - x[a]) / 6,
                             y[i] + (y[b] - y[a]) / 6,
                             x[b] - (x[c] - x[i]) / 6,
                             y[b] - (y[c] - y[i]) / 6,
                             x[b],
                             y[b]};
        if (i == 0)
            put_points(out, 'C', at, COUNT(at));
        else
            put_points(out, 'S', at + 2, COUNT(at) - 2);
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
    struct buf rest = {.arena = out->arena};

    buf_addf(&rest, "\" cy=\"%.0f\" r=\"%g\"/>", sizes[view->size].height / 2, radius);
    for (size_t i = 0; i < days.len; i++) {
        char x[32];
        if (!is_shown(view, days.at[i]))
            continue;
        char *end = put_tenths(x, x_of(view, (double)(days.at[i].n - view->first)));
        buf_add(out, S("<circle class=\""));
        buf_add(out, str_of(class));
        buf_add(out, S("\" cx=\""));
        buf_add(out, (struct str){x, (size_t)(end - x)});
        buf_add(out, buf_str(&rest));
    }
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
        int64_t since_first = date_of(view->first + d).tm_mday - 1;
        d = since_first < d ? d - since_first : 0;
        struct tm tm = date_of(view->first + d);
        double x = x_of(view, (double)d);
        char name[8];

        if (fabs(x - free_from) < MONTH_ROOM)
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
