-- Where a person belongs is asked before any scheme is known, so it reads across schemes.

-- query belong_list: where this person takes part, which schemes they run, and where they look after
-- safety. part: the page of the scheme that is theirs.
-- by  person_access
-- out many belong: slug text, name text, part text
SELECT scheme.slug, scheme.name, 'home' AS part
  FROM participant
  JOIN scheme ON scheme.id = participant.scheme
 WHERE participant.person = :actor AND participant.state <> 'left'
UNION
SELECT scheme.slug, scheme.name,
       CASE WHEN role.role IN ('coordinator', 'lead') THEN 'team' ELSE 'safeguarding' END AS part
  FROM role
  JOIN scheme ON scheme.id = role.scheme
 WHERE role.person = :actor
 ORDER BY name, part
 LIMIT 50;
