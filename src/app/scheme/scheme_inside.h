/* scheme_inside.h - what the files of this folder share, and nobody else uses. */
#pragma once

#include "app/scheme/scheme_text.h"
#include "jobs/jobs.h"
#include "web/web.h"

extern const struct routes scheme_routes;
extern const struct jobs scheme_jobs;
extern const struct commands scheme_commands;

/* settings.c: the handlers of its pages; the rows stand in scheme_pages.c. */
enum err settings_page(struct request *request, const struct team_access *by);
enum err settings_section_page(struct request *request, const struct team_access *by);
enum err settings_section_save(struct request *request, const struct team_access *by);
enum err settings_version_page(struct request *request, const struct team_access *by);
enum err settings_version_adopt(struct request *request, const struct team_access *by);

/* The words behind `field`, `guide` and `quiz`, as scheme_options has those of the scheme. */
extern const struct scheme_options scheme_field_options, scheme_guide_options, scheme_quiz_options;

/* Parse a text; what is wrong with it becomes the fault of the field "body". */
struct work;
MUST_USE enum err scheme_text_check(struct work *work, struct str body, struct scheme_rules *ret);

/* "Alumni mentoring" gives "alumni-mentoring"; other letters than a-z and 0-9 part words. May be
 * empty.
 */
struct str scheme_slug(struct arena *arena, struct str name, size_t most);

/* Everything at its default; no name, no fields, no texts. */
struct scheme_rules scheme_rules_usual(void);
struct scheme_field scheme_field_usual(void);
