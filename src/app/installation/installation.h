/* installation.h - the one thing that a database is: what it is called, and its clock. */
#pragma once

#include "app/concept.h"
#include "base/work.h"

struct db;
struct public_access;

extern const struct concept installation_concept;

/* Read it into *site (name, secret) and set work's clock and site. In a transaction.
 * ERR_INVALID: nothing has been made here yet; the fault says so.
 */
MUST_USE enum err installation_load(struct db *db, struct work *work, struct site *site);

/* Make the installation of an empty database. is_demo: its clock may be moved.
 * ERR_CONFLICT: there is one already.
 */
MUST_USE enum err installation_add(struct work *work, const struct public_access *by,
                                   struct str name, bool is_demo);

/* Let its clock show this day from now on, at the present hour. ERR_INVALID: it is no demo. */
MUST_USE enum err installation_move_clock(struct work *work, const struct public_access *by,
                                          struct day today);

/* Remember where it is served, so that the links which commands print lead there. */
MUST_USE enum err installation_serve_at(struct work *work, const struct public_access *by,
                                        struct str base_url);
