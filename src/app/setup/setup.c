#include "app/setup/setup.h"

#include "app/setup/setup_inside.h"

enum { STEPS = 6 };

static struct str link_of(struct arena *arena, struct str scheme_path, struct str page)
{
    struct buf link = {.arena = arena};

    buf_addf(&link, "%.*s/team/%.*s", ARG(scheme_path), ARG(page));
    return buf_str(&link);
}

struct setup_steps setup_steps_of(struct arena *arena, const struct scheme_rules *rules,
                                  struct str scheme_path)
{
    const struct setup_step steps[STEPS] = {
        {S("Safeguarding lead"), S("settings/people"), scheme_lacks_safeguarding(rules), 2, true},
        {S("Privacy notice"), S("settings/privacy"), scheme_lacks_privacy(rules), 10, true},
        {S("What both agree to"), S("settings/agreement"), scheme_lacks_agreement(rules), 5, true},
        {S("Application forms"), S("settings/form"), scheme_lacks_form(rules), 10, true},
        {S("Dates"), S("settings/dates"), scheme_lacks_dates(rules), 2, false},
        {S("Who runs it"), S("settings/people"),
         rules->contact.name.len == 0 ? S("Put a name and a phone number on the scheme’s page.")
                                      : S(""),
         1, false},
    };
    struct setup_steps ret = {
        .at = NEW_ARRAY(arena, struct setup_step, STEPS), .len = STEPS, .may_open = true};

    for (size_t i = 0; i < STEPS; i++) {
        ret.at[i] = steps[i];
        ret.at[i].link = link_of(arena, scheme_path, steps[i].link);
        ret.done += steps[i].lacks.len == 0;
        ret.may_open = ret.may_open && (steps[i].lacks.len == 0 || !steps[i].is_needed);
    }
    return ret;
}

const struct concept setup_concept = {
    .name = "setup",
    .routes = &setup_routes,
    .commands = &setup_commands,
};
