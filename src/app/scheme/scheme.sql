-- query scheme_text_in_force: the adopted text of the highest version, if there is one.
-- by  visitor_access
-- out many scheme_text: id scheme_text_id, version int, body text
SELECT id, version, body
  FROM scheme_text
 WHERE scheme = :scheme AND adopted_at IS NOT NULL
 ORDER BY version DESC
 LIMIT 1;

-- query scheme_text_of: one version of the text.
-- by  visitor_access
-- in  id scheme_text_id
-- out one text_of: id scheme_text_id, version int, body text
SELECT id, version, body
  FROM scheme_text
 WHERE scheme = :scheme AND id = :id;

-- query scheme_cohort_now: the newest cohort that is not archived.
-- by  visitor_access
-- out one cohort: id cohort_id, name text, state text, opens_on day?, closes_on day?, runs_from day?, runs_to day?
SELECT id, name, state, opens_on, closes_on, runs_from, runs_to
  FROM cohort
 WHERE scheme = :scheme AND state <> 'archived'
 ORDER BY id DESC
 LIMIT 1;

-- query scheme_get: what the world may know of a scheme.
-- by  visitor_access
-- out one scheme: name text, place text, slug text
SELECT name, place, slug
  FROM scheme
 WHERE id = :scheme;

-- query scheme_add: one more scheme of this installation. Its text, roles and cohort come next.
-- by  public_access
-- in  id scheme_id, slug text, name text, place text, zone text, made_at time
-- out one added: id scheme_id
INSERT INTO scheme (id, slug, name, place, zone, made_at)
VALUES (:id, :slug, :name, :place, :zone, :made_at)
ON CONFLICT (slug) DO NOTHING
RETURNING id;

-- query scheme_change_name: the scheme is called otherwise.
-- by  team_access
-- in  name text
-- out none
UPDATE scheme
   SET name = :name
 WHERE id = :scheme;

-- query scheme_change_second: whether its team has to show a second factor.
-- by  team_access
-- in  is_wanted int
-- out none
UPDATE scheme
   SET wants_second = :is_wanted
 WHERE id = :scheme;

-- query scheme_change_zone: the scheme lives by another clock.
-- by  team_access
-- in  zone text
-- out none
UPDATE scheme
   SET zone = :zone
 WHERE id = :scheme;

-- query scheme_text_insert: one more version, a draft until it is adopted.
-- by  team_access
-- in  id scheme_text_id, body text, written_by person_id?, written_at time
-- out none
INSERT INTO scheme_text (scheme, id, version, body, written_by, written_at)
SELECT :scheme, :id, coalesce(max(version), 0) + 1, :body, :written_by, :written_at
  FROM scheme_text
 WHERE scheme = :scheme;

-- query scheme_text_take: adopt a draft, unless a later one is in force.
-- by  team_access
-- in  id scheme_text_id, adopted_by person_id?, adopted_at time
-- out one adopted: body text
UPDATE scheme_text
   SET adopted_by = :adopted_by, adopted_at = :adopted_at
 WHERE scheme = :scheme AND id = :id AND adopted_at IS NULL
   AND version > (SELECT coalesce(max(later.version), 0)
                    FROM scheme_text AS later
                   WHERE later.scheme = :scheme AND later.adopted_at IS NOT NULL)
RETURNING body;

-- query scheme_text_list: the versions of the text, newest first.
-- by  team_access
-- out many version: id scheme_text_id, version int, written_at time, writer text?, adopted_at time?, adopter text?
SELECT scheme_text.id, scheme_text.version, scheme_text.written_at, writer.name AS writer,
       scheme_text.adopted_at, adopter.name AS adopter
  FROM scheme_text
  LEFT JOIN person AS writer ON writer.id = scheme_text.written_by
  LEFT JOIN person AS adopter ON adopter.id = scheme_text.adopted_by
 WHERE scheme_text.scheme = :scheme
 ORDER BY scheme_text.version DESC
 LIMIT 50;

-- query scheme_text_read: one version of the text.
-- by  team_access
-- in  id scheme_text_id
-- out one read_text: version int, body text, adopted_at time?
SELECT version, body, adopted_at
  FROM scheme_text
 WHERE scheme = :scheme AND id = :id;

-- query scheme_role_add: somebody runs this scheme, or looks after safety in it.
-- by  team_access
-- in  person person_id, role text, given_at time
-- out none
INSERT INTO role (scheme, person, role, given_at)
VALUES (:scheme, :person, :role, :given_at)
ON CONFLICT (scheme, person, role) DO NOTHING;

-- query scheme_role_clear: nobody has this role any more.
-- by  team_access
-- in  role text
-- out none
DELETE FROM role
 WHERE scheme = :scheme AND role = :role;

-- query scheme_tag_add: a word of the vocabulary, unless it is there.
-- by  team_access
-- in  id tag_id, kind text, name text
-- out none
INSERT INTO tag (scheme, id, kind, name)
VALUES (:scheme, :id, :kind, :name)
ON CONFLICT (scheme, kind, name) DO NOTHING;

-- query cohort_add: one more running of the scheme.
-- by  team_access
-- in  id cohort_id, name text, opens_on day?, closes_on day?, runs_from day?, runs_to day?
-- out none
INSERT INTO cohort (scheme, id, name, opens_on, closes_on, runs_from, runs_to)
VALUES (:scheme, :id, :name, :opens_on, :closes_on, :runs_from, :runs_to);

-- query cohort_change_dates: the days of the cohort that is prepared or under way.
-- by  team_access
-- in  id cohort_id, opens_on day?, closes_on day?, runs_from day?, runs_to day?
-- out none
UPDATE cohort
   SET opens_on = :opens_on, closes_on = :closes_on, runs_from = :runs_from, runs_to = :runs_to
 WHERE scheme = :scheme AND id = :id;

-- query cohort_move: from one state to the next, if it still is in the first.
-- by  team_access
-- in  id cohort_id, from_state text, to_state text
-- out one moved_cohort: id cohort_id
UPDATE cohort
   SET state = :to_state
 WHERE scheme = :scheme AND id = :id AND state = :from_state
RETURNING id;

-- query cohort_close: applications whose last day is over are closed.
-- by  job_access
-- in  today day
-- out none
UPDATE cohort
   SET state = 'selecting'
 WHERE scheme = :scheme AND state = 'open' AND closes_on < :today;

-- query scheme_text_before: the version that was in force when this one was written.
-- by  team_access
-- in  version int
-- out many text_before: version int, body text
SELECT version, body
  FROM scheme_text
 WHERE scheme = :scheme AND adopted_at IS NOT NULL AND version < :version
 ORDER BY version DESC
 LIMIT 1;
