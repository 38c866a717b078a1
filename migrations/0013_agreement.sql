-- 0013_agreement: what the two of a pair settled, in versions, each with the turns that led to it.
CREATE TABLE agreement (
    scheme     {{key}}  NOT NULL,
    id         {{key}}  NOT NULL,
    pair       {{key}}  NOT NULL,
    version    {{key}}  NOT NULL CHECK (version > 0),
    state      TEXT     NOT NULL CHECK (state IN ('draft', 'proposed', 'amended', 'accepted', 'superseded')),
    written_by {{key}}  NOT NULL REFERENCES person (id), -- whose words these are
    base       {{key}},                            -- the text it was made from; NULL: the scheme's
    scheme_text {{key}},                           -- whose fixed clause it has; NULL: the usual one
    interval_days {{key}} NOT NULL CHECK (interval_days BETWEEN 1 AND 366),
    length_min {{key}}  NOT NULL CHECK (length_min BETWEEN 5 AND 480),
    place      TEXT     NOT NULL CHECK (place IN ('video', 'in_person', 'phone', 'turns')),
    place_line TEXT     NOT NULL CHECK (length(place_line) <= 200),
    channels   TEXT     NOT NULL,                  -- of messages email phone text chat, by blanks
    reply_days {{key}}  NOT NULL CHECK (reply_days BETWEEN 1 AND 60),
    notice_h   {{key}}  NOT NULL CHECK (notice_h BETWEEN 1 AND 720),
    quiet_from {{key}}  NOT NULL CHECK (quiet_from BETWEEN 0 AND 1439), -- minutes after midnight
    quiet_to   {{key}}  NOT NULL CHECK (quiet_to BETWEEN 0 AND 1439),   -- the same: no quiet hours
    is_quiet_weekend {{bool}} NOT NULL,
    silence    TEXT     NOT NULL CHECK (silence IN ('again', 'call', 'patience')),
    boundaries TEXT     NOT NULL CHECK (length(boundaries) <= 1000),
    confidentiality TEXT NOT NULL CHECK (length(confidentiality) <= 1000), -- beside the fixed clause
    text       TEXT     NOT NULL DEFAULT '',       -- exactly what is said yes to; empty: a draft
    hash       TEXT     NOT NULL DEFAULT '',       -- its SHA-256 in hex
    changed_at {{time}} NOT NULL,
    accepted_at {{time}},                          -- NULL: not both have said yes
    PRIMARY KEY (scheme, id),
    FOREIGN KEY (scheme, pair) REFERENCES pair (scheme, id),
    FOREIGN KEY (scheme, base) REFERENCES agreement (scheme, id),
    FOREIGN KEY (scheme, scheme_text) REFERENCES scheme_text (scheme, id)
) {{strict}};
CREATE INDEX agreement_of_pair ON agreement (scheme, pair, version);
CREATE UNIQUE INDEX agreement_in_force ON agreement (scheme, pair) WHERE state = 'accepted';
CREATE UNIQUE INDEX agreement_on_the_table ON agreement (scheme, pair) WHERE state = 'proposed';
CREATE UNIQUE INDEX agreement_draft_of ON agreement (scheme, pair, written_by) WHERE state = 'draft';

-- A person's yes to one text: two of them, with the same hash, make it an agreement.
CREATE TABLE agreement_yes (
    scheme     {{key}}  NOT NULL,
    agreement  {{key}}  NOT NULL,
    person     {{key}}  NOT NULL REFERENCES person (id),
    hash       TEXT     NOT NULL,
    said_at    {{time}} NOT NULL,
    PRIMARY KEY (scheme, agreement, person),
    FOREIGN KEY (scheme, agreement) REFERENCES agreement (scheme, id)
) {{strict}};
