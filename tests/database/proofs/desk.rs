//! A plan on a server, people who count on it, and what became of each of their saves.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate};
use regie::plan::edit::{CountEdit, Edit};
use regie::plan::model::kpi::{Reading, Value};
use regie::plan::model::lookup::Item;
use regie::plan::model::number::Decimal;
use regie::store::{Author, Keeper, StoreError, Terms, open};

use crate::line::{DATABASE, Line};
use crate::postgres::{PATIENCE, SUPERUSER, Server, Setup};

/// What the plan is called there.
pub const SLUG: &str = "voorbeeld-2026";
/// What is counted.
const COUNTED: &str = "1.K1.1";

const SMALL: &str = include_str!("../../stores/valid/small.json");

/// What a person may do, and no role that is asked for.
const TERMS: Terms = Terms {
    keeps: 0,
    role: None,
    read_only: false,
};

/// Puts a plan on a server.
pub fn begin(server: &Server) {
    server.database(DATABASE);
    Line::to(server, SUPERUSER).raise(regie::store::log::sql::VERSION);
    begin_as(server, SLUG);
}

/// Puts the plan there once more, under another name.
pub fn begin_as(server: &Server, slug: &str) {
    server.sql_in(
        DATABASE,
        &format!(
            "SELECT regie.begin('{slug}', 'Voorbeeld', 2026, $plan${SMALL}$plan$, 0, '{{}}', '[]')"
        ),
    );
}

/// A server with a plan.
pub fn server() -> Option<Server> {
    let server = Server::start()?;
    begin(&server);
    Some(server)
}

/// A server with a plan that waits for its standby, which has what it says it saved.
pub fn with_standby() -> Option<(Server, Server)> {
    let setup = Setup::new()?;
    let first = setup.with("synchronous_commit", "remote_apply").start();
    begin(&first);
    let second = first.standby("b");
    first.set("synchronous_standby_names", "FIRST 1 (b)");
    Some((first, second))
}

/// The address of the plan on servers with sockets in these folders.
pub fn url(hosts: &[&str]) -> String {
    url_of(hosts, SLUG)
}

/// The address of the plan of that name.
pub fn url_of(hosts: &[&str], slug: &str) -> String {
    let hosts = hosts.join(",");
    format!("postgres://{SUPERUSER}@/{DATABASE}?host={hosts}&plan={slug}")
}

/// Somebody who counts.
pub struct Person {
    name: String,
    keeper: Box<dyn Keeper>,
    /// Whether the last of it waits.
    pub waits: bool,
}

impl Person {
    pub fn at(url: &str, name: &str) -> Result<Self, StoreError> {
        let (keeper, _) = open(Path::new(url), TERMS)?;
        Ok(Self {
            name: name.to_string(),
            keeper,
            waits: false,
        })
    }

    /// The same, whose saves wait in a folder while there is no line.
    pub fn waiting_in(folder: &Path, url: &str, name: &str) -> Self {
        let mut person = Self::at(url, name).unwrap();
        person.keeper.wait_in(folder, name).unwrap();
        person
    }

    /// One more, under a note that tells it from every other.
    pub fn count(&mut self, number: usize) -> Result<String, StoreError> {
        let note = format!("{} {number}", self.name);
        let author = Author {
            name: self.name.clone(),
            at: DateTime::parse_from_rfc3339("2026-06-12T14:02:11+02:00").unwrap(),
            meeting: None,
        };
        let saved = self.keeper.commit(&[one_more(&note)], &author)?;
        self.waits = saved.waits;
        assert_eq!(saved.warning, None);
        Ok(note)
    }

    pub fn keeper(&mut self) -> &mut dyn Keeper {
        &mut *self.keeper
    }
}

/// One more of what is counted.
pub fn one_more(note: &str) -> Edit {
    Edit::Count(CountEdit {
        id: COUNTED.to_string(),
        add: Decimal::whole(1),
        reading: Reading {
            date: NaiveDate::from_ymd_opt(2026, 6, 12).unwrap(),
            value: Value::Number(Decimal::whole(0)),
            of: None,
            note: Some(note.to_string()),
            by: "A".to_string(),
        },
    })
}

/// The program itself, adding one from the shell.
pub fn one_more_by_the_program(url: &str) -> Child {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("regie"));
    command.args(["--plan", url, "--door", "A", "kpi", "tel", COUNTED]);
    command.args(["--nu", "2026-06-12"]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap()
}

/// Every note in the log of a server and how often it is there, once the log was found whole: no
/// gap, each edit on top of the one before it, the chain as its entries make it, and each edit
/// possible on the plan as it was before it.
pub fn checked(server: &Server) -> BTreeMap<String, usize> {
    let whole = server.sql_in(
        DATABASE,
        "SELECT bool_and(revision = number) AND bool_and(parent IS NOT DISTINCT FROM before) \
           AND bool_and(chain = regie.link(coalesce(linked, start), key, login, entry)) \
           AND count(DISTINCT (key, nth)) = count(*) AND max(revision) = max(stands) \
         FROM (SELECT e.*, row_number() OVER inorder AS number, lag(e.key) OVER inorder AS before, \
             lag(e.chain) OVER inorder AS linked, sha256(convert_to(p.beginning, 'UTF8')) AS start, \
             p.revision AS stands \
           FROM regie.edit e JOIN regie.plan p ON p.id = e.plan \
           WINDOW inorder AS (ORDER BY e.revision)) it",
    );
    assert!(["t", ""].contains(&whole.as_str()), "the log isn't whole");
    // Opening does every edit again, and refuses a log of which one can't be.
    let (_, plan) = open(Path::new(&url(&[server.host()])), TERMS).unwrap();
    let mut notes = BTreeMap::new();
    for entry in &plan.history {
        let Edit::Reading(reading) = &*entry.edit else {
            continue;
        };
        let note = reading.to.as_ref().and_then(|it| it.note.clone());
        *notes.entry(note.unwrap_or_default()).or_default() += 1;
    }
    let Some(Item::Indicator(indicator, _)) = plan.item(COUNTED) else {
        panic!("it is there");
    };
    let last = indicator.latest().map(|it| it.value);
    let all = Value::Number(Decimal::whole(i64::try_from(plan.history.len()).unwrap()));
    assert_eq!(last.unwrap_or(Value::Number(Decimal::whole(0))), all);
    notes
}

/// What became of saves: those that were said to be saved, and those nobody was sure of.
#[derive(Debug, Default)]
pub struct Tally {
    pub acknowledged: Vec<String>,
    pub unsure: Vec<String>,
    /// How often it was told that the server has another history.
    pub told: usize,
}

impl Tally {
    pub fn add(&mut self, other: Self) {
        self.acknowledged.extend(other.acknowledged);
        self.unsure.extend(other.unsure);
        self.told += other.told;
    }

    /// How many that were acknowledged are gone, how many edits are there twice, and how many of
    /// the unsure came there after all.
    pub fn against(&self, there: &BTreeMap<String, usize>) -> (usize, usize, usize) {
        let has = |note: &&String| there.contains_key(*note);
        let lost = self.acknowledged.iter().filter(|it| !has(it)).count();
        let twice = there.values().filter(|often| **often > 1).count();
        (lost, twice, self.unsure.iter().filter(has).count())
    }
}

/// How long somebody goes on trying.
pub struct Patience(Instant);

impl Patience {
    pub fn new() -> Self {
        Self(Instant::now())
    }

    /// Waits a moment, or gives up.
    pub fn wait(&mut self, why: &str) {
        assert!(self.0.elapsed() < PATIENCE, "{why}");
        thread::sleep(Duration::from_millis(50));
    }
}
