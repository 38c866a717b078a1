-- 0026_waiting: whom the team moved up the waiting list, and what those who wait were told.
CREATE TABLE waiting_move (
    scheme      {{key}}  NOT NULL,
    participant {{key}}  NOT NULL,
    reason      TEXT     NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
    moved_by    {{key}}  NOT NULL REFERENCES person (id),
    moved_at    {{time}} NOT NULL,
    PRIMARY KEY (scheme, participant),
    FOREIGN KEY (scheme, participant) REFERENCES participant (scheme, id)
) {{strict}};

CREATE TABLE waiting_told (
    scheme      {{key}}  NOT NULL,
    participant {{key}}  NOT NULL,
    odds        {{key}}  NOT NULL,                 -- enum waiting_odds, as last said
    told_at     {{time}} NOT NULL,
    PRIMARY KEY (scheme, participant),
    FOREIGN KEY (scheme, participant) REFERENCES participant (scheme, id)
) {{strict}};
