-- query moving_add: a file that was read, before anything comes of it.
-- by  team_access
-- in  id moving_id, cohort cohort_id, file text, sheet text, made_by person_id?, now time
-- out none
INSERT INTO moving (scheme, id, cohort, file, sheet, made_by, made_at)
VALUES (:scheme, :id, :cohort, :file, :sheet, :made_by, :now);

-- query moving_get: one list of pairs.
-- by  team_access
-- in  id moving_id
-- out one moving: id moving_id, state text, file text, sheet text, added int, skipped int
SELECT id, state, file, sheet, added, skipped
  FROM moving
 WHERE scheme = :scheme AND id = :id;

-- query moving_list: the latest lists.
-- by  team_access
-- out many moving_line: id moving_id, state text, file text, added int, made_at time
SELECT id, state, file, added, made_at
  FROM moving
 WHERE scheme = :scheme
 ORDER BY id DESC
 LIMIT 10;

-- query moving_finish: it is carried out, once; the file is not kept.
-- by  team_access
-- in  id moving_id, added int, skipped int, now time
-- out one moving_finished: id moving_id
UPDATE moving
   SET state = 'done', sheet = '', added = :added, skipped = :skipped, done_at = :now
 WHERE scheme = :scheme AND id = :id AND state = 'read'
RETURNING id;

-- query moving_mark_undone: it is undone, once.
-- by  team_access
-- in  id moving_id
-- out one moving_undone: id moving_id
UPDATE moving
   SET state = 'undone'
 WHERE scheme = :scheme AND id = :id AND state = 'done'
RETURNING id;

-- query moving_people: who takes part in a cohort, to find them by address or number.
-- by  team_access
-- in  cohort cohort_id
-- out many moving_person: id participant_id, person person_id, name text, email text, external text?, role text, state text, room int
SELECT participant.id, participant.person, person.name, person.email, participant.external,
       participant.role, participant.state, participant.capacity - participant.used AS room
  FROM participant
  JOIN person ON person.id = participant.person
 WHERE participant.scheme = :scheme AND participant.cohort = :cohort AND participant.state <> 'left'
 ORDER BY participant.id
 LIMIT 200000;

-- query moving_apart: is there a block between these two, or are they a pair already?
-- by  team_access
-- in  one person_id, two person_id
-- out one moving_apart: blocks int, pairs int
SELECT (SELECT count(*) FROM block
         WHERE block.scheme = :scheme
           AND ((block.person = :one AND block.other = :two)
                OR (block.person = :two AND block.other = :one))) AS blocks,
       (SELECT count(*) FROM pair
         WHERE pair.scheme = :scheme AND pair.mentee = :one AND pair.mentor = :two
           AND pair.state IN ('offered', 'introduced', 'active', 'paused', 'closing')) AS pairs;

-- query moving_take: a place with one who has room.
-- by  team_access
-- in  place participant_id
-- out one moving_taken: person person_id
UPDATE participant
   SET used = used + 1, state = CASE WHEN used + 1 >= capacity THEN 'placed' ELSE 'ready' END
 WHERE scheme = :scheme AND id = :place AND state <> 'left' AND used < capacity
RETURNING person;

-- query moving_give_back: the place is free again.
-- by  team_access
-- in  place participant_id
-- out none
UPDATE participant
   SET used = used - 1, state = CASE WHEN state = 'placed' THEN 'ready' ELSE state END
 WHERE scheme = :scheme AND id = :place AND used > 0;

-- query moving_add_pair: a pair that runs already.
-- by  team_access
-- in  id pair_id, cohort cohort_id, mentee person_id, mentor person_id, mentee_place participant_id, mentor_place participant_id, at time, ends day
-- out none
INSERT INTO pair (scheme, id, cohort, mentee, mentor, mentee_place, mentor_place, state, offered_at,
                  introduced_at, active_at, ends_on)
VALUES (:scheme, :id, :cohort, :mentee, :mentor, :mentee_place, :mentor_place, 'active', :at, :at,
        :at, :ends);

-- query moving_remember: which list a pair came from.
-- by  team_access
-- in  moving moving_id, pair pair_id
-- out none
INSERT INTO moving_pair (scheme, moving, pair)
VALUES (:scheme, :moving, :pair);

-- query moving_pairs: the pairs of a list.
-- by  team_access
-- in  moving moving_id
-- out many moving_moved: pair pair_id, state text, mentee_place participant_id, mentor_place participant_id
SELECT moving_pair.pair, pair.state, pair.mentee_place, pair.mentor_place
  FROM moving_pair
  JOIN pair ON pair.scheme = moving_pair.scheme AND pair.id = moving_pair.pair
 WHERE moving_pair.scheme = :scheme AND moving_pair.moving = :moving
 ORDER BY moving_pair.pair
 LIMIT 200000;

-- query moving_forget: which list a pair came from, no more.
-- by  team_access
-- in  pair pair_id
-- out none
DELETE FROM moving_pair
 WHERE scheme = :scheme AND pair = :pair;

-- query moving_drop_pair: as if it had never come in.
-- by  team_access
-- in  pair pair_id
-- out none
DELETE FROM pair
 WHERE scheme = :scheme AND id = :pair AND state = 'active';
