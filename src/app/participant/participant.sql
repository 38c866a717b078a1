-- query participant_put_person: the person of this address, new or known. Whoever has signed in
-- keeps the name they gave themselves. zone: empty, the scheme's.
-- by  team_access
-- in  id person_id, name text, email text, zone text, now time
-- out one participant_person: id person_id, name text
INSERT INTO person (id, name, email, zone, created_at)
SELECT :id, :name, :email, CASE WHEN :zone = '' THEN scheme.zone ELSE :zone END, :now
  FROM scheme
 WHERE scheme.id = :scheme
ON CONFLICT (email) DO UPDATE
   SET name = CASE WHEN EXISTS (SELECT 1 FROM account
                                 WHERE account.person = person.id AND account.state <> 'invited')
              THEN person.name ELSE excluded.name END
RETURNING id, name;

-- query participant_put_account: a means of signing in for who has none.
-- by  team_access
-- in  id participant_id, now time
-- out none
INSERT INTO account (person, state, changed_at)
SELECT participant.person, 'invited', :now
  FROM participant
 WHERE participant.scheme = :scheme AND participant.id = :id
ON CONFLICT (person) DO NOTHING;

-- query participant_add: one more who takes part.
-- by  team_access
-- in  id participant_id, cohort cohort_id, person person_id, role text, state text, capacity int, external text?, listed text, now time
-- out none
INSERT INTO participant (scheme, id, cohort, person, role, state, capacity, external, listed, joined_at)
VALUES (:scheme, :id, :cohort, :person, :role, :state, :capacity, :external, :listed, :now);

-- query participant_add_profile: what they offer and seek.
-- by  team_access
-- in  participant participant_id, headline text, employer text, course text, year text, city text, country text, about text, hopes text, gains text, languages text, channels text, times text
-- out none
INSERT INTO profile (scheme, participant, headline, employer, course, year, city, country, about,
                     hopes, gains, languages, channels, times)
VALUES (:scheme, :participant, :headline, :employer, :course, :year, :city, :country, :about,
        :hopes, :gains, :languages, :channels, :times);

-- query participant_set_profile: what they offer and seek, said anew.
-- by  team_access
-- in  participant participant_id, headline text, employer text, course text, year text, city text, country text, about text, hopes text, gains text, languages text, channels text, times text
-- out none
UPDATE profile
   SET headline = :headline, employer = :employer, course = :course, year = :year, city = :city,
       country = :country, about = :about, hopes = :hopes, gains = :gains,
       languages = :languages, channels = :channels, times = :times
 WHERE scheme = :scheme AND participant = :participant;

-- query participant_set: number and places, never fewer than are taken.
-- by  team_access
-- in  participant participant_id, capacity int, external text?
-- out none
UPDATE participant
   SET external = coalesce(:external, external),
       capacity = CASE WHEN :capacity < used THEN used ELSE :capacity END
 WHERE scheme = :scheme AND id = :participant;

-- query participant_widen: a mentor takes one more.
-- by  team_access
-- in  participant participant_id
-- out one participant_widened: capacity int
UPDATE participant
   SET capacity = capacity + 1
 WHERE scheme = :scheme AND id = :participant AND role = 'mentor' AND capacity < 20
RETURNING capacity;

-- query participant_rename: another name for who has never signed in.
-- by  team_access
-- in  participant participant_id, name text
-- out none
UPDATE person
   SET name = :name
 WHERE id = (SELECT participant.person
               FROM participant
               JOIN account ON account.person = participant.person
              WHERE participant.scheme = :scheme AND participant.id = :participant
                AND account.state = 'invited');

-- query participant_relist: the name as lists order it.
-- by  team_access
-- in  participant participant_id, listed text
-- out none
UPDATE participant
   SET listed = :listed
 WHERE scheme = :scheme AND id = :participant
   AND person IN (SELECT person FROM account WHERE state = 'invited');

-- query participant_add_tag: one more word of the scheme for them.
-- by  team_access
-- in  participant participant_id, tag tag_id
-- out none
INSERT INTO participant_tag (scheme, participant, tag)
VALUES (:scheme, :participant, :tag)
ON CONFLICT (scheme, participant, tag) DO NOTHING;

-- query participant_remove_tags: none of the scheme's words for them.
-- by  team_access
-- in  participant participant_id
-- out none
DELETE FROM participant_tag
 WHERE scheme = :scheme AND participant = :participant;

-- query participant_page: who takes part, 50 at a time, by name.
-- by  team_access
-- in  role text, state text, like text, after text, after_id int
-- out many participant_line: id participant_id, person person_id, name text, email text, role text, state text, headline text, employer text, city text, capacity int, used int, listed text
SELECT participant.id, participant.person, person.name, person.email, participant.role,
       participant.state, profile.headline, profile.employer, profile.city, participant.capacity,
       participant.used, participant.listed
  FROM participant
  JOIN person ON person.id = participant.person
  JOIN profile ON profile.scheme = participant.scheme AND profile.participant = participant.id
 WHERE participant.scheme = :scheme
   AND (participant.listed, participant.id) > (:after, :after_id)
   AND participant.listed LIKE :like ESCAPE '\'
   AND (:role = '' OR participant.role = :role)
   AND (:state = '' OR participant.state = :state)
 ORDER BY participant.listed, participant.id
 LIMIT 51;

-- query participant_places: all that one person is in this scheme, newest cohort first.
-- by  team_access
-- in  person person_id
-- out many participant_place: id participant_id, name text, email text, zone text, account text?, role text, state text, cohort text, capacity int, used int, external text?, joined_at time, headline text, employer text, course text, year text, city text, country text, about text, hopes text, gains text, languages text, channels text, times text
SELECT participant.id, person.name, person.email, person.zone, account.state AS account,
       participant.role, participant.state, cohort.name AS cohort, participant.capacity, participant.used,
       participant.external, participant.joined_at, profile.headline, profile.employer,
       profile.course, profile.year, profile.city, profile.country, profile.about, profile.hopes,
       profile.gains, profile.languages, profile.channels, profile.times
  FROM participant
  JOIN person ON person.id = participant.person
  JOIN cohort ON cohort.scheme = participant.scheme AND cohort.id = participant.cohort
  JOIN profile ON profile.scheme = participant.scheme AND profile.participant = participant.id
  LEFT JOIN account ON account.person = participant.person
 WHERE participant.scheme = :scheme AND participant.person = :person
 ORDER BY participant.joined_at DESC, participant.id DESC
 LIMIT 10;

-- query participant_words: the scheme's words that one person has chosen, in any role.
-- by  team_access
-- in  person person_id
-- out many participant_word: participant participant_id, kind text, name text
SELECT participant_tag.participant, tag.kind, tag.name
  FROM participant
  JOIN participant_tag ON participant_tag.scheme = participant.scheme
                      AND participant_tag.participant = participant.id
  JOIN tag ON tag.scheme = participant_tag.scheme AND tag.id = participant_tag.tag
 WHERE participant.scheme = :scheme AND participant.person = :person
 ORDER BY tag.kind, tag.name
 LIMIT 200;

-- query participant_blocks: whom this person is never to be matched with, and who says so.
-- by  team_access
-- in  person person_id
-- out many participant_block: other person_id, name text, is_own bool
SELECT block.other, person.name, block.set_by IS NULL AS is_own
  FROM block
  JOIN person ON person.id = block.other
 WHERE block.scheme = :scheme AND block.person = :person
 ORDER BY person.name
 LIMIT 200;

-- query participant_gaps: words that mentees seek who wait, with how many mentors of that word have room; the barest first.
-- by  team_access
-- out many participant_gap: kind text, name text, waiting int, mentors int
SELECT kind, name, waiting, mentors
  FROM (SELECT tag.kind AS kind, tag.name AS name,
               count(CASE WHEN participant.role = 'mentee' AND participant.state = 'ready'
                          THEN 1 END) AS waiting,
               count(CASE WHEN participant.role = 'mentor' AND participant.used < participant.capacity
                           AND participant.state IN ('ready', 'placed') THEN 1 END) AS mentors
          FROM tag
          JOIN participant_tag ON participant_tag.scheme = tag.scheme AND participant_tag.tag = tag.id
          JOIN participant ON participant.scheme = participant_tag.scheme
                          AND participant.id = participant_tag.participant
          JOIN cohort ON cohort.scheme = participant.scheme AND cohort.id = participant.cohort
         WHERE tag.scheme = :scheme AND tag.kind IN ('topic', 'interest')
           AND cohort.state <> 'archived'
         GROUP BY tag.kind, tag.name) gap
 WHERE waiting > 0
 ORDER BY mentors > 0, waiting DESC, name
 LIMIT 200;

-- query participant_drop_profile: nothing is said of them any more.
-- by  team_access
-- in  participant participant_id
-- out none
DELETE FROM profile
 WHERE scheme = :scheme AND participant = :participant;

-- query participant_drop: they do not take part any more, as if they never had.
-- by  team_access
-- in  id participant_id
-- out none
DELETE FROM participant
 WHERE scheme = :scheme AND id = :id AND used = 0;

-- query participant_make_ready: whoever waited at the gate may be matched from now on.
-- by  team_access
-- in  person person_id
-- out none
UPDATE participant
   SET state = 'ready'
 WHERE scheme = :scheme AND person = :person AND state = 'gated';

-- query participant_pass: whoever acts waits at the gate no more.
-- by  scheme_access
-- out none
UPDATE participant
   SET state = 'ready'
 WHERE scheme = :scheme AND person = :actor AND state = 'gated';
