/* email.h - what is an e-mail address here. An address is refused or taken, never repaired. */
#pragma once

#include "base/base.h"

enum { EMAIL_MOST = 254 }; /* bytes; RFC 5321 §4.5.3.1.3 less its angle brackets */

/* Why text cannot be an address, as a sentence for who typed it; the empty text if it can.
 * Narrower than RFC 5321: printable ASCII without quotes and comments, a domain of at least two
 * labels (an international one already in its ASCII form), so that nothing downstream can read
 * more than one address or another header out of it.
 */
struct str email_fault(struct str text);

/* The address as it is stored and compared: in lower case. Two people never share one. */
struct str email_key(struct arena *arena, struct str email);
