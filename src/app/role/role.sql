-- query role_list: who runs the scheme and who looks after safety.
-- by  team_access
-- out many held_role: person person_id, name text, email text, role text, given_at time
SELECT role.person, person.name, person.email, role.role, role.given_at
  FROM role
  JOIN person ON person.id = role.person
 WHERE role.scheme = :scheme
 ORDER BY CASE role.role WHEN 'lead' THEN 1 WHEN 'coordinator' THEN 2 WHEN 'safeguarding_lead' THEN 3
                         ELSE 4 END, person.name, role.person
 LIMIT 200;

-- query role_give: this person has the role from now on; nothing, if they had it.
-- by  team_access
-- in  person person_id, role text, at time
-- out one given_role: person person_id
INSERT INTO role (scheme, person, role, given_at)
VALUES (:scheme, :person, :role, :at)
ON CONFLICT (scheme, person, role) DO NOTHING
RETURNING person;

-- query role_take: this person has it no more. The last lead keeps theirs.
-- by  team_access
-- in  person person_id, role text
-- out one taken_role: person person_id
DELETE FROM role
 WHERE scheme = :scheme AND person = :person AND role = :role AND role IN ('coordinator', 'lead')
   AND (role <> 'lead' OR (SELECT count(*) FROM role AS other
                            WHERE other.scheme = :scheme AND other.role = 'lead') > 1)
RETURNING person;
