-- 0021_found_at_once: whatever is asked for a pair, a person or a clock is found by an index, so that
-- it costs the same in a scheme of any size. Where rows are wanted in the order of their keys, the key
-- ends the index: SQLite would read the whole scheme in that order else.
DROP INDEX step_of_goal;
CREATE INDEX step_of_goal ON step (scheme, goal, id);
DROP INDEX aim_of_pair;
CREATE INDEX aim_of_pair ON aim (scheme, pair, id);
DROP INDEX suggestion_of_pair;
CREATE INDEX suggestion_of_pair ON suggestion (scheme, pair, id);
DROP INDEX action_of_pair;
CREATE INDEX action_of_pair ON action (scheme, pair, id);
DROP INDEX pair_of_mentee;
CREATE INDEX pair_of_mentee ON pair (scheme, mentee);
DROP INDEX pair_of_mentor;
CREATE INDEX pair_of_mentor ON pair (scheme, mentor);
CREATE INDEX pair_of_place ON pair (scheme, mentee_place, ended_at);
CREATE UNIQUE INDEX signal_of_pair ON signal (scheme, pair);
CREATE UNIQUE INDEX signal_of_alone ON signal (scheme, participant);
DROP INDEX meeting_waiting;
CREATE INDEX meeting_set ON meeting (scheme, starts_at) WHERE state = 'set';
CREATE INDEX sign_in_of_flow ON sign_in (flow);
CREATE INDEX application_of_person ON application (scheme, person);
CREATE INDEX application_by_hash ON application (scheme, hash);
-- Today counts its rows from the index alone.
DROP INDEX signal_today;
CREATE INDEX signal_today
    ON signal (scheme, place, urgency DESC, touched_at, lot, hidden_to, pair, participant);
