//! What screen and command line ask of a plan on a database.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use chrono::{DateTime, FixedOffset};

use super::database::Database;
use super::line::Line;
use super::put::wait_again;
use super::replay::document;
use crate::plan::Plan;
use crate::plan::edit::history::Entry;
use crate::plan::edit::later::{as_called, renamed_since};
use crate::plan::edit::role::Role;
use crate::plan::edit::transaction::{Author, Intent};
use crate::plan::turn::over::over;
use crate::store::default_path::own_folder;
use crate::store::error::{Cause, StoreError, WRITING};
use crate::store::file;
use crate::store::keeper::{Bell, Keeper, Queue, Saved, Way};
use crate::store::place::Place;

impl Database {
    fn own_folder(&self) -> Result<PathBuf, Cause> {
        let folder = own_folder().ok_or_else(|| {
            Cause::Away("er is geen gegevensmap voor deze gebruiker om iets te bewaren".to_string())
        })?;
        let folder = folder.join(self.address.slug());
        file::make_folder(&folder)?;
        Ok(folder)
    }

    /// Saves it; where there is no line, it waits if it may.
    fn save_or_wait(&mut self, wanted: &Intent, by: &Author) -> Result<Option<Saved>, Cause> {
        if self.has_to_wait() {
            return self.wait(wanted, by);
        }
        // What nobody is sure of goes before anything else.
        let before = |cause| match cause {
            Cause::Unsure(why) => Cause::Away(format!(
                "van de wijziging hiervoor is nog niet zeker of zij is opgeslagen: {why}"
            )),
            other => other,
        };
        self.drain().map_err(before)?;
        match self.put(wanted, by) {
            Err(Cause::Away(_)) if self.queued.open && self.is_cut() => {
                self.go_away();
                self.wait(wanted, by)
            }
            put => put,
        }
    }

    /// There is no line: it is tried again later, each time longer.
    fn go_away(&mut self) {
        let tries = self.away.map_or(0, |(_, tries)| tries + 1);
        self.away = Some((Instant::now() + wait_again(tries), tries));
    }
}

impl Keeper for Database {
    fn place(&self) -> &Place {
        &self.place
    }

    fn role(&self) -> Role {
        match self.why_read_only() {
            Some(_) => Role::Reader,
            None => self.role,
        }
    }

    fn why_read_only(&self) -> Option<&str> {
        self.gone.as_deref().or(self.refuses.as_deref())
    }

    fn save(&mut self, wanted: &Intent, by: &Author) -> Result<Option<Saved>, StoreError> {
        let called = std::mem::take(&mut self.called);
        let saved = match self.why_read_only() {
            Some(why) => Err(Cause::ReadOnly(why.to_string())),
            None if called.is_empty() => self.save_or_wait(wanted, by),
            None => {
                let (wanted, by) = as_called(wanted, by, &called);
                self.save_or_wait(&wanted, &by)
            }
        };
        saved.map_err(|cause| cause.at(&self.place))
    }

    fn meant_for(&mut self, seen: &Plan) {
        self.called = renamed_since(seen, self.shown());
    }

    fn news(&mut self) -> Result<Option<Plan>, StoreError> {
        if self.queued.kept.is_some() {
            return Ok(Some(self.shown().clone()));
        }
        let announced = self.line.as_ref().map_or(0, Line::announced);
        let up = self.line.as_ref().is_some_and(|line| !line.is_down());
        let moves = self.line.as_ref().is_some_and(Line::moves);
        if up {
            let head = self.head.revision;
            let own = self.own.last() == Some(&head);
            self.ears.mind((head, own), announced, Instant::now());
        }
        if up
            && !self.queued.tail.is_ready()
            && announced <= self.head.revision
            && !moves
            && self.looked.elapsed() < self.ears.pace()
        {
            return Ok(None);
        }
        if self.away.is_some_and(|(again, _)| Instant::now() < again) {
            return Ok(None);
        }
        let was = self.head;
        let drained = self.catch_up().and_then(|_| self.drain());
        match drained {
            Ok(()) => {
                let back = self.away.take().is_some();
                let kept = self.queued.kept.is_some();
                let news = std::mem::take(&mut self.queued.is_news);
                let is_new = back || kept || news || self.head != was;
                Ok(is_new.then(|| self.shown().clone()))
            }
            Err(cause) => {
                self.go_away();
                Err(cause.at(&self.place))
            }
        }
    }

    fn settled(&mut self) -> Option<usize> {
        self.queued.kept.take()
    }

    fn wait_in(&mut self, folder: &Path, user: &str) -> Result<(), StoreError> {
        if self.only_looks {
            return Ok(());
        }
        // Where nothing can be saved any more, what was left is still somebody's to know of.
        self.queued.open = self.why_read_only().is_none();
        let plan = self.place.to_string();
        let kept = self.queued.tail.keep_in(folder, &plan, user);
        self.show();
        match kept {
            Ok(None) => Ok(()),
            Ok(Some(sentence)) => Err(Cause::Away(sentence).at(&self.place)),
            Err(why) => Err(Cause::io(WRITING, why).at(&Place::file(folder))),
        }
    }

    fn queue(&mut self) -> Option<Queue> {
        self.queued.news()
    }

    fn settle(&mut self, numbers: &[u64], way: Way) -> Result<(), StoreError> {
        let tail = &mut self.queued.tail;
        let settled = numbers.iter().try_for_each(|number| match way {
            Way::Anew => tail.anew(*number, false),
            Way::Regardless => tail.anew(*number, true),
            Way::Never => tail.forget(*number),
        });
        self.show();
        settled.map_err(|why| Cause::io(WRITING, why).at(&self.place))
    }

    fn remark(&mut self) -> Option<String> {
        self.ears.told()
    }

    fn ring(&mut self, bell: Bell) {
        let bell = Arc::new(bell);
        if let Some(line) = &self.line {
            line.ring(Arc::clone(&bell));
        }
        self.bell = Some(bell);
    }

    fn reload(&mut self) -> Result<Plan, StoreError> {
        if !self.has_to_wait() {
            let caught = self.catch_up();
            caught.map_err(|cause| cause.at(&self.place))?;
            self.show();
        }
        Ok(self.shown().clone())
    }

    fn text(&self) -> Result<Cow<'_, str>, StoreError> {
        let (beginning, begun_at) = &self.beginning;
        let since: Vec<Entry> = self
            .shown()
            .history
            .iter()
            .filter(|entry| entry.revision > *begun_at)
            .cloned()
            .collect();
        let text = document(beginning, &since).map_err(|cause| cause.at(&self.place))?;
        Ok(Cow::Owned(text))
    }

    fn write_over(&self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        file::replace(path, bytes, None).map_err(|cause| cause.at(&Place::file(path)))
    }

    fn next_year(&self, name: &str, until: i32) -> Result<(PathBuf, Plan), StoreError> {
        let folder = self.own_folder().map_err(|cause| cause.at(&self.place))?;
        let over = || {
            if self.role < Role::Administrator {
                let why = "alleen een beheerder maakt het plan van een volgend jaar";
                return Err(Cause::ReadOnly(why.to_string()));
            }
            over(self.shown(), Some(until)).map_err(file::unfit)
        };
        let over = over().map_err(|cause| cause.at(&self.place))?;
        let (text, plan) = file::copied(self, &over.changes)?;
        let path = file::write_draft(&folder, name, &text)?;
        Ok((path, plan))
    }

    fn table_folder(&self) -> Option<PathBuf> {
        let may = self.role() >= Role::Recorder;
        self.own_folder().ok().filter(|_| may)
    }

    fn other(&self, name: &str) -> Result<Plan, StoreError> {
        Err(Cause::NotFound.at(&Place::file(Path::new(name))))
    }

    fn write_beside(
        &self,
        name: &str,
        bytes: &[u8],
        at: DateTime<FixedOffset>,
    ) -> Result<PathBuf, StoreError> {
        if self.role == Role::Reader {
            let why = self.refuses.clone().unwrap_or_default();
            return Err(Cause::ReadOnly(why).at(&self.place));
        }
        let folder = self.own_folder().map_err(|cause| cause.at(&self.place))?;
        file::write_dated((&folder, file::SHARED), name, bytes, at)
    }
}
