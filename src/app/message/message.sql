-- query message_add: one more message of a pair.
-- by  pair_access
-- in  id message_id, body text, wish text, at time
-- out none
INSERT INTO message (scheme, id, pair, author, body, wish, sent_at)
VALUES (:scheme, :id, :pair, :actor, :body, :wish, :at);

-- query message_before: the messages before one moment, newest first.
-- by  pair_access
-- in  before time
-- out many message: id message_id, is_mine bool, is_mentors bool, name text, body text, wish text, sent_at time
SELECT message.id, CASE WHEN message.author = :actor THEN 1 ELSE 0 END AS is_mine,
       CASE WHEN message.author = pair.mentor THEN 1 ELSE 0 END AS is_mentors, person.name, message.body,
       message.wish, message.sent_at
  FROM message
  JOIN pair ON pair.scheme = message.scheme AND pair.id = message.pair
  JOIN person ON person.id = message.author
 WHERE message.scheme = :scheme AND message.pair = :pair AND message.sent_at < :before
 ORDER BY message.sent_at DESC, message.id DESC
 LIMIT 31;

-- query message_history: when the two wrote, newest first, with the text of the four newest.
-- by  pair_access
-- out many message_trace: is_mine bool, is_mentors bool, name text, sent_at time, body text
SELECT CASE WHEN message.author = :actor THEN 1 ELSE 0 END AS is_mine,
       CASE WHEN message.author = pair.mentor THEN 1 ELSE 0 END AS is_mentors, person.name,
       message.sent_at,
       CASE WHEN ROW_NUMBER() OVER (ORDER BY message.sent_at DESC, message.id DESC) <= 4
            THEN message.body ELSE '' END AS body
  FROM message
  JOIN pair ON pair.scheme = message.scheme AND pair.id = message.pair
  JOIN person ON person.id = message.author
 WHERE message.scheme = :scheme AND message.pair = :pair
 ORDER BY message.sent_at DESC, message.id DESC
 LIMIT 200;

-- query attachment_add: a file that goes with a message, while the pair's files are not too many.
-- by  pair_access
-- in  id attachment_id, message message_id, name text, type text, size int, bytes bytes, most int
-- out one added_attachment: id attachment_id
INSERT INTO attachment (scheme, id, pair, message, name, type, size, bytes)
SELECT message.scheme, :id, message.pair, message.id, :name, :type, :size, :bytes
  FROM message
 WHERE message.scheme = :scheme AND message.pair = :pair AND message.id = :message
   AND coalesce((SELECT sum(attachment.size) FROM attachment
                  WHERE attachment.scheme = :scheme AND attachment.pair = :pair), 0) + :size <= :most
RETURNING id;

-- query attachment_list: the files of a pair, newest first, without what is in them.
-- by  pair_access
-- out many attachment: id attachment_id, message message_id, name text, size int
SELECT id, message, name, size
  FROM attachment
 WHERE scheme = :scheme AND pair = :pair
 ORDER BY id DESC
 LIMIT 400;

-- query attachment_get: one file.
-- by  pair_access
-- in  id attachment_id
-- out one attached: name text, type text, bytes bytes
SELECT name, type, bytes
  FROM attachment
 WHERE scheme = :scheme AND pair = :pair AND id = :id;
