-- query import_add: a file that was read, before anything comes of it.
-- by  team_access
-- in  id import_id, cohort cohort_id, role text, file text, encoding text, sheet text, columns text, made_by person_id?, now time
-- out none
INSERT INTO import (scheme, id, cohort, role, file, encoding, sheet, columns, made_by, made_at)
VALUES (:scheme, :id, :cohort, :role, :file, :encoding, :sheet, :columns, :made_by, :now);

-- query import_get: one import.
-- by  team_access
-- in  id import_id
-- out one import: id import_id, cohort cohort_id, role text, state text, file text, encoding text, sheet text, columns text, words text, added int, changed int, skipped int, is_told bool, made_at time, done_at time?
SELECT id, cohort, role, state, file, encoding, sheet, columns, words, added, changed, skipped,
       is_told, made_at, done_at
  FROM import
 WHERE scheme = :scheme AND id = :id;

-- query import_list: the latest imports.
-- by  team_access
-- out many import_line: id import_id, role text, state text, file text, added int, changed int, made_at time
SELECT id, role, state, file, added, changed, made_at
  FROM import
 WHERE scheme = :scheme
 ORDER BY id DESC
 LIMIT 10;

-- query import_set_columns: what each column is taken for, and the sheet that is left of it.
-- by  team_access
-- in  id import_id, sheet text, columns text
-- out one import_mapped: id import_id
UPDATE import
   SET sheet = :sheet, columns = :columns
 WHERE scheme = :scheme AND id = :id AND state = 'read'
RETURNING id;

-- query import_set_words: what the words mean that the scheme does not have.
-- by  team_access
-- in  id import_id, words text
-- out one import_worded: id import_id
UPDATE import
   SET words = :words
 WHERE scheme = :scheme AND id = :id AND state = 'read'
RETURNING id;

-- query import_finish: it is done, once; the file is not kept.
-- by  team_access
-- in  id import_id, added int, changed int, skipped int, is_told bool, now time
-- out one import_finished: id import_id
UPDATE import
   SET state = 'done', sheet = '', words = '', added = :added, changed = :changed,
       skipped = :skipped, is_told = :is_told, done_at = :now
 WHERE scheme = :scheme AND id = :id AND state = 'read'
RETURNING id;

-- query import_mark_told: its people are sent an invitation, once.
-- by  team_access
-- in  id import_id
-- out one import_told: role text
UPDATE import
   SET is_told = 1
 WHERE scheme = :scheme AND id = :id AND state = 'done' AND is_told = 0
RETURNING role;

-- query import_mark_undone: it is undone, once.
-- by  team_access
-- in  id import_id
-- out one import_undone: id import_id
UPDATE import
   SET state = 'undone'
 WHERE scheme = :scheme AND id = :id AND state = 'done'
RETURNING id;

-- query import_remember: what an import did to one person.
-- by  team_access
-- in  import import_id, participant participant_id, is_new bool, name text, external text, capacity int, headline text, employer text, course text, year text, city text, country text, about text, hopes text, gains text, languages text, channels text, times text, tags text
-- out none
INSERT INTO import_place (scheme, import, participant, is_new, name, external, capacity, headline,
                          employer, course, year, city, country, about, hopes, gains, languages,
                          channels, times, tags)
VALUES (:scheme, :import, :participant, :is_new, :name, :external, :capacity, :headline, :employer,
        :course, :year, :city, :country, :about, :hopes, :gains, :languages, :channels, :times,
        :tags);

-- query import_remembered: whom an import changed, as they stood before.
-- by  team_access
-- in  import import_id
-- out many import_before: participant participant_id, name text, external text, capacity int, headline text, employer text, course text, year text, city text, country text, about text, hopes text, gains text, languages text, channels text, times text, tags text
SELECT participant, name, external, capacity, headline, employer, course, year, city, country,
       about, hopes, gains, languages, channels, times, tags
  FROM import_place
 WHERE scheme = :scheme AND import = :import AND is_new = 0
 ORDER BY participant
 LIMIT 200000;

-- query import_people: whom an import brought in.
-- by  team_access
-- in  import import_id
-- out many import_person: participant participant_id, name text, email text
SELECT import_place.participant, person.name, person.email
  FROM import_place
  JOIN participant ON participant.scheme = import_place.scheme
                  AND participant.id = import_place.participant
  JOIN person ON person.id = participant.person
 WHERE import_place.scheme = :scheme AND import_place.import = :import AND import_place.is_new = 1
 ORDER BY participant.listed, import_place.participant
 LIMIT 200000;

-- query import_count_held: of those whom it brought in, how many are somewhere by now: in a pair,
-- signed in, or changed by a later import.
-- by  team_access
-- in  import import_id
-- out one import_held: number int
SELECT count(*) AS number
  FROM import_place
  JOIN participant ON participant.scheme = import_place.scheme
                  AND participant.id = import_place.participant
  LEFT JOIN account ON account.person = participant.person
 WHERE import_place.scheme = :scheme AND import_place.import = :import
   AND ((import_place.is_new = 1 AND account.state <> 'invited')
     OR (import_place.is_new = 1 AND participant.state NOT IN ('ready', 'gated'))
     OR EXISTS (SELECT 1 FROM pair
                 WHERE pair.scheme = participant.scheme
                   AND (pair.mentee_place = participant.id OR pair.mentor_place = participant.id)
                   AND import_place.is_new = 1)
     OR EXISTS (SELECT 1 FROM import_place AS later
                 WHERE later.scheme = import_place.scheme
                   AND later.participant = import_place.participant
                   AND later.import > import_place.import));

-- query import_known: everybody in a role of a cohort, to compare a list with.
-- by  team_access
-- in  cohort cohort_id, role text
-- out many import_known: participant participant_id, person person_id, name text, email text, account text?, external text?, capacity int, used int, headline text, employer text, course text, year text, city text, country text, about text, hopes text, gains text, languages text, channels text, times text
SELECT participant.id AS participant, participant.person, person.name, person.email,
       account.state AS account, participant.external, participant.capacity, participant.used,
       profile.headline, profile.employer, profile.course, profile.year, profile.city,
       profile.country, profile.about, profile.hopes, profile.gains, profile.languages,
       profile.channels, profile.times
  FROM participant
  JOIN person ON person.id = participant.person
  JOIN profile ON profile.scheme = participant.scheme AND profile.participant = participant.id
  LEFT JOIN account ON account.person = participant.person
 WHERE participant.scheme = :scheme AND participant.cohort = :cohort AND participant.role = :role
 ORDER BY participant.id
 LIMIT 200000;

-- query import_known_tags: the words of all of them.
-- by  team_access
-- in  cohort cohort_id, role text
-- out many import_known_tag: participant participant_id, tag tag_id, kind text
SELECT participant_tag.participant, participant_tag.tag, tag.kind
  FROM participant
  JOIN participant_tag ON participant_tag.scheme = participant.scheme
                      AND participant_tag.participant = participant.id
  JOIN tag ON tag.scheme = participant_tag.scheme AND tag.id = participant_tag.tag
 WHERE participant.scheme = :scheme AND participant.cohort = :cohort AND participant.role = :role
 ORDER BY participant_tag.participant, participant_tag.tag
 LIMIT 2000000;

-- query import_vocabulary: the scheme's words of a kind, and other names for them.
-- by  team_access
-- in  kind text
-- out many import_word: tag tag_id, name text
SELECT tag.id AS tag, tag.name
  FROM tag
 WHERE tag.scheme = :scheme AND tag.kind = :kind
 UNION ALL
SELECT tag.id AS tag, tag_synonym.name
  FROM tag_synonym
  JOIN tag ON tag.scheme = tag_synonym.scheme AND tag.id = tag_synonym.tag
 WHERE tag_synonym.scheme = :scheme AND tag.kind = :kind
 LIMIT 20000;

-- query import_put_tag: a word of the scheme, new or known.
-- by  team_access
-- in  id tag_id, kind text, name text
-- out one import_tag: id tag_id
INSERT INTO tag (scheme, id, kind, name)
VALUES (:scheme, :id, :kind, :name)
ON CONFLICT (scheme, kind, name) DO UPDATE SET name = excluded.name
RETURNING id;

-- query import_put_block: a name never to be matched with.
-- by  team_access
-- in  participant participant_id, listed text, name text
-- out none
INSERT INTO import_block (scheme, participant, listed, name)
VALUES (:scheme, :participant, :listed, :name)
ON CONFLICT (scheme, participant, listed) DO NOTHING;

-- query import_find_blocks: names that belong to somebody of the other role by now become that
-- person's own block; where two have one name, both are blocked.
-- by  team_access
-- in  cohort cohort_id, now time
-- out none
INSERT INTO block (scheme, person, other, set_at)
SELECT DISTINCT import_block.scheme, own.person, other.person, :now
  FROM import_block
  JOIN participant AS own ON own.scheme = import_block.scheme AND own.id = import_block.participant
  JOIN participant AS other ON other.scheme = own.scheme AND other.cohort = own.cohort
                           AND other.listed = import_block.listed AND other.role <> own.role
 WHERE import_block.scheme = :scheme AND own.cohort = :cohort AND own.person <> other.person
ON CONFLICT (scheme, person, other) DO NOTHING;

-- query import_mark_blocks: and are no longer looked for.
-- by  team_access
-- in  cohort cohort_id
-- out none
UPDATE import_block
   SET is_found = 1
 WHERE scheme = :scheme AND is_found = 0
   AND EXISTS (SELECT 1
                 FROM participant AS own
                 JOIN participant AS other ON other.scheme = own.scheme
                                          AND other.cohort = own.cohort
                                          AND other.role <> own.role
                WHERE own.scheme = :scheme AND own.cohort = :cohort
                  AND own.id = import_block.participant AND other.listed = import_block.listed);

-- query import_waiting_blocks: names that nobody of the other role has yet.
-- by  team_access
-- in  cohort cohort_id
-- out many import_waiting: person person_id, who text, name text
SELECT participant.person, person.name AS who, import_block.name
  FROM import_block
  JOIN participant ON participant.scheme = import_block.scheme
                  AND participant.id = import_block.participant
  JOIN person ON person.id = participant.person
 WHERE import_block.scheme = :scheme AND participant.cohort = :cohort
   AND import_block.is_found = 0
 ORDER BY participant.listed
 LIMIT 100;

-- query import_count_named: how many of a role have this name.
-- by  team_access
-- in  cohort cohort_id, role text, listed text
-- out one import_named: number int
SELECT count(*) AS number
  FROM participant
 WHERE scheme = :scheme AND cohort = :cohort AND role = :role AND listed = :listed;

-- query import_forget_blocks: the names that those gave whom an import brought in.
-- by  team_access
-- in  import import_id
-- out none
DELETE FROM import_block
 WHERE scheme = :scheme
   AND participant IN (SELECT participant FROM import_place
                        WHERE scheme = :scheme AND import = :import AND is_new = 1);

-- query import_lift_blocks: what came of those names.
-- by  team_access
-- in  import import_id
-- out none
DELETE FROM block
 WHERE scheme = :scheme AND set_by IS NULL
   AND person IN (SELECT participant.person
                    FROM import_place
                    JOIN participant ON participant.scheme = import_place.scheme
                                    AND participant.id = import_place.participant
                   WHERE import_place.scheme = :scheme AND import_place.import = :import
                     AND import_place.is_new = 1);

-- query import_forget: what an import did to one person.
-- by  team_access
-- in  import import_id, participant participant_id
-- out none
DELETE FROM import_place
 WHERE scheme = :scheme AND import = :import AND participant = :participant;

-- query import_tag_names: the scheme's words of a kind, to choose from.
-- by  team_access
-- in  kind text
-- out many import_tag_name: tag tag_id, name text
SELECT id AS tag, name
  FROM tag
 WHERE scheme = :scheme AND kind = :kind
 ORDER BY name
 LIMIT 1000;

-- query import_scheme: where the scheme is found.
-- by  team_access
-- out one import_scheme: slug text
SELECT slug
  FROM scheme
 WHERE id = :scheme;
