-- query notice_list_stuck: mails to people of the scheme that could not leave for a while.
-- by  team_access
-- in  since time
-- out many stuck_mail: id mail_id, kind text, name text, queued_at time, attempts int, failure text, failed_at time?
SELECT mail.id, mail.kind, person.name, mail.queued_at, mail.attempts, mail.failure, mail.failed_at
  FROM mail
  JOIN person ON person.id = mail.recipient
 WHERE mail.sent_at IS NULL AND mail.attempts > 0 AND mail.kind NOT LIKE 'concern%'
   AND (mail.failed_at IS NOT NULL OR mail.queued_at <= :since)
   AND (EXISTS (SELECT 1 FROM participant
                 WHERE participant.scheme = :scheme AND participant.person = mail.recipient)
        OR EXISTS (SELECT 1 FROM role
                    WHERE role.scheme = :scheme AND role.person = mail.recipient))
 ORDER BY mail.queued_at DESC, mail.id
 LIMIT 200;

-- query notice_try_again: a mail to somebody of the scheme is tried again now.
-- by  team_access
-- in  mail mail_id, now time
-- out one tried_mail: id mail_id
UPDATE mail
   SET next_at = :now, queued_at = :now, failed_at = NULL, lease = 0,
       address = (SELECT email FROM person WHERE person.id = mail.recipient)
 WHERE id = :mail AND sent_at IS NULL AND attempts > 0
   AND (EXISTS (SELECT 1 FROM participant
                 WHERE participant.scheme = :scheme AND participant.person = mail.recipient)
        OR EXISTS (SELECT 1 FROM role
                    WHERE role.scheme = :scheme AND role.person = mail.recipient))
RETURNING id;
