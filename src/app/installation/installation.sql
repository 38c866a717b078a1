-- query installation_insert: the one row of a new database.
-- by  public_access
-- in  name text, secret text, is_demo bool, made_at time
-- out none
INSERT INTO installation (id, name, secret, is_demo, made_at)
VALUES (1, :name, :secret, :is_demo, :made_at);

-- query installation_shift: the clock of a demo runs so far from the real one.
-- by  public_access
-- in  shift_s int
-- out one shifted: id int
UPDATE installation
   SET shift_s = shift_s + :shift_s
 WHERE id = 1 AND is_demo = 1
RETURNING id;

-- query installation_served: where it is served from now on.
-- by  public_access
-- in  base_url text
-- out none
UPDATE installation
   SET base_url = :base_url
 WHERE id = 1 AND base_url <> :base_url;
