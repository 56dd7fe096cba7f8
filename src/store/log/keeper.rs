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
use crate::plan::edit::role::Role;
use crate::plan::edit::transaction::{Author, Intent};
use crate::plan::turn::over::over;
use crate::store::default_path::own_folder;
use crate::store::error::{Cause, StoreError};
use crate::store::file;
use crate::store::keeper::{Bell, Keeper, Saved};
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
        self.refuses.as_deref()
    }

    fn save(&mut self, wanted: &Intent, by: &Author) -> Result<Option<Saved>, StoreError> {
        let saved = match &self.refuses {
            Some(why) => Err(Cause::ReadOnly(why.clone())),
            None => self.put(wanted, by),
        };
        saved.map_err(|cause| cause.at(&self.place))
    }

    fn news(&mut self) -> Result<Option<Plan>, StoreError> {
        if self.settled.is_some() {
            return Ok(Some(self.plan.clone()));
        }
        let announced = self.line.as_ref().map_or(0, Line::announced);
        let up = self.line.as_ref().is_some_and(|line| !line.is_down());
        if up {
            let head = self.head.revision;
            self.ears.mind(head, announced, Instant::now());
        }
        if up
            && self.pending.is_none()
            && announced <= self.head.revision
            && self.looked.elapsed() < self.ears.pace()
        {
            return Ok(None);
        }
        if self.away.is_some_and(|(again, _)| Instant::now() < again) {
            return Ok(None);
        }
        let was = self.head;
        let settled = self.settle().and_then(|()| self.catch_up());
        match settled {
            Ok(_) => {
                let back = self.away.take().is_some();
                let settled = self.settled.is_some();
                Ok((back || settled || self.head != was).then(|| self.plan.clone()))
            }
            Err(cause) => {
                let tries = self.away.map_or(0, |(_, tries)| tries + 1);
                self.away = Some((Instant::now() + wait_again(tries), tries));
                Err(cause.at(&self.place))
            }
        }
    }

    fn settled(&mut self) -> Option<bool> {
        self.settled.take()
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
        let caught = self.catch_up();
        caught.map_err(|cause| cause.at(&self.place))?;
        Ok(self.plan.clone())
    }

    fn text(&self) -> Result<Cow<'_, str>, StoreError> {
        let (beginning, begun_at) = &self.beginning;
        let since: Vec<Entry> = self
            .plan
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
            over(&self.plan, Some(until)).map_err(file::unfit)
        };
        let over = over().map_err(|cause| cause.at(&self.place))?;
        let (text, plan) = file::copied(self, &over.changes)?;
        let path = file::write_draft(&folder, name, &text)?;
        Ok((path, plan))
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
        file::write_dated(&folder, name, bytes, at)
    }
}
