-- 0033_notice: where the page of a person's notices leads for a mail. Links of one use stay in
-- the mail alone.
CREATE TABLE notice (
    mail        {{key}}  NOT NULL PRIMARY KEY REFERENCES mail (id),
    of_scheme   {{key}}  REFERENCES scheme (id),  -- NULL: of the installation
    pair        {{key}},                           -- NULL: about no pair
    path        TEXT     NOT NULL DEFAULT '',      -- a page of ours; empty: the pair's, or none
    FOREIGN KEY (of_scheme, pair) REFERENCES pair (scheme, id)
) {{strict}};
