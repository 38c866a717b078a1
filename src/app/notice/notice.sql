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

-- query notice_list: what was told to whoever acts, newest first.
-- by  person_access
-- out many notice: subject text, kind text, queued_at time, next_at time, sent_at time?, path text, pair pair_id?, slug text, scheme text
SELECT mail.subject, mail.kind, mail.queued_at, mail.next_at, mail.sent_at,
       coalesce(notice.path, '') AS path, notice.pair, coalesce(scheme.slug, '') AS slug,
       coalesce(scheme.name, '') AS scheme
  FROM mail
  LEFT JOIN notice ON notice.mail = mail.id
  LEFT JOIN scheme ON scheme.id = notice.of_scheme
 WHERE mail.recipient = :actor AND mail.kind <> 'sign_in'
   AND mail.kind NOT LIKE 'concern%'
 ORDER BY mail.queued_at DESC, mail.id DESC
 LIMIT 60;
