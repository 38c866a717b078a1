-- 0014_meeting: the two at one time, from the times offered for it to what it left.
CREATE TABLE meeting (
    scheme       {{key}}  NOT NULL,
    id           {{key}}  NOT NULL,
    pair         {{key}}  NOT NULL,
    state        TEXT     NOT NULL
                 CHECK (state IN ('offered', 'lapsed', 'set', 'cancelled', 'met', 'missed', 'unknown')),
    made_by      {{key}}  NOT NULL REFERENCES person (id),  -- who offered, fixed or reported it
    how          TEXT     NOT NULL CHECK (how IN ('video', 'phone', 'in_person')),
    minutes      {{key}}  NOT NULL CHECK (minutes BETWEEN 5 AND 480),
    place        TEXT     NOT NULL DEFAULT '' CHECK (length(place) <= 300), -- a link, a number, a room
    line         TEXT     NOT NULL DEFAULT '' CHECK (length(line) <= 500),  -- with the offer
    version      {{key}}  NOT NULL DEFAULT 1,      -- rises when other times are offered
    starts_at    {{time}},                         -- NULL: no time yet; likewise the next three
    wall_on      {{day}},                          -- the same time on the wall of the zone below
    wall_s       {{key}},                          -- second of that day
    zone         TEXT,
    uid          TEXT     NOT NULL UNIQUE,         -- in both calendars
    sequence     {{key}}  NOT NULL DEFAULT 0,      -- of the invitations
    offered_at   {{time}},                         -- NULL: no times were offered
    set_at       {{time}},                         -- NULL: never set
    changed_at   {{time}} NOT NULL,
    is_explained {{bool}} NOT NULL DEFAULT 0,      -- missed, and the two know why
    PRIMARY KEY (scheme, id),
    FOREIGN KEY (scheme, pair) REFERENCES pair (scheme, id)
) {{strict}};
CREATE INDEX meeting_of_pair ON meeting (scheme, pair, starts_at);
CREATE UNIQUE INDEX meeting_one_offer ON meeting (scheme, pair) WHERE state = 'offered';
CREATE INDEX meeting_waiting ON meeting (scheme, starts_at) WHERE state IN ('offered', 'set');

-- A time put forward: by the mentee in an offer, or by the mentor as a suggestion beside it.
CREATE TABLE slot (
    scheme       {{key}}  NOT NULL,
    id           {{key}}  NOT NULL,
    meeting      {{key}}  NOT NULL,
    is_suggested {{bool}} NOT NULL DEFAULT 0,      -- by whoever was to answer
    starts_at    {{time}} NOT NULL,
    wall_on      {{day}}  NOT NULL,
    wall_s       {{key}}  NOT NULL,
    zone         TEXT     NOT NULL,
    PRIMARY KEY (scheme, id),
    UNIQUE (scheme, meeting, is_suggested, starts_at),
    FOREIGN KEY (scheme, meeting) REFERENCES meeting (scheme, id)
) {{strict}};

-- One side's word on a meeting. Two that differ stand side by side.
CREATE TABLE mark (
    scheme       {{key}}  NOT NULL,
    meeting      {{key}}  NOT NULL,
    person       {{key}}  NOT NULL REFERENCES person (id),
    word         TEXT     NOT NULL CHECK (word IN ('on_time', 'late', 'moved', 'missed')),
    is_own       {{bool}} NOT NULL DEFAULT 0,      -- missed: it was I who could not come
    said_at      {{time}} NOT NULL,
    PRIMARY KEY (scheme, meeting, person),
    FOREIGN KEY (scheme, meeting) REFERENCES meeting (scheme, id)
) {{strict}};

-- What a meeting leaves: written by the mentee, confirmed by the mentor.
CREATE TABLE record (
    scheme       {{key}}  NOT NULL,
    meeting      {{key}}  NOT NULL,
    words        TEXT     NOT NULL CHECK (length(words) BETWEEN 1 AND 2000),
    written_at   {{time}} NOT NULL,
    confirmed_at {{time}},                         -- NULL: not yet
    statement    TEXT     NOT NULL DEFAULT '' CHECK (length(statement) <= 1000), -- the mentor's own
    PRIMARY KEY (scheme, meeting),
    FOREIGN KEY (scheme, meeting) REFERENCES meeting (scheme, id)
) {{strict}};

CREATE TABLE takeaway (
    scheme       {{key}}  NOT NULL,
    meeting      {{key}}  NOT NULL,
    person       {{key}}  NOT NULL REFERENCES person (id),
    words        TEXT     NOT NULL CHECK (length(words) BETWEEN 1 AND 300),
    written_at   {{time}} NOT NULL,
    PRIMARY KEY (scheme, meeting, person),
    FOREIGN KEY (scheme, meeting) REFERENCES meeting (scheme, id)
) {{strict}};

-- Something one of the two promised, with whose and by when.
CREATE TABLE action (
    scheme       {{key}}  NOT NULL,
    id           {{key}}  NOT NULL,
    pair         {{key}}  NOT NULL,
    meeting      {{key}}  NOT NULL,
    person       {{key}}  NOT NULL REFERENCES person (id), -- who promised
    words        TEXT     NOT NULL CHECK (length(words) BETWEEN 1 AND 200),
    due_on       {{day}},                          -- NULL: no day agreed
    made_at      {{time}} NOT NULL,
    done_at      {{time}},                         -- NULL: open
    PRIMARY KEY (scheme, id),
    FOREIGN KEY (scheme, meeting) REFERENCES meeting (scheme, id)
) {{strict}};
CREATE INDEX action_of_pair ON action (scheme, pair, done_at);
