-- query self_answer_list: one's own answers, of each statement the newest first.
-- by  scheme_access
-- out many self_answer_mine: statement text, answered_on day, answer int
SELECT statement, answered_on, answer
  FROM self_answer
 WHERE scheme = :scheme AND person = :actor
 ORDER BY statement, answered_on DESC
 LIMIT 600;

-- query self_answer_put: one's answer of today.
-- by  scheme_access
-- in  statement text, answer int, today day
-- out none
INSERT INTO self_answer (scheme, person, statement, answered_on, answer)
VALUES (:scheme, :actor, :statement, :today, :answer)
    ON CONFLICT (scheme, person, statement, answered_on) DO UPDATE SET answer = excluded.answer
 WHERE self_answer.scheme = excluded.scheme;

-- query self_answer_theirs: the other's answers, newest first, if they chose to show them.
-- by  pair_access
-- out many self_answer_other: statement text, answered_on day, answer int
SELECT own.statement, own.answered_on, own.answer
  FROM self_shown AS shown
  JOIN self_answer AS own ON own.scheme = shown.scheme AND own.person = shown.person
 WHERE shown.scheme = :scheme AND shown.pair = :pair AND shown.person <> :actor
 ORDER BY own.statement, own.answered_on DESC
 LIMIT 600;

-- query self_shown_mine: does the other read one's own?
-- by  pair_access
-- out one self_shown_count: n int
SELECT count(*) AS n
  FROM self_shown
 WHERE scheme = :scheme AND pair = :pair AND person = :actor;

-- query self_show: let the other read them.
-- by  pair_access
-- in  now time
-- out none
INSERT INTO self_shown (scheme, pair, person, shown_at)
VALUES (:scheme, :pair, :actor, :now)
    ON CONFLICT (scheme, pair, person) DO NOTHING;

-- query self_hide: no longer.
-- by  pair_access
-- out none
DELETE FROM self_shown
 WHERE scheme = :scheme AND pair = :pair AND person = :actor;
