-- query question_add: one more question, at the end of the queue.
-- by  pair_access
-- in  id question_id, words text, state text, now time
-- out none
INSERT INTO question (scheme, id, pair, words, state, place, written_at, changed_at)
SELECT :scheme, :id, :pair, :words, :state, coalesce(max(place), 0) + 1, :now, :now
  FROM question
 WHERE scheme = :scheme AND pair = :pair;

-- query question_count_open: how many of a pair's questions are not ended.
-- by  pair_access
-- out one open_questions: n int
SELECT count(*) AS n
  FROM question
 WHERE scheme = :scheme AND pair = :pair AND state IN ('private', 'queued', 'raised');

-- query question_find: one question of a pair.
-- by  pair_access
-- in  id question_id
-- out one question: id question_id, words text, state text, place int, keeps_words bool, pointed_to text, changed_at time
SELECT id, words, state, place, keeps_words, pointed_to, changed_at
  FROM question
 WHERE scheme = :scheme AND pair = :pair AND id = :id;

-- query question_list: the questions of a pair in the order of its queue; the mentor is not
-- given the private ones.
-- by  pair_access
-- in  sees_private bool
-- out many question_listed: id question_id, words text, state text, keeps_words bool, pointed_to text, changed_at time
SELECT id, words, state, keeps_words, pointed_to, changed_at
  FROM question
 WHERE scheme = :scheme AND pair = :pair AND (state <> 'private' OR :sees_private = 1)
 ORDER BY place, id
 LIMIT 500;

-- query question_set_words: other words for a question that has not ended.
-- by  pair_access
-- in  id question_id, words text
-- out one reworded: id question_id
UPDATE question
   SET words = :words, keeps_words = 0
 WHERE scheme = :scheme AND pair = :pair AND id = :id
   AND state IN ('private', 'queued', 'raised')
RETURNING id;

-- query question_set_state: another state, if it is still in the one that was read.
-- by  pair_access
-- in  id question_id, was text, becomes text, pointed_to text, now time
-- out one changed_question: id question_id
UPDATE question
   SET state = :becomes, pointed_to = :pointed_to, changed_at = :now
 WHERE scheme = :scheme AND pair = :pair AND id = :id AND state = :was
RETURNING id;

-- query question_keep_words: the mentee wants no suggestion on its wording.
-- by  pair_access
-- in  id question_id
-- out one kept_question: id question_id
UPDATE question
   SET keeps_words = 1
 WHERE scheme = :scheme AND pair = :pair AND id = :id
RETURNING id;

-- query question_remove: take away a question that nobody else has seen.
-- by  pair_access
-- in  id question_id
-- out one removed_question: id question_id
DELETE FROM question
 WHERE scheme = :scheme AND pair = :pair AND id = :id AND state = 'private'
RETURNING id;

-- query question_before: the open question that stands before a place in the queue.
-- by  pair_access
-- in  place int
-- out many question_near: id question_id, place int
SELECT id, place
  FROM question
 WHERE scheme = :scheme AND pair = :pair AND place < :place
   AND state IN ('private', 'queued', 'raised')
 ORDER BY place DESC
 LIMIT 1;

-- query question_behind: the open question that stands behind a place in the queue.
-- by  pair_access
-- in  place int
-- out many question_next: id question_id, place int
SELECT id, place
  FROM question
 WHERE scheme = :scheme AND pair = :pair AND place > :place
   AND state IN ('private', 'queued', 'raised')
 ORDER BY place
 LIMIT 1;

-- query question_swap: two questions change places.
-- by  pair_access
-- in  one question_id, one_place int, other question_id, other_place int
-- out none
UPDATE question
   SET place = CASE id WHEN :one THEN :other_place ELSE :one_place END
 WHERE scheme = :scheme AND pair = :pair AND id IN (:one, :other);
