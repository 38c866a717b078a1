-- query waiting_page: who waits, in the published order, with how each came to stand there.
-- by  scheme_access
-- in  cohort cohort_id, one int
-- out many waiting_line: id participant_id, person person_id, name text, headline text, hopes text, joined_at time, is_earlier bool, is_left_alone bool, moved_at time?, place int, of int
SELECT id, person, name, headline, hopes, joined_at, is_earlier, is_left_alone, moved_at, place, of
  FROM (SELECT id, person, name, headline, hopes, joined_at, is_earlier, is_left_alone, moved_at,
               row_number() OVER (ORDER BY moved_at IS NULL, moved_at, is_earlier DESC,
                                  is_left_alone DESC, joined_at / 86400, id % 999983 * 7919 % 999983,
                                  id) AS place,
               count(*) OVER () AS of
          FROM (SELECT participant.id, participant.person, person.name, profile.headline,
                       profile.hopes, participant.joined_at, waiting_move.moved_at,
                       CASE WHEN EXISTS (SELECT 1 FROM participant AS before
                                          WHERE before.scheme = participant.scheme
                                            AND before.person = participant.person
                                            AND before.role = 'mentee'
                                            AND before.cohort <> participant.cohort
                                            AND before.joined_at < participant.joined_at
                                            AND NOT EXISTS (SELECT 1 FROM pair AS had
                                                             WHERE had.scheme = before.scheme
                                                               AND had.mentee_place = before.id
                                                               AND had.introduced_at IS NOT NULL))
                            THEN 1 ELSE 0 END AS is_earlier,
                       CASE WHEN EXISTS (SELECT 1 FROM pair AS lost
                                           JOIN ending ON ending.scheme = lost.scheme
                                                      AND ending.pair = lost.id
                                          WHERE lost.scheme = participant.scheme
                                            AND lost.mentee_place = participant.id
                                            AND ending.kind = 'ended'
                                            AND coalesce(ending.ended_by, 0) <> participant.person)
                            THEN 1 ELSE 0 END AS is_left_alone
                  FROM participant
                  JOIN person ON person.id = participant.person
                  JOIN profile ON profile.scheme = participant.scheme
                              AND profile.participant = participant.id
                  LEFT JOIN waiting_move ON waiting_move.scheme = participant.scheme
                                        AND waiting_move.participant = participant.id
                 WHERE participant.scheme = :scheme AND participant.cohort = :cohort
                   AND participant.role = 'mentee' AND participant.state = 'ready'
                   AND participant.used < participant.capacity) AS waiting) AS placed
 WHERE :one = 0 OR id = :one
 ORDER BY place
 LIMIT 200;

-- query waiting_places: places that are free with mentors who are shown.
-- by  scheme_access
-- in  cohort cohort_id
-- out one waiting_free: places int, moved int
SELECT CAST(coalesce(sum(participant.capacity - participant.used), 0) AS BIGINT) AS places,
       (SELECT count(*) FROM waiting_move
         WHERE waiting_move.scheme = :scheme) AS moved
  FROM participant
 WHERE participant.scheme = :scheme AND participant.cohort = :cohort
   AND participant.role = 'mentor' AND participant.state = 'ready'
   AND participant.used < participant.capacity;

-- query waiting_move_set: stand before the others, for a reason.
-- by  team_access
-- in  mentee participant_id, reason text, now time
-- out none
INSERT INTO waiting_move (scheme, participant, reason, moved_by, moved_at)
SELECT :scheme, participant.id, :reason, :actor, :now
  FROM participant
 WHERE participant.scheme = :scheme AND participant.id = :mentee AND participant.role = 'mentee'
ON CONFLICT (scheme, participant) DO UPDATE
   SET reason = excluded.reason, moved_by = excluded.moved_by;

-- query waiting_move_drop: back to the place that the order gives.
-- by  team_access
-- in  mentee participant_id
-- out none
DELETE FROM waiting_move
 WHERE scheme = :scheme AND participant = :mentee;

-- query waiting_move_get: why somebody was moved up, and by whom.
-- by  team_access
-- in  mentee participant_id
-- out many waiting_moved: reason text, name text, moved_at time
SELECT waiting_move.reason, person.name, waiting_move.moved_at
  FROM waiting_move
  JOIN person ON person.id = waiting_move.moved_by
 WHERE waiting_move.scheme = :scheme AND waiting_move.participant = :mentee
 LIMIT 1;

-- query waiting_due: who waits a day or longer and was not told of their odds for a week; a few at
-- a time.
-- by  scheme_access
-- in  cohort cohort_id, joined_before time, told_before time
-- out many waiting_due: id participant_id, person person_id, odds int?
SELECT participant.id, participant.person, waiting_told.odds
  FROM participant
  LEFT JOIN waiting_told ON waiting_told.scheme = participant.scheme
                        AND waiting_told.participant = participant.id
 WHERE participant.scheme = :scheme AND participant.cohort = :cohort
   AND participant.role = 'mentee' AND participant.state = 'ready'
   AND participant.used < participant.capacity AND participant.joined_at <= :joined_before
   AND (waiting_told.told_at IS NULL OR waiting_told.told_at <= :told_before)
 ORDER BY participant.joined_at, participant.id
 LIMIT 40;

-- query waiting_tell: what was said, and when.
-- by  scheme_access
-- in  mentee participant_id, odds int, now time
-- out none
INSERT INTO waiting_told (scheme, participant, odds, told_at)
VALUES (:scheme, :mentee, :odds, :now)
ON CONFLICT (scheme, participant) DO UPDATE
   SET odds = excluded.odds, told_at = excluded.told_at;

-- query waiting_slug: where the scheme is.
-- by  scheme_access
-- out one waiting_scheme: slug text
SELECT slug
  FROM scheme
 WHERE id = :scheme;
