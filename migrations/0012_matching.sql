-- 0012_matching: runs of the engine, what they propose, and what a coordinator fixes.

-- This pair for certain, in every run of the cohort until it is taken off.
CREATE TABLE pin (
    scheme     {{key}}  NOT NULL,
    id         {{key}}  NOT NULL,
    cohort     {{key}}  NOT NULL,
    mentee     {{key}}  NOT NULL,                  -- as a participant
    mentor     {{key}}  NOT NULL,
    lifted     {{key}}  NOT NULL DEFAULT 0,        -- enum match_rule: lifted for these two; 0: none
    reason     TEXT     NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
    set_by     {{key}}  NOT NULL REFERENCES person (id),
    set_at     {{time}} NOT NULL,
    PRIMARY KEY (scheme, id),
    UNIQUE (scheme, mentee),
    FOREIGN KEY (scheme, cohort) REFERENCES cohort (scheme, id),
    FOREIGN KEY (scheme, mentee) REFERENCES participant (scheme, id),
    FOREIGN KEY (scheme, mentor) REFERENCES participant (scheme, id)
) {{strict}};

CREATE TABLE match_run (
    scheme       {{key}}  NOT NULL,
    id           {{key}}  NOT NULL,
    cohort       {{key}}  NOT NULL,
    number       {{key}}  NOT NULL,                -- 1: the cohort's first
    state        TEXT     NOT NULL DEFAULT 'draft'
                 CHECK (state IN ('draft', 'frozen', 'solved', 'verified', 'published', 'final',
                                  'infeasible', 'discarded', 'undone')),
    seed         TEXT     NOT NULL,                -- draws the lots; shown when the run is final
    seed_hash    TEXT     NOT NULL,                -- SHA-256 of it in hex; shown from the start
    input_hash   TEXT     NOT NULL DEFAULT '',     -- of the frozen people, rules, pins and blocks
    certificate  TEXT     NOT NULL DEFAULT '',     -- match/certificate.h
    trouble      TEXT     NOT NULL DEFAULT '',     -- pins and rules that clash, one a line
    mentees      {{key}}  NOT NULL DEFAULT 0,      -- in the run; likewise below
    mentors      {{key}}  NOT NULL DEFAULT 0,
    places       {{key}}  NOT NULL DEFAULT 0,
    placed       {{key}}  NOT NULL DEFAULT 0,
    total        {{key}}  NOT NULL DEFAULT 0,      -- of the scores
    lowest       {{key}}  NOT NULL DEFAULT 0,      -- score
    blocking     {{key}}  NOT NULL DEFAULT 0,      -- pairs that would both rather have each other
    floor        {{key}}  NOT NULL DEFAULT 0,
    objective    {{key}}  NOT NULL DEFAULT 0,      -- enum match_objective
    topics       {{key}}  NOT NULL DEFAULT 0,      -- the weight it counted with; likewise below
    interests    {{key}}  NOT NULL DEFAULT 0,
    courses      {{key}}  NOT NULL DEFAULT 0,
    channels     {{key}}  NOT NULL DEFAULT 0,
    times        {{key}}  NOT NULL DEFAULT 0,
    languages    {{key}}  NOT NULL DEFAULT 0,
    is_own       {{bool}} NOT NULL DEFAULT 0,      -- these rules were chosen for it: not the scheme's
    blocks       {{key}}  NOT NULL DEFAULT 0,      -- people who were kept apart when it was frozen
    made_by      {{key}}  NOT NULL REFERENCES person (id),
    made_at      {{time}} NOT NULL,
    checked_by   {{key}}  REFERENCES person (id),  -- wants it published by a second person; NULL: nobody
    first        {{key}}  NOT NULL DEFAULT 0,      -- pairs that are told before the rest; 0: all at once
    published_by {{key}}  REFERENCES person (id),  -- NULL: not published; likewise below
    leaves_at    {{time}},                         -- the offers leave then, not before
    left_at      {{time}},
    ended_at     {{time}},                         -- discarded, undone or final
    PRIMARY KEY (scheme, id),
    UNIQUE (scheme, cohort, number),
    FOREIGN KEY (scheme, cohort) REFERENCES cohort (scheme, id)
) {{strict}};

CREATE TABLE proposal (
    scheme      {{key}} NOT NULL,
    id          {{key}} NOT NULL,
    run         {{key}} NOT NULL,
    mentee      {{key}} NOT NULL,                  -- as a participant
    mentor      {{key}} NOT NULL,
    score       {{key}} NOT NULL CHECK (score BETWEEN 0 AND 1000),
    topics      {{key}} NOT NULL,                  -- points of the score; likewise below
    interests   {{key}} NOT NULL,
    courses     {{key}} NOT NULL,
    channels    {{key}} NOT NULL,
    times       {{key}} NOT NULL,
    languages   {{key}} NOT NULL,
    mentor_rank {{key}} NOT NULL,                  -- 1: nobody fits this mentee better
    mentee_rank {{key}} NOT NULL,                  -- 1: nobody fits this mentor better
    price       {{key}} NOT NULL,                  -- points: how contested the mentor is
    is_pinned   {{bool}} NOT NULL,
    reasons     TEXT    NOT NULL,                  -- why these two, one a line, in words for both
    pair        {{key}},                           -- NULL: not offered
    PRIMARY KEY (scheme, id),
    UNIQUE (scheme, run, mentee),
    FOREIGN KEY (scheme, run) REFERENCES match_run (scheme, id),
    FOREIGN KEY (scheme, mentee) REFERENCES participant (scheme, id),
    FOREIGN KEY (scheme, mentor) REFERENCES participant (scheme, id),
    FOREIGN KEY (scheme, pair) REFERENCES pair (scheme, id)
) {{strict}};
CREATE INDEX proposal_of_pair ON proposal (scheme, pair);

-- A mentee for whom a run found nobody.
CREATE TABLE unplaced (
    scheme      {{key}} NOT NULL,
    run         {{key}} NOT NULL,
    mentee      {{key}} NOT NULL,                  -- as a participant
    why         {{key}} NOT NULL,                  -- enum match_alone_why
    rule        {{key}} NOT NULL,                  -- enum match_rule: the one that forbids most
    best_mentor {{key}},                           -- NULL: rules forbid every mentor
    best_score  {{key}} NOT NULL DEFAULT 0,
    cure        {{key}},                           -- a mentor with whom one more place would do; NULL: none found
    PRIMARY KEY (scheme, run, mentee),
    FOREIGN KEY (scheme, run) REFERENCES match_run (scheme, id),
    FOREIGN KEY (scheme, mentee) REFERENCES participant (scheme, id),
    FOREIGN KEY (scheme, best_mentor) REFERENCES participant (scheme, id),
    FOREIGN KEY (scheme, cure) REFERENCES participant (scheme, id)
) {{strict}};

-- A person's no to an introduction. The other is told neutral words and never the reason.
CREATE TABLE pair_no (
    scheme     {{key}}  NOT NULL,
    pair       {{key}}  NOT NULL,
    person     {{key}}  NOT NULL REFERENCES person (id),
    reason     TEXT     NOT NULL CHECK (reason IN ('time', 'area', 'known', 'other')),
    said_at    {{time}} NOT NULL,
    PRIMARY KEY (scheme, pair),
    FOREIGN KEY (scheme, pair) REFERENCES pair (scheme, id)
) {{strict}};
