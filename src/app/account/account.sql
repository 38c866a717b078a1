-- query account_person: who has this address.
-- by  public_access
-- in  email text
-- out many account_person: id person_id, name text, state text?, password text?
SELECT person.id, person.name, account.state, account.password
  FROM person
  LEFT JOIN account ON account.person = person.id
 WHERE person.email = :email
 LIMIT 1;

-- query account_insert: an account for somebody who is invited.
-- by  public_access
-- in  person person_id, now time
-- out none
INSERT INTO account (person, state, changed_at)
VALUES (:person, 'invited', :now)
ON CONFLICT (person) DO NOTHING;

-- query account_person_add: a person we hold something about, unless we know the address.
-- by  public_access
-- in  id person_id, name text, email text, zone text, now time
-- out none
INSERT INTO person (id, name, email, zone, created_at)
VALUES (:id, :name, :email, :zone, :now)
ON CONFLICT (email) DO NOTHING;

-- query account_sign_in_add: one way in.
-- by  public_access
-- in  id sign_in_id, hash text, code text, flow text, person person_id, go_to text, lasts bool, ends_at time
-- out none
INSERT INTO sign_in (id, hash, code, flow, person, go_to, lasts, ends_at)
VALUES (:id, :hash, :code, :flow, :person, :go_to, :lasts, :ends_at);

-- query account_sign_in_use: take a link; it is used up then.
-- by  public_access
-- in  hash text, now time
-- out one used_sign_in: person person_id, go_to text
UPDATE sign_in
   SET used_at = :now
 WHERE hash = :hash AND ends_at > :now AND (used_at IS NULL OR lasts = 1)
RETURNING person, go_to;

-- query account_sign_in_find: is this link still good?
-- by  public_access
-- in  hash text, now time
-- out many open_sign_in: name text
SELECT person.name
  FROM sign_in
  JOIN person ON person.id = sign_in.person
 WHERE sign_in.hash = :hash AND sign_in.ends_at > :now
   AND (sign_in.used_at IS NULL OR sign_in.lasts = 1)
 LIMIT 1;

-- query account_code_try: one more try at the codes of this browser.
-- by  public_access
-- in  flow text, now time
-- out none
UPDATE sign_in
   SET tries = tries + 1
 WHERE flow = :flow AND ends_at > :now AND used_at IS NULL;

-- query account_code_use: take the code, if it is right and has not been guessed at too often.
-- by  public_access
-- in  flow text, code text, now time
-- out one used_sign_in: person person_id, go_to text
UPDATE sign_in
   SET used_at = :now
 WHERE flow = :flow AND code = :code AND ends_at > :now AND used_at IS NULL AND tries <= 5
RETURNING person, go_to;

-- query account_activate: an invited person has come.
-- by  public_access
-- in  person person_id, now time
-- out none
INSERT INTO account (person, state, changed_at)
VALUES (:person, 'active', :now)
ON CONFLICT (person) DO UPDATE
   SET state = 'active', changed_at = :now
 WHERE account.state = 'invited';

-- query account_session_add: one more device that is signed in.
-- by  public_access
-- in  id session_id, hash text, person person_id, agent text, is_strong bool, now time, ends_at time
-- out none
INSERT INTO session (id, hash, person, agent, is_strong, created_at, seen_at, ends_at)
VALUES (:id, :hash, :person, :agent, :is_strong, :now, :now, :ends_at);

-- query account_session_prune: the oldest go when there are more than twenty, and ended ones.
-- by  public_access
-- in  person person_id, now time
-- out none
DELETE FROM session
 WHERE person = :person
   AND (ends_at <= :now
        OR id NOT IN (SELECT id FROM session WHERE person = :person ORDER BY created_at DESC, id LIMIT 20));

-- query account_sessions: where this person is signed in.
-- by  person_access
-- in  now time
-- out many session: id session_id, agent text, created_at time, seen_at time
SELECT id, agent, created_at, seen_at
  FROM session
 WHERE person = :actor AND ends_at > :now
 ORDER BY seen_at DESC, id
 LIMIT 50;

-- query account_session_end: sign one device out.
-- by  person_access
-- in  id session_id
-- out none
DELETE FROM session
 WHERE person = :actor AND id = :id;

-- query account_sessions_end_others: sign all other devices out.
-- by  person_access
-- in  id session_id
-- out none
DELETE FROM session
 WHERE person = :actor AND id <> :id;

-- query account_zone_set: the zone in which this person reads every time.
-- by  person_access
-- in  zone text
-- out none
UPDATE person
   SET zone = :zone
 WHERE id = :actor;

-- query account_password_set: a password, or another one.
-- by  person_access
-- in  password text, now time
-- out none
UPDATE account
   SET password = :password, changed_at = :now
 WHERE person = :actor;

-- query account_password_get: what is kept of the password.
-- by  person_access
-- out many kept_password: password text?
SELECT password
  FROM account
 WHERE person = :actor
 LIMIT 1;

-- query account_throttle: one more try at this; how much has been spent lately, in thousandths. It
-- grows no further than most, so that a flood delays the next try and locks nobody out.
-- by  public_access
-- in  bucket text, now time, per_s int, most int
-- out one throttled: spent int
INSERT INTO throttle (bucket, spent, at)
VALUES (:bucket, 1000, :now)
ON CONFLICT (bucket) DO UPDATE
   SET spent = CASE WHEN throttle.spent - (:now - throttle.at) * :per_s > :most THEN :most
                    WHEN throttle.spent > (:now - throttle.at) * :per_s
                    THEN throttle.spent - (:now - throttle.at) * :per_s ELSE 0 END + 1000,
       at = :now
RETURNING spent;

-- query account_schemes: the schemes of this installation.
-- by  public_access
-- out many listed_scheme: slug text, name text, place text
SELECT slug, name, place
  FROM scheme
 ORDER BY name
 LIMIT 100;
