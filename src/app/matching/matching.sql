-- What goes into a run.

-- query matching_people: who waits for a partner and has room for one.
-- by  team_access
-- in  cohort cohort_id
-- out many matching_entrant: id participant_id, person person_id, role text, places int, name text, headline text, course text, city text, languages text, channels text, times text
SELECT participant.id, participant.person, participant.role,
       participant.capacity - participant.used AS places, person.name, profile.headline,
       profile.course, profile.city, profile.languages, profile.channels, profile.times
  FROM participant
  JOIN person ON person.id = participant.person
  JOIN profile ON profile.scheme = participant.scheme AND profile.participant = participant.id
 WHERE participant.scheme = :scheme AND participant.cohort = :cohort
   AND participant.state = 'ready' AND participant.used < participant.capacity
 ORDER BY participant.id
 LIMIT 20001;

-- query matching_tags: the words they have chosen.
-- by  team_access
-- in  cohort cohort_id
-- out many matching_tag: participant participant_id, kind text, name text
SELECT participant_tag.participant, tag.kind, tag.name
  FROM participant_tag
  JOIN participant ON participant.scheme = participant_tag.scheme
                  AND participant.id = participant_tag.participant
  JOIN tag ON tag.scheme = participant_tag.scheme AND tag.id = participant_tag.tag
 WHERE participant_tag.scheme = :scheme AND participant.cohort = :cohort
   AND participant.state = 'ready' AND participant.used < participant.capacity
 ORDER BY participant_tag.participant, tag.kind, tag.name
 LIMIT 400000;

-- query matching_parents: which words of the scheme stand above others.
-- by  team_access
-- out many matching_above: kind text, name text, parent text
SELECT tag.kind, tag.name, above.name AS parent
  FROM tag
  JOIN tag AS above ON above.scheme = tag.scheme AND above.id = tag.parent
 WHERE tag.scheme = :scheme
 ORDER BY tag.kind, tag.name
 LIMIT 4000;

-- query matching_kin: which words have to do with each other, though neither stands above the other.
-- by  team_access
-- out many matching_kin: kind text, name text, other text, likeness int
SELECT tag.kind, tag.name, kin.name AS other, tag_related.likeness
  FROM tag_related
  JOIN tag ON tag.scheme = tag_related.scheme AND tag.id = tag_related.tag
  JOIN tag AS kin ON kin.scheme = tag_related.scheme AND kin.id = tag_related.other
 WHERE tag_related.scheme = :scheme
 ORDER BY tag.kind, tag.name, kin.name
 LIMIT 4000;

-- query matching_blocks: who is never to meet whom.
-- by  team_access
-- out many matching_never: person person_id, other person_id
SELECT person, other
  FROM block
 WHERE scheme = :scheme
 ORDER BY person, other
 LIMIT 50000;

-- query matching_past: who has been a pair in this cohort and is none any more, or said no.
-- by  team_access
-- in  cohort cohort_id
-- out many matching_was: mentee person_id, mentor person_id
SELECT pair.mentee, pair.mentor
  FROM pair
  LEFT JOIN pair_no ON pair_no.scheme = pair.scheme AND pair_no.pair = pair.id
 WHERE pair.scheme = :scheme AND pair.cohort = :cohort
   AND (pair.state IN ('completed', 'completed_early', 'ended') OR pair_no.pair IS NOT NULL)
 ORDER BY pair.mentee, pair.mentor
 LIMIT 50000;

-- query pin_list: the pairs that are for certain.
-- by  team_access
-- in  cohort cohort_id
-- out many pin_line: id pin_id, mentee participant_id, mentor participant_id, lifted int, reason text, mentee_name text, mentor_name text
SELECT pin.id, pin.mentee, pin.mentor, pin.lifted, pin.reason, e.name AS mentee_name,
       r.name AS mentor_name
  FROM pin
  JOIN participant AS a ON a.scheme = pin.scheme AND a.id = pin.mentee
  JOIN participant AS b ON b.scheme = pin.scheme AND b.id = pin.mentor
  JOIN person AS e ON e.id = a.person
  JOIN person AS r ON r.id = b.person
 WHERE pin.scheme = :scheme AND pin.cohort = :cohort
 ORDER BY e.name, pin.id
 LIMIT 2000;

-- query matching_team_blocks: what the team, and no person themselves, has kept apart.
-- by  team_access
-- out many team_block: person person_id, other person_id, name text, other_name text, reason text
SELECT block.person, block.other, a.name, b.name AS other_name, block.reason
  FROM block
  JOIN person AS a ON a.id = block.person
  JOIN person AS b ON b.id = block.other
 WHERE block.scheme = :scheme AND block.set_by IS NOT NULL
 ORDER BY a.name, b.name, block.person, block.other
 LIMIT 500;

-- Runs.

-- query match_run_last: the newest run of a cohort.
-- by  team_access
-- in  cohort cohort_id
-- out many match_last: id match_run_id, number int, state text, seed text
SELECT id, number, state, seed
  FROM match_run
 WHERE scheme = :scheme AND cohort = :cohort
 ORDER BY number DESC
 LIMIT 1;

-- query match_run_draft: a new run, with its lot drawn and nothing frozen yet.
-- by  team_access
-- in  id match_run_id, cohort cohort_id, number int, seed text, seed_hash text, now time
-- out none
INSERT INTO match_run (scheme, id, cohort, number, seed, seed_hash, made_by, made_at)
VALUES (:scheme, :id, :cohort, :number, :seed, :seed_hash, :actor, :now);

-- query match_run_freeze: name the input by its hash; from now on the run is over this and no other.
-- by  team_access
-- in  id match_run_id, input_hash text, mentees int, mentors int, places int, blocks int
-- out one match_frozen: id match_run_id
UPDATE match_run
   SET state = 'frozen', input_hash = :input_hash, mentees = :mentees, mentors = :mentors,
       places = :places, blocks = :blocks
 WHERE scheme = :scheme AND id = :id AND state = 'draft'
RETURNING id;

-- query match_run_rule: what a run counts with; is_own where that is not what the scheme says.
-- by  team_access
-- in  id match_run_id, objective int, floor int, topics int, interests int, courses int, channels int, times int, languages int, is_own bool
-- out none
UPDATE match_run
   SET objective = :objective, floor = :floor, topics = :topics, interests = :interests,
       courses = :courses, channels = :channels, times = :times, languages = :languages,
       is_own = :is_own
 WHERE scheme = :scheme AND id = :id AND state = 'draft';

-- query match_run_rules: what a run counts with.
-- by  team_access
-- in  id match_run_id
-- out one match_ruled: objective int, floor int, topics int, interests int, courses int, channels int, times int, languages int, is_own bool
SELECT objective, floor, topics, interests, courses, channels, times, languages, is_own
  FROM match_run
 WHERE scheme = :scheme AND id = :id;

-- query match_known_add: what is known of one person as a run is frozen.
-- by  team_access
-- in  run match_run_id, participant participant_id, role text, places int, topics text, interests text, course text, channels text, times text, languages text, city text
-- out none
INSERT INTO match_known (scheme, run, participant, role, places, topics, interests, course,
                         channels, times, languages, city)
VALUES (:scheme, :run, :participant, :role, :places, :topics, :interests, :course, :channels,
        :times, :languages, :city);

-- query match_known_list: what was known of the people of a run.
-- by  team_access
-- in  run match_run_id
-- out many match_known: participant participant_id, name text, role text, places int, topics text, interests text, course text, channels text, times text, languages text, city text
SELECT match_known.participant, person.name, match_known.role, match_known.places,
       match_known.topics, match_known.interests, match_known.course, match_known.channels,
       match_known.times, match_known.languages, match_known.city
  FROM match_known
  JOIN participant ON participant.scheme = match_known.scheme
                  AND participant.id = match_known.participant
  JOIN person ON person.id = participant.person
 WHERE match_known.scheme = :scheme AND match_known.run = :run
 ORDER BY match_known.participant
 LIMIT 20001;

-- query match_pin_changes: pins that a run did not know, and those that it knew and are off.
-- by  team_access
-- in  run match_run_id
-- out many match_pin_change: mentee_name text, mentor_name text, is_set bool
SELECT e.name AS mentee_name, r.name AS mentor_name, 1 AS is_set
  FROM match_run
  JOIN pin ON pin.scheme = match_run.scheme AND pin.cohort = match_run.cohort
  JOIN participant AS a ON a.scheme = pin.scheme AND a.id = pin.mentee
  JOIN participant AS b ON b.scheme = pin.scheme AND b.id = pin.mentor
  JOIN person AS e ON e.id = a.person
  JOIN person AS r ON r.id = b.person
 WHERE match_run.scheme = :scheme AND match_run.id = :run
   AND NOT EXISTS (SELECT 1 FROM proposal
                    WHERE proposal.scheme = :scheme AND proposal.run = :run
                      AND proposal.mentee = pin.mentee AND proposal.mentor = pin.mentor
                      AND proposal.is_pinned = 1)
 UNION ALL
SELECT e.name AS mentee_name, r.name AS mentor_name, 0 AS is_set
  FROM proposal
  JOIN participant AS a ON a.scheme = proposal.scheme AND a.id = proposal.mentee
  JOIN participant AS b ON b.scheme = proposal.scheme AND b.id = proposal.mentor
  JOIN person AS e ON e.id = a.person
  JOIN person AS r ON r.id = b.person
 WHERE proposal.scheme = :scheme AND proposal.run = :run AND proposal.is_pinned = 1
   AND NOT EXISTS (SELECT 1 FROM pin
                    WHERE pin.scheme = :scheme AND pin.mentee = proposal.mentee
                      AND pin.mentor = proposal.mentor)
 ORDER BY mentee_name, mentor_name
 LIMIT 200;

-- query match_new_blocks: what the team has kept apart since then.
-- by  team_access
-- in  since time
-- out many match_new_block: name text, other_name text
SELECT a.name, b.name AS other_name
  FROM block
  JOIN person AS a ON a.id = block.person
  JOIN person AS b ON b.id = block.other
 WHERE block.scheme = :scheme AND block.set_by IS NOT NULL AND block.set_at > :since
 ORDER BY a.name, b.name
 LIMIT 100;

-- query match_run_blocked: how many a run kept apart.
-- by  team_access
-- in  id match_run_id
-- out one match_blocked: blocks int
SELECT blocks
  FROM match_run
 WHERE scheme = :scheme AND id = :id;

-- query match_members: the mentees of a run as it knew them, and what they came to.
-- by  team_access
-- in  run match_run_id
-- out many match_member: participant participant_id, course text, interests text, city text, languages text, score int?
SELECT match_known.participant, match_known.course, match_known.interests, match_known.city,
       match_known.languages, proposal.score
  FROM match_known
  LEFT JOIN proposal ON proposal.scheme = match_known.scheme AND proposal.run = match_known.run
                    AND proposal.mentee = match_known.participant
 WHERE match_known.scheme = :scheme AND match_known.run = :run AND match_known.role = 'mentee'
 ORDER BY match_known.participant
 LIMIT 20000;

-- query match_run_solve: what the engine found.
-- by  team_access
-- in  id match_run_id, certificate text, placed int, total int, lowest int
-- out one match_solved: id match_run_id
UPDATE match_run
   SET state = 'solved', certificate = :certificate, placed = :placed, total = :total,
       lowest = :lowest
 WHERE scheme = :scheme AND id = :id AND state = 'frozen'
RETURNING id;

-- query match_run_refuse: pins and rules clash, so there is nothing to solve.
-- by  team_access
-- in  id match_run_id, trouble text
-- out one match_refused: id match_run_id
UPDATE match_run
   SET state = 'infeasible', trouble = :trouble
 WHERE scheme = :scheme AND id = :id AND state = 'frozen'
RETURNING id;

-- query match_run_verify: the separate verifier agrees.
-- by  team_access
-- in  id match_run_id, blocking int
-- out one match_verified: id match_run_id
UPDATE match_run
   SET state = 'verified', blocking = :blocking
 WHERE scheme = :scheme AND id = :id AND state = 'solved'
RETURNING id;

-- query match_run_publish: the offers of a verified run leave at a time to come. One run at a time;
-- where a second person is wanted, not by whoever has checked it.
-- by  team_access
-- in  id match_run_id, leaves time, first int, needs_second bool
-- out one match_published: id match_run_id
UPDATE match_run
   SET state = 'published', published_by = :actor, leaves_at = :leaves, first = :first
 WHERE scheme = :scheme AND id = :id AND state = 'verified'
   AND (:needs_second = 0 OR (checked_by IS NOT NULL AND checked_by <> :actor))
   AND NOT EXISTS (SELECT 1 FROM match_run AS other
                    WHERE other.scheme = :scheme AND other.state = 'published'
                      AND other.left_at IS NULL)
RETURNING id;

-- query match_run_check: whoever acts has checked a run; a second person is to publish it.
-- by  team_access
-- in  id match_run_id
-- out one match_check: id match_run_id
UPDATE match_run
   SET checked_by = :actor
 WHERE scheme = :scheme AND id = :id AND state = 'verified' AND checked_by IS NULL
RETURNING id;

-- query match_run_checked: who has checked a run; nobody is no row.
-- by  team_access
-- in  id match_run_id
-- out many match_checked: name text, is_me bool
SELECT person.name, CASE WHEN match_run.checked_by = :actor THEN 1 ELSE 0 END AS is_me
  FROM match_run
  JOIN person ON person.id = match_run.checked_by
 WHERE match_run.scheme = :scheme AND match_run.id = :id
 ORDER BY person.name
 LIMIT 1;

-- query match_run_rest: let those follow who were not among the first.
-- by  team_access
-- in  id match_run_id
-- out one match_rest: id match_run_id
UPDATE match_run
   SET first = 0
 WHERE scheme = :scheme AND id = :id AND state = 'published' AND left_at IS NOT NULL AND first > 0
RETURNING id;

-- query match_run_first: how many are told before the rest, and how many pairs wait for that.
-- by  team_access
-- in  id match_run_id
-- out one match_first: first int, waiting int
SELECT match_run.first,
       (SELECT count(*) FROM proposal
         WHERE proposal.scheme = :scheme AND proposal.run = match_run.id AND proposal.pair IS NULL)
           AS waiting
  FROM match_run
 WHERE match_run.scheme = :scheme AND match_run.id = :id;

-- query proposal_named: pairs of a run in which one is called so.
-- by  team_access
-- in  run match_run_id, like text
-- out many proposal_named: id proposal_id, mentee_name text, mentor_name text
SELECT proposal.id, e.name AS mentee_name, r.name AS mentor_name
  FROM proposal
  JOIN participant AS a ON a.scheme = proposal.scheme AND a.id = proposal.mentee
  JOIN participant AS b ON b.scheme = proposal.scheme AND b.id = proposal.mentor
  JOIN person AS e ON e.id = a.person
  JOIN person AS r ON r.id = b.person
 WHERE proposal.scheme = :scheme AND proposal.run = :run
   AND (a.listed LIKE :like ESCAPE '\' OR b.listed LIKE :like ESCAPE '\')
 ORDER BY a.listed, proposal.id
 LIMIT 8;

-- query match_run_hurry: send what is held now.
-- by  team_access
-- in  id match_run_id, now time
-- out one match_hurried: id match_run_id
UPDATE match_run
   SET leaves_at = :now
 WHERE scheme = :scheme AND id = :id AND state = 'published' AND left_at IS NULL
RETURNING id;

-- query match_run_undo: take a publication back, as long as nobody has answered.
-- by  team_access
-- in  id match_run_id, now time
-- out one match_undone: id match_run_id, left_at time?
UPDATE match_run
   SET state = 'undone', ended_at = :now
 WHERE scheme = :scheme AND id = :id AND state = 'published'
   AND NOT EXISTS (SELECT 1 FROM proposal
                     JOIN pair_yes ON pair_yes.scheme = proposal.scheme
                                  AND pair_yes.pair = proposal.pair
                    WHERE proposal.scheme = :scheme AND proposal.run = :id)
   AND NOT EXISTS (SELECT 1 FROM proposal
                     JOIN pair_no ON pair_no.scheme = proposal.scheme
                                 AND pair_no.pair = proposal.pair
                    WHERE proposal.scheme = :scheme AND proposal.run = :id)
RETURNING id, left_at;

-- query match_run_offered: the pairs of a run that were offered.
-- by  team_access
-- in  id match_run_id
-- out many match_offered: pair pair_id
SELECT pair.id AS pair
  FROM proposal
  JOIN pair ON pair.scheme = proposal.scheme AND pair.id = proposal.pair
 WHERE proposal.scheme = :scheme AND proposal.run = :id AND pair.state = 'offered'
 ORDER BY pair.id
 LIMIT 20000;

-- query match_run_answers: what became of the offers of a run.
-- by  team_access
-- in  id match_run_id
-- out one match_answers: offered int, introduced int, not_taken int, skipped int
SELECT coalesce(sum(CASE WHEN pair.state = 'offered' THEN 1 ELSE 0 END), 0) AS offered,
       coalesce(sum(CASE WHEN pair.state NOT IN ('offered', 'not_taken') THEN 1 ELSE 0 END), 0)
           AS introduced,
       coalesce(sum(CASE WHEN pair.state = 'not_taken' THEN 1 ELSE 0 END), 0) AS not_taken,
       coalesce(sum(CASE WHEN pair.id IS NULL THEN 1 ELSE 0 END), 0) AS skipped
  FROM proposal
  LEFT JOIN pair ON pair.scheme = proposal.scheme AND pair.id = proposal.pair
 WHERE proposal.scheme = :scheme AND proposal.run = :id;

-- Release, by the job.

-- query match_run_due: held runs whose time has come.
-- by  scheme_access
-- in  now time
-- out many match_due: id match_run_id, cohort cohort_id
SELECT id, cohort
  FROM match_run
 WHERE scheme = :scheme AND state = 'published' AND left_at IS NULL AND leaves_at <= :now
 ORDER BY id
 LIMIT 10;

-- query match_run_leave: its offers leave now, once.
-- by  scheme_access
-- in  id match_run_id, now time
-- out one match_left: id match_run_id, first int
UPDATE match_run
   SET left_at = :now
 WHERE scheme = :scheme AND id = :id AND state = 'published' AND left_at IS NULL
RETURNING id, first;

-- query match_run_pairs: whom a run brings together, at most so many, the best fits first.
-- by  scheme_access
-- in  id match_run_id, most int
-- out many match_pair: id proposal_id, mentee participant_id, mentor participant_id, reasons text
SELECT id, mentee, mentor, reasons
  FROM proposal
 WHERE scheme = :scheme AND run = :id AND pair IS NULL
 ORDER BY score DESC, id
 LIMIT :most;

-- query proposal_offered: the pair that came of a proposal.
-- by  scheme_access
-- in  id proposal_id, pair pair_id
-- out none
UPDATE proposal
   SET pair = :pair
 WHERE scheme = :scheme AND id = :id;

-- query match_run_finish: the first answer makes a run final.
-- by  scheme_access
-- in  now time
-- out none
UPDATE match_run
   SET state = 'final', ended_at = :now
 WHERE scheme = :scheme AND state = 'published' AND left_at IS NOT NULL AND first = 0
   AND EXISTS (SELECT 1 FROM proposal
                 JOIN pair ON pair.scheme = proposal.scheme AND pair.id = proposal.pair
                 LEFT JOIN pair_yes ON pair_yes.scheme = pair.scheme AND pair_yes.pair = pair.id
                WHERE proposal.scheme = :scheme AND proposal.run = match_run.id
                  AND (pair.state <> 'offered' OR pair_yes.pair IS NOT NULL));

-- query matching_cohort_runs: the first offers that leave set a cohort running.
-- by  scheme_access
-- in  cohort cohort_id
-- out none
UPDATE cohort
   SET state = 'running'
 WHERE scheme = :scheme AND id = :cohort AND state IN ('selecting', 'matching');

-- query match_run_discard: put a run aside.
-- by  team_access
-- in  id match_run_id, now time
-- out one match_discarded: id match_run_id
UPDATE match_run
   SET state = 'discarded', ended_at = :now
 WHERE scheme = :scheme AND id = :id AND state IN ('draft', 'frozen', 'solved', 'verified', 'infeasible')
RETURNING id;

-- query match_run_get: one run.
-- by  team_access
-- in  id match_run_id
-- out one match_run: id match_run_id, cohort cohort_id, cohort_name text, number int, state text, seed_hash text, input_hash text, trouble text, mentees int, mentors int, places int, placed int, total int, lowest int, blocking int, floor int, made_at time, leaves_at time?, left_at time?
SELECT match_run.id, match_run.cohort, cohort.name AS cohort_name, match_run.number,
       match_run.state, match_run.seed_hash, match_run.input_hash, match_run.trouble,
       match_run.mentees, match_run.mentors, match_run.places, match_run.placed, match_run.total,
       match_run.lowest, match_run.blocking, match_run.floor, match_run.made_at,
       match_run.leaves_at, match_run.left_at
  FROM match_run
  JOIN cohort ON cohort.scheme = match_run.scheme AND cohort.id = match_run.cohort
 WHERE match_run.scheme = :scheme AND match_run.id = :id;

-- query match_run_seed: what draws the lots of a run.
-- by  team_access
-- in  id match_run_id
-- out one match_seed: seed text, certificate text
SELECT seed, certificate
  FROM match_run
 WHERE scheme = :scheme AND id = :id;

-- query match_run_list: the runs of a cohort, newest first.
-- by  team_access
-- in  cohort cohort_id
-- out many match_run_line: id match_run_id, number int, state text, mentees int, placed int, total int, lowest int, made_at time
SELECT id, number, state, mentees, placed, total, lowest, made_at
  FROM match_run
 WHERE scheme = :scheme AND cohort = :cohort
 ORDER BY number DESC
 LIMIT 50;

-- What a run proposes.

-- query proposal_add: one pair that a run proposes.
-- by  team_access
-- in  id proposal_id, run match_run_id, mentee participant_id, mentor participant_id, score int, topics int, interests int, courses int, channels int, times int, languages int, mentor_rank int, mentee_rank int, price int, is_pinned bool, reasons text
-- out none
INSERT INTO proposal (scheme, id, run, mentee, mentor, score, topics, interests, courses, channels,
                      times, languages, mentor_rank, mentee_rank, price, is_pinned, reasons)
VALUES (:scheme, :id, :run, :mentee, :mentor, :score, :topics, :interests, :courses, :channels,
        :times, :languages, :mentor_rank, :mentee_rank, :price, :is_pinned, :reasons);

-- query unplaced_add: one mentee for whom a run found nobody.
-- by  team_access
-- in  run match_run_id, mentee participant_id, why int, rule int, best_mentor participant_id?, best_score int, cure participant_id?
-- out none
INSERT INTO unplaced (scheme, run, mentee, why, rule, best_mentor, best_score, cure)
VALUES (:scheme, :run, :mentee, :why, :rule, :best_mentor, :best_score, :cure);

-- query proposal_page: what a run proposes, highest score first, 30 at a time.
-- by  team_access
-- in  run match_run_id, only_pinned bool, only_low bool, after int, after_id int
-- out many proposal_line: id proposal_id, mentee participant_id, mentor participant_id, mentee_name text, mentee_headline text, mentor_name text, mentor_headline text, score int, topics int, interests int, courses int, channels int, times int, languages int, mentor_rank int, mentee_rank int, is_pinned bool, pin pin_id?
SELECT proposal.id, proposal.mentee, proposal.mentor, e.name AS mentee_name,
       pe.headline AS mentee_headline, r.name AS mentor_name, pr.headline AS mentor_headline,
       proposal.score, proposal.topics, proposal.interests, proposal.courses, proposal.channels,
       proposal.times, proposal.languages, proposal.mentor_rank, proposal.mentee_rank,
       proposal.is_pinned, pin.id AS pin
  FROM proposal
  JOIN participant AS a ON a.scheme = proposal.scheme AND a.id = proposal.mentee
  JOIN participant AS b ON b.scheme = proposal.scheme AND b.id = proposal.mentor
  JOIN person AS e ON e.id = a.person
  JOIN person AS r ON r.id = b.person
  JOIN profile AS pe ON pe.scheme = proposal.scheme AND pe.participant = proposal.mentee
  JOIN profile AS pr ON pr.scheme = proposal.scheme AND pr.participant = proposal.mentor
  LEFT JOIN pin ON pin.scheme = proposal.scheme AND pin.mentee = proposal.mentee
               AND pin.mentor = proposal.mentor
 WHERE proposal.scheme = :scheme AND proposal.run = :run
   AND (proposal.score, proposal.id) < (:after, :after_id)
   AND (:only_pinned = 0 OR proposal.is_pinned = 1 OR pin.id IS NOT NULL)
   AND (:only_low = 0 OR proposal.topics = 0 OR proposal.times = 0 OR proposal.channels = 0)
 ORDER BY proposal.score DESC, proposal.id DESC
 LIMIT 31;

-- query proposal_count: how many proposals of a run want a look, and how many are pinned.
-- by  team_access
-- in  run match_run_id
-- out one proposal_counts: all_of int, low int, pinned int
SELECT count(*) AS all_of,
       coalesce(sum(CASE WHEN proposal.topics = 0 OR proposal.times = 0 OR proposal.channels = 0
                         THEN 1 ELSE 0 END), 0) AS low,
       coalesce(sum(CASE WHEN proposal.is_pinned = 1 OR pin.id IS NOT NULL
                         THEN 1 ELSE 0 END), 0) AS pinned
  FROM proposal
  LEFT JOIN pin ON pin.scheme = proposal.scheme AND pin.mentee = proposal.mentee
               AND pin.mentor = proposal.mentor
 WHERE proposal.scheme = :scheme AND proposal.run = :run;

-- query proposal_get: one proposal.
-- by  team_access
-- in  run match_run_id, id proposal_id
-- out one proposal: id proposal_id, mentee participant_id, mentor participant_id, mentee_person person_id, mentor_person person_id, mentee_name text, mentee_headline text, mentor_name text, mentor_headline text, mentor_city text, hopes text, score int, topics int, interests int, courses int, channels int, times int, languages int, mentor_rank int, mentee_rank int, price int, is_pinned bool, reasons text, pin pin_id?
SELECT proposal.id, proposal.mentee, proposal.mentor, a.person AS mentee_person,
       b.person AS mentor_person, e.name AS mentee_name, pe.headline AS mentee_headline,
       r.name AS mentor_name, pr.headline AS mentor_headline, pr.city AS mentor_city, pe.hopes,
       proposal.score, proposal.topics, proposal.interests, proposal.courses, proposal.channels,
       proposal.times, proposal.languages, proposal.mentor_rank, proposal.mentee_rank,
       proposal.price, proposal.is_pinned, proposal.reasons, pin.id AS pin
  FROM proposal
  JOIN participant AS a ON a.scheme = proposal.scheme AND a.id = proposal.mentee
  JOIN participant AS b ON b.scheme = proposal.scheme AND b.id = proposal.mentor
  JOIN person AS e ON e.id = a.person
  JOIN person AS r ON r.id = b.person
  JOIN profile AS pe ON pe.scheme = proposal.scheme AND pe.participant = proposal.mentee
  JOIN profile AS pr ON pr.scheme = proposal.scheme AND pr.participant = proposal.mentor
  LEFT JOIN pin ON pin.scheme = proposal.scheme AND pin.mentee = proposal.mentee
               AND pin.mentor = proposal.mentor
 WHERE proposal.scheme = :scheme AND proposal.run = :run AND proposal.id = :id;

-- query proposal_beside: the proposals before and behind one in the order of the list.
-- by  team_access
-- in  run match_run_id, score int, id proposal_id
-- out one proposal_beside: earlier proposal_id?, later proposal_id?
SELECT (SELECT p.id FROM proposal AS p
         WHERE p.scheme = :scheme AND p.run = :run AND (p.score, p.id) > (:score, :id)
         ORDER BY p.score, p.id LIMIT 1) AS earlier,
       (SELECT p.id FROM proposal AS p
         WHERE p.scheme = :scheme AND p.run = :run AND (p.score, p.id) < (:score, :id)
         ORDER BY p.score DESC, p.id DESC LIMIT 1) AS later;

-- query proposal_changes: mentees whose mentor is not the same in two runs.
-- by  team_access
-- in  run match_run_id, other match_run_id
-- out many proposal_change: mentee participant_id, name text, before_name text?, before_score int, after_name text?, after_score int
SELECT a.id AS mentee, person.name, b.name AS before_name,
       coalesce(earlier.score, 0) AS before_score, c.name AS after_name,
       coalesce(later.score, 0) AS after_score
  FROM participant AS a
  JOIN person ON person.id = a.person
  LEFT JOIN proposal AS earlier ON earlier.scheme = a.scheme AND earlier.run = :other
                               AND earlier.mentee = a.id
  LEFT JOIN proposal AS later ON later.scheme = a.scheme AND later.run = :run
                             AND later.mentee = a.id
  LEFT JOIN participant AS pb ON pb.scheme = earlier.scheme AND pb.id = earlier.mentor
  LEFT JOIN person AS b ON b.id = pb.person
  LEFT JOIN participant AS pc ON pc.scheme = later.scheme AND pc.id = later.mentor
  LEFT JOIN person AS c ON c.id = pc.person
 WHERE a.scheme = :scheme AND a.role = 'mentee'
   AND coalesce(earlier.mentor, 0) <> coalesce(later.mentor, 0)
 ORDER BY person.name, a.id
 LIMIT 500;

-- query match_run_before: the run before this one in its cohort, if it was solved.
-- by  team_access
-- in  id match_run_id
-- out many match_before: id match_run_id, number int, placed int, total int
SELECT other.id, other.number, other.placed, other.total
  FROM match_run
  JOIN match_run AS other ON other.scheme = match_run.scheme AND other.cohort = match_run.cohort
                         AND other.number < match_run.number AND other.state <> 'infeasible'
 WHERE match_run.scheme = :scheme AND match_run.id = :id
 ORDER BY other.number DESC
 LIMIT 1;

-- query unplaced_list: for whom a run found nobody, and why.
-- by  team_access
-- in  run match_run_id
-- out many unplaced_line: mentee participant_id, person person_id, name text, headline text, why int, rule int, best_mentor participant_id?, best_name text?, best_score int, cure participant_id?, cure_name text?
SELECT unplaced.mentee, a.person, e.name, profile.headline, unplaced.why, unplaced.rule,
       unplaced.best_mentor, r.name AS best_name, unplaced.best_score, unplaced.cure,
       k.name AS cure_name
  FROM unplaced
  JOIN participant AS a ON a.scheme = unplaced.scheme AND a.id = unplaced.mentee
  JOIN person AS e ON e.id = a.person
  JOIN profile ON profile.scheme = unplaced.scheme AND profile.participant = unplaced.mentee
  LEFT JOIN participant AS b ON b.scheme = unplaced.scheme AND b.id = unplaced.best_mentor
  LEFT JOIN person AS r ON r.id = b.person
  LEFT JOIN participant AS c ON c.scheme = unplaced.scheme AND c.id = unplaced.cure
  LEFT JOIN person AS k ON k.id = c.person
 WHERE unplaced.scheme = :scheme AND unplaced.run = :run
 ORDER BY unplaced.why, e.name, unplaced.mentee
 LIMIT 500;

-- Pins and blocks of the team.

-- query pin_set: this pair for certain; another pin of the same mentee gives way.
-- by  team_access
-- in  id pin_id, cohort cohort_id, mentee participant_id, mentor participant_id, lifted int, reason text, now time
-- out none
INSERT INTO pin (scheme, id, cohort, mentee, mentor, lifted, reason, set_by, set_at)
VALUES (:scheme, :id, :cohort, :mentee, :mentor, :lifted, :reason, :actor, :now)
    ON CONFLICT (scheme, mentee)
    DO UPDATE SET mentor = excluded.mentor, lifted = excluded.lifted, reason = excluded.reason,
                  set_by = excluded.set_by, set_at = excluded.set_at;

-- query pin_remove: no pin any more.
-- by  team_access
-- in  id pin_id
-- out one pin_removed: id pin_id
DELETE FROM pin
 WHERE scheme = :scheme AND id = :id
RETURNING id;

-- query pin_remove_pair: no pin of these two any more.
-- by  team_access
-- in  mentee participant_id, mentor participant_id
-- out none
DELETE FROM pin
 WHERE scheme = :scheme AND mentee = :mentee AND mentor = :mentor;

-- query matching_block: the team keeps these two apart.
-- by  team_access
-- in  person person_id, other person_id, reason text, now time
-- out none
INSERT INTO block (scheme, person, other, set_by, reason, set_at)
VALUES (:scheme, :person, :other, :actor, :reason, :now)
    ON CONFLICT (scheme, person, other) DO NOTHING;

-- query matching_unblock: the team no longer does; a person's own block stays.
-- by  team_access
-- in  person person_id, other person_id
-- out one unblocked: person person_id
DELETE FROM block
 WHERE scheme = :scheme AND person = :person AND other = :other AND set_by IS NOT NULL
RETURNING person;

-- query matching_ready: how many wait for a partner.
-- by  team_access
-- in  cohort cohort_id
-- out one matching_ready: mentees int, mentors int, places int
SELECT coalesce(sum(CASE WHEN role = 'mentee' THEN 1 ELSE 0 END), 0) AS mentees,
       coalesce(sum(CASE WHEN role = 'mentor' THEN 1 ELSE 0 END), 0) AS mentors,
       coalesce(sum(CASE WHEN role = 'mentor' THEN capacity - used ELSE 0 END), 0) AS places
  FROM participant
 WHERE scheme = :scheme AND cohort = :cohort AND state = 'ready' AND used < capacity;

-- query matching_known: the pairs that came of runs, with what was known when they were matched and
-- what has become of them: for a scheme that asks whether its matching works. No names.
-- by  team_access
-- out each known_pair: run int, made_at time, objective int, pair pair_id, state text, score int, topics int, interests int, courses int, channels int, times int, languages int, mentor_rank int, mentee_rank int, price int, is_pinned bool, mentee participant_id, mentee_topics text, mentee_interests text, mentee_course text, mentee_channels text, mentee_times text, mentee_languages text, mentee_city text, mentor participant_id, mentor_topics text, mentor_interests text, mentor_course text, mentor_channels text, mentor_times text, mentor_languages text, mentor_city text
SELECT match_run.number AS run, match_run.made_at, match_run.objective,
       proposal.pair, pair.state, proposal.score,
       proposal.topics, proposal.interests, proposal.courses, proposal.channels, proposal.times,
       proposal.languages, proposal.mentor_rank, proposal.mentee_rank, proposal.price,
       proposal.is_pinned, proposal.mentee, e.topics AS mentee_topics,
       e.interests AS mentee_interests, e.course AS mentee_course, e.channels AS mentee_channels,
       e.times AS mentee_times, e.languages AS mentee_languages, e.city AS mentee_city,
       proposal.mentor, r.topics AS mentor_topics,
       r.interests AS mentor_interests, r.course AS mentor_course, r.channels AS mentor_channels,
       r.times AS mentor_times, r.languages AS mentor_languages, r.city AS mentor_city
  FROM proposal
  JOIN match_run ON match_run.scheme = proposal.scheme AND match_run.id = proposal.run
  JOIN pair ON pair.scheme = proposal.scheme AND pair.id = proposal.pair
  JOIN match_known AS e ON e.scheme = proposal.scheme AND e.run = proposal.run
                       AND e.participant = proposal.mentee
  JOIN match_known AS r ON r.scheme = proposal.scheme AND r.run = proposal.run
                       AND r.participant = proposal.mentor
 WHERE proposal.scheme = :scheme
 ORDER BY match_run.number, proposal.pair;
