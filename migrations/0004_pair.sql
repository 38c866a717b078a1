-- 0004_pair: a mentee and a mentor together, from offer to end.
CREATE TABLE pair (
    scheme        {{key}}  NOT NULL,
    id            {{key}}  NOT NULL,
    cohort        {{key}}  NOT NULL,
    mentee        {{key}}  NOT NULL REFERENCES person (id),
    mentor        {{key}}  NOT NULL REFERENCES person (id),
    mentee_place  {{key}}  NOT NULL,               -- as a participant
    mentor_place  {{key}}  NOT NULL,
    state         TEXT     NOT NULL DEFAULT 'offered'
                  CHECK (state IN ('offered', 'introduced', 'active', 'paused', 'closing',
                                   'completed', 'completed_early', 'ended', 'not_taken')),
    reasons       TEXT     NOT NULL DEFAULT '',    -- why these two, one a line, in words for both
    offered_at    {{time}} NOT NULL,
    introduced_at {{time}},                        -- NULL: not yet; likewise below
    active_at     {{time}},
    ends_on       {{day}},
    ended_at      {{time}},
    PRIMARY KEY (scheme, id),
    FOREIGN KEY (scheme, cohort) REFERENCES cohort (scheme, id),
    FOREIGN KEY (scheme, mentee_place) REFERENCES participant (scheme, id),
    FOREIGN KEY (scheme, mentor_place) REFERENCES participant (scheme, id),
    CHECK (mentor <> mentee)
) {{strict}};
CREATE INDEX pair_of_mentee ON pair (mentee);
CREATE INDEX pair_of_mentor ON pair (mentor);

-- A person's yes to an introduction, with conduct and confidentiality as they then stood.
CREATE TABLE pair_yes (
    scheme     {{key}}  NOT NULL,
    pair       {{key}}  NOT NULL,
    person     {{key}}  NOT NULL REFERENCES person (id),
    text       {{key}}  NOT NULL,                  -- scheme_text that was accepted
    said_at    {{time}} NOT NULL,
    PRIMARY KEY (scheme, pair, person),
    FOREIGN KEY (scheme, pair) REFERENCES pair (scheme, id),
    FOREIGN KEY (scheme, text) REFERENCES scheme_text (scheme, id)
) {{strict}};
