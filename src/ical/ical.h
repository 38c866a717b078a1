/* ical.h - write an invitation to one meeting as iCalendar (RFC 5545, 5546, 6868).
 *
 * One invitation names one person: the one it is sent to. The partner stands in the summary by
 * name and never with an address. Answers of calendar programs are not read, so it asks for none
 * (RSVP=FALSE, the person already counts as coming); a link says how to withdraw instead.
 * The meeting keeps its uid for life; each change of time or place, and the cancellation, has
 * the next sequence.
 */
#pragma once

#include "base/base.h"

enum ical_method { ICAL_REQUEST = 1, ICAL_CANCEL, ICAL_METHOD_COUNT };

struct ical_person {
    struct str name, address;
};

struct ical_event {
    struct str uid;     /* unguessable: letters, digits, - . @ */
    int64_t sequence;   /* from 0 */
    int64_t written_at; /* s UTC */
    int64_t starts_at;  /* s UTC */
    int64_t lasts;      /* s */
    struct str zone;    /* of the person invited: the wall time in the invitation */
    struct str summary, description;
    struct str place;             /* empty: none */
    struct str url;               /* empty: none */
    struct ical_person organizer; /* its address is the From of the mail */
    struct ical_person attendee;
};

/* "REQUEST", "CANCEL" */
const char *ical_method_name(enum ical_method method);

/* Write the whole calendar object, lines ending CR LF.
 * ERR_INVALID: no such zone. ERR_BROKEN: the system's zone database.
 */
MUST_USE enum err ical_put(struct buf *out, enum ical_method method,
                           const struct ical_event *event);
