-- 0050_concern: worries about somebody's safety or conduct, in a store of their own. What is written
-- here is never changed and never taken out: where a concern stands is the kind of its newest entry.
CREATE TABLE concern (
    scheme     {{key}}  NOT NULL REFERENCES scheme (id),
    id         {{key}}  NOT NULL,
    raiser     {{key}}  REFERENCES person (id),    -- NULL: stayed unnamed
    token      TEXT     UNIQUE,                    -- SHA-256 of an unnamed raiser's way back, in hex
    raised_at  {{time}} NOT NULL,
    due_at     {{time}} NOT NULL,                  -- read by then, or the deputy is called
    PRIMARY KEY (scheme, id),
    CHECK ((raiser IS NULL) <> (token IS NULL))
) {{strict}};
CREATE INDEX concern_of_raiser ON concern (raiser);

-- Whom a concern names, of those who could otherwise read it: they do not see that it exists.
CREATE TABLE concern_named (
    scheme     {{key}}  NOT NULL,
    concern    {{key}}  NOT NULL,
    person     {{key}}  NOT NULL REFERENCES person (id),
    PRIMARY KEY (scheme, concern, person),
    FOREIGN KEY (scheme, concern) REFERENCES concern (scheme, id)
) {{strict}};

CREATE TABLE concern_entry (
    scheme     {{key}}  NOT NULL,
    concern    {{key}}  NOT NULL,
    n          {{key}}  NOT NULL CHECK (n > 0),    -- 1, 2, 3 ... in a concern
    author     {{key}}  REFERENCES person (id),    -- NULL: an unnamed raiser, or the program
    kind       TEXT     NOT NULL
               CHECK (kind IN ('raised', 'added', 'attached', 'reach', 'called', 'noted', 'received',
                               'assessing', 'acting', 'passed_on', 'closed', 'reopened')),
    body       TEXT     NOT NULL DEFAULT '',       -- sealed; for those who look after safety
    words      TEXT     NOT NULL DEFAULT '',       -- sealed; to the raiser
    at         {{time}} NOT NULL,
    PRIMARY KEY (scheme, concern, n),
    FOREIGN KEY (scheme, concern) REFERENCES concern (scheme, id)
) {{strict}};
