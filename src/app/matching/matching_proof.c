#include "app/matching/matching_proof.h"

#include "match/certificate.h"

#include <sodium.h>
#include <string.h>

static const char format[] = "rapport plain match certificate 1";
static const char *const objective_names[] = {
    [MATCH_BALANCED] = "balanced",
    [MATCH_PEOPLE_FIRST] = "people",
    [MATCH_HIGHEST_TOTAL] = "total",
    [MATCH_STABLE] = "stable",
};

_Static_assert(COUNT(objective_names) == MATCH_OBJECTIVE_COUNT, "each objective has a name");

const char *matching_objective_name(enum match_objective objective)
{
    return objective_names[objective];
}

bool matching_objective_parse(struct str name, enum match_objective *ret)
{
    for (size_t i = 0; i < COUNT(objective_names); i++)
        if (str_eq(name, str_of(objective_names[i]))) {
            *ret = (enum match_objective)i;
            return true;
        }
    return false;
}

/* --- writing */

/* RFC 8259 section 7. */
static void put_text(FILE *out, struct str text)
{
    fputc('"', out);
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c == '"' || c == '\\')
            fprintf(out, "\\%c", c);
        else if (c < ' ')
            fprintf(out, "\\u%04x", c);
        else
            fputc(c, out);
    }
    fputc('"', out);
}

static void put_points(FILE *out, const char *name, const struct matching_ids *ids,
                       const int32_t *points)
{
    const uint32_t *sorted = matching_ids_sorted(ids);

    fprintf(out, ",\n \"%s\": {", name);
    for (size_t i = 0; i < ids->len; i++) {
        fputs(i > 0 ? ",\n  " : "\n  ", out);
        put_text(out, ids->at[sorted[i]].text);
        fprintf(out, ": %d", points[sorted[i]]);
    }
    fputs("}", out);
}

void matching_proof_write(FILE *out, struct work *work, const struct matching_plain *plain,
                          const struct match_plan *plan, const unsigned char *pairs_hash)
{
    struct match_sums sums = match_graph_sums(&plain->graph, plan);
    struct str input = certificate_hex(work->arena, plain->input_hash);
    struct str pairs = certificate_hex(work->arena, pairs_hash);

    fprintf(out, "{\"format\": \"%s\",\n \"input\": \"%.*s\",\n \"pairs\": \"%.*s\",\n", format,
            ARG(input), ARG(pairs));
    fprintf(out, " \"objective\": \"%s\",\n \"seed\": ",
            matching_objective_name(plain->rules.objective));
    put_text(out, plain->rules.seed);
    fprintf(out, ",\n \"floor\": %lld,\n \"bonus\": %lld,\n \"stay\": %lld,\n",
            (long long)plain->rules.floor, (long long)plan->bonus, (long long)plain->rules.stay);
    fprintf(out, " \"placed\": %lld,\n \"total\": %lld,\n \"value\": %lld", (long long)sums.placed,
            (long long)sums.total, (long long)sums.value);
    if (plain->rules.objective != MATCH_STABLE) {
        put_points(out, "u", &plain->mentees, plan->gain);
        put_points(out, "p", &plain->mentors, plan->price);
    }
    fputs("}\n", out);
}

void matching_pairs_write(FILE *out, struct work *work, const struct matching_plain *plain,
                          const struct match_plan *plan, unsigned char ret_hash[MATCH_HASH_SIZE])
{
    const uint32_t *sorted = matching_ids_sorted(&plain->mentees);
    struct buf line = {.arena = work->arena};
    crypto_hash_sha256_state hash;

    crypto_hash_sha256_init(&hash);
    for (size_t i = 0; i < plain->mentees.len; i++) {
        uint32_t mentee = sorted[i];
        int32_t mentor = plain->pinned_to[mentee] != MATCH_NOBODY ? plain->pinned_to[mentee]
                                                                  : plan->mentor_of[mentee];
        if (mentor == MATCH_NOBODY)
            continue;
        line.len = 0;
        buf_addf(&line, "%.*s\t%.*s\t%lld\n", ARG(plain->mentees.at[mentee].text),
                 ARG(plain->mentors.at[mentor].text),
                 (long long)matching_plain_score(plain, plan, mentee));
        crypto_hash_sha256_update(&hash, (const unsigned char *)line.at, line.len);
        if (out)
            fwrite(line.at, 1, line.len, out);
    }
    crypto_hash_sha256_final(&hash, ret_hash);
}

/* --- reading: as much JSON as a certificate has, however it is laid out */

struct reading {
    struct work *work;
    const char *at, *end;
};

static void skip_blank(struct reading *reading)
{
    while (reading->at < reading->end && *reading->at != '\0' && strchr(" \t\r\n", *reading->at))
        reading->at++;
}

static bool take(struct reading *reading, char c)
{
    skip_blank(reading);
    if (reading->at == reading->end || *reading->at != c)
        return false;
    reading->at++;
    return true;
}

/* The code point of \uXXXX below 0x80: all that put_text() writes so, or another's name in ASCII. */
static bool take_code(struct reading *reading, char *ret)
{
    unsigned code = 0;

    if (reading->end - reading->at < 4)
        return false;
    for (size_t i = 0; i < 4; i++) {
        static const char digits[] = "0123456789abcdefABCDEF";
        char c = *reading->at++;
        const char *digit = c != '\0' ? strchr(digits, c) : NULL;
        if (!digit)
            return false;
        unsigned value = (unsigned)(digit - digits);
        code = code * 16 + (value > 15 ? value - 6 : value);
    }
    *ret = (char)code;
    return code < 0x80;
}

static bool take_escape(struct reading *reading, char *ret)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    char c = *reading->at++;
    const char *found = c != '\0' ? strchr(from, c) : NULL;

    if (c == 'u')
        return take_code(reading, ret);
    if (!found)
        return false;
    *ret = to[found - from];
    return true;
}

static bool take_text(struct reading *reading, struct str *ret)
{
    if (!take(reading, '"'))
        return false;

    const char *start = reading->at;
    while (reading->at < reading->end && *reading->at != '"' && *reading->at != '\\')
        reading->at++;
    if (reading->at < reading->end && *reading->at == '"') {
        *ret = (struct str){start, (size_t)(reading->at++ - start)};
        return true;
    }

    struct buf text = {.arena = reading->work->arena};
    buf_add(&text, (struct str){start, (size_t)(reading->at - start)});
    while (reading->end - reading->at > 1 && *reading->at != '"') {
        char c = *reading->at++;
        if (c == '\\' && !take_escape(reading, &c))
            return false;
        buf_add(&text, (struct str){&c, 1});
    }
    *ret = buf_str(&text);
    return take(reading, '"');
}

static bool take_number(struct reading *reading, int64_t *ret)
{
    const char *start;

    skip_blank(reading);
    start = reading->at;
    while (reading->at < reading->end &&
           (*reading->at == '-' || (*reading->at >= '0' && *reading->at <= '9')))
        reading->at++;
    return str_number((struct str){start, (size_t)(reading->at - start)}, ret) == OK;
}

/* {"name": number, ...}. with NULL: only to find where it ends. */
static bool take_points(struct reading *reading, const struct matching_ids *ids, int32_t *points)
{
    if (!take(reading, '{'))
        return false;
    if (take(reading, '}'))
        return true;
    do {
        struct str name;
        int64_t number;
        if (!take_text(reading, &name) || !take(reading, ':') || !take_number(reading, &number) ||
            number < 0 || number > INT32_MAX)
            return false;
        if (!ids)
            continue;
        uint32_t at = matching_ids_find(ids, name);
        if (at == UINT32_MAX || points[at] != 0)
            return false;
        points[at] = (int32_t)number;
    } while (take(reading, ','));
    return take(reading, '}');
}

static bool take_object(struct reading *reading, struct str *ret)
{
    const char *start = reading->at;

    if (!take_points(reading, NULL, NULL))
        return false;
    *ret = (struct str){start, (size_t)(reading->at - start)};
    return true;
}

static bool take_hash(struct reading *reading, unsigned char ret[MATCH_HASH_SIZE])
{
    struct str hex;
    size_t len;

    return take_text(reading, &hex) && hex.len == 2 * (size_t)MATCH_HASH_SIZE &&
           sodium_hex2bin(ret, MATCH_HASH_SIZE, hex.at, hex.len, NULL, &len, NULL) == 0 &&
           len == MATCH_HASH_SIZE;
}

static bool take_objective(struct reading *reading, enum match_objective *ret)
{
    struct str name;

    return take_text(reading, &name) && matching_objective_parse(name, ret);
}

static bool take_format(struct reading *reading)
{
    struct str name;

    return take_text(reading, &name) && str_eq(name, str_of(format));
}

/* What may stand in a certificate, each at most once; all but the last two must. */
static const char *const members[] = {
    "format", "input",  "pairs", "objective", "seed", "floor", "bonus",
    "stay",   "placed", "total", "value",     "u",    "p",
};

enum { OPTIONAL = 2 };

static size_t member_of(struct str name)
{
    size_t at = 0;

    while (at < COUNT(members) && !str_eq(name, str_of(members[at])))
        at++;
    return at;
}

static bool take_member(struct reading *reading, size_t member, struct matching_proof *proof)
{
    int64_t *numbers[] = {&proof->rules.floor, &proof->rules.bonus, &proof->rules.stay,
                          &proof->placed,      &proof->total,       &proof->value};

    switch (member) {
    case 0:
        return take_format(reading);
    case 1:
        return take_hash(reading, proof->input_hash);
    case 2:
        return take_hash(reading, proof->pairs_hash);
    case 3:
        return take_objective(reading, &proof->rules.objective);
    case 4:
        return take_text(reading, &proof->rules.seed);
    case 11:
        return take_object(reading, &proof->u);
    case 12:
        return take_object(reading, &proof->p);
    default:
        return take_number(reading, numbers[member - 5]);
    }
}

static bool are_in_range(const struct matching_plain_rules *rules)
{
    return rules->floor >= 0 && rules->floor <= MATCH_FULL && rules->stay >= 0 &&
           rules->stay <= MATCH_FULL && rules->bonus >= 0 && rules->bonus <= MATCH_MOST_BONUS;
}

static enum err refuse(struct work *work, const char *why, struct str what)
{
    struct buf text = {.arena = work->arena};

    buf_addf(&text, "“%.*s” %s", ARG(what), why);
    return work_fail(work, ERR_INVALID, S("certificate"), buf_str(&text));
}

enum err matching_proof_read(struct work *work, struct str text, struct matching_proof *ret)
{
    struct reading reading = {work, text.at, text.at + text.len};
    struct matching_proof proof = {.u = S("{}"), .p = S("{}")};
    bool is_there[COUNT(members)] = {false};
    struct str name = {0};

    if (text.len == 0 || !take(&reading, '{'))
        return work_fail(work, ERR_INVALID, S("certificate"), S("This is not a certificate."));
    do {
        size_t member = COUNT(members);
        if (take_text(&reading, &name) && take(&reading, ':'))
            member = member_of(name);
        if (member == COUNT(members) || is_there[member] || !take_member(&reading, member, &proof))
            return refuse(work, "is not as a certificate has it.", name);
        is_there[member] = true;
    } while (take(&reading, ','));
    skip_blank(&reading);
    if (!take(&reading, '}') || (skip_blank(&reading), reading.at != reading.end))
        return work_fail(work, ERR_INVALID, S("certificate"), S("It is cut short, or goes on."));
    for (size_t i = 0; i + OPTIONAL < COUNT(members); i++)
        if (!is_there[i])
            return refuse(work, "is missing.", str_of(members[i]));
    if (!are_in_range(&proof.rules))
        return work_fail(work, ERR_INVALID, S("certificate"),
                         S("Its floor, bonus or stay is out of range."));
    *ret = proof;
    return OK;
}

enum err matching_proof_plan(struct work *work, const struct matching_proof *proof,
                             const struct matching_plain *plain, struct match_plan *ret)
{
    struct match_plan plan = {
        .mentor_of = NEW_ARRAY(work->arena, int32_t, plain->mentees.len),
        .gain = NEW_ARRAY(work->arena, int32_t, plain->mentees.len),
        .price = NEW_ARRAY(work->arena, int32_t, plain->mentors.len),
        .bonus = proof->rules.bonus,
    };
    struct reading u = {work, proof->u.at, proof->u.at + proof->u.len};
    struct reading p = {work, proof->p.at, proof->p.at + proof->p.len};

    if (!take_points(&u, &plain->mentees, plan.gain) ||
        !take_points(&p, &plain->mentors, plan.price))
        return work_fail(work, ERR_INVALID, S("certificate"),
                         S("u or p names somebody who is not there, or twice."));
    for (size_t i = 0; i < plain->mentees.len; i++)
        plan.mentor_of[i] = MATCH_NOBODY;
    *ret = plan;
    return OK;
}
