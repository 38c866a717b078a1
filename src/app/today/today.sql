-- Who they are: names for the team's pages, and where it can write to them. Nothing that the two
-- wrote is read here.

-- query today_names_today: the people of Today's rows, in the order of signal_list_today.
-- by  team_access
-- in  today day, most int
-- out many needing_name: id signal_id, mentee text?, mentor text?, alone text?, alone_person person_id?
SELECT signal.id, mentee.name AS mentee, mentor.name AS mentor, alone.name AS alone,
       alone.id AS alone_person
  FROM signal
  LEFT JOIN pair ON pair.scheme = signal.scheme AND pair.id = signal.pair
  LEFT JOIN person AS mentee ON mentee.id = pair.mentee
  LEFT JOIN person AS mentor ON mentor.id = pair.mentor
  LEFT JOIN participant ON participant.scheme = signal.scheme
        AND participant.id = signal.participant
  LEFT JOIN person AS alone ON alone.id = participant.person
 WHERE signal.scheme = :scheme AND signal.place > 0
   AND (signal.hidden_to IS NULL OR signal.hidden_to <= :today)
 ORDER BY signal.place, signal.urgency DESC, signal.touched_at, signal.lot
 LIMIT :most;

-- query today_names_pairs: the people of a page of pairs, in the order of signal_list_pairs.
-- by  team_access
-- in  urgency int, after signal_id
-- out many listed_name: id signal_id, mentee text, mentor text
SELECT signal.id, mentee.name AS mentee, mentor.name AS mentor
  FROM signal
  JOIN pair ON pair.scheme = signal.scheme AND pair.id = signal.pair
  JOIN person AS mentee ON mentee.id = pair.mentee
  JOIN person AS mentor ON mentor.id = pair.mentor
 WHERE signal.scheme = :scheme AND signal.pair IS NOT NULL
   AND (signal.urgency < :urgency OR (signal.urgency = :urgency AND signal.id > :after))
 ORDER BY signal.urgency DESC, signal.id
 LIMIT 50;

-- query today_people_of: the two of one pair.
-- by  scheme_access
-- in  pair pair_id
-- out one signal_people: mentee text, mentor text, mentee_person person_id, mentor_person person_id, state text, ends_on day?
SELECT mentee.name AS mentee, mentor.name AS mentor, mentee.id AS mentee_person,
       mentor.id AS mentor_person, pair.state, pair.ends_on
  FROM pair
  JOIN person AS mentee ON mentee.id = pair.mentee
  JOIN person AS mentor ON mentor.id = pair.mentor
 WHERE pair.scheme = :scheme AND pair.id = :pair;

-- query today_to_ask: pairs that are silent, to be asked about it.
-- by  scheme_access
-- out many silent: pair pair_id, since_on day, mentee person_id, mentee_name text, mentee_zone text, mentor person_id, mentor_name text, mentor_zone text, slug text
SELECT pair.id AS pair, signal.ask_on AS since_on, pair.mentee, mentee.name AS mentee_name,
       mentee.zone AS mentee_zone, pair.mentor, mentor.name AS mentor_name,
       mentor.zone AS mentor_zone, scheme.slug
  FROM signal
  JOIN pair ON pair.scheme = signal.scheme AND pair.id = signal.pair
  JOIN person AS mentee ON mentee.id = pair.mentee
  JOIN person AS mentor ON mentor.id = pair.mentor
  JOIN scheme ON scheme.id = signal.scheme
 WHERE signal.scheme = :scheme AND signal.ask_on IS NOT NULL
 ORDER BY pair.id
 LIMIT 2000;

-- query today_list_answers: what the team did about one pair, newest first.
-- by  team_access
-- in  of_signal signal_id
-- out many signal_answered: kind text, rule int, since_on day, until_on day?, name text, answered_at time
SELECT signal_answer.kind, signal_answer.rule, signal_answer.since_on, signal_answer.until_on,
       person.name, signal_answer.answered_at
  FROM signal_answer
  JOIN person ON person.id = signal_answer.person
 WHERE signal_answer.scheme = :scheme AND signal_answer.of_signal = :of_signal
 ORDER BY signal_answer.answered_at DESC
 LIMIT 12;

-- query today_unreached: people of the scheme whose address refused a mail for good lately, and
-- took none since.
-- by  team_access
-- in  since time
-- out many unreached: person person_id, name text, address text
SELECT DISTINCT person.id AS person, person.name, mail.address
  FROM mail
  JOIN person ON person.id = mail.recipient
 WHERE mail.failed_at >= :since
   AND EXISTS (SELECT 1 FROM participant
                WHERE participant.scheme = :scheme AND participant.person = mail.recipient)
   AND NOT EXISTS (SELECT 1 FROM mail AS later
                    WHERE later.recipient = mail.recipient AND later.sent_at > mail.failed_at)
 ORDER BY person.name, person.id
 LIMIT 5;

-- query today_met: the days on which the pairs shown by Today met.
-- by  team_access
-- in  today day, most int
-- out many needing_met: pair pair_id, starts_at time
SELECT meeting.pair, meeting.starts_at
  FROM meeting
 WHERE meeting.scheme = :scheme AND meeting.state = 'met' AND meeting.pair IN
       (SELECT signal.pair FROM signal
         WHERE signal.scheme = :scheme AND signal.place > 0
           AND (signal.hidden_to IS NULL OR signal.hidden_to <= :today)
         ORDER BY signal.place, signal.urgency DESC, signal.touched_at, signal.lot
         LIMIT :most)
 ORDER BY meeting.pair, meeting.starts_at
 LIMIT 1000;

-- query today_met_listed: the same for a page of pairs.
-- by  team_access
-- in  urgency int, after signal_id
-- out many listed_met: pair pair_id, starts_at time
SELECT meeting.pair, meeting.starts_at
  FROM meeting
 WHERE meeting.scheme = :scheme AND meeting.state = 'met' AND meeting.pair IN
       (SELECT signal.pair FROM signal
         WHERE signal.scheme = :scheme AND signal.pair IS NOT NULL
           AND (signal.urgency < :urgency OR (signal.urgency = :urgency AND signal.id > :after))
         ORDER BY signal.urgency DESC, signal.id
         LIMIT 50)
 ORDER BY meeting.pair, meeting.starts_at
 LIMIT 4000;

-- query today_met_pair: the same for one pair.
-- by  team_access
-- in  pair pair_id
-- out many pair_met: pair pair_id, starts_at time
SELECT pair, starts_at
  FROM meeting
 WHERE scheme = :scheme AND pair = :pair AND state = 'met'
 ORDER BY starts_at
 LIMIT 400;
