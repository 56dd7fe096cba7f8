-- A save is announced where somebody else hears it. To announce it the server has saves of all plans wait for each
-- other, and wakes whoever listens in the database, to whichever plan: with a program at each of many plans that costs
-- more than the save.

-- What those who listen stand under, among the locks that programs agree on.
CREATE FUNCTION regie.listeners() RETURNS int
LANGUAGE sql IMMUTABLE AS $$ SELECT 7497066 $$;

-- From now on saves in a plan are announced for this connection, until it ends; those in a plan it was taken for before
-- no longer, since a pooler may have lent it to somebody else. A save that is under way and found nobody is waited for:
-- whoever reads the log after this has it. False where that takes long, as while a standby is away: what is saved then
-- may go unannounced.
CREATE FUNCTION regie.attend(of_plan int) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = regie, pg_temp AS $$
DECLARE
  was text := current_setting('lock_timeout');
BEGIN
  PERFORM pg_advisory_unlock_all();
  PERFORM set_config('lock_timeout', '1s', true);
  PERFORM pg_advisory_lock_shared(listeners(), of_plan);
  PERFORM set_config('lock_timeout', was, true);
  RETURN true;
EXCEPTION WHEN lock_not_available THEN
  RETURN false;
END $$;

-- The edits of a plan after a revision, in order, and where the plan went. To a member it always answers a row.
CREATE FUNCTION regie.since(of_plan int, after bigint)
RETURNS TABLE (revision bigint, key uuid, nth smallint, entry text, moved_to text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = regie, pg_temp AS $$
  SELECT e.revision, e.key, e.nth, e.entry, p.moved_to
  FROM plan p LEFT JOIN edit e ON e.plan = p.id AND e.revision > $2
  WHERE p.id = $1 AND (SELECT m.kind FROM may($1) m) IS NOT NULL
  ORDER BY e.revision
$$;

-- What a program of before this step asks, which listens without saying so: where it was open meanwhile, it is announced
-- to from the next time it looks. One that is opened later is told that the database is newer.
CREATE OR REPLACE FUNCTION regie.tail(of_plan int, after bigint)
RETURNS TABLE (revision bigint, parent uuid, key uuid, nth smallint, entry text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = regie, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF (SELECT m.kind FROM may(of_plan) m) IS NULL THEN
    RETURN;
  END IF;
  PERFORM pg_try_advisory_lock_shared(listeners(), of_plan);
  RETURN QUERY SELECT e.revision, e.parent, e.key, e.nth, e.entry
    FROM edit e WHERE e.plan = of_plan AND e.revision > after ORDER BY e.revision;
END $$;

-- As before, but for whom it announces a save to. Who listens itself is not in its own way, and nobody is once it has
-- this lock, until what is saved can be read.
DO $$
DECLARE
  put text := pg_get_functiondef('regie.put(int, bigint, uuid, uuid, text[], jsonb, int, int)'::regprocedure);
  announces CONSTANT text := $line$  IF pg_notify('plan_' || of_plan, revision::text) IS NULL THEN NULL; END IF;$line$;
BEGIN
  IF strpos(put, announces) = 0 THEN
    RAISE EXCEPTION 'regie.put is niet zoals deze stap haar verwacht; zet haar terug zoals zij was' USING ERRCODE = 'RG003';
  END IF;
  EXECUTE replace(put, announces, $line$  IF NOT pg_try_advisory_xact_lock(listeners(), of_plan) THEN
    IF pg_notify('plan_' || of_plan, revision::text) IS NULL THEN NULL; END IF;
  END IF;$line$);
END $$;

-- As before, and whoever has the plan open is told.
CREATE OR REPLACE FUNCTION regie.leave(of_plan int, at_revision bigint, to_place text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = regie, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF (SELECT m.kind FROM may(of_plan) m) IS DISTINCT FROM 'beheerder' AND NOT governs() THEN
    RAISE EXCEPTION 'een plan verhuizen mag alleen een beheerder' USING ERRCODE = 'RG002';
  END IF;
  UPDATE plan p SET moved_to = to_place WHERE p.id = of_plan AND p.revision = at_revision;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM pg_notify('plan_' || of_plan, CASE WHEN to_place IS NULL THEN 'here' ELSE 'moved' END);
  RETURN true;
END $$;

REVOKE ALL ON FUNCTION regie.listeners(), regie.attend(int), regie.since(int, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION regie.attend(int), regie.since(int, bigint) TO regie_leden;
