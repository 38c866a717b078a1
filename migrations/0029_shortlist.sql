-- 0029_shortlist: a few explained proposals for one mentor, who has the last word.
CREATE TABLE shortlist (
    scheme     {{key}}  NOT NULL,
    id         {{key}}  NOT NULL,
    mentor     {{key}}  NOT NULL,                  -- as a participant
    state      TEXT     NOT NULL DEFAULT 'sent' CHECK (state IN ('sent', 'chosen', 'passed', 'lapsed')),
    sent_by    {{key}}  NOT NULL REFERENCES person (id),
    sent_at    {{time}} NOT NULL,
    lapses_at  {{time}} NOT NULL,
    settled_at {{time}},                           -- NULL: not yet
    PRIMARY KEY (scheme, id),
    FOREIGN KEY (scheme, mentor) REFERENCES participant (scheme, id)
) {{strict}};
CREATE UNIQUE INDEX shortlist_one ON shortlist (scheme, mentor) WHERE settled_at IS NULL;

CREATE TABLE shortlist_mentee (
    scheme     {{key}}  NOT NULL,
    shortlist  {{key}}  NOT NULL,
    mentee     {{key}}  NOT NULL,                  -- as a participant
    reasons    TEXT     NOT NULL,                  -- why these two, one a line, in words for both
    is_chosen  {{bool}} NOT NULL DEFAULT 0,
    PRIMARY KEY (scheme, shortlist, mentee),
    FOREIGN KEY (scheme, shortlist) REFERENCES shortlist (scheme, id),
    FOREIGN KEY (scheme, mentee) REFERENCES participant (scheme, id)
) {{strict}};
