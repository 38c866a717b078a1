/* scheme_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "app/scheme/scheme_text.h"

/* The words behind `field` and `guide`, as scheme_options has those of the scheme. */
extern const struct scheme_options scheme_field_options, scheme_guide_options;

/* Everything at its default; no name, no fields, no texts. */
struct scheme_rules scheme_rules_usual(void);
struct scheme_field scheme_field_usual(void);
