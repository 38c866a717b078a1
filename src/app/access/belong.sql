-- Where a person belongs is asked before any scheme is known, so it reads across schemes.

-- query belong_list: where this person takes part, and which schemes they run.
-- by  person_access
-- out many belong: slug text, name text, is_team bool
SELECT scheme.slug, scheme.name, 0 AS is_team
  FROM participant
  JOIN scheme ON scheme.id = participant.scheme
 WHERE participant.person = :actor AND participant.state <> 'left'
UNION
SELECT scheme.slug, scheme.name, 1 AS is_team
  FROM role
  JOIN scheme ON scheme.id = role.scheme
 WHERE role.person = :actor
 ORDER BY name, is_team
 LIMIT 50;
