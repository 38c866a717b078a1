-- query busy_pairs: the pairs under way of whoever acts, with the other of each.
-- by  scheme_access
-- out many busy_pair: id pair_id, other person_id, other_name text
SELECT pair.id, person.id AS other, person.name AS other_name
  FROM pair
  JOIN person ON person.id = CASE WHEN pair.mentor = :actor THEN pair.mentee ELSE pair.mentor END
 WHERE pair.scheme = :scheme AND (pair.mentor = :actor OR pair.mentee = :actor)
   AND pair.state IN ('introduced', 'active', 'paused', 'closing')
 ORDER BY pair.id
 LIMIT 40;

-- query busy_name: the name of whoever acts, and where the scheme's pages are.
-- by  scheme_access
-- out one busy_who: name text, slug text
SELECT person.name, scheme.slug
  FROM person
  JOIN scheme ON scheme.id = :scheme
 WHERE person.id = :actor;

-- query busy_add: dates of whoever acts, for one of their pairs.
-- by  scheme_access
-- in  id busy_period_id, of_pair pair_id, from_on day, until_on day, line text, now time
-- out none
INSERT INTO busy_period (scheme, id, pair, person, from_on, until_on, line, said_at)
VALUES (:scheme, :id, :of_pair, :actor, :from_on, :until_on, :line, :now);

-- query busy_list_mine: dates of whoever acts that are not over, each once.
-- by  scheme_access
-- in  today day
-- out many busy_mine: id busy_period_id, from_on day, until_on day, line text
SELECT id, from_on, until_on, line
  FROM busy_period
 WHERE scheme = :scheme AND person = :actor AND until_on >= :today
 GROUP BY id, from_on, until_on, line
 ORDER BY from_on, id
 LIMIT 20;

-- query busy_remove: dates that have not begun are taken back.
-- by  scheme_access
-- in  id busy_period_id, of_pair pair_id, today day
-- out one busy_removed: pair pair_id
DELETE FROM busy_period
 WHERE scheme = :scheme AND id = :id AND pair = :of_pair AND person = :actor AND from_on >= :today
RETURNING pair;

-- query busy_shorten: whoever acts is back before the end.
-- by  scheme_access
-- in  id busy_period_id, of_pair pair_id, today day, yesterday day, now time?
-- out one busy_shortened: pair pair_id
UPDATE busy_period
   SET until_on = :yesterday, back_at = :now
 WHERE scheme = :scheme AND id = :id AND pair = :of_pair AND person = :actor
   AND from_on < :today AND until_on >= :today
RETURNING pair;

-- query busy_of_pair: who of a pair is away or rests today, or soon.
-- by  pair_access
-- in  today day
-- out many busy_of_pair: kind text, is_mine bool, from_on day, until_on day, line text
SELECT 'busy' AS kind, CASE WHEN busy.person = :actor THEN 1 ELSE 0 END AS is_mine,
       busy.from_on, busy.until_on, busy.line
  FROM busy_period AS busy
 WHERE busy.scheme = :scheme AND busy.pair = :pair AND busy.until_on >= :today
UNION ALL
SELECT 'pause' AS kind, CASE WHEN pause.person = :actor THEN 1 ELSE 0 END AS is_mine,
       pause.from_on, pause.until_on, '' AS line
  FROM pause
 WHERE pause.scheme = :scheme AND pause.pair = :pair AND pause.back_at IS NULL
 ORDER BY 3, 4
 LIMIT 20;

-- query busy_list_back: people whose dates are over and who were not welcomed back.
-- by  job_access
-- in  today day
-- out many busy_ended: id busy_period_id, pair pair_id, person person_id, other_name text, slug text
SELECT busy.id, busy.pair, busy.person, other.name AS other_name, scheme.slug
  FROM busy_period AS busy
  JOIN pair ON pair.scheme = busy.scheme AND pair.id = busy.pair
  JOIN person AS other ON other.id = CASE WHEN pair.mentor = busy.person THEN pair.mentee
                                          ELSE pair.mentor END
  JOIN scheme ON scheme.id = busy.scheme
 WHERE busy.scheme = :scheme AND busy.until_on < :today AND busy.back_at IS NULL
 ORDER BY busy.id, busy.pair
 LIMIT 500;

-- query busy_set_back: they have been.
-- by  job_access
-- in  id busy_period_id, now time?
-- out none
UPDATE busy_period
   SET back_at = :now
 WHERE scheme = :scheme AND id = :id AND back_at IS NULL;

-- query pause_state: a pair under way rests.
-- by  pair_access
-- out one paused_pair: id pair_id
UPDATE pair
   SET state = 'paused'
 WHERE scheme = :scheme AND id = :pair AND state = 'active'
RETURNING id;

-- query pause_add: from when, and until when.
-- by  pair_access
-- in  id pause_id, from_on day, until_on day, now time
-- out none
INSERT INTO pause (scheme, id, pair, person, from_on, until_on, said_at)
VALUES (:scheme, :id, :pair, :actor, :from_on, :until_on, :now);

-- query pause_set_back: the two go on, from today at the latest.
-- by  scheme_access
-- in  of_pair pair_id, yesterday day, now time?
-- out one pause_ended: id pause_id
UPDATE pause
   SET back_at = :now,
       until_on = CASE WHEN until_on > :yesterday THEN :yesterday ELSE until_on END
 WHERE scheme = :scheme AND pair = :of_pair AND back_at IS NULL
RETURNING id;

-- query pause_unset_state: a pair that rested is under way again.
-- by  scheme_access
-- in  of_pair pair_id
-- out one going_on: mentee person_id, mentor person_id
UPDATE pair
   SET state = 'active'
 WHERE scheme = :scheme AND id = :of_pair AND state = 'paused'
RETURNING mentee, mentor;

-- query pause_two: the two of a pair by name, and where their page is.
-- by  scheme_access
-- in  of_pair pair_id
-- out one pause_people: mentee person_id, mentee_name text, mentor person_id, mentor_name text, slug text
SELECT pair.mentee, mentee.name AS mentee_name, pair.mentor, mentor.name AS mentor_name,
       scheme.slug
  FROM pair
  JOIN person AS mentee ON mentee.id = pair.mentee
  JOIN person AS mentor ON mentor.id = pair.mentor
  JOIN scheme ON scheme.id = pair.scheme
 WHERE pair.scheme = :scheme AND pair.id = :of_pair;

-- query pause_list_back: pairs whose day of return has come.
-- by  job_access
-- in  today day
-- out many pause_due: pair pair_id
SELECT pair
  FROM pause
 WHERE scheme = :scheme AND back_at IS NULL AND until_on < :today
 ORDER BY pair
 LIMIT 500;
