-- query aim_list: the aims of a pair's mentor; the mentee is given the shared ones.
-- by  pair_access
-- out many aim: id aim_id, title text, is_shared bool
SELECT aim.id, aim.title, aim.is_shared
  FROM aim
  JOIN pair ON pair.scheme = aim.scheme AND pair.id = aim.pair
 WHERE aim.scheme = :scheme AND aim.pair = :pair
   AND (aim.is_shared = 1 OR pair.mentor = :actor)
 ORDER BY aim.id
 LIMIT 12;

-- query aim_add: one more aim, while there are few.
-- by  pair_access
-- in  id aim_id, title text, is_shared bool, most int
-- out one added_aim: id aim_id
INSERT INTO aim (scheme, id, pair, title, is_shared)
SELECT :scheme, :id, :pair, :title, :is_shared
 WHERE (SELECT count(*) FROM aim WHERE scheme = :scheme AND pair = :pair) < :most
RETURNING id;

-- query aim_take_away: it is no aim any more.
-- by  pair_access
-- in  id aim_id
-- out one removed_aim: id aim_id
DELETE FROM aim
 WHERE scheme = :scheme AND pair = :pair AND id = :id
RETURNING id;

-- query aim_stamp: who reads it from now on.
-- by  pair_access
-- in  id aim_id, is_shared bool
-- out one stamped_aim: id aim_id
UPDATE aim
   SET is_shared = :is_shared
 WHERE scheme = :scheme AND pair = :pair AND id = :id
RETURNING id;
