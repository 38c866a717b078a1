-- 0005_mail: the outbox, and the acts that a link in a mail may do. Both belong to the
-- installation: a sign-in mail is of no scheme.
CREATE TABLE mail (
    id          {{key}}  NOT NULL PRIMARY KEY,
    once        TEXT     NOT NULL,                 -- the occasion; one mail each to a recipient
    recipient   {{key}}  NOT NULL REFERENCES person (id),
    address     TEXT     NOT NULL,                 -- the envelope's, as it stood when queued
    kind        TEXT     NOT NULL,                 -- name of the mail's row
    subject     TEXT     NOT NULL,
    message_id  TEXT     NOT NULL UNIQUE,
    message     TEXT     NOT NULL,                 -- all of it, rendered once: RFC 5322, ASCII
    queued_at   {{time}} NOT NULL,
    next_at     {{time}} NOT NULL,                 -- when to try, not before
    attempts    {{key}}  NOT NULL DEFAULT 0,
    lease       {{time}} NOT NULL DEFAULT 0,       -- held by a sender until then
    sent_at     {{time}},                          -- NULL: not yet
    failed_at   {{time}},                          -- NULL: not given up
    failure     TEXT     NOT NULL DEFAULT '',      -- what the server said last
    UNIQUE (once, recipient)
) {{strict}};
CREATE INDEX mail_failed ON mail (failed_at) WHERE failed_at IS NOT NULL;
CREATE INDEX mail_of_person ON mail (recipient, sent_at);
CREATE INDEX mail_due ON mail (next_at) WHERE sent_at IS NULL AND failed_at IS NULL;

-- A link in a mail that stops its kind. Once set for one link of a kind it holds for the person.
CREATE TABLE mail_stop (
    hash        TEXT     NOT NULL PRIMARY KEY,     -- SHA-256 of the token, in hex
    person      {{key}}  NOT NULL REFERENCES person (id),
    kind        TEXT     NOT NULL,                 -- name of the mail's row
    from_name   TEXT     NOT NULL,                 -- who sent it, to show in the page
    made_at     {{time}} NOT NULL,
    stopped_at  {{time}}                           -- NULL: not stopped
) {{strict}};
CREATE INDEX mail_stop_of_person ON mail_stop (person, kind);

CREATE TABLE act (
    id          {{key}}  NOT NULL PRIMARY KEY,
    hash        TEXT     NOT NULL UNIQUE,          -- SHA-256 of the token, in hex
    of_scheme   {{key}}  NOT NULL REFERENCES scheme (id),
    person      {{key}}  NOT NULL REFERENCES person (id),
    pair        {{key}},                           -- NULL: about no pair
    kind        TEXT     NOT NULL,                 -- name of the act's row
    object      {{key}}  NOT NULL,                 -- what it acts on: a pair, an offer
    version     {{key}}  NOT NULL DEFAULT 0,       -- of the object; another one is stale
    choice      {{key}}  NOT NULL DEFAULT 0,       -- preselected in the page
    ends_at     {{time}} NOT NULL,
    used_at     {{time}},                          -- NULL: not used yet
    outcome     TEXT     NOT NULL DEFAULT '',      -- what the first use came to, as a sentence
    go_on       TEXT     NOT NULL DEFAULT '',      -- the page it leads on to
    FOREIGN KEY (of_scheme, pair) REFERENCES pair (scheme, id)
) {{strict}};
