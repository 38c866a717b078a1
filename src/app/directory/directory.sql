-- query directory_mentee: somebody who seeks a mentor, with what a fit is made of.
-- by  scheme_access
-- in  mentee participant_id
-- out one directory_mentee: id participant_id, person person_id, cohort cohort_id, state text, room int, name text, headline text, hopes text, course text, city text, languages text, channels text, times text
SELECT participant.id, participant.person, participant.cohort, participant.state,
       participant.capacity - participant.used AS room, person.name, profile.headline,
       profile.hopes, profile.course, profile.city, profile.languages, profile.channels,
       profile.times
  FROM participant
  JOIN person ON person.id = participant.person
  JOIN profile ON profile.scheme = participant.scheme AND profile.participant = participant.id
 WHERE participant.scheme = :scheme AND participant.id = :mentee AND participant.role = 'mentee';

-- query directory_places: where whoever acts takes part now, as which.
-- by  scheme_access
-- in  cohort cohort_id
-- out many directory_place: id participant_id, role text, state text, room int, missed int
SELECT participant.id, participant.role, participant.state,
       participant.capacity - participant.used AS room, coalesce(listing.missed, 0) AS missed
  FROM participant
  LEFT JOIN listing ON listing.scheme = participant.scheme
                   AND listing.participant = participant.id
 WHERE participant.scheme = :scheme AND participant.cohort = :cohort
   AND participant.person = :actor AND participant.state <> 'left'
 ORDER BY participant.role
 LIMIT 2;

-- query directory_page: mentors with room who share or nearly share a word with this mentee, the
-- best fit first, and among equals by the day's lot.
-- by  scheme_access
-- in  mentee participant_id, person person_id, cohort cohort_id, chosen text, topics text, interests text, named text, like text, video int, in_person int, phone int, studied int, speaks_a text, speaks_b text, speaks_c text, topic_weight int, interest_weight int, salt int, fit int, lot int, id int, most int
-- out many directory_line: id participant_id, person person_id, name text, headline text, employer text, course text, year text, city text, about text, languages text, channels text, times text, answers int, wait_s int, fit int, lot int, found int
SELECT id, person, name, headline, employer, course, year, city, about, languages, channels, times,
       answers, wait_s, fit, lot, found
  FROM (SELECT participant.id, participant.person, person.name, profile.headline, profile.employer,
               profile.course, profile.year, profile.city, profile.about, profile.languages,
               profile.channels, profile.times, coalesce(listing.answers, 0) AS answers,
               coalesce(listing.wait_s, 0) AS wait_s,
               fits.points / (6 + (SELECT count(*) FROM participant_tag AS has
                                    WHERE has.scheme = :scheme
                                      AND has.participant = participant.id)) AS fit,
               participant.id % 999983 * :salt % 999983 AS lot,
               count(*) OVER () AS found
          FROM (SELECT hit.participant,
                       CAST(sum(CASE WHEN wish.kind = 'topic' THEN wish.likeness * :topic_weight
                                     ELSE wish.likeness * :interest_weight END) AS BIGINT) AS points
                  FROM (SELECT tag.id, tag.kind,
                               max(CASE WHEN tag.id = own.id THEN 1000
                                        WHEN tag.id = own.parent OR tag.parent = own.id THEN 600
                                        WHEN tag.parent = own.parent THEN 500
                                        ELSE 400 END) AS likeness
                          FROM tag AS own
                          JOIN tag ON tag.scheme = own.scheme AND tag.kind = own.kind
                                  AND (tag.id = own.id OR tag.id = own.parent
                                       OR tag.parent = own.id OR tag.parent = own.parent
                                       OR EXISTS (SELECT 1 FROM tag_related AS kin
                                                   WHERE kin.scheme = own.scheme
                                                     AND ((kin.tag = own.id AND kin.other = tag.id)
                                                          OR (kin.tag = tag.id
                                                              AND kin.other = own.id))))
                         WHERE own.scheme = :scheme AND own.kind IN ('topic', 'interest')
                           AND (:chosen LIKE '%,' || own.id || ',%'
                                OR own.id IN (SELECT mine.tag FROM participant_tag AS mine
                                               WHERE mine.scheme = :scheme
                                                 AND mine.participant = :mentee))
                         GROUP BY tag.id, tag.kind) AS wish
                  JOIN participant_tag AS hit ON hit.scheme = :scheme AND hit.tag = wish.id
                 GROUP BY hit.participant) AS fits
          JOIN participant ON participant.scheme = :scheme AND participant.id = fits.participant
          JOIN person ON person.id = participant.person
          JOIN profile ON profile.scheme = participant.scheme
                      AND profile.participant = participant.id
          LEFT JOIN listing ON listing.scheme = participant.scheme
                           AND listing.participant = participant.id
         WHERE participant.cohort = :cohort AND participant.role = 'mentor'
           AND participant.state = 'ready' AND participant.used < participant.capacity
           AND participant.person <> :person AND coalesce(listing.missed, 0) < 2
           AND participant.person NOT IN (SELECT block.other FROM block
                                           WHERE block.scheme = :scheme AND block.person = :person)
           AND participant.person NOT IN (SELECT block.person FROM block
                                           WHERE block.scheme = :scheme AND block.other = :person)
           AND participant.person NOT IN (SELECT pair.mentor
                                            FROM pair
                                            LEFT JOIN pair_no ON pair_no.scheme = pair.scheme
                                                             AND pair_no.pair = pair.id
                                           WHERE pair.scheme = :scheme AND pair.mentee = :person
                                             AND (pair.state <> 'not_taken'
                                                  OR pair_no.pair IS NOT NULL))
           AND participant.id NOT IN (SELECT request.mentor FROM request
                                       WHERE request.scheme = :scheme
                                         AND request.mentee = :mentee
                                         AND request.state = 'declined')
           AND (:topics = '' OR EXISTS (SELECT 1 FROM participant_tag AS t
                                         WHERE t.scheme = participant.scheme
                                           AND t.participant = participant.id
                                           AND :topics LIKE '%,' || t.tag || ',%'))
           AND (:interests = '' OR EXISTS (SELECT 1 FROM participant_tag AS i
                                            WHERE i.scheme = participant.scheme
                                              AND i.participant = participant.id
                                              AND :interests LIKE '%,' || i.tag || ',%'))
           AND (:like = '%%' OR participant.listed LIKE :like ESCAPE '\'
                OR lower(profile.headline) LIKE :like ESCAPE '\'
                OR lower(profile.employer) LIKE :like ESCAPE '\'
                OR lower(profile.course) LIKE :like ESCAPE '\'
                OR lower(profile.city) LIKE :like ESCAPE '\'
                OR lower(profile.about) LIKE :like ESCAPE '\'
                OR EXISTS (SELECT 1 FROM participant_tag AS n
                            WHERE n.scheme = participant.scheme
                              AND n.participant = participant.id
                              AND :named LIKE '%,' || n.tag || ',%'))
           AND (:video + :in_person + :phone = 0
                OR (:video = 1 AND profile.channels LIKE '%video%')
                OR (:in_person = 1 AND profile.channels LIKE '%in_person%')
                OR (:phone = 1 AND profile.channels LIKE '%phone%'))
           AND (:studied = 0 OR profile.course <> '')
           AND (';' || replace(lower(profile.languages), '; ', ';') || ';' LIKE :speaks_a
                OR ';' || replace(lower(profile.languages), '; ', ';') || ';' LIKE :speaks_b
                OR ';' || replace(lower(profile.languages), '; ', ';') || ';' LIKE :speaks_c)
       ) AS line
 WHERE fit < :fit OR (fit = :fit AND (lot, id) > (:lot, :id))
 ORDER BY fit DESC, lot, id
 LIMIT :most;

-- query directory_room: how many mentors have room and are shown.
-- by  scheme_access
-- in  cohort cohort_id
-- out one directory_room: mentors int
SELECT count(*) AS mentors
  FROM participant
  LEFT JOIN listing ON listing.scheme = participant.scheme
                   AND listing.participant = participant.id
 WHERE participant.scheme = :scheme AND participant.cohort = :cohort
   AND participant.role = 'mentor' AND participant.state = 'ready'
   AND participant.used < participant.capacity AND coalesce(listing.missed, 0) < 2;

-- query directory_mentor: one mentor, as a mentee of the cohort who may know of them reads it.
-- by  scheme_access
-- in  mentee participant_id, mentor participant_id
-- out one directory_mentor: id participant_id, person person_id, name text, zone text, headline text, employer text, course text, year text, city text, country text, about text, languages text, channels text, times text, state text, room int, missed int, answers int, wait_s int
SELECT participant.id, participant.person, person.name, person.zone, profile.headline,
       profile.employer, profile.course, profile.year, profile.city, profile.country, profile.about,
       profile.languages, profile.channels, profile.times, participant.state,
       participant.capacity - participant.used AS room, coalesce(listing.missed, 0) AS missed,
       coalesce(listing.answers, 0) AS answers, coalesce(listing.wait_s, 0) AS wait_s
  FROM participant
  JOIN participant AS me ON me.scheme = participant.scheme AND me.cohort = participant.cohort
  JOIN person ON person.id = participant.person
  JOIN profile ON profile.scheme = participant.scheme AND profile.participant = participant.id
  LEFT JOIN listing ON listing.scheme = participant.scheme
                   AND listing.participant = participant.id
 WHERE participant.scheme = :scheme AND participant.id = :mentor AND participant.role = 'mentor'
   AND me.id = :mentee AND participant.person <> me.person
   AND participant.state IN ('ready', 'placed', 'away')
   AND NOT EXISTS (SELECT 1 FROM block
                    WHERE block.scheme = participant.scheme
                      AND block.person = participant.person AND block.other = me.person)
   AND NOT EXISTS (SELECT 1 FROM block
                    WHERE block.scheme = participant.scheme
                      AND block.person = me.person AND block.other = participant.person)
   AND NOT EXISTS (SELECT 1 FROM pair
                    LEFT JOIN pair_no ON pair_no.scheme = pair.scheme AND pair_no.pair = pair.id
                    WHERE pair.scheme = participant.scheme
                      AND pair.mentee = me.person AND pair.mentor = participant.person
                      AND (pair.state <> 'not_taken' OR pair_no.pair IS NOT NULL));

-- query directory_words: the words of up to fourteen who take part, by person and kind.
-- by  scheme_access
-- in  a int, b int, c int, d int, e int, f int, g int, h int, i int, j int, k int, l int, m int, n int
-- out many directory_word: participant participant_id, tag tag_id, kind text, name text
SELECT participant_tag.participant, tag.id AS tag, tag.kind, tag.name
  FROM participant_tag
  JOIN tag ON tag.scheme = participant_tag.scheme AND tag.id = participant_tag.tag
 WHERE participant_tag.scheme = :scheme
   AND participant_tag.participant IN (:a, :b, :c, :d, :e, :f, :g, :h, :i, :j, :k, :l, :m, :n)
 ORDER BY participant_tag.participant, tag.kind, tag.name
 LIMIT 1000;

-- query directory_above: which of the scheme's words stand above others.
-- by  scheme_access
-- out many directory_parent: kind text, name text, parent text
SELECT tag.kind, tag.name, above.name AS parent
  FROM tag
  JOIN tag AS above ON above.scheme = tag.scheme AND above.id = tag.parent
 WHERE tag.scheme = :scheme AND tag.kind IN ('topic', 'interest')
 ORDER BY tag.kind, tag.name
 LIMIT 4000;

-- query directory_kin: which words have to do with each other.
-- by  scheme_access
-- out many directory_kin: kind text, name text, other text, likeness int
SELECT tag.kind, tag.name, kin.name AS other, tag_related.likeness
  FROM tag_related
  JOIN tag ON tag.scheme = tag_related.scheme AND tag.id = tag_related.tag
  JOIN tag AS kin ON kin.scheme = tag_related.scheme AND kin.id = tag_related.other
 WHERE tag_related.scheme = :scheme AND tag.kind IN ('topic', 'interest')
 ORDER BY tag.kind, tag.name, kin.name
 LIMIT 4000;

-- query directory_tags: the words of these names; names stand between bars.
-- by  scheme_access
-- in  names text
-- out many directory_tag: id tag_id, kind text, name text
SELECT id, kind, name
  FROM tag
 WHERE scheme = :scheme AND kind IN ('topic', 'interest') AND :names LIKE '%|' || name || '|%'
 ORDER BY kind, name
 LIMIT 100;

-- query directory_named: words that what was typed may mean, by any of their names.
-- by  scheme_access
-- in  like text
-- out many directory_meant: id tag_id
SELECT tag.id
  FROM tag
 WHERE tag.scheme = :scheme
   AND (lower(tag.name) LIKE :like ESCAPE '\'
        OR EXISTS (SELECT 1 FROM tag_synonym
                    WHERE tag_synonym.scheme = tag.scheme AND tag_synonym.tag = tag.id
                      AND tag_synonym.name LIKE :like ESCAPE '\'))
 ORDER BY tag.id
 LIMIT 40;

-- query directory_hide: whoever acts does not want to be asked for now, or does again.
-- by  scheme_access
-- in  mentor participant_id, state text, was text
-- out one directory_hidden: id participant_id
UPDATE participant
   SET state = :state
 WHERE scheme = :scheme AND id = :mentor AND person = :actor AND role = 'mentor' AND state = :was
RETURNING id;

-- query directory_forgive: whoever acts is here: what lapsed without a word counts no more.
-- by  scheme_access
-- in  mentor participant_id
-- out none
UPDATE listing
   SET missed = 0
 WHERE scheme = :scheme
   AND participant IN (SELECT id FROM participant
                        WHERE participant.scheme = :scheme AND participant.id = :mentor
                          AND participant.person = :actor);
