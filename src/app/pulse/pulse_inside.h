/* pulse_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "app/act/act.h"
#include "app/pair/pair.h"
#include "app/pulse/pulse.h"
#include "web/frame.h"
#include "web/web.h"

extern const struct routes pulse_routes;
extern const struct acts pulse_acts;
extern const struct mails pulse_mails;
extern const struct nudges pulse_nudges;

enum { PULSE_ACT_GIVE };

struct pulse_face {
    int64_t n;
    struct str says, icon; /* icon: "face-3" */
    bool is_chosen;
};

struct pulse_faces {
    struct pulse_face at[PULSE_FACES];
    size_t len;
};

/* One's own, as it was given. */
struct pulse_mine {
    struct str when, says, line;
};

struct pulse_mines {
    const struct pulse_mine *at;
    size_t len;
};

struct pulse_view {
    struct frame *frame;
    struct str other, seen, line, refusal;
    struct pulse_faces faces;
    struct pulse_mines mine;
    bool wants_contact;
    struct fault fault;
};
