#include "app/matching/matching_ids.h"

#include "match/keyed.h"

#include <stdlib.h>
#include <string.h>

static const size_t first_room = 1024;

struct matching_ids matching_ids_new(struct arena *arena, const struct match_lots *lots)
{
    return (struct matching_ids){
        .arena = arena,
        .lots = *lots,
        .at = NEW_ARRAY(arena, struct matching_id, first_room),
        .table = NEW_ARRAY(arena, uint32_t, 2 * first_room),
        .room = first_room,
        .table_len = 2 * first_room,
    };
}

/* Where a name stands in the table, or would. */
static size_t slot_of(const struct matching_ids *ids, uint64_t drawn, struct str text)
{
    size_t slot = (size_t)drawn & (ids->table_len - 1);

    while (ids->table[slot] > 0) {
        const struct matching_id *id = &ids->at[ids->table[slot] - 1];
        if (id->drawn == drawn && str_eq(id->text, text))
            break;
        slot = (slot + 1) & (ids->table_len - 1);
    }
    return slot;
}

static void fill_table(struct matching_ids *ids)
{
    for (size_t i = 0; i < ids->len; i++)
        ids->table[slot_of(ids, ids->at[i].drawn, ids->at[i].text)] = (uint32_t)i + 1;
}

static void make_room(struct matching_ids *ids)
{
    struct matching_id *at = NEW_ARRAY(ids->arena, struct matching_id, 2 * ids->room);

    memcpy(at, ids->at, ids->len * sizeof(*at));
    ids->at = at;
    ids->room *= 2;
    ids->table_len *= 2;
    ids->table = NEW_ARRAY(ids->arena, uint32_t, ids->table_len);
    fill_table(ids);
}

uint32_t matching_ids_find(const struct matching_ids *ids, struct str text)
{
    size_t slot = slot_of(ids, match_lot_of_one(&ids->lots, text), text);

    return ids->table[slot] > 0 ? ids->table[slot] - 1 : UINT32_MAX;
}

uint32_t matching_ids_find_or_add(struct matching_ids *ids, struct str text, bool *ret_is_new)
{
    uint64_t drawn = match_lot_of_one(&ids->lots, text);
    size_t slot = slot_of(ids, drawn, text);

    *ret_is_new = ids->table[slot] == 0;
    if (!*ret_is_new)
        return ids->table[slot] - 1;
    if (ids->len == ids->room) {
        make_room(ids);
        slot = slot_of(ids, drawn, text);
    }
    ids->at[ids->len] = (struct matching_id){drawn, arena_copy(ids->arena, text)};
    ids->table[slot] = (uint32_t)ids->len + 1;
    return (uint32_t)ids->len++;
}

struct numbered {
    struct matching_id id;
    uint32_t number;
};

static int compare_drawn(const void *left, const void *right)
{
    const struct numbered *l = left, *r = right;

    if (l->id.drawn != r->id.drawn)
        return l->id.drawn < r->id.drawn ? -1 : 1;
    return keyed_compare(l->id.text, r->id.text);
}

static int compare_text(const void *left, const void *right)
{
    const struct numbered *l = left, *r = right;

    return keyed_compare(l->id.text, r->id.text);
}

static struct numbered *sorted_by(const struct matching_ids *ids,
                                  int (*compare)(const void *, const void *))
{
    struct numbered *sorted = NEW_ARRAY(ids->arena, struct numbered, ids->len);

    for (size_t i = 0; i < ids->len; i++)
        sorted[i] = (struct numbered){ids->at[i], (uint32_t)i};
    if (ids->len > 0)
        qsort(sorted, ids->len, sizeof(*sorted), compare);
    return sorted;
}

uint32_t *matching_ids_draw(struct matching_ids *ids)
{
    const struct numbered *sorted = sorted_by(ids, compare_drawn);
    uint32_t *now = NEW_ARRAY(ids->arena, uint32_t, ids->len);

    for (size_t i = 0; i < ids->len; i++) {
        ids->at[i] = sorted[i].id;
        now[sorted[i].number] = (uint32_t)i;
    }
    memset(ids->table, 0, ids->table_len * sizeof(*ids->table));
    fill_table(ids);
    return now;
}

uint32_t *matching_ids_sorted(const struct matching_ids *ids)
{
    const struct numbered *sorted = sorted_by(ids, compare_text);
    uint32_t *numbers = NEW_ARRAY(ids->arena, uint32_t, ids->len);

    for (size_t i = 0; i < ids->len; i++)
        numbers[i] = sorted[i].number;
    return numbers;
}
