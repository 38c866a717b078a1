-- query audit_next: the number of the next entry, and the hash it builds on. Holds the chain until
-- the transaction ends.
-- by  scheme_access
-- out one audit_next: n int, hash text
INSERT INTO audit_head (scheme, n, hash)
VALUES (:scheme, 1, '')
ON CONFLICT (scheme) DO UPDATE
   SET n = audit_head.n + 1
RETURNING n, hash;

-- query audit_insert: one more entry.
-- by  scheme_access
-- in  n int, at time, act text, thing int, hash text
-- out none
INSERT INTO audit_entry (scheme, n, at, actor, act, thing, hash)
VALUES (:scheme, :n, :at, :actor, :act, :thing, :hash);

-- query audit_head_set: where the chain ends now.
-- by  scheme_access
-- in  hash text
-- out none
UPDATE audit_head
   SET hash = :hash
 WHERE scheme = :scheme;

-- query audit_head: where the chain ends.
-- by  scheme_access
-- out many audit_end: n int, hash text
SELECT n, hash
  FROM audit_head
 WHERE scheme = :scheme
 LIMIT 1;

-- query audit_list: entries in their order, from one number on.
-- by  scheme_access
-- in  after int
-- out many audit_entry: n int, at time, actor int, act text, thing int, hash text
SELECT n, at, actor, act, thing, hash
  FROM audit_entry
 WHERE scheme = :scheme AND n > :after
 ORDER BY n
 LIMIT 500;

-- query audit_newest: entries before one, newest first. That there are concerns is not for the team.
-- by  team_access
-- in  before int
-- out many seen_entry: n int, at time, name text?, act text, thing int
SELECT entry.n, entry.at, person.name, entry.act, entry.thing
  FROM audit_entry AS entry
  LEFT JOIN person ON person.id = entry.actor
 WHERE entry.scheme = :scheme AND entry.n < :before AND entry.act NOT LIKE 'concern%'
 ORDER BY entry.n DESC
 LIMIT 51;
