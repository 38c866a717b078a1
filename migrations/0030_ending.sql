-- 0030_ending: how a pair comes to its end, and what each of the two looks back on.

-- What one of the two offers and the other answers: to complete early, or to go on for longer.
CREATE TABLE ending_offer (
    scheme      {{key}}  NOT NULL,
    id          {{key}}  NOT NULL,
    pair        {{key}}  NOT NULL,
    kind        TEXT     NOT NULL CHECK (kind IN ('early', 'extend')),
    until_on    {{day}},                           -- NULL: to complete early
    made_by     {{key}}  NOT NULL REFERENCES person (id),
    made_at     {{time}} NOT NULL,
    state       TEXT     NOT NULL DEFAULT 'open'   -- agreed: by the two, and the team is asked
                CHECK (state IN ('open', 'agreed', 'done', 'declined', 'withdrawn')),
    answered_at {{time}},                          -- by the other; NULL: not yet
    decided_by  {{key}}  REFERENCES person (id),  -- of the team; NULL: not asked, or not yet
    PRIMARY KEY (scheme, id),
    FOREIGN KEY (scheme, pair) REFERENCES pair (scheme, id)
) {{strict}};
CREATE UNIQUE INDEX ending_offer_one ON ending_offer (scheme, pair) WHERE state IN ('open', 'agreed');
CREATE INDEX ending_offer_asked ON ending_offer (scheme, answered_at) WHERE state = 'agreed';

-- That a pair is over. The places of the two stay taken until the team has had sight of it.
CREATE TABLE ending (
    scheme      {{key}}  NOT NULL,
    pair        {{key}}  NOT NULL,
    kind        TEXT     NOT NULL CHECK (kind IN ('completed', 'completed_early', 'ended')),
    ended_by    {{key}}  REFERENCES person (id),  -- NULL: its day had come
    is_by_team  {{bool}} NOT NULL DEFAULT 0,
    reason      TEXT     NOT NULL DEFAULT '' CHECK (length(reason) <= 1000), -- the team's own
    ended_at    {{time}} NOT NULL,
    seen_at     {{time}},                          -- by the team; NULL: not yet
    seen_by     {{key}}  REFERENCES person (id),
    PRIMARY KEY (scheme, pair),
    FOREIGN KEY (scheme, pair) REFERENCES pair (scheme, id)
) {{strict}};
CREATE INDEX ending_unseen ON ending (scheme, ended_at) WHERE seen_at IS NULL;

-- What one of the two looks back on. It is offered once, and every part of it may be skipped.
CREATE TABLE closure (
    scheme      {{key}}  NOT NULL,
    pair        {{key}}  NOT NULL,
    person      {{key}}  NOT NULL REFERENCES person (id),
    offered_at  {{time}} NOT NULL,
    reason      TEXT     NOT NULL DEFAULT '' CHECK (length(reason) <= 1000), -- for oneself
    told        TEXT     NOT NULL DEFAULT '' CHECK (length(told) <= 1000),   -- for the team instead
    takeaway    TEXT     NOT NULL DEFAULT '' CHECK (length(takeaway) <= 500),
    thanks      TEXT     NOT NULL DEFAULT '' CHECK (length(thanks) <= 2000),
    aims_met    TEXT     NOT NULL DEFAULT '' CHECK (aims_met IN ('', 'yes', 'partly', 'not_yet')),
    quote       TEXT     NOT NULL DEFAULT '' CHECK (length(quote) <= 500),   -- may be quoted
    wants_touch {{bool}} NOT NULL DEFAULT 0,
    done_at     {{time}},                          -- finished, or the rest skipped
    PRIMARY KEY (scheme, pair, person),
    FOREIGN KEY (scheme, pair) REFERENCES pair (scheme, id)
) {{strict}};

-- What became of a goal, in the mentee's word.
CREATE TABLE closure_goal (
    scheme      {{key}}  NOT NULL,
    pair        {{key}}  NOT NULL,
    goal        {{key}}  NOT NULL,
    word        TEXT     NOT NULL CHECK (word IN ('reached', 'partly', 'let_go')),
    PRIMARY KEY (scheme, pair, goal),
    FOREIGN KEY (scheme, pair) REFERENCES pair (scheme, id)
) {{strict}};
