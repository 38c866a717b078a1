-- 0019_hand: somebody of a pair asks the scheme team for help. At most one hand is up each.
CREATE TABLE hand (
    scheme     {{key}}  NOT NULL,
    id         {{key}}  NOT NULL,
    pair       {{key}}  NOT NULL,
    person     {{key}}  NOT NULL REFERENCES person (id),
    line       TEXT     NOT NULL DEFAULT '' CHECK (length(line) <= 500), -- to the team, not the other
    raised_at  {{time}} NOT NULL,
    lowered_at {{time}},                           -- NULL: still up
    PRIMARY KEY (scheme, id),
    FOREIGN KEY (scheme, pair) REFERENCES pair (scheme, id)
) {{strict}};
CREATE UNIQUE INDEX hand_up ON hand (scheme, pair, person) WHERE lowered_at IS NULL;
