#include "web/plot.h"

#include "web/html.h"

enum { STAGE_WIDTH = 1080, STAGE_HEIGHT = 34, MOST_STAGES = 5, STEPS = 4 };

/* The frame of a plot of bars, in units of its view box. */
enum { HEIGHT = 190, TOP = 14, BOTTOM = 164, LEFT = 34 };

static void begin_image(struct buf *out, const char *attributes, int width, int height,
                        struct str finding)
{
    buf_addf(out, "<svg %s viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"", attributes, width,
             height);
    put_text(out, finding);
    buf_add(out, S("\">"));
}

static void put_key(struct buf *out, const struct plot_part *parts, size_t len)
{
    buf_add(out, S("<ul class=\"key\" role=\"list\">"));
    for (size_t i = 0; i < len; i++) {
        buf_addf(out,
                 "<li><svg viewBox=\"0 0 10 10\" class=\"plot\" aria-hidden=\"true\"><rect "
                 "class=\"f%zu\" width=\"10\" height=\"10\" rx=\"2.5\"/></svg><b class=\"b\">",
                 i % MOST_STAGES + 1);
        put_int(out, parts[i].n);
        buf_add(out, S("</b> "));
        put_text(out, parts[i].name);
        buf_add(out, S("</li>"));
    }
    buf_add(out, S("</ul>\n"));
}

void plot_stages_put(struct buf *out, struct str finding, const struct plot_part *parts, size_t len)
{
    int64_t all = 0;
    size_t shown = 0;
    double x = 0, gap = 1.5;

    for (size_t i = 0; i < len; i++) {
        all += parts[i].n;
        shown += parts[i].n > 0;
    }
    begin_image(out, "class=\"plot stages\" preserveAspectRatio=\"none\"", STAGE_WIDTH,
                STAGE_HEIGHT, finding);
    for (size_t i = 0; i < len; i++) {
        if (parts[i].n == 0)
            continue;
        double room = STAGE_WIDTH - gap * (double)(shown - 1);
        double width = room * (double)parts[i].n / (double)all;
        buf_addf(out,
                 "<rect class=\"f%zu\" x=\"%.1f\" y=\"0\" width=\"%.1f\" height=\"%d\" rx=\"7\"/>",
                 i % MOST_STAGES + 1, x, width, STAGE_HEIGHT);
        x += width + gap;
    }
    buf_add(out, S("</svg>\n"));
    put_key(out, parts, len);
}

int64_t plot_top(int64_t most)
{
    static const int64_t quarters[] = {4, 8, 10, 20};

    for (int64_t scale = 1; scale <= INT64_MAX / 200; scale *= 10)
        for (size_t i = 0; i < COUNT(quarters); i++)
            if (quarters[i] * scale >= most)
                return quarters[i] * scale;
    return most;
}

static int64_t highest(const struct plot_bars *bars)
{
    int64_t most = 1;

    for (size_t i = 0; i < bars->len; i++) {
        most = bars->at[i].n > most ? bars->at[i].n : most;
        most = bars->at[i].aim.is_set && bars->at[i].aim.at > most ? bars->at[i].aim.at : most;
    }
    return most;
}

static double height_of(int64_t n, int64_t top)
{
    return (double)(BOTTOM - TOP) * (double)n / (double)top;
}

static void put_axis(struct buf *out, int width, int64_t top)
{
    for (int i = 0; i <= STEPS; i++) {
        double y = BOTTOM - height_of(top * i / STEPS, top);
        buf_addf(out,
                 "<line class=\"%s\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                 "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%lld</text>",
                 i == 0 ? "axis" : "grid", LEFT, width, y, y, LEFT - 6, y + 4,
                 (long long)(top * i / STEPS));
    }
}

/* The aims as one dashed line of steps, broken where there is none. */
static void put_aims(struct buf *out, const struct plot_bars *bars, double step, int64_t top)
{
    bool is_open = false;

    if (bars->aim_head.len == 0)
        return;
    buf_add(out, S("<path class=\"exp\" d=\""));
    for (size_t i = 0; i < bars->len; i++) {
        struct maybe_int aim = bars->at[i].aim;
        double x = LEFT + (double)i * step;
        if (aim.is_set)
            buf_addf(out, "%c%.1f %.1fH%.1f", is_open ? 'L' : 'M', x,
                     BOTTOM - height_of(aim.at, top), x + step);
        is_open = aim.is_set;
    }
    buf_add(out, S("\"/>"));
}

static void put_bar(struct buf *out, const struct plot_bar *bar, double x, double step, int64_t top)
{
    double height = height_of(bar->n, top), middle = x + step / 2;

    if (bar->n > 0)
        buf_addf(out,
                 "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" "
                 "rx=\"%.1f\"/>",
                 bar->is_quiet ? "bar-q" : "bar", x + step * 0.18, BOTTOM - height, step * 0.64,
                 height, height < 10 ? height / 2 : 5);
    if (bar->is_quiet && bar->n > 0)
        buf_addf(out, "<text class=\"v\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%lld</text>",
                 middle, BOTTOM - height - 5, (long long)bar->n);
    if (bar->label.len > 0) {
        buf_addf(out, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">", middle, HEIGHT - 6);
        put_text(out, bar->label);
        buf_add(out, S("</text>"));
    }
}

static void put_image(struct buf *out, const struct plot_bars *bars, const char *attributes,
                      int width)
{
    int64_t top = plot_top(highest(bars));
    double step = (double)(width - LEFT) / (double)(bars->len > 0 ? bars->len : 1);

    begin_image(out, attributes, width, HEIGHT, bars->finding);
    put_axis(out, width, top);
    for (size_t i = 0; i < bars->len; i++)
        put_bar(out, &bars->at[i], LEFT + (double)i * step, step, top);
    put_aims(out, bars, step, top);
    buf_add(out, S("</svg>\n"));
}

static void put_head(struct buf *out, struct str head)
{
    buf_add(out, S("<th scope=\"col\">"));
    put_text(out, head);
    buf_add(out, S("</th>"));
}

static void put_numbers(struct buf *out, const struct plot_bars *bars)
{
    bool has_aims = bars->aim_head.len > 0;

    buf_add(out, S("<details class=\"data\"><summary>Show the numbers</summary><div class=\"tblw\" "
                   "role=\"group\" tabindex=\"0\" aria-label=\"The numbers\"><table><thead><tr>"));
    put_head(out, bars->name_head);
    put_head(out, bars->n_head);
    if (has_aims)
        put_head(out, bars->aim_head);
    buf_add(out, S("</tr></thead><tbody>"));
    for (size_t i = 0; i < bars->len; i++) {
        buf_add(out, S("<tr><th scope=\"row\">"));
        put_text(out, bars->at[i].name);
        buf_addf(out, "</th><td class=\"num\">%lld</td>", (long long)bars->at[i].n);
        if (has_aims && bars->at[i].aim.is_set)
            buf_addf(out, "<td class=\"num\">%lld</td>", (long long)bars->at[i].aim.at);
        else if (has_aims)
            buf_add(out, S("<td>none</td>"));
        buf_add(out, S("</tr>"));
    }
    buf_add(out, S("</tbody></table></div></details>\n"));
}

void plot_bars_put(struct buf *out, const struct plot_bars *bars)
{
    put_image(out, bars, "class=\"plot narrow\"", 330);
    put_image(out, bars, "class=\"plot wide\"", 520);
    put_numbers(out, bars);
}
