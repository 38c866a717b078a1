-- query scheme_text_in_force: the adopted text of the highest version, if there is one.
-- by  visitor_access
-- out many scheme_text: id scheme_text_id, version int, body text
SELECT id, version, body
  FROM scheme_text
 WHERE scheme = :scheme AND adopted_at IS NOT NULL
 ORDER BY version DESC
 LIMIT 1;

-- query scheme_cohort_now: the newest cohort that is not archived.
-- by  visitor_access
-- out one cohort: id cohort_id, name text, state text, opens_on day?, closes_on day?, runs_from day?, runs_to day?
SELECT id, name, state, opens_on, closes_on, runs_from, runs_to
  FROM cohort
 WHERE scheme = :scheme AND state <> 'archived'
 ORDER BY id DESC
 LIMIT 1;
