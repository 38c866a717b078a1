/* today_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "app/act/act.h"
#include "app/today/today.h"
#include "app/today/today_rows.h"
#include "jobs/jobs.h"
#include "mail/mail.h"
#include "web/braid.h"
#include "web/web.h"

extern const struct routes today_routes;
extern const struct mail today_mail_rows[];
extern const struct mails today_mails;
extern const struct nudges today_nudges;
extern const struct acts today_acts;

/* "/s/fenwick/team/pairs/3" */
struct str today_pair_path(const struct request *request, struct pair_id pair);

/* The mini braid of a row: the days of its meetings, the one that is set, and the last trace only
 * where silence is among its signals.
 */
struct html today_braid(struct arena *arena, const struct signal_kept *kept,
                        const struct signals *signals, struct days met);

/* Going through the rows of Today: which one the query string or the form says, 0 for none; and
 * after an act on it, on to the one that has taken its place.
 */
int64_t today_queue_of(const struct request *request);
void today_go_on(struct request *request);

enum err today_queue_page(struct request *request, const struct team_access *by);
enum err today_pairs_page(struct request *request, const struct team_access *by);
enum err today_pair_page(struct request *request, const struct team_access *by);
enum err today_write_page(struct request *request, const struct team_access *by);
enum err today_write(struct request *request, const struct team_access *by);
enum err today_in_touch(struct request *request, const struct pair_access *by);

/* The rows of today_mails: each stands beside what sends it. */
enum today_mail { TODAY_TEAM_WROTE, TODAY_IN_TOUCH };

/* Text in an arena, as by printf. */
PRINTF_LIKE(2, 3) struct str today_say(struct arena *arena, const char *fmt, ...);

/* The sentence, the bar of stages and the four numbers of Today. */
struct str today_heading(struct arena *arena, const struct signal_numbers *numbers);
void today_count(struct arena *arena, const struct signal_numbers *numbers,
                 struct today_view *view);

/* The day a snooze goes to unless another is chosen, as a form has it: "2027-03-12". */
struct str today_later(struct arena *arena, struct day today);
