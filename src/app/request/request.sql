-- query request_list_open: the open requests of one mentee.
-- by  scheme_access
-- in  mentee participant_id
-- out many request_seat: id request_id, mentor participant_id, seat int
SELECT id, mentor, seat
  FROM request
 WHERE scheme = :scheme AND mentee = :mentee AND settled_at IS NULL
 ORDER BY seat
 LIMIT 10;

-- query request_add: one more.
-- by  scheme_access
-- in  id request_id, cohort cohort_id, mentee participant_id, mentor participant_id, seat int, text scheme_text_id, hopes text, reasons text, now time, lapses time
-- out none
INSERT INTO request (scheme, id, cohort, mentee, mentor, seat, text, hopes, reasons, sent_at,
                     lapses_at, turned_at)
VALUES (:scheme, :id, :cohort, :mentee, :mentor, :seat, :text, :hopes, :reasons, :now, :lapses,
        :now);

-- query request_mine: a request, as one of its two reads it.
-- by  scheme_access
-- in  id request_id
-- out one request_mine: id request_id, is_mentor bool, state text, mentee participant_id, mentor participant_id, mentee_person person_id, mentor_person person_id, mentee_name text, mentor_name text, mentee_headline text, mentor_headline text, mentor_employer text, mentee_city text, mentee_about text, cohort cohort_id, text scheme_text_id, hopes text, reasons text, asked text, answer text, why_not text, line text, sent_at time, lapses_at time, settled_at time?
SELECT request.id, CASE WHEN mentor.person = :actor THEN 1 ELSE 0 END AS is_mentor, request.state,
       request.mentee, request.mentor, mentee.person AS mentee_person,
       mentor.person AS mentor_person, e.name AS mentee_name, r.name AS mentor_name,
       ep.headline AS mentee_headline, rp.headline AS mentor_headline,
       rp.employer AS mentor_employer, ep.city AS mentee_city, ep.about AS mentee_about,
       request.cohort, request.text, request.hopes, request.reasons, request.asked, request.answer,
       request.why_not, request.line, request.sent_at, request.lapses_at, request.settled_at
  FROM request
  JOIN participant AS mentee ON mentee.scheme = request.scheme AND mentee.id = request.mentee
  JOIN participant AS mentor ON mentor.scheme = request.scheme AND mentor.id = request.mentor
  JOIN person AS e ON e.id = mentee.person
  JOIN person AS r ON r.id = mentor.person
  JOIN profile AS ep ON ep.scheme = request.scheme AND ep.participant = request.mentee
  JOIN profile AS rp ON rp.scheme = request.scheme AND rp.participant = request.mentor
 WHERE request.scheme = :scheme AND request.id = :id
   AND (mentor.person = :actor OR mentee.person = :actor);

-- query request_list_mine: the requests of whoever acts and to them, open ones first.
-- by  scheme_access
-- out many request_line: id request_id, is_mentor bool, state text, name text, headline text, hopes text, asked text, sent_at time, lapses_at time, settled_at time?
SELECT request.id, CASE WHEN mentor.person = :actor THEN 1 ELSE 0 END AS is_mentor, request.state,
       CASE WHEN mentor.person = :actor THEN e.name ELSE r.name END AS name,
       CASE WHEN mentor.person = :actor THEN ep.headline ELSE rp.headline END AS headline,
       request.hopes, request.asked, request.sent_at, request.lapses_at, request.settled_at
  FROM participant AS own
  JOIN request ON request.scheme = own.scheme
              AND (request.mentee = own.id OR request.mentor = own.id)
  JOIN participant AS mentee ON mentee.scheme = request.scheme AND mentee.id = request.mentee
  JOIN participant AS mentor ON mentor.scheme = request.scheme AND mentor.id = request.mentor
  JOIN person AS e ON e.id = mentee.person
  JOIN person AS r ON r.id = mentor.person
  JOIN profile AS ep ON ep.scheme = request.scheme AND ep.participant = request.mentee
  JOIN profile AS rp ON rp.scheme = request.scheme AND rp.participant = request.mentor
 WHERE own.scheme = :scheme AND own.person = :actor
 ORDER BY request.settled_at IS NOT NULL, request.sent_at DESC, request.id
 LIMIT 40;

-- query request_settle: an open request of, or to, whoever acts comes to its end.
-- by  scheme_access
-- in  id request_id, state text, why text, line text, is_mentor bool, now time
-- out one request_settled: mentee participant_id, mentor participant_id, cohort cohort_id, text scheme_text_id, reasons text, heard_at time?, turned_at time
UPDATE request
   SET state = :state, why_not = :why, line = :line, settled_at = :now
 WHERE scheme = :scheme AND id = :id AND settled_at IS NULL
   AND CASE WHEN :is_mentor = 1 THEN mentor ELSE mentee END IN
       (SELECT participant.id FROM participant
         WHERE participant.scheme = :scheme AND participant.person = :actor)
RETURNING mentee, mentor, cohort, text, reasons, heard_at, turned_at;

-- query request_stop: the mentor who acts asks first, and the clock stops.
-- by  scheme_access
-- in  id request_id, what text, now time
-- out one request_stopped: mentee participant_id, mentor participant_id, turned_at time, heard_at time?
UPDATE request
   SET state = 'asked', asked = :what, answer = '', left_s = lapses_at - :now, turned_at = :now,
       reminders = 0
 WHERE scheme = :scheme AND id = :id AND state = 'sent'
   AND mentor IN (SELECT participant.id FROM participant
                   WHERE participant.scheme = :scheme AND participant.person = :actor)
RETURNING mentee, mentor, turned_at, heard_at;

-- query request_go_on: the mentee who acts has answered; at least so many seconds are left.
-- by  scheme_access
-- in  id request_id, answer text, least int, now time
-- out one request_went_on: mentee participant_id, mentor participant_id
UPDATE request
   SET state = 'sent', answer = :answer, turned_at = :now, reminders = 0,
       lapses_at = :now + CASE WHEN left_s > :least THEN left_s ELSE :least END
 WHERE scheme = :scheme AND id = :id AND state = 'asked'
   AND mentee IN (SELECT participant.id FROM participant
                   WHERE participant.scheme = :scheme AND participant.person = :actor)
RETURNING mentee, mentor;

-- query request_hear: the mentor's first word on a request, once.
-- by  scheme_access
-- in  id request_id, now time
-- out one request_heard: mentor participant_id, sent_at time
UPDATE request
   SET heard_at = :now
 WHERE scheme = :scheme AND id = :id AND heard_at IS NULL
RETURNING mentor, sent_at;

-- query listing_answer: a mentor has answered, after so many seconds.
-- by  scheme_access
-- in  mentor participant_id, wait int
-- out none
INSERT INTO listing (scheme, participant, missed, answers, wait_s)
VALUES (:scheme, :mentor, 0, 1, :wait)
ON CONFLICT (scheme, participant) DO UPDATE
   SET missed = 0, answers = listing.answers + 1, wait_s = listing.wait_s + :wait;

-- query listing_miss: a request to a mentor has lapsed without a word.
-- by  scheme_access
-- in  mentor participant_id
-- out none
INSERT INTO listing (scheme, participant, missed)
VALUES (:scheme, :mentor, 1)
ON CONFLICT (scheme, participant) DO UPDATE
   SET missed = listing.missed + 1;

-- query request_two: who the two of a request are.
-- by  scheme_access
-- in  id request_id
-- out one request_two: mentee_person person_id, mentor_person person_id, mentee participant_id, mentor participant_id, mentee_name text, mentor_name text, mentee_headline text, mentee_city text, mentor_headline text, hopes text, reasons text, asked text, answer text, why_not text, line text, lapses_at time, mentor_zone text, slug text, scheme_name text
SELECT mentee.person AS mentee_person, mentor.person AS mentor_person, request.mentee,
       request.mentor, e.name AS mentee_name, r.name AS mentor_name,
       ep.headline AS mentee_headline, ep.city AS mentee_city, rp.headline AS mentor_headline,
       request.hopes, request.reasons, request.asked, request.answer, request.why_not, request.line,
       request.lapses_at, r.zone AS mentor_zone, scheme.slug, scheme.name AS scheme_name
  FROM request
  JOIN scheme ON scheme.id = request.scheme
  JOIN participant AS mentee ON mentee.scheme = request.scheme AND mentee.id = request.mentee
  JOIN participant AS mentor ON mentor.scheme = request.scheme AND mentor.id = request.mentor
  JOIN person AS e ON e.id = mentee.person
  JOIN person AS r ON r.id = mentor.person
  JOIN profile AS ep ON ep.scheme = request.scheme AND ep.participant = request.mentee
  JOIN profile AS rp ON rp.scheme = request.scheme AND rp.participant = request.mentor
 WHERE request.scheme = :scheme AND request.id = :id;

-- query request_list_overtaken: open requests that cannot come to anything: one of the two is
-- placed, away or gone.
-- by  scheme_access
-- out many request_overtaken: id request_id, mentee_is_gone bool
SELECT request.id, CASE WHEN mentee.state <> 'ready' THEN 1 ELSE 0 END AS mentee_is_gone
  FROM request
  JOIN participant AS mentee ON mentee.scheme = request.scheme AND mentee.id = request.mentee
  JOIN participant AS mentor ON mentor.scheme = request.scheme AND mentor.id = request.mentor
 WHERE request.scheme = :scheme AND request.settled_at IS NULL
   AND (mentee.state <> 'ready' OR mentor.state <> 'ready')
 ORDER BY request.sent_at, request.id
 LIMIT 500;

-- query request_overtake: it is over, through nobody's doing.
-- by  scheme_access
-- in  id request_id, now time
-- out one request_over: id request_id
UPDATE request
   SET state = 'overtaken', settled_at = :now
 WHERE scheme = :scheme AND id = :id AND settled_at IS NULL
RETURNING id;

-- query request_list_lapsed: open requests whose time is over.
-- by  scheme_access
-- in  now time
-- out many request_lapsed: id request_id, mentor participant_id, heard_at time?
SELECT id, mentor, heard_at
  FROM request
 WHERE scheme = :scheme AND settled_at IS NULL AND state = 'sent' AND lapses_at <= :now
 ORDER BY lapses_at, id
 LIMIT 500;

-- query request_lapse: nobody answered in time.
-- by  scheme_access
-- in  id request_id, now time
-- out one request_ended: id request_id
UPDATE request
   SET state = 'expired', settled_at = :now
 WHERE scheme = :scheme AND id = :id AND state = 'sent' AND lapses_at <= :now
RETURNING id;

-- query request_list_due: open requests that somebody is to be reminded of: the mentor after three
-- days and a day before the end, the mentee three days after they were asked something.
-- by  scheme_access
-- in  now time, first int, last int
-- out many request_due: id request_id, state text, reminders int, turned_at time, is_last bool
SELECT id, state, reminders, turned_at, CASE WHEN lapses_at - :now <= :last THEN 1 ELSE 0 END AS is_last
  FROM request
 WHERE scheme = :scheme AND settled_at IS NULL
   AND ((reminders = 0 AND :now - turned_at >= :first)
        OR (state = 'sent' AND reminders <= 1 AND lapses_at - :now <= :last
            AND :now - turned_at >= :last))
 ORDER BY sent_at, id
 LIMIT 500;

-- query request_set_reminded: so many have gone out.
-- by  scheme_access
-- in  id request_id, reminders int
-- out none
UPDATE request
   SET reminders = :reminders
 WHERE scheme = :scheme AND id = :id;
