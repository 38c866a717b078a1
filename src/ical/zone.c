#include "ical/zone_inside.h"
#include "zone_names.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The largest file of tzdata has less than 4 KiB. */
enum { FILE_MAX = 8192, PATH_ROOM = 128 };

static int compare_names(const void *name, const void *row)
{
    const struct str *text = name;
    const char *other = ((const struct zone_name *)row)->name;
    int order = strncmp(text->at, other, text->len);

    return order != 0 ? order : -(other[text->len] != '\0');
}

static const struct zone_name *lookup(struct str name)
{
    if (name.len == 0 || memchr(name.at, '\0', name.len))
        return NULL;
    return bsearch(&name, zone_name_rows, zone_name_rows_len, sizeof(zone_name_rows[0]),
                   compare_names);
}

const struct zone_name *zone_names(size_t *ret)
{
    *ret = zone_name_rows_len;
    return zone_name_rows;
}

bool zone_is_offered(const struct zone_name *name)
{
    struct str text = str_of(name->name);

    return !name->stands_for && strchr(name->name, '/') &&
           (!str_starts(text, S("Etc/")) || str_eq(text, S("Etc/UTC")));
}

struct str zone_place(struct arena *arena, struct str name)
{
    struct str part, place = name;

    while ((part = str_cut(&name, '/')).at)
        place = part;
    char *text = NEW_ARRAY(arena, char, place.len + 1);
    memcpy(text, place.at, place.len);
    for (size_t i = 0; i < place.len; i++)
        if (text[i] == '_')
            text[i] = ' ';
    return (struct str){text, place.len};
}

static bool is_named_after(const char *zone, struct str city)
{
    const char *place = strrchr(zone, '/');

    if (!place || strlen(place + 1) != city.len)
        return false;
    for (size_t i = 0; i < city.len; i++)
        if (place[i + 1] != (city.at[i] == ' ' ? '_' : city.at[i]) &&
            tolower((unsigned char)place[i + 1]) != tolower((unsigned char)city.at[i]))
            return false;
    return true;
}

struct str zone_of_city(struct str city)
{
    if (city.len == 0)
        return city;
    for (size_t i = 0; i < zone_name_rows_len; i++)
        if (zone_is_offered(&zone_name_rows[i]) && is_named_after(zone_name_rows[i].name, city))
            return str_of(zone_name_rows[i].name);
    return (struct str){0};
}

static void close_file(FILE **file)
{
    if (*file)
        fclose(*file);
}

/* bytes: room for FILE_MAX. ret: how many were read. */
static enum err read_file(const char *name, char *bytes, size_t *ret)
{
    char path[PATH_ROOM];
    if (snprintf(path, sizeof(path), "/usr/share/zoneinfo/%s", name) >= PATH_ROOM)
        return ERR_BROKEN;

    CLEANUP(close_file) FILE *file = fopen(path, "rbe");
    if (!file)
        return ERR_BROKEN;
    size_t len = fread(bytes, 1, FILE_MAX, file);
    if (ferror(file) || len == FILE_MAX)
        return ERR_BROKEN;
    *ret = len;
    return OK;
}

static enum err read_zone(struct arena *arena, const char *name, struct zone *zone)
{
    char bytes[FILE_MAX];
    size_t len;

    TRY(read_file(name, bytes, &len));
    return tzif_parse(arena, (struct str){bytes, len}, zone);
}

enum err zone_find(struct arena *arena, struct str name, const struct zone **ret)
{
    const struct zone_name *known = lookup(name);

    if (!known)
        return ERR_INVALID;
    const char *own = known->stands_for ? known->stands_for : known->name;
    struct zone *zone = NEW(arena, struct zone);
    enum err err = read_zone(arena, own, zone);
    if (err != OK) {
        fprintf(stderr, "time zone %s: its file is missing or damaged; is tzdata installed?\n",
                own);
        return err;
    }
    zone->name = str_of(own);
    *ret = zone;
    return OK;
}

enum err zone_get(struct work *work, struct str name, const struct zone **ret)
{
    const struct zone_name *known = lookup(name);

    if (!known)
        return ERR_INVALID;
    struct str from = str_of(known->name);
    const struct zone *zone = work_kept(work, "zone", from);
    if (!zone) {
        TRY(zone_find(work_room(work), from, &zone));
        work_keep(work, "zone", from, zone);
    }
    *ret = zone;
    return OK;
}

struct str zone_own_name(const struct zone *zone)
{
    return zone->name;
}

/* How many listed changes lie at or before an instant. */
static size_t changes_until(const struct zone *zone, int64_t at)
{
    size_t low = 0, high = zone->len;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (zone->change_at[middle] <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int32_t zone_offset(const struct zone *zone, int64_t at)
{
    size_t n = changes_until(zone, at);

    if (n == zone->len && zone->footer.is_set)
        return footer_offset(&zone->footer, at);
    return n == 0 ? zone->first : zone->offset[n - 1];
}

bool zone_next_change(const struct zone *zone, int64_t after, int64_t *ret)
{
    int64_t next;

    for (size_t n = changes_until(zone, after); n < zone->len; n++)
        if (zone_offset(zone, zone->change_at[n]) != zone_offset(zone, zone->change_at[n] - 1)) {
            *ret = zone->change_at[n];
            return true;
        }
    int64_t from = zone->len > 0 && zone->change_at[zone->len - 1] > after
                       ? zone->change_at[zone->len - 1]
                       : after;
    if (!zone->footer.is_set || !footer_next_change(&zone->footer, from, &next))
        return false;
    *ret = next;
    return true;
}

struct wall zone_wall(const struct zone *zone, int64_t at)
{
    int64_t local = at + zone_offset(zone, at);
    struct day on = day_of(local);

    return (struct wall){on, (int32_t)(local - on.n * DAY_SECONDS)};
}

int64_t zone_instant(const struct zone *zone, struct wall wall)
{
    int64_t local = wall.on.n * DAY_SECONDS + wall.second;
    int32_t before = zone_offset(zone, local - DAY_SECONDS);
    int32_t after = zone_offset(zone, local + DAY_SECONDS);

    if (zone_offset(zone, local - before) == before)
        return local - before;
    if (zone_offset(zone, local - after) == after)
        return local - after;
    return local - before; /* the clocks skip it */
}

static bool digits(struct str text, size_t least, int most, int *ret)
{
    int n = 0;

    if (text.len < least || text.len > 2)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
        n = n * 10 + (text.at[i] - '0');
    }
    *ret = n;
    return n <= most;
}

enum err wall_parse(struct str hour_minute, struct day on, struct wall *ret)
{
    int hour, minute;
    struct str rest = hour_minute;
    struct str hours = str_cut(&rest, ':');

    if (!rest.at || !digits(hours, 1, 23, &hour) || !digits(rest, 2, 59, &minute))
        return ERR_INVALID;
    *ret = (struct wall){on, hour * HOUR_SECONDS + minute * 60};
    return OK;
}
