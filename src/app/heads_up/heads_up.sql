-- query heads_up_list: what the two of a pair told each other, in the order it was told.
-- by  pair_access
-- out many heads_up_row: id heads_up_id, words text, is_asked bool, helps text, is_mine bool, is_mentors bool
SELECT heads_up.id, heads_up.words, heads_up.is_asked, heads_up.helps,
       CASE WHEN heads_up.author = :actor THEN 1 ELSE 0 END AS is_mine,
       CASE WHEN heads_up.author = pair.mentor THEN 1 ELSE 0 END AS is_mentors
  FROM heads_up
  JOIN pair ON pair.scheme = heads_up.scheme AND pair.id = heads_up.pair
 WHERE heads_up.scheme = :scheme AND heads_up.pair = :pair
 ORDER BY heads_up.said_at, heads_up.id
 LIMIT 10;

-- query heads_up_add: one more, while few are told.
-- by  pair_access
-- in  id heads_up_id, words text, now time, most int
-- out one added_heads_up: id heads_up_id
INSERT INTO heads_up (scheme, id, pair, author, words, said_at)
SELECT :scheme, :id, :pair, :actor, :words, :now
 WHERE (SELECT count(*) FROM heads_up AS told
         WHERE told.scheme = :scheme AND told.pair = :pair AND told.author = :actor) < :most
RETURNING id;

-- query heads_up_remove: its author takes it back.
-- by  pair_access
-- in  id heads_up_id
-- out one removed_heads_up: id heads_up_id
DELETE FROM heads_up
 WHERE scheme = :scheme AND pair = :pair AND id = :id AND author = :actor
RETURNING id;

-- query heads_up_set_asked: the other asks how they can help.
-- by  pair_access
-- in  id heads_up_id
-- out one asked_heads_up: id heads_up_id
UPDATE heads_up
   SET is_asked = 1
 WHERE scheme = :scheme AND pair = :pair AND id = :id AND author <> :actor
RETURNING id;

-- query heads_up_set_helps: its author says what would help.
-- by  pair_access
-- in  id heads_up_id, helps text
-- out one answered_heads_up: id heads_up_id
UPDATE heads_up
   SET helps = :helps
 WHERE scheme = :scheme AND pair = :pair AND id = :id AND author = :actor
RETURNING id;
