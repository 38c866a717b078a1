/* matching_proof.h - the certificate of a plain instance, as JSON.
 *
 *     {"format": "rapport plain match certificate 1",
 *      "input": "SHA-256 of all that decides the result", "pairs": "SHA-256 of P.tsv",
 *      "objective": "balanced", "seed": "...", "floor": 400, "bonus": 1000, "stay": 200,
 *      "placed": 2, "total": 1500, "value": 3500,
 *      "u": {"mentee": 1200, ...}, "p": {"mentor": 0, ...}}
 *
 * u and p are in points, above or at 0, and 0 where they are not listed: u + p >= score + bonus on
 * every edge at or above the floor, and all u plus all p times places make up the value. Pinned
 * mentees and their places are outside of it. Stable has neither u nor p: that no two would both
 * rather have each other is checked on every edge.
 */
#pragma once

#include "app/matching/matching_plain.h"

#include <stdio.h>

struct matching_proof {
    struct matching_plain_rules rules;
    unsigned char input_hash[MATCH_HASH_SIZE], pairs_hash[MATCH_HASH_SIZE];
    int64_t placed, total, value; /* without the pins */
    struct str u, p;              /* the text of the two objects, to be read when the names are */
};

void matching_proof_write(FILE *out, struct work *work, const struct matching_plain *plain,
                          const struct match_plan *plan, const unsigned char *pairs_hash);

/* Write the pairs rising by mentee, and hash what is written. out NULL: hash alone. */
void matching_pairs_write(FILE *out, struct work *work, const struct matching_plain *plain,
                          const struct match_plan *plan, unsigned char ret_hash[MATCH_HASH_SIZE]);

/* ERR_INVALID: fault.text says what is wrong with it. */
MUST_USE enum err matching_proof_read(struct work *work, struct str text,
                                      struct matching_proof *ret);

/* The u and p of a certificate, by the names of its instance. ERR_INVALID: an unknown name. */
MUST_USE enum err matching_proof_plan(struct work *work, const struct matching_proof *proof,
                                      const struct matching_plain *plain, struct match_plan *ret);

/* "balanced", "people", "total" or "stable". */
const char *matching_objective_name(enum match_objective objective);
bool matching_objective_parse(struct str name, enum match_objective *ret);
