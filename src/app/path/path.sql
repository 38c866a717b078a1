-- query path_list: the turns of one path, in their order.
-- by  scheme_access
-- in  participant participant_id
-- out many path_turn: n int, words text
SELECT n, words
  FROM path_turn
 WHERE scheme = :scheme AND participant = :participant
 ORDER BY n
 LIMIT 3;

-- query path_mine: the place of whoever acts as a mentor, the newest one.
-- by  scheme_access
-- out one path_place: participant participant_id
SELECT id AS participant
  FROM participant
 WHERE scheme = :scheme AND person = :actor AND role = 'mentor' AND state <> 'left'
 ORDER BY joined_at DESC, id DESC
 LIMIT 1;

-- query path_clear: nothing is said any more.
-- by  scheme_access
-- in  participant participant_id
-- out none
DELETE FROM path_turn
 WHERE scheme = :scheme
   AND participant IN (SELECT participant.id FROM participant
                        WHERE participant.scheme = :scheme AND participant.id = :participant
                          AND participant.person = :actor);

-- query path_add: one turn.
-- by  scheme_access
-- in  participant participant_id, n int, words text
-- out none
INSERT INTO path_turn (scheme, participant, n, words)
SELECT participant.scheme, participant.id, :n, :words
  FROM participant
 WHERE participant.scheme = :scheme AND participant.id = :participant
   AND participant.person = :actor;
