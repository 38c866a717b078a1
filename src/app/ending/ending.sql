-- query ending_pair: where a pair stands, with the first words of the two.
-- by  pair_access
-- out one ending_pair: state text, mentee person_id, mentor person_id, introduced_at time?, ends_on day?, ended_at time?, cohort_ends_on day?, hopes text, gains text, ended_by person_id?, is_by_team bool, is_done bool
SELECT pair.state, pair.mentee, pair.mentor, pair.introduced_at, pair.ends_on, pair.ended_at,
       cohort.runs_to AS cohort_ends_on, mentee.hopes, mentor.gains, ending.ended_by,
       coalesce(ending.is_by_team, 0) AS is_by_team,
       CASE WHEN closure.done_at IS NULL THEN 0 ELSE 1 END AS is_done
  FROM pair
  JOIN cohort ON cohort.scheme = pair.scheme AND cohort.id = pair.cohort
  JOIN profile AS mentee ON mentee.scheme = pair.scheme AND mentee.participant = pair.mentee_place
  JOIN profile AS mentor ON mentor.scheme = pair.scheme AND mentor.participant = pair.mentor_place
  LEFT JOIN ending ON ending.scheme = pair.scheme AND ending.pair = pair.id
  LEFT JOIN closure ON closure.scheme = pair.scheme AND closure.pair = pair.id
        AND closure.person = :actor
 WHERE pair.scheme = :scheme AND pair.id = :pair;

-- query ending_two: the two of a pair, for those who are told that it ends.
-- by  scheme_access
-- in  pair pair_id
-- out one ending_two: state text, mentee person_id, mentor person_id, mentee_name text, mentor_name text, ends_on day?, slug text
SELECT pair.state, pair.mentee, pair.mentor, mentee.name AS mentee_name, mentor.name AS mentor_name,
       pair.ends_on, scheme.slug
  FROM pair
  JOIN scheme ON scheme.id = pair.scheme
  JOIN person AS mentee ON mentee.id = pair.mentee
  JOIN person AS mentor ON mentor.id = pair.mentor
 WHERE pair.scheme = :scheme AND pair.id = :pair;

-- query ending_begin: a pair under way comes to its last days.
-- by  scheme_access
-- in  pair pair_id
-- out one begun: id pair_id
UPDATE pair
   SET state = 'closing'
 WHERE scheme = :scheme AND id = :pair AND state = 'active'
RETURNING id;

-- query ending_finish: a pair is over. Only one that closes can be completed; any that was
-- introduced can be ended.
-- by  scheme_access
-- in  pair pair_id, becomes text, now time
-- out one finished: id pair_id
UPDATE pair
   SET state = :becomes, ended_at = :now
 WHERE scheme = :scheme AND id = :pair
   AND (state = 'closing' OR (:becomes = 'ended' AND state IN ('introduced', 'active', 'paused')))
RETURNING id;

-- query ending_go_on: a pair has more time.
-- by  scheme_access
-- in  pair pair_id, until_on day
-- out one goes_on: id pair_id
UPDATE pair
   SET state = 'active', ends_on = :until_on
 WHERE scheme = :scheme AND id = :pair AND state IN ('active', 'closing')
RETURNING id;

-- query ending_wake: a break that reaches into a pair's last days is over.
-- by  job_access
-- in  pair pair_id
-- out none
UPDATE pair
   SET state = 'active'
 WHERE scheme = :scheme AND id = :pair AND state = 'paused';

-- query ending_add: that it is over, and how.
-- by  scheme_access
-- in  pair pair_id, kind text, ended_by person_id?, is_by_team bool, reason text, now time
-- out none
INSERT INTO ending (scheme, pair, kind, ended_by, is_by_team, reason, ended_at)
VALUES (:scheme, :pair, :kind, :ended_by, :is_by_team, :reason, :now);

-- query ending_drop_meetings: what was set or offered for later will not be.
-- by  scheme_access
-- in  pair pair_id, now time
-- out none
UPDATE meeting
   SET state = 'cancelled', changed_at = :now
 WHERE scheme = :scheme AND pair = :pair
   AND (state = 'offered' OR (state = 'set' AND starts_at > :now));

-- query ending_meetings: what is set or offered for later.
-- by  pair_access
-- in  now time
-- out many later_meeting: id meeting_id
SELECT id
  FROM meeting
 WHERE scheme = :scheme AND pair = :pair
   AND (state = 'offered' OR (state = 'set' AND starts_at > :now))
 LIMIT 20;

-- query ending_offer_add: offer to complete early, or to go on; one offer at a time.
-- by  pair_access
-- in  id ending_offer_id, kind text, until_on day?, now time
-- out none
INSERT INTO ending_offer (scheme, id, pair, kind, until_on, made_by, made_at)
VALUES (:scheme, :id, :pair, :kind, :until_on, :actor, :now);

-- query ending_offer_find: the offer that waits for a word.
-- by  pair_access
-- out many waiting_offer: id ending_offer_id, kind text, until_on day?, is_mine bool, state text
SELECT id, kind, until_on, CASE WHEN made_by = :actor THEN 1 ELSE 0 END AS is_mine, state
  FROM ending_offer
 WHERE scheme = :scheme AND pair = :pair AND state IN ('open', 'agreed')
 LIMIT 1;

-- query ending_offer_answer: the other's word on it.
-- by  pair_access
-- in  id ending_offer_id, becomes text, now time
-- out one answered_offer: kind text, until_on day?, made_by person_id
UPDATE ending_offer
   SET state = :becomes, answered_at = :now
 WHERE scheme = :scheme AND pair = :pair AND id = :id AND state = 'open' AND made_by <> :actor
RETURNING kind, until_on, made_by;

-- query ending_offer_withdraw: whoever made it takes it back.
-- by  pair_access
-- in  id ending_offer_id
-- out one withdrawn_offer: id ending_offer_id
UPDATE ending_offer
   SET state = 'withdrawn'
 WHERE scheme = :scheme AND pair = :pair AND id = :id AND state IN ('open', 'agreed')
   AND made_by = :actor
RETURNING id;

-- query ending_offers_close: a pair that is over has nothing left to answer.
-- by  scheme_access
-- in  pair pair_id
-- out none
UPDATE ending_offer
   SET state = 'withdrawn'
 WHERE scheme = :scheme AND pair = :pair AND state IN ('open', 'agreed');

-- query ending_offer_decide: the team's word, where the two want more than the cohort has.
-- by  team_access
-- in  id ending_offer_id, becomes text
-- out one decided_offer: pair pair_id, until_on day?
UPDATE ending_offer
   SET state = :becomes, decided_by = :actor
 WHERE scheme = :scheme AND id = :id AND state = 'agreed'
RETURNING pair, until_on;

-- query ending_offer_list: what the team is asked.
-- by  team_access
-- out many asked_offer: id ending_offer_id, pair pair_id, until_on day?, ends_on day?, cohort_ends_on day?, mentee text, mentor text, answered_at time?
SELECT ending_offer.id, ending_offer.pair, ending_offer.until_on, pair.ends_on,
       cohort.runs_to AS cohort_ends_on, mentee.name AS mentee, mentor.name AS mentor,
       ending_offer.answered_at
  FROM ending_offer
  JOIN pair ON pair.scheme = ending_offer.scheme AND pair.id = ending_offer.pair
  JOIN cohort ON cohort.scheme = pair.scheme AND cohort.id = pair.cohort
  JOIN person AS mentee ON mentee.id = pair.mentee
  JOIN person AS mentor ON mentor.id = pair.mentor
 WHERE ending_offer.scheme = :scheme AND ending_offer.state = 'agreed'
 ORDER BY ending_offer.answered_at, ending_offer.id
 LIMIT 100;

-- query ending_list: pairs that are over, those first that nobody of the team has seen. Reasons
-- are there only where they were given to the team.
-- by  team_access
-- out many ended_pair: pair pair_id, kind text, is_by_team bool, reason text, ended_at time, seen_at time?, mentee text, mentor text, mentee_told text, mentor_told text, mentee_done bool, mentor_done bool
SELECT ending.pair, ending.kind, ending.is_by_team, ending.reason, ending.ended_at, ending.seen_at,
       mentee.name AS mentee, mentor.name AS mentor, coalesce(ours.told, '') AS mentee_told,
       coalesce(theirs.told, '') AS mentor_told,
       CASE WHEN ours.done_at IS NULL THEN 0 ELSE 1 END AS mentee_done,
       CASE WHEN theirs.done_at IS NULL THEN 0 ELSE 1 END AS mentor_done
  FROM ending
  JOIN pair ON pair.scheme = ending.scheme AND pair.id = ending.pair
  JOIN person AS mentee ON mentee.id = pair.mentee
  JOIN person AS mentor ON mentor.id = pair.mentor
  LEFT JOIN closure AS ours ON ours.scheme = ending.scheme AND ours.pair = ending.pair
        AND ours.person = pair.mentee
  LEFT JOIN closure AS theirs ON theirs.scheme = ending.scheme AND theirs.pair = ending.pair
        AND theirs.person = pair.mentor
 WHERE ending.scheme = :scheme
 ORDER BY ending.seen_at IS NOT NULL, ending.ended_at DESC, ending.pair
 LIMIT 100;

-- query ending_count: what of endings waits for the team.
-- by  team_access
-- out one endings_waiting: unseen int, asked int
SELECT (SELECT count(*) FROM ending
         WHERE ending.scheme = :scheme AND ending.seen_at IS NULL) AS unseen,
       (SELECT count(*) FROM ending_offer
         WHERE ending_offer.scheme = :scheme AND ending_offer.state = 'agreed') AS asked;

-- query ending_set_seen: the team has had sight of it.
-- by  team_access
-- in  pair pair_id, now time
-- out one seen_ending: pair pair_id
UPDATE ending
   SET seen_at = :now, seen_by = :actor
 WHERE scheme = :scheme AND pair = :pair AND seen_at IS NULL
RETURNING pair;

-- query ending_free_places: the two may be paired again.
-- by  team_access
-- in  pair pair_id
-- out none
UPDATE participant
   SET used = used - 1, state = CASE WHEN state = 'placed' THEN 'ready' ELSE state END
 WHERE scheme = :scheme AND used > 0
   AND id IN (SELECT pair.mentee_place FROM pair WHERE pair.scheme = :scheme AND pair.id = :pair
              UNION
              SELECT pair.mentor_place FROM pair WHERE pair.scheme = :scheme AND pair.id = :pair);

-- query ending_due: pairs whose last days have begun, or whose last day is past.
-- by  job_access
-- in  until_on day, today day
-- out many due_ending: pair pair_id, state text, ends_on day
SELECT id AS pair, state, ends_on
  FROM pair
 WHERE scheme = :scheme
   AND ((state IN ('active', 'paused') AND ends_on <= :until_on)
        OR (state IN ('introduced', 'closing') AND ends_on < :today))
 ORDER BY ends_on, id
 LIMIT 500;

-- query closure_offer: look back, if one likes.
-- by  scheme_access
-- in  pair pair_id, person person_id, now time
-- out none
INSERT INTO closure (scheme, pair, person, offered_at)
VALUES (:scheme, :pair, :person, :now)
    ON CONFLICT (scheme, pair, person) DO NOTHING;

-- query closure_set_reason: why it ended, for oneself or for the team.
-- by  pair_access
-- in  reason text, told text
-- out none
UPDATE closure
   SET reason = :reason, told = :told
 WHERE scheme = :scheme AND pair = :pair AND person = :actor;

-- query closure_mine: what whoever acts has looked back on so far.
-- by  pair_access
-- out many closure_mine: reason text, told text, takeaway text, thanks text, aims_met text, quote text, wants_touch bool, done_at time?
SELECT reason, told, takeaway, thanks, aims_met, quote, wants_touch, done_at
  FROM closure
 WHERE scheme = :scheme AND pair = :pair AND person = :actor
 LIMIT 1;

-- query closure_theirs: what the other of the two wrote for both to read.
-- by  pair_access
-- out many closure_theirs: takeaway text, thanks text, aims_met text
SELECT takeaway, thanks, aims_met
  FROM closure
 WHERE scheme = :scheme AND pair = :pair AND person <> :actor
 LIMIT 1;

-- query closure_touch: the other's address, where both want to stay in touch.
-- by  pair_access
-- out many stay_in_touch: name text, email text
SELECT person.name, person.email
  FROM closure AS theirs
  JOIN closure AS ours ON ours.scheme = theirs.scheme AND ours.pair = theirs.pair
   AND ours.person = :actor AND ours.wants_touch = 1
  JOIN person ON person.id = theirs.person
 WHERE theirs.scheme = :scheme AND theirs.pair = :pair AND theirs.person <> :actor
   AND theirs.wants_touch = 1
 LIMIT 1;

-- query closure_set_thanks: what one takes along, and what one would like to say.
-- by  pair_access
-- in  takeaway text, thanks text
-- out none
UPDATE closure
   SET takeaway = :takeaway, thanks = :thanks
 WHERE scheme = :scheme AND pair = :pair AND person = :actor;

-- query closure_set_aims: did the mentor gain what they hoped for?
-- by  pair_access
-- in  aims_met text
-- out none
UPDATE closure
   SET aims_met = :aims_met
 WHERE scheme = :scheme AND pair = :pair AND person = :actor;

-- query closure_set_touch: whether to stay in touch, and what may be quoted.
-- by  pair_access
-- in  wants_touch bool, quote text
-- out none
UPDATE closure
   SET wants_touch = :wants_touch, quote = :quote
 WHERE scheme = :scheme AND pair = :pair AND person = :actor;

-- query closure_finish: whoever acts has looked back, or skips the rest.
-- by  pair_access
-- in  now time
-- out none
UPDATE closure
   SET done_at = :now
 WHERE scheme = :scheme AND pair = :pair AND person = :actor AND done_at IS NULL;

-- query closure_count_open: how many of the two have not looked back yet.
-- by  pair_access
-- out one open_closures: n int
SELECT count(*) AS n
  FROM closure
 WHERE scheme = :scheme AND pair = :pair AND done_at IS NULL;

-- query closure_put_goal: what became of a goal of this pair.
-- by  pair_access
-- in  goal goal_id, word text
-- out none
INSERT INTO closure_goal (scheme, pair, goal, word)
SELECT goal.scheme, goal.pair, goal.id, :word
  FROM goal
 WHERE goal.scheme = :scheme AND goal.pair = :pair AND goal.id = :goal
    ON CONFLICT (scheme, pair, goal) DO UPDATE SET word = excluded.word;

-- query closure_goals: the goals of a pair, with what became of them.
-- by  pair_access
-- out many closure_goal: id goal_id, title text, sign text, is_done bool, word text
SELECT goal.id, goal.title, goal.sign, goal.is_done, coalesce(closure_goal.word, '') AS word
  FROM goal
  LEFT JOIN closure_goal ON closure_goal.scheme = goal.scheme AND closure_goal.pair = goal.pair
        AND closure_goal.goal = goal.id
 WHERE goal.scheme = :scheme AND goal.pair = :pair
 ORDER BY goal.is_done DESC, goal.id
 LIMIT 50;

-- query closure_aims: the mentor's aims that whoever reads may see.
-- by  pair_access
-- out many closure_aim: title text
SELECT aim.title
  FROM aim
  JOIN pair ON pair.scheme = aim.scheme AND pair.id = aim.pair
 WHERE aim.scheme = :scheme AND aim.pair = :pair
   AND (aim.is_shared = 1 OR pair.mentor = :actor)
 ORDER BY aim.id
 LIMIT 12;

-- query closure_takeaways: what the two learned, meeting by meeting.
-- by  pair_access
-- out many closure_takeaway: name text, is_mine bool, words text, starts_at time?
SELECT person.name, CASE WHEN takeaway.person = :actor THEN 1 ELSE 0 END AS is_mine,
       takeaway.words, meeting.starts_at
  FROM takeaway
  JOIN meeting ON meeting.scheme = takeaway.scheme AND meeting.id = takeaway.meeting
  JOIN person ON person.id = takeaway.person
 WHERE takeaway.scheme = :scheme AND meeting.pair = :pair
 ORDER BY meeting.starts_at, takeaway.written_at, takeaway.person
 LIMIT 100;
