-- 0051_second: a second factor at sign-in (RFC 6238), and schemes that ask it of those who run them.
CREATE TABLE factor (
    person       {{key}}  NOT NULL PRIMARY KEY REFERENCES person (id),
    secret       TEXT     NOT NULL,                -- 160 bits in base32, shared with the person's app
    made_at      {{time}} NOT NULL,
    confirmed_at {{time}},                         -- NULL: no code has been shown yet, so it counts for nothing
    last_step    {{key}}  NOT NULL DEFAULT 0       -- of 30 s; a code counts once, and none older
) {{strict}};

CREATE TABLE recovery_code (
    person       {{key}}  NOT NULL REFERENCES person (id),
    hash         TEXT     NOT NULL,                -- SHA-256, in hex
    used_at      {{time}},                         -- NULL: still good
    PRIMARY KEY (person, hash)
) {{strict}};

-- Somebody whose first factor was right, and who is asked for the second.
CREATE TABLE second_wait (
    hash         TEXT     NOT NULL PRIMARY KEY,    -- SHA-256 of the cookie, in hex
    person       {{key}}  NOT NULL REFERENCES person (id),
    go_to        TEXT     NOT NULL,                -- a path of ours
    ends_at      {{time}} NOT NULL
) {{strict}};

ALTER TABLE session ADD COLUMN is_strong {{bool}} NOT NULL DEFAULT 0;    -- both factors were shown
ALTER TABLE scheme ADD COLUMN wants_second {{bool}} NOT NULL DEFAULT 0;  -- of its team; follows the text
