-- query pair_people: the two of a pair, where they stand, and what the other says of themselves.
-- by  pair_access
-- out one pair_people: state text, mentee person_id, mentee_name text, mentee_zone text, mentor person_id, mentor_name text, mentor_zone text, introduced_at time?, ends_on day?, ended_at time?, reasons text, headline text, employer text, city text, about text, hopes text, gains text, slug text, scheme_name text, has_said_yes bool, must_look_back bool
SELECT pair.state, e.id AS mentee, e.name AS mentee_name, e.zone AS mentee_zone, r.id AS mentor,
       r.name AS mentor_name, r.zone AS mentor_zone, pair.introduced_at, pair.ends_on,
       pair.ended_at, pair.reasons,
       profile.headline, profile.employer, profile.city, profile.about, profile.hopes, profile.gains,
       scheme.slug, scheme.name AS scheme_name,
       CASE WHEN EXISTS (SELECT 1 FROM pair_yes AS yes
                          WHERE yes.scheme = :scheme AND yes.pair = :pair AND yes.person = :actor)
            THEN 1 ELSE 0 END AS has_said_yes,
       CASE WHEN EXISTS (SELECT 1 FROM closure
                          WHERE closure.scheme = :scheme AND closure.pair = :pair
                            AND closure.person = :actor AND closure.done_at IS NULL)
            THEN 1 ELSE 0 END AS must_look_back
  FROM pair
  JOIN scheme ON scheme.id = pair.scheme
  JOIN person AS e ON e.id = pair.mentee
  JOIN person AS r ON r.id = pair.mentor
  JOIN profile ON profile.scheme = pair.scheme
   AND profile.participant = CASE WHEN pair.mentor = :actor THEN pair.mentee_place
                                  ELSE pair.mentor_place END
 WHERE pair.scheme = :scheme AND pair.id = :pair;

-- query pair_list_mine: the pairs of whoever acts, in one scheme; those that live come first.
-- by  scheme_access
-- out many pair_mine: id pair_id, state text, is_mentor bool, other_name text
SELECT pair.id, pair.state, CASE WHEN pair.mentor = :actor THEN 1 ELSE 0 END AS is_mentor,
       person.name AS other_name
  FROM pair
  JOIN person ON person.id = CASE WHEN pair.mentor = :actor THEN pair.mentee ELSE pair.mentor END
 WHERE pair.scheme = :scheme AND pair.state <> 'not_taken'
   AND pair.id IN (SELECT id FROM pair WHERE scheme = :scheme AND mentor = :actor
                   UNION ALL
                   SELECT id FROM pair WHERE scheme = :scheme AND mentee = :actor)
 ORDER BY CASE WHEN pair.ended_at IS NULL THEN 0 ELSE 1 END, pair.offered_at DESC, pair.id
 LIMIT 40;

-- query hand_list_up: hands that are up, oldest first.
-- by  team_access
-- out many hand_up: id hand_id, pair pair_id, person person_id, name text, other_name text, line text, raised_at time
SELECT hand.id, hand.pair, hand.person, person.name, other.name AS other_name, hand.line, hand.raised_at
  FROM hand
  JOIN pair ON pair.scheme = hand.scheme AND pair.id = hand.pair
  JOIN person ON person.id = hand.person
  JOIN person AS other ON other.id = CASE WHEN pair.mentor = hand.person THEN pair.mentee
                                          ELSE pair.mentor END
 WHERE hand.scheme = :scheme AND hand.lowered_at IS NULL
 ORDER BY hand.raised_at, hand.id
 LIMIT 200;

-- query hand_lower: the team has seen to it.
-- by  team_access
-- in  hand hand_id, at time
-- out one hand_settled: id hand_id
UPDATE hand
   SET lowered_at = :at
 WHERE scheme = :scheme AND id = :hand AND lowered_at IS NULL
RETURNING id;

-- query hand_mine: the hand that whoever acts has up.
-- by  pair_access
-- out many hand_mine: id hand_id, line text, raised_at time
SELECT id, line, raised_at
  FROM hand
 WHERE scheme = :scheme AND pair = :pair AND person = :actor AND lowered_at IS NULL
 LIMIT 1;

-- query hand_put_up: ask the team for help, unless one has done so already.
-- by  pair_access
-- in  id hand_id, line text, at time
-- out none
INSERT INTO hand (scheme, id, pair, person, line, raised_at)
VALUES (:scheme, :id, :pair, :actor, :line, :at)
    ON CONFLICT (scheme, pair, person) WHERE lowered_at IS NULL DO UPDATE SET line = excluded.line;

-- query hand_take_down: no help is needed any more.
-- by  pair_access
-- in  at time
-- out none
UPDATE hand
   SET lowered_at = :at
 WHERE scheme = :scheme AND pair = :pair AND person = :actor AND lowered_at IS NULL;

-- query hand_contacts: who can be turned to in a scheme, each with what they do there.
-- by  pair_access
-- out many hand_contact: name text, email text, guards bool, stands_in bool, coordinates bool
SELECT person.name, person.email,
       MAX(CASE WHEN role.role = 'safeguarding_lead' THEN 1 ELSE 0 END) AS guards,
       MAX(CASE WHEN role.role = 'safeguarding_deputy' THEN 1 ELSE 0 END) AS stands_in,
       MAX(CASE WHEN role.role = 'coordinator' THEN 1 ELSE 0 END) AS coordinates
  FROM role
  JOIN person ON person.id = role.person
  JOIN pair ON pair.scheme = role.scheme AND pair.id = :pair
   AND pair.mentor <> role.person AND pair.mentee <> role.person
 WHERE role.scheme = :scheme
 GROUP BY person.id, person.name, person.email
 ORDER BY guards DESC, stands_in DESC, coordinates DESC, person.name
 LIMIT 8;
