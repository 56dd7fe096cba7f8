-- The same save in fewer steps. What a save asks of the tables is asked once: each statement costs as much as what it
-- does, and a save waits for the one before it.

-- An edit's plan is there: `put` holds its row. So that it stays there, no plan goes that has edits; asking that again
-- at each edit costs as much as writing it.
ALTER TABLE regie.edit DROP CONSTRAINT edit_plan_fkey;
CREATE FUNCTION regie.refuse_edited() RETURNS trigger LANGUAGE plpgsql SET search_path = regie, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM edit e WHERE e.plan = OLD.id) THEN
    RAISE EXCEPTION 'aan het logboek van een plan verandert niemand iets' USING ERRCODE = 'RG002';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER stays BEFORE TRUNCATE ON regie.plan FOR EACH STATEMENT EXECUTE FUNCTION regie.refuse();
CREATE TRIGGER stays_with_edits BEFORE DELETE OR UPDATE OF id ON regie.plan FOR EACH ROW EXECUTE FUNCTION regie.refuse_edited();

-- A rule of a table is read and asked anew at each change of a row, whatever changes in it; this one only where a plan
-- gets a name.
ALTER TABLE regie.plan DROP CONSTRAINT plan_slug_check;
CREATE FUNCTION regie.refuse_slug() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'een kenmerk bestaat uit kleine letters, cijfers en streepjes, ten hoogste 60: “%” kan niet', NEW.slug
    USING ERRCODE = 'RG003';
END $$;
CREATE TRIGGER slug BEFORE INSERT OR UPDATE OF slug ON regie.plan FOR EACH ROW
  WHEN (NEW.slug !~ '^[a-z0-9-]{1,60}$') EXECUTE FUNCTION regie.refuse_slug();

-- As before, in 0002: outcomes, turn, and what is checked.
CREATE OR REPLACE FUNCTION regie.put(
  of_plan int, base bigint, on_key uuid, by_key uuid, entries text[], items jsonb, speaks int,
  turn int DEFAULT 0)
RETURNS TABLE (
  outcome text, revision bigint, key uuid, nth smallint, entry text, login name, committed timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = regie, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  stands record;
  done record;
  needs record;
  line json := parsed(entries[1]);
  signed text := line->>'by';
  known uuid;
  needed text;
  chained bytea;
  moment timestamptz;
  needs_protocol int;
BEGIN
  IF NOT pg_try_advisory_xact_lock(turns(), of_plan) THEN
    PERFORM wait_turn(of_plan);
  END IF;
  IF turn = 2 THEN
    PERFORM leave_turn(of_plan);
  END IF;
  -- First, always: it gives the transaction a number, so that also the answer `already` waits until
  -- the standbys have what it speaks of. Who isn't a member finds no row, and holds none.
  SELECT p.revision, p.head, p.begun_at, p.protocol, p.chain, p.moved_to, m.rank, m.signs INTO stands
    FROM plan p, LATERAL (
      SELECT max(rank(m.kind)) AS rank, bool_or(m.names && ARRAY[signed, '*']) AS signs
      FROM member m
      -- A role that was dropped has no number, and nobody is in it.
      WHERE m.plan = p.id AND (m.role = session_user
        OR pg_has_role(session_user, to_regrole(quote_ident(m.role)), 'MEMBER'))) m
    WHERE p.id = of_plan AND m.rank IS NOT NULL
    FOR NO KEY UPDATE OF p;
  IF NOT FOUND THEN
    RETURN QUERY SELECT * FROM refused('dit plan is niet gevonden');
    RETURN;
  END IF;
  -- On top of the last edit it can be none of those before, unless its key was used twice: that shows below.
  IF base <> stands.revision OR line IS NULL THEN
    SELECT e.plan, e.revision, e.login, e.committed INTO done
      FROM edit e WHERE e.key = by_key ORDER BY e.nth DESC LIMIT 1;
    IF done.plan = of_plan THEN
      RETURN QUERY SELECT 'already', done.revision, by_key, NULL::smallint, NULL::text, done.login, done.committed;
      RETURN;
    END IF;
  END IF;
  IF stands.moved_to IS NOT NULL THEN
    RETURN QUERY SELECT * FROM refused(format('dit plan is verhuisd naar %s; ga daar verder', stands.moved_to));
    RETURN;
  END IF;
  IF stands.protocol > speaks THEN
    RETURN QUERY SELECT 'too-new', stands.revision, stands.head, NULL::smallint, NULL::text, NULL::name, NULL::timestamptz;
    RETURN;
  END IF;
  IF base = stands.revision THEN
    known := stands.head;
  ELSIF base > stands.begun_at THEN
    SELECT e.key INTO known FROM edit e WHERE e.plan = of_plan AND e.revision = base;
  END IF;
  IF base > stands.revision OR base < stands.begun_at OR on_key IS DISTINCT FROM known THEN
    RETURN QUERY SELECT 'other-history', stands.revision, stands.head, NULL::smallint, NULL::text, NULL::name, NULL::timestamptz;
    RETURN;
  END IF;
  IF base < stands.revision THEN
    IF turn > 0 THEN
      PERFORM take_turn(of_plan);
    END IF;
    RETURN QUERY SELECT 'behind', e.revision, e.key, e.nth, e.entry, e.login, e.committed
      FROM edit e WHERE e.plan = of_plan AND e.revision > base ORDER BY e.revision;
    RETURN;
  END IF;
  IF line IS NULL THEN
    RETURN QUERY SELECT * FROM refused(nothing_to_save());
    RETURN;
  END IF;

  needs_protocol := stands.protocol;
  FOR n IN 1 .. cardinality(entries) LOOP
    IF n > 1 THEN
      line := parsed(entries[n]);
    END IF;
    SELECT k.kind, k.protocol INTO needs FROM edit_kind k WHERE k.what = line->>'what';
    IF NOT FOUND THEN
      RETURN QUERY SELECT * FROM refused('dit soort wijziging kent de database niet; werk haar bij met: regie database bijwerken');
      RETURN;
    END IF;
    needed := needs.kind;
    IF line->>'what' IN ('set', 'confirm') THEN
      needed := coalesce(needed_by_field(of_plan, line), needed);
    END IF;
    IF stands.rank < rank(needed) THEN
      RETURN QUERY SELECT * FROM refused(format('dit mag alleen een %s, en u bent %s', needed, (may(of_plan)).kind));
      RETURN;
    END IF;
    IF (line->>'by' = signed AND (stands.signs OR signed = session_user)
      OR line->>'by' = ANY ((may(of_plan)).names) OR '*' = ANY ((may(of_plan)).names)) IS NOT TRUE THEN
      RETURN QUERY SELECT * FROM refused(format('u bent hier %s en kunt niet als “%s” tekenen', session_user, line->>'by'));
      RETURN;
    END IF;
    IF (line->>'revision')::bigint IS DISTINCT FROM base + n THEN
      RETURN QUERY SELECT * FROM refused(format('wijziging %s sluit niet aan op revisie %s', line->>'revision', base));
      RETURN;
    END IF;
    needs_protocol := greatest(needs_protocol, needs.protocol);
  END LOOP;
  -- All are allowed: from here on nothing is refused but a key that was used before, at the first.
  chained := stands.chain;
  moment := clock_timestamp();
  FOR n IN 1 .. cardinality(entries) LOOP
    chained := link(chained, by_key, session_user, entries[n]);
    INSERT INTO edit (plan, revision, parent, key, nth, entry, committed, chain)
      VALUES (of_plan, base + n, CASE n WHEN 1 THEN stands.head ELSE by_key END, by_key, n - 1, entries[n], moment, chained)
      ON CONFLICT (key, nth) DO NOTHING;
    IF NOT FOUND THEN
      SELECT e.plan, e.revision, e.login, e.committed INTO done
        FROM edit e WHERE e.key = by_key ORDER BY e.nth DESC LIMIT 1;
      IF done.plan = of_plan THEN
        RETURN QUERY SELECT 'already', done.revision, by_key, NULL::smallint, NULL::text, done.login, done.committed;
      ELSE
        RETURN QUERY SELECT * FROM refused(nothing_to_save());
      END IF;
      RETURN;
    END IF;
  END LOOP;
  revision := base + cardinality(entries);
  UPDATE plan p SET revision = base + cardinality(entries), head = by_key, chain = chained, protocol = needs_protocol
    WHERE p.id = of_plan;
  -- Called this way neither is a statement of its own.
  IF keep_items(of_plan, revision, CASE stands.rank WHEN 3 THEN 'beheerder' END, items) IS NULL THEN NULL; END IF;
  IF pg_notify('plan_' || of_plan, revision::text) IS NULL THEN NULL; END IF;
  outcome := 'saved';
  key := by_key;
  login := session_user;
  committed := moment;
  RETURN NEXT;
END $$;

CREATE FUNCTION regie.nothing_to_save() RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT 'hier valt niets op te slaan: de sleutel is van een ander plan, of er zijn geen wijzigingen'
$$;

-- Who may set or confirm the field of an entry, where that is said.
CREATE FUNCTION regie.needed_by_field(of_plan int, entry json) RETURNS text
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT f.kind FROM regie.field f
    WHERE f.key = entry->>'field' AND f.sort = CASE entry->>'id'
      WHEN 'plan' THEN 'plan'
      ELSE (SELECT i.sort FROM regie.item i WHERE i.plan = of_plan AND i.id = entry->>'id')
    END);
END $$;
DROP FUNCTION regie.needs(int, json);
REVOKE ALL ON FUNCTION regie.refuse_edited(), regie.refuse_slug(), regie.nothing_to_save(), regie.needed_by_field(int, json) FROM PUBLIC;
