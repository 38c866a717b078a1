-- query export_people: who takes part, or did, by name.
-- by  team_access
-- out each exported_person: name text, email text, role text, state text, capacity int, used int, course text, employer text, city text, joined_at time
SELECT person.name, person.email, participant.role, participant.state, participant.capacity,
       participant.used, profile.course, profile.employer, profile.city, participant.joined_at
  FROM participant
  JOIN person ON person.id = participant.person
  JOIN profile ON profile.scheme = participant.scheme AND profile.participant = participant.id
 WHERE participant.scheme = :scheme
 ORDER BY participant.listed, participant.id;

-- query export_pairs: pairs that were introduced, the newest first, with how often they met.
-- by  team_access
-- out each exported_pair: mentee text, mentor text, state text, introduced_at time?, ended_at time?, met int, met_at time?
SELECT mentee.name AS mentee, mentor.name AS mentor, pair.state, pair.introduced_at, pair.ended_at,
       (SELECT count(*) FROM meeting
         WHERE meeting.scheme = pair.scheme AND meeting.pair = pair.id AND meeting.state = 'met') AS met,
       (SELECT max(meeting.starts_at) FROM meeting
         WHERE meeting.scheme = pair.scheme AND meeting.pair = pair.id
           AND meeting.state = 'met') AS met_at
  FROM pair
  JOIN person AS mentee ON mentee.id = pair.mentee
  JOIN person AS mentor ON mentor.id = pair.mentor
 WHERE pair.scheme = :scheme AND pair.introduced_at IS NOT NULL
 ORDER BY pair.introduced_at DESC, pair.id;

-- query export_applications: what was sent, the oldest first.
-- by  team_access
-- out each exported_application: name text, email text, role text, state text, sent_at time?, decided_at time?
SELECT application.name, person.email, application.role, application.state, application.sent_at,
       application.decided_at
  FROM application
  JOIN person ON person.id = application.person
 WHERE application.scheme = :scheme AND application.sent_at IS NOT NULL
 ORDER BY application.sent_at, application.id;
