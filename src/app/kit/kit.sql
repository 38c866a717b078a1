-- query kit_get: what the two of a pair said about themselves.
-- by  pair_access
-- out one kit: mentee text, mentor text, mentor_place participant_id, mentee_headline text, mentor_headline text, mentor_employer text, mentee_about text, mentor_about text, hopes text, gains text, reasons text
SELECT e.name AS mentee, r.name AS mentor, pair.mentor_place, mentee.headline AS mentee_headline,
       mentor.headline AS mentor_headline, mentor.employer AS mentor_employer,
       mentee.about AS mentee_about, mentor.about AS mentor_about, mentee.hopes, mentor.gains,
       pair.reasons
  FROM pair
  JOIN person AS e ON e.id = pair.mentee
  JOIN person AS r ON r.id = pair.mentor
  JOIN profile AS mentee ON mentee.scheme = pair.scheme AND mentee.participant = pair.mentee_place
  JOIN profile AS mentor ON mentor.scheme = pair.scheme AND mentor.participant = pair.mentor_place
 WHERE pair.scheme = :scheme AND pair.id = :pair AND pair.introduced_at IS NOT NULL;

-- query kit_shared: words that both chose.
-- by  pair_access
-- out many kit_word: name text
SELECT tag.name
  FROM pair
  JOIN participant_tag AS theirs ON theirs.scheme = pair.scheme AND theirs.participant = pair.mentee_place
  JOIN participant_tag AS ours ON ours.scheme = pair.scheme AND ours.participant = pair.mentor_place
   AND ours.tag = theirs.tag
  JOIN tag ON tag.scheme = pair.scheme AND tag.id = theirs.tag
 WHERE pair.scheme = :scheme AND pair.id = :pair
 ORDER BY tag.kind, tag.name
 LIMIT 20;

-- query kit_aims: the mentor's aims that whoever reads may see.
-- by  pair_access
-- out many kit_aim: title text
SELECT aim.title
  FROM aim
  JOIN pair ON pair.scheme = aim.scheme AND pair.id = aim.pair
 WHERE aim.scheme = :scheme AND aim.pair = :pair
   AND (aim.is_shared = 1 OR pair.mentor = :actor)
 ORDER BY aim.id
 LIMIT 12;

-- query kit_told: what the two told each other early.
-- by  pair_access
-- out many kit_told: name text, words text, helps text
SELECT person.name, heads_up.words, heads_up.helps
  FROM heads_up
  JOIN person ON person.id = heads_up.author
 WHERE heads_up.scheme = :scheme AND heads_up.pair = :pair
 ORDER BY heads_up.said_at, heads_up.id
 LIMIT 10;
