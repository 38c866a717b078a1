-- 0032_resource: what a scheme points its people to, and the questions that are handed there.

-- A resource is there to read, a service to turn to.
CREATE TABLE resource (
    scheme     {{key}}  NOT NULL REFERENCES scheme (id),
    id         {{key}}  NOT NULL,
    kind       TEXT     NOT NULL CHECK (kind IN ('resource', 'service')),
    title      TEXT     NOT NULL CHECK (length(title) BETWEEN 1 AND 150),
    link       TEXT     NOT NULL DEFAULT '' CHECK (length(link) <= 500),
    words      TEXT     NOT NULL DEFAULT '' CHECK (length(words) <= 4000),
    written_by {{key}}  REFERENCES person (id),   -- NULL: with the scheme
    changed_at {{time}} NOT NULL,
    retired_at {{time}},                           -- NULL: it is offered
    PRIMARY KEY (scheme, id)
) {{strict}};

-- What a resource or service is about, in the scheme's own words.
CREATE TABLE resource_tag (
    scheme     {{key}}  NOT NULL,
    resource   {{key}}  NOT NULL,
    tag        {{key}}  NOT NULL,
    PRIMARY KEY (scheme, resource, tag),
    FOREIGN KEY (scheme, resource) REFERENCES resource (scheme, id),
    FOREIGN KEY (scheme, tag) REFERENCES tag (scheme, id)
) {{strict}};

-- A question that somebody of the pair does not know the answer to, and where it went.
--   proposed -> accepted -> useful | not_useful;  proposed -> declined;  nobody: it went nowhere
CREATE TABLE referral (
    scheme      {{key}}  NOT NULL,
    id          {{key}}  NOT NULL,
    pair        {{key}}  NOT NULL,
    question    {{key}}  NOT NULL,
    resource    {{key}},                           -- NULL: none of the scheme's
    tag         {{key}},                           -- what it is about; NULL: not said
    made_by     {{key}}  NOT NULL REFERENCES person (id),
    line        TEXT     NOT NULL DEFAULT '' CHECK (length(line) <= 300), -- beside it
    state       TEXT     NOT NULL
                CHECK (state IN ('proposed', 'accepted', 'declined', 'useful', 'not_useful', 'nobody')),
    made_at     {{time}} NOT NULL,
    answered_at {{time}},                          -- consented, or not; NULL: not yet
    asked_at    {{time}},                          -- whether it helped; NULL: not yet
    PRIMARY KEY (scheme, id),
    FOREIGN KEY (scheme, question) REFERENCES question (scheme, id),
    FOREIGN KEY (scheme, pair) REFERENCES pair (scheme, id),
    FOREIGN KEY (scheme, resource) REFERENCES resource (scheme, id),
    FOREIGN KEY (scheme, tag) REFERENCES tag (scheme, id)
) {{strict}};
CREATE UNIQUE INDEX referral_one ON referral (scheme, question) WHERE state IN ('proposed', 'accepted');
CREATE INDEX referral_of_pair ON referral (scheme, pair, state);
CREATE INDEX referral_gap ON referral (scheme, tag) WHERE state IN ('nobody', 'not_useful');
