/* demo_people.h - invented people for the demo, as the two lists that a scheme would have. */
#pragma once

#include "app/rehearse.h"

/* A list of so many mentors, or mentees, as CSV with the headers that the importer knows. Names come
 * from many places; nobody is meant, and no institution exists. Addresses end in example.org.
 */
struct str demo_mentors(struct arena *arena, struct rehearsal *rehearsal, size_t n);
struct str demo_mentees(struct arena *arena, struct rehearsal *rehearsal, size_t n);

/* A sentence for one thing that people of a pair write; drawn anew each time. */
struct str demo_goal(struct rehearsal *rehearsal);
struct str demo_question(struct rehearsal *rehearsal);
struct str demo_mentee_message(struct rehearsal *rehearsal);
struct str demo_mentor_message(struct rehearsal *rehearsal);
struct str demo_aim(struct rehearsal *rehearsal);
struct str demo_takeaway(struct rehearsal *rehearsal);
struct str demo_action_words(struct rehearsal *rehearsal);
struct str demo_record(struct rehearsal *rehearsal);
