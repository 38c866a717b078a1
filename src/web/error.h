/* error.h - the page for what could not be done: what happened, what was kept, one way on.
 *
 * It holds nothing of the scheme or the person, so that the answers for a page that is not
 * there and for one that is not yours are the same, byte for byte.
 */
#pragma once

#include "base/base.h"

/* Write the page of this HTTP status (400 and above; one without words of its own gets those
 * of 500). detail: a sentence for the person, as from work->fault; may be empty.
 */
void error_put(struct buf *out, int status, struct str detail);
