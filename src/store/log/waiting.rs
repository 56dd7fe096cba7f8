//! What waits on this machine while there is no line: shown as if it were saved, and sent in order, each
//! with its own key, once there is.

use std::io;

use uuid::Uuid;

use super::database::Database;
use super::line::Line;
use super::put::{Outcome, Put, Unknown, deadline};
use super::replay::{Head, sound};
use crate::plan::Plan;
use crate::plan::edit::Refusal;
use crate::plan::edit::history::Entry;
use crate::plan::edit::later::{Became, later};
use crate::plan::edit::transaction::{Author, Intent, transaction};
use crate::store::error::{Cause, StoreError, reason};
use crate::store::keeper::{Hindrance, Saved};
use crate::store::tail::Waiting;
use crate::store::tail::queued::Queued;

fn unkept(why: &io::Error) -> Cause {
    Cause::Away(format!(
        "en op deze machine is niet te bewaren wat wacht: {}",
        reason(why)
    ))
}

impl Database {
    /// The plan as the screen shows it: with what waits.
    pub(super) fn shown(&self) -> &Plan {
        self.queued.shown.as_ref().unwrap_or(&self.plan)
    }

    /// Whether a save waits rather than tries: there is no line, or others wait before it.
    pub(super) fn has_to_wait(&self) -> bool {
        self.queued.open && (self.away.is_some() || self.queued.tail.is_ready())
    }

    /// Whether the line is down; a server that refuses is there.
    pub(super) fn is_cut(&self) -> bool {
        self.line.as_ref().is_none_or(Line::is_down)
    }

    /// Makes what is wanted on the plan as it is shown, and lets it wait. By the time this returns it is on
    /// disk.
    pub(super) fn wait(&mut self, wanted: &Intent, by: &Author) -> Result<Option<Saved>, Cause> {
        let next = transaction(self.shown().clone(), wanted, by, self.role);
        let Some(next) = next.map_err(Cause::Refused)? else {
            return Ok(None);
        };
        if next.entries.is_empty() {
            return Ok(Some(next.into()));
        }
        let put = Put::new(self.id, self.head, Uuid::new_v4(), &next.entries)?;
        sound(self.shown(), &next, &put.entries)?;
        let since = Some(self.head.revision);
        self.push(Waiting {
            since,
            ..Waiting::new(put.key, next.entries.clone())
        })?;
        let plan = self.shown().clone();
        Ok(Some(Saved {
            plan,
            waits: true,
            ..next.into()
        }))
    }

    /// Where the log began: the last revision of the document it began with.
    pub const fn begun_at(&self) -> u64 {
        self.beginning.1
    }

    /// Whether a save with this key is known to be in the log.
    pub fn has(&self, key: Uuid) -> bool {
        self.known.iter().any(|head| head.key == Some(key))
    }

    /// Takes saves that were made on a copy of the plan: they wait, to be sent.
    ///
    /// # Errors
    /// [`StoreError`], where they can't be kept.
    pub(in crate::store) fn take(&mut self, saves: Vec<Waiting>) -> Result<(), StoreError> {
        let pushed = self.queued.tail.push(saves, |_| None);
        pushed.map_err(|why| unkept(&why).at(&self.place))
    }

    /// Lets a save wait that was made on the plan as it is shown.
    pub(super) fn push(&mut self, save: Waiting) -> Result<(), Cause> {
        let Queued { tail, numbers, .. } = &mut self.queued;
        let known = |revision: u64| numbers.get(&revision).copied();
        let pushed = tail.push(vec![save], known);
        pushed.map_err(|why| unkept(&why))?;
        self.show();
        Ok(())
    }

    /// Makes the plan that is shown: what can be made of what waits.
    pub(super) fn show(&mut self) {
        self.queued.show(&self.plan, self.role);
    }

    /// Sends what waits, as far as it can be made; what can't is stuck, until somebody chooses.
    ///
    /// # Errors
    /// [`Cause`], where the line goes; the rest then still waits.
    pub(super) fn drain(&mut self) -> Result<(), Cause> {
        if !self.queued.tail.is_ready() {
            return Ok(());
        }
        let drained = self.send_all();
        self.show();
        drained
    }

    fn send_all(&mut self) -> Result<(), Cause> {
        let ready = self.queued.tail.waiting().iter();
        let ready = ready.filter(|it| it.stuck.is_none()).map(Waiting::number);
        for number in ready.collect::<Vec<u64>>() {
            let Some(save) = self.queued.tail.get_mut(number).cloned() else {
                continue;
            };
            let there = if save.asked {
                self.found(save.key)?
            } else {
                None
            };
            let sent = match there {
                Some(entries) => Ok(entries),
                None => self.sent(&save),
            };
            match sent {
                Ok(entries) => {
                    *self.queued.kept.get_or_insert(0) += 1;
                    let kept = self.queued.tail.kept(number, &entries);
                    kept.map_err(|why| unkept(&why))?;
                }
                Err(Cause::Refused(why)) => self.stick(number, &why),
                Err(Cause::ReadOnly(why)) => self.stick(number, &Refusal::Unfit(why)),
                Err(cause) => {
                    if let (Cause::Unsure(_), Some(save)) =
                        (&cause, self.queued.tail.get_mut(number))
                    {
                        save.asked = true;
                    }
                    return Err(cause);
                }
            }
        }
        Ok(())
    }

    /// Saves what waited, and gives its entries as they are kept.
    fn sent(&mut self, save: &Waiting) -> Result<Vec<Entry>, Cause> {
        let Some(first) = save.entries.first() else {
            return Ok(Vec::new());
        };
        let (role, day) = (self.role, first.at.date_naive());
        let make = |plan: Plan| {
            let how = save.later(role);
            later(plan, &save.entries, &Became::default(), how).map(Some)
        };
        let saved = self.put_as(save.key, day, &make)?;
        Ok(saved.map_or_else(Vec::new, |saved| saved.entries))
    }

    /// The entries that were saved with a key; none where none were. The server is asked as with a save:
    /// one that is under way is waited for.
    fn found(&mut self, key: Uuid) -> Result<Option<Vec<Entry>>, Cause> {
        let put = Put::new(self.id, self.head, key, &[])?;
        let sent = put.send(self.line()?, deadline());
        let outcome = match sent {
            Ok(outcome) => outcome,
            // While nobody knows, it still waits, and so does whoever asks on the same line.
            Err(Unknown::Unsure(why) | Unknown::NotDone(why)) => {
                self.line = None;
                return Err(Cause::Unsure(why));
            }
        };
        let Outcome::Saved(revision) = outcome else {
            return Ok(None);
        };
        self.catch_up()?;
        let history = &self.plan.history;
        let last = history.iter().rev().find(|it| it.revision == revision);
        let save = last.map(|last| {
            let save = history.iter().filter(|entry| entry.is_with(last));
            save.cloned().collect()
        });
        Ok(Some(save.unwrap_or_default()))
    }

    fn stick(&mut self, number: u64, why: &Refusal) {
        if let Some(save) = self.queued.tail.get_mut(number) {
            save.stuck = Some(Hindrance::Refused(why.clone()));
            self.queued.is_news = true;
        }
    }

    /// Keeps what this program saved after a revision and the server has no longer, to be offered again.
    pub(super) fn keep_lost(&mut self, from: u64) -> Result<usize, Cause> {
        let lost: Vec<Head> = self
            .known
            .iter()
            .filter(|head| head.revision > from && self.own.contains(&head.revision))
            .copied()
            .collect();
        let save_of = |head: &Head| {
            let history = &self.plan.history;
            let end = history.iter().find(|it| it.revision == head.revision)?;
            let save = history.iter().filter(|entry| entry.is_with(end));
            let mut save = Waiting::new(head.key?, save.cloned().collect());
            (save.lost, save.asked) = (true, true);
            Some(save)
        };
        let saves: Vec<Waiting> = lost.iter().filter_map(save_of).collect();
        if !saves.is_empty() {
            let pushed = self.queued.tail.push(saves, |_| None);
            pushed.map_err(|why| unkept(&why))?;
        }
        Ok(lost.len())
    }
}
