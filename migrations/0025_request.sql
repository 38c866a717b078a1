-- 0025_request: a mentee asks one mentor to be theirs, and how a mentor stands in the directory.
CREATE TABLE request (
    scheme     {{key}}  NOT NULL,
    id         {{key}}  NOT NULL,
    cohort     {{key}}  NOT NULL,
    mentee     {{key}}  NOT NULL,                  -- as a participant
    mentor     {{key}}  NOT NULL,
    state      TEXT     NOT NULL DEFAULT 'sent'
               CHECK (state IN ('sent', 'asked', 'accepted', 'declined', 'withdrawn', 'expired',
                                'overtaken')),
    seat       {{key}}  NOT NULL CHECK (seat BETWEEN 1 AND 10), -- no two open ones of a mentee share one
    text       {{key}}  NOT NULL,                  -- scheme_text that the mentee said yes to
    hopes      TEXT     NOT NULL CHECK (length(hopes) BETWEEN 1 AND 600),
    reasons    TEXT     NOT NULL DEFAULT '',       -- why these two, one a line, in words for both
    asked      TEXT     NOT NULL DEFAULT '' CHECK (length(asked) <= 600),  -- what the mentor asked first
    answer     TEXT     NOT NULL DEFAULT '' CHECK (length(answer) <= 1200),
    why_not    TEXT     NOT NULL DEFAULT '' CHECK (why_not IN ('', 'time', 'fit', 'full', 'unsaid')),
    line       TEXT     NOT NULL DEFAULT '' CHECK (length(line) <= 300),   -- a kind word with a no
    sent_at    {{time}} NOT NULL,
    lapses_at  {{time}} NOT NULL,                  -- while asked, nothing lapses
    left_s     {{key}}  NOT NULL DEFAULT 0,        -- seconds that were left when the clock stopped
    turned_at  {{time}} NOT NULL,                  -- when it last became one side's turn
    reminders  {{key}}  NOT NULL DEFAULT 0,        -- of this turn
    heard_at   {{time}},                           -- the mentor's first word; NULL: none yet
    settled_at {{time}},                           -- NULL: open
    PRIMARY KEY (scheme, id),
    FOREIGN KEY (scheme, cohort) REFERENCES cohort (scheme, id),
    FOREIGN KEY (scheme, mentee) REFERENCES participant (scheme, id),
    FOREIGN KEY (scheme, mentor) REFERENCES participant (scheme, id),
    FOREIGN KEY (scheme, text) REFERENCES scheme_text (scheme, id)
) {{strict}};
CREATE UNIQUE INDEX request_seat ON request (scheme, mentee, seat) WHERE settled_at IS NULL;
CREATE UNIQUE INDEX request_once ON request (scheme, mentee, mentor) WHERE settled_at IS NULL;
CREATE INDEX request_to ON request (scheme, mentor, sent_at);
CREATE INDEX request_from ON request (scheme, mentee, sent_at);
CREATE INDEX request_open ON request (scheme, lapses_at) WHERE settled_at IS NULL;

-- What the directory knows of a mentor from requests; no row: nothing yet.
CREATE TABLE listing (
    scheme      {{key}}  NOT NULL,
    participant {{key}}  NOT NULL,
    missed      {{key}}  NOT NULL DEFAULT 0,       -- requests in a row that lapsed without a word
    answers     {{key}}  NOT NULL DEFAULT 0,
    wait_s      {{key}}  NOT NULL DEFAULT 0,       -- seconds to the first word, added up over answers
    PRIMARY KEY (scheme, participant),
    FOREIGN KEY (scheme, participant) REFERENCES participant (scheme, id)
) {{strict}};

-- The directory begins from words.
CREATE INDEX participant_tag_by_tag ON participant_tag (scheme, tag, participant);
