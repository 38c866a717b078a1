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
