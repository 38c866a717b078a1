-- 0028_vocabulary: words that have to do with each other, and answers that are no words yet.
CREATE TABLE tag_related (
    scheme     {{key}}  NOT NULL,
    tag        {{key}}  NOT NULL,                  -- the smaller key
    other      {{key}}  NOT NULL,
    likeness   {{key}}  NOT NULL DEFAULT 400 CHECK (likeness BETWEEN 1 AND 999), -- of 1000
    PRIMARY KEY (scheme, tag, other),
    FOREIGN KEY (scheme, tag) REFERENCES tag (scheme, id),
    FOREIGN KEY (scheme, other) REFERENCES tag (scheme, id),
    CHECK (tag < other)
) {{strict}};

-- What somebody typed that names no word: shown to the team, never scored.
CREATE TABLE tag_suggestion (
    scheme      {{key}}  NOT NULL,
    id          {{key}}  NOT NULL,
    kind        TEXT     NOT NULL CHECK (kind IN ('topic', 'interest', 'course', 'skill')),
    word        TEXT     NOT NULL CHECK (length(word) BETWEEN 1 AND 120),
    participant {{key}}  NOT NULL,
    said_at     {{time}} NOT NULL,
    settled_at  {{time}},                          -- NULL: the team has not decided
    PRIMARY KEY (scheme, id),
    UNIQUE (scheme, participant, kind, word),
    FOREIGN KEY (scheme, participant) REFERENCES participant (scheme, id)
) {{strict}};
CREATE INDEX tag_suggestion_open ON tag_suggestion (scheme, kind, word) WHERE settled_at IS NULL;
