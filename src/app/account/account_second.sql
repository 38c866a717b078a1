-- query second_get: the second factor of this person, if they have begun one.
-- by  person_access
-- out many own_factor: secret text, confirmed_at time?
SELECT secret, confirmed_at
  FROM factor
 WHERE person = :actor
 LIMIT 1;

-- query second_begin: a secret that counts for nothing until a code of it is shown.
-- by  person_access
-- in  secret text, at time
-- out none
INSERT INTO factor (person, secret, made_at)
VALUES (:actor, :secret, :at)
ON CONFLICT (person) DO NOTHING;

-- query second_confirm: a code of it was shown.
-- by  person_access
-- in  at time, step int
-- out one confirmed_factor: person person_id
UPDATE factor
   SET confirmed_at = :at, last_step = :step
 WHERE person = :actor AND confirmed_at IS NULL
RETURNING person;

-- query second_remove: this person has no second factor any more.
-- by  person_access
-- out none
DELETE FROM factor
 WHERE person = :actor;

-- query second_codes_remove: nor codes for when it is lost.
-- by  person_access
-- out none
DELETE FROM recovery_code
 WHERE person = :actor;

-- query second_code_add: one code for when it is lost.
-- by  person_access
-- in  hash text
-- out none
INSERT INTO recovery_code (person, hash)
VALUES (:actor, :hash);

-- query second_codes_left: how many of them are still good.
-- by  person_access
-- out one codes_left: n int
SELECT count(*) AS n
  FROM recovery_code
 WHERE person = :actor AND used_at IS NULL;

-- query second_session_strong: both factors were shown in this session.
-- by  person_access
-- in  id session_id
-- out none
UPDATE session
   SET is_strong = 1
 WHERE person = :actor AND id = :id;

-- query second_of: the second factor that somebody who signs in has to show.
-- by  public_access
-- in  person person_id
-- out many shown_factor: secret text
SELECT secret
  FROM factor
 WHERE person = :person AND confirmed_at IS NOT NULL
 LIMIT 1;

-- query second_wait_add: the first factor was right.
-- by  public_access
-- in  hash text, person person_id, go_to text, ends_at time
-- out none
INSERT INTO second_wait (hash, person, go_to, ends_at)
VALUES (:hash, :person, :go_to, :ends_at);

-- query second_wait_find: who has shown the first factor in this browser.
-- by  public_access
-- in  hash text, now time
-- out many second_waiting: person person_id, name text, go_to text, secret text
SELECT wait.person, person.name, wait.go_to, factor.secret
  FROM second_wait AS wait
  JOIN person ON person.id = wait.person
  JOIN factor ON factor.person = wait.person AND factor.confirmed_at IS NOT NULL
 WHERE wait.hash = :hash AND wait.ends_at > :now
 LIMIT 1;

-- query second_wait_end: they are in, and what is long over goes.
-- by  public_access
-- in  hash text, now time
-- out none
DELETE FROM second_wait
 WHERE hash = :hash OR ends_at <= :now;

-- query second_use: take the code of one step, once; none older counts after it.
-- by  public_access
-- in  person person_id, step int
-- out one used_step: person person_id
UPDATE factor
   SET last_step = :step
 WHERE person = :person AND last_step < :step
RETURNING person;

-- query second_recover: take a code for when it is lost, once.
-- by  public_access
-- in  person person_id, hash text, now time
-- out one used_code: person person_id
UPDATE recovery_code
   SET used_at = :now
 WHERE person = :person AND hash = :hash AND used_at IS NULL
RETURNING person;

-- query second_forget: take the second factor off somebody who has lost everything.
-- by  public_access
-- in  email text
-- out one forgotten_factor: person person_id
DELETE FROM factor
 WHERE person = (SELECT id FROM person WHERE email = :email)
RETURNING person;

-- query second_forget_codes: and the codes of it.
-- by  public_access
-- in  person person_id
-- out none
DELETE FROM recovery_code
 WHERE person = :person;
