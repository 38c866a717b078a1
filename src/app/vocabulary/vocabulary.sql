-- query vocabulary_put: a word, new or known; what stands above a known one stays.
-- by  team_access
-- in  id tag_id, kind text, name text, parent tag_id?
-- out one vocabulary_put: id tag_id
INSERT INTO tag (scheme, id, kind, name, parent)
VALUES (:scheme, :id, :kind, :name, :parent)
ON CONFLICT (scheme, kind, name) DO UPDATE SET parent = coalesce(tag.parent, excluded.parent)
RETURNING id;

-- query vocabulary_put_name: another name for a word.
-- by  team_access
-- in  tag tag_id, name text
-- out none
INSERT INTO tag_synonym (scheme, name, tag)
VALUES (:scheme, :name, :tag)
ON CONFLICT (scheme, name, tag) DO NOTHING;

-- query vocabulary_relate: two words have to do with each other.
-- by  team_access
-- in  tag tag_id, other tag_id
-- out none
INSERT INTO tag_related (scheme, tag, other)
VALUES (:scheme, :tag, :other)
ON CONFLICT (scheme, tag, other) DO NOTHING;

-- query vocabulary_named: words of a kind that have this name or other name.
-- by  scheme_access
-- in  kind text, name text
-- out many vocabulary_named: id tag_id, name text
SELECT tag.id, tag.name
  FROM tag
 WHERE tag.scheme = :scheme AND tag.kind = :kind
   AND (lower(tag.name) = :name
        OR EXISTS (SELECT 1 FROM tag_synonym
                    WHERE tag_synonym.scheme = tag.scheme AND tag_synonym.tag = tag.id
                      AND tag_synonym.name = :name))
 ORDER BY lower(tag.name) = :name DESC, tag.id
 LIMIT 1;

-- query vocabulary_names: all words of a kind, to choose from while typing.
-- by  scheme_access
-- in  kind text
-- out many vocabulary_name: name text
SELECT name
  FROM tag
 WHERE scheme = :scheme AND kind = :kind
 ORDER BY name
 LIMIT 1000;

-- query vocabulary_page: words of a kind with how many people have chosen each.
-- by  team_access
-- in  kind text, like text, after text
-- out many vocabulary_line: id tag_id, name text, above text?, people int
SELECT tag.id, tag.name, above.name AS above,
       (SELECT count(*) FROM participant_tag
         WHERE participant_tag.scheme = tag.scheme AND participant_tag.tag = tag.id) AS people
  FROM tag
  LEFT JOIN tag AS above ON above.scheme = tag.scheme AND above.id = tag.parent
 WHERE tag.scheme = :scheme AND tag.kind = :kind AND tag.name > :after
   AND (:like = '%%' OR lower(tag.name) LIKE :like ESCAPE '\'
        OR EXISTS (SELECT 1 FROM tag_synonym
                    WHERE tag_synonym.scheme = tag.scheme AND tag_synonym.tag = tag.id
                      AND tag_synonym.name LIKE :like ESCAPE '\'))
 ORDER BY tag.name
 LIMIT 101;

-- query vocabulary_count: how many words there are.
-- by  team_access
-- out one vocabulary_count: words int
SELECT count(*) AS words
  FROM tag
 WHERE scheme = :scheme;

-- query vocabulary_get: one word.
-- by  team_access
-- in  id tag_id
-- out one vocabulary_word: id tag_id, kind text, name text, above text?, people int
SELECT tag.id, tag.kind, tag.name, above.name AS above,
       (SELECT count(*) FROM participant_tag
         WHERE participant_tag.scheme = tag.scheme AND participant_tag.tag = tag.id) AS people
  FROM tag
  LEFT JOIN tag AS above ON above.scheme = tag.scheme AND above.id = tag.parent
 WHERE tag.scheme = :scheme AND tag.id = :id;

-- query vocabulary_other_names: the other names of a word.
-- by  team_access
-- in  id tag_id
-- out many vocabulary_other: name text
SELECT name
  FROM tag_synonym
 WHERE scheme = :scheme AND tag = :id
 ORDER BY name
 LIMIT 100;

-- query vocabulary_relatives: words that have to do with a word.
-- by  team_access
-- in  id tag_id
-- out many vocabulary_relative: name text
SELECT tag.name
  FROM tag_related
  JOIN tag ON tag.scheme = tag_related.scheme
          AND tag.id = CASE WHEN tag_related.tag = :id THEN tag_related.other ELSE tag_related.tag END
 WHERE tag_related.scheme = :scheme AND (tag_related.tag = :id OR tag_related.other = :id)
 ORDER BY tag.name
 LIMIT 100;

-- query vocabulary_rename: another name and another word above; never itself.
-- by  team_access
-- in  id tag_id, name text, parent tag_id?
-- out one vocabulary_renamed: id tag_id
UPDATE tag
   SET name = :name, parent = CASE WHEN :parent = :id THEN NULL ELSE :parent END
 WHERE scheme = :scheme AND id = :id
RETURNING id;

-- query vocabulary_clear_names: the other names are given anew.
-- by  team_access
-- in  id tag_id
-- out none
DELETE FROM tag_synonym
 WHERE scheme = :scheme AND tag = :id;

-- query vocabulary_clear_relatives: the relatives are given anew.
-- by  team_access
-- in  id tag_id
-- out none
DELETE FROM tag_related
 WHERE scheme = :scheme AND (tag = :id OR other = :id);

-- query vocabulary_move_people: whoever chose one word has chosen the other.
-- by  team_access
-- in  id tag_id, into tag_id
-- out none
INSERT INTO participant_tag (scheme, participant, tag)
SELECT mine.scheme, mine.participant, :into
  FROM participant_tag AS mine
 WHERE mine.scheme = :scheme AND mine.tag = :id
ON CONFLICT (scheme, participant, tag) DO NOTHING;

-- query vocabulary_drop_people: nobody has chosen it any more.
-- by  team_access
-- in  id tag_id
-- out none
DELETE FROM participant_tag
 WHERE scheme = :scheme AND tag = :id;

-- query vocabulary_move_names: its other names are the other's.
-- by  team_access
-- in  id tag_id, into tag_id
-- out none
INSERT INTO tag_synonym (scheme, name, tag)
SELECT own.scheme, own.name, :into
  FROM tag_synonym AS own
 WHERE own.scheme = :scheme AND own.tag = :id
ON CONFLICT (scheme, name, tag) DO NOTHING;

-- query vocabulary_move_below: what stood below it stands below the other.
-- by  team_access
-- in  id tag_id, into tag_id
-- out none
UPDATE tag
   SET parent = CASE WHEN id = :into THEN NULL ELSE :into END
 WHERE scheme = :scheme AND parent = :id;

-- query vocabulary_drop: the word is gone.
-- by  team_access
-- in  id tag_id
-- out none
DELETE FROM tag
 WHERE scheme = :scheme AND id = :id;

-- query vocabulary_suggest: what somebody typed that names no word.
-- by  scheme_access
-- in  id tag_suggestion_id, kind text, word text, now time
-- out none
INSERT INTO tag_suggestion (scheme, id, kind, word, participant, said_at)
SELECT :scheme, :id, :kind, :word, participant.id, :now
  FROM participant
 WHERE participant.scheme = :scheme AND participant.person = :actor AND participant.state <> 'left'
   AND participant.id = (SELECT max(own.id) FROM participant AS own
                          WHERE own.scheme = :scheme AND own.person = :actor
                            AND own.state <> 'left')
ON CONFLICT (scheme, participant, kind, word) DO NOTHING;

-- query vocabulary_choose: whoever acts has this word.
-- by  scheme_access
-- in  tag tag_id
-- out none
INSERT INTO participant_tag (scheme, participant, tag)
SELECT :scheme, participant.id, :tag
  FROM participant
 WHERE participant.scheme = :scheme AND participant.person = :actor AND participant.state <> 'left'
ON CONFLICT (scheme, participant, tag) DO NOTHING;

-- query vocabulary_unchoose: whoever acts has this word no more.
-- by  scheme_access
-- in  tag tag_id
-- out none
DELETE FROM participant_tag
 WHERE scheme = :scheme AND tag = :tag
   AND participant IN (SELECT participant.id FROM participant
                        WHERE participant.scheme = :scheme AND participant.person = :actor);

-- query vocabulary_mine: the words of whoever acts.
-- by  scheme_access
-- out many vocabulary_own: tag tag_id, kind text, name text
SELECT DISTINCT tag.id AS tag, tag.kind, tag.name
  FROM participant
  JOIN participant_tag ON participant_tag.scheme = participant.scheme
                      AND participant_tag.participant = participant.id
  JOIN tag ON tag.scheme = participant_tag.scheme AND tag.id = participant_tag.tag
 WHERE participant.scheme = :scheme AND participant.person = :actor AND participant.state <> 'left'
 ORDER BY tag.kind, tag.name
 LIMIT 200;

-- query vocabulary_said: what whoever acts suggested and nobody has decided on.
-- by  scheme_access
-- out many vocabulary_said: kind text, word text
SELECT tag_suggestion.kind, tag_suggestion.word
  FROM tag_suggestion
  JOIN participant ON participant.scheme = tag_suggestion.scheme
                  AND participant.id = tag_suggestion.participant
 WHERE tag_suggestion.scheme = :scheme AND participant.person = :actor
   AND tag_suggestion.settled_at IS NULL
 ORDER BY tag_suggestion.said_at, tag_suggestion.id
 LIMIT 50;

-- query vocabulary_suggestions: what people typed that names no word, the most often said first.
-- by  team_access
-- out many vocabulary_suggestion: id tag_suggestion_id, kind text, word text, people int
SELECT min(id) AS id, kind, word, count(*) AS people
  FROM tag_suggestion
 WHERE scheme = :scheme AND settled_at IS NULL
 GROUP BY kind, word
 ORDER BY people DESC, word
 LIMIT 100;

-- query vocabulary_suggestion_get: one of them.
-- by  team_access
-- in  id tag_suggestion_id
-- out one vocabulary_suggested: kind text, word text
SELECT kind, word
  FROM tag_suggestion
 WHERE scheme = :scheme AND id = :id AND settled_at IS NULL;

-- query vocabulary_give: whoever typed it has this word now.
-- by  team_access
-- in  kind text, word text, tag tag_id
-- out none
INSERT INTO participant_tag (scheme, participant, tag)
SELECT tag_suggestion.scheme, tag_suggestion.participant, :tag
  FROM tag_suggestion
 WHERE tag_suggestion.scheme = :scheme AND tag_suggestion.kind = :kind
   AND tag_suggestion.word = :word AND tag_suggestion.settled_at IS NULL
ON CONFLICT (scheme, participant, tag) DO NOTHING;

-- query vocabulary_settle: it is decided on, for all who typed it.
-- by  team_access
-- in  kind text, word text, now time
-- out none
UPDATE tag_suggestion
   SET settled_at = :now
 WHERE scheme = :scheme AND kind = :kind AND word = :word AND settled_at IS NULL;
