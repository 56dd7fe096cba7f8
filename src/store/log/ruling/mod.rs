//! What an administrator does with a database of plans: begin it, bring it up to date, let members
//! in, look how it is kept, and make the rows for people again from the log, which proves them.

mod ahead;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde_json::Value;
use tokio_postgres::Row;

use crate::plan::Plan;
use crate::store::error::Cause;
use crate::store::log::address::Address;
use crate::store::log::items;
use crate::store::log::line::{Line, Param, Question};
use crate::store::log::put::deadline;
use crate::store::log::replay::{Followed, Head, Logged, follow};
use crate::store::place::Place;
use crate::store::text::format;

/// A database, for who rules it.
#[derive(Debug)]
pub struct Ruling {
    line: Line,
    address: Address,
}

/// A plan the login may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// What it is called there.
    pub slug: String,
    /// Whose it is.
    pub municipality: String,
    /// For which year.
    pub year: i32,
    /// How many changes it has.
    pub revision: i64,
    /// `lezer`, `invoerder` or `beheerder`; none for an owner who isn't a member.
    pub kind: Option<String>,
    /// Its number there, the revision it began at, and how many bytes its document then had.
    id: i32,
    begun_at: i64,
    size: usize,
}

/// How a database is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keeping {
    /// The server's version.
    pub server: String,
    /// How many files of the schema it has.
    pub schema: i64,
    /// How many other machines confirm a save before it counts as saved; none where not even the
    /// own disk does.
    pub confirm: Option<u32>,
    /// How many others follow now; none where this login may not know.
    pub follow: Option<i64>,
    /// When something was last archived; none where it never was.
    pub archived: Option<String>,
}

/// A plan that the whole log was applied to anew.
struct Walked {
    id: i32,
    revision: i64,
    edits: usize,
    plan: Plan,
}

/// What the log of a plan comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// How many edits were applied anew.
    pub edits: usize,
    /// The rows that differed from what the log comes to, each with how.
    pub differing: Vec<(String, &'static str)>,
}

/// Why, where it is known of which database: without saying that again.
pub fn sentence(cause: Cause) -> String {
    match cause {
        Cause::Away(why) | Cause::ReadOnly(why) | Cause::Broken(why) => why,
        other => other.at(&Place::unread()).to_string(),
    }
}

const SILENT: &str = "de server geeft geen antwoord";

/// The database says what makes no sense.
fn strange(sentence: &str) -> Cause {
    Cause::Away(sentence.to_string())
}

impl Ruling {
    /// Connects, whatever the database holds.
    ///
    /// # Errors
    /// [`Cause`].
    pub fn connect(address: &Address) -> Result<Self, Cause> {
        let line = Line::connect_bare(address).map_err(Cause::Away)?;
        let address = address.clone();
        Ok(Self { line, address })
    }

    /// Connects to look at plans, and finds that the schema there is this program's.
    ///
    /// # Errors
    /// [`Cause`].
    pub fn connect_to_read(address: &Address) -> Result<Self, Cause> {
        let line = Line::connect(address).map_err(Cause::Away)?;
        let address = address.clone();
        Ok(Self { line, address })
    }

    /// Where a plan of this name is, or would be.
    pub fn place(&self, slug: &str) -> Place {
        let named = self.address.with_slug(slug);
        named.map_or_else(|_no_name| self.address.place(), |it| it.place())
    }

    /// Whether there is nobody to ask any more.
    pub fn is_down(&self) -> bool {
        self.line.is_down()
    }

    fn ask(&self, question: Question, params: Vec<Param>) -> Result<Vec<Row>, Cause> {
        Ok(self.line.ask(question, params, deadline())?)
    }

    fn rows(&self, sql: &'static str, params: Vec<Param>) -> Result<Vec<Row>, Cause> {
        self.ask(Question::Other(sql), params)
    }

    /// Whether the schema is there.
    ///
    /// # Errors
    /// [`Cause`].
    pub fn has_schema(&self) -> Result<bool, Cause> {
        let found = self.rows(
            "SELECT 1 FROM pg_namespace WHERE nspname = 'regie'",
            Vec::new(),
        )?;
        Ok(!found.is_empty())
    }

    /// That the database can keep every letter.
    ///
    /// # Errors
    /// A Dutch sentence with the way out.
    pub fn is_utf8(&self) -> Result<(), Cause> {
        let asked = "SELECT current_setting('server_encoding'), current_database()::text";
        let rows = self.rows(asked, Vec::new())?;
        let row = rows.first().ok_or_else(|| strange(SILENT))?;
        let (encoding, name): (String, String) = (row.get(0), row.get(1));
        if encoding == "UTF8" {
            return Ok(());
        }
        Err(Cause::Away(format!(
            "database {name} bewaart niet elk teken (codering {encoding}); haar eigenaar maakt haar \
             opnieuw met: createdb -T template0 -E UTF8 {name}"
        )))
    }

    /// Gives the database what it lacks of the schema.
    ///
    /// # Errors
    /// A Dutch sentence; the database is then as it was.
    pub fn raise(&self) -> Result<(), Cause> {
        self.ask(Question::Raise, Vec::new()).map(|_| ())
    }

    /// Lets a login into a plan with a kind; without one it goes out.
    ///
    /// # Errors
    /// [`Cause`].
    pub fn admit(
        &self,
        slug: &str,
        login: &str,
        kind: Option<&str>,
        names: Option<Vec<String>>,
    ) -> Result<(), Cause> {
        let params: Vec<Param> = vec![
            slug.to_string().into(),
            login.to_string().into(),
            kind.map(str::to_string).into(),
            names.into(),
        ];
        if !self.plans()?.iter().any(|it| it.slug == slug) {
            return Err(Cause::NotFound);
        }
        let admit = "SELECT regie.admit($1, $2::text::name, $3, $4)";
        self.rows(admit, params).map(|_| ())
    }

    /// The plans the login may see.
    ///
    /// # Errors
    /// [`Cause`].
    pub fn plans(&self) -> Result<Vec<Known>, Cause> {
        let rows = self.rows(
            "SELECT p.slug, p.municipality, p.year, p.revision, m.kind, p.id, p.begun_at, octet_length(p.beginning) \
             FROM regie.plan p, regie.may(p.id) m ORDER BY p.municipality, p.year, p.slug",
            Vec::new(),
        )?;
        let known = rows.iter().map(|row| Known {
            slug: row.get(0),
            municipality: row.get(1),
            year: row.get(2),
            revision: row.get(3),
            kind: row.get(4),
            id: row.get(5),
            begun_at: row.get(6),
            size: usize::try_from(row.get::<_, i32>(7)).unwrap_or_default(),
        });
        Ok(known.collect())
    }

    /// How the database is kept.
    ///
    /// # Errors
    /// [`Cause`].
    pub fn keeping(&self) -> Result<Keeping, Cause> {
        let rows = self.rows(
            "SELECT current_setting('server_version'), \
             (SELECT max(version)::bigint FROM regie.schema_version), \
             current_setting('synchronous_standby_names'), current_setting('synchronous_commit'), \
             CASE WHEN pg_has_role('pg_read_all_stats', 'MEMBER') THEN \
             (SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming') END, \
             (SELECT to_char(last_archived_time, 'DD-MM-YYYY HH24:MI') FROM pg_stat_archiver)",
            Vec::new(),
        )?;
        let row = rows.first().ok_or_else(|| strange(SILENT))?;
        let (names, commit): (String, String) = (row.get(2), row.get(3));
        Ok(Keeping {
            server: row.get(0),
            schema: row.get::<_, Option<i64>>(1).unwrap_or_default(),
            confirm: confirming(&names, &commit),
            follow: row.get(4),
            archived: row.get(5),
        })
    }

    /// Applies the whole log of a plan anew, and gives how many edits that are.
    ///
    /// # Errors
    /// A Dutch sentence: what is wrong with the log.
    pub fn walk(&self, slug: &str) -> Result<usize, Cause> {
        self.walked(slug).map(|walked| walked.edits)
    }

    fn walked(&self, slug: &str) -> Result<Walked, Cause> {
        let open = "SELECT plan, beginning, begun_at, revision FROM regie.open($1)";
        let rows = self.rows(open, vec![slug.to_string().into()])?;
        let row = rows.first().ok_or(Cause::NotFound)?;
        let (id, begun_at, mut revision): (i32, i64, i64) = (row.get(0), row.get(2), row.get(3));
        let document = format::read_text(row.get(1))?;
        let params: Vec<Param> = vec![id.into(), begun_at.into()];
        let log = Logged::of(&self.ask(Question::Tail, params)?)?;
        // Somebody may have saved between the two questions.
        let last = log.last().and_then(|it| i64::try_from(it.revision).ok());
        revision = last.filter(|last| *last > revision).unwrap_or(revision);
        self.is_whole(id, begun_at)?;
        let begun_at = u64::try_from(begun_at).unwrap_or_default();
        let at = without_gap(begun_at, &log)?;
        if i64::try_from(at) != Ok(revision) {
            return Err(Cause::Broken(format!(
                "het logboek houdt op bij revisie {at}, en het plan staat op {revision}"
            )));
        }
        let head = Head {
            revision: begun_at,
            key: None,
        };
        let done = follow(document.plan, head, &log)?;
        Ok(Walked {
            id,
            revision,
            edits: log.len(),
            plan: known_to_the_end(done)?,
        })
    }

    /// Applies the whole log of a plan anew, holds the rows for people against what it comes to, and
    /// makes them again as on a day.
    ///
    /// # Errors
    /// A Dutch sentence: what is wrong with the log, and nothing was changed.
    pub fn prove(&self, slug: &str, on: NaiveDate) -> Result<Proof, Cause> {
        let walked = self.walked(slug)?;
        let differing = self.differing(walked.id, &walked.plan)?;
        let items = items::all(&walked.plan, on).map_err(|why| strange(&why.to_string()))?;
        let params: Vec<Param> = vec![walked.id.into(), walked.revision.into(), items.into()];
        let renewed = self.rows("SELECT regie.renew($1, $2, $3::text::jsonb)", params)?;
        match renewed.first().map(|row| row.get(0)) {
            Some(true) => Ok(Proof {
                edits: walked.edits,
                differing,
            }),
            _ => Err(strange(
                "intussen sloeg iemand iets op; probeer het opnieuw",
            )),
        }
    }

    /// That the chain of a plan's log is whole, and each edit stands on the one before it.
    fn is_whole(&self, plan: i32, begun_at: i64) -> Result<(), Cause> {
        let broken = "SELECT e.revision FROM ( \
             SELECT e.*, lag(e.chain) OVER w AS before, lag(e.key) OVER w AS above, \
             row_number() OVER (PARTITION BY e.key ORDER BY e.revision) - 1 AS place \
             FROM regie.edit e WHERE e.plan = $1 WINDOW w AS (ORDER BY e.revision)) e \
             JOIN regie.plan p ON p.id = e.plan \
             WHERE e.chain <> regie.link( \
               coalesce(CASE WHEN e.revision <> $2 + 1 THEN e.before END, sha256(convert_to(p.beginning, 'UTF8'))), e.key, e.login, e.entry) \
             OR e.revision > $2 AND (e.place <> e.nth OR e.parent IS DISTINCT FROM \
               CASE WHEN e.revision > $2 + 1 THEN e.above END) \
             ORDER BY e.revision LIMIT 1";
        let params: Vec<Param> = vec![plan.into(), begun_at.into()];
        match self.rows(broken, params)?.first() {
            None => Ok(()),
            Some(row) => {
                let revision: i64 = row.get(0);
                Err(Cause::Broken(format!(
                    "wijziging {revision} in het logboek is niet meer zoals zij werd opgeslagen: de \
                     keten klopt daar niet; zet een kopie van de database van daarvoor terug"
                )))
            }
        }
    }

    /// The rows that aren't what a plan comes to, each on the day it was made.
    fn differing(&self, plan: i32, of: &Plan) -> Result<Vec<(String, &'static str)>, Cause> {
        let days = "SELECT id, body #>> '{stands,on}' FROM regie.item WHERE plan = $1";
        let rows = self.rows(days, vec![plan.into()])?;
        let days: BTreeMap<String, String> = rows
            .iter()
            .filter_map(|row| Some((row.get(0), row.get::<_, Option<String>>(1)?)))
            .collect();
        let dates: BTreeSet<NaiveDate> = days.values().filter_map(|day| day.parse().ok()).collect();
        let any = dates.first().copied().unwrap_or_default();
        let mut expected = Vec::new();
        for date in dates.iter().copied().chain(dates.is_empty().then_some(any)) {
            let rows = items::all(of, date).map_err(|why| strange(&why.to_string()))?;
            let rows: Vec<Value> =
                serde_json::from_str(&rows).map_err(|why| strange(&why.to_string()))?;
            let day = date.to_string();
            expected.extend(rows.into_iter().filter(|row| {
                let made = row["id"].as_str().and_then(|id| days.get(id));
                made.map_or(date == any, |made| *made == day)
            }));
        }
        let compare = "SELECT coalesce(i.id, r.id), \
             CASE WHEN r.id IS NULL THEN 1 WHEN i.id IS NULL THEN 2 ELSE 3 END \
             FROM (SELECT id, sort, body FROM regie.item WHERE plan = $1) i \
             FULL JOIN jsonb_to_recordset($2) AS r (id text, sort text, body jsonb) ON r.id = i.id \
             WHERE (i.sort, i.body) IS DISTINCT FROM (r.sort, r.body) ORDER BY 1";
        let params: Vec<Param> = vec![plan.into(), Value::Array(expected).into()];
        let how = |row: &Row| {
            let how = match row.get::<_, i32>(1) {
                1 => "stond er en hoort er niet",
                2 => "ontbrak",
                _ => "was anders",
            };
            (row.get(0), how)
        };
        Ok(self.rows(compare, params)?.iter().map(how).collect())
    }
}

/// The last revision of a log that has each number after its beginning.
fn without_gap(begun_at: u64, log: &[Logged]) -> Result<u64, Cause> {
    let mut at = begun_at;
    for logged in log {
        if logged.revision != at + 1 {
            return Err(Cause::Broken(format!(
                "in het logboek ontbreekt wat tussen revisie {at} en {} kwam; zet een kopie van de \
                 database van daarvoor terug",
                logged.revision
            )));
        }
        at = logged.revision;
    }
    Ok(at)
}

fn known_to_the_end(done: Followed) -> Result<Plan, Cause> {
    match done.unknown {
        None => Ok(done.plan),
        Some(revision) => Err(Cause::Away(format!(
            "wijziging {revision} is met een nieuwere versie van regie gemaakt; gebruik die"
        ))),
    }
}

/// How many other machines confirm a save, by the server's two settings; none where the server
/// answers before its own disk has it.
fn confirming(names: &str, commit: &str) -> Option<u32> {
    let names = names.trim();
    match commit {
        "off" => return None,
        "local" => return Some(0),
        _ if names.is_empty() => return Some(0),
        _ => {}
    }
    let head = names.split('(').next().unwrap_or_default();
    let number = head.split_whitespace().find_map(|word| word.parse().ok());
    // A list without a number: one of them.
    Some(number.filter(|_| names.contains('(')).unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_many_confirm_a_save() {
        for (names, commit, confirm) in [
            ("", "on", Some(0)),
            ("FIRST 1 (b)", "remote_apply", Some(1)),
            ("ANY 2 (b, c, d)", "on", Some(2)),
            ("2 (b, c)", "on", Some(2)),
            ("b, c", "on", Some(1)),
            ("*", "on", Some(1)),
            ("FIRST 1 (b)", "local", Some(0)),
            ("FIRST 1 (b)", "off", None),
        ] {
            assert_eq!(confirming(names, commit), confirm, "{names} {commit}");
        }
    }

    #[test]
    fn a_gap_in_a_log_is_told() {
        let logged = |revision| Logged {
            revision,
            key: uuid::Uuid::nil(),
            entry: String::new(),
        };
        assert_eq!(without_gap(4, &[logged(5), logged(6)]).unwrap(), 6);
        assert_eq!(without_gap(4, &[]).unwrap(), 4);
        let told = sentence(without_gap(4, &[logged(5), logged(8)]).unwrap_err());
        assert!(told.contains("tussen revisie 5 en 8"), "{told}");
    }
}
