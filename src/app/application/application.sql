-- query application_add: a new application.
-- by  visitor_access
-- in  id application_id, cohort cohort_id, role text, person person_id, text scheme_text_id?, name text, visit text, hash text, is_confirmed bool, now time
-- out none
INSERT INTO application (scheme, id, cohort, role, person, text, name, visit, hash, linked_at,
                         is_confirmed, started_at)
VALUES (:scheme, :id, :cohort, :role, :person, :text, :name, :visit, :hash, :now, :is_confirmed,
        :now);

-- query application_of_person: what this person has asked for in this cohort and role.
-- by  visitor_access
-- in  cohort cohort_id, role text, person person_id
-- out many application_found: id application_id, state text, visit text
SELECT id, state, visit
  FROM application
 WHERE scheme = :scheme AND cohort = :cohort AND role = :role AND person = :person
 LIMIT 1;

-- query application_restart: one that was withdrawn, declined or lapsed is begun anew.
-- by  visitor_access
-- in  id application_id, text scheme_text_id?, name text, visit text, now time
-- out none
UPDATE application
   SET state = 'started', text = :text, name = :name, visit = :visit, asked = '', reason = '',
       started_at = :now, sent_at = NULL, agreed_at = NULL, decided_at = NULL, decided_by = NULL
 WHERE scheme = :scheme AND id = :id AND state IN ('withdrawn', 'declined', 'lapsed');

-- query application_clear: and its answers are gone.
-- by  visitor_access
-- in  application application_id
-- out none
DELETE FROM application_answer
 WHERE scheme = :scheme AND application = :application;

-- query application_relink: another link leads to it from now on, at most once an hour, so that
-- nobody can flood an address or spoil the link that was mailed.
-- by  visitor_access
-- in  id application_id, hash text, now time, before time
-- out one application_linked_again: id application_id
UPDATE application
   SET hash = :hash, linked_at = :now
 WHERE scheme = :scheme AND id = :id AND linked_at <= :before
RETURNING id;

-- query application_mine: the application that this browser or this person fills in.
-- by  visitor_access
-- in  role text, visit text
-- out many application_mine: id application_id, cohort cohort_id, text scheme_text_id?, state text, name text, email text, asked text, person person_id
SELECT application.id, application.cohort, application.text, application.state, application.name,
       person.email, application.asked, application.person
  FROM application
  JOIN person ON person.id = application.person
 WHERE application.scheme = :scheme AND application.role = :role
   AND application.id IN (SELECT id FROM application
                           WHERE scheme = :scheme AND visit = :visit AND :visit <> ''
                          UNION ALL
                          SELECT id FROM application WHERE scheme = :scheme AND person = :actor)
 ORDER BY application.started_at DESC, application.id DESC
 LIMIT 1;

-- query application_by_hash: the application of a mailed link.
-- by  visitor_access
-- in  hash text
-- out one application_linked: id application_id, role text, state text, name text
SELECT id, role, state, name
  FROM application
 WHERE scheme = :scheme AND hash = :hash;

-- query application_take_over: this browser fills it in from now on, and the address is theirs.
-- by  visitor_access
-- in  id application_id, visit text
-- out none
UPDATE application
   SET visit = :visit, is_confirmed = 1
 WHERE scheme = :scheme AND id = :id;

-- query application_answers: what was answered so far.
-- by  visitor_access
-- in  application application_id
-- out many application_answer: field text, answer text
SELECT field, answer
  FROM application_answer
 WHERE scheme = :scheme AND application = :application
 ORDER BY field
 LIMIT 60;

-- query application_put_answer: an answer, or another one.
-- by  visitor_access
-- in  application application_id, field text, answer text
-- out none
INSERT INTO application_answer (scheme, application, field, answer)
VALUES (:scheme, :application, :field, :answer)
ON CONFLICT (scheme, application, field) DO UPDATE SET answer = excluded.answer;

-- query application_mark_sent: it goes to the team.
-- by  visitor_access
-- in  id application_id, now time
-- out one application_sent: id application_id
UPDATE application
   SET state = 'sent', sent_at = :now, agreed_at = coalesce(agreed_at, :now)
 WHERE scheme = :scheme AND id = :id AND state IN ('started', 'asked')
RETURNING id;

-- query application_mark_withdrawn: the applicant takes it back.
-- by  visitor_access
-- in  id application_id, reason text, now time
-- out one application_withdrawn: id application_id
UPDATE application
   SET state = 'withdrawn', reason = :reason, decided_at = :now
 WHERE scheme = :scheme AND id = :id
   AND state IN ('started', 'sent', 'asked', 'shortlisted')
RETURNING id;

-- query application_lapse: those that were never sent end two weeks after applications closed.
-- by  job_access
-- in  closed_before day, now time
-- out none
UPDATE application
   SET state = 'lapsed', decided_at = :now
 WHERE scheme = :scheme AND state = 'started'
   AND cohort IN (SELECT id FROM cohort
                   WHERE scheme = :scheme AND closes_on IS NOT NULL AND closes_on <= :closed_before);

-- query application_runners: who runs the scheme, and is told of what they should know.
-- by  visitor_access
-- out many application_runner: person person_id
SELECT DISTINCT person
  FROM role
 WHERE scheme = :scheme AND role IN ('coordinator', 'lead')
 ORDER BY person
 LIMIT 20;

-- query application_page: applications in a state, the oldest first, 50 at a time.
-- by  team_access
-- in  state text, after time, after_id int
-- out many application_line: id application_id, role text, state text, name text, email text, at time, is_confirmed bool
SELECT application.id, application.role, application.state, application.name, person.email,
       coalesce(application.sent_at, application.started_at) AS at, application.is_confirmed
  FROM application
  JOIN person ON person.id = application.person
 WHERE application.scheme = :scheme AND application.state = :state
   AND (coalesce(application.sent_at, application.started_at), application.id) > (:after, :after_id)
 ORDER BY coalesce(application.sent_at, application.started_at), application.id
 LIMIT 51;

-- query application_tally: how many there are in each state.
-- by  team_access
-- out many application_tally: state text, number int
SELECT state, count(*) AS number
  FROM application
 WHERE scheme = :scheme
 GROUP BY state
 ORDER BY state
 LIMIT 10;

-- query application_get: one application as the team reads it.
-- by  team_access
-- in  id application_id
-- out one application: id application_id, cohort cohort_id, role text, person person_id, text scheme_text_id?, state text, name text, email text, asked text, reason text, is_confirmed bool, sent_at time?, decided_at time?, decider text?
SELECT application.id, application.cohort, application.role, application.person, application.text,
       application.state, application.name, person.email, application.asked, application.reason,
       application.is_confirmed, application.sent_at, application.decided_at,
       decider.name AS decider
  FROM application
  JOIN person ON person.id = application.person
  LEFT JOIN person AS decider ON decider.id = application.decided_by
 WHERE application.scheme = :scheme AND application.id = :id;

-- query application_like: people who take part already and may be the same: one address, or one name.
-- by  team_access
-- in  person person_id, listed text
-- out many application_double: person person_id, name text, role text
SELECT participant.person, person.name, participant.role
  FROM participant
  JOIN person ON person.id = participant.person
 WHERE participant.scheme = :scheme
   AND (participant.person = :person OR participant.listed = :listed)
 ORDER BY participant.id
 LIMIT 10;

-- query application_decide: accepted or declined, once.
-- by  team_access
-- in  id application_id, state text, reason text, decided_by person_id?, now time
-- out one application_decided: id application_id
UPDATE application
   SET state = :state, reason = :reason, decided_by = :decided_by, decided_at = :now
 WHERE scheme = :scheme AND id = :id AND state IN ('sent', 'shortlisted')
RETURNING id;

-- query application_mark_asked: the team wants to know more.
-- by  team_access
-- in  id application_id, asked text, hash text, now time
-- out one application_asked: id application_id
UPDATE application
   SET state = 'asked', asked = :asked, hash = :hash, linked_at = :now
 WHERE scheme = :scheme AND id = :id AND state IN ('sent', 'shortlisted')
RETURNING id;

-- query application_tags: the scheme's words by their names.
-- by  team_access
-- out many application_tag: id tag_id, kind text, name text
SELECT id, kind, name
  FROM tag
 WHERE scheme = :scheme
 ORDER BY id
 LIMIT 5000;
