-- query concern_guards: who looks after safety here.
-- by  visitor_access
-- out many concern_guard: person person_id, name text, role text
SELECT role.person, person.name, role.role
  FROM role
  JOIN person ON person.id = role.person
 WHERE role.scheme = :scheme AND role.role IN ('safeguarding_lead', 'safeguarding_deputy')
 ORDER BY role.role DESC, person.name, role.person
 LIMIT 20;

-- query concern_takers: who of them may take this concern: nobody whom it names.
-- by  visitor_access
-- in  concern concern_id
-- out many concern_taker: person person_id, role text
SELECT role.person, role.role
  FROM role
 WHERE role.scheme = :scheme AND role.role IN ('safeguarding_lead', 'safeguarding_deputy')
   AND NOT EXISTS (SELECT 1 FROM concern_named AS named
                    WHERE named.scheme = role.scheme AND named.concern = :concern
                      AND named.person = role.person)
 ORDER BY role.role DESC, role.person
 LIMIT 20;

-- query concern_add: a worry, under the raiser's name.
-- by  visitor_access
-- in  id concern_id, at time, due_at time
-- out none
INSERT INTO concern (scheme, id, raiser, token, raised_at, due_at)
VALUES (:scheme, :id, :actor, NULL, :at, :due_at);

-- query concern_add_unnamed: the same without a name, unless there were many within the hour.
-- by  visitor_access
-- in  id concern_id, token text, at time, due_at time, since time, most int
-- out one unnamed_concern: id concern_id
INSERT INTO concern (scheme, id, raiser, token, raised_at, due_at)
SELECT :scheme, :id, NULL, :token, :at, :due_at
 WHERE (SELECT count(*) FROM concern AS other
         WHERE other.scheme = :scheme AND other.raiser IS NULL AND other.raised_at > :since) < :most
RETURNING id;

-- query concern_name: this concern names somebody.
-- by  visitor_access
-- in  concern concern_id, person person_id
-- out none
INSERT INTO concern_named (scheme, concern, person)
VALUES (:scheme, :concern, :person)
ON CONFLICT (scheme, concern, person) DO NOTHING;

-- query concern_write: what the raiser says; author: not set, where they stay unnamed.
-- by  visitor_access
-- in  concern concern_id, n int, author person_id?, kind text, body text, at time
-- out one written_entry: n int
INSERT INTO concern_entry (scheme, concern, n, author, kind, body, words, at)
VALUES (:scheme, :concern, :n, :author, :kind, :body, '', :at)
ON CONFLICT (scheme, concern, n) DO NOTHING
RETURNING n;

-- query concern_mine: what this person has raised under their name, newest first.
-- by  visitor_access
-- out many own_concern: id concern_id, raised_at time
SELECT id, raised_at
  FROM concern
 WHERE scheme = :scheme AND raiser = :actor
 ORDER BY raised_at DESC, id
 LIMIT 20;

-- query concern_of_raiser: one of them.
-- by  visitor_access
-- in  id concern_id
-- out one raised_concern: id concern_id, raised_at time, due_at time
SELECT id, raised_at, due_at
  FROM concern
 WHERE scheme = :scheme AND id = :id AND raiser = :actor;

-- query concern_of_token: the one that an unnamed raiser's way back leads to.
-- by  visitor_access
-- in  token text
-- out one raised_concern: id concern_id, raised_at time, due_at time
SELECT id, raised_at, due_at
  FROM concern
 WHERE scheme = :scheme AND token = :token;

-- query concern_told: what the raiser wrote, and what was said to them.
-- by  visitor_access
-- in  concern concern_id
-- out many told_entry: n int, kind text, body text, words text, at time
SELECT n, kind, CASE WHEN kind IN ('raised', 'added', 'attached', 'reach') THEN body ELSE '' END AS body,
       words, at
  FROM concern_entry
 WHERE scheme = :scheme AND concern = :concern
 ORDER BY n
 LIMIT 500;

-- query concern_list: concerns that do not name whoever reads, the open ones first.
-- by  guard_access
-- out many listed_concern: id concern_id, raiser text?, raised_at time, due_at time, state text, since time
SELECT concern.id, person.name AS raiser, concern.raised_at, concern.due_at, entry.kind AS state,
       entry.at AS since
  FROM concern
  LEFT JOIN person ON person.id = concern.raiser
  JOIN concern_entry AS entry ON entry.scheme = concern.scheme AND entry.concern = concern.id
   AND entry.n = (SELECT max(newest.n) FROM concern_entry AS newest
                   WHERE newest.scheme = concern.scheme AND newest.concern = concern.id
                     AND newest.kind NOT IN ('added', 'attached', 'reach', 'called', 'noted'))
 WHERE concern.scheme = :scheme
   AND NOT EXISTS (SELECT 1 FROM concern_named AS named
                    WHERE named.scheme = concern.scheme AND named.concern = concern.id
                      AND named.person = :actor)
 ORDER BY CASE WHEN entry.kind = 'closed' THEN 1 ELSE 0 END, concern.raised_at, concern.id
 LIMIT 200;

-- query concern_get: one concern, unless it names whoever reads.
-- by  guard_access
-- in  id concern_id
-- out one kept_concern: id concern_id, raiser person_id?, name text?, raised_at time, due_at time
SELECT concern.id, concern.raiser, person.name, concern.raised_at, concern.due_at
  FROM concern
  LEFT JOIN person ON person.id = concern.raiser
 WHERE concern.scheme = :scheme AND concern.id = :id
   AND NOT EXISTS (SELECT 1 FROM concern_named AS named
                    WHERE named.scheme = concern.scheme AND named.concern = concern.id
                      AND named.person = :actor);

-- query concern_names: whom it names.
-- by  guard_access
-- in  concern concern_id
-- out many named_person: name text
SELECT person.name
  FROM concern_named AS named
  JOIN person ON person.id = named.person
 WHERE named.scheme = :scheme AND named.concern = :concern
 ORDER BY person.name, person.id
 LIMIT 50;

-- query concern_story: all that was written, in its order.
-- by  guard_access
-- in  concern concern_id
-- out many concern_line: n int, kind text, name text?, body text, words text, at time
SELECT entry.n, entry.kind, person.name, entry.body, entry.words, entry.at
  FROM concern_entry AS entry
  LEFT JOIN person ON person.id = entry.author
 WHERE entry.scheme = :scheme AND entry.concern = :concern
   AND NOT EXISTS (SELECT 1 FROM concern_named AS named
                    WHERE named.scheme = entry.scheme AND named.concern = entry.concern
                      AND named.person = :actor)
 ORDER BY entry.n
 LIMIT 500;

-- query concern_act: the next entry, unless somebody was quicker or the concern names the writer.
-- by  guard_access
-- in  concern concern_id, n int, kind text, body text, words text, at time
-- out one written_entry: n int
INSERT INTO concern_entry (scheme, concern, n, author, kind, body, words, at)
SELECT :scheme, concern.id, :n, :actor, :kind, :body, :words, :at
  FROM concern
 WHERE concern.scheme = :scheme AND concern.id = :concern
   AND NOT EXISTS (SELECT 1 FROM concern_named AS named
                    WHERE named.scheme = concern.scheme AND named.concern = concern.id
                      AND named.person = :actor)
ON CONFLICT (scheme, concern, n) DO NOTHING
RETURNING n;

-- query concern_late: concerns that nobody has received in their time, nor has the deputy been called.
-- by  job_access
-- in  now time
-- out many late_concern: id concern_id, entries int
SELECT concern.id, count(*) AS entries
  FROM concern
  JOIN concern_entry AS entry ON entry.scheme = concern.scheme AND entry.concern = concern.id
 WHERE concern.scheme = :scheme AND concern.due_at <= :now
 GROUP BY concern.id
HAVING max(CASE WHEN entry.kind IN ('received', 'called') THEN 1 ELSE 0 END) = 0
 ORDER BY concern.id
 LIMIT 50;

-- query concern_call: the deputy has been called.
-- by  job_access
-- in  concern concern_id, n int, at time
-- out one written_entry: n int
INSERT INTO concern_entry (scheme, concern, n, author, kind, body, words, at)
VALUES (:scheme, :concern, :n, NULL, 'called', '', '', :at)
ON CONFLICT (scheme, concern, n) DO NOTHING
RETURNING n;
