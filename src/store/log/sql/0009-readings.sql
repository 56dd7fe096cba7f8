-- A reading is a row of its own. Until now an indicator's row had them all, and each save wrote all of them again to add one:
-- what a save costs no longer grows with what was recorded before.

-- Gives readings that stand in the rows of indicators rows of their own. They are as this step begins, and as a program
-- of before it, that was open meanwhile, still sends them. Of a plan of several years such a row has those of one year: the
-- others come with `regie database herbouw`.
CREATE FUNCTION regie.part_readings() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM regie.item r USING regie.item i
    WHERE i.sort = 'indicator' AND i.body ? 'readings'
      AND r.plan = i.plan AND r.sort = 'reading' AND r.body->>'in' = i.id;
  INSERT INTO regie.item (plan, id, sort, revision, body)
    SELECT i.plan, i.id || '/' || said.nth, 'reading', i.revision,
      said.reading || jsonb_build_object('in', i.id, 'nth', said.nth)
    FROM regie.item i, jsonb_array_elements(i.body->'readings') WITH ORDINALITY AS said (reading, nth)
    WHERE i.sort = 'indicator' AND jsonb_typeof(i.body->'readings') = 'array'
    ON CONFLICT DO NOTHING;
  UPDATE regie.item SET body = body - 'readings' WHERE sort = 'indicator' AND body ? 'readings';
END $$;
SELECT regie.part_readings();

-- Every value that was recorded, for a line in time; as before.
CREATE OR REPLACE VIEW regie.standen WITH (security_invoker = true) AS
SELECT p.slug AS plan, i.body->>'chapter' AS hoofdstuk, i.body->>'in' AS kpi, i.id AS indicator, i.body->>'label' AS naam,
  (r.body->>'date')::date AS datum, regie.waarde(r.body->'value', r.body->'of') AS stand,
  CASE jsonb_typeof(r.body->'value') WHEN 'number' THEN (r.body->>'value')::numeric END AS getal,
  r.body->>'note' AS notitie, r.body->>'by' AS door
FROM regie.item r
JOIN regie.item i ON i.plan = r.plan AND i.id = r.body->>'in' AND i.sort = 'indicator'
JOIN regie.plan p ON p.id = r.plan
WHERE r.sort = 'reading';

-- As before, in 0002; readings come and go in the course of a year, and with their indicator.
CREATE OR REPLACE FUNCTION regie.keep_items(of_plan int, at_revision bigint, by_kind text, items jsonb) RETURNS void
LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  IF jsonb_typeof(items) IS DISTINCT FROM 'array' THEN
    RETURN;
  END IF;
  INSERT INTO regie.item AS i (plan, id, sort, revision, body)
    SELECT of_plan, row.id, row.sort, at_revision, row.body
    FROM jsonb_to_recordset(items) AS row (id text, sort text, body jsonb)
    WHERE row.body IS NOT NULL AND (
      by_kind = 'beheerder' OR row.sort IN ('meeting', 'action-point', 'reading')
      OR EXISTS (SELECT FROM regie.item old WHERE old.plan = of_plan AND old.id = row.id))
  ON CONFLICT (plan, id) DO UPDATE SET revision = excluded.revision, body = excluded.body
    WHERE i.sort = excluded.sort;
  IF jsonb_path_exists(items, '$[*] ? (@.sort == "indicator").body.readings') THEN
    PERFORM regie.part_readings();
  END IF;
  -- Seldom anything goes.
  IF NOT jsonb_path_exists(items, '$[*] ? (!exists(@.body) || @.body == null)') THEN
    RETURN;
  END IF;
  DELETE FROM regie.item i USING jsonb_to_recordset(items) AS row (id text, body jsonb)
    WHERE i.plan = of_plan AND i.id = row.id AND row.body IS NULL
      AND (by_kind = 'beheerder' OR i.sort IN ('meeting', 'action-point', 'reading'));
  IF by_kind = 'beheerder' THEN
    DELETE FROM regie.item i USING jsonb_to_recordset(items) AS row (id text, body jsonb)
      WHERE i.plan = of_plan AND i.sort = 'reading' AND i.body->>'in' = row.id AND row.body IS NULL;
  END IF;
END $$;

-- As before, in 0002; and while it waits nothing is announced to it, since it is answered with what came. What is announced
-- wakes whoever listens in the database, also those who wait: with eight who save at once each save woke seven, who went
-- on waiting. Who didn't listen isn't warned of that.
CREATE OR REPLACE FUNCTION regie.wait_turn(of_plan int) RETURNS void
LANGUAGE plpgsql SET client_min_messages = error AS $$
DECLARE
  was text := current_setting('lock_timeout');
  listened boolean;
BEGIN
  IF pg_try_advisory_xact_lock(regie.turns(), of_plan) THEN
    RETURN;
  END IF;
  listened := pg_advisory_unlock_shared(regie.listeners(), of_plan);
  BEGIN
    -- With the two seconds for the plan's row after it less than the five a client waits.
    PERFORM set_config('lock_timeout', '2500ms', true);
    PERFORM pg_advisory_xact_lock(regie.turns(), of_plan);
  EXCEPTION
    WHEN lock_not_available THEN
      was := '2s';
    WHEN query_canceled OR OTHERS THEN
      PERFORM regie.listen_again(of_plan, listened);
      RAISE;
  END;
  PERFORM regie.listen_again(of_plan, listened);
  PERFORM set_config('lock_timeout', was, true);
END $$;

-- Waits for a save that is under way and found nobody: whoever reads the log after this has it. However long that takes,
-- since a connection that listened must not go on unheard of; who asked has a clock of its own.
CREATE FUNCTION regie.listen_again(of_plan int, listened boolean) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF listened THEN
    PERFORM set_config('lock_timeout', '0', true);
    PERFORM pg_advisory_lock_shared(regie.listeners(), of_plan);
  END IF;
END $$;

-- As before, in 0008; a reading gets its row, and who may set or confirm a field is looked up here too.
CREATE OR REPLACE FUNCTION regie.put(
  of_plan int, base bigint, on_key uuid, by_key uuid, entries text[], items jsonb, speaks int,
  turn int DEFAULT 0)
RETURNS TABLE (
  outcome text, revision bigint, key uuid, nth smallint, entry text, login name, committed timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = regie, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  waited boolean := NOT pg_try_advisory_xact_lock(turns(), of_plan);
  several int := jsonb_array_length(CASE jsonb_typeof(items) WHEN 'array' THEN items END);
  said jsonb;
  chained bytea;
  one jsonb;
  kept boolean := true;
BEGIN
  IF waited THEN
    PERFORM wait_turn(of_plan);
  END IF;
  IF turn = 2 THEN
    PERFORM leave_turn(of_plan);
  END IF;
  -- Whoever waited is too late, since whom it waited for saved.
  IF NOT waited AND cardinality(entries) = 1 AND several <= 4 THEN
    said := parsed(entries[1])::jsonb;
    -- Who changes the plan's row holds it, and finds it as it is by then. What a group may is looked up in full.
    UPDATE plan p SET revision = base + 1, head = by_key, protocol = greatest(p.protocol, k.protocol),
        chain = link(p.chain, by_key, session_user, entries[1])
      FROM member m, edit_kind k
      WHERE p.id = of_plan AND p.revision = base AND p.head IS NOT DISTINCT FROM on_key
        AND p.moved_to IS NULL AND p.protocol <= speaks
        AND m.plan = of_plan AND m.role = session_user
        AND k.what = said->>'what' AND rank(m.kind) >= rank(CASE
          WHEN k.what IN ('set', 'confirm') THEN coalesce(needed_by_field(of_plan, said::json), k.kind)
          ELSE k.kind END)
        AND (said->>'by' = session_user OR m.names && ARRAY[said->>'by', '*']
          OR pg_has_role(session_user, current_user, 'MEMBER'))
        AND (said->>'revision')::bigint = base + 1
        AND NOT EXISTS (SELECT FROM edit e WHERE e.key = by_key)
      RETURNING p.chain INTO chained;
    IF FOUND THEN
      committed := clock_timestamp();
      INSERT INTO edit (plan, revision, parent, key, nth, entry, committed, chain)
        VALUES (of_plan, base + 1, on_key, by_key, 0, entries[1], committed, chained);
      -- One after another, each by its key: for several at once the server may think it better to read all there are.
      FOR n IN 0 .. several - 1 LOOP
        EXIT WHEN NOT kept;
        one := items->n;
        IF one->>'sort' = 'reading' AND jsonb_typeof(one->'body') = 'object' THEN
          INSERT INTO item AS i (plan, id, sort, revision, body)
            VALUES (of_plan, one->>'id', 'reading', base + 1, one->'body')
            ON CONFLICT (plan, id) DO UPDATE SET revision = base + 1, body = excluded.body WHERE i.sort = 'reading';
        ELSE
          UPDATE item i SET revision = base + 1, body = one->'body'
            WHERE i.plan = of_plan AND i.id = one->>'id' AND i.sort = one->>'sort'
              AND jsonb_typeof(one->'body') = 'object' AND NOT one->'body' ? 'readings';
          kept := FOUND;
        END IF;
      END LOOP;
      IF NOT kept THEN
        PERFORM keep_items(of_plan, base + 1, (may(of_plan)).kind, items);
      END IF;
      IF NOT pg_try_advisory_xact_lock(listeners(), of_plan) THEN
        IF pg_notify('plan_' || of_plan, (base + 1)::text) IS NULL THEN NULL; END IF;
      END IF;
      outcome := 'saved';
      revision := base + 1;
      key := by_key;
      login := session_user;
      RETURN NEXT;
      RETURN;
    END IF;
  END IF;
  -- Too late, with a key that was never used: what is answered is no promise of anything, so nothing is held for it.
  PERFORM FROM plan p
    JOIN member m ON m.plan = p.id AND m.role = session_user
    LEFT JOIN edit e ON e.plan = p.id AND e.revision = base
    WHERE p.id = of_plan AND p.revision > base AND p.begun_at <= base AND p.moved_to IS NULL AND p.protocol <= speaks
      AND on_key IS NOT DISTINCT FROM CASE WHEN base > p.begun_at THEN e.key END
      AND NOT EXISTS (SELECT FROM edit own WHERE own.key = by_key);
  IF FOUND THEN
    IF turn > 0 THEN
      PERFORM take_turn(of_plan);
    END IF;
    RETURN QUERY SELECT 'behind', e.revision, e.key, e.nth, e.entry, e.login, e.committed
      FROM edit e WHERE e.plan = of_plan AND e.revision > base ORDER BY e.revision;
    RETURN;
  END IF;
  RETURN QUERY SELECT * FROM put_in_full(of_plan, base, on_key, by_key, entries, items, speaks, least(turn, 1));
END $$;
REVOKE ALL ON FUNCTION regie.part_readings(), regie.listen_again(int, boolean) FROM PUBLIC;
