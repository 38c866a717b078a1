/* canary_test.c - a word planted in every sealed field is looked for in every page as everybody,
 * and in every mail: found nowhere outside its stamp, and somewhere inside it.
 */
#include "app/concept.h"
#include "app/serve.h"
#include "jobs/jobs.h"
#include "mail/mail.h"
#include "support/given_mail.h"

#include <criterion/criterion.h>

enum { ADA = 7, RAVI = 8, LENA = 4, CLEO = 5 };

/* The keys of all planted rows; where a table has two, the second is 71. */
static const char planted[] =
    "UPDATE pair SET state = 'closing', active_at = 2, ends_on = 20840 WHERE scheme = 1 AND id = 3;"
    "INSERT INTO tag (scheme, id, kind, name) VALUES (1, 70, 'topic', 'Law');"
    "INSERT INTO meeting (scheme, id, pair, state, made_by, how, minutes, place, line, uid,"
    " changed_at, starts_at, wall_on, wall_s, zone) VALUES"
    " (1, 70, 3, 'set', 7, 'video', 60, 'qplace', 'qoffered', 'u70', 1, 1800010000, 20833, 3600,"
    " 'Europe/London'),"
    " (1, 71, 3, 'met', 7, 'video', 60, '', '', 'u71', 1, 1799000000, 20821, 3600,"
    " 'Europe/London');"
    "INSERT INTO record (scheme, meeting, words, written_at, statement) VALUES"
    " (1, 71, 'qrecord', 1, 'qstatement');"
    "INSERT INTO takeaway (scheme, meeting, person, words, written_at) VALUES (1, 71, 8, 'qtook', 1);"
    "INSERT INTO action (scheme, id, pair, meeting, person, words, made_at) VALUES"
    " (1, 70, 3, 71, 7, 'qaction', 1);"
    "INSERT INTO question (scheme, id, pair, words, state, place, written_at, changed_at) VALUES"
    " (1, 70, 3, 'qshared', 'queued', 1, 1, 1), (1, 71, 3, 'qprivate', 'private', 2, 1, 1);"
    "INSERT INTO brief (scheme, meeting, pair, since_words, is_since_shared, stuck_words,"
    " is_stuck_shared, changed_at, shared_at) VALUES (1, 70, 3, 'qsince', 1, 'qstuck', 0, 1, 1);"
    "INSERT INTO goal (scheme, id, pair, title, sign) VALUES (1, 70, 3, 'qgoal', 'qsign');"
    "INSERT INTO step (scheme, id, goal, title) VALUES (1, 70, 70, 'qstep');"
    "INSERT INTO aim (scheme, id, pair, title, is_shared) VALUES (1, 70, 3, 'qaim', 1),"
    " (1, 71, 3, 'qsecret', 0);"
    "INSERT INTO message (scheme, id, pair, author, body, wish, sent_at) VALUES"
    " (1, 70, 3, 7, 'qmessage', 'qwish', 1799000001);"
    "INSERT INTO heads_up (scheme, id, pair, author, words, said_at, helps) VALUES"
    " (1, 70, 3, 7, 'qheads', 1, 'qhelps');"
    "INSERT INTO progress_note (scheme, id, pair, author, word, line, written_at, reply) VALUES"
    " (1, 70, 3, 7, 'mixed', 'qnote', 1799000002, 'qreply');"
    "INSERT INTO agreement (scheme, id, pair, version, state, written_by, interval_days,"
    " length_min, place, place_line, channels, reply_days, notice_h, quiet_from, quiet_to,"
    " is_quiet_weekend, silence, boundaries, confidentiality, text, hash, changed_at, accepted_at)"
    " VALUES (1, 70, 3, 1, 'accepted', 7, 21, 60, 'video', 'qwhere', 'messages', 7, 24, 0, 0, 0,"
    " 'again', 'qbounds', 'qconfide', 'text', 'hash', 1, 1);"
    "INSERT INTO hand (scheme, id, pair, person, line, raised_at) VALUES (1, 70, 3, 7, 'qhand', 1);"
    "INSERT INTO resource (scheme, id, kind, title, words, changed_at) VALUES"
    " (1, 70, 'service', 'Careers', 'Open', 1);"
    "INSERT INTO referral (scheme, id, pair, question, resource, tag, made_by, line, state, made_at)"
    " VALUES (1, 70, 3, 70, 70, 70, 8, 'qpointed', 'proposed', 1);"
    "INSERT INTO closure (scheme, pair, person, offered_at, reason, told, takeaway, thanks) VALUES"
    " (1, 3, 7, 1, 'qreason', '', 'qalong', 'qthanks'), (1, 3, 8, 1, '', '', '', '');";

/* Who may read each; 0 ends the list. */
static const struct {
    const char *word;
    int64_t may[5];
} canaries[] = {
    {"qplace", {ADA, RAVI}},   {"qoffered", {ADA, RAVI}},
    {"qrecord", {ADA, RAVI}},  {"qstatement", {ADA, RAVI}},
    {"qtook", {ADA, RAVI}},    {"qaction", {ADA, RAVI}},
    {"qshared", {ADA, RAVI}},  {"qprivate", {ADA}},
    {"qsince", {ADA, RAVI}},   {"qstuck", {ADA}},
    {"qgoal", {ADA, RAVI}},    {"qsign", {ADA, RAVI}},
    {"qstep", {ADA, RAVI}},    {"qaim", {ADA, RAVI}},
    {"qsecret", {RAVI}},       {"qmessage", {ADA, RAVI}},
    {"qwish", {ADA, RAVI}},    {"qwritten", {ADA, RAVI}},
    {"qname", {ADA, RAVI}},    {"qbytes", {ADA, RAVI}},
    {"qheads", {ADA, RAVI}},   {"qhelps", {ADA, RAVI}},
    {"qnote", {ADA, RAVI}},    {"qreply", {ADA, RAVI}},
    {"qwhere", {ADA, RAVI}},   {"qbounds", {ADA, RAVI}},
    {"qconfide", {ADA, RAVI}}, {"qhand", {ADA, LENA, CLEO}},
    {"qpointed", {ADA}},       {"qalong", {ADA, RAVI}},
    {"qthanks", {ADA, RAVI}},  {"qreason", {ADA}},
};

static bool may_read(size_t canary, int64_t person)
{
    for (size_t i = 0; i < COUNT(canaries[canary].may) && canaries[canary].may[i]; i++)
        if (canaries[canary].may[i] == person)
            return true;
    return false;
}

/* What an {unknown} key of a path is here: a planted row, or a step that there is. */
static struct str part_of(struct str key, const char *row)
{
    if (str_eq(key, S("{scheme}")))
        return S("alumni");
    if (str_eq(key, S("{pair}")))
        return S("3");
    if (str_eq(key, S("{step}")))
        return S("thanks");
    if (str_eq(key, S("{section}")))
        return S("words");
    if (str_eq(key, S("{n}")))
        return S("1");
    return str_starts(key, S("{")) ? str_of(row) : key;
}

static const char *path_of(struct arena *arena, const struct route *route, const char *row)
{
    struct buf path = {.arena = arena};
    struct str rest = str_of(route->path);

    str_cut(&rest, '/');
    while (rest.at) {
        struct str part = part_of(str_cut(&rest, '/'), row);
        buf_addf(&path, "/%.*s", ARG(part));
    }
    buf_addf(&path, "%c", '\0');
    return path.at;
}

static void look_at(struct str text, int64_t person, const char *where, bool seen[])
{
    for (size_t c = 0; c < COUNT(canaries); c++) {
        if (!has(text, canaries[c].word))
            continue;
        cr_expect(may_read(c, person), "%lld reads %s in %s", (long long)person, canaries[c].word,
                  where);
        seen[c] = true;
    }
}

/* The rows, and a file, which two databases write differently. */
static void plant(struct world *world)
{
    struct file *file = NEW(world->arena, struct file);
    struct field *body = NEW(world->arena, struct field);
    struct str page;

    given_rows(world, planted);
    *file = (struct file){S("file"), S("qname.txt"), S("qbytes")};
    *body = (struct field){S("body"), S("qwritten")};
    world->files = (struct files){file, 1};
    cr_assert(
        visit(world, ADA, POST, "/s/alumni/pairs/3/messages", (struct form){body, 1}, &page) == OK);
    given_rows(world, "UPDATE attachment SET id = 70");
}

/* Every page that there is, as one person. */
static void visit_all(struct world *world, int64_t person, bool seen[])
{
    static const char *const rows[] = {"70", "71"};
    struct str page;

    for (size_t c = 0; c < concepts_len; c++)
        for (size_t r = 0; concepts[c]->routes && r < concepts[c]->routes->len; r++) {
            const struct route *route = &concepts[c]->routes->at[r];
            for (size_t i = 0; route->method == GET && i < COUNT(rows); i++) {
                const char *path = path_of(world->arena, route, rows[i]);
                if (visit(world, person, GET, path, (struct form){0}, &page) == OK)
                    look_at(page, person, path, seen);
            }
        }
}

static void run_all_jobs(struct world *world)
{
    for (size_t c = 0; c < concepts_len; c++)
        for (size_t j = 0; concepts[c]->jobs && j < concepts[c]->jobs->len; j++)
            cr_expect(run_job(world, concepts[c]->jobs->at[j].name, 1) == OK, "%s",
                      concepts[c]->jobs->at[j].name);
}

static void read_all_mail(struct world *world, int64_t person, bool seen[])
{
    for (size_t c = 0; c < concepts_len; c++)
        for (size_t m = 0; concepts[c]->mails && m < concepts[c]->mails->len; m++) {
            const char *kind = concepts[c]->mails->at[m].name;
            look_at(mail_to(world, kind, person), person, kind, seen);
        }
}

/* What no page of this moment shows: the line of an offer, and a reason that one keeps. */
static bool is_shown_later(const char *word)
{
    return str_eq(str_of(word), S("qoffered")) || str_eq(str_of(word), S("qreason"));
}

static const int64_t everybody[] = {0, 4, 5, 6, 7, 8, 9, 10, 99};

Test(canary, what_is_sealed_is_found_on_no_page_outside_its_stamp)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    bool seen[COUNT(canaries)] = {0};

    plant(world);
    cr_assert(run_job(world, "signal_figure", 1) == OK);
    for (size_t i = 0; i < COUNT(everybody); i++)
        visit_all(world, everybody[i], seen);
    for (size_t c = 0; c < COUNT(canaries); c++)
        cr_expect(seen[c] || is_shown_later(canaries[c].word),
                  "%s is on no page at all: the test looks in the wrong place", canaries[c].word);
}

Test(canary, what_is_sealed_is_in_no_mail_outside_its_stamp)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_two_schemes(arena);
    bool seen[COUNT(canaries)] = {0};
    struct str page;

    plant(world);
    for (int i = 0; i < 4; i++) { /* the evening before, the meeting, after it, the end */
        run_all_jobs(world);
        for (size_t p = 0; p < COUNT(everybody); p++)
            read_all_mail(world, everybody[p], seen);
        world->now += 4 * INT64_C(86400);
    }
    cr_expect(visit(world, RAVI, POST, "/s/alumni/pairs/3/close/end", (struct form){0}, &page) !=
              ERR_BROKEN);
    for (size_t p = 0; p < COUNT(everybody); p++)
        read_all_mail(world, everybody[p], seen);
}
