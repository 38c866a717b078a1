-- 0015_question: what a mentee wants to ask, in the order in which it matters to them.
CREATE TABLE question (
    scheme     {{key}}  NOT NULL,
    id         {{key}}  NOT NULL,
    pair       {{key}}  NOT NULL,
    words      TEXT     NOT NULL CHECK (length(words) BETWEEN 1 AND 500),
    state      TEXT     NOT NULL DEFAULT 'private'
               CHECK (state IN ('private', 'queued', 'raised', 'answered', 'referred', 'dropped')),
    place      {{key}}  NOT NULL,                  -- in the queue; lower is asked sooner
    keeps_words {{bool}} NOT NULL DEFAULT 0,       -- the mentee wants no suggestion on its wording
    pointed_to TEXT     NOT NULL DEFAULT '' CHECK (length(pointed_to) <= 200), -- if referred
    written_at {{time}} NOT NULL,
    changed_at {{time}} NOT NULL,                  -- of its state
    PRIMARY KEY (scheme, id),
    FOREIGN KEY (scheme, pair) REFERENCES pair (scheme, id)
) {{strict}};
CREATE INDEX question_of_pair ON question (scheme, pair, place);
