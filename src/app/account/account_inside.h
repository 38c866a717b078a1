/* account_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "app/command.h"
#include "mail/mail.h"
#include "web/web.h"

extern const struct routes account_routes;
extern const struct commands account_commands;
extern const struct mails account_mails;

/* A way in for whoever has this address, tied to the browser that asked; the mail goes to the
 * outbox. Nobody has it: the same work, and no mail.
 */
MUST_USE enum err account_ask(struct request *request, const struct public_access *by,
                              struct str email, struct str go_to);

/* Sign this person in: a session, and its cookie in the reply. Somebody who has a second factor is
 * asked for it first.
 */
MUST_USE enum err account_enter(struct request *request, const struct public_access *by,
                                struct person_id person, struct str go_to);

/* One try more at what bucket names; *ret_is_over: too many lately (most at once, then one each
 * 30 s).
 */
MUST_USE enum err account_try(struct request *request, const struct public_access *by,
                              const char *what, struct str whose, int64_t most, bool *ret_is_over);

enum err account_zone_page(struct request *request, const struct person_access *by);
enum err account_zone_save(struct request *request, const struct person_access *by);

/* Is it good enough as a password? ERR_INVALID, with the fault beside the field "password". */
MUST_USE enum err account_check_password(struct work *work, struct str password);

/* What is kept of a code: six digits count only in the browser that asked for them. */
struct str account_code_hash(struct arena *arena, struct str flow, struct str code);

/* The same, after both factors. */
MUST_USE enum err account_enter_strong(struct request *request, const struct public_access *by,
                                       struct person_id person, struct str go_to);

/* Sign all other devices of this person out. */
MUST_USE enum err account_end_others(struct request *request, const struct person_access *by);

struct frame;

/* The page of the second factor: off, begun, on. */
struct second_view {
    struct frame *frame;
    bool is_wanted, has_begun, is_on;
    struct str secret;           /* in groups of four; while it is begun; likewise below */
    struct str key, site, email; /* for the address that apps take */
    int64_t codes_left;
    struct fault fault;
};

struct shown_codes {
    const struct str *at;
    size_t len;
};

/* Has this person a second factor? Then the reply asks for it. */
MUST_USE enum err account_second_asked(struct request *request, const struct public_access *by,
                                       struct person_id person, struct str go_to,
                                       bool *ret_is_asked);

/* Handlers, and the part of a command, of account_second.c; with: the address, struct str. */
enum err account_second_ask_page(struct request *request, const struct public_access *by);
enum err account_second_enter(struct request *request, const struct public_access *by);
enum err account_second_page(struct request *request, const struct person_access *by);
enum err account_second_set(struct request *request, const struct person_access *by);
enum err account_second_forget(struct work *work, const struct public_access *by, void *with);
