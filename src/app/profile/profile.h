/* profile.h - what somebody who takes part offers and seeks, for themselves to put right.
 *
 * A profile answers the scheme's form for their role, as an application does; the form brings the
 * words, who reads each answer, and its bounds. The team sees profiles among people. Tables:
 * profile, participant, participant_tag.
 */
#pragma once

#include "app/concept.h"

extern const struct concept profile_concept;
