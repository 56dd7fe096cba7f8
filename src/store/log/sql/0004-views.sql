-- For people: Grafana, Power BI, psql. Each shows what whoever asks may see. A light is of the day in
-- `licht_op`: that of the last save that touched its KPI, or of the last `regie database herbouw`.

-- The names of parties, by their ids.
CREATE FUNCTION regie.namen(of_plan int, ids jsonb) RETURNS text
LANGUAGE sql STABLE SET search_path = regie, pg_temp AS $$
  SELECT string_agg(coalesce(i.body->>'name', it.id), ', ' ORDER BY it.nth)
  FROM jsonb_array_elements_text(coalesce(ids, '[]')) WITH ORDINALITY AS it (id, nth)
  LEFT JOIN item i ON i.plan = of_plan AND i.id = it.id
$$;

CREATE FUNCTION regie.licht(light text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE light WHEN 'green' THEN 'groen' WHEN 'amber' THEN 'oranje' WHEN 'red' THEN 'rood' ELSE 'geen gegevens' END
$$;

-- A value as it was recorded, also one that is no number.
CREATE FUNCTION regie.waarde(value jsonb, of_all jsonb) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN jsonb_typeof(value) = 'boolean' THEN CASE WHEN value::boolean THEN 'ja' ELSE 'nee' END
    WHEN jsonb_typeof(of_all) = 'number' THEN format('%s van %s', value, of_all)
    ELSE value #>> '{}'
  END
$$;

CREATE VIEW regie.plannen WITH (security_invoker = true) AS
SELECT p.slug AS plan, p.municipality AS gemeente, p.year AS jaar, i.body->>'title' AS titel, p.revision AS revisie,
  (SELECT max(e.committed) FROM regie.edit e WHERE e.plan = p.id) AS laatst_opgeslagen
FROM regie.plan p LEFT JOIN regie.item i ON i.plan = p.id AND i.id = 'plan';

-- A row an indicator.
CREATE VIEW regie.kpis WITH (security_invoker = true) AS
SELECT p.slug AS plan, i.body->>'chapter' AS hoofdstuk, k.id AS kpi, k.body->>'text' AS tekst, i.id AS indicator,
  i.body->>'label' AS naam, i.body->>'unit' AS eenheid,
  regie.waarde(i.body #> '{stands,reading,value}', i.body #> '{stands,reading,of}') AS stand,
  CASE jsonb_typeof(i.body #> '{stands,reading,value}') WHEN 'number' THEN (i.body #>> '{stands,reading,value}')::numeric END AS getal,
  CASE jsonb_typeof(i.body #> '{stands,reading,of}') WHEN 'number' THEN (i.body #>> '{stands,reading,of}')::numeric END AS van,
  (i.body #>> '{stands,reading,date}')::date AS datum,
  (i.body #>> '{stands,target,min}')::numeric AS streefwaarde, (i.body #>> '{stands,target,max}')::numeric AS ten_hoogste,
  (i.body #>> '{stands,expected}')::numeric AS verwacht, (i.body->>'due')::date AS uiterlijk,
  regie.licht(i.body #>> '{stands,light}') AS licht, (i.body #>> '{stands,on}')::date AS licht_op
FROM regie.item i
JOIN regie.item k ON k.plan = i.plan AND k.id = i.body->>'in'
JOIN regie.plan p ON p.id = i.plan
WHERE i.sort = 'indicator' AND coalesce(k.body->'dropped', 'null') = 'null' AND coalesce(i.body->'dropped', 'null') = 'null';

-- Every value that was recorded, for a line in time.
CREATE VIEW regie.standen WITH (security_invoker = true) AS
SELECT p.slug AS plan, i.body->>'chapter' AS hoofdstuk, i.body->>'in' AS kpi, i.id AS indicator, i.body->>'label' AS naam,
  (r.reading->>'date')::date AS datum, regie.waarde(r.reading->'value', r.reading->'of') AS stand,
  CASE jsonb_typeof(r.reading->'value') WHEN 'number' THEN (r.reading->>'value')::numeric END AS getal,
  r.reading->>'note' AS notitie, r.reading->>'by' AS door
FROM regie.item i
JOIN regie.plan p ON p.id = i.plan
CROSS JOIN LATERAL jsonb_array_elements(coalesce(i.body->'readings', '[]')) AS r (reading)
WHERE i.sort = 'indicator';

-- A row a KPI: the light that counts, and what the figures say.
CREATE VIEW regie.lichten WITH (security_invoker = true) AS
SELECT p.slug AS plan, k.body->>'chapter' AS hoofdstuk, k.id AS kpi, k.body->>'text' AS tekst,
  regie.licht(k.body #>> '{stands,light}') AS licht, (k.body #>> '{stands,judged}')::boolean AS beoordeeld,
  regie.licht(k.body #>> '{stands,proposed}') AS volgens_cijfers, (k.body #>> '{stands,on}')::date AS licht_op
FROM regie.item k JOIN regie.plan p ON p.id = k.plan
WHERE k.sort = 'kpi' AND coalesce(k.body->'dropped', 'null') = 'null';

CREATE VIEW regie.acties WITH (security_invoker = true) AS
SELECT p.slug AS plan, a.body->>'chapter' AS hoofdstuk, a.body->>'in' AS doel, a.id AS actie, a.body->>'text' AS tekst,
  CASE a.body->>'status' WHEN 'running' THEN 'loopt' WHEN 'done' THEN 'gereed' WHEN 'dropped' THEN 'vervallen' ELSE 'open' END AS status,
  (a.body->>'due')::date AS uiterlijk,
  coalesce((a.body->>'due')::date < current_date AND coalesce(a.body->>'status', 'open') IN ('open', 'running'), false) AS te_laat,
  regie.namen(a.plan, a.body->'executors') AS uitvoerders, regie.namen(a.plan, a.body->'with') AS samen_met
FROM regie.item a JOIN regie.plan p ON p.id = a.plan
WHERE a.sort = 'action';

CREATE VIEW regie.regie WITH (security_invoker = true) AS
SELECT p.slug AS plan, r.body->>'chapter' AS hoofdstuk, r.id AS uitspraak, r.body->>'subject' AS onderwerp,
  regie.namen(r.plan, r.body->'holders') AS houders, regie.namen(r.plan, r.body->'with') AS samen_met,
  r.body->>'condition' AS voorwaarde, r.body->>'text' AS zin
FROM regie.item r JOIN regie.plan p ON p.id = r.plan
WHERE r.sort = 'regie' AND coalesce(r.body->'dropped', 'null') = 'null';

-- Who did what, when: by the name it was signed with and the login it came from.
CREATE VIEW regie.logboek WITH (security_invoker = true) AS
SELECT p.slug AS plan, e.revision AS revisie, e.committed AS opgeslagen, regie.parsed(e.entry)->>'by' AS door, e.login,
  regie.parsed(e.entry)->>'what' AS soort, regie.parsed(e.entry)->>'id' AS onderdeel
FROM regie.edit e JOIN regie.plan p ON p.id = e.plan;

REVOKE ALL ON FUNCTION regie.namen(int, jsonb), regie.licht(text), regie.waarde(jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION regie.namen(int, jsonb), regie.licht(text), regie.waarde(jsonb, jsonb), regie.parsed(text)
  TO regie_leden;
GRANT SELECT ON regie.plannen, regie.kpis, regie.standen, regie.lichten, regie.acties, regie.regie, regie.logboek
  TO regie_leden;
