#include "app/message/message.h"

#include "app/message/message_inside.h"
#include "app/pair/pair.h"
#include "message_sql.h"
#include "message_wrote_txt.h"

enum { MESSAGE_WROTE };

static const struct mail mail_rows[] = {
    [MESSAGE_WROTE] = {"message_wrote", MAIL_REMINDER,
                       "A message from the person you are paired with",
                       "Brings you what the other of your pair wrote, outside the night hours."},
};
const struct mails message_mails = LIST(mail_rows);

static enum err check(struct work *work, struct str body, struct str wish)
{
    if (body.len == 0)
        return work_fail(work, ERR_INVALID, S("body"), S("Write a line or two first."));
    if (str_letters(body) > MESSAGE_MAX)
        return work_fail(work, ERR_INVALID, S("body"), S("Use at most 4,000 letters."));
    if (str_letters(wish) > MESSAGE_WISH_MAX)
        return work_fail(work, ERR_INVALID, S("wish"), S("Use at most 200 letters."));
    return OK;
}

static enum err mail_other(struct work *work, const struct pair_access *by,
                           const struct pair_two *two, struct message_id id, struct str body,
                           struct str wish)
{
    struct buf text = {.arena = work->arena}, once = {.arena = work->arena};
    struct buf subject = {.arena = work->arena}, path = {.arena = work->arena};

    message_wrote_txt(&text, two->me.name, body, wish);
    buf_addf(&once, "message_wrote/%lld", (long long)id.n);
    buf_addf(&subject, "%.*s wrote to you", ARG(two->me.name));
    buf_addf(&path, "%.*s/messages", ARG(two->path));
    const struct mail_text mail = {.subject = buf_str(&subject),
                                   .cost = S("A minute to read"),
                                   .body = buf_str(&text),
                                   .button = S("Write back"),
                                   .path = buf_str(&path),
                                   .scheme = scheme_key(pair_scheme(by)),
                                   .pair = pair_key(by)};
    return mail_queue_text(work, pair_nobody(by), &mail_rows[MESSAGE_WROTE], two->other.id,
                           buf_str(&once), &mail);
}

enum err message_send(struct work *work, const struct pair_access *by, struct str body,
                      struct str wish)
{
    struct message_id id = {work_new_key(work)};
    struct pair_two two;

    TRY(check(work, body, wish));
    TRY(pair_two_get(work, by, &two));
    if (!pair_is_open(&two))
        return work_fail(work, ERR_INVALID, S("body"),
                         S("This pair is closed, so nothing can be sent any more."));
    TRY(message_add(work, by, id, body, wish, work->now));
    return mail_other(work, by, &two, id, body, wish);
}

enum err message_newest(struct work *work, const struct pair_access *by, struct message_copies *ret)
{
    struct message_rows rows;

    TRY(message_before(work, by, INT64_MAX, &rows));
    struct message_copy *at = NEW_ARRAY(work->arena, struct message_copy, rows.len + 1);
    for (size_t i = 0; i < rows.len; i++)
        at[i] = (struct message_copy){rows.at[i].id, rows.at[i].name, rows.at[i].body,
                                      rows.at[i].sent_at};
    *ret = (struct message_copies){at, rows.len};
    return OK;
}

enum err message_look(struct work *work, const struct pair_access *by, struct story *story,
                      struct message_look *ret)
{
    struct message_trace_rows rows;

    TRY(message_history(work, by, &rows));
    struct day *at = NEW_ARRAY(work->arena, struct day, rows.len + 1);
    *ret = (struct message_look){.is_answer_due = rows.len > 0 && !rows.at[0].is_mine,
                                 .days = {at, rows.len}};
    for (size_t i = 0; i < rows.len; i++) {
        const struct message_trace_row *row = &rows.at[i];
        at[i] = day_of(row->sent_at);
        ret->has_mentee_written = ret->has_mentee_written || !row->is_mentors;
        if (row->body.len > 0)
            story_add(story, (struct story_entry){.at = row->sent_at,
                                                  .kind = STORY_MESSAGE,
                                                  .title = row->is_mine ? S("You") : row->name,
                                                  .text = row->body,
                                                  .is_mentors = row->is_mentors});
    }
    return OK;
}

const struct concept message_concept = {
    .name = "message",
    .routes = &message_routes,
    .mails = &message_mails,
};
