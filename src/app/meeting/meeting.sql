-- query meeting_address: where the invitation of one of the two goes.
-- by  pair_access
-- in  person person_id
-- out one meeting_address: email text
SELECT person.email
  FROM person
  JOIN pair ON pair.scheme = :scheme AND pair.id = :pair
 WHERE person.id = :person AND (pair.mentee = person.id OR pair.mentor = person.id);

-- query meeting_list: the meetings of a pair, newest first.
-- by  pair_access
-- out many meeting: id meeting_id, state text, made_by person_id, how text, minutes int, place text, line text, version int, starts_at time?, uid text, sequence int, offered_at time?, changed_at time, is_explained bool
SELECT id, state, made_by, how, minutes, place, line, version, starts_at, uid, sequence,
       offered_at, changed_at, is_explained
  FROM meeting
 WHERE scheme = :scheme AND pair = :pair AND state NOT IN ('lapsed', 'cancelled')
 ORDER BY starts_at IS NOT NULL, starts_at DESC, id DESC
 LIMIT 100;

-- query meeting_get: one meeting.
-- by  pair_access
-- in  meeting meeting_id
-- out one meeting: id meeting_id, state text, made_by person_id, how text, minutes int, place text, line text, version int, starts_at time?, uid text, sequence int, offered_at time?, changed_at time, is_explained bool
SELECT id, state, made_by, how, minutes, place, line, version, starts_at, uid, sequence,
       offered_at, changed_at, is_explained
  FROM meeting
 WHERE scheme = :scheme AND pair = :pair AND id = :meeting;

-- query meeting_find_offer: the open offer of a pair, if there is one.
-- by  pair_access
-- out many meeting: id meeting_id, state text, made_by person_id, how text, minutes int, place text, line text, version int, starts_at time?, uid text, sequence int, offered_at time?, changed_at time, is_explained bool
SELECT id, state, made_by, how, minutes, place, line, version, starts_at, uid, sequence,
       offered_at, changed_at, is_explained
  FROM meeting
 WHERE scheme = :scheme AND pair = :pair AND state = 'offered'
 LIMIT 1;

-- query meeting_add: one more meeting: offered, set or met.
-- by  pair_access
-- in  id meeting_id, state text, person person_id, how text, minutes int, place text, line text, starts_at time?, wall_on day?, wall_s int?, zone text?, uid text, offered_at time?, set_at time?, now time
-- out none
INSERT INTO meeting (scheme, id, pair, state, made_by, how, minutes, place, line, starts_at, wall_on,
                     wall_s, zone, uid, offered_at, set_at, changed_at)
VALUES (:scheme, :id, :pair, :state, :person, :how, :minutes, :place, :line, :starts_at, :wall_on,
        :wall_s, :zone, :uid, :offered_at, :set_at, :now);

-- query meeting_offer_again: other times in the place of those offered; links to those are stale.
-- by  pair_access
-- in  meeting meeting_id, person person_id, how text, minutes int, place text, line text, now time
-- out one offered_meeting: version int
UPDATE meeting
   SET version = version + 1, made_by = :person, how = :how, minutes = :minutes, place = :place,
       line = :line, offered_at = :now, changed_at = :now
 WHERE scheme = :scheme AND pair = :pair AND id = :meeting AND state = 'offered'
RETURNING version;

-- query meeting_set_offered: the time that was picked, unless somebody was faster or one of the
-- two is in another meeting then.
-- by  pair_access
-- in  meeting meeting_id, version int, starts_at time, wall_on day, wall_s int, zone text, now time
-- out one set_meeting: id meeting_id
UPDATE meeting
   SET state = 'set', starts_at = :starts_at, wall_on = :wall_on, wall_s = :wall_s, zone = :zone,
       set_at = :now, changed_at = :now
 WHERE scheme = :scheme AND pair = :pair AND id = :meeting AND state = 'offered'
   AND version = :version
RETURNING id;

-- query meeting_set_moved: another time for a meeting that is set.
-- by  pair_access
-- in  meeting meeting_id, sequence int, starts_at time, wall_on day, wall_s int, zone text, minutes int, how text, place text, now time
-- out one set_meeting: id meeting_id
UPDATE meeting
   SET starts_at = :starts_at, wall_on = :wall_on, wall_s = :wall_s, zone = :zone,
       minutes = :minutes, how = :how, place = :place,
       sequence = sequence + 1, version = version + 1, changed_at = :now
 WHERE scheme = :scheme AND pair = :pair AND id = :meeting AND state = 'set'
   AND sequence = :sequence
RETURNING id;

-- query meeting_count_then: how many other set meetings of either of the two overlap this time.
-- by  pair_access
-- in  meeting meeting_id, starts_at time, ends_at time
-- out one overlap: n int
SELECT count(*) AS n
  FROM meeting
 WHERE meeting.scheme = :scheme AND meeting.state = 'set' AND meeting.id <> :meeting
   AND meeting.starts_at < :ends_at AND meeting.starts_at + meeting.minutes * 60 > :starts_at
   AND meeting.pair IN
       (SELECT theirs.id
          FROM pair AS ours
          JOIN pair AS theirs ON theirs.scheme = ours.scheme
           AND theirs.mentor IN (ours.mentor, ours.mentee)
         WHERE ours.scheme = :scheme AND ours.id = :pair
        UNION ALL
        SELECT theirs.id
          FROM pair AS ours
          JOIN pair AS theirs ON theirs.scheme = ours.scheme
           AND theirs.mentee IN (ours.mentor, ours.mentee)
         WHERE ours.scheme = :scheme AND ours.id = :pair);

-- query meeting_change_cancelled: it will not be.
-- by  pair_access
-- in  meeting meeting_id, now time
-- out one cancelled_meeting: starts_at time?
UPDATE meeting
   SET state = 'cancelled', sequence = sequence + 1, version = version + 1, changed_at = :now
 WHERE scheme = :scheme AND pair = :pair AND id = :meeting AND state IN ('offered', 'set')
RETURNING starts_at;

-- query meeting_change_outcome: what the words of the two come to.
-- by  pair_access
-- in  meeting meeting_id, state text, is_explained bool, now time
-- out none
UPDATE meeting
   SET state = :state, is_explained = :is_explained, changed_at = :now
 WHERE scheme = :scheme AND pair = :pair AND id = :meeting
   AND state IN ('set', 'met', 'missed', 'unknown');

-- query slot_add: one more time put forward.
-- by  pair_access
-- in  id slot_id, meeting meeting_id, is_suggested bool, starts_at time, wall_on day, wall_s int, zone text
-- out none
INSERT INTO slot (scheme, id, meeting, is_suggested, starts_at, wall_on, wall_s, zone)
SELECT :scheme, :id, meeting.id, :is_suggested, :starts_at, :wall_on, :wall_s, :zone
  FROM meeting
 WHERE meeting.scheme = :scheme AND meeting.pair = :pair AND meeting.id = :meeting;

-- query slot_list: the times put forward for a meeting, earliest first.
-- by  pair_access
-- in  meeting meeting_id
-- out many slot: id slot_id, is_suggested bool, starts_at time, wall_on day, wall_s int, zone text
SELECT slot.id, slot.is_suggested, slot.starts_at, slot.wall_on, slot.wall_s, slot.zone
  FROM slot
  JOIN meeting ON meeting.scheme = slot.scheme AND meeting.id = slot.meeting
 WHERE slot.scheme = :scheme AND meeting.pair = :pair AND slot.meeting = :meeting
 ORDER BY slot.starts_at
 LIMIT 20;

-- query slot_clear: other times take the place of these.
-- by  pair_access
-- in  meeting meeting_id, is_suggested bool
-- out none
DELETE FROM slot
 WHERE scheme = :scheme AND meeting = :meeting AND is_suggested = :is_suggested
   AND EXISTS (SELECT 1 FROM meeting
                WHERE meeting.scheme = :scheme AND meeting.pair = :pair
                  AND meeting.id = slot.meeting);

-- query mark_put: a person's word on a meeting, or another word in its place.
-- by  pair_access
-- in  meeting meeting_id, person person_id, word text, is_own bool, now time
-- out none
INSERT INTO mark (scheme, meeting, person, word, is_own, said_at)
SELECT :scheme, meeting.id, :person, :word, :is_own, :now
  FROM meeting
 WHERE meeting.scheme = :scheme AND meeting.pair = :pair AND meeting.id = :meeting
ON CONFLICT (scheme, meeting, person)
DO UPDATE SET word = excluded.word, is_own = excluded.is_own, said_at = excluded.said_at;

-- query mark_list: the words of the two on a meeting.
-- by  pair_access
-- in  meeting meeting_id
-- out many mark: person person_id, word text, is_own bool
SELECT mark.person, mark.word, mark.is_own
  FROM mark
  JOIN meeting ON meeting.scheme = mark.scheme AND meeting.id = mark.meeting
 WHERE mark.scheme = :scheme AND meeting.pair = :pair AND mark.meeting = :meeting
 ORDER BY mark.said_at, mark.person
 LIMIT 2;

-- query record_put: what the meeting leaves. Other words want to be confirmed anew.
-- by  pair_access
-- in  meeting meeting_id, words text, now time
-- out none
INSERT INTO record (scheme, meeting, words, written_at)
SELECT :scheme, meeting.id, :words, :now
  FROM meeting
 WHERE meeting.scheme = :scheme AND meeting.pair = :pair AND meeting.id = :meeting
ON CONFLICT (scheme, meeting)
DO UPDATE SET words = excluded.words, written_at = excluded.written_at, confirmed_at = NULL;

-- query record_find: the record of a meeting, if there is one.
-- by  pair_access
-- in  meeting meeting_id
-- out many record: words text, confirmed_at time?, statement text
SELECT record.words, record.confirmed_at, record.statement
  FROM record
  JOIN meeting ON meeting.scheme = record.scheme AND meeting.id = record.meeting
 WHERE record.scheme = :scheme AND meeting.pair = :pair AND record.meeting = :meeting
 LIMIT 1;

-- query record_confirm: the mentor read it so; or has a statement to add.
-- by  pair_access
-- in  meeting meeting_id, confirmed_at time?, statement text
-- out none
UPDATE record
   SET confirmed_at = :confirmed_at, statement = :statement
 WHERE scheme = :scheme AND meeting = :meeting
   AND EXISTS (SELECT 1 FROM meeting
                WHERE meeting.scheme = :scheme AND meeting.pair = :pair
                  AND meeting.id = record.meeting);

-- query takeaway_put: what one of the two learned.
-- by  pair_access
-- in  meeting meeting_id, person person_id, words text, now time
-- out none
INSERT INTO takeaway (scheme, meeting, person, words, written_at)
SELECT :scheme, meeting.id, :person, :words, :now
  FROM meeting
 WHERE meeting.scheme = :scheme AND meeting.pair = :pair AND meeting.id = :meeting
ON CONFLICT (scheme, meeting, person)
DO UPDATE SET words = excluded.words, written_at = excluded.written_at;

-- query takeaway_list: what the two learned in a meeting.
-- by  pair_access
-- in  meeting meeting_id
-- out many takeaway: person person_id, words text
SELECT takeaway.person, takeaway.words
  FROM takeaway
  JOIN meeting ON meeting.scheme = takeaway.scheme AND meeting.id = takeaway.meeting
 WHERE takeaway.scheme = :scheme AND meeting.pair = :pair AND takeaway.meeting = :meeting
 ORDER BY takeaway.written_at, takeaway.person
 LIMIT 2;

-- query action_add: one more promise.
-- by  pair_access
-- in  id action_id, meeting meeting_id, person person_id, words text, due_on day?, now time
-- out none
INSERT INTO action (scheme, id, pair, meeting, person, words, due_on, made_at)
SELECT :scheme, :id, meeting.pair, meeting.id, :person, :words, :due_on, :now
  FROM meeting
 WHERE meeting.scheme = :scheme AND meeting.pair = :pair AND meeting.id = :meeting;

-- query action_list: what the two promised: open ones first, soonest due first.
-- by  pair_access
-- out many action: id action_id, meeting meeting_id, person person_id, words text, due_on day?, done_at time?
SELECT id, meeting, person, words, due_on, done_at
  FROM action
 WHERE scheme = :scheme AND pair = :pair
 ORDER BY done_at IS NOT NULL, due_on IS NULL, due_on, id
 LIMIT 100;

-- query action_mark_done: whoever promised it has done it.
-- by  pair_access
-- in  action action_id, person person_id, now time
-- out one done_action: id action_id
UPDATE action
   SET done_at = :now
 WHERE scheme = :scheme AND pair = :pair AND id = :action AND person = :person AND done_at IS NULL
RETURNING id;

-- query meeting_list_lapsed: open offers whose last time is past, with what a mail needs.
-- by  job_access
-- in  now time
-- out many lapsed_meeting: id meeting_id, pair pair_id, version int, made_by person_id, mentor_name text, mentee person_id, mentee_name text, slug text
SELECT meeting.id, meeting.pair, meeting.version, meeting.made_by, mentor.name AS mentor_name,
       pair.mentee, mentee.name AS mentee_name, scheme.slug
  FROM meeting
  JOIN pair ON pair.scheme = meeting.scheme AND pair.id = meeting.pair
  JOIN person AS mentee ON mentee.id = pair.mentee
  JOIN person AS mentor ON mentor.id = pair.mentor
  JOIN scheme ON scheme.id = meeting.scheme
 WHERE meeting.scheme = :scheme AND meeting.state = 'offered'
   AND NOT EXISTS (SELECT 1 FROM slot
                    WHERE slot.scheme = :scheme AND slot.meeting = meeting.id
                      AND slot.starts_at > :now)
 ORDER BY meeting.pair
 LIMIT 1000;

-- query meeting_lapse: an offer whose last time is past.
-- by  job_access
-- in  meeting meeting_id, now time
-- out none
UPDATE meeting
   SET state = 'lapsed', changed_at = :now
 WHERE scheme = :scheme AND id = :meeting AND state = 'offered';

-- query meeting_list_over: set meetings that are over, up to a week ago, once for each of the two
-- who has not said how it went.
-- by  scheme_access
-- in  since time, now time
-- out many over_meeting: id meeting_id, pair pair_id, person person_id, name text, zone text, other text, slug text
SELECT meeting.id, meeting.pair, person.id AS person, person.name, person.zone,
       other.name AS other, scheme.slug
  FROM meeting
  JOIN pair ON pair.scheme = meeting.scheme AND pair.id = meeting.pair
  JOIN person ON person.id = pair.mentee OR person.id = pair.mentor
  JOIN person AS other ON other.id = CASE WHEN person.id = pair.mentor THEN pair.mentee
                                          ELSE pair.mentor END
  JOIN scheme ON scheme.id = meeting.scheme
 WHERE meeting.scheme = :scheme AND meeting.state = 'set'
   AND meeting.starts_at + meeting.minutes * 60 BETWEEN :since AND :now
   AND NOT EXISTS (SELECT 1 FROM mark
                    WHERE mark.scheme = :scheme AND mark.meeting = meeting.id
                      AND mark.person = person.id)
 ORDER BY meeting.id, person.id
 LIMIT 2000;

-- query meeting_starts: when a meeting was to begin, for the mail that asks how it went.
-- by  job_access
-- in  meeting meeting_id
-- out one meeting_start: starts_at time?
SELECT starts_at
  FROM meeting
 WHERE scheme = :scheme AND id = :meeting;

-- query meeting_forget: nobody said a word in a week.
-- by  job_access
-- in  until time, now time
-- out none
UPDATE meeting
   SET state = 'unknown', changed_at = :now
 WHERE scheme = :scheme AND state = 'set' AND starts_at < :until
   AND starts_at + minutes * 60 < :until;

-- query meeting_list_waiting: times that wait for a pick, with what the pair goes by: the agreed
-- reply time, or else the scheme's, and the days that stood still since.
-- by  scheme_access
-- in  now time, reply_days int
-- out many waiting_meeting: id meeting_id, pair pair_id, version int, person person_id, name text, zone text, other text, slug text, offered_at time?, first_at time?, reply_days int, rested int
SELECT meeting.id, meeting.pair, meeting.version, person.id AS person, person.name, person.zone,
       maker.name AS other, scheme.slug, meeting.offered_at,
       (SELECT min(slot.starts_at) FROM slot
         WHERE slot.scheme = :scheme AND slot.meeting = meeting.id AND slot.is_suggested = 0
           AND slot.starts_at > :now) AS first_at,
       coalesce(signal.reply_days, :reply_days) AS reply_days,
       coalesce(signal.rest_asked, 0) AS rested
  FROM meeting
  JOIN pair ON pair.scheme = meeting.scheme AND pair.id = meeting.pair
  JOIN person AS maker ON maker.id = meeting.made_by
  JOIN person ON person.id = CASE WHEN meeting.made_by = pair.mentor THEN pair.mentee
                                  ELSE pair.mentor END
  JOIN scheme ON scheme.id = meeting.scheme
  LEFT JOIN signal ON signal.scheme = meeting.scheme AND signal.pair = meeting.pair
 WHERE meeting.scheme = :scheme AND meeting.state = 'offered'
   AND EXISTS (SELECT 1 FROM slot WHERE slot.scheme = :scheme AND slot.meeting = meeting.id
                  AND slot.is_suggested = 0 AND slot.starts_at > :now)
   AND NOT EXISTS (SELECT 1 FROM slot WHERE slot.scheme = :scheme AND slot.meeting = meeting.id
                      AND slot.is_suggested = 1)
 ORDER BY meeting.pair
 LIMIT 2000;
