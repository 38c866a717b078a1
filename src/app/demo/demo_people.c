#include "app/demo/demo_people.h"

enum { FIRST_YEAR = 1994, YEARS = 29, LISTS_MOST = 3 };

static const char *const given_names[] = {
    "Ada",    "Amara",   "Anneli",   "Aoife",  "Arjun",   "Bao",    "Beatriz", "Callum",
    "Chidi",  "Dilnoza", "Elif",     "Emeka",  "Farida",  "Grace",  "Haruki",  "Hedda",
    "Idris",  "Ines",    "Ingrid",   "Jamila", "Jonas",   "Kaveh",  "Kirsty",  "Lakshmi",
    "Leo",    "Lucía",   "Maja",     "Marek",  "Mei",     "Miriam", "Niamh",   "Oluwaseun",
    "Owen",   "Petra",   "Precious", "Rhys",   "Rosa",    "Sana",   "Siân",    "Tadeusz",
    "Thandi", "Tomos",   "Unathi",   "Vikram", "Wanjiru", "Xin",    "Yara",    "Yusuf",
    "Zainab", "Zoë",
};

static const char *const family_names[] = {
    "Abara",     "Achterberg", "Adeyemi", "Baptiste",   "Bielak",  "Bright",   "Cadogan",
    "Castellan", "Dlamini",    "Eze",     "Farrow",     "Frame",   "Garrido",  "Haddad",
    "Hussain",   "Ibarra",     "Iversen", "Jónsdóttir", "Kapoor",  "Kimani",   "Kowalczyk",
    "Laurent",   "Lindqvist",  "Marsh",   "Mbeki",      "Moreau",  "Nakamura", "Ndlovu",
    "Novak",     "O'Hara",     "Okafor",  "Osei",       "Pereira", "Popescu",  "Quigley",
    "Rahimi",    "Roberts",    "Santos",  "Sato",       "Solberg", "Tanaka",   "Thapa",
    "Tudor",     "Underhill",  "Vargas",  "Watanabe",   "Wójcik",  "Yilmaz",
};

struct work_area {
    const char *sector, *jobs[3], *employer, *course;
};

static const struct work_area areas[] = {
    {"Business", {"Operations manager", "Management consultant", "Buyer"}, "Arne Bru", "Economics"},
    {"Charity",
     {"Fundraiser", "Programme officer", "Volunteer manager"},
     "Harbour Trust",
     "Sociology"},
    {"Education", {"Head of year", "Lecturer", "Education adviser"}, "Millgate School", "English"},
    {"Engineering",
     {"Structural engineer", "Rail engineer", "Design engineer"},
     "Tyne Rail",
     "Civil Engineering"},
    {"Environment",
     {"Ecologist", "Flood risk adviser", "Energy analyst"},
     "Green Estuary",
     "Environmental Science"},
    {"Finance", {"Actuary", "Credit analyst", "Auditor"}, "Northgate Mutual", "Mathematics"},
    {"Health",
     {"Clinical scientist", "Ward manager", "Physiotherapist"},
     "Fell Side Hospital",
     "Biomedical Science"},
    {"Law", {"Solicitor", "Barrister", "Legal counsel"}, "Ashdown and Vale", "Law"},
    {"Media and arts", {"Producer", "Editor", "Exhibition designer"}, "Lantern Studio", "History"},
    {"Public sector",
     {"Policy adviser", "Town planner", "Civil servant"},
     "Fenwick Council",
     "Politics"},
    {"Research",
     {"Research fellow", "Laboratory manager", "Statistician"},
     "Quayside Institute",
     "Psychology"},
    {"Technology",
     {"Software engineer", "Security consultant", "Product manager"},
     "Kestrel Works",
     "Computer Science"},
};

static const char *const topics[] = {
    "Choosing a direction",
    "Placements and internships",
    "CVs and applications",
    "Interviews",
    "Networking",
    "Confidence",
    "Presenting",
    "Further study",
    "Professional registration",
    "Starting a business",
    "Moving abroad",
    "Work and family",
};

static const char *const times[] = {"Early mornings", "Lunchtimes",  "Mon evening", "Tue evening",
                                    "Wed evening",    "Thu evening", "Weekends"};

static const struct {
    const char *city, *country;
} places[] = {
    {"Newcastle", "United Kingdom"}, {"Birmingham", "United Kingdom"},
    {"Cardiff", "United Kingdom"},   {"London", "United Kingdom"},
    {"Glasgow", "United Kingdom"},   {"Oslo", "Norway"},
    {"Dublin", "Ireland"},           {"Toronto", "Canada"},
    {"Leeds", "United Kingdom"},     {"Bristol", "United Kingdom"},
};

static const char *const hopes[] = {
    "A summer placement, and to know how to ask for one.",
    "To decide between two careers that both sound right.",
    "To feel ready for interviews instead of dreading them.",
    "To build a small network before I graduate.",
    "To find out whether a master's is worth it for me.",
    "To understand what the first year of work is really like.",
    "I am not sure yet, and would like to talk that through.",
    "To find a first job abroad, and to know what to watch out for.",
};

static const char *const gains[] = {
    "To hear how students see our industry now.", "To get better at listening before advising.",
    "To give something back for the help I had.", "To learn what has changed on my old course.",
    "To practise coaching before I lead a team.", "To meet people I would never meet at work.",
};

static const char *const goals[] = {
    "A summer placement",   "Steadier in interviews", "A CV that I would read myself",
    "Decide on a master's", "Speak up in groups",     "Three people to ask for advice",
};

static const char *const questions[] = {
    "How did you choose between the first two jobs you were offered?",
    "What do you wish somebody had told you in your last year?",
    "What does a good day look like for you, and a bad one?",
    "How would you prepare for a first interview in your field?",
    "What would you read, or try out, before deciding?",
    "When did you know that you were in the right place?",
    "Who else should I talk to, and what would I ask them?",
};

static const char *const mentee_messages[] = {
    "Thank you for last week. I sent the first application on Monday.",
    "I read the article you sent. The second half surprised me.",
    "It went better than I feared. They asked about the project first.",
    "Could we talk about the group work next time? It is on my mind.",
    "I have two drafts now, and cannot tell which one is better.",
};

static const char *const mentor_messages[] = {
    "Bring the draft if you can. I would rather see your working than the finished thing.",
    "Good luck for Thursday. Tell me how it went, also if it went badly.",
    "I asked a colleague about it. She would be glad to talk to you.",
    "I do not know the answer to that, and I know who might.",
    "That is a good question to keep for when we meet.",
};

static const char *const takeaways[] = {
    "Ask for the next step before the end of the conversation.",
    "Nobody expects me to know everything in the first year.",
    "Students now think about remote work from the start.",
    "A short question gets a longer answer.",
    "Write down what went well before what did not.",
};

static const char *const actions[] = {
    "Rewrite the cover letter",         "Send two applications",           "Read the annual report",
    "Write to one person in the field", "Practise the introduction aloud",
};

static const char *const records[] = {
    "We went through the draft line by line and cut it by half.",
    "We talked about the first two jobs and what came of them.",
    "We practised an interview and swapped roles for the second half.",
    "We looked at three courses and crossed one out.",
};

static const char *pick(struct rehearsal *rehearsal, const char *const from[], size_t n)
{
    return from[rehearse_draw(rehearsal, n)];
}

/* Draws stand in statements of their own: C leaves the order of arguments open, and the same seed
 * tells the same history whichever compiler made the program.
 */
#define PICK(rehearsal, array) pick((rehearsal), (array), COUNT(array))

/* Some of a list, each once, by "; ". */
static void put_some(struct buf *out, struct rehearsal *rehearsal, const char *const from[],
                     size_t n, size_t some)
{
    size_t at = rehearse_draw(rehearsal, n);
    size_t step = 1 + rehearse_draw(rehearsal, n > 6 ? 2 : 1) * 4; /* 1 or 5: prime to 7 and 12 */

    for (size_t i = 0; i < some; i++)
        buf_addf(out, "%s%s", i ? "; " : "", from[(at + i * step) % n]);
}

static void put_name(struct buf *out, struct rehearsal *rehearsal, const char *kind, size_t i)
{
    const char *given = PICK(rehearsal, given_names), *family = PICK(rehearsal, family_names);

    buf_addf(out, "%s,%s,%s%zu@example.org,", given, family, kind, i + 1);
}

static const char *channel(struct rehearsal *rehearsal)
{
    static const char *const ways[] = {"Video", "Video", "Either", "In person"};

    return PICK(rehearsal, ways);
}

struct str demo_mentors(struct arena *arena, struct rehearsal *rehearsal, size_t n)
{
    struct buf out = {.arena = arena};

    buf_add(&out, S("Constituent ID,First name,Last name,Preferred email,Class of,Degree,Employer,"
                    "Job title,Sector,City,Country,Can help with,Languages,Mentees (max),How,When,"
                    "Hopes to gain\r\n"));
    for (size_t i = 0; i < n; i++) {
        const struct work_area *area = &areas[rehearse_draw(rehearsal, COUNT(areas))];
        size_t place = rehearse_draw(rehearsal, COUNT(places));
        bool is_graduate = rehearse_draw(rehearsal, 5) > 0; /* most are, not all */
        buf_addf(&out, "M%05zu,", i + 1);
        put_name(&out, rehearsal, "mentor", i);
        if (is_graduate)
            buf_addf(&out, "%d,%s,", FIRST_YEAR + (int)rehearse_draw(rehearsal, YEARS),
                     area->course);
        else
            buf_add(&out, S(",,"));
        buf_addf(&out, "%s,%s,%s,%s,%s,", area->employer, PICK(rehearsal, area->jobs), area->sector,
                 places[place].city, places[place].country);
        put_some(&out, rehearsal, topics, COUNT(topics), 2 + rehearse_draw(rehearsal, 4));
        int capacity = 1 + (rehearse_draw(rehearsal, 4) == 0);
        buf_addf(&out, ",English,%d,%s,", capacity, channel(rehearsal));
        put_some(&out, rehearsal, times, COUNT(times), 2 + rehearse_draw(rehearsal, 3));
        buf_addf(&out, ",%s\r\n", PICK(rehearsal, gains));
    }
    return buf_str(&out);
}

struct str demo_mentees(struct arena *arena, struct rehearsal *rehearsal, size_t n)
{
    static const char *const years[] = {"1", "2", "3", "PGT"};
    struct buf out = {.arena = arena};

    buf_add(&out, S("Student number,Preferred name,Surname,University email,Course,Year of study,"
                    "Career area,What would help,What do you hope to achieve,How,When,Languages,"
                    "City\r\n"));
    for (size_t i = 0; i < n; i++) {
        const struct work_area *area = &areas[rehearse_draw(rehearsal, COUNT(areas))];
        buf_addf(&out, "S%05zu,", i + 1);
        put_name(&out, rehearsal, "mentee", i);
        buf_addf(&out, "%s,%s,%s,", area->course, PICK(rehearsal, years), area->sector);
        put_some(&out, rehearsal, topics, COUNT(topics), 1 + rehearse_draw(rehearsal, LISTS_MOST));
        const char *hope = PICK(rehearsal, hopes), *way = channel(rehearsal);
        buf_addf(&out, ",\"%s\",%s,", hope, way);
        put_some(&out, rehearsal, times, COUNT(times), 2 + rehearse_draw(rehearsal, 3));
        buf_addf(&out, ",English,%s\r\n", places[rehearse_draw(rehearsal, 5)].city);
    }
    return buf_str(&out);
}

struct str demo_goal(struct rehearsal *rehearsal)
{
    return str_of(PICK(rehearsal, goals));
}

struct str demo_question(struct rehearsal *rehearsal)
{
    return str_of(PICK(rehearsal, questions));
}

struct str demo_mentee_message(struct rehearsal *rehearsal)
{
    return str_of(PICK(rehearsal, mentee_messages));
}

struct str demo_mentor_message(struct rehearsal *rehearsal)
{
    return str_of(PICK(rehearsal, mentor_messages));
}

struct str demo_aim(struct rehearsal *rehearsal)
{
    return str_of(PICK(rehearsal, gains));
}

struct str demo_takeaway(struct rehearsal *rehearsal)
{
    return str_of(PICK(rehearsal, takeaways));
}

struct str demo_action_words(struct rehearsal *rehearsal)
{
    return str_of(PICK(rehearsal, actions));
}

struct str demo_record(struct rehearsal *rehearsal)
{
    return str_of(PICK(rehearsal, records));
}
