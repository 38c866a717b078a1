-- 0035_progress: how it is going. A progress note goes from one of the two to the other; a pulse
-- goes from one of them to the team, and never to the other.
CREATE TABLE progress_note (
    scheme     {{key}}  NOT NULL,
    id         {{key}}  NOT NULL,
    pair       {{key}}  NOT NULL,
    author     {{key}}  NOT NULL REFERENCES person (id),
    word       TEXT     NOT NULL CHECK (word IN ('well', 'mixed', 'stuck')),
    line       TEXT     NOT NULL DEFAULT '' CHECK (length(line) <= 500),
    written_at {{time}} NOT NULL,
    reply      TEXT     NOT NULL DEFAULT '' CHECK (length(reply) <= 500), -- by the other of the two
    replied_at {{time}},                           -- NULL: not yet
    PRIMARY KEY (scheme, id),
    FOREIGN KEY (scheme, pair) REFERENCES pair (scheme, id)
) {{strict}};
CREATE INDEX progress_of_pair ON progress_note (scheme, pair, written_at);

-- What its author told the team too, on that note: a copy, so that no query of the team's ever
-- reads the notes themselves.
CREATE TABLE progress_told (
    scheme     {{key}}  NOT NULL,
    id         {{key}}  NOT NULL,                  -- that of the note
    pair       {{key}}  NOT NULL,
    author     {{key}}  NOT NULL REFERENCES person (id),
    word       TEXT     NOT NULL CHECK (word IN ('well', 'mixed', 'stuck')),
    line       TEXT     NOT NULL DEFAULT '' CHECK (length(line) <= 500),
    told_at    {{time}} NOT NULL,
    PRIMARY KEY (scheme, id),
    FOREIGN KEY (scheme, pair) REFERENCES pair (scheme, id)
) {{strict}};
CREATE INDEX progress_told_of_pair ON progress_told (scheme, pair, told_at);

-- Asked by the clock, or given unasked. What was asked and not answered stays, and is counted.
CREATE TABLE pulse (
    scheme      {{key}}  NOT NULL,
    id          {{key}}  NOT NULL,
    pair        {{key}}  NOT NULL,
    person      {{key}}  NOT NULL REFERENCES person (id),
    asked_at    {{time}} NOT NULL,
    answered_at {{time}},                          -- NULL: not answered; likewise the next
    face        {{key}}  CHECK (face BETWEEN 1 AND 5), -- 1 the worst
    line        TEXT     NOT NULL DEFAULT '' CHECK (length(line) <= 500), -- to the team
    PRIMARY KEY (scheme, id),
    FOREIGN KEY (scheme, pair) REFERENCES pair (scheme, id),
    CHECK ((answered_at IS NULL) = (face IS NULL))
) {{strict}};
CREATE INDEX pulse_of_pair ON pulse (scheme, pair, asked_at);
