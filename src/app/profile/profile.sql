-- query profile_mine: the places of whoever acts, the newest first, with what is said of each.
-- by  scheme_access
-- out many profile_mine: participant participant_id, role text, capacity int, used int, headline text, employer text, course text, year text, city text, country text, about text, hopes text, gains text, languages text, channels text, times text
SELECT participant.id AS participant, participant.role, participant.capacity, participant.used,
       profile.headline, profile.employer, profile.course, profile.year, profile.city,
       profile.country, profile.about, profile.hopes, profile.gains, profile.languages,
       profile.channels, profile.times
  FROM participant
  JOIN profile ON profile.scheme = participant.scheme AND profile.participant = participant.id
 WHERE participant.scheme = :scheme AND participant.person = :actor AND participant.state <> 'left'
 ORDER BY participant.joined_at DESC, participant.id DESC
 LIMIT 4;

-- query profile_words: the scheme's words that one's place has.
-- by  scheme_access
-- in  participant participant_id
-- out many profile_word: kind text, name text
SELECT tag.kind, tag.name
  FROM participant_tag
  JOIN participant ON participant.scheme = participant_tag.scheme
                  AND participant.id = participant_tag.participant
  JOIN tag ON tag.scheme = participant_tag.scheme AND tag.id = participant_tag.tag
 WHERE participant_tag.scheme = :scheme AND participant_tag.participant = :participant
   AND participant.person = :actor
 ORDER BY tag.name
 LIMIT 200;

-- query profile_set: what one says of oneself, anew.
-- by  scheme_access
-- in  participant participant_id, headline text, employer text, course text, year text, city text, country text, about text, hopes text, gains text, languages text, channels text, times text
-- out none
UPDATE profile
   SET headline = :headline, employer = :employer, course = :course, year = :year, city = :city,
       country = :country, about = :about, hopes = :hopes, gains = :gains,
       languages = :languages, channels = :channels, times = :times
 WHERE scheme = :scheme AND participant = :participant
   AND EXISTS (SELECT 1 FROM participant
                WHERE participant.scheme = :scheme AND participant.id = :participant
                  AND participant.person = :actor);

-- query profile_set_capacity: how many mentees at once, never fewer than there are.
-- by  scheme_access
-- in  participant participant_id, capacity int
-- out none
UPDATE participant
   SET capacity = CASE WHEN :capacity < used THEN used ELSE :capacity END
 WHERE scheme = :scheme AND id = :participant AND person = :actor;

-- query profile_clear_words: the words of a kind that the form offers are chosen anew; those that
-- somebody found by typing stay. choices stand between bars.
-- by  scheme_access
-- in  participant participant_id, kind text, choices text
-- out none
DELETE FROM participant_tag
 WHERE scheme = :scheme AND participant = :participant
   AND participant IN (SELECT id FROM participant WHERE scheme = :scheme AND person = :actor)
   AND tag IN (SELECT id FROM tag
                WHERE scheme = :scheme AND kind = :kind AND :choices LIKE '%|' || name || '|%');

-- query profile_add_word: one of the scheme's words for one's place.
-- by  scheme_access
-- in  participant participant_id, kind text, name text
-- out none
INSERT INTO participant_tag (scheme, participant, tag)
SELECT :scheme, participant.id, tag.id
  FROM participant
  JOIN tag ON tag.scheme = participant.scheme
 WHERE participant.scheme = :scheme AND participant.id = :participant
   AND participant.person = :actor AND tag.kind = :kind AND tag.name = :name
ON CONFLICT (scheme, participant, tag) DO NOTHING;
