-- 0006_audit: who did what to which thing, when; and which form has been sent already.
CREATE TABLE audit_entry (
    scheme     {{key}}  NOT NULL,                  -- 0: the installation
    n          {{key}}  NOT NULL,                  -- 1, 2, 3 ... in a scheme
    at         {{time}} NOT NULL,
    actor      {{key}}  NOT NULL,                  -- 0: the program
    act        TEXT     NOT NULL,                  -- "pair_introduced"
    thing      {{key}}  NOT NULL DEFAULT 0,        -- key of what was acted on
    hash       TEXT     NOT NULL,                  -- SHA-256 over the one before and this row, in hex
    PRIMARY KEY (scheme, n)
) {{strict}};

-- The newest entry of each chain; taken for update, so that entries of a scheme queue up.
CREATE TABLE audit_head (
    scheme     {{key}}  NOT NULL PRIMARY KEY,
    n          {{key}}  NOT NULL,
    hash       TEXT     NOT NULL
) {{strict}};

-- A form's own key, so that sending it twice does its work once.
CREATE TABLE form_once (
    key        TEXT     NOT NULL PRIMARY KEY,
    person     {{key}}  NOT NULL,                  -- 0: nobody signed in
    go_to      TEXT     NOT NULL,                  -- where the first one led
    at         {{time}} NOT NULL
) {{strict}};
