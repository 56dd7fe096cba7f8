-- The save as it nearly always is, one edit on top of the last, in few and small statements; and an answer to who is too late
-- that writes nothing, so that nobody waits for the disk to have nothing. All else is done as before.

ALTER FUNCTION regie.put(int, bigint, uuid, uuid, text[], jsonb, int, int) RENAME TO put_in_full;
REVOKE EXECUTE ON FUNCTION regie.put_in_full(int, bigint, uuid, uuid, text[], jsonb, int, int) FROM regie_leden;

-- As before, in SQL, which becomes a part of the statement it stands in; and what turns text into bytes may change, so
-- that it isn't immutable.
CREATE OR REPLACE FUNCTION regie.link(before bytea, key uuid, login name, entry text) RETURNS bytea
LANGUAGE sql STABLE STRICT AS $$
  SELECT sha256(before || uuid_send(key) || convert_to(login::text || E'\n' || entry, 'UTF8'))
$$;

-- As before, in 0002: outcomes and turn. What it finds here it does or answers; what it doesn't, `put_in_full` does,
-- or says why not.
CREATE FUNCTION regie.put(
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
    -- Who changes the plan's row holds it, and finds it as it is by then. What a group may is looked up in full, and so
    -- is who may set a field.
    UPDATE plan p SET revision = base + 1, head = by_key, protocol = greatest(p.protocol, k.protocol),
        chain = link(p.chain, by_key, session_user, entries[1])
      FROM member m, edit_kind k
      WHERE p.id = of_plan AND p.revision = base AND p.head IS NOT DISTINCT FROM on_key
        AND p.moved_to IS NULL AND p.protocol <= speaks
        AND m.plan = of_plan AND m.role = session_user
        AND k.what = said->>'what' AND k.what NOT IN ('set', 'confirm') AND rank(m.kind) >= rank(k.kind)
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
        UPDATE item i SET revision = base + 1, body = items->n->'body'
          WHERE i.plan = of_plan AND i.id = items->n->>'id' AND i.sort = items->n->>'sort'
            AND jsonb_typeof(items->n->'body') = 'object';
        IF NOT FOUND THEN
          kept := false;
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
REVOKE ALL ON FUNCTION regie.put(int, bigint, uuid, uuid, text[], jsonb, int, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION regie.put(int, bigint, uuid, uuid, text[], jsonb, int, int) TO regie_leden;

-- A row that has a hundred readings is kept small, and making it so in the old way takes as long as the save. A server
-- that was built without the new way keeps the old.
DO $$ BEGIN
  ALTER TABLE regie.item ALTER COLUMN body SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported OR invalid_parameter_value THEN
  NULL;
END $$;
