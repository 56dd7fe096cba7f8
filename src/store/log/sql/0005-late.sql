-- An action is late by its rhythm too, as the program says it: its row has the day it is asked by. Rows of before have
-- none until the next save of the action, or regie database herbouw.
CREATE OR REPLACE VIEW regie.acties WITH (security_invoker = true) AS
SELECT p.slug AS plan, a.body->>'chapter' AS hoofdstuk, a.body->>'in' AS doel, a.id AS actie, a.body->>'text' AS tekst,
  CASE a.body->>'status' WHEN 'running' THEN 'loopt' WHEN 'done' THEN 'gereed' WHEN 'dropped' THEN 'vervallen' ELSE 'open' END AS status,
  (a.body->>'due')::date AS uiterlijk,
  coalesce(coalesce(a.body->>'asked_by', a.body->>'due')::date < current_date AND coalesce(a.body->>'status', 'open') IN ('open', 'running'), false) AS te_laat,
  regie.namen(a.plan, a.body->'executors') AS uitvoerders, regie.namen(a.plan, a.body->'with') AS samen_met
FROM regie.item a JOIN regie.plan p ON p.id = a.plan
WHERE a.sort = 'action';
