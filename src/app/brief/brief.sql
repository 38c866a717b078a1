-- query brief_find: a meeting of the pair with its brief, if it has one.
-- by  pair_access
-- in  meeting meeting_id
-- out one briefed: id meeting_id, state text, starts_at time?, minutes int, since_words text?, is_since_shared int?, stuck_words text?, is_stuck_shared int?, is_whole int?, version int?, shared_at time?, met int
SELECT meeting.id, meeting.state, meeting.starts_at, meeting.minutes, brief.since_words,
       brief.is_since_shared, brief.stuck_words, brief.is_stuck_shared, brief.is_whole,
       brief.version, brief.shared_at,
       (SELECT count(*) FROM meeting AS before
         WHERE before.scheme = :scheme AND before.pair = :pair AND before.state = 'met'
           AND before.starts_at < meeting.starts_at) AS met
  FROM meeting
  LEFT JOIN brief ON brief.scheme = meeting.scheme AND brief.meeting = meeting.id
 WHERE meeting.scheme = :scheme AND meeting.pair = :pair AND meeting.id = :meeting
   AND meeting.starts_at IS NOT NULL;

-- query brief_next: the meetings that are set, the next one first: each with its brief, if it has
-- one, and a row for each question that is brought to it.
-- by  pair_access
-- in  now time
-- out many next_briefed: id meeting_id, starts_at time, shared_at time?, question question_id?
SELECT meeting.id, meeting.starts_at, brief.shared_at, brief_question.question
  FROM meeting
  LEFT JOIN brief ON brief.scheme = meeting.scheme AND brief.meeting = meeting.id
  LEFT JOIN brief_question ON brief_question.scheme = meeting.scheme
        AND brief_question.meeting = meeting.id
 WHERE meeting.scheme = :scheme AND meeting.pair = :pair AND meeting.state = 'set'
   AND meeting.starts_at >= :now
 ORDER BY meeting.starts_at, meeting.id
 LIMIT 100;

-- query brief_add: the first lines of a brief.
-- by  pair_access
-- in  meeting meeting_id, since text, is_since_shared bool, stuck text, is_stuck_shared bool, is_whole bool, shared_at time?, now time
-- out none
INSERT INTO brief (scheme, meeting, pair, since_words, is_since_shared, stuck_words,
                   is_stuck_shared, is_whole, changed_at, shared_at)
VALUES (:scheme, :meeting, :pair, :since, :is_since_shared, :stuck, :is_stuck_shared, :is_whole,
        :now, :shared_at);

-- query brief_change: other lines, if the brief is still the one that was seen.
-- by  pair_access
-- in  meeting meeting_id, since text, is_since_shared bool, stuck text, is_stuck_shared bool, is_whole bool, shared_at time?, version int, now time
-- out one brief_changed: meeting meeting_id
UPDATE brief
   SET since_words = :since, is_since_shared = :is_since_shared, stuck_words = :stuck,
       is_stuck_shared = :is_stuck_shared, is_whole = :is_whole, version = version + 1,
       changed_at = :now, shared_at = coalesce(shared_at, :shared_at)
 WHERE scheme = :scheme AND pair = :pair AND meeting = :meeting AND version = :version
RETURNING meeting;

-- query brief_question_add: bring a question of the pair to a meeting of the pair.
-- by  pair_access
-- in  meeting meeting_id, question question_id
-- out none
INSERT INTO brief_question (scheme, meeting, question)
SELECT meeting.scheme, meeting.id, question.id
  FROM meeting
  JOIN question ON question.scheme = meeting.scheme AND question.pair = meeting.pair
 WHERE meeting.scheme = :scheme AND meeting.pair = :pair AND meeting.id = :meeting
   AND question.id = :question AND question.state IN ('private', 'queued', 'raised')
    ON CONFLICT (scheme, meeting, question) DO NOTHING;

-- query brief_question_remove: leave a question out.
-- by  pair_access
-- in  meeting meeting_id, question question_id
-- out none
DELETE FROM brief_question
 WHERE scheme = :scheme AND meeting = :meeting AND question = :question
   AND EXISTS (SELECT 1 FROM meeting
                WHERE meeting.scheme = :scheme AND meeting.pair = :pair AND meeting.id = :meeting);

-- query brief_question_list: which questions are brought to a meeting.
-- by  pair_access
-- in  meeting meeting_id
-- out many brought: question question_id
SELECT brief_question.question
  FROM brief_question
  JOIN meeting ON meeting.scheme = brief_question.scheme AND meeting.id = brief_question.meeting
 WHERE brief_question.scheme = :scheme AND meeting.pair = :pair
   AND brief_question.meeting = :meeting
 ORDER BY brief_question.question
 LIMIT 100;

-- query brief_actions: what the two promised and have not done yet.
-- by  pair_access
-- out many brief_action: id action_id, words text, due_on day?, is_mentees bool
SELECT action.id, action.words, action.due_on, CASE WHEN action.person = pair.mentee THEN 1 ELSE 0 END AS is_mentees
  FROM action
  JOIN pair ON pair.scheme = action.scheme AND pair.id = action.pair
 WHERE action.scheme = :scheme AND action.pair = :pair AND action.done_at IS NULL
 ORDER BY action.due_on IS NULL, action.due_on, action.id
 LIMIT 20;

-- query brief_due: meetings that begin before an instant, for the mail of the evening before.
-- by  job_access
-- in  now time, until time
-- out many due_brief: meeting meeting_id, pair pair_id, mentee text, mentor person_id, mentor_zone text, starts_at time, since_words text?, is_since_shared int?, stuck_words text?, is_stuck_shared int?, is_whole int?, shared_at time?, met int
SELECT meeting.id AS meeting, meeting.pair, mentee.name AS mentee, pair.mentor,
       mentor.zone AS mentor_zone, meeting.starts_at, brief.since_words, brief.is_since_shared,
       brief.stuck_words, brief.is_stuck_shared, brief.is_whole, brief.shared_at,
       (SELECT count(*) FROM meeting AS before
         WHERE before.scheme = :scheme AND before.pair = meeting.pair AND before.state = 'met'
           AND before.starts_at < meeting.starts_at) AS met
  FROM meeting
  JOIN pair ON pair.scheme = meeting.scheme AND pair.id = meeting.pair
  JOIN person AS mentee ON mentee.id = pair.mentee
  JOIN person AS mentor ON mentor.id = pair.mentor
  LEFT JOIN brief ON brief.scheme = meeting.scheme AND brief.meeting = meeting.id
 WHERE meeting.scheme = :scheme AND meeting.state = 'set' AND meeting.starts_at > :now
   AND meeting.starts_at <= :until AND pair.state IN ('introduced', 'active', 'closing')
 ORDER BY meeting.starts_at
 LIMIT 1000;

-- query brief_due_questions: the shared questions of one of them, in the mentee's order.
-- by  job_access
-- in  meeting meeting_id
-- out many due_question: words text
SELECT question.words
  FROM brief_question
  JOIN question ON question.scheme = brief_question.scheme AND question.id = brief_question.question
 WHERE brief_question.scheme = :scheme AND brief_question.meeting = :meeting
   AND question.state = 'raised'
 ORDER BY question.place, question.id
 LIMIT 100;

-- query brief_due_actions: what the two promised and have not done yet.
-- by  job_access
-- in  pair pair_id
-- out many due_action: words text, due_on day?, is_mentees bool
SELECT action.words, action.due_on, CASE WHEN action.person = pair.mentee THEN 1 ELSE 0 END AS is_mentees
  FROM action
  JOIN pair ON pair.scheme = action.scheme AND pair.id = action.pair
 WHERE action.scheme = :scheme AND action.pair = :pair AND action.done_at IS NULL
 ORDER BY action.due_on IS NULL, action.due_on, action.id
 LIMIT 20;

-- query brief_scheme: the name in a scheme's paths, for a link in a mail.
-- by  job_access
-- out one scheme_path: slug text
SELECT slug
  FROM scheme
 WHERE id = :scheme;

-- query brief_wanted: mentees whose next meeting begins before an instant and who have shared
-- nothing for it yet.
-- by  scheme_access
-- in  now time, until time
-- out many wanted_brief: meeting meeting_id, pair pair_id, starts_at time?, person person_id, name text, zone text, other text, slug text
SELECT meeting.id AS meeting, meeting.pair, meeting.starts_at, mentee.id AS person, mentee.name,
       mentee.zone, mentor.name AS other, scheme.slug
  FROM meeting
  JOIN pair ON pair.scheme = meeting.scheme AND pair.id = meeting.pair
  JOIN person AS mentee ON mentee.id = pair.mentee
  JOIN person AS mentor ON mentor.id = pair.mentor
  JOIN scheme ON scheme.id = meeting.scheme
  LEFT JOIN brief ON brief.scheme = meeting.scheme AND brief.meeting = meeting.id
 WHERE meeting.scheme = :scheme AND meeting.state = 'set' AND meeting.starts_at > :now
   AND meeting.starts_at <= :until AND brief.shared_at IS NULL
   AND pair.state IN ('introduced', 'active', 'closing')
 ORDER BY meeting.id
 LIMIT 1000;

-- query brief_starts: when a meeting begins, for the mail about its brief.
-- by  job_access
-- in  meeting meeting_id
-- out one brief_start: starts_at time?
SELECT starts_at
  FROM meeting
 WHERE scheme = :scheme AND id = :meeting;
