/* policy_manual.h - the table of who may do what, as a page of the manual. */
#pragma once

#include "base/base.h"

/* The whole table in Markdown, as docs/manual/policies.md has it. */
void policy_put(struct buf *out);
