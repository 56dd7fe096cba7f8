-- Where plans are kept: an append-only log of edits, and rows for people. PostgreSQL 15 or newer.
-- Whoever runs this owns it all. Members come in through one role, and write through functions.

CREATE SCHEMA regie;
COMMENT ON SCHEMA regie IS 'Uitvoeringsplannen: een logboek van wijzigingen, en overzichten om te lezen';

-- Which of these files were run.
CREATE TABLE regie.schema_version (
  version int PRIMARY KEY,
  applied timestamptz NOT NULL DEFAULT clock_timestamp(),
  login name NOT NULL DEFAULT session_user
);

-- A plan is the document it began with and the edits since, applied in order.
CREATE TABLE regie.plan (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9-]{1,60}$'),
  municipality text NOT NULL,
  year int NOT NULL,
  beginning text NOT NULL,             -- byte for byte: jsonb would sort keys and drop the layout
  begun_at bigint NOT NULL,            -- its revision; what is replayed comes after it
  begun timestamptz NOT NULL DEFAULT clock_timestamp(),
  revision bigint NOT NULL,            -- of the last edit
  head uuid,                           -- the key of the last edit; none where there is none since the beginning
  chain bytea NOT NULL,                -- of the last edit; of a plan without one, of the beginning
  protocol int NOT NULL DEFAULT 1,     -- what a program must speak to know every kind of edit in it
  moved_to text                        -- where it went, and takes no edits here any more
) WITH (fillfactor = 50);              -- each save changes the row: there has to be room beside it

CREATE TABLE regie.edit (
  plan int NOT NULL REFERENCES regie.plan,
  revision bigint NOT NULL,
  parent uuid,                         -- the key of the edit before it
  key uuid NOT NULL,                   -- of the save it came with: asked again with it, nothing is done twice
  nth smallint NOT NULL,               -- its place in that save
  entry text NOT NULL,                 -- as the history of a file has it
  login name NOT NULL DEFAULT session_user,
  committed timestamptz NOT NULL DEFAULT clock_timestamp(),
  chain bytea NOT NULL,                -- regie.link of the one before it and this
  PRIMARY KEY (plan, revision),
  UNIQUE (key, nth)
);

-- Who may do what. A role may be a login, or a group that logins are in.
CREATE TABLE regie.member (
  plan int NOT NULL REFERENCES regie.plan,
  role name NOT NULL,
  kind text NOT NULL CHECK (kind IN ('lezer', 'invoerder', 'beheerder')),
  names text[] NOT NULL DEFAULT '{}',  -- what it may sign with besides its own name; '*' is any
  PRIMARY KEY (plan, role)
);

-- What the plan comes to, a row an item, for whoever reads with SQL. Made again from the log at will.
CREATE TABLE regie.item (
  plan int NOT NULL REFERENCES regie.plan,
  id text NOT NULL,
  sort text NOT NULL,
  revision bigint NOT NULL,
  body jsonb NOT NULL,
  PRIMARY KEY (plan, id)
) WITH (fillfactor = 80);
CREATE INDEX item_sort ON regie.item (plan, sort);

-- Who may make which kind of edit; what a program must speak to know it.
CREATE TABLE regie.edit_kind (
  what text PRIMARY KEY,
  kind text NOT NULL,
  protocol int NOT NULL DEFAULT 1
);
INSERT INTO regie.edit_kind (what, kind) VALUES
  ('reading', 'invoerder'),
  ('judgement', 'invoerder'),
  ('status', 'invoerder'),
  ('set', 'beheerder'),
  ('add', 'beheerder'),
  ('move', 'beheerder'),
  ('drop', 'beheerder'),
  ('merge', 'beheerder'),
  ('confirm', 'invoerder'),
  ('doubt', 'beheerder'),
  ('context', 'invoerder'),
  ('log', 'invoerder'),
  ('meeting', 'invoerder'),
  ('discussed', 'invoerder'),
  ('action-point', 'invoerder');

-- Who may set a field or confirm it, where that isn't whoever may make the kind of edit.
CREATE TABLE regie.field (
  sort text NOT NULL,
  key text NOT NULL,
  kind text NOT NULL,
  PRIMARY KEY (sort, key)
);
INSERT INTO regie.field (sort, key, kind) VALUES
  ('plan', 'title', 'beheerder'),
  ('plan', 'slug', 'beheerder'),
  ('plan', 'adopted', 'beheerder'),
  ('plan', 'municipality', 'beheerder'),
  ('plan', 'default_executor', 'beheerder'),
  ('plan', 'thresholds', 'beheerder'),
  ('plan', 'terms', 'beheerder'),
  ('plan', 'period', 'beheerder'),
  ('chapter', 'title', 'beheerder'),
  ('chapter', 'aim', 'beheerder'),
  ('chapter', 'body', 'beheerder'),
  ('chapter', 'partners', 'beheerder'),
  ('chapter', 'partners_text', 'beheerder'),
  ('theme', 'title', 'beheerder'),
  ('theme', 'priority', 'beheerder'),
  ('theme', 'partners', 'beheerder'),
  ('theme', 'partners_text', 'beheerder'),
  ('goal', 'text', 'beheerder'),
  ('goal', 'number', 'beheerder'),
  ('goal', 'priority', 'beheerder'),
  ('action', 'text', 'beheerder'),
  ('action', 'executors', 'beheerder'),
  ('action', 'with', 'beheerder'),
  ('action', 'due', 'invoerder'),
  ('action', 'cadence', 'beheerder'),
  ('kpi', 'text', 'beheerder'),
  ('kpi', 'group_title', 'beheerder'),
  ('kpi', 'goals', 'beheerder'),
  ('kpi', 'parties', 'beheerder'),
  ('indicator', 'label', 'beheerder'),
  ('indicator', 'kind', 'beheerder'),
  ('indicator', 'unit', 'beheerder'),
  ('indicator', 'target', 'beheerder'),
  ('indicator', 'targets', 'beheerder'),
  ('indicator', 'cumulative', 'beheerder'),
  ('indicator', 'baseline', 'beheerder'),
  ('indicator', 'cadence', 'beheerder'),
  ('indicator', 'start', 'beheerder'),
  ('indicator', 'due', 'beheerder'),
  ('regie', 'subject', 'beheerder'),
  ('regie', 'holders', 'beheerder'),
  ('regie', 'with', 'beheerder'),
  ('regie', 'condition', 'beheerder'),
  ('regie', 'text', 'beheerder'),
  ('regie', 'covers', 'beheerder'),
  ('topic', 'title', 'beheerder'),
  ('topic', 'text', 'beheerder'),
  ('topic', 'parties', 'beheerder'),
  ('party', 'name', 'beheerder'),
  ('party', 'full_name', 'beheerder'),
  ('party', 'abbreviation', 'beheerder'),
  ('party', 'kind', 'beheerder'),
  ('party', 'aliases', 'beheerder'),
  ('party', 'part_of', 'beheerder'),
  ('amount', 'label', 'beheerder'),
  ('amount', 'amount', 'beheerder'),
  ('amount', 'once', 'beheerder'),
  ('amount', 'remark', 'beheerder'),
  ('amount', 'funding', 'beheerder'),
  ('amount', 'chapter', 'beheerder'),
  ('fte', 'label', 'beheerder'),
  ('fte', 'existing', 'beheerder'),
  ('fte', 'expansion', 'beheerder'),
  ('fte', 'place', 'beheerder'),
  ('fte', 'place_reason', 'beheerder'),
  ('fte', 'place_doubt', 'beheerder'),
  ('fte', 'place_source', 'beheerder'),
  ('fte', 'chapter', 'beheerder'),
  ('fte', 'part_of', 'beheerder'),
  ('decision', 'body', 'beheerder'),
  ('decision', 'date', 'beheerder'),
  ('decision', 'number', 'beheerder'),
  ('decision', 'title', 'beheerder'),
  ('indicator', 'earlier', 'invoerder');

-- Nobody changes what was done, the owner not by accident either.
CREATE FUNCTION regie.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'aan het logboek van een plan verandert niemand iets' USING ERRCODE = 'RG002';
END $$;
CREATE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON regie.edit
  FOR EACH STATEMENT EXECUTE FUNCTION regie.refuse();
