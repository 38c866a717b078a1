-- query demo_pairs: the pairs that were offered, for their story.
-- by  team_access
-- in  after pair_id
-- out many demo_pair: id pair_id, mentee person_id, mentor person_id, mentee_zone text, mentor_zone text
SELECT pair.id, pair.mentee, pair.mentor, mentee.zone AS mentee_zone, mentor.zone AS mentor_zone
  FROM pair
  JOIN person AS mentee ON mentee.id = pair.mentee
  JOIN person AS mentor ON mentor.id = pair.mentor
 WHERE pair.scheme = :scheme AND pair.id > :after
 ORDER BY pair.id
 LIMIT 1000;

-- query demo_slots: the times of the open offer of a pair.
-- by  pair_access
-- out many demo_slot: meeting meeting_id, version int, slot slot_id
SELECT meeting.id AS meeting, meeting.version, slot.id AS slot
  FROM meeting
  JOIN slot ON slot.scheme = meeting.scheme AND slot.meeting = meeting.id
 WHERE meeting.scheme = :scheme AND slot.scheme = :scheme AND meeting.pair = :pair
   AND meeting.state = 'offered'
 ORDER BY slot.starts_at
 LIMIT 5;

-- query demo_last_meeting: the meeting of a pair that was last.
-- by  pair_access
-- in  now time
-- out many demo_meeting: id meeting_id
SELECT id
  FROM meeting
 WHERE scheme = :scheme AND pair = :pair AND starts_at < :now
   AND state IN ('set', 'met', 'missed', 'unknown')
 ORDER BY starts_at DESC
 LIMIT 1;

-- query demo_hash: the text that is on the table between the two.
-- by  pair_access
-- out many demo_text: hash text
SELECT hash
  FROM agreement
 WHERE scheme = :scheme AND pair = :pair AND state = 'proposed'
 ORDER BY id DESC
 LIMIT 1;

-- query demo_questions: questions that wait, to be answered at a meeting.
-- by  pair_access
-- out many demo_question: id question_id
SELECT id
  FROM question
 WHERE scheme = :scheme AND pair = :pair AND state IN ('queued', 'raised')
 ORDER BY place, id
 LIMIT 1;

-- query demo_action: a promise of whoever acts that is open.
-- by  pair_access
-- out many demo_action: id action_id
SELECT id
  FROM action
 WHERE scheme = :scheme AND pair = :pair AND person = :actor AND done_at IS NULL
 ORDER BY id
 LIMIT 1;

-- query demo_steps: the first step of a goal that is open.
-- by  pair_access
-- out many demo_step: id step_id, goal goal_id
SELECT id, goal
  FROM step
 WHERE scheme = :scheme AND is_done = 0
   AND goal IN (SELECT goal.id FROM goal WHERE goal.scheme = :scheme AND goal.pair = :pair)
 ORDER BY goal, id
 LIMIT 1;

-- query demo_people: a pair that has a meeting before it, to look at the demo as.
-- by  team_access
-- in  now time
-- out many demo_people: mentee text, mentor text
SELECT mentee.email AS mentee, mentor.email AS mentor
  FROM pair
  JOIN person AS mentee ON mentee.id = pair.mentee
  JOIN person AS mentor ON mentor.id = pair.mentor
  JOIN meeting ON meeting.scheme = pair.scheme AND meeting.pair = pair.id
 WHERE pair.scheme = :scheme AND meeting.scheme = :scheme AND pair.state = 'active'
   AND meeting.state = 'set' AND meeting.starts_at > :now
 ORDER BY (SELECT count(*) FROM meeting AS met
            WHERE met.scheme = :scheme AND met.pair = pair.id AND met.state = 'met') DESC, pair.id
 LIMIT 1;

-- query demo_mails_gone: what the story wrote has been read long since.
-- by  public_access
-- in  now time
-- out none
UPDATE mail
   SET sent_at = :now
 WHERE sent_at IS NULL;

-- query demo_named: the installation's people sign in as those who have before.
-- by  public_access
-- in  now time
-- out none
UPDATE account
   SET state = 'active', changed_at = :now
 WHERE state = 'invited';

-- query demo_audit: where the chain of what was done ends.
-- by  team_access
-- out one demo_audit: hash text
SELECT hash
  FROM audit_head
 WHERE scheme = :scheme;

-- query demo_count: how much has come about.
-- by  team_access
-- out one demo_counted: active int, met int, agreed int, to_come int
SELECT (SELECT count(*) FROM pair WHERE scheme = :scheme AND state = 'active') AS active,
       (SELECT count(*) FROM meeting WHERE scheme = :scheme AND state = 'met') AS met,
       (SELECT count(*) FROM agreement WHERE scheme = :scheme AND state = 'accepted') AS agreed,
       (SELECT count(*) FROM meeting WHERE scheme = :scheme AND state = 'set') AS to_come;
