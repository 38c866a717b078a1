-- query progress_list: the notes of one pair, newest first.
-- by  pair_access
-- out many progress_row: id progress_note_id, word text, line text, written_at time, reply text, replied_at time?, is_mine bool, is_mentors bool, is_told bool
SELECT note.id, note.word, note.line, note.written_at, note.reply, note.replied_at,
       CASE WHEN note.author = :actor THEN 1 ELSE 0 END AS is_mine,
       CASE WHEN note.author = pair.mentor THEN 1 ELSE 0 END AS is_mentors,
       CASE WHEN EXISTS (SELECT 1 FROM progress_told AS told
                          WHERE told.scheme = :scheme AND told.id = note.id)
            THEN 1 ELSE 0 END AS is_told
  FROM progress_note AS note
  JOIN pair ON pair.scheme = note.scheme AND pair.id = note.pair
 WHERE note.scheme = :scheme AND note.pair = :pair
 ORDER BY note.written_at DESC, note.id DESC
 LIMIT 40;

-- query progress_get: one note of the pair.
-- by  pair_access
-- in  note progress_note_id
-- out one progress_one: id progress_note_id, author person_id, word text, line text, reply text
SELECT id, author, word, line, reply
  FROM progress_note
 WHERE scheme = :scheme AND pair = :pair AND id = :note;

-- query progress_add: one more note.
-- by  pair_access
-- in  id progress_note_id, word text, line text, now time
-- out none
INSERT INTO progress_note (scheme, id, pair, author, word, line, written_at)
VALUES (:scheme, :id, :pair, :actor, :word, :line, :now);

-- query progress_tell: the team gets a copy of a note, because its author said so.
-- by  pair_access
-- in  id progress_told_id, word text, line text, now time
-- out none
INSERT INTO progress_told (scheme, id, pair, author, word, line, told_at)
VALUES (:scheme, :id, :pair, :actor, :word, :line, :now);

-- query progress_set_reply: the other's answer to a note.
-- by  pair_access
-- in  note progress_note_id, reply text, now time
-- out one progress_replied: author person_id
UPDATE progress_note
   SET reply = :reply, replied_at = :now
 WHERE scheme = :scheme AND pair = :pair AND id = :note AND author <> :actor
RETURNING author;

-- query progress_told_of: what the team was told by the two of one pair, newest first.
-- by  team_access
-- in  of_pair pair_id
-- out many told_note: name text, word text, line text, told_at time
SELECT person.name, told.word, told.line, told.told_at
  FROM progress_told AS told
  JOIN person ON person.id = told.author
 WHERE told.scheme = :scheme AND told.pair = :of_pair
 ORDER BY told.told_at DESC, told.id DESC
 LIMIT 12;

-- query progress_last: when whoever acts last wrote a note.
-- by  pair_access
-- out one progress_last: written_at time?
SELECT max(written_at) AS written_at
  FROM progress_note
 WHERE scheme = :scheme AND pair = :pair AND author = :actor;

-- query progress_due: mentees from whom a note is due, by the days that their pair goes by.
-- by  scheme_access
-- in  today day
-- out many progress_due: pair pair_id?, since_on day, note_every int, person person_id, name text, zone text, other text, slug text
SELECT signal.pair, coalesce(signal.note_on, signal.since_on) AS since_on, signal.note_every,
       mentee.id AS person, mentee.name, mentee.zone, mentor.name AS other, scheme.slug
  FROM signal
  JOIN pair ON pair.scheme = signal.scheme AND pair.id = signal.pair
  JOIN person AS mentee ON mentee.id = pair.mentee
  JOIN person AS mentor ON mentor.id = pair.mentor
  JOIN scheme ON scheme.id = signal.scheme
 WHERE signal.scheme = :scheme AND signal.pair IS NOT NULL AND signal.note_every > 0
   AND :today - coalesce(signal.note_on, signal.since_on)
       - CASE WHEN signal.note_on IS NULL THEN signal.rest_since ELSE signal.rest_note END
       >= signal.note_every
 ORDER BY signal.pair
 LIMIT 2000;
