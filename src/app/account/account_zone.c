/* account_zone.c - the time zone in which a person reads every time. */
#include "app/account/account.h"
#include "app/account/account_inside.h"
#include "ical/zone.h"

#include "account_sql.h"
#include "account_zone_html.h"
#include "web/frame.h"

/* "America/New_York" as "America: New York". */
static struct str label_of(struct arena *arena, struct str name)
{
    struct buf label = {.arena = arena};

    for (size_t i = 0; i < name.len; i++) {
        char letter = name.at[i];
        if (letter == '/')
            buf_add(&label, S(": "));
        else
            buf_addf(&label, "%c", letter == '_' ? ' ' : letter);
    }
    return buf_str(&label);
}

struct account_zones account_zones(struct arena *arena, struct str chosen)
{
    size_t known = 0, len = 0;
    const struct zone_name *names = zone_names(&known);
    struct account_zone *at = NEW_ARRAY(arena, struct account_zone, known);

    for (size_t i = 0; i < known; i++) {
        struct str name = str_of(names[i].name);
        if (zone_is_offered(&names[i]))
            at[len++] = (struct account_zone){name, label_of(arena, name), str_eq(name, chosen)};
    }
    return (struct account_zones){at, len};
}

enum err account_zone_check(struct work *work, struct str zone)
{
    size_t known = 0;
    const struct zone_name *names = zone_names(&known);

    for (size_t i = 0; i < known; i++)
        if (zone_is_offered(&names[i]) && str_eq(str_of(names[i].name), zone))
            return OK;
    return work_fail(work, ERR_INVALID, S("zone"), S("Choose a time zone from the list."));
}

enum err account_zone_page(struct request *request, const struct person_access *by)
{
    struct frame *frame = frame_new(request, FRAME_OPEN, S("Your time zone"));
    struct str typed = form_text(request, S("zone"));

    (void)by;
    frame->back = S("/me");
    frame->back_to = S("Your account");
    account_zone_html(
        request->out, frame,
        account_zones(request->work->arena, typed.len > 0 ? typed : request->viewer.zone),
        request->work->fault);
    return OK;
}

enum err account_zone_save(struct request *request, const struct person_access *by)
{
    struct str zone = form_text(request, S("zone"));
    enum err err = account_zone_check(request->work, zone);

    if (err == ERR_INVALID)
        TRY(account_zone_page(request, by));
    TRY(err);
    TRY(account_zone_set(request->work, by, zone));
    request->reply.go_to = S("/me");
    return OK;
}
