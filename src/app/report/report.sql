-- query report_reach: who takes part by a moment, how many of the mentees have a partner then, and
-- who applied since another.
-- by  team_access
-- in  since time, until time
-- out one reach: mentees int, mentors int, placed int, applied int
SELECT (SELECT count(DISTINCT participant.person) FROM participant
         WHERE participant.scheme = :scheme AND participant.role = 'mentee' AND participant.state <> 'left'
           AND participant.joined_at < :until) AS mentees,
       (SELECT count(DISTINCT participant.person) FROM participant
         WHERE participant.scheme = :scheme AND participant.role = 'mentor' AND participant.state <> 'left'
           AND participant.joined_at < :until) AS mentors,
       (SELECT count(DISTINCT participant.person) FROM participant
          JOIN pair ON pair.scheme = participant.scheme AND pair.mentee_place = participant.id
         WHERE participant.scheme = :scheme AND participant.role = 'mentee' AND participant.state <> 'left'
           AND participant.joined_at < :until AND pair.introduced_at < :until
           AND (pair.ended_at IS NULL OR pair.ended_at >= :until)) AS placed,
       (SELECT count(*) FROM application
         WHERE application.scheme = :scheme AND application.sent_at >= :since
           AND application.sent_at < :until) AS applied;

-- query report_pairs: pairs that ran between two moments, and how many of them met; of those that
-- still ran at the end and were due to have met, how many were in their rhythm.
-- by  team_access
-- in  since time, until time
-- out one pair_count: ran int, met int, due int, kept int
SELECT count(*) AS ran,
       count(CASE WHEN EXISTS (SELECT 1 FROM meeting
                                WHERE meeting.scheme = :scheme AND meeting.pair = pair.id
                                  AND meeting.state = 'met' AND meeting.starts_at >= :since
                                  AND meeting.starts_at < :until) THEN 1 END) AS met,
       count(CASE WHEN (pair.ended_at IS NULL OR pair.ended_at >= :until)
                   AND pair.introduced_at < :until - signal.every_days * 108000 THEN 1 END) AS due,
       count(CASE WHEN (pair.ended_at IS NULL OR pair.ended_at >= :until)
                   AND pair.introduced_at < :until - signal.every_days * 108000
                   AND EXISTS (SELECT 1 FROM meeting
                                WHERE meeting.scheme = :scheme AND meeting.pair = pair.id
                                  AND meeting.state = 'met'
                                  AND meeting.starts_at >= :until - signal.every_days * 108000
                                  AND meeting.starts_at < :until) THEN 1 END) AS kept
  FROM pair
  JOIN signal ON signal.scheme = pair.scheme AND signal.pair = pair.id
 WHERE pair.scheme = :scheme AND pair.state NOT IN ('offered', 'not_taken')
   AND pair.introduced_at < :until AND (pair.ended_at IS NULL OR pair.ended_at >= :since);

-- query report_outcomes: of the pairs that looked back by a moment, how many met a goal; of the
-- mentors who did, how many met an aim.
-- by  team_access
-- in  until time
-- out one outcome: goal_pairs int, goals_met int, aim_mentors int, aims_met int
SELECT (SELECT count(DISTINCT closure_goal.pair) FROM closure_goal
          JOIN closure ON closure.scheme = closure_goal.scheme AND closure.pair = closure_goal.pair
          JOIN pair ON pair.scheme = closure.scheme AND pair.id = closure.pair
           AND pair.mentee = closure.person
         WHERE closure_goal.scheme = :scheme AND closure.done_at < :until) AS goal_pairs,
       (SELECT count(DISTINCT closure_goal.pair) FROM closure_goal
          JOIN closure ON closure.scheme = closure_goal.scheme AND closure.pair = closure_goal.pair
          JOIN pair ON pair.scheme = closure.scheme AND pair.id = closure.pair
           AND pair.mentee = closure.person
         WHERE closure_goal.scheme = :scheme AND closure.done_at < :until
           AND closure_goal.word = 'reached') AS goals_met,
       (SELECT count(DISTINCT closure.person) FROM closure
          JOIN pair ON pair.scheme = closure.scheme AND pair.id = closure.pair
           AND pair.mentor = closure.person
         WHERE closure.scheme = :scheme AND closure.done_at < :until
           AND closure.aims_met <> '') AS aim_mentors,
       (SELECT count(DISTINCT closure.person) FROM closure
          JOIN pair ON pair.scheme = closure.scheme AND pair.id = closure.pair
           AND pair.mentor = closure.person
         WHERE closure.scheme = :scheme AND closure.done_at < :until
           AND closure.aims_met = 'yes') AS aims_met;

-- query report_weeks: meetings held in each week after a moment.
-- by  team_access
-- in  since time, until time
-- out many met_week: week int, n int
SELECT (meeting.starts_at - :since) / 604800 AS week, count(*) AS n
  FROM meeting
 WHERE meeting.scheme = :scheme AND meeting.state = 'met' AND meeting.starts_at >= :since
   AND meeting.starts_at < :until
 GROUP BY (meeting.starts_at - :since) / 604800
 ORDER BY week
 LIMIT 60;

-- query report_rhythms: which intervals the pairs that run at a moment have agreed.
-- by  team_access
-- in  at time
-- out many rhythm_count: every_days int, n int
SELECT signal.every_days, count(*) AS n
  FROM pair
  JOIN signal ON signal.scheme = pair.scheme AND signal.pair = pair.id
 WHERE pair.scheme = :scheme AND pair.state NOT IN ('offered', 'not_taken')
   AND pair.introduced_at < :at AND (pair.ended_at IS NULL OR pair.ended_at >= :at)
 GROUP BY signal.every_days
 ORDER BY signal.every_days
 LIMIT 200;
