-- 0031_attachment: files that go with a message. Only the two can fetch them.
CREATE TABLE attachment (
    scheme     {{key}}   NOT NULL,
    id         {{key}}   NOT NULL,
    pair       {{key}}   NOT NULL,
    message    {{key}}   NOT NULL,
    name       TEXT      NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    type       TEXT      NOT NULL,                 -- as its content says, of a short list
    size       {{key}}   NOT NULL CHECK (size BETWEEN 1 AND 5242880), -- bytes
    bytes      {{bytes}} NOT NULL,
    PRIMARY KEY (scheme, id),
    FOREIGN KEY (scheme, message) REFERENCES message (scheme, id),
    FOREIGN KEY (scheme, pair) REFERENCES pair (scheme, id)
) {{strict}};
CREATE INDEX attachment_of_message ON attachment (scheme, message);
CREATE INDEX attachment_of_pair ON attachment (scheme, pair);
