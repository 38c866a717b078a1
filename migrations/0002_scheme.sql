-- 0002_scheme: the installation, its schemes, their texts, cohorts and roles.
CREATE TABLE installation (
    id         {{key}}  NOT NULL PRIMARY KEY CHECK (id = 1),
    name       TEXT     NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    secret     TEXT     NOT NULL,                  -- 256 random bits in hex: signs form tokens
    is_demo    {{bool}} NOT NULL DEFAULT 0,        -- its clock may be moved
    shift_s    {{key}}  NOT NULL DEFAULT 0,        -- a demo's clock runs this far from the real one
    base_url   TEXT     NOT NULL DEFAULT '',       -- where it was last served, for links that commands print
    made_at    {{time}} NOT NULL
) {{strict}};

CREATE TABLE scheme (
    id         {{key}}  NOT NULL PRIMARY KEY,
    slug       TEXT     NOT NULL UNIQUE CHECK (length(slug) BETWEEN 2 AND 60),
    name       TEXT     NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    place      TEXT     NOT NULL DEFAULT '',       -- who runs it: "University of Fenwick"
    zone       TEXT     NOT NULL DEFAULT 'Europe/London',
    made_at    {{time}} NOT NULL
) {{strict}};

-- Versions of the scheme text. The adopted one of the highest version is in force.
CREATE TABLE scheme_text (
    scheme     {{key}}  NOT NULL REFERENCES scheme (id),
    id         {{key}}  NOT NULL,
    version    {{key}}  NOT NULL CHECK (version > 0),
    body       TEXT     NOT NULL CHECK (length(body) <= 65536),
    written_by {{key}}  REFERENCES person (id),    -- NULL: from a template
    written_at {{time}} NOT NULL,
    adopted_by {{key}}  REFERENCES person (id),
    adopted_at {{time}},                           -- NULL: a draft
    PRIMARY KEY (scheme, id),
    UNIQUE (scheme, version)
) {{strict}};

CREATE TABLE cohort (
    scheme     {{key}}  NOT NULL REFERENCES scheme (id),
    id         {{key}}  NOT NULL,
    name       TEXT     NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    state      TEXT     NOT NULL DEFAULT 'draft'
               CHECK (state IN ('draft', 'open', 'selecting', 'matching', 'running', 'closing',
                                'follow_up', 'archived')),
    opens_on   {{day}},                            -- NULL: no day set; likewise below
    closes_on  {{day}},
    runs_from  {{day}},
    runs_to    {{day}},
    PRIMARY KEY (scheme, id)
) {{strict}};

-- Who runs a scheme. Mentees and mentors are participants of a cohort.
CREATE TABLE role (
    scheme     {{key}}  NOT NULL REFERENCES scheme (id),
    person     {{key}}  NOT NULL REFERENCES person (id),
    role       TEXT     NOT NULL
               CHECK (role IN ('coordinator', 'lead', 'safeguarding_lead', 'safeguarding_deputy')),
    given_at   {{time}} NOT NULL,
    PRIMARY KEY (scheme, person, role)
) {{strict}};
CREATE INDEX role_of_person ON role (person);
