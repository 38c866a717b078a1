#include "app/application/application.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/secret.h"
#include "support/given_mail.h"

static const char first_visit[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
static const char other_visit[] = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

/* A scheme that takes applications, with a short form for each role. */
static struct world *given_open(struct arena *arena)
{
    struct world *world = given_two_schemes(arena);

    given_rows(
        world,
        "UPDATE cohort SET state = 'open';"
        "UPDATE scheme_text SET body = 'scheme \"Alumni\"\n"
        "field as mentee key course ask \"What do you study?\" kind line most 20 required yes"
        " stamp cohort because \"So\"\n"
        "field as mentee key year ask \"Which year?\" kind line most 40 required no"
        " stamp cohort because \"So\"\n"
        "field as mentee key hopes ask \"What do you hope to achieve?\" kind long most 600"
        " required yes stamp pair_and_team because \"It leads\"\n"
        "field as mentee key topics ask \"Which help?\" kind some of \"Interviews|Confidence|"
        "Networking\" tags \"topic\" most 2 required yes stamp cohort because \"So\"\n"
        "field as mentee key channels ask \"How?\" kind some of \"Video|In person|Either\""
        " most 4 required yes stamp cohort because \"So\"\n"
        "field as mentor key capacity ask \"How many?\" kind number most 5 required yes"
        " stamp team because \"So\"\n' WHERE scheme = 1;"
        "INSERT INTO tag (scheme, id, kind, name) VALUES (1, 11, 'topic', 'Interviews'),"
        " (1, 12, 'topic', 'Confidence');");
    world->visit_token = str_of(first_visit);
    return world;
}

static enum err post(struct world *world, int64_t person, const char *path,
                     const char *const pairs[][2], struct str *ret)
{
    struct field *fields = NEW_ARRAY(world->arena, struct field, 10);
    size_t len = 0;

    while (pairs && pairs[len][0]) {
        fields[len] = (struct field){str_of(pairs[len][0]), str_of(pairs[len][1])};
        len++;
    }
    return visit(world, person, POST, path, (struct form){fields, len}, ret);
}

static struct str see(struct world *world, int64_t person, const char *path)
{
    struct str page;

    cr_assert(visit(world, person, GET, path, (struct form){0}, &page) == OK, "%s", path);
    return page;
}

static bool led_to(const struct world *world, const char *path)
{
    return str_eq(world->go_to, str_of(path));
}

static const char apply[] = "/s/alumni/apply/mentee";
static const char *const who[][2] = {
    {"name", "Nia Rees"}, {"email", "Nia@example.org"}, {"adult", "yes"}, {NULL, NULL}};
static const char *const course[][2] = {{"course", "Geography"}, {"year", "2"}, {NULL, NULL}};
static const char *const hopes[][2] = {{"hopes", "A job near water"}, {NULL, NULL}};
static const char *const topics[][2] = {
    {"topics", "Interviews"}, {"topics", "Confidence"}, {NULL, NULL}};
static const char *const channels[][2] = {{"channels", "Either"}, {NULL, NULL}};
static const char *const agree[][2] = {{"agree", "yes"}, {NULL, NULL}};

static void fill_in(struct world *world)
{
    struct str page;

    cr_assert(post(world, 0, apply, who, &page) == OK, "%.*s", ARG(world->fault.text));
    cr_assert(led_to(world, "/s/alumni/apply/mentee/course"), "%.*s", ARG(world->go_to));
    cr_assert(post(world, 0, "/s/alumni/apply/mentee/course", course, &page) == OK);
    cr_assert(led_to(world, "/s/alumni/apply/mentee/hopes"));
    cr_assert(post(world, 0, "/s/alumni/apply/mentee/hopes", hopes, &page) == OK);
    cr_assert(post(world, 0, "/s/alumni/apply/mentee/topics", topics, &page) == OK);
    cr_assert(post(world, 0, "/s/alumni/apply/mentee/channels", channels, &page) == OK);
    cr_assert(led_to(world, "/s/alumni/apply/mentee/check"));
}

static int64_t given_sent(struct world *world)
{
    struct str page;

    fill_in(world);
    cr_assert(post(world, 0, "/s/alumni/apply/mentee/check", agree, &page) == OK);
    cr_assert(led_to(world, "/s/alumni/apply/mentee/done"));
    return count_of(world, "SELECT id FROM application");
}

static const char *team_path(struct world *world, int64_t application, const char *act)
{
    struct buf path = {.arena = world->arena};

    buf_addf(&path, "/s/alumni/team/applications/%lld%s", (long long)application, act);
    return path.at;
}

Test(application, a_form_is_filled_in_page_by_page_and_sent)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_open(arena);

    cr_expect(has(see(world, 0, apply), "<h1>Find a mentor</h1>"));
    given_sent(world);
    cr_expect(count_of(world, "SELECT count(*) FROM application WHERE state = 'sent'") == 1);
    cr_expect(has(see(world, 0, "/s/alumni/apply/mentee/done"), "Your application has arrived"));
    int64_t nia = count_of(world, "SELECT id FROM person WHERE email = 'nia@example.org'");
    cr_expect(has(mail_to(world, "application_received", nia), "A job near water"));
    struct str queue = see(world, 5, "/s/alumni/team/applications");
    cr_expect(has(queue, ">Nia Rees</a>") && has(queue, "1 application waits for you"));
}

Test(application, answers_are_kept_and_can_be_changed_before_they_are_sent)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_open(arena);
    static const char *const other[][2] = {{"hopes", "<b>Another</b>"}, {NULL, NULL}};
    struct str page;

    fill_in(world);
    page = see(world, 0, "/s/alumni/apply/mentee/check");
    cr_expect(has(page, "A job near water") && has(page, "mentee/hopes?change=1"));
    cr_expect(has(see(world, 0, "/s/alumni/apply/mentee/topics"), "value=\"Interviews\" checked"));
    cr_expect(post(world, 0, "/s/alumni/apply/mentee/hopes?change=1", other, &page) == OK);
    cr_expect(led_to(world, "/s/alumni/apply/mentee/check"));
    cr_expect(has(see(world, 0, "/s/alumni/apply/mentee/check"), "&lt;b&gt;Another"));
}

Test(application, each_answer_keeps_to_the_rules_of_its_field)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_open(arena);
    static const char *const empty[][2] = {{"hopes", " "}, {NULL, NULL}};
    static const char *const long_course[][2] = {
        {"course", "Twenty-one letters !!"}, {"year", "3"}, {NULL, NULL}};
    static const char *const three[][2] = {
        {"topics", "Interviews"}, {"topics", "Confidence"}, {"topics", "Networking"}, {NULL, NULL}};
    static const char *const unsure[][2] = {{"hopes", ""}, {"skip", "1"}, {NULL, NULL}};
    static const char *const foreign[][2] = {{"topics", "Magic"}, {NULL, NULL}};
    struct str page;

    cr_assert(post(world, 0, apply, who, &page) == OK);
    cr_expect(post(world, 0, "/s/alumni/apply/mentee/hopes", empty, &page) == ERR_INVALID);
    cr_expect(has(page, "Write something here"));
    cr_expect(post(world, 0, "/s/alumni/apply/mentee/hopes", unsure, &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM application_answer"
                              " WHERE answer = 'I am not sure yet'") == 1);
    cr_expect(post(world, 0, "/s/alumni/apply/mentee/course", long_course, &page) == ERR_INVALID);
    cr_expect(has(page, "Twenty-one letters !!") && has(page, "value=\"3\""), "the text is kept");
    cr_expect(post(world, 0, "/s/alumni/apply/mentee/topics", three, &page) == ERR_INVALID);
    cr_expect(has(page, "Choose at most 2."));
    cr_expect(post(world, 0, "/s/alumni/apply/mentee/topics", foreign, &page) == ERR_INVALID);
    cr_expect(post(world, 0, "/s/alumni/apply/mentee/check", agree, &page) == ERR_INVALID);
    cr_expect(has(page, "Still wanted"));
    cr_expect(count_of(world, "SELECT count(*) FROM application WHERE state = 'sent'") == 0);
}

Test(application, nobody_under_18_and_nobody_without_an_address_applies)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_open(arena);
    static const char *const young[][2] = {
        {"name", "Kit"}, {"email", "kit@example.org"}, {"adult", "no"}, {NULL, NULL}};
    static const char *const mute[][2] = {
        {"name", "Kit"}, {"email", "kit@example.org"}, {NULL, NULL}};
    static const char *const bad[][2] = {
        {"name", "Kit"}, {"email", "kit"}, {"adult", "yes"}, {NULL, NULL}};
    struct str page;

    cr_expect(post(world, 0, apply, young, &page) == OK);
    cr_expect(has(page, "This scheme is for adults"));
    cr_expect(post(world, 0, apply, young, &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE kind = 'application_young'") == 2,
              "lead and coordinator are told, once");
    cr_expect(count_of(world, "SELECT count(*) FROM person WHERE email = 'kit@example.org'") == 0);
    cr_expect(post(world, 0, apply, mute, &page) == ERR_INVALID);
    cr_expect(post(world, 0, apply, bad, &page) == ERR_INVALID);
    cr_expect(has(page, "value=\"kit\""));
    cr_expect(count_of(world, "SELECT count(*) FROM application") == 0);
}

Test(application, a_newcomer_says_in_which_zone_they_read_times)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_open(arena);
    static const char *const oslo[][2] = {{"name", "Nia Rees"},
                                          {"email", "nia@example.org"},
                                          {"adult", "yes"},
                                          {"zone", "Europe/Oslo"},
                                          {NULL, NULL}};
    static const char *const mars[][2] = {{"name", "Nia Rees"},
                                          {"email", "nia@example.org"},
                                          {"adult", "yes"},
                                          {"zone", "Mars/Olympus"},
                                          {NULL, NULL}};
    struct str page;

    cr_expect(post(world, 0, apply, mars, &page) == ERR_INVALID);
    cr_expect(has(page, "Choose a time zone from the list."));
    cr_expect(post(world, 0, apply, oslo, &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM person WHERE email = 'nia@example.org'"
                              " AND zone = 'Europe/Oslo'") == 1);
}

Test(application, nobody_applies_to_a_scheme_that_is_closed)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_open(arena);
    struct str page;

    given_rows(world, "UPDATE cohort SET state = 'draft'");
    cr_expect(has(see(world, 0, apply), "Applications are closed"));
    cr_expect(post(world, 0, apply, who, &page) == ERR_INVALID);
    cr_expect(count_of(world, "SELECT count(*) FROM application") == 0);
}

/* The path of the link in the newest mail that leads back to a form. */
static const char *go_on_link(struct world *world, int64_t person)
{
    struct str mail = mail_to(world, "application_go_on", person);
    const char *at = memmem(mail.at, mail.len, "/s/alumni/apply/go-on/", 22);
    struct buf path = {.arena = world->arena};

    cr_assert(at, "%.*s", ARG(mail));
    buf_add(&path, (struct str){at, 22 + SECRET_LETTERS});
    return path.at;
}

Test(application, another_browser_finds_it_by_the_mailed_link_alone)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_open(arena);
    struct str page;

    fill_in(world);
    world->visit_token = str_of(other_visit);
    world->now += 3600;
    cr_expect(visit(world, 0, GET, "/s/alumni/apply/mentee/hopes", (struct form){0}, &page) == OK);
    cr_expect(led_to(world, apply), "not by the address of the page");
    cr_expect(post(world, 0, apply, who, &page) == OK);
    cr_expect(led_to(world, "/s/alumni/apply/mentee/sent"), "nor by giving the same address");

    int64_t nia = count_of(world, "SELECT id FROM person WHERE email = 'nia@example.org'");
    const char *link = go_on_link(world, nia);
    cr_expect(has(see(world, 0, link), "application of Nia Rees"));
    cr_expect(count_of(world, "SELECT is_confirmed FROM application") == 0, "looking does nothing");
    cr_expect(post(world, 0, link, NULL, &page) == OK);
    cr_expect(count_of(world, "SELECT is_confirmed FROM application") == 1);
    cr_expect(has(see(world, 0, "/s/alumni/apply/mentee/check"), "A job near water"));
}

Test(application, giving_the_address_again_sends_no_flood_and_spoils_no_link)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_open(arena);
    struct str page;

    cr_assert(post(world, 0, apply, who, &page) == OK);
    int64_t nia = count_of(world, "SELECT id FROM person WHERE email = 'nia@example.org'");
    world->visit_token = str_of(other_visit);
    cr_assert(post(world, 0, apply, who, &page) == OK);
    cr_assert(post(world, 0, apply, who, &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE kind = 'application_go_on'") == 1);
    cr_expect(has(see(world, 0, go_on_link(world, nia)), "application of Nia Rees"));
}

Test(application, an_accepted_applicant_takes_part_with_what_they_wrote)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_open(arena);
    int64_t application = given_sent(world);
    struct str page = see(world, 5, team_path(world, application, ""));

    cr_expect(has(page, "A job near water") && has(page, "Accept Nia Rees"));
    cr_expect(post(world, 5, team_path(world, application, "/accept"), NULL, &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM participant JOIN profile"
                              " ON profile.scheme = participant.scheme"
                              " AND profile.participant = participant.id"
                              " JOIN person ON person.id = participant.person"
                              " WHERE person.name = 'Nia Rees' AND participant.role = 'mentee'"
                              " AND participant.state = 'ready' AND profile.channels ="
                              " 'video; in_person' AND profile.hopes = 'A job near water'"
                              " AND profile.headline = 'Geography, year 2'") == 1);
    cr_expect(count_of(world, "SELECT count(*) FROM participant_tag WHERE tag IN (11, 12)") == 2);
    cr_expect(count_of(world, "SELECT count(*) FROM mail WHERE kind = 'application_accepted'") ==
              1);
    cr_expect(post(world, 5, team_path(world, application, "/accept"), NULL, &page) == ERR_CONFLICT,
              "once");
    cr_expect(count_of(world, "SELECT count(*) FROM participant") == 6);
}

Test(application, a_no_carries_the_words_that_the_coordinator_chose)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_open(arena);
    int64_t application = given_sent(world);
    static const char *const words[][2] = {{"reason", "Not this year, and thank you."},
                                           {NULL, NULL}};
    static const char *const none[][2] = {{"reason", ""}, {NULL, NULL}};
    int64_t nia = count_of(world, "SELECT id FROM person WHERE email = 'nia@example.org'");
    struct str page = see(world, 5, team_path(world, application, ""));

    cr_expect(has(page, "Dear Nia Rees,"), "a kind text to begin with");
    cr_expect(post(world, 5, team_path(world, application, "/decline"), none, &page) ==
              ERR_INVALID);
    cr_expect(post(world, 5, team_path(world, application, "/decline"), words, &page) == OK);
    cr_expect(has(mail_to(world, "application_declined", nia), "Not this year, and thank you."));
    cr_expect(count_of(world, "SELECT count(*) FROM participant") == 5);
}

Test(application, the_team_asks_for_more_and_reads_the_answer)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_open(arena);
    int64_t application = given_sent(world);
    static const char *const asked[][2] = {{"asked", "Which rivers?"}, {NULL, NULL}};
    static const char *const more[][2] = {{"more", "The Severn."}, {NULL, NULL}};
    struct str page;

    cr_expect(post(world, 5, team_path(world, application, "/ask"), asked, &page) == OK);
    cr_expect(post(world, 5, team_path(world, application, "/accept"), NULL, &page) == ERR_CONFLICT,
              "not before they have answered");
    cr_expect(visit(world, 0, GET, apply, (struct form){0}, &page) == OK);
    cr_expect(led_to(world, "/s/alumni/apply/mentee/more"));
    cr_expect(has(see(world, 0, "/s/alumni/apply/mentee/more"), "Which rivers?"));
    cr_expect(post(world, 0, "/s/alumni/apply/mentee/more", more, &page) == OK);
    cr_expect(has(see(world, 5, team_path(world, application, "")), "The Severn."));
    cr_expect(post(world, 5, team_path(world, application, "/accept"), NULL, &page) == OK);
}

Test(application, an_applicant_may_take_it_back_and_begin_anew)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_open(arena);
    struct str page;

    given_sent(world);
    cr_expect(post(world, 0, "/s/alumni/apply/mentee/withdraw", NULL, &page) == OK);
    cr_expect(has(see(world, 0, "/s/alumni/apply/mentee/done"), "taken your application back"));
    cr_expect(count_of(world, "SELECT count(*) FROM application WHERE state = 'withdrawn'") == 1);
    cr_expect(post(world, 0, apply, who, &page) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM application WHERE state = 'started'") == 1);
    cr_expect(count_of(world, "SELECT count(*) FROM application_answer") == 0);
}

Test(application, a_form_that_changes_loses_no_answer)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_open(arena);
    int64_t application = given_sent(world);

    given_rows(world, "INSERT INTO scheme_text (scheme, id, version, body, written_at, adopted_at)"
                      " VALUES (1, 2, 2, 'scheme \"Alumni\"', 2, 2)");
    cr_expect(has(see(world, 5, team_path(world, application, "")), "A job near water"));
}

Test(application, one_that_was_never_sent_lapses_two_weeks_after_closing)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_open(arena);
    struct buf sql = {.arena = arena};

    fill_in(world);
    buf_addf(&sql, "UPDATE cohort SET closes_on = %lld", (long long)(world->now / 86400 - 13));
    given_rows(world, buf_str(&sql).at);
    cr_expect(run_job(world, "application_lapse", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM application WHERE state = 'started'") == 1);
    world->now += 86400;
    cr_expect(run_job(world, "application_lapse", 1) == OK);
    cr_expect(count_of(world, "SELECT count(*) FROM application WHERE state = 'lapsed'") == 1);
}

Test(application, only_the_team_of_the_scheme_reads_one)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    struct world *world = given_open(arena);
    int64_t application = given_sent(world);
    struct buf other = {.arena = arena};
    struct str page;

    given_rows(world, "INSERT INTO role (scheme, person, role, given_at) VALUES (2, 4, 'lead', 1)");
    buf_addf(&other, "/s/staff/team/applications/%lld", (long long)application);
    cr_expect(visit(world, 4, GET, other.at, (struct form){0}, &page) == ERR_NOT_FOUND);
    cr_expect(visit(world, 7, GET, team_path(world, application, ""), (struct form){0}, &page) ==
              ERR_NOT_FOUND);
    cr_expect(visit(world, 0, GET, team_path(world, application, ""), (struct form){0}, &page) ==
              ERR_DENIED);
}
