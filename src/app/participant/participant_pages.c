#include "app/audit/audit.h"
#include "app/participant/participant.h"
#include "app/participant/participant_inside.h"

#include <stdlib.h>
#include <string.h>

#include "participant_gaps_html.h"
#include "participant_list_html.h"
#include "participant_person_html.h"
#include "participant_sql.h"
#include "web/frame.h"

enum { PAGE_LINES = 50 };

static const struct {
    const char *word, *says;
} states[] = {
    {"gated", "Not ready yet"}, {"ready", "Waiting for a partner"},
    {"placed", "In a pair"},    {"away", "Away"},
    {"left", "Has left"},
};

struct str participant_state_says(struct str state)
{
    for (size_t i = 0; i < COUNT(states); i++)
        if (str_eq(state, str_of(states[i].word)))
            return str_of(states[i].says);
    return state;
}

struct str participant_account_says(struct str state)
{
    if (str_eq(state, S("invited")))
        return S("Invited, has not signed in yet");
    if (str_eq(state, S("active")))
        return S("Has signed in");
    return S("Cannot sign in now");
}

/* The words that a search is for, as LIKE wants them: anywhere in the name, no wildcards. */
static struct str like_of(struct arena *arena, struct str search)
{
    struct str plain = participant_listed(arena, search);
    struct buf like = {.arena = arena};

    buf_add(&like, S("%"));
    for (size_t i = 0; i < plain.len; i++) {
        if (strchr("%_\\", plain.at[i]))
            buf_add(&like, S("\\"));
        buf_add(&like, (struct str){plain.at + i, 1});
    }
    buf_add(&like, S("%"));
    return buf_str(&like);
}

/* A filter is taken only where it is one we offer, so that the page never shows another. */
static struct str known_filter(struct str word, const char *all)
{
    struct str words = str_of(all);

    while (words.at)
        if (str_eq(str_cut(&words, '|'), word))
            return word;
    return (struct str){0};
}

static int64_t number_of(struct str text)
{
    int64_t number = 0;

    for (size_t i = 0; i < text.len && i < 18; i++)
        if (text.at[i] >= '0' && text.at[i] <= '9')
            number = number * 10 + (text.at[i] - '0');
    return number;
}

static enum err list_page(struct request *request, const struct team_access *by)
{
    struct work *work = request->work;
    struct participant_filter filter = {
        .search = query_text(request, S("q")),
        .role = known_filter(query_text(request, S("role")), "mentee|mentor"),
        .state = known_filter(query_text(request, S("state")), "gated|ready|placed|away|left"),
    };
    struct frame *frame = frame_new(request, FRAME_TEAM, S("People"));
    struct participant_line_rows lines;

    TRY(participant_page(work, by, filter.role, filter.state, like_of(work->arena, filter.search),
                         query_text(request, S("after")), number_of(query_text(request, S("id"))),
                         &lines));
    filter.has_more = lines.len > PAGE_LINES;
    lines.len = filter.has_more ? PAGE_LINES : lines.len;
    filter.is_any = filter.search.len + filter.role.len + filter.state.len > 0 ||
                    query_text(request, S("after")).len > 0;
    frame->at = AT_PEOPLE;
    participant_list_html(request->out, frame, lines, &filter);
    return OK;
}

static enum err person_page(struct request *request, const struct team_access *by)
{
    struct person_id person = {request_key(request, S("person"))};
    struct participant_place_rows places;
    struct participant_word_rows words;
    struct participant_block_rows blocks;

    TRY(participant_places(request->work, by, person, &places));
    if (places.len == 0)
        return ERR_NOT_FOUND;
    TRY(participant_words(request->work, by, person, &words));
    TRY(participant_blocks(request->work, by, person, &blocks));

    struct frame *frame = frame_new(request, FRAME_TEAM, places.at[0].name);
    struct buf back = {.arena = request->work->arena};
    buf_addf(&back, "%.*s/team/people", ARG(request->viewer.scheme_path));
    frame->at = AT_PEOPLE;
    frame->back = buf_str(&back);
    frame->back_to = S("Back to people");
    participant_person_html(request->out, frame, person, places, words, blocks);
    return OK;
}

static struct str gaps_title(struct arena *arena, struct participant_gap_rows gaps)
{
    struct buf title = {.arena = arena};
    size_t bare = 0;

    while (bare < gaps.len && gaps.at[bare].mentors == 0)
        bare++;
    if (bare == 0)
        return S("Every word that is sought has a mentor with room");
    buf_addf(&title, "%zu %s no mentor with room", bare, bare == 1 ? "word has" : "words have");
    return buf_str(&title);
}

static enum err gaps_page(struct request *request, const struct team_access *by)
{
    struct participant_gap_rows gaps;

    TRY(participant_gaps(request->work, by, &gaps));

    struct frame *frame = frame_new(request, FRAME_TEAM, gaps_title(request->work->arena, gaps));
    frame->at = AT_PEOPLE;
    participant_gaps_html(request->out, frame, gaps);
    return OK;
}

static enum err ready(struct request *request, const struct team_access *by)
{
    struct person_id person = {request_key(request, S("person"))};

    TRY(participant_make_ready(request->work, by, person));
    TRY(audit_add(request->work, team_scheme(by), "participant_ready", person.n));
    request_go_to(request, "%.*s/team/people/%lld", ARG(request->viewer.scheme_path),
                  (long long)person.n);
    return OK;
}

static const struct route rows[] = {
    {GET, "/s/{scheme}/team/people", TEAM(list_page), "Who takes part, by name, 50 a page"},
    {GET, "/s/{scheme}/team/people/{person}", TEAM(person_page),
     "One person as the team may see them"},
    {POST, "/s/{scheme}/team/people/{person}/ready", TEAM(ready),
     "Let somebody through the scheme's gate"},
    {GET, "/s/{scheme}/team/gaps", TEAM(gaps_page), "What mentees seek that no free mentor offers"},
};

const struct routes participant_routes = LIST(rows);
