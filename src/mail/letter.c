#include "mail/letter.h"

#include "base/email.h"
#include "mail/header.h"

#include <gmime/gmime.h>
#include <pthread.h>
#include <string.h>

/* NULL as charset would let gmime choose; its choice was iso-8859-1. */
static const char utf_8[] = "utf-8";

static void start_gmime(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, g_mime_init);
}

static char *c_string(struct arena *arena, struct str text)
{
    char *copy = NEW_ARRAY(arena, char, text.len + 1);

    if (text.len > 0)
        memcpy(copy, text.at, text.len);
    return copy;
}

static void set_header(GMimeMessage *message, struct arena *arena, const char *name,
                       struct str value)
{
    g_mime_object_set_header(GMIME_OBJECT(message), name, c_string(arena, value), utf_8);
}

static void add_mailbox(GMimeMessage *message, GMimeAddressType type, struct arena *arena,
                        const struct mailbox *mailbox)
{
    InternetAddress *address =
        internet_address_mailbox_new(c_string(arena, header_text_clean(arena, mailbox->name)),
                                     c_string(arena, mailbox->address));

    internet_address_set_charset(address, utf_8);
    internet_address_list_add(g_mime_message_get_addresses(message, type), address);
    g_object_unref(address);
}

static GMimeObject *new_part(struct arena *arena, const char *type, const char *subtype,
                             GMimeContentEncoding encoding, struct str bytes)
{
    GMimePart *part = g_mime_part_new_with_type(type, subtype);
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(c_string(arena, bytes), bytes.len);
    GMimeDataWrapper *content =
        g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);

    g_mime_part_set_content(part, content);
    g_mime_part_set_content_encoding(part, encoding);
    g_object_unref(content);
    g_object_unref(stream);
    return GMIME_OBJECT(part);
}

static GMimeObject *new_text(struct arena *arena, const char *subtype, struct str text)
{
    GMimeObject *part =
        new_part(arena, "text", subtype, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE, text);

    g_mime_object_set_content_type_parameter(part, "charset", utf_8);
    return part;
}

static void add_part(GMimeMultipart *to, GMimeObject *part)
{
    g_mime_multipart_add(to, part);
    g_object_unref(part);
}

static GMimeObject *new_calendar(struct arena *arena, const struct letter *letter)
{
    GMimeObject *part =
        new_part(arena, "text", "calendar", GMIME_CONTENT_ENCODING_BASE64, letter->calendar);

    g_mime_object_set_content_type_parameter(part, "charset", utf_8);
    g_mime_object_set_content_type_parameter(part, "method", letter->calendar_method);
    return part;
}

static GMimeObject *new_file(struct arena *arena, const struct letter *letter)
{
    GMimeObject *part =
        new_part(arena, "application", "ics", GMIME_CONTENT_ENCODING_BASE64, letter->calendar);

    g_mime_object_set_content_type_parameter(part, "name", "invite.ics");
    g_mime_object_set_disposition(part, "attachment");
    g_mime_object_set_content_disposition_parameter(part, "filename", "invite.ics");
    return part;
}

static GMimeObject *new_body(struct arena *arena, const struct letter *letter)
{
    GMimeMultipart *alternative = g_mime_multipart_new_with_subtype("alternative");

    add_part(alternative, new_text(arena, "plain", letter->text));
    add_part(alternative, new_text(arena, "html", letter->html));
    if (letter->calendar.len == 0)
        return GMIME_OBJECT(alternative);

    add_part(alternative, new_calendar(arena, letter));
    GMimeMultipart *mixed = g_mime_multipart_new_with_subtype("mixed");
    add_part(mixed, GMIME_OBJECT(alternative));
    add_part(mixed, new_file(arena, letter));
    return GMIME_OBJECT(mixed);
}

static struct str in_brackets(struct arena *arena, struct str id)
{
    struct buf out = {.arena = arena};

    buf_addf(&out, "<%.*s>", ARG(id));
    return buf_str(&out);
}

static void set_headers(GMimeMessage *message, struct arena *arena, const struct letter *letter)
{
    GDateTime *date = g_date_time_new_from_unix_utc(letter->written_at);

    add_mailbox(message, GMIME_ADDRESS_TYPE_FROM, arena, &letter->from);
    add_mailbox(message, GMIME_ADDRESS_TYPE_TO, arena, &letter->to);
    g_mime_message_set_subject(message, c_string(arena, header_text_clean(arena, letter->subject)),
                               utf_8);
    g_mime_message_set_date(message, date);
    g_date_time_unref(date);
    g_mime_message_set_message_id(message, c_string(arena, letter->message_id));
    if (letter->thread.len > 0) {
        set_header(message, arena, "In-Reply-To", in_brackets(arena, letter->thread));
        set_header(message, arena, "References", in_brackets(arena, letter->thread));
    }
    set_header(message, arena, "Auto-Submitted", S("auto-generated"));
    set_header(message, arena, "X-Auto-Response-Suppress", S("OOF, AutoReply"));
    if (letter->unsubscribe_url.len > 0) {
        set_header(message, arena, "List-Unsubscribe", in_brackets(arena, letter->unsubscribe_url));
        set_header(message, arena, "List-Unsubscribe-Post", S("List-Unsubscribe=One-Click"));
    }
}

static struct str bytes_of(struct arena *arena, GMimeMessage *message)
{
    GMimeFormatOptions *options = g_mime_format_options_new();
    GMimeStream *stream = g_mime_stream_mem_new();

    g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
    g_mime_object_write_to_stream(GMIME_OBJECT(message), options, stream);
    GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    struct str copy = arena_copy(arena, (struct str){(const char *)bytes->data, bytes->len});
    g_object_unref(stream);
    g_mime_format_options_free(options);
    return copy;
}

/* Ids and addresses of pages that we made: no blank, no bracket, no control. */
static bool is_token(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] < 0x21 || text.at[i] > 0x7E || text.at[i] == '<' || text.at[i] == '>')
            return false;
    return true;
}

static bool is_utf_8(struct str text)
{
    return text.len == 0 || g_utf8_validate(text.at, (gssize)text.len, NULL);
}

enum err letter_write(struct arena *arena, const struct letter *letter, struct str *ret)
{
    start_gmime();
    if (email_fault(letter->from.address).len > 0 || email_fault(letter->to.address).len > 0 ||
        !is_token(letter->message_id) || !is_token(letter->thread) ||
        !is_token(letter->unsubscribe_url) || !is_utf_8(letter->text) || !is_utf_8(letter->html))
        return ERR_INVALID;

    GMimeMessage *message = g_mime_message_new(TRUE);
    GMimeObject *body = new_body(arena, letter);
    set_headers(message, arena, letter);
    g_mime_message_set_mime_part(message, body);
    *ret = bytes_of(arena, message);
    g_object_unref(body);
    g_object_unref(message);
    return OK;
}
