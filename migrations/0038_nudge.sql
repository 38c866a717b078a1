-- 0038_nudge: which reminders went to whom, so that nobody gets more of them than the scheme
-- allows; and what a person put off.
CREATE TABLE nudge (
    scheme     {{key}}  NOT NULL,
    id         {{key}}  NOT NULL,
    person     {{key}}  NOT NULL REFERENCES person (id),
    pair       {{key}}  NOT NULL,
    kind       TEXT     NOT NULL,                  -- name of the nudge's row
    about      {{key}}  NOT NULL,                  -- the occasion: a meeting, a goal, a day
    sent_at    {{time}} NOT NULL,
    PRIMARY KEY (scheme, id),
    FOREIGN KEY (scheme, pair) REFERENCES pair (scheme, id)
) {{strict}};
CREATE INDEX nudge_of_person ON nudge (scheme, person, sent_at);
CREATE INDEX nudge_of_kind ON nudge (scheme, person, kind, about);

CREATE TABLE nudge_snooze (
    scheme     {{key}}  NOT NULL REFERENCES scheme (id),
    person     {{key}}  NOT NULL REFERENCES person (id),
    pair       {{key}}  NOT NULL,
    kind       TEXT     NOT NULL,
    until_on   {{day}}  NOT NULL,                  -- asked again from this day on
    PRIMARY KEY (scheme, person, pair, kind)
) {{strict}};
