//! A save as the database takes it, and what it answers.

use std::time::{Duration, Instant};

use tokio_postgres::Row;
use uuid::Uuid;

use super::line::{Lapse, Line, PATIENCE, Param, Question};
use super::replay::{Head, Logged};
use super::sql;
use crate::plan::edit::history::Entry;
use crate::store::error::Cause;

/// After how long without a line it is tried again, at first and at most.
pub(super) const AGAIN: (Duration, Duration) =
    (Duration::from_millis(200), Duration::from_secs(10));

/// A save on its way: asked again with its key, it is never done twice.
#[derive(Debug, Clone)]
pub(super) struct Put {
    /// The plan's number on the database.
    pub plan: i32,
    /// What it was made on.
    pub base: Head,
    /// Its own key.
    pub key: Uuid,
    /// Its entries, as the history has them.
    pub entries: Vec<String>,
    /// The rows for people of what it touches, as they are sent.
    pub items: String,
    /// Whether the turn is asked for, where it is too late.
    pub asks: bool,
}

/// What came of a save.
#[derive(Debug)]
pub(super) enum Outcome {
    /// It is saved, up to this revision.
    Saved(u64),
    /// It isn't: somebody else saved in between, and this is what.
    Behind(Vec<Logged>),
    /// It isn't: what it was made on isn't in the server's history.
    OtherHistory,
    /// It isn't: a newer program wrote in this plan.
    TooNew,
    /// It isn't allowed, and why.
    Forbidden(String),
}

/// Why nobody knows what came of a save.
#[derive(Debug)]
pub(super) enum Unknown {
    /// It may have been done.
    Unsure(String),
    /// It was never sent, or the server refused it: it wasn't.
    NotDone(String),
}

impl Put {
    pub fn new(plan: i32, base: Head, key: Uuid, entries: &[Entry]) -> Result<Self, Cause> {
        let written = entries.iter().map(serde_json::to_string);
        let entries: Vec<String> = written
            .collect::<Result<_, _>>()
            .map_err(|why| Cause::Away(why.to_string()))?;
        Ok(Self {
            plan,
            base,
            key,
            entries,
            items: "null".to_string(),
            asks: false,
        })
    }

    /// Sends it, as one message, and gives what the one message back says.
    pub fn send(&self, line: &Line, until: Instant) -> Result<Outcome, Unknown> {
        let turn = if line.has_turn() {
            2
        } else {
            i32::from(self.asks)
        };
        let params: Vec<Param> = vec![
            self.plan.into(),
            number(self.base.revision).into(),
            self.base.key.into(),
            self.key.into(),
            self.entries.clone().into(),
            self.items.clone().into(),
            sql::PROTOCOL.into(),
            turn.into(),
        ];
        let rows = line
            .ask(Question::Put, params, until)
            .map_err(|lapse| match lapse {
                Lapse::Unanswered(why) => Unknown::Unsure(why),
                Lapse::Refused(why) | Lapse::Forbidden(why) => Unknown::NotDone(why),
            })?;
        // A wait for a standby that somebody ended ends in a warning, and in "saved".
        if line.has_warned() {
            let why = "de server waarschuwt dat hij het misschien alleen zelf heeft";
            return Err(Unknown::Unsure(why.to_string()));
        }
        let outcome = outcome(&rows)
            .ok_or_else(|| Unknown::Unsure("het antwoord is niet te lezen".to_string()))?;
        line.take_turn(turn > 0 && matches!(outcome, Outcome::Behind(_)));
        Ok(outcome)
    }
}

fn outcome(rows: &[Row]) -> Option<Outcome> {
    let row = rows.first()?;
    let said: String = row.try_get("outcome").ok()?;
    Some(match said.as_str() {
        "saved" | "already" => {
            let revision: i64 = row.try_get("revision").ok()?;
            Outcome::Saved(u64::try_from(revision).ok()?)
        }
        "behind" => Outcome::Behind(Logged::of(rows).ok()?),
        "other-history" => Outcome::OtherHistory,
        "too-new" => Outcome::TooNew,
        "forbidden" => Outcome::Forbidden(row.try_get("entry").ok()?),
        _ => return None,
    })
}

/// A revision as the database has it.
pub(super) fn number(revision: u64) -> i64 {
    i64::try_from(revision).unwrap_or(i64::MAX)
}

/// When an answer has to be there.
pub(super) fn deadline() -> Instant {
    Instant::now() + PATIENCE
}

/// When a whole document has to be there: it may be long, and the line slow.
pub(super) fn deadline_of_whole() -> Instant {
    Instant::now() + 120 * PATIENCE
}

/// How long to wait before a line that went is tried again after so many times: 0.2 seconds, doubling
/// to 10, and for each a somewhat other time.
pub(super) fn wait_again(tries: u32) -> Duration {
    let (first, most) = AGAIN;
    let wait = (first * 2_u32.saturating_pow(tries.min(10))).min(most);
    let [random, ..] = *Uuid::new_v4().as_bytes();
    wait * (192 + u32::from(random) / 2) / 256
}

/// How long to stand back after so many lost races: longer each time, and for each another time.
pub(super) fn stand_back(lost: u32) -> Duration {
    let [random, ..] = *Uuid::new_v4().as_bytes();
    let most = Duration::from_millis(1) * 2_u32.saturating_pow(lost.min(5));
    most * u32::from(random) / 255
}
