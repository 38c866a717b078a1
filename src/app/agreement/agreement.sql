-- query agreement_list_now: what is in force and was before, what is on the table, and the reader's
-- own draft. Of what was in force before, not the words.
-- by  pair_access
-- out many agreement: id agreement_id, version int, state text, written_by person_id, base agreement_id?, interval_days int, length_min int, place text, place_line text, channels text, reply_days int, notice_h int, quiet_from int, quiet_to int, is_quiet_weekend bool, silence text, boundaries text, confidentiality text, text text, hash text, changed_at time, accepted_at time?
SELECT id, version, state, written_by, base, interval_days, length_min, place, place_line,
       channels, reply_days, notice_h, quiet_from, quiet_to, is_quiet_weekend, silence,
       boundaries, confidentiality, CASE state WHEN 'superseded' THEN '' ELSE text END AS text,
       hash, changed_at, accepted_at
  FROM agreement
 WHERE scheme = :scheme AND pair = :pair
   AND (state IN ('proposed', 'accepted', 'superseded') OR
        (state = 'draft' AND written_by = :actor))
 ORDER BY version DESC, id DESC
 LIMIT 100;

-- query agreement_get: one text that both have seen.
-- by  pair_access
-- in  id agreement_id
-- out one agreement: id agreement_id, version int, state text, written_by person_id, base agreement_id?, interval_days int, length_min int, place text, place_line text, channels text, reply_days int, notice_h int, quiet_from int, quiet_to int, is_quiet_weekend bool, silence text, boundaries text, confidentiality text, text text, hash text, changed_at time, accepted_at time?
SELECT id, version, state, written_by, base, interval_days, length_min, place, place_line,
       channels, reply_days, notice_h, quiet_from, quiet_to, is_quiet_weekend, silence,
       boundaries, confidentiality, text, hash, changed_at, accepted_at
  FROM agreement
 WHERE scheme = :scheme AND pair = :pair AND id = :id AND state <> 'draft';

-- query agreement_get_version: the text that was accepted as this version.
-- by  pair_access
-- in  version int
-- out one agreement: id agreement_id, version int, state text, written_by person_id, base agreement_id?, interval_days int, length_min int, place text, place_line text, channels text, reply_days int, notice_h int, quiet_from int, quiet_to int, is_quiet_weekend bool, silence text, boundaries text, confidentiality text, text text, hash text, changed_at time, accepted_at time?
SELECT id, version, state, written_by, base, interval_days, length_min, place, place_line,
       channels, reply_days, notice_h, quiet_from, quiet_to, is_quiet_weekend, silence,
       boundaries, confidentiality, text, hash, changed_at, accepted_at
  FROM agreement
 WHERE scheme = :scheme AND pair = :pair AND version = :version
   AND state IN ('accepted', 'superseded');

-- query agreement_list_versions: every text that both accepted, newest first.
-- by  pair_access
-- out many agreement_version: version int, accepted_at time, interval_days int, state text
SELECT version, coalesce(accepted_at, 0) AS accepted_at, interval_days, state
  FROM agreement
 WHERE scheme = :scheme AND pair = :pair AND state IN ('accepted', 'superseded')
 ORDER BY version DESC
 LIMIT 100;

-- query agreement_list_yes: who said yes to a text, and when.
-- by  pair_access
-- in  agreement agreement_id
-- out many agreement_yes: name text, said_at time
SELECT person.name, agreement_yes.said_at
  FROM agreement_yes
  JOIN agreement ON agreement.scheme = agreement_yes.scheme
                AND agreement.id = agreement_yes.agreement
  JOIN person ON person.id = agreement_yes.person
 WHERE agreement_yes.scheme = :scheme AND agreement.pair = :pair
   AND agreement_yes.agreement = :agreement
 ORDER BY agreement_yes.said_at, person.id
 LIMIT 2;

-- query agreement_rhythm: what is in force in a pair, without a word of its text.
-- by  scheme_access
-- in  pair pair_id
-- out many agreed_rhythm: interval_days int, length_min int, place text, channels text, reply_days int, notice_h int, quiet_from int, quiet_to int, is_quiet_weekend bool, accepted_at time
SELECT interval_days, length_min, place, channels, reply_days, notice_h, quiet_from, quiet_to,
       is_quiet_weekend, coalesce(accepted_at, 0) AS accepted_at
  FROM agreement
 WHERE scheme = :scheme AND pair = :pair AND state = 'accepted'
 LIMIT 1;

-- query agreement_add_draft: the reader begins a text of their own.
-- by  pair_access
-- in  id agreement_id, version int, base agreement_id?, scheme_text scheme_text_id?, interval_days int, length_min int, place text, place_line text, channels text, reply_days int, notice_h int, quiet_from int, quiet_to int, is_quiet_weekend bool, silence text, boundaries text, confidentiality text, now time
-- out none
INSERT INTO agreement (scheme, id, pair, version, state, written_by, base, scheme_text,
                       interval_days, length_min, place, place_line, channels, reply_days,
                       notice_h, quiet_from, quiet_to, is_quiet_weekend, silence, boundaries,
                       confidentiality, changed_at)
VALUES (:scheme, :id, :pair, :version, 'draft', :actor, :base, :scheme_text, :interval_days,
        :length_min, :place, :place_line, :channels, :reply_days, :notice_h, :quiet_from,
        :quiet_to, :is_quiet_weekend, :silence, :boundaries, :confidentiality, :now);

-- query agreement_set_draft: other terms in the reader's own draft.
-- by  pair_access
-- in  id agreement_id, interval_days int, length_min int, place text, place_line text, channels text, reply_days int, notice_h int, quiet_from int, quiet_to int, is_quiet_weekend bool, silence text, boundaries text, confidentiality text, now time
-- out one agreement_key: id agreement_id
UPDATE agreement
   SET interval_days = :interval_days, length_min = :length_min, place = :place,
       place_line = :place_line, channels = :channels, reply_days = :reply_days,
       notice_h = :notice_h, quiet_from = :quiet_from, quiet_to = :quiet_to,
       is_quiet_weekend = :is_quiet_weekend, silence = :silence, boundaries = :boundaries,
       confidentiality = :confidentiality, changed_at = :now
 WHERE scheme = :scheme AND pair = :pair AND id = :id AND state = 'draft' AND written_by = :actor
RETURNING id;

-- query agreement_remove_draft: the reader's draft is thrown away.
-- by  pair_access
-- out one agreement_key: id agreement_id
DELETE FROM agreement
 WHERE scheme = :scheme AND pair = :pair AND state = 'draft' AND written_by = :actor
RETURNING id;

-- query agreement_set_amended: a text on the table is answered by another.
-- by  pair_access
-- in  id agreement_id
-- out one agreement_key: id agreement_id
UPDATE agreement
   SET state = 'amended'
 WHERE scheme = :scheme AND pair = :pair AND id = :id AND state = 'proposed'
RETURNING id;

-- query agreement_set_proposed: a draft comes on the table, word for word.
-- by  pair_access
-- in  id agreement_id, text text, hash text, now time
-- out one agreement_key: id agreement_id
UPDATE agreement
   SET state = 'proposed', text = :text, hash = :hash, changed_at = :now
 WHERE scheme = :scheme AND pair = :pair AND id = :id AND state = 'draft' AND written_by = :actor
RETURNING id;

-- query agreement_set_superseded: what was in force is so no longer.
-- by  pair_access
-- out none
UPDATE agreement
   SET state = 'superseded'
 WHERE scheme = :scheme AND pair = :pair AND state = 'accepted';

-- query agreement_set_accepted: the other says yes to the same text.
-- by  pair_access
-- in  id agreement_id, hash text, now time
-- out one agreement_key: id agreement_id
UPDATE agreement
   SET state = 'accepted', accepted_at = :now, changed_at = :now
 WHERE scheme = :scheme AND pair = :pair AND id = :id AND state = 'proposed' AND hash = :hash
   AND written_by <> :actor
RETURNING id;

-- query agreement_add_yes: whoever acts says yes to a text.
-- by  pair_access
-- in  agreement agreement_id, hash text, now time
-- out none
INSERT INTO agreement_yes (scheme, agreement, person, hash, said_at)
SELECT :scheme, id, :actor, :hash, :now
  FROM agreement
 WHERE scheme = :scheme AND pair = :pair AND id = :agreement;

-- query agreement_set_pair_active: an introduced pair begins.
-- by  pair_access
-- in  now time
-- out none
UPDATE pair
   SET state = 'active', active_at = :now
 WHERE scheme = :scheme AND id = :pair AND state = 'introduced';
