#include "prose.h"

#include <ctype.h>
#include <string.h>

static bool is_blank(char c)
{
    return isspace((unsigned char)c) != 0;
}

bool prose_is_here(const struct prose *prose, const struct place *place, char c)
{
    static const char *const attributes[] = {"alt", "title", "placeholder", "aria-label"};

    if (!prose->is_html)
        return true;
    if (place->where == IN_TEXT)
        return c != '<';
    for (size_t i = 0; place->where == IN_QUOTES && i < COUNT(attributes); i++)
        if (strcmp(place->name, attributes[i]) == 0)
            return c != place->quote;
    return false;
}

/* A letter outside {1} and outside &entities; */
static bool has_letters(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '&')
            while (i < text.len && text.at[i] != ';' && !is_blank(text.at[i]))
                i++;
        if (i < text.len && isalpha((unsigned char)text.at[i]))
            return true;
    }
    return false;
}

static void flush_literal(struct prose *prose)
{
    struct str text = buf_str(&prose->literal);

    if (text.len > 0) {
        buf_add(prose->code, S("    put_literal(out, "));
        tool_literal(prose->code, text);
        buf_addf(prose->code, ", %zu);\n", text.len);
    }
    prose->literal.len = 0;
}

static void put_value(struct prose *prose, size_t i)
{
    buf_addf(prose->code, "#line %d \"%s\"\n    %s(out, ", prose->values[i].line, prose->path,
             prose->values[i].put);
    prose_expression(prose, prose->code, prose->values[i].expression, prose->values[i].line);
    buf_add(prose->code, S(");\n"));
}

/* Names and numbers alone are no words: as they stand. */
static void put_plain(struct prose *prose, struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] == '{' && i + 2 < text.len && text.at[i + 2] == '}') {
            flush_literal(prose);
            put_value(prose, (size_t)(text.at[i + 1] - '1'));
            i += 2;
        } else {
            buf_add(&prose->literal, (struct str){&text.at[i], 1});
        }
}

static void note(struct prose *prose, struct str words, int line)
{
    buf_addf(&prose->list, "%s:%d\t", prose->path, line);
    for (size_t i = 0; i < words.len; i++)
        if (words.at[i] == '\n')
            buf_add(&prose->list, S("\\n"));
        else
            buf_add(&prose->list, (struct str){&words.at[i], 1});
    buf_add(&prose->list, S("\n"));
}

/* Line breaks and indents of the template are one blank of the message. */
static struct str collapsed(struct arena *arena, struct str text)
{
    struct buf out = {.arena = arena};

    for (size_t i = 0; i < text.len; i++)
        if (!is_blank(text.at[i]))
            buf_add(&out, (struct str){&text.at[i], 1});
        else if (i == 0 || !is_blank(text.at[i - 1]))
            buf_add(&out, S(" "));
    return buf_str(&out);
}

static void put_words(struct prose *prose, struct str words)
{
    struct buf *code = prose->code;
    bool is_counted = prose->counted.len > 0;

    if (prose->nvalues == 0 && !is_counted) {
        buf_add(code, S("    buf_add(out, catalogue_say(out->catalogue, S("));
        tool_literal(code, words);
        buf_add(code, S(")));\n"));
        return;
    }
    buf_addf(code, "    for (struct message message_ = {catalogue_%s(out->catalogue, S(",
             is_counted ? "count" : "say");
    tool_literal(code, words);
    if (is_counted)
        buf_addf(code, "), (int64_t)(%.*s)), 0}; message_next(&message_, out);)\n",
                 ARG(prose->counted));
    else
        buf_add(code, S(")), 0}; message_next(&message_, out);)\n"));
    buf_add(code, S("    switch (message_.value) {\n"));
    for (size_t i = 0; i < prose->nvalues; i++) {
        buf_addf(code, "    case %zu:\n", i + 1);
        put_value(prose, i);
        buf_add(code, S("    break;\n"));
    }
    buf_add(code, S("    }\n"));
}

static void flush_message(struct prose *prose, int line)
{
    struct str text = buf_str(&prose->message), words = str_trim(text);
    size_t before = (size_t)(words.at - text.at), after = text.len - before - words.len;

    if (!has_letters(text) && prose->counted.len == 0) {
        put_plain(prose, text);
    } else {
        buf_add(&prose->literal, (struct str){text.at, before});
        flush_literal(prose);
        if (prose->is_html)
            words = collapsed(prose->code->arena, words);
        note(prose, words, line);
        put_words(prose, words);
        buf_add(&prose->literal, (struct str){text.at + text.len - after, after});
    }
    prose->message = (struct buf){.arena = prose->message.arena};
    prose->nvalues = 0;
}

void prose_flush(struct prose *prose, int line)
{
    if (prose->message.len > 0)
        flush_message(prose, line);
    flush_literal(prose);
}

void prose_markup(struct prose *prose, char c, int line)
{
    if (prose->message.len > 0)
        flush_message(prose, line);
    buf_add(&prose->literal, (struct str){&c, 1});
}

void prose_letter(struct prose *prose, char c, int line)
{
    buf_add(&prose->message, (struct str){&c, 1});
    if (!prose->is_html && str_ends(buf_str(&prose->message), S("\n\n")))
        flush_message(prose, line);
}

void prose_value(struct prose *prose, struct str expression, const char *put, int line)
{
    size_t i = 0;

    while (i < prose->nvalues && !str_eq(prose->values[i].expression, expression))
        i++;
    if (i == PROSE_VALUES)
        tool_fail(prose->path, line, "more than %d values in one message", PROSE_VALUES);
    if (i == prose->nvalues) {
        prose->values[i].expression = expression;
        prose->values[i].put = put;
        prose->values[i].line = line;
        prose->nvalues++;
    }
    buf_addf(&prose->message, "{%zu}", i + 1);
}

/* What people read has a blank or begins with a capital; names of fields and icons do not. */
static bool is_for_people(struct str text)
{
    return text.len > 1 && (isupper((unsigned char)text.at[0]) || memchr(text.at, ' ', text.len));
}

void prose_expression(struct prose *prose, struct buf *out, struct str expression, int line)
{
    while (expression.len > 0) {
        const char *begin = memmem(expression.at, expression.len, "S(\"", 3);
        const char *end =
            begin ? memmem(begin, expression.len - (size_t)(begin - expression.at), "\")", 2)
                  : NULL;
        if (!end) {
            buf_add(out, expression);
            return;
        }
        struct str text = {begin + 3, (size_t)(end - begin) - 3};
        buf_add(out, (struct str){expression.at, (size_t)(begin - expression.at)});
        bool is_said = is_for_people(text);
        if (is_said)
            note(prose, text, line);
        buf_addf(out, is_said ? "catalogue_say(out->catalogue, S(\"%.*s\"))" : "S(\"%.*s\")",
                 ARG(text));
        expression.len -= (size_t)(end + 2 - expression.at);
        expression.at = end + 2;
    }
}
