-- query pulse_list_mine: one's own pulses of a pair, newest first.
-- by  pair_access
-- out many pulse_mine_row: face int?, line text, answered_at time?
SELECT face, line, answered_at
  FROM pulse
 WHERE scheme = :scheme AND pair = :pair AND person = :actor AND answered_at IS NOT NULL
 ORDER BY answered_at DESC, id DESC
 LIMIT 12;

-- query pulse_answer: the newest that is asked and open gets its answer.
-- by  pair_access
-- in  face int?, line text, now time?
-- out many pulse_answered: id pulse_id
UPDATE pulse
   SET face = :face, line = :line, answered_at = :now
 WHERE scheme = :scheme AND pair = :pair AND person = :actor AND answered_at IS NULL
   AND id = (SELECT newest.id FROM pulse AS newest
              WHERE newest.scheme = :scheme AND newest.pair = :pair AND newest.person = :actor
                AND newest.answered_at IS NULL
              ORDER BY newest.asked_at DESC, newest.id DESC LIMIT 1)
RETURNING id;

-- query pulse_add: one that nobody asked for.
-- by  pair_access
-- in  id pulse_id, face int?, line text, now time
-- out none
INSERT INTO pulse (scheme, id, pair, person, asked_at, answered_at, face, line)
VALUES (:scheme, :id, :pair, :actor, :now, :now, :face, :line);

-- query pulse_told_of: what the two of one pair told the team, newest first.
-- by  team_access
-- in  of_pair pair_id
-- out many told_pulse: name text, face int?, line text, answered_at time?
SELECT person.name, pulse.face, pulse.line, pulse.answered_at
  FROM pulse
  JOIN person ON person.id = pulse.person
 WHERE pulse.scheme = :scheme AND pulse.pair = :of_pair AND pulse.answered_at IS NOT NULL
 ORDER BY pulse.answered_at DESC, pulse.id DESC
 LIMIT 12;

-- query pulse_due: people of pairs under way who were neither asked nor answered since a moment.
-- by  scheme_access
-- in  since time
-- out many pulse_due: pair pair_id, person person_id, name text, zone text, other text, slug text
SELECT pair.id AS pair, person.id AS person, person.name, person.zone, other.name AS other,
       scheme.slug
  FROM pair
  JOIN person ON person.id = pair.mentee OR person.id = pair.mentor
  JOIN person AS other ON other.id = CASE WHEN person.id = pair.mentor THEN pair.mentee
                                          ELSE pair.mentor END
  JOIN scheme ON scheme.id = pair.scheme
 WHERE pair.scheme = :scheme AND pair.state IN ('introduced', 'active', 'closing')
   AND pair.introduced_at <= :since
   AND NOT EXISTS (SELECT 1 FROM pulse
                    WHERE pulse.scheme = :scheme AND pulse.pair = pair.id
                      AND pulse.person = person.id
                      AND (pulse.asked_at > :since OR pulse.answered_at > :since))
 ORDER BY pair.id, person.id
 LIMIT 4000;

-- query pulse_ask: somebody is asked.
-- by  job_access
-- in  id pulse_id, of_pair pair_id, person person_id, now time
-- out none
INSERT INTO pulse (scheme, id, pair, person, asked_at)
VALUES (:scheme, :id, :of_pair, :person, :now);
