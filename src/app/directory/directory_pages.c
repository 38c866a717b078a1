/* directory_pages.c - searching, one mentor's page, and what a mentor reads of themselves. */
#include "app/directory/directory_inside.h"

#include "app/audit/audit.h"
#include "app/request/request.h"
#include "web/frame.h"
#include "web/web.h"

#include "directory_closed_html.h"
#include "directory_list_html.h"
#include "directory_mentor_html.h"
#include "directory_own_html.h"
#include "directory_sql.h"

static struct str joined(struct arena *arena, struct str a, const char *between, struct str b)
{
    return directory_say(arena, "%.*s%s%.*s", ARG(a), a.len > 0 && b.len > 0 ? between : "",
                         ARG(b));
}

static struct directory_card card_of(const struct request *request,
                                     const struct directory_mentor *mentor)
{
    struct arena *arena = request->work->arena;
    bool is_year = mentor->year.len == 4;

    return (struct directory_card){
        .mentor = mentor,
        .path = directory_say(arena, "%.*s/mentors/%lld", ARG(request->viewer.scheme_path),
                              (long long)mentor->id.n),
        .who = joined(arena, mentor->headline, ", ", mentor->employer),
        .where = joined(arena, mentor->city, ", ",
                        is_year ? directory_say(arena, "class of %.*s", ARG(mentor->year))
                                : (struct str){0}),
        .ways = directory_ways(arena, mentor->channels),
    };
}

struct directory_cards directory_cards_of(const struct request *request,
                                          const struct directory_mentors *mentors)
{
    struct directory_card *cards =
        NEW_ARRAY(request->work->arena, struct directory_card, mentors->len + 1);

    for (size_t i = 0; i < mentors->len; i++)
        cards[i] = card_of(request, &mentors->at[i]);
    return (struct directory_cards){cards, mentors->len};
}

/* Which one choice to leave out, where a search finds nobody: the one that brings most. */
static enum err find_drop(struct request *request, const struct scheme_access *by,
                          const struct directory_mentee *mentee,
                          const struct directory_search *search, struct directory_filters *filters)
{
    struct directory_search without[] = {*search, *search, *search, *search, *search};
    static const char *const names[] = {"the words you typed", "the kinds of help",
                                        "the kind of work", "how you could meet",
                                        "that it is a graduate"};

    without[0].text = without[1].topics = without[2].interests = (struct str){0};
    without[3].by_video = without[3].by_phone = without[3].in_person = false;
    without[4].has_studied = false;
    const bool is_set[] = {search->text.len > 0, search->topics.len > 0, search->interests.len > 0,
                           search->by_video || search->by_phone || search->in_person,
                           search->has_studied};
    _Static_assert(COUNT(is_set) == COUNT(without), "one for each choice");
    for (size_t i = 0; i < COUNT(without); i++) {
        struct directory_mentors found;
        if (!is_set[i])
            continue;
        TRY(directory_find(request->work, by, mentee, &without[i], 1, &found));
        if (found.found <= filters->drop_found)
            continue;
        filters->drop_found = found.found;
        filters->dropped = str_of(names[i]);
        filters->drop = directory_say(request->work->arena, "%.*s/mentors%.*s",
                                      ARG(request->viewer.scheme_path),
                                      ARG(directory_query(request->work->arena, &without[i])));
    }
    return OK;
}

static struct frame *frame_of(const struct request *request, struct str title)
{
    struct frame *frame = frame_new(request, FRAME_PAIR, title);

    frame->at = AT_MENTORS;
    frame->has_mentors = true;
    return frame;
}

static void mark_asked(struct directory_card *cards, size_t len, const struct request_open *open)
{
    for (size_t i = 0; i < len; i++)
        for (size_t k = 0; k < open->len; k++)
            if (open->at[k].mentor.n == cards[i].mentor->id.n)
                cards[i].is_asked = true;
}

static enum err list_page(struct request *request, const struct scheme_access *by,
                          const struct scheme_rules *rules, const struct directory_mentee *mentee)
{
    struct work *work = request->work;
    struct directory_search search;
    struct directory_filters filters;
    struct directory_mentors mentors;
    struct directory_room_row room;
    struct request_open open;

    TRY(directory_read_search(request, by, rules, &search, &filters));
    TRY(directory_find(work, by, mentee, &search, DIRECTORY_PAGE, &mentors));
    TRY(directory_room(work, by, mentee->cohort, &room));
    TRY(request_open_of(work, by, mentee->id, &open));
    if (mentors.found == 0 && filters.is_any)
        TRY(find_drop(request, by, mentee, &search, &filters));
    if (mentors.has_more)
        filters.next = directory_say(
            work->arena, "%.*s/mentors%.*s&after=%lld.%lld.%lld", ARG(request->viewer.scheme_path),
            ARG(directory_query(work->arena, &search)), (long long)mentors.fit,
            (long long)mentors.lot, (long long)mentors.id);
    struct directory_card *cards = NEW_ARRAY(work->arena, struct directory_card, mentors.len + 1);
    for (size_t i = 0; i < mentors.len; i++)
        cards[i] = card_of(request, &mentors.at[i]);
    mark_asked(cards, mentors.len, &open);
    directory_list_html(request->out, frame_of(request, S("Find a mentor")), rules, &filters,
                        (struct directory_cards){cards, mentors.len}, mentors.found, room.mentors,
                        open.len, mentee->topics.len + mentee->interests.len > 0);
    return OK;
}

/* Where whoever acts takes part; NULL: not in this role. */
static const struct directory_place_row *place_as(const struct directory_place_rows *places,
                                                  const char *role)
{
    for (size_t i = 0; i < places->len; i++)
        if (str_eq(places->at[i].role, str_of(role)))
            return &places->at[i];
    return NULL;
}

static void own_page(struct request *request, const struct directory_place_row *place)
{
    struct str why = S("");

    if (str_eq(place->state, S("away")))
        why = S("You have said that you are away.");
    else if (str_eq(place->state, S("gated")))
        why = S("The people who run the scheme have still to say that you are ready.");
    else if (place->room <= 0)
        why = S("Your places are taken. You are shown again as soon as one is free.");
    else if (place->missed >= DIRECTORY_MISSED)
        why = S("Two requests in a row had no answer from you, so nobody is sent to you for now.");
    directory_own_html(request->out, frame_of(request, S("How mentees find you")), why,
                       str_eq(place->state, S("away")),
                       place->missed >= DIRECTORY_MISSED && place->room > 0);
}

static void closed_page(struct request *request, const struct directory_place_row *place)
{
    struct str why = S("You have a mentor, or somebody is asked to be yours, so there is nobody to "
                       "look for now.");

    if (str_eq(place->state, S("gated")))
        why = S("You can look for a mentor once the people who run the scheme have said that you "
                "are ready.");
    else if (str_eq(place->state, S("away")))
        why = S("You have said that you are away. You can look for a mentor when you are back.");
    directory_closed_html(request->out, frame_of(request, S("Find a mentor")), why);
}

static enum err mentors_page(struct request *request, const struct scheme_access *by)
{
    struct work *work = request->work;
    struct directory_place_rows places;
    struct directory_mentee mentee;
    struct scheme_cohort cohort;
    struct scheme_rules rules;

    TRY(scheme_rules_get(work, scheme_visitor(by), &rules));
    if (!directory_is_open(&rules))
        return ERR_NOT_FOUND;
    TRY(scheme_cohort_get(work, scheme_visitor(by), &cohort));
    TRY(directory_places(work, by, cohort.id, &places));

    const struct directory_place_row *as_mentee = place_as(&places, "mentee");
    const struct directory_place_row *as_mentor = place_as(&places, "mentor");
    bool wants_own = !as_mentee || str_eq(query_text(request, S("as")), S("mentor"));
    if (as_mentor && wants_own) {
        own_page(request, as_mentor);
        return OK;
    }
    if (!as_mentee)
        return ERR_NOT_FOUND;
    if (!str_eq(as_mentee->state, S("ready")) || as_mentee->room <= 0) {
        closed_page(request, as_mentee);
        return OK;
    }
    TRY(directory_mentee_get(work, by, as_mentee->id, &mentee));
    return list_page(request, by, &rules, &mentee);
}

static enum err mentor_page(struct request *request, const struct scheme_access *by)
{
    struct work *work = request->work;
    struct participant_id id = {request_key(request, S("mentor"))};
    struct directory_mentors similar = {0};
    struct directory_mentor mentor;
    struct directory_mentee mentee;
    struct scheme_rules rules;
    struct request_open open;

    TRY(scheme_rules_get(work, scheme_visitor(by), &rules));
    if (!directory_is_open(&rules))
        return ERR_NOT_FOUND;
    TRY(directory_me(work, by, &mentee));
    TRY(directory_get(work, by, &mentee, id, &mentor));
    TRY(request_open_of(work, by, mentee.id, &open));
    if (!mentor.is_shown)
        TRY(directory_similar(work, by, &mentee, id, &similar));

    struct directory_card card = card_of(request, &mentor);
    mark_asked(&card, 1, &open);
    struct frame *frame = frame_of(request, mentor.name);
    frame->back = directory_say(work->arena, "%.*s/mentors", ARG(request->viewer.scheme_path));
    frame->back_to = S("Back to the mentors");
    directory_mentor_html(
        request->out, frame, &card, directory_split(work->arena, mentor.topics, 20),
        directory_split(work->arena, mentor.times, 20), directory_cards_of(request, &similar),
        str_eq(mentee.state, S("ready")) && mentee.room > 0);
    return OK;
}

static enum err own_set(struct request *request, const struct scheme_access *by)
{
    struct work *work = request->work;
    struct directory_place_rows places;
    struct directory_hidden_row hidden;
    struct scheme_cohort cohort;
    bool away = str_eq(form_text(request, S("away")), S("yes"));

    TRY(scheme_cohort_get(work, scheme_visitor(by), &cohort));
    TRY(directory_places(work, by, cohort.id, &places));
    const struct directory_place_row *place = place_as(&places, "mentor");
    if (!place)
        return ERR_NOT_FOUND;
    TRY(directory_forgive(work, by, place->id));
    enum err err = directory_hide(work, by, place->id, away ? S("away") : S("ready"),
                                  away ? S("ready") : S("away"), &hidden);
    if (err != ERR_NOT_FOUND)
        TRY(err);
    if (err == OK)
        TRY(audit_add(work, by, away ? "participant_away" : "participant_back", place->id.n));
    request_go_to(request, "%.*s/mentors?as=mentor", ARG(request->viewer.scheme_path));
    return OK;
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/mentors", MEMBER(mentors_page), "Mentors with room, the reason first"},
    {POST, "/s/{scheme}/mentors", MEMBER(own_set), "Be shown to mentees, or not for now"},
    {GET, "/s/{scheme}/mentors/{mentor}", MEMBER(mentor_page), "One mentor, and why you two fit"},
};
const struct routes directory_routes = LIST(rows);
