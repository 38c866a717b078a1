-- query introduction_take: a place with one who waits for a partner and has room.
-- by  scheme_access
-- in  place participant_id
-- out one place_taken: person person_id
UPDATE participant
   SET used = used + 1
 WHERE scheme = :scheme AND id = :place AND state = 'ready' AND used < capacity
RETURNING person;

-- query introduction_give_back: the place is free again.
-- by  scheme_access
-- in  place participant_id
-- out none
UPDATE participant
   SET used = used - 1, state = CASE WHEN state = 'placed' THEN 'ready' ELSE state END
 WHERE scheme = :scheme AND id = :place AND used > 0;

-- query introduction_place: whoever has no room left is placed.
-- by  scheme_access
-- in  place participant_id
-- out none
UPDATE participant
   SET state = 'placed'
 WHERE scheme = :scheme AND id = :place AND state = 'ready' AND used >= capacity;

-- query introduction_barred: does one of the two not want to meet the other?
-- by  scheme_access
-- in  one person_id, two person_id
-- out one barred: count int
SELECT count(*) AS count
  FROM block
 WHERE scheme = :scheme
   AND person IN (:one, :two) AND other IN (:one, :two) AND person <> other;

-- query introduction_add: a pair, offered to both.
-- by  scheme_access
-- in  id pair_id, cohort cohort_id, mentee person_id, mentor person_id, mentee_place participant_id, mentor_place participant_id, reasons text, now time
-- out none
INSERT INTO pair (scheme, id, cohort, mentee, mentor, mentee_place, mentor_place, state, reasons,
                  offered_at)
VALUES (:scheme, :id, :cohort, :mentee, :mentor, :mentee_place, :mentor_place, 'offered', :reasons,
        :now);

-- query introduction_pair: the two of a pair, whoever asks.
-- by  scheme_access
-- in  pair pair_id
-- out one introduction_pair: mentee person_id, mentor person_id, mentee_place participant_id, mentor_place participant_id, state text, reasons text
SELECT mentee, mentor, mentee_place, mentor_place, state, reasons
  FROM pair
 WHERE scheme = :scheme AND id = :pair;

-- query introduction_mine: an offer as one of the two reads it.
-- by  scheme_access
-- in  pair pair_id
-- out one introduction_mine: state text, reasons text, is_mentor bool, has_said_yes bool, name text, headline text, employer text, course text, year text, city text, about text, hopes text, gains text, mentor_place participant_id
SELECT pair.state, pair.reasons,
       CASE WHEN pair.mentor = :actor THEN 1 ELSE 0 END AS is_mentor,
       CASE WHEN pair_yes.pair IS NULL THEN 0 ELSE 1 END AS has_said_yes,
       person.name, profile.headline, profile.employer, profile.course, profile.year,
       profile.city, profile.about, profile.hopes, profile.gains, pair.mentor_place
  FROM pair
  JOIN person ON person.id = CASE WHEN pair.mentor = :actor THEN pair.mentee ELSE pair.mentor END
  JOIN profile ON profile.scheme = pair.scheme
              AND profile.participant = CASE WHEN pair.mentor = :actor THEN pair.mentee_place
                                             ELSE pair.mentor_place END
  LEFT JOIN pair_yes ON pair_yes.scheme = pair.scheme AND pair_yes.pair = pair.id
                    AND pair_yes.person = :actor
 WHERE pair.scheme = :scheme AND pair.id = :pair
   AND (pair.mentee = :actor OR pair.mentor = :actor);

-- query introduction_self: what whoever acts says of themselves in this role, as others read it.
-- by  scheme_access
-- in  role text
-- out one introduction_self: place participant_id, name text, headline text, employer text, course text, year text, city text, about text, hopes text, gains text
SELECT participant.id AS place, person.name, profile.headline, profile.employer, profile.course,
       profile.year, profile.city, profile.about, profile.hopes, profile.gains
  FROM participant
  JOIN person ON person.id = participant.person
  JOIN profile ON profile.scheme = participant.scheme AND profile.participant = participant.id
 WHERE participant.scheme = :scheme AND participant.person = :actor AND participant.role = :role
   AND participant.state <> 'left'
 ORDER BY participant.joined_at DESC, participant.id DESC
 LIMIT 1;

-- query introduction_profile: what one who takes part says of themselves.
-- by  scheme_access
-- in  place participant_id
-- out one introduction_profile: name text, role text, headline text, employer text, city text, hopes text, gains text
SELECT person.name, participant.role, profile.headline, profile.employer, profile.city,
       profile.hopes, profile.gains
  FROM participant
  JOIN person ON person.id = participant.person
  JOIN profile ON profile.scheme = participant.scheme AND profile.participant = participant.id
 WHERE participant.scheme = :scheme AND participant.id = :place;

-- query introduction_scheme: what a mail calls the scheme, and where it is.
-- by  scheme_access
-- out one introduction_scheme: name text, slug text
SELECT name, slug
  FROM scheme
 WHERE id = :scheme;

-- query introduction_say_yes: whoever acts says yes to an offer of theirs, to this text.
-- by  scheme_access
-- in  pair pair_id, text scheme_text_id, now time
-- out none
INSERT INTO pair_yes (scheme, pair, person, text, said_at)
SELECT pair.scheme, pair.id, :actor, :text, :now
  FROM pair
 WHERE pair.scheme = :scheme AND pair.id = :pair AND pair.state = 'offered'
   AND (pair.mentee = :actor OR pair.mentor = :actor)
    ON CONFLICT (scheme, pair, person) DO NOTHING;

-- query introduction_has_said_yes: what one of the two said yes to before they were offered.
-- by  scheme_access
-- in  pair pair_id, person person_id, text scheme_text_id, now time
-- out none
INSERT INTO pair_yes (scheme, pair, person, text, said_at)
VALUES (:scheme, :pair, :person, :text, :now);

-- query introduction_introduce: both have said yes.
-- by  scheme_access
-- in  pair pair_id, ends day, now time
-- out one introduced: mentee person_id, mentor person_id, mentee_place participant_id, mentor_place participant_id, reasons text
UPDATE pair
   SET state = 'introduced', introduced_at = :now, ends_on = :ends
 WHERE scheme = :scheme AND id = :pair AND state = 'offered'
   AND (SELECT count(*) FROM pair_yes
         WHERE pair_yes.scheme = :scheme AND pair_yes.pair = :pair) = 2
RETURNING mentee, mentor, mentee_place, mentor_place, reasons;

-- query introduction_say_no: whoever acts says no to an offer of theirs.
-- by  scheme_access
-- in  pair pair_id, now time
-- out one refused: mentee person_id, mentor person_id, mentee_place participant_id, mentor_place participant_id
UPDATE pair
   SET state = 'not_taken', ended_at = :now
 WHERE scheme = :scheme AND id = :pair AND state = 'offered'
   AND (mentee = :actor OR mentor = :actor)
RETURNING mentee, mentor, mentee_place, mentor_place;

-- query introduction_keep_no: who said no, and why.
-- by  scheme_access
-- in  pair pair_id, reason text, now time
-- out none
INSERT INTO pair_no (scheme, pair, person, reason, said_at)
VALUES (:scheme, :pair, :actor, :reason, :now);

-- query introduction_take_back: an offer that nobody has answered.
-- by  scheme_access
-- in  pair pair_id, now time
-- out one taken_back: mentee person_id, mentor person_id, mentee_place participant_id, mentor_place participant_id
UPDATE pair
   SET state = 'not_taken', ended_at = :now
 WHERE scheme = :scheme AND id = :pair AND state = 'offered'
   AND NOT EXISTS (SELECT 1 FROM pair_yes
                    WHERE pair_yes.scheme = :scheme AND pair_yes.pair = :pair)
RETURNING mentee, mentor, mentee_place, mentor_place;
