#include "sheet/roster.h"
#include "sheet/words.h"

enum { LOOK_FOR_HEADER = 20, KNOWN_ENOUGH = 2 };

/* Each field with the names that exports give it, plain as words_plain() makes them, by '|'. Names
 * come from forms, from alumni and customer databases (Raiser's Edge, Salesforce, thankQ) and from
 * student records (SITS).
 */
static const struct {
    const char *name, *label, *known;
} fields[] = {
    [ROSTER_LEFT_OUT] = {"left_out", "Left out",
                         "timestamp|notes|note|comments|title|salutation|prefix|start time|"
                         "completion time|submitted at|date|phone|telephone|mobile"},
    [ROSTER_NUMBER] = {"number", "Number in your list",
                       "constituent id|student number|student id|person id|contact id|id|"
                       "external id|serial number|spr code|staff number|member number|"
                       "membership number|alumni id|record id|reference|number"},
    [ROSTER_NAME] = {"name", "Name", "name|full name|your name|display name"},
    [ROSTER_FIRST_NAME] = {"first_name", "First name",
                           "first name|preferred name|forename|given name|known as|firstname|"
                           "preferred first name"},
    [ROSTER_LAST_NAME] = {"last_name", "Last name",
                          "last name|surname|family name|lastname|second name"},
    [ROSTER_EMAIL] = {"email", "E-mail address",
                      "email|e mail|email address|e mail address|preferred email|university email|"
                      "student email|work email|personal email|contact email|your email|mail"},
    [ROSTER_COURSE] = {"course", "Course",
                       "course|degree|programme|program|subject|course of study|degree programme|"
                       "programme of study|field of study|course title"},
    [ROSTER_YEAR] = {"year", "Year",
                     "class of|year of study|year|graduation year|year of graduation|stage|"
                     "level of study|year group|graduated"},
    [ROSTER_JOB] = {"job", "Job title", "job title|job|role|position|occupation|current role"},
    [ROSTER_EMPLOYER] = {"employer", "Employer",
                         "employer|company|organisation|organization|current employer|workplace|"
                         "account name"},
    [ROSTER_CITY] = {"city", "City", "city|town|location|city or town|town or city"},
    [ROSTER_COUNTRY] = {"country", "Country", "country|country of residence"},
    [ROSTER_INTERESTS] = {"interests", "Area of work",
                          "sector|career area|industry|area of work|career interest|"
                          "career interests|interests|interest|profession|career areas"},
    [ROSTER_TOPICS] = {"topics", "Kinds of help",
                       "can help with|what would help|help with|i can help with|topics|topic|"
                       "what can you help with|what would you like help with|would like help with|"
                       "areas of support|expertise"},
    [ROSTER_HOPES] = {"hopes", "Hopes",
                      "what do you hope to achieve|hopes to gain|hopes|what do you hope to gain|"
                      "what would you like to gain|what would you like to achieve|aims|goals|"
                      "motivation"},
    [ROSTER_ABOUT] = {"about", "About them", "about|about you|about me|biography|bio|profile"},
    [ROSTER_LANGUAGES] = {"languages", "Languages", "languages|language|languages spoken"},
    [ROSTER_CHANNELS] = {"channels", "How they can meet",
                         "how|channel|channels|format|meeting format|how can you meet|"
                         "how would you like to meet|preferred format"},
    [ROSTER_TIMES] = {"times", "When they can meet",
                      "when|times|availability|available|when can you meet|free times"},
    [ROSTER_CAPACITY] = {"capacity", "How many mentees",
                         "mentees max|max mentees|maximum mentees|number of mentees|"
                         "how many mentees|capacity|mentees|places"},
    [ROSTER_BLOCKS] = {"blocks", "Not to be matched with",
                       "do not match me with|do not match with|do not pair me with|"
                       "do not pair with|not to be matched with"},
    [ROSTER_HEADS_UP] =
        {"heads_up", "Never imported: theirs alone to tell",
         "something i am working on|something i m working on|something im working on|"
         "i am working on|a habit i am working on|heads up"},
};

_Static_assert(COUNT(fields) == ROSTER_FIELD_COUNT, "each field has its names");

struct str roster_field_label(enum roster_field field)
{
    return str_of(fields[field].label);
}

struct str roster_field_name(enum roster_field field)
{
    return str_of(fields[field].name);
}

enum err roster_field_parse(struct str name, enum roster_field *ret)
{
    for (size_t i = 0; i < COUNT(fields); i++)
        if (str_eq(name, str_of(fields[i].name))) {
            *ret = (enum roster_field)i;
            return OK;
        }
    return ERR_INVALID;
}

static bool is_known(struct str plain, enum roster_field *ret)
{
    for (size_t i = 0; i < COUNT(fields); i++) {
        struct str known = str_of(fields[i].known);
        while (known.at)
            if (str_eq(str_cut(&known, '|'), plain)) {
                *ret = (enum roster_field)i;
                return true;
            }
    }
    return false;
}

/* Take the names of a row, and tell how many are known. */
static size_t guess_row(const struct sheet_row *row, struct roster_columns *ret)
{
    CLEANUP(arena_free_ptr) struct arena *arena = arena_new();
    bool is_taken[ROSTER_FIELD_COUNT] = {false};
    size_t known = 0;

    ret->len = row->len;
    for (size_t i = 0; i < row->len; i++) {
        enum roster_field field = ROSTER_LEFT_OUT;
        known += is_known(words_plain(arena, row->cells[i]), &field);
        /* Each column of it is taken for the heads-up, so that all of them are taken out. */
        bool is_free = !is_taken[field] || field == ROSTER_HEADS_UP;
        ret->of[i] = is_free ? field : ROSTER_LEFT_OUT;
        is_taken[field] = true;
    }
    return known;
}

void roster_guess(const struct sheet *sheet, struct roster_columns *ret)
{
    for (size_t i = 0; i < sheet->len && i < LOOK_FOR_HEADER; i++) {
        *ret = (struct roster_columns){.header = i};
        if (guess_row(&sheet->rows[i], ret) >= KNOWN_ENOUGH)
            return;
    }
    *ret = (struct roster_columns){0};
    if (sheet->len > 0)
        guess_row(&sheet->rows[0], ret);
}

struct str sheet_without(struct arena *arena, const struct sheet *sheet,
                         const struct roster_columns *columns, enum roster_field field)
{
    struct buf out = {.arena = arena};

    for (size_t i = 0; i < sheet->len; i++) {
        bool is_first = true;
        for (size_t j = 0; j < sheet->rows[i].len; j++) {
            if (j < columns->len && columns->of[j] == field)
                continue;
            if (!is_first)
                buf_add(&out, S(","));
            sheet_put_cell(&out, sheet->rows[i].cells[j]);
            is_first = false;
        }
        buf_add(&out, S("\r\n"));
    }
    return buf_str(&out);
}
