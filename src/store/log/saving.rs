//! Saving on a database: made on the own copy, sent with a key of its own, asked again with that key
//! until it is known what came of it.

use std::thread;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use uuid::Uuid;

use super::database::{Database, TOO_NEW};
use super::items;
use super::line::{Line, Question};
use super::put::{AGAIN, Outcome, Put, Unknown, deadline, stand_back};
use super::replay::{Head, Logged, sound};
use crate::plan::Plan;
use crate::plan::edit::Refusal;
use crate::plan::edit::transaction::{Author, Intent, Next, transaction};
use crate::store::error::Cause;
use crate::store::keeper::{Keeper as _, Saved};
use crate::store::place::Place;
use crate::store::tail::Waiting;

/// How long a save goes on that others are ahead of, time and again: each time somebody saved, so
/// nothing hangs, and everyone's turn comes.
const RACING: Duration = Duration::from_secs(60);

/// What is to be saved, made on the plan as it is by then; none where that is nothing.
pub(super) type Make<'a> = &'a dyn Fn(Plan) -> Result<Option<Next>, Refusal>;

enum Sent {
    Saved(Box<Saved>),
    Behind(Vec<Logged>),
}

fn why(cause: Cause) -> String {
    match cause {
        Cause::Away(why) | Cause::Unsure(why) => why,
        other => other.at(&Place::unread()).to_string(),
    }
}

impl Database {
    /// Makes what is wanted on the own copy, and saves that; where others were first, on top of
    /// theirs. A save nobody is sure of waits.
    pub(super) fn put(&mut self, wanted: &Intent, by: &Author) -> Result<Option<Saved>, Cause> {
        let role = self.role;
        let make = |plan: Plan| transaction(plan, wanted, by, role);
        let key = Uuid::new_v4();
        let put = self.put_as(key, by.at.date_naive(), &make);
        if let (Err(Cause::Unsure(_)), Some(entries)) = (&put, self.unsure.take()) {
            let since = entries
                .first()
                .map(|entry| entry.revision.saturating_sub(1));
            self.push(Waiting {
                since,
                asked: true,
                ..Waiting::new(key, entries)
            })?;
        }
        put
    }

    /// Saves with a key; `day` is of the lights in the rows for people.
    pub(super) fn put_as(
        &mut self,
        key: Uuid,
        day: NaiveDate,
        make: Make<'_>,
    ) -> Result<Option<Saved>, Cause> {
        let raced = self.race(key, day, make);
        self.leave_turn();
        raced
    }

    /// Where the turn was had and nothing was saved with it, others needn't wait.
    fn leave_turn(&self) {
        if let Some(line) = self.line.as_ref().filter(|line| line.has_turn()) {
            line.take_turn(false);
            let leave = Question::Other("SELECT regie.leave_turn($1)");
            // Where it can't be said, the line is down, and the turn went with it.
            let _gone = line.ask(leave, vec![self.id.into()], deadline());
        }
    }

    fn race(&mut self, key: Uuid, day: NaiveDate, make: Make<'_>) -> Result<Option<Saved>, Cause> {
        let begun = Instant::now();
        let mut lost = 0;
        if let Some(log) = self.late(key)? {
            self.take_in(&log)?;
        }
        loop {
            let Some(next) = make(self.plan.clone()).map_err(Cause::Refused)? else {
                return Ok(None);
            };
            if next.entries.is_empty() {
                return Ok(Some(next.into()));
            }
            let mut put = Put::new(self.id, self.head, key, &next.entries)?;
            let items = items::touched(&next.plan, &next.entries, day);
            put.items = items.map_err(|why| Cause::Away(why.to_string()))?;
            // It costs nothing who isn't too late. Behind a pooler the turn would stay with a connection
            // of nobody.
            put.asks = !self.ears.may_miss();
            sound(&self.plan, &next, &put.entries)?;
            let (outcome, next) = self.asked(&put, next)?;
            match self.answered(outcome, key, next)? {
                Sent::Saved(saved) => return Ok(Some(*saved)),
                Sent::Behind(log) => {
                    lost += 1;
                    self.take_in(&log)?;
                }
            }
            if begun.elapsed() > RACING {
                return Err(Cause::Locked(None));
            }
            if !self.line.as_ref().is_some_and(Line::has_turn) {
                thread::sleep(stand_back(lost));
            }
        }
    }

    /// What others saved since, where the server announced that they did: what is made on the copy as it is
    /// would be too late. The turn comes with it.
    fn late(&mut self, key: Uuid) -> Result<Option<Vec<Logged>>, Cause> {
        let announced = self.line.as_ref().filter(|line| !line.is_down());
        if announced.is_none_or(|line| line.announced() <= self.head.revision) {
            return Ok(None);
        }
        let mut put = Put::new(self.id, self.head, key, &[])?;
        put.asks = !self.ears.may_miss();
        match put.send(self.line()?, deadline()) {
            Ok(Outcome::Behind(log)) => Ok(Some(log)),
            // Whatever else it is, the save itself finds.
            Ok(_) => Ok(None),
            Err(Unknown::Unsure(why) | Unknown::NotDone(why)) => {
                // There was nothing in it, so nothing was done.
                self.line = None;
                Err(Cause::Away(why))
            }
        }
    }

    fn take_in(&mut self, log: &[Logged]) -> Result<(), Cause> {
        self.follow(log)?;
        self.ears.are_answered(self.head.revision);
        match self.why_read_only() {
            Some(why) => Err(Cause::ReadOnly(why.to_string())),
            None => Ok(()),
        }
    }

    /// Sends a save, again where the line broke, until it is known what came of it or the time is
    /// up.
    fn asked(&mut self, put: &Put, next: Next) -> Result<(Outcome, Next), Cause> {
        let until = deadline();
        let mut unsure: Option<String> = None;
        loop {
            let sent = match self.line() {
                Ok(line) => put.send(line, until),
                Err(cause) => Err(Unknown::NotDone(why(cause))),
            };
            match (sent, &unsure) {
                (Ok(outcome), _) => return Ok((outcome, next)),
                (Err(Unknown::NotDone(why)), None) => return Err(Cause::Away(why)),
                (Err(Unknown::NotDone(why) | Unknown::Unsure(why)), _) => {
                    self.line = None;
                    unsure = Some(why);
                }
            }
            if Instant::now() + AGAIN.0 > until {
                let why = unsure.unwrap_or_default();
                self.unsure = Some(next.entries);
                return Err(Cause::Unsure(why));
            }
            thread::sleep(AGAIN.0);
        }
    }

    fn answered(&mut self, outcome: Outcome, key: Uuid, next: Next) -> Result<Sent, Cause> {
        match outcome {
            Outcome::Saved(revision) if revision == next.plan.revision => {
                self.head = Head {
                    revision,
                    key: Some(key),
                };
                self.known.push(self.head);
                self.own.push(revision);
                self.plan = next.plan.clone();
                Ok(Sent::Saved(Box::new(next.into())))
            }
            // It was saved on top of something else, at a time nobody here heard of it.
            Outcome::Saved(_) => {
                self.catch_up()?;
                let plan = self.plan.clone();
                let saved = Saved {
                    plan,
                    ..next.into()
                };
                Ok(Sent::Saved(Box::new(saved)))
            }
            Outcome::Behind(log) => Ok(Sent::Behind(log)),
            Outcome::OtherHistory => Err(self.other_history()),
            Outcome::TooNew => Err(Cause::ReadOnly(TOO_NEW.to_string())),
            Outcome::Forbidden(why) => Err(Cause::ReadOnly(why)),
        }
    }
}
