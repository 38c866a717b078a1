-- query resource_list: what is on the list; services first.
-- by  scheme_access
-- out many resource: id resource_id, kind text, title text, link text, words text
SELECT id, kind, title, link, words
  FROM resource
 WHERE scheme = :scheme AND retired_at IS NULL
 ORDER BY kind DESC, title, id
 LIMIT 200;

-- query resource_tags: what each of them is about.
-- by  scheme_access
-- out many resource_tag: resource resource_id, tag tag_id, name text
SELECT resource_tag.resource, resource_tag.tag, tag.name
  FROM resource_tag
  JOIN tag ON tag.scheme = resource_tag.scheme AND tag.id = resource_tag.tag
 WHERE resource_tag.scheme = :scheme
 ORDER BY resource_tag.resource, tag.name
 LIMIT 1200;

-- query resource_topics: the words of the scheme for kinds of help.
-- by  scheme_access
-- out many resource_topic: id tag_id, name text
SELECT id, name
  FROM tag
 WHERE scheme = :scheme AND kind = 'topic'
 ORDER BY name, id
 LIMIT 200;

-- query resource_get: one, as it stands.
-- by  scheme_access
-- in  id resource_id
-- out one resource_one: kind text, title text, link text, words text, changed_at time
SELECT kind, title, link, words, changed_at
  FROM resource
 WHERE scheme = :scheme AND id = :id AND retired_at IS NULL;

-- query resource_add: one more on the list.
-- by  team_access
-- in  id resource_id, kind text, title text, link text, words text, now time
-- out none
INSERT INTO resource (scheme, id, kind, title, link, words, written_by, changed_at)
VALUES (:scheme, :id, :kind, :title, :link, :words, :actor, :now);

-- query resource_set: other words for one that is on the list.
-- by  team_access
-- in  id resource_id, kind text, title text, link text, words text, now time
-- out one changed_resource: id resource_id
UPDATE resource
   SET kind = :kind, title = :title, link = :link, words = :words, written_by = :actor,
       changed_at = :now
 WHERE scheme = :scheme AND id = :id AND retired_at IS NULL
RETURNING id;

-- query resource_set_retired: off the list.
-- by  team_access
-- in  id resource_id, now time
-- out one retired_resource: id resource_id
UPDATE resource
   SET retired_at = :now
 WHERE scheme = :scheme AND id = :id AND retired_at IS NULL
RETURNING id;

-- query resource_clear_tags: it is about nothing, for the moment.
-- by  team_access
-- in  id resource_id
-- out none
DELETE FROM resource_tag
 WHERE scheme = :scheme AND resource = :id;

-- query resource_add_tag: it is about this topic of the scheme, too.
-- by  team_access
-- in  id resource_id, tag tag_id
-- out none
INSERT INTO resource_tag (scheme, resource, tag)
SELECT tag.scheme, :id, tag.id
  FROM tag
 WHERE tag.scheme = :scheme AND tag.id = :tag AND tag.kind = 'topic'
    ON CONFLICT (scheme, resource, tag) DO NOTHING;
