-- 0039_reflection: what people answer for themselves to the statements of the guide. Each answer
-- keeps the sentence it was given to, so that a guide that is edited takes no answer away.
CREATE TABLE self_answer (
    scheme      {{key}}  NOT NULL REFERENCES scheme (id),
    person      {{key}}  NOT NULL REFERENCES person (id),
    statement   TEXT     NOT NULL CHECK (length(statement) BETWEEN 1 AND 300),
    answered_on {{day}}  NOT NULL,
    answer      {{key}}  NOT NULL CHECK (answer BETWEEN 1 AND 4), -- not yet, sometimes, mostly, a habit
    PRIMARY KEY (scheme, person, statement, answered_on)
) {{strict}};

-- A person lets the other of a pair read them.
CREATE TABLE self_shown (
    scheme      {{key}}  NOT NULL,
    pair        {{key}}  NOT NULL,
    person      {{key}}  NOT NULL REFERENCES person (id),
    shown_at    {{time}} NOT NULL,
    PRIMARY KEY (scheme, pair, person),
    FOREIGN KEY (scheme, pair) REFERENCES pair (scheme, id)
) {{strict}};
