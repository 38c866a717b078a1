-- 0010_application: requests to take part in a cohort in one role.
CREATE TABLE application (
    scheme       {{key}}  NOT NULL,
    id           {{key}}  NOT NULL,
    cohort       {{key}}  NOT NULL,
    role         TEXT     NOT NULL CHECK (role IN ('mentee', 'mentor')),
    person       {{key}}  NOT NULL REFERENCES person (id),
    text         {{key}},                          -- scheme_text whose form it answers; NULL: none was adopted
    state        TEXT     NOT NULL DEFAULT 'started'
                 CHECK (state IN ('started', 'sent', 'asked', 'shortlisted', 'accepted', 'declined',
                                  'withdrawn', 'lapsed')),
    name         TEXT     NOT NULL CHECK (length(name) BETWEEN 1 AND 200), -- as the applicant writes it
    visit        TEXT     NOT NULL,                -- SHA-256 of the cookie of who fills it in, in hex; '' nobody
    hash         TEXT     NOT NULL,                -- SHA-256 of the token in the mailed link, in hex
    linked_at    {{time}} NOT NULL,                -- when that link was mailed
    is_confirmed {{bool}} NOT NULL DEFAULT 0,      -- the mailed link was used, or they were signed in
    asked        TEXT     NOT NULL DEFAULT '',     -- what the team asked for last
    reason       TEXT     NOT NULL DEFAULT '',     -- why it was declined, as the applicant read it
    started_at   {{time}} NOT NULL,
    sent_at      {{time}},                         -- NULL: not yet; likewise below
    agreed_at    {{time}},                         -- 18 or over, conduct and privacy notice
    decided_at   {{time}},
    decided_by   {{key}}  REFERENCES person (id),
    PRIMARY KEY (scheme, id),
    UNIQUE (scheme, cohort, role, person),
    FOREIGN KEY (scheme, cohort) REFERENCES cohort (scheme, id),
    FOREIGN KEY (scheme, text) REFERENCES scheme_text (scheme, id)
) {{strict}};
CREATE INDEX application_queue ON application (scheme, state, sent_at);
CREATE INDEX application_by_visit ON application (scheme, visit);

-- An answer to one field of the form that the application is bound to.
CREATE TABLE application_answer (
    scheme       {{key}}  NOT NULL,
    application  {{key}}  NOT NULL,
    field        TEXT     NOT NULL,                -- its key; 'more' answers what the team asked for
    answer       TEXT     NOT NULL CHECK (length(answer) <= 20000),
    PRIMARY KEY (scheme, application, field),
    FOREIGN KEY (scheme, application) REFERENCES application (scheme, id)
) {{strict}};
