-- 0011_import: lists of people that the team brings in from a spreadsheet.
CREATE TABLE import (
    scheme     {{key}}  NOT NULL,
    id         {{key}}  NOT NULL,
    cohort     {{key}}  NOT NULL,
    role       TEXT     NOT NULL CHECK (role IN ('mentee', 'mentor')),
    state      TEXT     NOT NULL DEFAULT 'read' CHECK (state IN ('read', 'done', 'undone')),
    file       TEXT     NOT NULL,                  -- its name as it was chosen, for show
    encoding   TEXT     NOT NULL,                  -- as it was taken: "Windows-1252"
    sheet      TEXT     NOT NULL,                  -- CSV without what a mentee alone may tell; '' once done
    columns    TEXT     NOT NULL,                  -- a field for each column, by blanks
    words      TEXT     NOT NULL DEFAULT '',       -- what unknown words mean: "field TAB tag TAB word", a line each
    added      {{key}}  NOT NULL DEFAULT 0,        -- how many people; likewise below
    changed    {{key}}  NOT NULL DEFAULT 0,
    skipped    {{key}}  NOT NULL DEFAULT 0,
    is_told    {{bool}} NOT NULL DEFAULT 0,        -- the people were sent an invitation
    made_by    {{key}}  REFERENCES person (id),    -- NULL: from the command line
    made_at    {{time}} NOT NULL,
    done_at    {{time}},                           -- NULL: not yet
    PRIMARY KEY (scheme, id),
    FOREIGN KEY (scheme, cohort) REFERENCES cohort (scheme, id)
) {{strict}};

-- What an import did to whom: where somebody was there before, as they then stood, for undo.
CREATE TABLE import_place (
    scheme      {{key}}  NOT NULL,
    import      {{key}}  NOT NULL,
    participant {{key}}  NOT NULL,
    is_new      {{bool}} NOT NULL,                 -- 1: the rest is empty
    name        TEXT     NOT NULL DEFAULT '',
    external    TEXT     NOT NULL DEFAULT '',
    capacity    {{key}}  NOT NULL DEFAULT 1,
    headline    TEXT     NOT NULL DEFAULT '',
    employer    TEXT     NOT NULL DEFAULT '',
    course      TEXT     NOT NULL DEFAULT '',
    year        TEXT     NOT NULL DEFAULT '',
    city        TEXT     NOT NULL DEFAULT '',
    country     TEXT     NOT NULL DEFAULT '',
    about       TEXT     NOT NULL DEFAULT '',
    hopes       TEXT     NOT NULL DEFAULT '',
    gains       TEXT     NOT NULL DEFAULT '',
    languages   TEXT     NOT NULL DEFAULT '',
    channels    TEXT     NOT NULL DEFAULT '',
    times       TEXT     NOT NULL DEFAULT '',
    tags        TEXT     NOT NULL DEFAULT '',      -- their keys, by blanks
    PRIMARY KEY (scheme, import, participant),
    FOREIGN KEY (scheme, import) REFERENCES import (scheme, id),
    FOREIGN KEY (scheme, participant) REFERENCES participant (scheme, id)
) {{strict}};
CREATE INDEX import_place_of_participant ON import_place (scheme, participant);

-- A name that somebody gave as never to be matched with; it becomes a block as soon as one of
-- that name takes part in the other role.
CREATE TABLE import_block (
    scheme      {{key}}  NOT NULL,
    participant {{key}}  NOT NULL,
    listed      TEXT     NOT NULL,                 -- as participant.listed
    name        TEXT     NOT NULL,                 -- as it was written
    is_found    {{bool}} NOT NULL DEFAULT 0,
    PRIMARY KEY (scheme, participant, listed),
    FOREIGN KEY (scheme, participant) REFERENCES participant (scheme, id)
) {{strict}};
