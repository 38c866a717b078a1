#include "app/matching/matching_options.h"

#include "app/matching/matching_plain.h"
#include "app/matching/matching_words.h"
#include "match/keyed.h"

#include <string.h>

enum { MOST_WEIGHT = 10000 };

static const char *const part_names[] = {
    [MATCH_TOPICS] = "topics",     [MATCH_INTERESTS] = "interests", [MATCH_COURSES] = "courses",
    [MATCH_CHANNELS] = "channels", [MATCH_TIMES] = "times",         [MATCH_LANGUAGES] = "languages",
};

_Static_assert(COUNT(part_names) == MATCH_PART_COUNT, "each part has a name");

static enum err take_weight(const struct matching_tsv *tsv, const struct str fields[2],
                            struct match_rules *rules)
{
    for (size_t part = 0; part < MATCH_PART_COUNT; part++)
        if (str_eq(fields[0], str_of(part_names[part])))
            return matching_tsv_number(tsv, "weight", fields[1], 0, MOST_WEIGHT,
                                       &rules->weights[part]);
    return matching_tsv_wrong(tsv, "part",
                              "“%.*s” is none of topics, interests, courses, channels, times, "
                              "languages",
                              ARG(fields[0]));
}

static enum err read_weights(const char *path, struct match_rules *rules)
{
    static const char *const names[] = {"part", "weight"};
    CLEANUP(matching_tsv_close) struct matching_tsv tsv;
    struct str fields[2];
    int64_t all = 0;
    bool is_over;

    TRY(matching_tsv_open(&tsv, path));
    for (;;) {
        TRY(matching_tsv_next(&tsv, names, COUNT(names), fields, &is_over));
        if (is_over)
            break;
        TRY(take_weight(&tsv, fields, rules));
    }
    for (size_t part = 0; part < MATCH_PART_COUNT; part++)
        all += rules->weights[part];
    return all > 0 ? OK : matching_tsv_wrong(&tsv, "weight", "at least one weight is above 0");
}

/* Two people by their positions, and the line that names them. */
struct two {
    size_t mentee, mentor;
};

struct twos {
    struct two *at;
    size_t len, room;
};

struct names {
    const struct keyed *mentees, *mentors;
};

static enum err find_two(const struct matching_tsv *tsv, const struct match_input *input,
                         const struct names *names, const struct str fields[2], struct two *ret)
{
    const struct keyed *mentee = keyed_find(names->mentees, input->mentees.len, fields[0]);
    const struct keyed *mentor = keyed_find(names->mentors, input->mentors.len, fields[1]);

    if (!mentee)
        return matching_tsv_wrong(tsv, "mentee", "“%.*s” is not among the mentees", ARG(fields[0]));
    if (!mentor)
        return matching_tsv_wrong(tsv, "mentor", "“%.*s” is not among the mentors", ARG(fields[1]));
    *ret = (struct two){mentee->at, mentor->at};
    return OK;
}

static void add_two(struct work *work, struct twos *twos, struct two two)
{
    if (twos->len == twos->room) {
        struct two *more = NEW_ARRAY(work->arena, struct two, 2 * twos->room + 64);
        if (twos->len > 0)
            memcpy(more, twos->at, twos->len * sizeof(*more));
        twos->at = more;
        twos->room = 2 * twos->room + 64;
    }
    twos->at[twos->len++] = two;
}

static enum err read_twos(struct work *work, const char *path, const struct match_input *input,
                          const struct names *names, struct twos *ret)
{
    static const char *const fields_are[] = {"mentee", "mentor"};
    CLEANUP(matching_tsv_close) struct matching_tsv tsv;
    struct str fields[2];
    struct two two = {0};
    bool is_over;

    TRY(matching_tsv_open(&tsv, path));
    for (;;) {
        TRY(matching_tsv_next(&tsv, fields_are, COUNT(fields_are), fields, &is_over));
        if (is_over)
            return OK;
        TRY(find_two(&tsv, input, names, fields, &two));
        add_two(work, ret, two);
    }
}

static enum err wrong_line(const char *path, size_t line, struct str why)
{
    return matching_tsv_wrong(&(struct matching_tsv){.path = path, .line = line}, "mentee", "%.*s",
                              ARG(why));
}

static void add_blocks(struct work *work, struct match_input *input, const struct twos *twos)
{
    size_t len = input->blocks_len + twos->len;
    struct match_block *blocks = NEW_ARRAY(work->arena, struct match_block, len);

    for (size_t i = 0; i < input->blocks_len; i++)
        blocks[i] = input->blocks[i];
    for (size_t i = 0; i < twos->len; i++)
        blocks[input->blocks_len + i] =
            (struct match_block){twos->at[i].mentee, twos->at[i].mentor};
    input->blocks = blocks;
    input->blocks_len = len;
}

static enum err add_previous(struct work *work, const char *path, struct match_input *input,
                             const struct twos *twos)
{
    struct match_previous *previous = NEW_ARRAY(work->arena, struct match_previous, twos->len);
    bool *has_one = NEW_ARRAY(work->arena, bool, input->mentees.len);

    for (size_t i = 0; i < twos->len; i++) {
        if (has_one[twos->at[i].mentee])
            return wrong_line(path, i + 1, S("this mentee is in two previous pairs"));
        has_one[twos->at[i].mentee] = true;
        previous[i] = (struct match_previous){twos->at[i].mentee, twos->at[i].mentor};
    }
    input->previous = previous;
    input->previous_len = twos->len;
    return OK;
}

static enum err add_pins(struct work *work, const char *path, struct match_input *input,
                         const struct twos *twos)
{
    struct match_pin *pins = NEW_ARRAY(work->arena, struct match_pin, twos->len);

    input->pins = pins;
    for (size_t i = 0; i < twos->len; i++) {
        pins[i] = (struct match_pin){twos->at[i].mentee, twos->at[i].mentor, MATCH_NO_RULE};
        input->pins_len = i + 1;
    }

    struct match_refusals refusals = match_refusals(work, input);
    if (refusals.len == 0)
        return OK;
    size_t line = 0;
    while (pins[line].mentee != refusals.at[0].pin.mentee ||
           pins[line].mentor != refusals.at[0].pin.mentor)
        line++;
    switch (refusals.at[0].why) {
    case MATCH_REFUSED_RULE:
        return wrong_line(path, line + 1, matching_rule_words(refusals.at[0].rule));
    case MATCH_REFUSED_TWICE:
        return wrong_line(path, line + 1, S("this mentee is pinned twice"));
    case MATCH_REFUSED_PLACES:
        return wrong_line(path, line + 1, S("other pins have taken all places of this mentor"));
    }
    return ERR_INVALID;
}

enum err matching_options_read(struct work *work, const struct matching_options *options,
                               struct match_input *input)
{
    struct names names = {keyed_of(work, input->mentees), keyed_of(work, input->mentors)};
    struct twos blocks = {0}, previous = {0}, pins = {0};

    if (options->weights)
        TRY(read_weights(options->weights, &input->rules));
    if (options->blocks) {
        TRY(read_twos(work, options->blocks, input, &names, &blocks));
        add_blocks(work, input, &blocks);
    }
    if (options->previous) {
        TRY(read_twos(work, options->previous, input, &names, &previous));
        TRY(add_previous(work, options->previous, input, &previous));
    }
    if (options->pins) {
        TRY(read_twos(work, options->pins, input, &names, &pins));
        TRY(add_pins(work, options->pins, input, &pins));
    }
    return OK;
}
