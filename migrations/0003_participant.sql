-- 0003_participant: who takes part in a cohort, what they offer and seek, in the scheme's words.
CREATE TABLE tag (
    scheme     {{key}}  NOT NULL REFERENCES scheme (id),
    id         {{key}}  NOT NULL,
    kind       TEXT     NOT NULL CHECK (kind IN ('topic', 'interest', 'course', 'skill')),
    name       TEXT     NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    parent     {{key}},                            -- NULL: a tag of its own
    PRIMARY KEY (scheme, id),
    UNIQUE (scheme, kind, name),
    FOREIGN KEY (scheme, parent) REFERENCES tag (scheme, id)
) {{strict}};

-- Another name for a tag, in lower case.
CREATE TABLE tag_synonym (
    scheme     {{key}}  NOT NULL,
    name       TEXT     NOT NULL,
    tag        {{key}}  NOT NULL,
    PRIMARY KEY (scheme, name, tag),
    FOREIGN KEY (scheme, tag) REFERENCES tag (scheme, id)
) {{strict}};

CREATE TABLE participant (
    scheme     {{key}}  NOT NULL,
    id         {{key}}  NOT NULL,
    cohort     {{key}}  NOT NULL,
    person     {{key}}  NOT NULL REFERENCES person (id),
    role       TEXT     NOT NULL CHECK (role IN ('mentee', 'mentor')),
    state      TEXT     NOT NULL DEFAULT 'ready'
               CHECK (state IN ('gated', 'ready', 'placed', 'away', 'left')),
    capacity   {{key}}  NOT NULL DEFAULT 1 CHECK (capacity BETWEEN 0 AND 20), -- mentees at once
    used       {{key}}  NOT NULL DEFAULT 0,        -- places held by pairs that are offered or live
    external   TEXT,                               -- number in the list it was imported from
    joined_at  {{time}} NOT NULL,
    listed     TEXT     NOT NULL DEFAULT '',       -- the name as lists order and search it
    PRIMARY KEY (scheme, id),
    UNIQUE (scheme, cohort, person, role),
    FOREIGN KEY (scheme, cohort) REFERENCES cohort (scheme, id),
    CHECK (used BETWEEN 0 AND capacity)
) {{strict}};
CREATE INDEX participant_of_person ON participant (person);
CREATE INDEX participant_by_external ON participant (scheme, external);
CREATE INDEX participant_by_name ON participant (scheme, listed, id);

-- What the other may read before both say yes; empty where nothing was said.
CREATE TABLE profile (
    scheme      {{key}} NOT NULL,
    participant {{key}} NOT NULL,
    headline    TEXT    NOT NULL DEFAULT '',       -- a mentor's work, a mentee's course and year
    employer    TEXT    NOT NULL DEFAULT '',
    course      TEXT    NOT NULL DEFAULT '',       -- studied, or being studied
    year        TEXT    NOT NULL DEFAULT '',       -- of study, or of graduation
    city        TEXT    NOT NULL DEFAULT '',
    country     TEXT    NOT NULL DEFAULT '',
    about       TEXT    NOT NULL DEFAULT '',       -- biography, in their own words
    hopes       TEXT    NOT NULL DEFAULT '',       -- what a mentee hopes to achieve
    gains       TEXT    NOT NULL DEFAULT '',       -- what a mentor hopes to gain
    languages   TEXT    NOT NULL DEFAULT '',       -- separated by "; "
    channels    TEXT    NOT NULL DEFAULT '',       -- of video, in_person, phone; by "; "
    times       TEXT    NOT NULL DEFAULT '',       -- coarse free times, by "; "
    PRIMARY KEY (scheme, participant),
    FOREIGN KEY (scheme, participant) REFERENCES participant (scheme, id)
) {{strict}};

CREATE TABLE participant_tag (
    scheme      {{key}} NOT NULL,
    participant {{key}} NOT NULL,
    tag         {{key}} NOT NULL,
    PRIMARY KEY (scheme, participant, tag),
    FOREIGN KEY (scheme, participant) REFERENCES participant (scheme, id),
    FOREIGN KEY (scheme, tag) REFERENCES tag (scheme, id)
) {{strict}};

-- This pair never. A person's own block is lifted by that person alone.
CREATE TABLE block (
    scheme     {{key}}  NOT NULL REFERENCES scheme (id),
    person     {{key}}  NOT NULL REFERENCES person (id),
    other      {{key}}  NOT NULL REFERENCES person (id),
    set_by     {{key}}  REFERENCES person (id),    -- NULL: the person's own
    reason     TEXT     NOT NULL DEFAULT '',
    set_at     {{time}} NOT NULL,
    PRIMARY KEY (scheme, person, other)
) {{strict}};
