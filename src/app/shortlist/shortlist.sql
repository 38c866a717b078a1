-- query shortlist_add: a list for one mentor.
-- by  team_access
-- in  id shortlist_id, mentor participant_id, now time, lapses time
-- out none
INSERT INTO shortlist (scheme, id, mentor, sent_by, sent_at, lapses_at)
VALUES (:scheme, :id, :mentor, :actor, :now, :lapses);

-- query shortlist_add_mentee: one who stands on it.
-- by  team_access
-- in  shortlist shortlist_id, mentee participant_id, reasons text
-- out none
INSERT INTO shortlist_mentee (scheme, shortlist, mentee, reasons)
VALUES (:scheme, :shortlist, :mentee, :reasons);

-- query shortlist_get: a list, as its mentor reads it.
-- by  scheme_access
-- in  id shortlist_id
-- out one shortlist: id shortlist_id, mentor participant_id, state text, lapses_at time, cohort cohort_id
SELECT shortlist.id, shortlist.mentor, shortlist.state, shortlist.lapses_at, participant.cohort
  FROM shortlist
  JOIN participant ON participant.scheme = shortlist.scheme AND participant.id = shortlist.mentor
 WHERE shortlist.scheme = :scheme AND shortlist.id = :id AND participant.person = :actor;

-- query shortlist_people: who stands on it.
-- by  scheme_access
-- in  shortlist shortlist_id
-- out many shortlist_person: mentee participant_id, name text, headline text, hopes text, reasons text, is_free bool
SELECT shortlist_mentee.mentee, person.name, profile.headline, profile.hopes,
       shortlist_mentee.reasons,
       CASE WHEN participant.state = 'ready' AND participant.used < participant.capacity
            THEN 1 ELSE 0 END AS is_free
  FROM shortlist_mentee
  JOIN participant ON participant.scheme = shortlist_mentee.scheme
                  AND participant.id = shortlist_mentee.mentee
  JOIN person ON person.id = participant.person
  JOIN profile ON profile.scheme = participant.scheme AND profile.participant = participant.id
 WHERE shortlist_mentee.scheme = :scheme AND shortlist_mentee.shortlist = :shortlist
 ORDER BY shortlist_mentee.mentee
 LIMIT 10;

-- query shortlist_settle: the mentor who acts has chosen, or wants none.
-- by  scheme_access
-- in  id shortlist_id, state text, now time
-- out one shortlist_settled: mentor participant_id
UPDATE shortlist
   SET state = :state, settled_at = :now
 WHERE scheme = :scheme AND id = :id AND settled_at IS NULL
   AND mentor IN (SELECT participant.id FROM participant
                   WHERE participant.scheme = :scheme AND participant.person = :actor)
RETURNING mentor;

-- query shortlist_mark: whom they chose.
-- by  scheme_access
-- in  shortlist shortlist_id, mentee participant_id
-- out none
UPDATE shortlist_mentee
   SET is_chosen = 1
 WHERE scheme = :scheme AND shortlist = :shortlist AND mentee = :mentee;

-- query shortlist_lapse: nobody chose in time.
-- by  scheme_access
-- in  now time
-- out none
UPDATE shortlist
   SET state = 'lapsed', settled_at = :now
 WHERE scheme = :scheme AND settled_at IS NULL AND lapses_at <= :now;

-- query shortlist_person_of: who a mentor is.
-- by  team_access
-- in  mentor participant_id
-- out one shortlist_mentor: person person_id, name text
SELECT participant.person, person.name
  FROM participant
  JOIN person ON person.id = participant.person
 WHERE participant.scheme = :scheme AND participant.id = :mentor AND participant.role = 'mentor';

-- query shortlist_open: lists that wait for a mentor's word.
-- by  team_access
-- out many shortlist_waiting: mentor participant_id, name text, sent_at time
SELECT shortlist.mentor, person.name, shortlist.sent_at
  FROM shortlist
  JOIN participant ON participant.scheme = shortlist.scheme AND participant.id = shortlist.mentor
  JOIN person ON person.id = participant.person
 WHERE shortlist.scheme = :scheme AND shortlist.settled_at IS NULL
 ORDER BY shortlist.sent_at, shortlist.id
 LIMIT 100;
