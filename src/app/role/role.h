/* role.h - who runs a scheme: coordinators and leads, invited and taken out by a lead.
 *
 * The safeguarding lead and the deputy stand in the scheme text, since everybody reads their names;
 * inviting one writes them there. A role is read anew for each request, so who loses one has lost
 * it at once. Table: role.
 */
#pragma once

#include "app/concept.h"

extern const struct concept role_concept;
