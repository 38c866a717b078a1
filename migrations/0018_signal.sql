-- 0018_signal: what a pair's dates, states and counts come to, figured by the clock from facts
-- that stand elsewhere, so that Today costs the same for ten pairs and for ten thousand. What is
-- only derived holds nobody back: no key refers to what it was derived from.
CREATE TABLE signal (
    scheme      {{key}}  NOT NULL REFERENCES scheme (id),
    id          {{key}}  NOT NULL,                 -- the key of the pair, or of the participant alone
    pair        {{key}},                           -- NULL: a person without a partner
    participant {{key}},                           -- NULL: a pair
    place       {{key}}  NOT NULL,                 -- in Today, 1 first; 0: nothing to show
    urgency     {{key}}  NOT NULL,                 -- larger is first, within a place
    lot         {{key}}  NOT NULL,                 -- drawn anew each day, for equals
    told        {{key}}  NOT NULL,                 -- a bit for each signal, 1 << its number
    stage       {{key}}  NOT NULL,
    since_on    {{day}}  NOT NULL,                 -- introduced, or accepted
    hand_on     {{day}},                           -- NULL: none; likewise below
    hand_of     {{key}}  NOT NULL DEFAULT 0,       -- 1 the mentee, 2 the mentor
    met_on      {{day}},
    next_on     {{day}},
    trace_on    {{day}},
    asked_on    {{day}},
    asker       {{key}}  NOT NULL DEFAULT 0,       -- as hand_of
    agreed_on   {{day}},
    goal_on     {{day}},
    ends_on     {{day}},
    met         {{key}}  NOT NULL DEFAULT 0,       -- meetings
    missed      {{key}}  NOT NULL DEFAULT 0,       -- of the last four, unexplained
    goals       {{key}}  NOT NULL DEFAULT 0,
    every_days  {{key}}  NOT NULL DEFAULT 28,
    reply_days  {{key}}  NOT NULL DEFAULT 7,
    note_on     {{day}},                           -- the mentee's last progress note
    note_every  {{key}}  NOT NULL DEFAULT 0,       -- days between them; 0: none are asked for
    pulse       {{key}}  NOT NULL DEFAULT 0,       -- 1 the worst, 5 the best; 0: none
    pulse_fell  {{bool}} NOT NULL DEFAULT 0,       -- by two or more
    pulse_open  {{key}}  NOT NULL DEFAULT 0,       -- asked since and not answered
    pulse_of    {{key}}  NOT NULL DEFAULT 0,       -- as hand_of
    pulse_on    {{day}},
    rest_since  {{key}}  NOT NULL DEFAULT 0,       -- days since then that stood still; likewise
    rest_met    {{key}}  NOT NULL DEFAULT 0,
    rest_trace  {{key}}  NOT NULL DEFAULT 0,
    rest_asked  {{key}}  NOT NULL DEFAULT 0,
    rest_goal   {{key}}  NOT NULL DEFAULT 0,
    rest_note   {{key}}  NOT NULL DEFAULT 0,
    rest_until  {{day}},                           -- resting now, to the end of this day
    ask_on      {{day}},                           -- silent since then: the two are to be asked
    figured_on  {{day}}  NOT NULL,
    digest      {{key}}  NOT NULL,                 -- over all of the above, to write changes only
    hidden_to   {{day}},                           -- snoozed up to this day
    touched_at  {{time}} NOT NULL DEFAULT 0,       -- when the team was last in touch; 0: never
    PRIMARY KEY (scheme, id)
) {{strict}};
CREATE INDEX signal_today ON signal (scheme, place, urgency DESC, touched_at, lot);
CREATE INDEX signal_ask ON signal (scheme, ask_on) WHERE ask_on IS NOT NULL;
CREATE INDEX signal_all ON signal (scheme, urgency DESC, id) WHERE pair IS NOT NULL;

-- What was done about it, by the team or, asking the two, by the program. False alarms are kept:
-- they are counted against the rule.
CREATE TABLE signal_answer (
    scheme      {{key}}  NOT NULL,
    id          {{key}}  NOT NULL,
    of_signal   {{key}}  NOT NULL,                 -- the row's key, which is that of a pair or participant
    kind        TEXT     NOT NULL CHECK (kind IN ('wrote', 'snoozed', 'false_alarm', 'asked')),
    rule        {{key}}  NOT NULL,                 -- which signal
    since_on    {{day}}  NOT NULL,                 -- the occurrence: a later one is another
    until_on    {{day}},                           -- of a snooze
    person      {{key}}  REFERENCES person (id),  -- NULL: the program
    answered_at {{time}} NOT NULL,
    PRIMARY KEY (scheme, id)
) {{strict}};
CREATE INDEX signal_answer_of ON signal_answer (scheme, of_signal, rule);

-- One of the two says that they are in touch elsewhere: a trace like any other.
CREATE TABLE in_touch (
    scheme      {{key}}  NOT NULL,
    id          {{key}}  NOT NULL,
    pair        {{key}}  NOT NULL,
    person      {{key}}  NOT NULL REFERENCES person (id),
    said_at     {{time}} NOT NULL,
    PRIMARY KEY (scheme, id),
    FOREIGN KEY (scheme, pair) REFERENCES pair (scheme, id)
) {{strict}};
CREATE INDEX in_touch_of_pair ON in_touch (scheme, pair, said_at);

-- The numbers of a scheme, as of the last time they were figured.
CREATE TABLE signal_total (
    scheme      {{key}}  NOT NULL PRIMARY KEY REFERENCES scheme (id),
    pairs       {{key}}  NOT NULL,
    introduced  {{key}}  NOT NULL,                 -- stages, from here ...
    agreed      {{key}}  NOT NULL,
    met_once    {{key}}  NOT NULL,
    steady      {{key}}  NOT NULL,
    quiet       {{key}}  NOT NULL,                 -- ... to here
    quiet_told  {{key}}  NOT NULL,                 -- of the quiet ones, written to since
    met_lately  {{key}}  NOT NULL,                 -- pairs that met in the last 30 days
    agreements  {{key}}  NOT NULL,
    next_set    {{key}}  NOT NULL,                 -- pairs with a meeting to come
    ends_soon   {{key}}  NOT NULL,
    waiting     {{key}}  NOT NULL,                 -- mentees without a mentor
    waiting_long {{key}} NOT NULL,                 -- of them, for over two weeks
    figured_at  {{time}} NOT NULL
) {{strict}};
