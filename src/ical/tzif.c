#include "ical/zone_inside.h"

#include <string.h>

enum { HEAD_LEN = 44, TYPE_LEN = 6 };

/* The counts of a header, in the order of RFC 9636 §3.1. */
struct head {
    uint32_t isut, isstd, leap, time, type, letter;
};

static uint32_t read_u32(const char *at)
{
    const unsigned char *byte = (const unsigned char *)at;

    return (uint32_t)byte[0] << 24 | (uint32_t)byte[1] << 16 | (uint32_t)byte[2] << 8 | byte[3];
}

static int64_t read_i64(const char *at)
{
    return (int64_t)((uint64_t)read_u32(at) << 32 | read_u32(at + 4));
}

static bool take(struct str *rest, size_t len, struct str *ret)
{
    if (rest->len < len)
        return false;
    *ret = (struct str){rest->at, len};
    rest->at += len;
    rest->len -= len;
    return true;
}

static bool take_head(struct str *rest, struct head *ret)
{
    struct str head;

    if (!take(rest, HEAD_LEN, &head) || memcmp(head.at, "TZif", 4) != 0 || head.at[4] < '2')
        return false;
    *ret = (struct head){.isut = read_u32(head.at + 20),
                         .isstd = read_u32(head.at + 24),
                         .leap = read_u32(head.at + 28),
                         .time = read_u32(head.at + 32),
                         .type = read_u32(head.at + 36),
                         .letter = read_u32(head.at + 40)};
    return ret->type > 0 && ret->type <= 256 && ret->time <= ZONE_CHANGES_MAX && ret->leap <= 256 &&
           ret->isut <= 256 && ret->isstd <= 256 && ret->letter <= 4096;
}

/* The first block repeats the second with 32-bit times: skipped. */
static bool skip_block(struct str *rest, const struct head *head)
{
    struct str block;
    size_t len = (size_t)head->time * 5 + (size_t)head->type * TYPE_LEN + head->letter +
                 (size_t)head->leap * 8 + head->isstd + head->isut;

    return take(rest, len, &block);
}

/* Offset of one local time type. False: the file names a type that it does not have. */
static bool type_offset(struct str types, size_t type, int32_t *ret)
{
    if (type * TYPE_LEN >= types.len)
        return false;
    *ret = (int32_t)read_u32(types.at + type * TYPE_LEN);
    return true;
}

static bool take_changes(struct arena *arena, struct str *rest, const struct head *head,
                         struct zone *zone)
{
    struct str times, kinds, types, more;

    if (!take(rest, (size_t)head->time * 8, &times) || !take(rest, head->time, &kinds) ||
        !take(rest, (size_t)head->type * TYPE_LEN, &types) ||
        !take(rest, head->letter + (size_t)head->leap * 12 + head->isstd + head->isut, &more))
        return false;

    int64_t *change_at = NEW_ARRAY(arena, int64_t, head->time + 1);
    int32_t *offset = NEW_ARRAY(arena, int32_t, head->time + 1);
    for (size_t i = 0; i < head->time; i++) {
        change_at[i] = read_i64(times.at + i * 8);
        if (!type_offset(types, (unsigned char)kinds.at[i], &offset[i]))
            return false;
    }
    zone->change_at = change_at;
    zone->offset = offset;
    zone->len = head->time;
    return type_offset(types, 0, &zone->first);
}

enum err tzif_parse(struct arena *arena, struct str bytes, struct zone *ret)
{
    struct zone zone = {0};
    struct head head;

    if (!take_head(&bytes, &head) || !skip_block(&bytes, &head) || !take_head(&bytes, &head) ||
        !take_changes(arena, &bytes, &head, &zone))
        return ERR_BROKEN;
    if (bytes.len < 2 || bytes.at[0] != '\n' || bytes.at[bytes.len - 1] != '\n')
        return ERR_BROKEN;
    TRY(footer_parse((struct str){bytes.at + 1, bytes.len - 2}, &zone.footer));
    *ret = zone;
    return OK;
}
