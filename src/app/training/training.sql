-- query training_mine: when this person did it, the newest first.
-- by  scheme_access
-- out many done_training: done_at time
SELECT done_at
  FROM training
 WHERE scheme = :scheme AND person = :actor
 ORDER BY done_at DESC
 LIMIT 1;

-- query training_add: it is done in this role, under this version.
-- by  scheme_access
-- in  role text, text scheme_text_id, at time
-- out none
INSERT INTO training (scheme, person, role, text, done_at)
VALUES (:scheme, :actor, :role, :text, :at)
ON CONFLICT (scheme, person, role, text) DO NOTHING;

-- query training_held: is whoever acts held back at the gate?
-- by  scheme_access
-- out one held: n int
SELECT count(*) AS n
  FROM participant
 WHERE scheme = :scheme AND person = :actor AND state = 'gated';
