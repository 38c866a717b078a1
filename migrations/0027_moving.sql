-- 0027_moving: pairs that ran before the scheme came here, brought in quietly from a spreadsheet.
CREATE TABLE moving (
    scheme     {{key}}  NOT NULL,
    id         {{key}}  NOT NULL,
    cohort     {{key}}  NOT NULL,
    state      TEXT     NOT NULL DEFAULT 'read' CHECK (state IN ('read', 'done', 'undone')),
    file       TEXT     NOT NULL,                  -- its name as it was chosen, for show
    sheet      TEXT     NOT NULL,                  -- CSV; '' once done
    added      {{key}}  NOT NULL DEFAULT 0,        -- pairs
    skipped    {{key}}  NOT NULL DEFAULT 0,        -- records
    made_by    {{key}}  REFERENCES person (id),    -- NULL: from the command line
    made_at    {{time}} NOT NULL,
    done_at    {{time}},                           -- NULL: not yet
    PRIMARY KEY (scheme, id),
    FOREIGN KEY (scheme, cohort) REFERENCES cohort (scheme, id)
) {{strict}};

-- Which pairs it brought in, for undo.
CREATE TABLE moving_pair (
    scheme     {{key}}  NOT NULL,
    moving     {{key}}  NOT NULL,
    pair       {{key}}  NOT NULL,
    PRIMARY KEY (scheme, moving, pair),
    FOREIGN KEY (scheme, moving) REFERENCES moving (scheme, id),
    FOREIGN KEY (scheme, pair) REFERENCES pair (scheme, id)
) {{strict}};
