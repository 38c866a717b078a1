#include "base/email.h"

#include <ctype.h>
#include <string.h>

enum { MOST_LOCAL = 64, MOST_LABEL = 63 };

/* Printable ASCII that needs no quoting. RFC 5322 §3.2.3, less what some mail servers give a
 * meaning of their own.
 */
static bool is_plain(char c)
{
    return c > 0x20 && c < 0x7F && !strchr("<>(),;:\\\"[]", c);
}

/* RFC 5321 §4.1.2: dots part atoms, so none stands first, last or beside another. */
static bool is_local(struct str text)
{
    if (text.len == 0 || text.len > MOST_LOCAL || text.at[0] == '.')
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] == '.' && (i + 1 == text.len || text.at[i + 1] == '.'))
            return false;
    return true;
}

/* RFC 1123 §2.1: letters, digits and hyphens, none of these at an end. */
static bool is_label(struct str text)
{
    if (text.len == 0 || text.len > MOST_LABEL)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (!isalnum((unsigned char)text.at[i]) && text.at[i] != '-')
            return false;
    return text.at[0] != '-' && text.at[text.len - 1] != '-';
}

static bool is_domain(struct str text)
{
    size_t labels = 0;

    while (text.at) {
        if (!is_label(str_cut(&text, '.')))
            return false;
        labels++;
    }
    return labels > 1;
}

static size_t count(struct str text, char wanted)
{
    size_t found = 0;
    for (size_t i = 0; i < text.len; i++)
        found += text.at[i] == wanted;
    return found;
}

struct str email_fault(struct str text)
{
    if (text.len == 0)
        return S("Give an e-mail address.");
    if (text.len > EMAIL_MOST)
        return S("An e-mail address has at most 254 letters.");
    if (count(text, '\n') + count(text, '\r') > 0)
        return S("An e-mail address cannot hold a line break.");
    if (count(text, '@') > 1)
        return S("Give one e-mail address only.");
    for (size_t i = 0; i < text.len; i++)
        if (!is_plain(text.at[i]))
            return S("An e-mail address has letters, digits and a few signs, and no blanks.");

    struct str domain = text;
    struct str local = str_cut(&domain, '@');
    if (!is_local(local) || !is_domain(domain))
        return S("This is not an e-mail address. One looks like name@example.org.");
    return (struct str){0};
}

struct str email_key(struct arena *arena, struct str email)
{
    char *key = arena_alloc(arena, email.len + 1, 1);

    for (size_t i = 0; i < email.len; i++)
        key[i] = (char)tolower((unsigned char)email.at[i]);
    return (struct str){key, email.len};
}
