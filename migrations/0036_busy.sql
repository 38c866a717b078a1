-- 0036_busy: days on which nothing is expected of a pair. Clocks stand still on them.

-- One of a person's dates, once for each pair they are in: said once, told to each partner.
CREATE TABLE busy_period (
    scheme     {{key}}  NOT NULL,
    id         {{key}}  NOT NULL,                  -- the same for all pairs of the person
    pair       {{key}}  NOT NULL,
    person     {{key}}  NOT NULL REFERENCES person (id),
    from_on    {{day}}  NOT NULL,
    until_on   {{day}}  NOT NULL,                  -- the last day of it
    line       TEXT     NOT NULL DEFAULT '' CHECK (length(line) <= 300), -- to the partner
    said_at    {{time}} NOT NULL,
    back_at    {{time}},                           -- welcomed back; NULL: not yet
    PRIMARY KEY (scheme, id, pair),
    FOREIGN KEY (scheme, pair) REFERENCES pair (scheme, id),
    CHECK (until_on >= from_on)
) {{strict}};
CREATE INDEX busy_of_pair ON busy_period (scheme, pair, until_on);
CREATE INDEX busy_to_end ON busy_period (scheme, until_on) WHERE back_at IS NULL;

-- The two of a pair rest, until one of them says that they go on or the day of return comes.
CREATE TABLE pause (
    scheme     {{key}}  NOT NULL,
    id         {{key}}  NOT NULL,
    pair       {{key}}  NOT NULL,
    person     {{key}}  NOT NULL REFERENCES person (id), -- who paused
    from_on    {{day}}  NOT NULL,
    until_on   {{day}}  NOT NULL,                  -- the last day of it
    said_at    {{time}} NOT NULL,
    back_at    {{time}},                           -- NULL: the pair rests
    PRIMARY KEY (scheme, id),
    FOREIGN KEY (scheme, pair) REFERENCES pair (scheme, id)
) {{strict}};
CREATE INDEX pause_of_pair ON pause (scheme, pair, until_on);
CREATE UNIQUE INDEX pause_one ON pause (scheme, pair) WHERE back_at IS NULL;
