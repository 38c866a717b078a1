/* demo_year_test.c - a cohort of pairs of different tempers lives through a year by a moved clock.
 *
 * What everybody does goes through the rules, as in the demo, and the jobs run day by day. Then
 * what must hold of every reminder is asked of all that went out, and the mails of one pair of
 * each temper are compared with tests/fixtures/year.txt, which a person can read. YEAR_PEOPLE=500
 * (make year) lives it with hundreds of pairs; YEAR_WRITE=1 writes the fixture anew.
 */
#include "app/demo/demo_inside.h"

#include "base/secret.h"
#include "db/db.h"
#include "support/given.h"
#include "support/given_mail.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

enum { DAYS = 365, DAY_S = 86400, HOUR_S = 3600, FEW_PEOPLE = 72, FIRST = 20730 };

/* How the two of a pair are; the n-th pair has the n-th temper, over and over. */
enum temper { STEADY, SILENT, LATE, OVER_KEEN, ENDING_EARLY, UNLUCKY, TEMPERS };

static const char *const temper_names[] = {
    [STEADY] = "steady",
    [SILENT] = "silent after two meetings",
    [LATE] = "late to answer",
    [OVER_KEEN] = "over-keen",
    [ENDING_EARLY] = "early to end",
    [UNLUCKY] = "unlucky: missed, away, paused",
};
_Static_assert(COUNT(temper_names) == TEMPERS, "a temper without a name");

static const char fixture[] = "tests/fixtures/year.txt";

struct year {
    struct demo demo;
    struct world world; /* to ask what came of it */
};

static size_t people(void)
{
    const char *text = getenv("YEAR_PEOPLE");
    int64_t n = 0;

    return text && str_number(str_of(text), &n) == OK && n > 0 ? (size_t)n : FEW_PEOPLE;
}

/* A form that one of a pair sends; what the rules refuse does not happen. */
static void send(struct year *year, const struct demo_pair *pair, bool is_mentors,
                 const char *below, const char *name, const char *value)
{
    struct buf path = {.arena = arena_new()};
    const struct field field = {str_of(name), str_of(value)};

    buf_addf(&path, "/s/%.*s", ARG(year->demo.slug));
    if (below[0] == '+')
        buf_addf(&path, "/pairs/%lld%s", (long long)pair->id.n, below + 1);
    else
        buf_add(&path, str_of(below));
    enum err err = rehearse_send(year->demo.rehearsal, is_mentors ? pair->mentor : pair->mentee,
                                 buf_str(&path), (struct form){&field, 1}, NULL);
    cr_assert(err != ERR_BROKEN && err != ERR_BUSY);
    arena_free(path.arena);
}

static void act(struct year *year, struct demo_pair *pair, enum demo_act act)
{
    cr_assert(demo_do(&year->demo, pair, act) == OK);
}

static bool is_every(int day, int from, int every)
{
    return day >= from && (day - from) % every == 0;
}

/* From the offer to what a meeting leaves, on the days behind `from`, every so many days. */
static void meet(struct year *year, struct demo_pair *pair, int day, int from, int every)
{
    if (is_every(day, from, every))
        act(year, pair, DEMO_OFFER);
    if (is_every(day, from + 1, every))
        act(year, pair, DEMO_PICK);
    if (is_every(day, from + DEMO_SLOT_DAYS + 1, every)) {
        act(year, pair, DEMO_MARK_BOTH);
        act(year, pair, DEMO_RECORD);
    }
}

static void begin(struct year *year, struct demo_pair *pair, int day, int agreed)
{
    if (day == 1) {
        act(year, pair, DEMO_MENTOR_SAYS_YES);
        act(year, pair, DEMO_MENTEE_SAYS_YES);
    }
    if (day == 2)
        act(year, pair, DEMO_HELLO);
    if (day == agreed)
        act(year, pair, DEMO_PROPOSE);
    if (day == agreed + 1)
        act(year, pair, DEMO_AGREE);
    if (day == agreed + 2)
        act(year, pair, DEMO_GOAL);
}

static void live_steadily(struct year *year, struct demo_pair *pair, int day)
{
    begin(year, pair, day, 4);
    meet(year, pair, day, 8, 28);
    if (is_every(day, 20, 28))
        send(year, pair, false, "+/progress", "word", "1");
    if (is_every(day, 29, 28)) {
        send(year, pair, false, "+/pulse", "face", "4");
        send(year, pair, true, "+/pulse", "face", "5");
    }
    if (is_every(day, 16, 56))
        act(year, pair, DEMO_GO_ON);
}

static void fall_silent(struct year *year, struct demo_pair *pair, int day)
{
    begin(year, pair, day, 4);
    if (day < 60)
        meet(year, pair, day, 10, 28);
}

/* The mentor's answer comes when the times have passed; later ones are picked at the last moment. */
static void be_late(struct year *year, struct demo_pair *pair, int day)
{
    begin(year, pair, day, 20);
    if (is_every(day, 12, 45) || is_every(day, 21, 45))
        act(year, pair, DEMO_OFFER);
    if (is_every(day, 25, 45))
        act(year, pair, DEMO_PICK);
    if (is_every(day, 34, 45))
        act(year, pair, DEMO_MARK_BOTH);
}

static void be_keen(struct year *year, struct demo_pair *pair, int day)
{
    begin(year, pair, day, 3);
    meet(year, pair, day, 5, 8);
    if (day > 2 && day < 40)
        act(year, pair, day % 2 ? DEMO_MENTEE_WRITES : DEMO_MENTOR_WRITES);
    if (is_every(day, 7, 7) && day < 120)
        send(year, pair, false, "+/progress", "word", "1");
}

static void end_early(struct year *year, struct demo_pair *pair, int day)
{
    begin(year, pair, day, 5);
    if (day < 50)
        meet(year, pair, day, 9, 21);
    if (day == 70)
        send(year, pair, true, "+/close/end", "do", "end");
}

static void be_unlucky(struct year *year, struct demo_pair *pair, int day)
{
    begin(year, pair, day, 6);
    if (is_every(day, 12, 30) && day < 160)
        act(year, pair, DEMO_OFFER);
    if (is_every(day, 13, 30) && day < 160)
        act(year, pair, DEMO_PICK);
    if (is_every(day, 12 + DEMO_SLOT_DAYS + 1, 30) && day < 160)
        act(year, pair, DEMO_MARK_MISSED);
    if (day == 80 || day == 240)
        send(year, pair, day == 240, "/away", "span", "14");
    if (day == 170)
        send(year, pair, false, "+/pause", "span", "4");
    if (day == 100)
        act(year, pair, DEMO_HAND);
}

static void (*const lives[])(struct year *year, struct demo_pair *pair, int day) = {
    [STEADY] = live_steadily, [SILENT] = fall_silent,     [LATE] = be_late,
    [OVER_KEEN] = be_keen,    [ENDING_EARLY] = end_early, [UNLUCKY] = be_unlucky,
};
_Static_assert(COUNT(lives) == TEMPERS, "a temper without a life");

/* --- asking what came of it */

static int64_t count(struct year *year, const char *sql)
{
    return count_of(&year->world, sql);
}

/* Of pairs that fell silent: no trace for as long as their own agreement implies, and the signal
 * does not say so. Bit 5 of told is SIGNAL_SILENCE.
 */
static const char unnoticed[] =
    "SELECT count(*) FROM signal JOIN agreement ON agreement.scheme = signal.scheme"
    "   AND agreement.pair = signal.pair AND agreement.state = 'accepted'"
    " WHERE (signal.figured_on - signal.trace_on - signal.rest_trace) * 2"
    "       > 3 * agreement.interval_days + 2 * agreement.reply_days"
    "   AND signal.figured_on - signal.trace_on - signal.rest_trace > 14"
    "   AND (signal.told / 32) % 2 = 0";

static const char noticed[] = "SELECT count(*) FROM signal WHERE (told / 32) % 2 = 1";

static void live_a_day(struct year *year, int day)
{
    static const char *const jobs[] = {"signal_figure",  "busy_back",  "meeting_lapse",
                                       "meeting_forget", "ending_due", "nudge"};
    struct rehearsal *rehearsal = year->demo.rehearsal;
    int64_t morning = (int64_t)(FIRST + day) * DAY_S + 12LL * HOUR_S;

    rehearse_at(rehearsal, morning);
    for (size_t i = 0; i < year->demo.npairs; i++)
        lives[i % TEMPERS](year, &year->demo.pairs[i], day);
    rehearse_at(rehearsal, morning + HOUR_S);
    for (size_t i = 0; i < COUNT(jobs); i++)
        cr_assert(rehearse_job(rehearsal, year->demo.slug, jobs[i]) == OK, "%s on day %d", jobs[i],
                  day);
    rehearse_at(rehearsal, morning + 11LL * HOUR_S);
    cr_assert(rehearse_job(rehearsal, year->demo.slug, "brief_evening") == OK);
    if (day % 7 == 0) {
        cr_assert(rehearse_end(rehearsal) == OK);
        year->world.now = morning;
        cr_expect(count(year, unnoticed) == 0, "a silent pair is not noticed on day %d", day);
        cr_expect(day != 154 || count(year, noticed) >= (int64_t)(year->demo.npairs / TEMPERS),
                  "the silent are noticed by the middle of their time");
    }
}

struct reading {
    struct year *year;
    struct buf *out;
};

static enum err put_mail(struct work *work, const struct value row[], void *into)
{
    struct reading *reading = into;

    (void)work;
    buf_addf(reading->out, "  day %3lld  %-20.*s %.*s\n",
             (long long)(row[0].number / DAY_S - FIRST), ARG(row[1].text), ARG(row[2].text));
    return OK;
}

static void list_mails(struct year *year, int64_t person, struct buf *out)
{
    struct query *query = NEW(year->world.arena, struct query);
    struct work work = work_begin(year->world.arena, year->world.now);
    struct buf sql = {.arena = year->world.arena};
    struct reading reading = {year, out};

    buf_addf(
        &sql,
        "SELECT queued_at, kind, subject FROM mail WHERE recipient = %lld AND queued_at >= %lld"
        " ORDER BY queued_at, kind, subject%c",
        (long long)person, (long long)FIRST * DAY_S, 0);
    *query =
        (struct query){.name = "year", .sqlite = sql.at, .postgres = sql.at, .is_across = true};
    cr_assert(db_run(year->world.db, &work, query, NULL, 0, put_mail, &reading) == OK);
}

static struct str golden_of(struct year *year)
{
    struct buf out = {.arena = year->world.arena};

    for (size_t i = 0; i < TEMPERS && i < year->demo.npairs; i++) {
        buf_addf(&out, "A pair that is %s: the mentee\n", temper_names[i]);
        list_mails(year, year->demo.pairs[i].mentee.n, &out);
        buf_addf(&out, "\nA pair that is %s: the mentor\n", temper_names[i]);
        list_mails(year, year->demo.pairs[i].mentor.n, &out);
        buf_add(&out, S("\n"));
    }
    return buf_str(&out);
}

static void expect_golden(struct year *year)
{
    struct str is = golden_of(year), wanted = file_text(year->world.arena, fixture);

    if (getenv("YEAR_WRITE")) {
        FILE *file = fopen(fixture, "w");
        cr_assert(file && fwrite(is.at, 1, is.len, file) == is.len && fclose(file) == 0);
        return;
    }
    for (int line = 1; wanted.len > 0 || is.len > 0; line++) {
        struct str a = str_cut(&wanted, '\n'), b = str_cut(&is, '\n');
        cr_assert(str_eq(a, b), "%s:%d: '%.*s', now '%.*s'", fixture, line, ARG(a), ARG(b));
    }
}

static void open_year(struct arena *arena, struct year *year)
{
    struct buf where = {.arena = arena};

    if (store_is_postgres())
        buf_addf(&where, "%s%c", store_bare(arena).where, 0);
    else
        buf_addf(&where, "%s/year.db%c", given_folder(arena), 0);
    year->demo = (struct demo){.arena = arena,
                               .rehearsal = rehearse_open(where.at, 7),
                               .first = {FIRST},
                               .people = people()};
    cr_assert(year->demo.rehearsal && secret_start());
    cr_assert(demo_open(&year->demo) == OK);
    cr_assert(demo_find_pairs(&year->demo) == OK && year->demo.npairs >= TEMPERS);
    cr_assert(rehearse_end(year->demo.rehearsal) == OK);
    year->world = (struct world){.arena = arena, .db = db_open(where.at)};
    cr_assert(year->world.db);
}

Test(year, a_cohort_of_all_tempers_lives_through_a_year)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct year year;

    open_year(arena, &year);
    for (size_t i = 0; i < year.demo.npairs; i++)
        year.demo.pairs[i].interval = i % TEMPERS == OVER_KEEN ? 14 : 28;
    for (int day = 1; day < DAYS; day++)
        live_a_day(&year, day);
    cr_assert(rehearse_end(year.demo.rehearsal) == OK);

    cr_expect(count(&year, "SELECT count(*) FROM nudge") > 0);
    cr_expect(count(&year, "SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM nudge AS a"
                           "  JOIN nudge AS b ON b.person = a.person AND b.sent_at <= a.sent_at"
                           "   AND b.sent_at > a.sent_at - 604800 GROUP BY a.id) AS weeks") <= 2,
              "nobody gets more than two in any seven days");
    cr_expect(count(&year,
                    "SELECT count(*) FROM nudge JOIN busy_period AS busy"
                    "    ON busy.scheme = nudge.scheme AND busy.pair = nudge.pair"
                    " WHERE nudge.sent_at / 86400 BETWEEN busy.from_on AND busy.until_on") == 0,
              "nobody in a busy period is nudged");
    cr_expect(count(&year, "SELECT count(*) FROM nudge JOIN pause"
                           "    ON pause.scheme = nudge.scheme AND pause.pair = nudge.pair"
                           " WHERE nudge.sent_at / 86400 BETWEEN pause.from_on AND"
                           "       pause.until_on") == 0,
              "nor one whose pair pauses");
    cr_expect(count(&year, "SELECT count(*) FROM nudge JOIN pair ON pair.scheme = nudge.scheme"
                           "   AND pair.id = nudge.pair WHERE nudge.sent_at > pair.ended_at") == 0,
              "nor one whose pair has ended");
    cr_expect(count(&year, "SELECT count(*) FROM (SELECT pair FROM nudge WHERE kind = 'in_touch'"
                           " GROUP BY pair, sent_at HAVING count(DISTINCT about) > 1) AS two") == 0,
              "the two of a pair are told the same day");
    cr_expect(count(&year, "SELECT count(*) FROM pair WHERE state = 'ended'") > 0);
    if (people() == FEW_PEOPLE)
        expect_golden(&year);
    db_close(year.world.db);
    rehearse_free(year.demo.rehearsal);
    free(year.demo.pairs);
}
