-- 0017_message: what the two of a pair write to each other. Nobody else can read it.
CREATE TABLE message (
    scheme     {{key}}  NOT NULL,
    id         {{key}}  NOT NULL,
    pair       {{key}}  NOT NULL,
    author     {{key}}  NOT NULL REFERENCES person (id),
    body       TEXT     NOT NULL CHECK (length(body) BETWEEN 1 AND 4000),
    wish       TEXT     NOT NULL DEFAULT '' CHECK (length(wish) <= 200), -- "What I would like from you"
    sent_at    {{time}} NOT NULL,
    PRIMARY KEY (scheme, id),
    FOREIGN KEY (scheme, pair) REFERENCES pair (scheme, id)
) {{strict}};
CREATE INDEX message_of_pair ON message (scheme, pair, sent_at);
