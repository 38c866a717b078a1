-- query timeline_list: what a pair did before one moment, newest first: of one kind, or all ('').
-- A question that is for the mentee alone is not there, for either.
-- by  pair_access
-- in  before time, kind text
-- out many timeline_row: at time, kind text, is_mentors bool, name text, title text, words text
SELECT story.at, story.kind, CASE WHEN story.person = pair.mentor THEN 1 ELSE 0 END AS is_mentors,
       person.name, story.title, story.words
  FROM (SELECT meeting.starts_at AS at, 'meeting' AS kind, meeting.made_by AS person,
               meeting.state AS title, coalesce(record.words, '') AS words
          FROM meeting
          LEFT JOIN record ON record.scheme = meeting.scheme AND record.meeting = meeting.id
         WHERE meeting.scheme = :scheme AND meeting.pair = :pair
           AND meeting.state IN ('met', 'missed')
        UNION ALL
        SELECT takeaway.written_at, 'takeaway', takeaway.person, 'takeaway', takeaway.words
          FROM takeaway
          JOIN meeting ON meeting.scheme = takeaway.scheme AND meeting.id = takeaway.meeting
         WHERE takeaway.scheme = :scheme AND meeting.pair = :pair
        UNION ALL
        SELECT message.sent_at, 'message', message.author, 'message', message.body
          FROM message
         WHERE message.scheme = :scheme AND message.pair = :pair
        UNION ALL
        SELECT question.changed_at, 'question', pair.mentee, question.state, question.words
          FROM question
          JOIN pair ON pair.scheme = question.scheme AND pair.id = question.pair
         WHERE question.scheme = :scheme AND question.pair = :pair
           AND question.state IN ('answered', 'referred')
        UNION ALL
        SELECT agreement.accepted_at, 'agreement', agreement.written_by, 'agreement', ''
          FROM agreement
         WHERE agreement.scheme = :scheme AND agreement.pair = :pair
           AND agreement.accepted_at IS NOT NULL
        UNION ALL
        SELECT progress_note.written_at, 'note', progress_note.author, progress_note.word,
               progress_note.line
          FROM progress_note
         WHERE progress_note.scheme = :scheme AND progress_note.pair = :pair
        UNION ALL
        SELECT pair.introduced_at, 'introduced', pair.mentee, 'introduced', ''
          FROM pair
         WHERE pair.scheme = :scheme AND pair.id = :pair AND pair.introduced_at IS NOT NULL
        UNION ALL
        SELECT pair.ended_at, 'ended', pair.mentee, pair.state, ''
          FROM pair
         WHERE pair.scheme = :scheme AND pair.id = :pair AND pair.ended_at IS NOT NULL) AS story
  JOIN pair ON pair.scheme = :scheme AND pair.id = :pair
  JOIN person ON person.id = story.person
 WHERE story.at < :before AND (:kind = '' OR story.kind = :kind)
 ORDER BY story.at DESC, story.kind, story.words
 LIMIT 61;
