-- A token is the proof: only this folder asks with it.

-- query act_add: one more link.
-- by  public_access
-- in  id act_id, hash text, scheme scheme_id, person person_id, pair pair_id?, kind text, object int, version int, choice int, ends_at time
-- out none
INSERT INTO act (id, hash, of_scheme, person, pair, kind, object, version, choice, ends_at)
VALUES (:id, :hash, :scheme, :person, :pair, :kind, :object, :version, :choice, :ends_at);

-- query act_get: what a link is for.
-- by  public_access
-- in  hash text
-- out one act: id act_id, of_scheme scheme_id, person person_id, pair pair_id?, kind text, object int, version int, choice int, ends_at time, used_at time?, outcome text, go_on text, name text
SELECT act.id, act.of_scheme, act.person, act.pair, act.kind, act.object, act.version, act.choice,
       act.ends_at, act.used_at, act.outcome, act.go_on, person.name
  FROM act
  JOIN person ON person.id = act.person
 WHERE act.hash = :hash;

-- query act_use: the first use of a link, once.
-- by  public_access
-- in  id act_id, now time
-- out one used_act: id act_id
UPDATE act
   SET used_at = :now
 WHERE id = :id AND used_at IS NULL
RETURNING id;

-- query act_keep_outcome: what the first use came to.
-- by  public_access
-- in  id act_id, outcome text, go_on text
-- out none
UPDATE act
   SET outcome = :outcome, go_on = :go_on
 WHERE id = :id;
