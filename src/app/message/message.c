#include "app/message/message.h"

#include "app/agreement/agreement.h"
#include "app/message/message_file.h"
#include "app/message/message_inside.h"
#include "app/pair/pair.h"
#include "ical/when.h"
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

/* Is it a Saturday or a Sunday there? 1 January 1970 was a Thursday. */
static bool is_weekend(const struct zone *zone, int64_t at)
{
    int64_t day = (zone_wall(zone, at).on.n + 3) % 7;

    return day >= 5;
}

/* When the quiet hours end that the two agreed, where the reader is; now, if it lies in none. */
static enum err quiet_until(struct work *work, const struct pair_access *by,
                            const struct pair_two *two, int64_t *ret)
{
    struct rhythm rhythm;
    const struct zone *zone;

    TRY(agreement_rhythm_find(work, pair_scheme(by), pair_key(by), &rhythm));
    TRY(zone_find(work->arena, two->other.zone, &zone));
    int64_t at = when_quiet_ends(zone, rhythm.quiet_from, rhythm.quiet_to, work->now);
    while (rhythm.is_quiet_weekend && is_weekend(zone, at)) {
        struct wall wall = zone_wall(zone, at);
        at = zone_instant(zone, (struct wall){{wall.on.n + 1}, (int32_t)(rhythm.quiet_to * 60)});
    }
    *ret = at;
    return OK;
}

struct str message_occasion(struct arena *arena, struct message_id id)
{
    struct buf once = {.arena = arena};

    buf_addf(&once, "message_wrote/%lld", (long long)id.n);
    return buf_str(&once);
}

static enum err mail_other(struct work *work, const struct pair_access *by,
                           const struct pair_two *two, struct message_id id, struct str body,
                           struct str wish, int64_t files)
{
    struct buf text = {.arena = work->arena};
    struct buf subject = {.arena = work->arena}, path = {.arena = work->arena};
    int64_t until;

    TRY(quiet_until(work, by, two, &until));
    message_wrote_txt(&text, two->me.name, body, wish, files);
    buf_addf(&subject, "%.*s wrote to you", ARG(two->me.name));
    buf_addf(&path, "%.*s/messages", ARG(two->path));
    const struct mail_text mail = {.subject = buf_str(&subject),
                                   .cost = S("A minute to read"),
                                   .body = buf_str(&text),
                                   .button = S("Write back"),
                                   .path = buf_str(&path),
                                   .scheme = scheme_key(pair_scheme(by)),
                                   .pair = pair_key(by),
                                   .not_before = until > work->now ? until : 0};
    return mail_queue_text(work, pair_nobody(by), &mail_rows[MESSAGE_WROTE], two->other.id,
                           message_occasion(work->arena, id), &mail);
}

/* A browser sends an empty part where no file was chosen. */
static bool is_chosen(const struct file *file)
{
    return file->name.len > 0 || file->bytes.len > 0;
}

static enum err check_file(struct work *work, const struct file *file)
{
    if (file->bytes.len > MESSAGE_FILE_MAX)
        return work_fail(work, ERR_INVALID, S("file"),
                         S("A file may have up to 5 MiB. A link to it is a way round."));
    if (!message_file_kind_of(file->bytes)) {
        struct buf text = {.arena = work->arena};
        buf_addf(&text, "We take files that are %.*s by what is in them, and this is none.",
                 ARG(message_file_kinds()));
        return work_fail(work, ERR_INVALID, S("file"), buf_str(&text));
    }
    return OK;
}

static enum err check_files(struct work *work, const struct files *files, int64_t *ret)
{
    *ret = 0;
    for (size_t i = 0; i < files->len; i++) {
        if (!is_chosen(&files->at[i]))
            continue;
        TRY(check_file(work, &files->at[i]));
        ++*ret;
    }
    if (*ret > MESSAGE_FILES_MAX)
        return work_fail(work, ERR_INVALID, S("file"), S("Three files go with one message."));
    return OK;
}

static enum err attach(struct work *work, const struct pair_access *by, struct message_id message,
                       const struct file *file)
{
    const struct message_file_kind *kind = message_file_kind_of(file->bytes);
    struct attachment_id id = {work_new_key(work)};
    struct added_attachment_row row;

    enum err err = attachment_add(
        work, by, id, message, message_file_name(work->arena, file->name, kind), kind->type,
        (int64_t)file->bytes.len, file->bytes, MESSAGE_FILES_OF_PAIR_MAX, &row);
    if (err == ERR_NOT_FOUND)
        return work_fail(work, ERR_INVALID, S("file"),
                         S("You two have sent 50 MiB of files, and no more fit. A link to it is "
                           "a way round."));
    return err;
}

enum err message_send(struct work *work, const struct pair_access *by, struct str body,
                      struct str wish)
{
    const struct files none = {0};

    return message_send_with(work, by, body, wish, &none);
}

enum err message_send_with(struct work *work, const struct pair_access *by, struct str body,
                           struct str wish, const struct files *files)
{
    struct message_id id = {work_new_key(work)};
    struct pair_two two;
    int64_t chosen;

    TRY(check(work, body, wish));
    TRY(check_files(work, files, &chosen));
    TRY(pair_two_get(work, by, &two));
    if (!pair_is_open(&two))
        return work_fail(work, ERR_INVALID, S("body"),
                         S("This pair is closed, so nothing can be sent any more."));
    TRY(message_add(work, by, id, body, wish, work->now));
    for (size_t i = 0; i < files->len; i++)
        if (is_chosen(&files->at[i]))
            TRY(attach(work, by, id, &files->at[i]));
    return mail_other(work, by, &two, id, body, wish, chosen);
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
