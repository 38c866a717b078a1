-- 0034_path: a mentor's path, in three turns and their own words.
CREATE TABLE path_turn (
    scheme      {{key}}  NOT NULL,
    participant {{key}}  NOT NULL,
    n           {{key}}  NOT NULL CHECK (n BETWEEN 1 AND 3),
    words       TEXT     NOT NULL CHECK (length(words) BETWEEN 1 AND 300),
    PRIMARY KEY (scheme, participant, n),
    FOREIGN KEY (scheme, participant) REFERENCES participant (scheme, id)
) {{strict}};
