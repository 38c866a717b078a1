-- Numbers, days and instants alone: the build refuses a column that holds a person's words.

-- query signal_list_today: what Today shows, in its order (product.md section 7).
-- by  team_access
-- in  today day, most int
-- out many signal_needing: id signal_id, pair pair_id?, participant participant_id?, place int, told int, stage int, since_on day, hand_on day?, hand_of int, met_on day?, next_on day?, trace_on day?, asked_on day?, asker int, agreed_on day?, goal_on day?, ends_on day?, met int, missed int, goals int, every_days int, reply_days int, note_on day?, note_every int, pulse int, pulse_fell bool, pulse_open int, pulse_of int, pulse_on day?, rest_since int, rest_met int, rest_trace int, rest_asked int, rest_goal int, rest_note int, rest_until day?, figured_on day, hidden_to day?, touched_at time, urgency int
SELECT id, pair, participant, place, told, stage, since_on, hand_on, hand_of, met_on,
       next_on, trace_on, asked_on, asker, agreed_on, goal_on, ends_on, met, missed, goals,
       every_days, reply_days, note_on, note_every, pulse, pulse_fell, pulse_open, pulse_of,
       pulse_on, rest_since, rest_met, rest_trace, rest_asked, rest_goal, rest_note, rest_until,
       figured_on, hidden_to, touched_at, urgency
  FROM signal
 WHERE scheme = :scheme AND place > 0 AND (hidden_to IS NULL OR hidden_to <= :today)
 ORDER BY place, urgency DESC, touched_at, lot
 LIMIT :most;

-- query signal_list_pairs: the pairs under way, the most urgent first, fifty at a time.
-- by  team_access
-- in  urgency int, after signal_id
-- out many signal_listed: id signal_id, pair pair_id?, participant participant_id?, place int, told int, stage int, since_on day, hand_on day?, hand_of int, met_on day?, next_on day?, trace_on day?, asked_on day?, asker int, agreed_on day?, goal_on day?, ends_on day?, met int, missed int, goals int, every_days int, reply_days int, note_on day?, note_every int, pulse int, pulse_fell bool, pulse_open int, pulse_of int, pulse_on day?, rest_since int, rest_met int, rest_trace int, rest_asked int, rest_goal int, rest_note int, rest_until day?, figured_on day, hidden_to day?, touched_at time, urgency int
SELECT id, pair, participant, place, told, stage, since_on, hand_on, hand_of, met_on,
       next_on, trace_on, asked_on, asker, agreed_on, goal_on, ends_on, met, missed, goals,
       every_days, reply_days, note_on, note_every, pulse, pulse_fell, pulse_open, pulse_of,
       pulse_on, rest_since, rest_met, rest_trace, rest_asked, rest_goal, rest_note, rest_until,
       figured_on, hidden_to, touched_at, urgency
  FROM signal
 WHERE scheme = :scheme AND pair IS NOT NULL
   AND (urgency < :urgency OR (urgency = :urgency AND id > :after))
 ORDER BY urgency DESC, id
 LIMIT 50;

-- query signal_find: the row of one pair.
-- by  scheme_access
-- in  pair pair_id
-- out many signal_of_pair: id signal_id, pair pair_id?, participant participant_id?, place int, told int, stage int, since_on day, hand_on day?, hand_of int, met_on day?, next_on day?, trace_on day?, asked_on day?, asker int, agreed_on day?, goal_on day?, ends_on day?, met int, missed int, goals int, every_days int, reply_days int, note_on day?, note_every int, pulse int, pulse_fell bool, pulse_open int, pulse_of int, pulse_on day?, rest_since int, rest_met int, rest_trace int, rest_asked int, rest_goal int, rest_note int, rest_until day?, figured_on day, hidden_to day?, touched_at time, urgency int
SELECT id, pair, participant, place, told, stage, since_on, hand_on, hand_of, met_on,
       next_on, trace_on, asked_on, asker, agreed_on, goal_on, ends_on, met, missed, goals,
       every_days, reply_days, note_on, note_every, pulse, pulse_fell, pulse_open, pulse_of,
       pulse_on, rest_since, rest_met, rest_trace, rest_asked, rest_goal, rest_note, rest_until,
       figured_on, hidden_to, touched_at, urgency
  FROM signal
 WHERE scheme = :scheme AND pair = :pair
 LIMIT 1;

-- query signal_find_key: the row with this key, of a pair or a person.
-- by  team_access
-- in  id signal_id
-- out one signal_with_key: id signal_id, pair pair_id?, participant participant_id?, place int, told int, stage int, since_on day, hand_on day?, hand_of int, met_on day?, next_on day?, trace_on day?, asked_on day?, asker int, agreed_on day?, goal_on day?, ends_on day?, met int, missed int, goals int, every_days int, reply_days int, note_on day?, note_every int, pulse int, pulse_fell bool, pulse_open int, pulse_of int, pulse_on day?, rest_since int, rest_met int, rest_trace int, rest_asked int, rest_goal int, rest_note int, rest_until day?, figured_on day, hidden_to day?, touched_at time, urgency int
SELECT id, pair, participant, place, told, stage, since_on, hand_on, hand_of, met_on,
       next_on, trace_on, asked_on, asker, agreed_on, goal_on, ends_on, met, missed, goals,
       every_days, reply_days, note_on, note_every, pulse, pulse_fell, pulse_open, pulse_of,
       pulse_on, rest_since, rest_met, rest_trace, rest_asked, rest_goal, rest_note, rest_until,
       figured_on, hidden_to, touched_at, urgency
  FROM signal
 WHERE scheme = :scheme AND id = :id;

-- query signal_total_get: the numbers of the scheme as of the last time, and how many pairs and
-- people Today has at this moment, shown or not.
-- by  team_access
-- in  today day
-- out one totals: needing_pairs int, needing_people int, pairs int?, introduced int?, agreed int?, met_once int?, steady int?, quiet int?, quiet_told int?, met_lately int?, agreements int?, next_set int?, ends_soon int?, waiting int?, waiting_long int?, figured_at time?
SELECT needing.pairs AS needing_pairs, needing.people AS needing_people, total.pairs,
       total.introduced, total.agreed, total.met_once, total.steady, total.quiet, total.quiet_told,
       total.met_lately, total.agreements, total.next_set, total.ends_soon, total.waiting,
       total.waiting_long, total.figured_at
  FROM (SELECT count(signal.pair) AS pairs, count(signal.participant) AS people
          FROM signal
         WHERE signal.scheme = :scheme AND signal.place > 0
           AND (signal.hidden_to IS NULL OR signal.hidden_to <= :today)) AS needing
  LEFT JOIN signal_total AS total ON total.scheme = :scheme;

-- query signal_hide: out of Today up to a day; touched_at: 0 leaves it as it is.
-- by  team_access
-- in  id signal_id, until_on day?, touched_at time
-- out one hidden_signal: id signal_id
UPDATE signal
   SET hidden_to = :until_on,
       touched_at = CASE WHEN :touched_at > 0 THEN :touched_at ELSE touched_at END
 WHERE scheme = :scheme AND id = :id
RETURNING id;

-- query signal_answer_add: what the team did about a signal.
-- by  team_access
-- in  id signal_answer_id, of_signal signal_id, kind text, rule int, since_on day, until_on day?, now time
-- out none
INSERT INTO signal_answer (scheme, id, of_signal, kind, rule, since_on, until_on, person, answered_at)
VALUES (:scheme, :id, :of_signal, :kind, :rule, :since_on, :until_on, :actor, :now);

-- query signal_in_touch_add: whoever acts says that the two are in touch elsewhere.
-- by  pair_access
-- in  id in_touch_id, now time
-- out none
INSERT INTO in_touch (scheme, id, pair, person, said_at)
VALUES (:scheme, :id, :pair, :actor, :now);

-- query signal_count_false: how often the team called each signal a false alarm.
-- by  team_access
-- out many false_count: rule int, n int
SELECT rule, count(*) AS n
  FROM signal_answer
 WHERE scheme = :scheme AND kind = 'false_alarm'
 GROUP BY rule
 ORDER BY rule
 LIMIT 20;

-- query signal_list_false: false alarms of the rows in a range of keys.
-- by  scheme_access
-- in  after signal_id, until signal_id
-- out many false_alarm: of_signal signal_id, rule int, since_on day
SELECT of_signal, rule, since_on
  FROM signal_answer
 WHERE scheme = :scheme AND of_signal > :after AND of_signal <= :until AND kind = 'false_alarm'
 ORDER BY of_signal
 LIMIT 10000;

-- query signal_facts_of_pairs: the facts of pairs under way with keys in a range. Each is an
-- instant or a number that stands with its own concept.
-- by  scheme_access
-- in  after pair_id, until pair_id, now time
-- out many pair_facts: id pair_id, introduced_at time?, ends_on day?, hand_at time?, hand_of int?, met int, met_at time?, next_at time?, missed int, offered_at time?, arranged_at time?, agreed_at time?, every_days int?, reply_days int?, proposed_at time?, proposer int?, goals int, goal_at time?, message_at time?, question_at time?, brief_at time?, in_touch_at time?, note_at time?
SELECT pair.id, pair.introduced_at, pair.ends_on,
       (SELECT min(hand.raised_at) FROM hand
         WHERE hand.scheme = :scheme AND hand.pair = pair.id AND hand.lowered_at IS NULL) AS hand_at,
       (SELECT CASE hand.person WHEN pair.mentor THEN 2 ELSE 1 END FROM hand
         WHERE hand.scheme = :scheme AND hand.pair = pair.id AND hand.lowered_at IS NULL
         ORDER BY hand.raised_at LIMIT 1) AS hand_of,
       (SELECT count(*) FROM meeting
         WHERE meeting.scheme = :scheme AND meeting.pair = pair.id
           AND meeting.state = 'met') AS met,
       (SELECT max(meeting.starts_at) FROM meeting
         WHERE meeting.scheme = :scheme AND meeting.pair = pair.id
           AND meeting.state = 'met') AS met_at,
       (SELECT min(meeting.starts_at) FROM meeting
         WHERE meeting.scheme = :scheme AND meeting.pair = pair.id
           AND meeting.state = 'set' AND meeting.starts_at >= :now) AS next_at,
       (SELECT count(*) FROM (SELECT meeting.state, meeting.is_explained FROM meeting
                               WHERE meeting.scheme = :scheme AND meeting.pair = pair.id
                                 AND meeting.state IN ('met', 'missed', 'unknown')
                               ORDER BY meeting.starts_at DESC LIMIT 4) AS last_four
         WHERE last_four.state = 'missed' AND last_four.is_explained = 0) AS missed,
       (SELECT min(meeting.offered_at) FROM meeting
         WHERE meeting.scheme = :scheme AND meeting.pair = pair.id
           AND meeting.state = 'offered') AS offered_at,
       (SELECT max(meeting.changed_at) FROM meeting
         WHERE meeting.scheme = :scheme AND meeting.pair = pair.id) AS arranged_at,
       agreement.accepted_at AS agreed_at, agreement.interval_days AS every_days,
       agreement.reply_days,
       proposed.changed_at AS proposed_at,
       CASE proposed.written_by WHEN pair.mentor THEN 2 ELSE 1 END AS proposer,
       (SELECT count(*) FROM goal
         WHERE goal.scheme = :scheme AND goal.pair = pair.id) AS goals,
       (SELECT nullif(max(goal.changed_at), 0) FROM goal
         WHERE goal.scheme = :scheme AND goal.pair = pair.id) AS goal_at,
       (SELECT max(message.sent_at) FROM message
         WHERE message.scheme = :scheme AND message.pair = pair.id) AS message_at,
       (SELECT max(question.changed_at) FROM question
         WHERE question.scheme = :scheme AND question.pair = pair.id
           AND question.state <> 'private') AS question_at,
       (SELECT max(brief.shared_at) FROM brief
         WHERE brief.scheme = :scheme AND brief.pair = pair.id) AS brief_at,
       (SELECT max(in_touch.said_at) FROM in_touch
         WHERE in_touch.scheme = :scheme AND in_touch.pair = pair.id) AS in_touch_at,
       (SELECT max(note.written_at) FROM progress_note AS note
         WHERE note.scheme = :scheme AND note.pair = pair.id
           AND note.author = pair.mentee) AS note_at
  FROM pair
  LEFT JOIN agreement ON agreement.scheme = pair.scheme AND agreement.pair = pair.id
        AND agreement.state = 'accepted'
  LEFT JOIN agreement AS proposed ON proposed.scheme = pair.scheme AND proposed.pair = pair.id
        AND proposed.state = 'proposed'
 WHERE pair.scheme = :scheme AND pair.id > :after AND pair.id <= :until
   AND pair.state IN ('introduced', 'active', 'closing')
 ORDER BY pair.id
 LIMIT 500;

-- query signal_put: keep what was figured, if it is not kept already.
-- by  scheme_access
-- in  id signal_id, pair pair_id?, participant participant_id?, place int, urgency int, lot int, told int, stage int, since_on day, hand_on day?, hand_of int, met_on day?, next_on day?, trace_on day?, asked_on day?, asker int, agreed_on day?, goal_on day?, ends_on day?, met int, missed int, goals int, every_days int, reply_days int, note_on day?, note_every int, pulse int, pulse_fell bool, pulse_open int, pulse_of int, pulse_on day?, rest_since int, rest_met int, rest_trace int, rest_asked int, rest_goal int, rest_note int, rest_until day?, ask_on day?, figured_on day, digest int
-- out none
INSERT INTO signal (scheme, id, pair, participant, place, urgency, lot, told, stage, since_on,
                    hand_on, hand_of, met_on, next_on, trace_on, asked_on, asker, agreed_on, goal_on,
                    ends_on, met, missed, goals, every_days, reply_days, note_on, note_every,
                    pulse, pulse_fell, pulse_open, pulse_of, pulse_on, rest_since, rest_met,
                    rest_trace, rest_asked, rest_goal, rest_note, rest_until, ask_on, figured_on,
                    digest)
VALUES (:scheme, :id, :pair, :participant, :place, :urgency, :lot, :told, :stage, :since_on,
        :hand_on, :hand_of, :met_on, :next_on, :trace_on, :asked_on, :asker, :agreed_on, :goal_on,
        :ends_on, :met, :missed, :goals, :every_days, :reply_days, :note_on, :note_every,
        :pulse, :pulse_fell, :pulse_open, :pulse_of, :pulse_on, :rest_since, :rest_met,
        :rest_trace, :rest_asked, :rest_goal, :rest_note, :rest_until, :ask_on, :figured_on,
        :digest)
    ON CONFLICT (scheme, id) DO UPDATE
   SET place = excluded.place, urgency = excluded.urgency, lot = excluded.lot,
       told = excluded.told, stage = excluded.stage, since_on = excluded.since_on,
       hand_on = excluded.hand_on, hand_of = excluded.hand_of, met_on = excluded.met_on,
       next_on = excluded.next_on, trace_on = excluded.trace_on, asked_on = excluded.asked_on,
       asker = excluded.asker, agreed_on = excluded.agreed_on, goal_on = excluded.goal_on,
       ends_on = excluded.ends_on, met = excluded.met, missed = excluded.missed,
       goals = excluded.goals, every_days = excluded.every_days, reply_days = excluded.reply_days,
       note_on = excluded.note_on, note_every = excluded.note_every, pulse = excluded.pulse,
       pulse_fell = excluded.pulse_fell, pulse_open = excluded.pulse_open,
       pulse_of = excluded.pulse_of, pulse_on = excluded.pulse_on,
       rest_since = excluded.rest_since, rest_met = excluded.rest_met,
       rest_trace = excluded.rest_trace, rest_asked = excluded.rest_asked,
       rest_goal = excluded.rest_goal, rest_note = excluded.rest_note,
       rest_until = excluded.rest_until, ask_on = excluded.ask_on, figured_on = excluded.figured_on, digest = excluded.digest
 WHERE signal.scheme = excluded.scheme AND signal.digest <> excluded.digest;

-- query signal_remove_pair: a pair that is not under way has no row.
-- by  scheme_access
-- in  pair pair_id
-- out none
DELETE FROM signal
 WHERE scheme = :scheme AND pair = :pair;

-- query signal_remove_over: whatever is of no pair under way and of nobody alone goes.
-- by  scheme_access
-- out none
DELETE FROM signal
 WHERE scheme = :scheme
   AND NOT EXISTS (SELECT 1 FROM pair
                    WHERE pair.scheme = :scheme AND pair.id = signal.pair
                      AND pair.state IN ('introduced', 'active', 'closing'))
   AND NOT EXISTS (SELECT 1 FROM participant
                    WHERE participant.scheme = :scheme AND participant.id = signal.participant
                      AND participant.state = 'ready' AND participant.used = 0);

-- query signal_total_put: figure the numbers of the scheme.
-- by  scheme_access
-- in  lately_on day, long_on day, today day, now time
-- out none
INSERT INTO signal_total (scheme, pairs, introduced, agreed, met_once, steady, quiet, quiet_told,
                          met_lately, agreements, next_set, ends_soon, waiting, waiting_long,
                          figured_at)
SELECT :scheme, count(pair), count(pair) FILTER (WHERE stage = 1),
       count(pair) FILTER (WHERE stage = 2), count(pair) FILTER (WHERE stage = 3),
       count(pair) FILTER (WHERE stage = 4), count(pair) FILTER (WHERE stage = 5),
       count(pair) FILTER (WHERE stage = 5
                             AND touched_at / 86400 >= coalesce(trace_on, since_on)),
       count(pair) FILTER (WHERE met_on >= :lately_on), count(pair) FILTER (WHERE agreed_on > 0),
       count(pair) FILTER (WHERE next_on >= :today),
       count(pair) FILTER (WHERE next_on IS NULL AND ends_on - every_days <= :today),
       count(participant), count(participant) FILTER (WHERE since_on <= :long_on), :now
  FROM signal
 WHERE scheme = :scheme
    ON CONFLICT (scheme) DO UPDATE
   SET pairs = excluded.pairs, introduced = excluded.introduced, agreed = excluded.agreed,
       met_once = excluded.met_once, steady = excluded.steady, quiet = excluded.quiet,
       quiet_told = excluded.quiet_told, met_lately = excluded.met_lately,
       agreements = excluded.agreements, next_set = excluded.next_set,
       ends_soon = excluded.ends_soon, waiting = excluded.waiting,
       waiting_long = excluded.waiting_long, figured_at = excluded.figured_at;

-- query signal_zone: where a scheme's days begin.
-- by  scheme_access
-- out one scheme_zone: zone text
SELECT zone
  FROM scheme
 WHERE id = :scheme;

-- query signal_alone: mentees without a mentor, with keys in a range.
-- by  scheme_access
-- in  after participant_id, until participant_id
-- out many alone: id participant_id, joined_at time, ended_at time?
SELECT participant.id, participant.joined_at,
       (SELECT max(pair.ended_at) FROM pair
         WHERE pair.scheme = participant.scheme AND pair.mentee_place = participant.id) AS ended_at
  FROM participant
 WHERE participant.scheme = :scheme AND participant.id > :after AND participant.id <= :until
   AND participant.role = 'mentee'
   AND participant.state = 'ready' AND participant.used = 0
 ORDER BY participant.id
 LIMIT 500;

-- query signal_rests: the days on which nothing is expected of pairs with keys in a range.
-- by  scheme_access
-- in  after pair_id, until pair_id, since day
-- out many pair_rest: pair pair_id, from_on day, until_on day
SELECT busy.pair, busy.from_on, busy.until_on
  FROM busy_period AS busy
 WHERE busy.scheme = :scheme AND busy.pair > :after AND busy.pair <= :until
   AND busy.until_on >= :since
UNION ALL
SELECT pause.pair, pause.from_on, pause.until_on
  FROM pause
 WHERE pause.scheme = :scheme AND pause.pair > :after AND pause.pair <= :until
   AND pause.until_on >= :since
 ORDER BY 1, 2
 LIMIT 5000;

-- query signal_pulses: the newest pulses of pairs with keys in a range, answered or not, of each
-- person the newest first.
-- by  scheme_access
-- in  after pair_id, until pair_id, since time
-- out many pair_pulse: pair pair_id, is_mentors bool, face int?, asked_at time, answered_at time?
SELECT pulse.pair, CASE WHEN pulse.person = pair.mentor THEN 1 ELSE 0 END AS is_mentors,
       pulse.face, pulse.asked_at, pulse.answered_at
  FROM pulse
  JOIN pair ON pair.scheme = pulse.scheme AND pair.id = pulse.pair
 WHERE pulse.scheme = :scheme AND pulse.pair > :after AND pulse.pair <= :until
   AND pulse.asked_at >= :since
 ORDER BY pulse.pair, is_mentors, coalesce(pulse.answered_at, pulse.asked_at) DESC, pulse.id DESC
 LIMIT 20000;
