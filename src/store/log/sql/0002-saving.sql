-- The one way in. What is refused by name has SQLSTATE RG001 (it is there already), RG002 (not
-- allowed) or RG003 (not understood), and its message is a Dutch sentence.

DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'regie_leden') THEN
    CREATE ROLE regie_leden NOLOGIN;
  END IF;
END $$;

-- What an edit adds to the chain. In SQL it would be planned anew at each save.
CREATE FUNCTION regie.link(before bytea, key uuid, login name, entry text) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  RETURN sha256(before || uuid_send(key) || convert_to(login || E'\n' || entry, 'UTF8'));
END $$;

CREATE FUNCTION regie.rank(kind text) RETURNS int
LANGUAGE sql IMMUTABLE AS $$
  SELECT array_position(ARRAY['lezer', 'invoerder', 'beheerder'], kind)
$$;

-- Whether the login is, or is in, the role that owns all this.
CREATE FUNCTION regie.governs() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = regie, pg_temp AS $$
BEGIN
  RETURN pg_has_role(session_user, current_user, 'MEMBER');
END $$;

-- The memberships of the login: its own, and those of the groups it is in.
CREATE FUNCTION regie.memberships() RETURNS SETOF regie.member
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = regie, pg_temp AS $$
  SELECT m FROM member m
  WHERE m.role = session_user
  UNION ALL
  SELECT m FROM member m JOIN pg_roles r ON r.rolname = m.role
  WHERE m.role <> session_user AND pg_has_role(session_user, r.oid, 'MEMBER')
$$;

-- The plans the login may see: what row security goes by.
CREATE FUNCTION regie.mine() RETURNS SETOF int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = regie, pg_temp AS $$
  SELECT plan FROM memberships()
$$;

-- What the login may do with a plan, and which names it may sign with; no row where it isn't a
-- member.
CREATE FUNCTION regie.may(of_plan int, OUT kind text, OUT names text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = regie, pg_temp AS $$
#variable_conflict use_column
DECLARE
  found record;
BEGIN
  names := ARRAY[session_user::text];
  FOR found IN
    SELECT m.kind, m.names FROM member m
    -- A role that was dropped has no number, and nobody is in it.
    WHERE m.plan = of_plan AND (m.role = session_user
      OR pg_has_role(session_user, to_regrole(quote_ident(m.role)), 'MEMBER'))
  LOOP
    IF kind IS NULL OR rank(found.kind) > rank(kind) THEN
      kind := found.kind;
    END IF;
    names := names || found.names;
  END LOOP;
  IF governs() THEN
    names := names || '*'::text;
  END IF;
END $$;

-- An entry to read from. PostgreSQL has no text with a NUL in it, and reads no object that has one
-- anywhere; the entry itself keeps it.
CREATE FUNCTION regie.parsed(entry text) RETURNS json
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF strpos(entry, '\u0000') > 0 THEN
    entry := regexp_replace(entry, '(?<!\\)((?:\\\\)*)\\u0000', '\1', 'g');
  END IF;
  RETURN entry::json;
END $$;

-- The least that may make this edit; null where its kind isn't known. `regie` itself decides this
-- too, and a test holds the two together. It runs as `put` does; a setting of its own costs at each call.
CREATE FUNCTION regie.needs(of_plan int, entry json) RETURNS text
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  needed text;
  of_field text;
BEGIN
  SELECT kind INTO needed FROM regie.edit_kind WHERE what = entry->>'what';
  IF entry->>'what' IN ('set', 'confirm') THEN
    SELECT f.kind INTO of_field FROM regie.field f
    WHERE f.key = entry->>'field' AND f.sort = CASE entry->>'id'
      WHEN 'plan' THEN 'plan'
      ELSE (SELECT i.sort FROM regie.item i WHERE i.plan = of_plan AND i.id = entry->>'id')
    END;
    needed := coalesce(of_field, needed);
  END IF;
  RETURN needed;
END $$;

-- A plan with its rows; whoever begins it governs it. `history` is what the document itself holds
-- of edits, for whoever reads with SQL: what is replayed comes after it.
CREATE FUNCTION regie.begin(
  slug text, municipality text, year int, beginning text, begun_at bigint, history text[], items jsonb)
RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = regie, pg_temp AS $$
#variable_conflict use_variable
DECLARE
  begun int;
  start bytea := sha256(convert_to(beginning, 'UTF8'));
  line text;
  said json;
  last uuid;
  next uuid;
  at timestamptz := clock_timestamp();
  number bigint;
BEGIN
  IF NOT governs() AND NOT EXISTS (SELECT FROM memberships() m WHERE m.kind = 'beheerder') THEN
    RAISE EXCEPTION 'een plan beginnen mag hier alleen de eigenaar van de database of wie al beheerder van een plan is'
      USING ERRCODE = 'RG002';
  END IF;
  IF slug !~ '^[a-z0-9-]{1,60}$' THEN
    RAISE EXCEPTION 'een kenmerk bestaat uit kleine letters, cijfers en streepjes, ten hoogste 60: “%” kan niet', slug
      USING ERRCODE = 'RG003';
  END IF;
  IF EXISTS (SELECT FROM plan p WHERE p.slug = slug) THEN
    RAISE EXCEPTION 'er is al een plan “%” in deze database', slug USING ERRCODE = 'RG001';
  END IF;
  INSERT INTO plan AS p (slug, municipality, year, beginning, begun_at, revision, chain)
    VALUES (slug, municipality, year, beginning, begun_at, begun_at, start)
    RETURNING p.id INTO begun;
  FOREACH line IN ARRAY coalesce(history, '{}') LOOP
    said := parsed(line);
    number := (said->>'revision')::bigint;
    next := gen_random_uuid();
    start := link(start, next, session_user, line);
    INSERT INTO edit (plan, revision, parent, key, nth, entry, committed, chain)
      VALUES (begun, number, last, next, 0, line, coalesce((said->>'at')::timestamptz, at), start)
      ON CONFLICT DO NOTHING;
    last := next;
  END LOOP;
  INSERT INTO item (plan, id, sort, revision, body)
    SELECT begun, row.id, row.sort, begun_at, row.body
    FROM jsonb_to_recordset(CASE jsonb_typeof(items) WHEN 'array' THEN items ELSE '[]' END) AS row (id text, sort text, body jsonb)
    WHERE row.body IS NOT NULL;
  INSERT INTO member (plan, role, kind) VALUES (begun, session_user, 'beheerder');
  RETURN begun;
EXCEPTION WHEN unique_violation THEN
  RAISE EXCEPTION 'er is al een plan “%” in deze database', slug USING ERRCODE = 'RG001';
END $$;

-- A plan the login may see: no row where there is none, or it isn't a member.
CREATE FUNCTION regie.open(slug text)
RETURNS TABLE (plan int, beginning text, begun_at bigint, revision bigint, head uuid, protocol int, kind text, moved_to text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = regie, pg_temp AS $$
  SELECT p.id, p.beginning, p.begun_at, p.revision, p.head, p.protocol, m.kind, p.moved_to
  FROM plan p, may(p.id) m
  WHERE p.slug = $1 AND m.kind IS NOT NULL
$$;

-- The edits of a plan after a revision, in order.
CREATE FUNCTION regie.tail(of_plan int, after bigint)
RETURNS TABLE (revision bigint, parent uuid, key uuid, nth smallint, entry text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = regie, pg_temp AS $$
  SELECT e.revision, e.parent, e.key, e.nth, e.entry
  FROM edit e
  WHERE e.plan = $1 AND e.revision > $2 AND (SELECT m.kind FROM may($1) m) IS NOT NULL
  ORDER BY e.revision
$$;

-- What turns stand under, among the locks that programs agree on.
CREATE FUNCTION regie.turns() RETURNS int
LANGUAGE sql IMMUTABLE AS $$ SELECT 7497065 $$;

-- Waits, in the order they came, while another connection has the turn in a plan. A turn is a courtesy,
-- the plan's row is what guards it: who has waited long goes on without.
CREATE FUNCTION regie.wait_turn(of_plan int) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  was text;
BEGIN
  IF pg_try_advisory_xact_lock(regie.turns(), of_plan) THEN
    RETURN;
  END IF;
  was := current_setting('lock_timeout');
  BEGIN
    -- With the two seconds for the plan's row after it less than the five a client waits.
    PERFORM set_config('lock_timeout', '2500ms', true);
    PERFORM pg_advisory_xact_lock(regie.turns(), of_plan);
    PERFORM set_config('lock_timeout', was, true);
  EXCEPTION WHEN lock_not_available THEN
    PERFORM set_config('lock_timeout', '2s', true);
  END;
END $$;

-- Gives the connection that waited for it the turn, until it saves or leaves it. One that doesn't come
-- back with it within a second hangs: the server ends it, and the turn is the next one's.
CREATE FUNCTION regie.take_turn(of_plan int) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF pg_try_advisory_lock(regie.turns(), of_plan) THEN
    PERFORM set_config('idle_session_timeout', '1s', false);
  END IF;
END $$;

-- Leaves the turn to the next. Whoever asked while another hung with it never had it, which is no
-- warning to a client: a save that is warned of counts as unsure.
CREATE FUNCTION regie.leave_turn(of_plan int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = regie, pg_temp SET client_min_messages = error AS $$
BEGIN
  PERFORM pg_advisory_unlock(turns(), of_plan);
  RESET idle_session_timeout;
END $$;

-- Saves edits that were made on the plan as it was at `base`, whose last edit had the key `on_key`.
-- It always answers a row:
--   saved, already   the number of the last edit of this key
--   behind           a row an edit since `base`: nothing is saved, try again on top of them
--   other-history    number and key of the last edit: what the login builds on isn't here
--   too-new          nothing is saved: a newer program wrote in this plan
--   forbidden        the reason, in Dutch
-- Who asks for the turn (1) and is behind has it: the plan is its connection's until that saves with the
-- turn it has (2), or leaves it.
-- Each save asks the same small things, so they are planned once a connection.
CREATE FUNCTION regie.put(
  of_plan int, base bigint, on_key uuid, by_key uuid, entries text[], items jsonb, speaks int,
  turn int DEFAULT 0)
RETURNS TABLE (
  outcome text, revision bigint, key uuid, nth smallint, entry text, login name, committed timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = regie, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  me record;
  stands record;
  known uuid;
  done record;
  line json;
  needed text;
  chained bytea;
  moment timestamptz;
  needs_protocol int;
BEGIN
  SELECT * INTO me FROM may(of_plan);
  IF me.kind IS NULL THEN
    RETURN QUERY SELECT * FROM refused('dit plan is niet gevonden');
    RETURN;
  END IF;
  PERFORM wait_turn(of_plan);
  IF turn = 2 THEN
    PERFORM leave_turn(of_plan);
  END IF;
  -- First, always: it gives the transaction a number, so that also the answer `already` waits until
  -- the standbys have what it speaks of.
  SELECT p.revision, p.head, p.begun_at, p.protocol, p.chain, p.moved_to INTO stands
    FROM plan p WHERE p.id = of_plan FOR NO KEY UPDATE;
  SELECT e.plan, e.revision, e.login, e.committed INTO done
    FROM edit e WHERE e.key = by_key ORDER BY e.nth DESC LIMIT 1;
  IF done.plan = of_plan THEN
    RETURN QUERY SELECT 'already', done.revision, by_key, NULL::smallint, NULL::text, done.login, done.committed;
    RETURN;
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
  IF done.plan IS NOT NULL OR coalesce(cardinality(entries), 0) = 0 THEN
    RETURN QUERY SELECT * FROM refused('hier valt niets op te slaan: de sleutel is van een ander plan, of er zijn geen wijzigingen');
    RETURN;
  END IF;

  chained := stands.chain;
  moment := clock_timestamp();
  needs_protocol := stands.protocol;
  FOR n IN 1 .. cardinality(entries) LOOP
    line := parsed(entries[n]);
    needed := needs(of_plan, line);
    IF needed IS NULL THEN
      RETURN QUERY SELECT * FROM refused('dit soort wijziging kent de database niet; werk haar bij met: regie database bijwerken');
      RETURN;
    END IF;
    IF rank(me.kind) < rank(needed) THEN
      RETURN QUERY SELECT * FROM refused(format('dit mag alleen een %s, en u bent %s', needed, me.kind));
      RETURN;
    END IF;
    IF ('*' = ANY (me.names) OR line->>'by' = ANY (me.names)) IS NOT TRUE THEN
      RETURN QUERY SELECT * FROM refused(format('u bent hier %s en kunt niet als “%s” tekenen', session_user, line->>'by'));
      RETURN;
    END IF;
    IF (line->>'revision')::bigint IS DISTINCT FROM base + n THEN
      RETURN QUERY SELECT * FROM refused(format('wijziging %s sluit niet aan op revisie %s', line->>'revision', base));
      RETURN;
    END IF;
    needs_protocol := greatest(needs_protocol, (SELECT k.protocol FROM edit_kind k WHERE k.what = line->>'what'));
  END LOOP;
  -- All are allowed: from here on nothing is refused any more.
  FOR n IN 1 .. cardinality(entries) LOOP
    chained := link(chained, by_key, session_user, entries[n]);
    INSERT INTO edit (plan, revision, parent, key, nth, entry, committed, chain)
      VALUES (of_plan, base + n, CASE n WHEN 1 THEN stands.head ELSE by_key END, by_key, n - 1, entries[n], moment, chained);
  END LOOP;
  UPDATE plan p SET revision = base + cardinality(entries), head = by_key, chain = chained, protocol = needs_protocol
    WHERE p.id = of_plan;
  PERFORM keep_items(of_plan, base + cardinality(entries), me.kind, items);
  PERFORM pg_notify('plan_' || of_plan, (base + cardinality(entries))::text);
  outcome := 'saved';
  revision := base + cardinality(entries);
  key := by_key;
  login := session_user;
  committed := moment;
  RETURN NEXT;
END $$;

-- The answer of a save that isn't allowed.
CREATE FUNCTION regie.refused(
  reason text, OUT outcome text, OUT revision bigint, OUT key uuid, OUT nth smallint, OUT entry text, OUT login name,
  OUT committed timestamptz)
LANGUAGE sql IMMUTABLE AS $$
  SELECT 'forbidden', NULL::bigint, NULL::uuid, NULL::smallint, reason, NULL::name, NULL::timestamptz
$$;

-- The rows of what a save touched, kept as `put` runs; one without a body goes. What an item is decides who may change
-- it, so only who may change the plan adds or takes away what isn't made in the course of a year.
CREATE FUNCTION regie.keep_items(of_plan int, at_revision bigint, by_kind text, items jsonb) RETURNS void
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
      by_kind = 'beheerder' OR row.sort IN ('meeting', 'action-point')
      OR EXISTS (SELECT FROM regie.item old WHERE old.plan = of_plan AND old.id = row.id))
  ON CONFLICT (plan, id) DO UPDATE SET revision = excluded.revision, body = excluded.body
    WHERE i.sort = excluded.sort;
  -- Seldom anything goes.
  IF NOT jsonb_path_exists(items, '$[*] ? (!exists(@.body) || @.body == null)') THEN
    RETURN;
  END IF;
  DELETE FROM regie.item i USING jsonb_to_recordset(items) AS row (id text, body jsonb)
    WHERE i.plan = of_plan AND i.id = row.id AND row.body IS NULL
      AND (by_kind = 'beheerder' OR i.sort IN ('meeting', 'action-point'));
END $$;

-- Plain SELECT is safe: a member sees its plans, and nobody else's.
ALTER TABLE regie.plan ENABLE ROW LEVEL SECURITY;
ALTER TABLE regie.edit ENABLE ROW LEVEL SECURITY;
ALTER TABLE regie.member ENABLE ROW LEVEL SECURITY;
ALTER TABLE regie.item ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON regie.plan FOR SELECT TO regie_leden USING (id IN (SELECT regie.mine()));
CREATE POLICY mine ON regie.edit FOR SELECT TO regie_leden USING (plan IN (SELECT regie.mine()));
CREATE POLICY mine ON regie.member FOR SELECT TO regie_leden USING (plan IN (SELECT regie.mine()));
CREATE POLICY mine ON regie.item FOR SELECT TO regie_leden USING (plan IN (SELECT regie.mine()));

REVOKE ALL ON SCHEMA regie FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA regie FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA regie FROM PUBLIC;
GRANT USAGE ON SCHEMA regie TO regie_leden;
GRANT SELECT ON ALL TABLES IN SCHEMA regie TO regie_leden;
GRANT EXECUTE ON FUNCTION
  regie.begin(text, text, int, text, bigint, text[], jsonb),
  regie.open(text),
  regie.tail(int, bigint),
  regie.put(int, bigint, uuid, uuid, text[], jsonb, int, int),
  regie.leave_turn(int),
  regie.link(bytea, uuid, name, text),
  regie.mine(),
  regie.governs(),
  regie.may(int)
TO regie_leden;
