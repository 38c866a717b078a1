#include "app/agreement/agreement.h"

#include "app/agreement/agreement_inside.h"
#include "app/audit/audit.h"
#include "app/pair/story.h"
#include "ical/when.h"

#include <sodium.h>

/* --- where the two stand */
static const struct agreement_row *in_state(const struct agreement_rows *rows, struct str state)
{
    for (size_t i = 0; i < rows->len; i++)
        if (str_eq(rows->at[i].state, state))
            return &rows->at[i];
    return NULL;
}

enum err agreement_now_get(struct work *work, const struct pair_access *by,
                           struct agreement_now *ret)
{
    struct agreement_now now = {.me = scheme_actor(pair_scheme(by)),
                                .is_mentee = pair_role(by) == ROLE_MENTEE};

    TRY(scheme_rules_get(work, scheme_visitor(pair_scheme(by)), &now.rules));
    TRY(pair_two_get(work, by, &now.two));
    TRY(agreement_list_now(work, by, &now.all));
    now.accepted = in_state(&now.all, S("accepted"));
    now.open = in_state(&now.all, S("proposed"));
    now.draft = in_state(&now.all, S("draft"));
    bool is_first = policy_may(&now.rules, ACT_PROPOSE_RHYTHM, pair_role(by));
    now.other_name = now.two.other.name;
    now.is_mine_open = now.open && now.open->written_by.n == now.me.n;
    now.is_closed = !pair_is_open(&now.two);
    now.may_begin = !now.is_closed && (is_first || now.open || now.accepted);
    *ret = now;
    return OK;
}

static const struct agreement_row *newest_of(const struct agreement_now *now)
{
    if (now->draft)
        return now->draft;
    return now->open ? now->open : now->accepted;
}

enum err agreement_terms_get(struct work *work, const struct pair_access *by,
                             struct agreement_terms *ret)
{
    struct agreement_now now;

    TRY(agreement_now_get(work, by, &now));
    const struct agreement_row *row = newest_of(&now);
    *ret = row ? agreement_terms_of(row) : agreement_terms_offered(&now.rules);
    return OK;
}

static struct rhythm rhythm_of(const struct agreement_terms *terms)
{
    return (struct rhythm){.interval_days = terms->interval_days,
                           .length_min = terms->length_min,
                           .reply_days = terms->reply_days,
                           .notice_h = terms->notice_h,
                           .place = terms->place,
                           .channels = terms->channels,
                           .quiet_from = terms->quiet_from,
                           .quiet_to = terms->quiet_to,
                           .is_quiet_weekend = terms->is_quiet_weekend};
}

enum err agreement_rhythm_find(struct work *work, const struct scheme_access *by,
                               struct pair_id pair, struct rhythm *ret)
{
    struct agreed_rhythm_rows agreed;
    struct scheme_rules rules;

    TRY(agreement_rhythm(work, by, pair, &agreed));
    if (agreed.len == 0) {
        TRY(scheme_rules_get(work, scheme_visitor(by), &rules));
        struct agreement_terms terms = agreement_terms_offered(&rules);
        *ret = rhythm_of(&terms);
        return OK;
    }
    const struct agreed_rhythm_row *row = &agreed.at[0];
    struct agreement_row named = {.place = row->place, .channels = row->channels};
    struct agreement_terms words = agreement_terms_of(&named);
    *ret = (struct rhythm){
        .is_agreed = true,
        .interval_days = row->interval_days,
        .length_min = row->length_min,
        .reply_days = row->reply_days,
        .notice_h = row->notice_h,
        .place = words.place,
        .channels = words.channels,
        .quiet_from = row->quiet_from,
        .quiet_to = row->quiet_to,
        .is_quiet_weekend = row->is_quiet_weekend,
        .accepted_at = row->accepted_at,
    };
    return OK;
}

enum err agreement_quiet_ends(struct work *work, const struct scheme_access *by,
                              struct pair_id pair, struct str zone_name, int64_t *ret)
{
    const struct zone *zone;
    struct rhythm rhythm;

    *ret = work->now;
    TRY(agreement_rhythm_find(work, by, pair, &rhythm));
    if (!rhythm.is_agreed || zone_get(work, zone_name, &zone) != OK)
        return OK;
    *ret = when_quiet_ends(zone, rhythm.quiet_from, rhythm.quiet_to, work->now);
    return OK;
}

enum err agreement_facts_get(struct work *work, const struct pair_access *by,
                             struct agreement_facts *ret)
{
    struct agreement_now now;

    TRY(agreement_now_get(work, by, &now));
    struct agreement_terms terms =
        now.accepted ? agreement_terms_of(now.accepted) : agreement_terms_offered(&now.rules);
    *ret = (struct agreement_facts){
        .is_accepted = now.accepted != NULL,
        .is_mine_open = now.is_mine_open,
        .is_theirs_open = now.open && !now.is_mine_open,
        .has_draft = now.draft != NULL,
        .may_propose = now.may_begin,
        .is_needed = policy_get(&now.rules, ACT_ACCEPT_AGREEMENT, pair_role(by)) != MAY_NOT &&
                     now.rules.agreement != AGREEMENT_NOT_NEEDED,
        .is_needed_first = now.rules.agreement == AGREEMENT_BEFORE,
        .rhythm = rhythm_of(&terms),
    };
    ret->rhythm.is_agreed = ret->is_accepted;
    ret->rhythm.accepted_at = now.accepted ? now.accepted->accepted_at.at : 0;
    return OK;
}

enum err agreement_story(struct work *work, const struct pair_access *by, struct story *story)
{
    struct agreement_rows rows;

    TRY(agreement_list_now(work, by, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        bool is_first = rows.at[i].version == 1;
        if (!rows.at[i].accepted_at.is_set)
            continue;
        story_add(story, (struct story_entry){
                             .at = rows.at[i].accepted_at.at,
                             .kind = STORY_OTHER,
                             .title = is_first ? S("You both agreed how you will work together")
                                               : S("You both agreed on a change to how you work"),
                         });
    }
    return OK;
}

/* --- a text of one's own */
static enum err refuse(struct work *work, const struct agreement_now *now)
{
    if (now->is_closed)
        return work_fail(work, ERR_INVALID, S(""),
                         S("You two have come to an end, so what you agreed stays as it is. You "
                           "can still read and print it."));
    return policy_need(work, &now->rules, ACT_PROPOSE_RHYTHM,
                       now->is_mentee ? ROLE_MENTEE : ROLE_MENTOR);
}

static enum err add_draft(struct work *work, const struct pair_access *by,
                          const struct agreement_now *now, const struct agreement_terms *t)
{
    const struct agreement_row *from = now->open ? now->open : now->accepted;
    struct agreement_id id = {work_new_key(work)};
    struct maybe_agreement_id base = {from != NULL, from ? from->id : (struct agreement_id){0}};
    int64_t version = (now->accepted ? now->accepted->version : 0) + 1;
    struct maybe_scheme_text_id text = {now->rules.text.n != 0, now->rules.text};

    return agreement_add_draft(work, by, id, version, base, text, t->interval_days, t->length_min,
                               str_of(agreement_places[t->place].word), t->place_line,
                               agreement_channel_words(work->arena, t->channels), t->reply_days,
                               t->notice_h, t->quiet_from, t->quiet_to, t->is_quiet_weekend,
                               str_of(agreement_silences[t->silence].word), t->boundaries,
                               t->confidentiality, work->now);
}

enum err agreement_write(struct work *work, const struct pair_access *by,
                         const struct agreement_terms *t)
{
    struct agreement_now now;
    struct agreement_key_row key;

    TRY(agreement_now_get(work, by, &now));
    if (!now.may_begin)
        return refuse(work, &now);
    TRY(agreement_terms_check(work, t));
    if (!now.draft)
        return add_draft(work, by, &now, t);
    return agreement_set_draft(work, by, now.draft->id, t->interval_days, t->length_min,
                               str_of(agreement_places[t->place].word), t->place_line,
                               agreement_channel_words(work->arena, t->channels), t->reply_days,
                               t->notice_h, t->quiet_from, t->quiet_to, t->is_quiet_weekend,
                               str_of(agreement_silences[t->silence].word), t->boundaries,
                               t->confidentiality, work->now, &key);
}

enum err agreement_drop(struct work *work, const struct pair_access *by)
{
    struct agreement_key_row key;

    return agreement_remove_draft(work, by, &key);
}

static struct str hash_of(struct arena *arena, struct str text)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    char *hex = arena_alloc(arena, sizeof(hash) * 2 + 1, 1);

    crypto_hash_sha256(hash, (const unsigned char *)text.at, text.len);
    sodium_bin2hex(hex, sizeof(hash) * 2 + 1, hash, sizeof(hash));
    return (struct str){hex, sizeof(hash) * 2};
}

static enum err has_moved_on(struct work *work, const struct agreement_now *now)
{
    struct buf why = {.arena = work->arena};

    buf_addf(&why,
             "%.*s has changed the text since you began. Read what it says now; nothing of yours "
             "was sent.",
             ARG(now->other_name));
    return work_fail(work, ERR_CONFLICT, S(""), buf_str(&why));
}

/* Take the text on the table off it, which the draft was made from. */
static enum err answer_open(struct work *work, const struct pair_access *by,
                            const struct agreement_now *now, struct str text)
{
    struct agreement_key_row key;

    if (!now->open)
        return OK;
    if (now->draft->base.at.n != now->open->id.n)
        return has_moved_on(work, now);
    if (str_eq(now->open->text, text))
        return work_fail(work, ERR_INVALID, S(""),
                         now->is_mine_open
                             ? S("This is what you have sent already. Change a choice first.")
                             : S("This says the same as the text you were sent, so you can simply "
                                 "agree to that."));
    enum err err = agreement_set_amended(work, by, now->open->id, &key);
    return err == ERR_NOT_FOUND ? has_moved_on(work, now) : err;
}

/* A change that changes nothing would ask the other for a second yes to the same words. */
static enum err differs_from_accepted(struct work *work, const struct agreement_now *now,
                                      const struct agreement_terms *terms)
{
    const struct agreement_row *held = now->accepted;

    if (!held || now->open ||
        !str_eq(held->text, agreement_text_of(work->arena, now, held->version, terms)))
        return OK;
    return work_fail(work, ERR_INVALID, S(""),
                     S("This says what you two agreed already. Change a choice first."));
}

enum err agreement_propose(struct work *work, const struct pair_access *by)
{
    struct agreement_now now;
    struct agreement_key_row key;

    TRY(agreement_now_get(work, by, &now));
    if (!now.may_begin)
        return refuse(work, &now);
    if (!now.draft)
        return work_fail(work, ERR_INVALID, S(""),
                         S("There is nothing of yours to send yet. Make the six choices first."));
    struct agreement_terms terms = agreement_terms_of(now.draft);
    struct str text = agreement_text_of(work->arena, &now, now.draft->version, &terms);
    struct str hash = hash_of(work->arena, text);

    TRY(differs_from_accepted(work, &now, &terms));
    TRY(answer_open(work, by, &now, text));
    enum err err = agreement_set_proposed(work, by, now.draft->id, text, hash, work->now, &key);
    if (err == ERR_CONFLICT) /* the other's text came on the table at this moment */
        return has_moved_on(work, &now);
    TRY(err);
    TRY(agreement_add_yes(work, by, now.draft->id, hash, work->now));
    TRY(audit_add(work, pair_scheme(by), "agreement_proposed", now.draft->id.n));
    return agreement_mail_proposed(work, by, &now, now.draft->id);
}

enum err agreement_accept(struct work *work, const struct pair_access *by, struct str hash)
{
    struct agreement_now now;
    struct agreement_key_row key;

    TRY(agreement_now_get(work, by, &now));
    if (now.is_closed)
        return refuse(work, &now);
    if (!now.open || now.is_mine_open)
        return work_fail(work, ERR_INVALID, S(""),
                         S("There is no text that waits for your yes. You can read what stands "
                           "between you two below."));
    if (!str_eq(now.open->hash, hash))
        return has_moved_on(work, &now);

    TRY(agreement_set_superseded(work, by));
    enum err err = agreement_set_accepted(work, by, now.open->id, hash, work->now, &key);
    if (err == ERR_NOT_FOUND)
        return has_moved_on(work, &now);
    TRY(err);
    TRY(agreement_add_yes(work, by, now.open->id, hash, work->now));
    if (now.draft) /* a change of one's own that was begun and not sent */
        TRY(agreement_remove_draft(work, by, &key));
    TRY(agreement_set_pair_active(work, by, work->now));
    TRY(audit_add(work, pair_scheme(by), "agreement_accepted", now.open->id.n));
    return agreement_mail_accepted(work, by, &now);
}

const struct concept agreement_concept = {
    .name = "agreement",
    .routes = &agreement_routes,
    .mails = &agreement_mails,
    .acts = &agreement_acts,
};
