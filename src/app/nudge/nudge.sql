-- query nudge_standing: what of a reminder's past and of its person's present decides whether it
-- goes.
-- by  scheme_access
-- in  person person_id, of_pair pair_id, kind text, about int, today day, week_ago time
-- out one nudge_standing: last_at time?, snoozed_to day?, this_week int, is_resting bool
SELECT (SELECT max(nudge.sent_at) FROM nudge
         WHERE nudge.scheme = :scheme AND nudge.person = :person AND nudge.kind = :kind
           AND nudge.about = :about AND nudge.pair = :of_pair) AS last_at,
       (SELECT max(snooze.until_on) FROM nudge_snooze AS snooze
         WHERE snooze.scheme = :scheme AND snooze.person = :person AND snooze.pair = :of_pair
           AND snooze.kind = :kind) AS snoozed_to,
       (SELECT count(*) FROM nudge
         WHERE nudge.scheme = :scheme AND nudge.person = :person
           AND nudge.sent_at > :week_ago) AS this_week,
       CASE WHEN EXISTS (SELECT 1 FROM busy_period AS busy
                          WHERE busy.scheme = :scheme AND busy.pair = :of_pair
                            AND busy.from_on <= :today AND busy.until_on >= :today)
              OR NOT EXISTS (SELECT 1 FROM pair
                              WHERE pair.scheme = :scheme AND pair.id = :of_pair
                                AND pair.state IN ('introduced', 'active', 'closing'))
            THEN 1 ELSE 0 END AS is_resting;

-- query nudge_keep: one went.
-- by  scheme_access
-- in  id nudge_id, person person_id, of_pair pair_id, kind text, about int, now time
-- out none
INSERT INTO nudge (scheme, id, person, pair, kind, about, sent_at)
VALUES (:scheme, :id, :person, :of_pair, :kind, :about, :now);

-- query nudge_snooze_put: not before a day.
-- by  scheme_access
-- in  of_pair pair_id, kind text, until_on day
-- out none
INSERT INTO nudge_snooze (scheme, person, pair, kind, until_on)
VALUES (:scheme, :actor, :of_pair, :kind, :until_on)
    ON CONFLICT (scheme, person, pair, kind) DO UPDATE SET until_on = excluded.until_on
 WHERE nudge_snooze.scheme = excluded.scheme;

-- query nudge_pairs: pairs under way with what their reminders go by, five hundred at a time.
-- by  scheme_access
-- in  after pair_id, today day
-- out many nudge_pair: id pair_id, mentee person_id, mentee_name text, mentee_zone text, mentor person_id, mentor_name text, mentor_zone text, slug text, has_offer bool, is_unspoken bool, since_on day, met_on day?, next_on day?, asked_on day?, asker int, agreed_on day?, goal_on day?, ends_on day?, met int, goals int, every_days int, reply_days int, rest_since int, rest_met int, rest_asked int, rest_goal int, figured_on day
SELECT pair.id, pair.mentee, mentee.name AS mentee_name, mentee.zone AS mentee_zone, pair.mentor,
       mentor.name AS mentor_name, mentor.zone AS mentor_zone, scheme.slug,
       CASE WHEN EXISTS (SELECT 1 FROM meeting
                          WHERE meeting.scheme = :scheme AND meeting.pair = pair.id
                            AND meeting.state = 'offered') THEN 1 ELSE 0 END AS has_offer,
       CASE WHEN EXISTS (SELECT 1 FROM meeting
                          WHERE meeting.scheme = :scheme AND meeting.pair = pair.id
                            AND meeting.state = 'set') THEN 1 ELSE 0 END AS is_unspoken,
       signal.since_on, signal.met_on, signal.next_on, signal.asked_on, signal.asker,
       signal.agreed_on, signal.goal_on, signal.ends_on, signal.met, signal.goals,
       signal.every_days, signal.reply_days, signal.rest_since, signal.rest_met,
       signal.rest_asked, signal.rest_goal, signal.figured_on
  FROM signal
  JOIN pair ON pair.scheme = signal.scheme AND pair.id = signal.pair
  JOIN person AS mentee ON mentee.id = pair.mentee
  JOIN person AS mentor ON mentor.id = pair.mentor
  JOIN scheme ON scheme.id = signal.scheme
 WHERE signal.scheme = :scheme AND signal.pair > :after AND signal.figured_on >= :today - 1
 ORDER BY pair.id
 LIMIT 500;
