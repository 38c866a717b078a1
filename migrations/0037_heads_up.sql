-- 0037_heads_up: a habit one is working on, told early to the other of the pair, and to nobody
-- else on any path: the build refuses a query that reads it with another proof than the pair's.
CREATE TABLE heads_up (
    scheme     {{key}}  NOT NULL,
    id         {{key}}  NOT NULL,
    pair       {{key}}  NOT NULL,
    author     {{key}}  NOT NULL REFERENCES person (id),
    words      TEXT     NOT NULL CHECK (length(words) BETWEEN 1 AND 300),
    said_at    {{time}} NOT NULL,
    is_asked   {{bool}} NOT NULL DEFAULT 0,        -- the other asks how they can help
    helps      TEXT     NOT NULL DEFAULT '' CHECK (length(helps) <= 300), -- the author's answer
    PRIMARY KEY (scheme, id),
    FOREIGN KEY (scheme, pair) REFERENCES pair (scheme, id)
) {{strict}};
CREATE INDEX heads_up_of_pair ON heads_up (scheme, pair);
