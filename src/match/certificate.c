#include "match/certificate.h"

#include "match/keyed.h"

static const char first_line[] = "rapport match certificate 2";

struct str certificate_hex(struct arena *arena, const unsigned char hash[MATCH_HASH_SIZE])
{
    struct buf hex = {.arena = arena};

    for (size_t i = 0; i < MATCH_HASH_SIZE; i++)
        buf_addf(&hex, "%02x", hash[i]);
    return buf_str(&hex);
}

static void write_key(struct buf *out, struct str key)
{
    for (size_t i = 0; i < key.len; i++) {
        unsigned char byte = (unsigned char)key.at[i];
        if (byte > ' ' && byte < 0x7F && byte != '%')
            buf_add(out, (struct str){&key.at[i], 1});
        else
            buf_addf(out, "%%%02X", byte);
    }
}

static void write_prices(struct buf *out, const char *name, struct match_people people,
                         const struct keyed *keyed, const int64_t *prices)
{
    for (size_t i = 0; i < people.len; i++) {
        if (prices[keyed[i].at] == 0)
            continue;
        buf_addf(out, "%s ", name);
        write_key(out, keyed[i].key);
        buf_addf(out, " %lld\n", (long long)prices[keyed[i].at]);
    }
}

struct str certificate_write(struct work *work, const struct match_input *input,
                             const struct match_result *result)
{
    struct buf out = {.arena = work->arena};
    const struct keyed *mentees = keyed_of(work, input->mentees);
    const struct keyed *mentors = keyed_of(work, input->mentors);
    const struct match_pair **pairs =
        NEW_ARRAY(work->arena, const struct match_pair *, input->mentees.len);

    for (size_t i = 0; i < result->len; i++)
        pairs[result->pairs[i].mentee] = &result->pairs[i];

    struct str hex = certificate_hex(work->arena, result->input_hash);
    buf_addf(&out, "%s\ninput %.*s\nbonus %lld\nworth %lld\n", first_line, ARG(hex),
             (long long)result->bonus, (long long)result->worth);
    for (size_t i = 0; i < input->mentees.len; i++) {
        const struct match_pair *pair = pairs[mentees[i].at];
        if (!pair)
            continue;
        buf_add(&out, S("pair "));
        write_key(&out, mentees[i].key);
        buf_add(&out, S(" "));
        write_key(&out, input->mentors.at[pair->mentor].key);
        buf_addf(&out, " %lld%s\n", (long long)pair->score, pair->is_pinned ? " pinned" : "");
    }
    write_prices(&out, "gain", input->mentees, mentees, result->gains);
    write_prices(&out, "price", input->mentors, mentors, result->prices);
    return buf_str(&out);
}

/* --- reading */

struct reading {
    struct arena *arena;
    const struct match_input *input;
    const struct keyed *mentees, *mentors;
    struct match_pair *pairs;
    int64_t *gains, *prices;
    struct match_result result;
    bool has_input, has_worth, has_bonus;
};

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

static bool parse_byte(const char *at, unsigned char *ret)
{
    int high = hex_digit(at[0]), low = hex_digit(at[1]);

    if (high < 0 || low < 0)
        return false;
    *ret = (unsigned char)(high * 16 + low);
    return true;
}

static bool parse_number(struct str text, int64_t *ret)
{
    bool is_negative = text.len > 0 && text.at[0] == '-';
    int64_t number = 0;

    if (text.len == is_negative)
        return false;
    for (size_t i = is_negative; i < text.len; i++) {
        if (text.at[i] < '0' || text.at[i] > '9' || __builtin_mul_overflow(number, 10, &number) ||
            __builtin_add_overflow(number, text.at[i] - '0', &number))
            return false;
    }
    *ret = is_negative ? -number : number;
    return true;
}

static bool parse_person(const struct reading *reading, struct match_people people,
                         const struct keyed *keyed, struct str text, size_t *ret)
{
    char *key = arena_alloc(reading->arena, text.len + 1, 1);
    size_t len = 0;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.at[i];
        if (byte == '%') {
            if (text.len - i < 3 || !parse_byte(&text.at[i + 1], &byte))
                return false;
            i += 2;
        }
        key[len++] = (char)byte;
    }

    const struct keyed *found = keyed_find(keyed, people.len, (struct str){key, len});
    if (!found)
        return false;
    *ret = found->at;
    return true;
}

static bool parse_hash(struct reading *reading, struct str hex)
{
    if (reading->has_input || hex.len != 2 * (size_t)MATCH_HASH_SIZE)
        return false;
    for (size_t i = 0; i < MATCH_HASH_SIZE; i++)
        if (!parse_byte(&hex.at[2 * i], &reading->result.input_hash[i]))
            return false;
    reading->has_input = true;
    return true;
}

static bool parse_pair(struct reading *reading, struct str rest)
{
    struct match_pair *pair = &reading->pairs[reading->result.len];
    struct str mentee = str_cut(&rest, ' '), mentor = str_cut(&rest, ' ');
    struct str score = str_cut(&rest, ' ');

    if (reading->result.len == reading->input->mentees.len)
        return false;
    pair->is_pinned = str_eq(rest, S("pinned"));
    reading->result.len++;
    return (pair->is_pinned || rest.len == 0) &&
           parse_person(reading, reading->input->mentees, reading->mentees, mentee,
                        &pair->mentee) &&
           parse_person(reading, reading->input->mentors, reading->mentors, mentor,
                        &pair->mentor) &&
           parse_number(score, &pair->score);
}

static bool parse_price(const struct reading *reading, struct match_people people,
                        const struct keyed *keyed, int64_t *prices, struct str rest)
{
    struct str key = str_cut(&rest, ' ');
    size_t at;

    return parse_person(reading, people, keyed, key, &at) && prices[at] == 0 &&
           parse_number(rest, &prices[at]);
}

static bool parse_line(struct reading *reading, struct str line)
{
    struct str rest = line, word = str_cut(&rest, ' ');

    if (str_eq(word, S("input")))
        return parse_hash(reading, rest);
    if (str_eq(word, S("worth"))) {
        bool is_first = !reading->has_worth;
        reading->has_worth = true;
        return is_first && parse_number(rest, &reading->result.worth);
    }
    if (str_eq(word, S("bonus"))) {
        bool is_first = !reading->has_bonus;
        reading->has_bonus = true;
        return is_first && parse_number(rest, &reading->result.bonus);
    }
    if (str_eq(word, S("pair")))
        return parse_pair(reading, rest);
    if (str_eq(word, S("gain")))
        return parse_price(reading, reading->input->mentees, reading->mentees, reading->gains,
                           rest);
    if (str_eq(word, S("price")))
        return parse_price(reading, reading->input->mentors, reading->mentors, reading->prices,
                           rest);
    return false;
}

static enum err refuse_line(struct work *work, size_t number)
{
    struct buf text = {.arena = work->arena};

    buf_addf(&text, "Line %zu is none of a certificate over these people.", number);
    return work_fail(work, ERR_INVALID, S("certificate"), buf_str(&text));
}

enum err certificate_parse(struct work *work, const struct match_input *input, struct str text,
                           struct match_result *ret)
{
    struct reading reading = {
        .arena = work->arena,
        .input = input,
        .mentees = keyed_of(work, input->mentees),
        .mentors = keyed_of(work, input->mentors),
        .pairs = NEW_ARRAY(work->arena, struct match_pair, input->mentees.len + 1),
        .gains = NEW_ARRAY(work->arena, int64_t, input->mentees.len),
        .prices = NEW_ARRAY(work->arena, int64_t, input->mentors.len),
    };
    struct str line = str_cut(&text, '\n');

    if (!str_eq(line, str_of(first_line)))
        return refuse_line(work, 1);
    for (size_t number = 2; text.len > 0; number++) {
        line = str_cut(&text, '\n');
        if (!parse_line(&reading, line))
            return refuse_line(work, number);
    }
    if (!reading.has_input || !reading.has_worth || !reading.has_bonus)
        return work_fail(work, ERR_INVALID, S("certificate"), S("The certificate is cut short."));
    reading.result.pairs = reading.pairs;
    reading.result.gains = reading.gains;
    reading.result.prices = reading.prices;
    *ret = reading.result;
    return OK;
}
