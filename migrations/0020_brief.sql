-- 0020_brief: the mentee's page before a meeting.
CREATE TABLE brief (
    scheme          {{key}}  NOT NULL,
    meeting         {{key}}  NOT NULL,
    pair            {{key}}  NOT NULL,
    since_words     TEXT     NOT NULL DEFAULT '' CHECK (length(since_words) <= 2000), -- since last time
    is_since_shared {{bool}} NOT NULL DEFAULT 1,
    stuck_words     TEXT     NOT NULL DEFAULT '' CHECK (length(stuck_words) <= 2000), -- what I am stuck on
    is_stuck_shared {{bool}} NOT NULL DEFAULT 1,
    is_whole        {{bool}} NOT NULL DEFAULT 1,   -- the mail holds it all, else a link
    version         {{key}}  NOT NULL DEFAULT 1,   -- rises with each change
    changed_at      {{time}} NOT NULL,
    shared_at       {{time}},                      -- NULL: not yet
    PRIMARY KEY (scheme, meeting),
    FOREIGN KEY (scheme, meeting) REFERENCES meeting (scheme, id),
    FOREIGN KEY (scheme, pair) REFERENCES pair (scheme, id)
) {{strict}};
CREATE INDEX brief_of_pair ON brief (scheme, pair, shared_at);

-- A question that is brought to a meeting; asked again, it stands in the next brief too.
CREATE TABLE brief_question (
    scheme          {{key}}  NOT NULL,
    meeting         {{key}}  NOT NULL,
    question        {{key}}  NOT NULL,
    PRIMARY KEY (scheme, meeting, question),
    FOREIGN KEY (scheme, meeting) REFERENCES meeting (scheme, id),
    FOREIGN KEY (scheme, question) REFERENCES question (scheme, id)
) {{strict}};
