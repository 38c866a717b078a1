-- 0052_training: who has read a scheme's training, answered its quiz and accepted its conduct, in
-- which role and under which version of the text.
CREATE TABLE training (
    scheme     {{key}}  NOT NULL,
    person     {{key}}  NOT NULL REFERENCES person (id),
    role       TEXT     NOT NULL CHECK (role IN ('mentee', 'mentor')),
    text       {{key}}  NOT NULL,                  -- scheme_text that was accepted
    done_at    {{time}} NOT NULL,
    PRIMARY KEY (scheme, person, role, text),
    FOREIGN KEY (scheme, text) REFERENCES scheme_text (scheme, id)
) {{strict}};
