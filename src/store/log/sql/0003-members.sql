-- Who is let in, and out again; and the rows for people, made again.

-- Lets a role into a plan, with a kind and the names it may sign with besides its own; without a
-- kind it goes out. Its beheerder may, and the owner of the database.
CREATE FUNCTION regie.admit(of_slug text, login name, as_kind text, sign_as text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = regie, pg_temp AS $$
#variable_conflict use_column
DECLARE
  of_plan int;
  mine text;
BEGIN
  SELECT p.id, m.kind INTO of_plan, mine FROM plan p, may(p.id) m WHERE p.slug = of_slug FOR NO KEY UPDATE OF p;
  IF of_plan IS NULL OR mine IS NULL AND NOT governs() THEN
    RAISE EXCEPTION 'het plan “%” is niet gevonden', of_slug USING ERRCODE = 'RG003';
  END IF;
  IF mine IS DISTINCT FROM 'beheerder' AND NOT governs() THEN
    RAISE EXCEPTION 'leden toelaten mag alleen een beheerder, en u bent %', mine USING ERRCODE = 'RG002';
  END IF;
  IF as_kind IS NOT NULL AND rank(as_kind) IS NULL THEN
    RAISE EXCEPTION 'een lid is lezer, invoerder of beheerder, en niet “%”', as_kind USING ERRCODE = 'RG003';
  END IF;
  IF as_kind IS NOT NULL AND NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = login) THEN
    RAISE EXCEPTION 'er is op deze server geen login “%”; de beheerder van de server maakt hem met: createuser %', login, login
      USING ERRCODE = 'RG003';
  END IF;
  IF as_kind IS NULL AND NOT EXISTS (SELECT FROM member m WHERE m.plan = of_plan AND m.role = login) THEN
    RAISE EXCEPTION '“%” is geen lid van dit plan', login USING ERRCODE = 'RG003';
  END IF;
  IF as_kind IS DISTINCT FROM 'beheerder' AND NOT governs() AND NOT EXISTS (
    SELECT FROM member m WHERE m.plan = of_plan AND m.kind = 'beheerder' AND m.role <> login) THEN
    RAISE EXCEPTION '“%” is de enige beheerder van dit plan; maak eerst een ander beheerder', login USING ERRCODE = 'RG002';
  END IF;
  IF as_kind IS NULL THEN
    DELETE FROM member m WHERE m.plan = of_plan AND m.role = login;
    IF NOT EXISTS (SELECT FROM member m WHERE m.role = login)
      AND EXISTS (SELECT FROM pg_roles r WHERE r.rolname = login) THEN
      EXECUTE format('REVOKE regie_leden FROM %I', login);
    END IF;
    RETURN;
  END IF;
  INSERT INTO member AS m (plan, role, kind, names) VALUES (of_plan, login, as_kind, coalesce(sign_as, '{}'))
    ON CONFLICT (plan, role) DO UPDATE SET kind = excluded.kind, names = coalesce(sign_as, m.names);
  IF NOT pg_has_role(login, 'regie_leden', 'MEMBER') THEN
    EXECUTE format('GRANT regie_leden TO %I', login);
  END IF;
END $$;

-- Makes the rows for people again, where the plan is still at this revision.
CREATE FUNCTION regie.renew(of_plan int, at_revision bigint, items jsonb) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = regie, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF (SELECT m.kind FROM may(of_plan) m) IS DISTINCT FROM 'beheerder' AND NOT governs() THEN
    RAISE EXCEPTION 'de overzichten opnieuw maken mag alleen een beheerder' USING ERRCODE = 'RG002';
  END IF;
  PERFORM FROM plan p WHERE p.id = of_plan AND p.revision = at_revision FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  DELETE FROM item i WHERE i.plan = of_plan;
  INSERT INTO item (plan, id, sort, revision, body)
    SELECT of_plan, row.id, row.sort, at_revision, row.body
    FROM jsonb_to_recordset(items) AS row (id text, sort text, body jsonb)
    WHERE row.body IS NOT NULL;
  RETURN true;
END $$;

-- Says that a plan went elsewhere, or, without a place, that it is here after all; false where it
-- isn't at this revision any more.
CREATE FUNCTION regie.leave(of_plan int, at_revision bigint, to_place text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = regie, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF (SELECT m.kind FROM may(of_plan) m) IS DISTINCT FROM 'beheerder' AND NOT governs() THEN
    RAISE EXCEPTION 'een plan verhuizen mag alleen een beheerder' USING ERRCODE = 'RG002';
  END IF;
  UPDATE plan p SET moved_to = to_place WHERE p.id = of_plan AND p.revision = at_revision;
  RETURN FOUND;
END $$;

REVOKE ALL ON FUNCTION regie.admit(text, name, text, text[]), regie.renew(int, bigint, jsonb),
  regie.leave(int, bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION regie.admit(text, name, text, text[]), regie.renew(int, bigint, jsonb),
  regie.leave(int, bigint, text) TO regie_leden;
