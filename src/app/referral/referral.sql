-- query referral_question: a question that may be pointed somewhere, and to whom it belongs.
-- by  pair_access
-- in  question question_id
-- out one referral_question: words text, state text, mentee person_id, mentor person_id, mentor_name text, slug text
SELECT question.words, question.state, pair.mentee, pair.mentor, mentor.name AS mentor_name,
       scheme.slug
  FROM question
  JOIN pair ON pair.scheme = question.scheme AND pair.id = question.pair
  JOIN scheme ON scheme.id = pair.scheme
  JOIN person AS mentor ON mentor.id = pair.mentor
 WHERE question.scheme = :scheme AND question.pair = :pair AND question.id = :question
   AND question.state <> 'private';

-- query referral_add: where a question goes, unless it is pointed somewhere already.
-- by  pair_access
-- in  id referral_id, question question_id, resource resource_id?, tag tag_id?, line text, state text, now time
-- out one added_referral: id referral_id
INSERT INTO referral (scheme, id, pair, question, resource, tag, made_by, line, state, made_at)
VALUES (:scheme, :id, :pair, :question, :resource, :tag, :actor, :line, :state, :now)
    ON CONFLICT (scheme, question) WHERE state IN ('proposed', 'accepted') DO NOTHING
RETURNING id;

-- query referral_tag_of: the first topic of a resource, so that what did not help is counted.
-- by  pair_access
-- in  resource resource_id
-- out one referral_resource: title text, kind text, tag tag_id?
SELECT resource.title, resource.kind,
       (SELECT min(resource_tag.tag) FROM resource_tag
         WHERE resource_tag.scheme = :scheme AND resource_tag.resource = resource.id) AS tag
  FROM resource
  JOIN pair ON pair.scheme = resource.scheme AND pair.id = :pair
 WHERE resource.scheme = :scheme AND resource.id = :resource AND resource.retired_at IS NULL;

-- query referral_list: what waits for the mentee's word.
-- by  pair_access
-- out many proposed_referral: id referral_id, question question_id, question_words text, line text, kind text, title text, link text, words text, name text
SELECT referral.id, referral.question, question.words AS question_words, referral.line,
       resource.kind, resource.title, resource.link, resource.words, person.name
  FROM referral
  JOIN question ON question.scheme = referral.scheme AND question.id = referral.question
  JOIN resource ON resource.scheme = referral.scheme AND resource.id = referral.resource
  JOIN person ON person.id = referral.made_by
 WHERE referral.scheme = :scheme AND referral.pair = :pair AND referral.state = 'proposed'
   AND question.state IN ('queued', 'raised')
 ORDER BY referral.made_at, referral.id
 LIMIT 20;

-- query referral_set_answer: the mentee goes there, or rather not.
-- by  pair_access
-- in  id referral_id, becomes text, now time
-- out one answered_referral: question question_id, resource resource_id?
UPDATE referral
   SET state = :becomes, answered_at = :now
 WHERE scheme = :scheme AND pair = :pair AND id = :id AND state = 'proposed'
RETURNING question, resource;

-- query referral_set_note: the mentee found it alone.
-- by  pair_access
-- in  id referral_id, question question_id, now time
-- out none
INSERT INTO referral (scheme, id, pair, question, made_by, state, made_at, answered_at)
VALUES (:scheme, :id, :pair, :question, :actor, 'accepted', :now, :now)
    ON CONFLICT (scheme, question) WHERE state IN ('proposed', 'accepted') DO NOTHING;

-- query referral_set_outcome: whether it helped.
-- by  pair_access
-- in  question question_id, becomes text
-- out one settled_referral: id referral_id, made_by person_id
UPDATE referral
   SET state = :becomes
 WHERE scheme = :scheme AND pair = :pair AND question = :question AND state = 'accepted'
RETURNING id, made_by;

-- query referral_due: questions that were referred a while ago, and their mentees.
-- by  job_access
-- in  until time
-- out many due_referral: id referral_id, pair pair_id, question question_id, mentee person_id, words text, pointed_to text
SELECT referral.id, referral.pair, referral.question, pair.mentee, question.words,
       question.pointed_to
  FROM referral
  JOIN question ON question.scheme = referral.scheme AND question.id = referral.question
  JOIN pair ON pair.scheme = referral.scheme AND pair.id = referral.pair
 WHERE referral.scheme = :scheme AND referral.state = 'accepted' AND referral.asked_at IS NULL
   AND referral.answered_at <= :until AND question.state = 'referred'
   AND pair.state IN ('introduced', 'active', 'closing')
 ORDER BY referral.answered_at, referral.id
 LIMIT 200;

-- query referral_set_asked: the mentee was asked, once.
-- by  job_access
-- in  id referral_id, now time
-- out none
UPDATE referral
   SET asked_at = :now
 WHERE scheme = :scheme AND id = :id;

-- query referral_topics: the words of the scheme for kinds of help.
-- by  scheme_access
-- out many referral_topic: id tag_id, name text
SELECT id, name
  FROM tag
 WHERE scheme = :scheme AND kind = 'topic'
 ORDER BY name, id
 LIMIT 200;

-- query referral_gap_list: topics of questions that nobody could answer. No word of a question.
-- by  team_access
-- out many referral_gap: topic text, questions int
SELECT coalesce(tag.name, '') AS topic, count(*) AS questions
  FROM referral
  LEFT JOIN tag ON tag.scheme = referral.scheme AND tag.id = referral.tag
 WHERE referral.scheme = :scheme AND referral.state IN ('nobody', 'not_useful')
 GROUP BY tag.name
 ORDER BY questions DESC, topic
 LIMIT 100;
