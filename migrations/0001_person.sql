-- 0001_person: people, and their means of signing in.
CREATE TABLE person (
    id         {{key}}  NOT NULL PRIMARY KEY,
    name       TEXT     NOT NULL CHECK (length(name) BETWEEN 1 AND 200),   -- as they write it, never split
    email      TEXT     NOT NULL UNIQUE CHECK (length(email) BETWEEN 3 AND 254), -- compared in lower case
    zone       TEXT     NOT NULL DEFAULT 'Europe/London',                  -- of the zone list
    created_at {{time}} NOT NULL
) {{strict}};

-- No row: never invited. An erased account keeps its row without a password.
CREATE TABLE account (
    person     {{key}}  NOT NULL PRIMARY KEY REFERENCES person (id),
    state      TEXT     NOT NULL DEFAULT 'invited'
               CHECK (state IN ('invited', 'active', 'suspended', 'leaving', 'erased')),
    password   TEXT,                               -- argon2id string; NULL: mail links only
    changed_at {{time}} NOT NULL
) {{strict}};

CREATE TABLE session (
    id         {{key}}  NOT NULL PRIMARY KEY,
    hash       TEXT     NOT NULL UNIQUE,           -- SHA-256 of the cookie, in hex
    person     {{key}}  NOT NULL REFERENCES person (id),
    agent      TEXT     NOT NULL,                  -- "Firefox on Linux"
    created_at {{time}} NOT NULL,
    seen_at    {{time}} NOT NULL,
    ends_at    {{time}} NOT NULL
) {{strict}};
CREATE INDEX session_of_person ON session (person);

-- One way in: a link that was mailed or printed, or the code beside it.
CREATE TABLE sign_in (
    id         {{key}}  NOT NULL PRIMARY KEY,
    hash       TEXT     NOT NULL UNIQUE,           -- SHA-256 of the token, in hex
    code       TEXT     NOT NULL,                  -- SHA-256 of flow and six digits, in hex
    flow       TEXT     NOT NULL,                  -- SHA-256 of the cookie that asked, in hex
    person     {{key}}  NOT NULL REFERENCES person (id),
    go_to      TEXT     NOT NULL,                  -- a path of ours
    tries      {{key}}  NOT NULL DEFAULT 0,        -- wrong codes so far
    lasts      {{bool}} NOT NULL DEFAULT 0,        -- a demo's link: may be used again
    ends_at    {{time}} NOT NULL,
    used_at    {{time}}                            -- NULL: not used yet
) {{strict}};

-- A token bucket: how often something was tried lately.
CREATE TABLE throttle (
    bucket     TEXT     NOT NULL PRIMARY KEY,      -- what is counted, hashed
    spent      {{key}}  NOT NULL,                  -- thousandths of a try
    at         {{time}} NOT NULL
) {{strict}};
