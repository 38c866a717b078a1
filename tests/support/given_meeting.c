#include "support/given_meeting.h"

#include "support/given_mail.h"

#include <criterion/criterion.h>
#include <stdarg.h>

struct form form_of(struct arena *arena, ...)
{
    struct field *fields = NEW_ARRAY(arena, struct field, 24);
    const char *name;
    size_t len = 0;
    va_list ap;

    va_start(ap, arena);
    while ((name = va_arg(ap, const char *)))
        fields[len++] = (struct field){str_of(name), str_of(va_arg(ap, const char *))};
    va_end(ap);
    return (struct form){fields, len};
}

const char *meeting_path(struct world *world, const char *rest)
{
    struct buf path = {.arena = world->arena};
    long long id = count_of(world, "SELECT max(id) FROM meeting");

    buf_addf(&path, "/s/alumni/pairs/3/meetings/%lld%s%c", id, rest, '\0');
    return path.at;
}

void given_meeting_offer(struct world *world)
{
    struct str page;
    struct form form =
        form_of(world->arena, "slot", "2027-01-21T17:30", "slot", "2027-01-22T16:00", "how",
                "video", "minutes", "45", "line", "About the <placement>", NULL);

    cr_assert(visit(world, 7, POST, "/s/alumni/pairs/3/meetings/new", form, &page) == OK, "%.*s",
              ARG(world->fault.text));
}

void given_meeting_set(struct world *world)
{
    struct str page;
    struct buf slot = {.arena = world->arena};

    given_meeting_offer(world);
    buf_addf(&slot, "%lld%c",
             (long long)count_of(world, "SELECT id FROM slot ORDER BY starts_at LIMIT 1"), '\0');
    cr_assert(visit(world, 0, POST, mail_link_at(world, "meeting_offered", 8, 0),
                    form_of(world->arena, "slot", slot.at, NULL), &page) == OK,
              "%.*s", ARG(world->fault.text));
    cr_assert(count_of(world, "SELECT count(*) FROM meeting WHERE state = 'set'") == 1);
}

int64_t meetings_in(struct world *world, const char *state)
{
    struct buf sql = {.arena = world->arena};

    buf_addf(&sql, "SELECT count(*) FROM meeting WHERE state = '%s'%c", state, '\0');
    return count_of(world, sql.at);
}
