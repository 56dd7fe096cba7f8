//! The schema of a database of plans: numbered files, of which a database has the first so many.

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error};

/// The files, the first one first; a database that has been given them stays as it is, so a file
/// that was released is never changed.
pub const FILES: &[&str] = &[
    include_str!("0001-tables.sql"),
    include_str!("0002-saving.sql"),
    include_str!("0003-members.sql"),
    include_str!("0004-views.sql"),
    include_str!("0005-late.sql"),
    include_str!("0006-quick.sql"),
    include_str!("0007-heard.sql"),
    include_str!("0008-alone.sql"),
    include_str!("0009-readings.sql"),
];

/// How many of them this program works with.
pub const VERSION: usize = FILES.len();

/// What this program knows of kinds of edits; an edit of a kind that came later raises it.
pub const PROTOCOL: i32 = 1;

/// Two programs that bring one database up to date at once wait for each other by this number.
const TURN: i64 = 0x0072_6567_6965;

/// What a database holds of the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schema {
    /// Nothing.
    Missing,
    /// There is one, and the login isn't let in.
    Closed,
    /// So many of the files.
    At(usize),
}

/// What a database holds of the schema, as far as this login may know.
///
/// # Errors
/// Whatever the server says.
pub async fn schema(client: &Client) -> Result<Schema, Error> {
    const LOOK: &str = "SELECT has_schema_privilege(n.oid, 'USAGE') FROM pg_class c \
        JOIN pg_namespace n ON n.oid = c.relnamespace \
        WHERE n.nspname = 'regie' AND c.relname = 'schema_version'";
    let Some(found) = client.query_typed_opt(LOOK, &[]).await? else {
        return Ok(Schema::Missing);
    };
    if !found.get::<_, bool>(0) {
        return Ok(Schema::Closed);
    }
    let row = client.query_typed_one(
        "SELECT coalesce(max(version), 0) FROM regie.schema_version",
        &[],
    );
    let version: i32 = row.await?.get(0);
    Ok(Schema::At(usize::try_from(version).unwrap_or_default()))
}

/// Gives a database the files it lacks, up to so many, all or none of them; gives how many it
/// has then.
///
/// # Errors
/// Whatever the server says; the database is then as it was.
pub async fn raise(client: &Client, to: usize) -> Result<usize, Error> {
    client.batch_execute("BEGIN").await?;
    let raised = raise_inside(client, to).await;
    let end = if raised.is_ok() { "COMMIT" } else { "ROLLBACK" };
    let ended = client.batch_execute(end).await;
    raised.and_then(|version| ended.map(|()| version))
}

async fn raise_inside(client: &Client, to: usize) -> Result<usize, Error> {
    let turn = "SELECT pg_advisory_xact_lock($1)";
    client.execute_typed(turn, &[(&TURN, Type::INT8)]).await?;
    let has = match schema(client).await? {
        Schema::At(version) => version,
        Schema::Missing | Schema::Closed => 0,
    };
    for (number, file) in FILES.iter().enumerate().take(to).skip(has) {
        client.batch_execute(file).await?;
        let number = i32::try_from(number + 1).unwrap_or(i32::MAX);
        let done = "INSERT INTO regie.schema_version (version) VALUES ($1)";
        client.execute_typed(done, &[(&number, Type::INT4)]).await?;
    }
    Ok(has.max(to.min(VERSION)))
}

impl Schema {
    /// That this program can work with it.
    ///
    /// # Errors
    /// A Dutch sentence with the way out.
    pub fn fits(self) -> Result<(), String> {
        match self {
            Self::At(VERSION) => Ok(()),
            Self::At(version) if version > VERSION => Err(format!(
                "de database is van een nieuwere regie (schema {version}, deze kent {VERSION}); \
                 installeer die versie"
            )),
            Self::At(version) => Err(format!(
                "de database is van een oudere regie (schema {version}, deze kent {VERSION}); haar \
                 eigenaar werkt haar bij met: regie database bijwerken"
            )),
            Self::Missing => Err(
                "in deze database zijn nog geen plannen; haar eigenaar begint met: regie database begin"
                    .to_string(),
            ),
            Self::Closed => Err(
                "u bent in deze database van geen plan lid; een beheerder laat u toe met: \
                 regie database lid"
                    .to_string(),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::plan::Plan;
    use crate::plan::edit::role::Role;
    use crate::plan::edit::{EARLIER, Edit, FIELDS};

    /// The rows of an `INSERT … VALUES` in the files, each as it stands there.
    fn rows(table: &str) -> Vec<String> {
        let head = format!("INSERT INTO regie.{table} ");
        let inserts = FILES.iter().flat_map(|file| file.split(&head).skip(1));
        let lines = inserts.flat_map(|it| it.split(';').next().unwrap_or_default().lines().skip(1));
        let rows = lines.map(|line| line.trim().trim_end_matches(',').to_string());
        rows.filter(|row| row.starts_with('(')).collect()
    }

    #[test]
    fn the_database_lets_the_same_roles_make_an_edit() {
        let plan: Plan =
            serde_json::from_str(include_str!("../../../../tests/stores/valid/small.json"))
                .unwrap();
        for sample in Edit::SAMPLES {
            let edit = sample(&plan, 1, "x");
            let written = serde_json::to_value(&edit).unwrap();
            let what = written["what"].as_str().unwrap();
            // A count is the reading it became by the time it is saved.
            if what == "count" {
                assert!(!rows("edit_kind").iter().any(|row| row.contains("'count'")));
                continue;
            }
            // Of these the field decides; one that isn't known takes the higher role, or the lower.
            let role = match edit {
                Edit::Set(_) => Role::Administrator,
                Edit::Confirm(_) => Role::Recorder,
                edit => edit.role(&plan),
            };
            let row = format!("('{what}', '{}')", role.word());
            assert!(rows("edit_kind").contains(&row), "lacks {row}");
        }
        assert_eq!(rows("edit_kind").len(), Edit::SAMPLES.len() - 1);
    }

    #[test]
    fn the_database_lets_the_same_roles_set_a_field() {
        let fields = FIELDS.iter().chain(std::iter::once(&EARLIER));
        let wanted: Vec<String> = fields
            .map(|field| {
                let sort = json!(field.of);
                let (sort, role) = (sort.as_str().unwrap(), field.role.word());
                format!("('{sort}', '{}', '{role}')", field.key)
            })
            .collect();
        assert_eq!(
            rows("field"),
            wanted,
            "as it should stand:\n  {}",
            wanted.join(",\n  ")
        );
    }

    #[test]
    fn what_does_not_fit_says_who_mends_it() {
        for (schema, said) in [
            (Schema::At(VERSION), None),
            (Schema::At(VERSION - 1), Some("regie database bijwerken")),
            (Schema::At(VERSION + 1), Some("installeer die versie")),
            (Schema::Missing, Some("regie database begin")),
            (Schema::Closed, Some("regie database lid")),
        ] {
            let fits = schema.fits().err();
            assert_eq!(fits.is_some(), said.is_some(), "{fits:?}");
            assert!(fits.unwrap_or_default().contains(said.unwrap_or_default()));
        }
    }
}
