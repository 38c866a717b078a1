-- 0023_known: what was known of each person of a run when it was made. It says what has changed
-- since, and lets a scheme ask later whether its matching works.
CREATE TABLE match_known (
    scheme      {{key}}  NOT NULL,
    run         {{key}}  NOT NULL,
    participant {{key}}  NOT NULL,
    role        TEXT     NOT NULL CHECK (role IN ('mentee', 'mentor')),
    places      {{key}}  NOT NULL,                 -- that a mentor had left
    topics      TEXT     NOT NULL,                 -- by ';'; likewise below
    interests   TEXT     NOT NULL,
    course      TEXT     NOT NULL,
    channels    TEXT     NOT NULL,
    times       TEXT     NOT NULL,
    languages   TEXT     NOT NULL,
    city        TEXT     NOT NULL,
    PRIMARY KEY (scheme, run, participant),
    FOREIGN KEY (scheme, run) REFERENCES match_run (scheme, id),
    FOREIGN KEY (scheme, participant) REFERENCES participant (scheme, id)
) {{strict}};
