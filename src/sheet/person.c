#include <ctype.h>
#include <string.h>

#include "base/email.h"
#include "sheet/reading.h"

enum {
    MOST_NUMBER = 64,
    MOST_NAME = 200,
    MOST_LINE = 200,
    MOST_YEAR = 40,
    MOST_TEXT = 2000,
    MOST_CAPACITY = 20,
    MOST_UNKNOWNS = 500, /* told one by one; a sheet with more has the wrong column there */
};

static bool are_digits(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!isdigit((unsigned char)text.at[i]))
            return false;
    return text.len > 0;
}

/* 4.47701E+11: a long number that a spreadsheet has rounded. */
static bool is_rounded(struct str text)
{
    const char *e = text.len > 0 ? memchr(text.at, 'E', text.len) : NULL;
    if (!e || text.len < 4 || !isdigit((unsigned char)text.at[0]))
        return false;

    struct str power = {e + 1, (size_t)(text.at + text.len - e - 1)};
    return str_starts(power, S("+")) && are_digits((struct str){power.at + 1, power.len - 1});
}

static struct str read_number(struct reading *reading)
{
    struct str number = reading_line(reading, ROSTER_NUMBER, MOST_NUMBER);

    if (!is_rounded(number))
        return number;
    reading_tell(
        reading, ROSTER_NUMBER, ROSTER_WARNING,
        "“%.*s” was rounded by a spreadsheet, so it is left out. Export the column as text.",
        ARG(number));
    return (struct str){0};
}

/* The field to blame for a name: the first that the sheet has. */
static enum roster_field name_field(const struct reading *reading)
{
    if (reading->column[ROSTER_NAME] != NO_COLUMN)
        return ROSTER_NAME;
    return reading->column[ROSTER_FIRST_NAME] != NO_COLUMN ? ROSTER_FIRST_NAME : ROSTER_LAST_NAME;
}

static struct str read_name_part(struct reading *reading, enum roster_field field)
{
    struct str part = reading_line(reading, field, MOST_NAME);

    if (part.len > 0 && (memchr(part.at, '<', part.len) || memchr(part.at, '>', part.len))) {
        reading_tell(reading, field, ROSTER_ERROR, "“%.*s” is not a name: it holds < or >.",
                     ARG(reading_clip(reading, part)));
        return (struct str){0};
    }
    return part;
}

static struct str read_name(struct reading *reading)
{
    size_t before = reading->problem_len;
    struct str whole = read_name_part(reading, ROSTER_NAME);
    struct str first = read_name_part(reading, ROSTER_FIRST_NAME);
    struct str last = read_name_part(reading, ROSTER_LAST_NAME);
    struct buf name = {.arena = reading->work->arena};

    if (whole.len > 0)
        return whole;
    buf_add(&name, first);
    if (first.len > 0 && last.len > 0)
        buf_add(&name, S(" "));
    buf_add(&name, last);
    if (name.len == 0 && reading->problem_len == before)
        reading_tell(reading, name_field(reading), ROSTER_ERROR, "The name is missing.");
    else if (str_letters(buf_str(&name)) > MOST_NAME)
        reading_tell(reading, name_field(reading), ROSTER_ERROR,
                     "The name has more than %d letters.", MOST_NAME);
    return buf_str(&name);
}

static struct str read_email(struct reading *reading)
{
    struct str email = reading_cell(reading, ROSTER_EMAIL);
    struct str why = email_fault(email);

    if (email.len == 0)
        reading_tell(reading, ROSTER_EMAIL, ROSTER_ERROR, "The e-mail address is missing.");
    else if (why.len > 0)
        reading_tell(reading, ROSTER_EMAIL, ROSTER_ERROR, "“%.*s”: %.*s",
                     ARG(reading_clip(reading, email)), ARG(why));
    return email_key(reading->work->arena, email);
}

static struct str read_year(struct reading *reading)
{
    struct str year = reading_line(reading, ROSTER_YEAR, MOST_YEAR);
    bool is_year = are_digits(year) && year.len == 4 &&
                   (str_starts(year, S("19")) || str_starts(year, S("20")));

    if (reading->as == ROSTER_AS_MENTEES || year.len == 0 || is_year)
        return year; /* a year of study has words: "Final", "PGT" */
    reading_tell(reading, ROSTER_YEAR, ROSTER_WARNING,
                 "“%.*s” is not a year such as 2014, so it is left out.", ARG(year));
    return (struct str){0};
}

static int64_t read_capacity(struct reading *reading)
{
    struct str text = reading_line(reading, ROSTER_CAPACITY, MOST_LINE);
    int64_t capacity = 0;

    if (reading->as == ROSTER_AS_MENTEES || text.len == 0)
        return 1;
    if (!are_digits(text) || text.len > 3) {
        reading_tell(reading, ROSTER_CAPACITY, ROSTER_ERROR,
                     "“%.*s” is not a number from 1 to %d. Write how many mentees in digits.",
                     ARG(reading_clip(reading, text)), MOST_CAPACITY);
        return 1;
    }
    for (size_t i = 0; i < text.len; i++)
        capacity = capacity * 10 + (text.at[i] - '0');
    if (capacity == 0)
        reading_tell(
            reading, ROSTER_CAPACITY, ROSTER_ERROR,
            "0 mentees: there is nothing to match. Write 1 or more, or leave the row out.");
    else if (capacity > MOST_CAPACITY)
        reading_tell(reading, ROSTER_CAPACITY, ROSTER_ERROR,
                     "%lld mentees at once are too many; at most %d.", (long long)capacity,
                     MOST_CAPACITY);
    return capacity;
}

static void note_unknown(struct reading *reading, enum roster_field field, struct str word,
                         int64_t read_as)
{
    for (size_t i = 0; i < reading->unknown_len; i++) {
        struct roster_unknown *unknown = &reading->unknowns[i];
        if (unknown->field == field && str_eq(unknown->word, word)) {
            unknown->count++;
            return;
        }
    }
    if (reading->unknown_len == 0)
        reading->unknowns = NEW_ARRAY(reading->work->arena, struct roster_unknown, MOST_UNKNOWNS);
    if (reading->unknown_len < MOST_UNKNOWNS)
        reading->unknowns[reading->unknown_len++] =
            (struct roster_unknown){field, word, read_as, 1};
}

struct tags {
    struct roster_word *at;
    size_t len;
};

static void add_tag(struct tags *tags, struct roster_word word)
{
    for (size_t i = 0; i < tags->len; i++) {
        const struct roster_word *there = &tags->at[i];
        if (word.tag != 0 ? there->tag == word.tag : str_eq(there->name, word.name))
            return;
    }
    tags->at[tags->len++] = word;
}

/* Bring one word to the vocabulary. false: it has none for it, which is noted but not told yet. */
static bool read_tag(struct reading *reading, enum roster_field field,
                     const struct words_index *index, struct str word, struct tags *tags)
{
    struct str plain = words_plain(reading->work->arena, word);
    const struct roster_word *found = words_find(index, plain);

    if (found) {
        if (found->tag != 0)
            add_tag(tags, *found);
        return true;
    }
    if (words_are_nothing(plain))
        return true;
    if (words_are_open(index)) {
        add_tag(tags, (struct roster_word){0, word});
        return true;
    }
    found = words_near(index, plain);
    note_unknown(reading, field, word, found ? found->tag : 0);
    if (!found)
        return false;
    reading_tell(reading, field, ROSTER_WARNING, "“%.*s” is read as “%.*s”.",
                 ARG(reading_clip(reading, word)), ARG(found->name));
    add_tag(tags, *found);
    return true;
}

/* A cell none of whose words the scheme knows keeps the record out, since matching would be blind
 * to what the person wrote; one strange word among known ones is left out and told.
 */
static struct roster_words read_tags(struct reading *reading, enum roster_field field,
                                     const struct words_index *index)
{
    struct str list = reading_text(reading, field, MOST_TEXT), rest = list, word;
    char sep = reading_separator(list);
    struct tags tags = {NEW_ARRAY(reading->work->arena, struct roster_word, list.len / 2 + 1), 0};
    struct str strange[8];
    size_t strange_len = 0;

    if (words_find(index, words_plain(reading->work->arena, list)))
        sep = ';'; /* a word of theirs may hold a comma */
    while (reading_next(&rest, sep, &word))
        if (!read_tag(reading, field, index, word, &tags) && strange_len < COUNT(strange))
            strange[strange_len++] = word;
    for (size_t i = 0; i < strange_len; i++)
        reading_tell(reading, field, tags.len == 0 ? ROSTER_ERROR : ROSTER_WARNING,
                     tags.len == 0
                         ? "The scheme has no word “%.*s”. Choose what it means, or leave it out."
                         : "The scheme has no word “%.*s”; it is left out.",
                     ARG(reading_clip(reading, strange[i])));
    return (struct roster_words){tags.at, tags.len};
}

static struct str read_channels(struct reading *reading)
{
    static const struct str known[] = {{"video", 5}, {"in_person", 9}, {"phone", 5}};
    struct str list = reading_line(reading, ROSTER_CHANNELS, MOST_LINE), word;
    char sep = reading_separator(list);
    struct buf all = {.arena = reading->work->arena}, channels = all;

    while (reading_next(&list, sep, &word)) {
        struct str channel;
        struct str plain = words_plain(reading->work->arena, word);
        if (words_channel(plain, &channel) == OK)
            buf_addf(&all, "%.*s; ", ARG(channel));
        else
            reading_tell(reading, ROSTER_CHANNELS, ROSTER_WARNING,
                         "“%.*s” is not a way to meet that we know; it is left out.",
                         ARG(reading_clip(reading, word)));
    }
    for (size_t i = 0; i < COUNT(known); i++)
        if (all.len > 0 && memmem(all.at, all.len, known[i].at, known[i].len))
            buf_addf(&channels, "%s%.*s", channels.len > 0 ? "; " : "", ARG(known[i]));
    return buf_str(&channels);
}

/* A list in their own words, each part once. */
static struct str read_list(struct reading *reading, enum roster_field field)
{
    struct str list = reading_text(reading, field, MOST_TEXT), word;
    char sep = reading_separator(list);
    struct buf parts = {.arena = reading->work->arena};

    while (reading_next(&list, sep, &word))
        if (!words_are_nothing(words_plain(reading->work->arena, word)))
            buf_addf(&parts, "%s%.*s", parts.len > 0 ? "; " : "", ARG(word));
    return buf_str(&parts);
}

static struct roster_names read_blocks(struct reading *reading)
{
    struct str list = reading_text(reading, ROSTER_BLOCKS, MOST_TEXT), name;
    struct str *names = NEW_ARRAY(reading->work->arena, struct str, list.len / 2 + 1);
    size_t len = 0;

    while (reading_next(&list, ';', &name))
        if (!words_are_nothing(words_plain(reading->work->arena, name)))
            names[len++] = name;
    return (struct roster_names){names, len};
}

struct roster_person reading_person(struct reading *reading)
{
    /* Braces evaluate in no set order, and problems are told in the order of the fields. */
    struct roster_person person = {.record = reading->record};

    person.number = read_number(reading);
    person.name = read_name(reading);
    person.email = read_email(reading);
    person.course = reading_line(reading, ROSTER_COURSE, MOST_LINE);
    person.year = read_year(reading);
    person.job = reading_line(reading, ROSTER_JOB, MOST_LINE);
    person.employer = reading_line(reading, ROSTER_EMPLOYER, MOST_LINE);
    person.city = reading_line(reading, ROSTER_CITY, MOST_LINE);
    person.country = reading_line(reading, ROSTER_COUNTRY, MOST_LINE);
    person.interests = read_tags(reading, ROSTER_INTERESTS, reading->interests);
    person.topics = read_tags(reading, ROSTER_TOPICS, reading->topics);
    person.hopes = reading_text(reading, ROSTER_HOPES, MOST_TEXT);
    person.about = reading_text(reading, ROSTER_ABOUT, MOST_TEXT);
    person.languages = read_list(reading, ROSTER_LANGUAGES);
    person.channels = read_channels(reading);
    person.times = read_list(reading, ROSTER_TIMES);
    person.capacity = read_capacity(reading);
    person.says_capacity =
        reading->as == ROSTER_AS_MENTORS && reading_cell(reading, ROSTER_CAPACITY).len > 0;
    person.blocks = read_blocks(reading);
    return person;
}
