//! The keeper of a plan in a file: reading, checking, the side lock, the atomic commit.
//!
//! It never rewrites the plan. An edit is applied to the plan as read under the lock and then
//! spliced into the text of the file, so that what the program doesn't know, and every number
//! nobody touched, stays byte for byte as it stands.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::commit;
use super::commit::Rules;
use super::disk::generations::{KEPT, with_copy};
use super::disk::lock::Rights;
use super::disk::open::{Opened, Stamp};
use super::disk::piece::Piece;
use super::disk::target::Target;
use super::disk::{atomic, lock, open, rights};
use super::error::{Cause, MAKING, SYNCING, StoreError};
use super::keeper::{Keeper, Saved};
use super::place::Place;
use super::text;
use super::text::format;
use super::text::format::Document;
use super::text::narrow;
use crate::plan::Plan;
use crate::plan::check::Finding;
use crate::plan::edit::role::Role;
use crate::plan::edit::transaction::{Author, Intent};
use crate::plan::edit::{Change, Refusal};
use crate::plan::turn::over::over;

/// The names of the files in a folder that may be plans, in order.
///
/// # Errors
/// Where the folder can't be read.
pub(super) fn plans_in(folder: &Path) -> std::io::Result<Vec<String>> {
    let entries = std::fs::read_dir(folder)?.flatten();
    let names = entries.filter_map(|it| it.file_name().into_string().ok());
    let is_plan = |name: &String| {
        let ending = Path::new(name).extension();
        ending.is_some_and(|it| it == "json") && !name.starts_with('.')
    };
    let mut names: Vec<String> = names.filter(is_plan).collect();
    names.sort_unstable();
    Ok(names)
}

/// The plan compiled into the program.
pub const BUILT_IN: &str = include_str!("../../data/uitvoeringsplan-2026.json");

/// Why whoever opened it to read changes nothing.
pub(super) const OPENED_TO_READ: &str = "het plan is geopend met --alleen-lezen";
/// Why a reader changes nothing.
pub(super) const READER: &str = "u bent hier lezer; een invoerder of beheerder kan dit vastleggen";

/// The mode of a plan in the user's own data directory.
const OWN: u32 = 0o600;
/// The mode of a file made on request, less what the umask takes.
pub(super) const SHARED: u32 = 0o666;

/// A plan's file, and what it looked like when it was last read or written.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    place: Place,
    stamp: Stamp,
    /// Whether it could not be read when it was looked at last.
    away: bool,
    /// What stood in the file when it was last read or written: what is left of it when the file
    /// has gone. Its plan is shared with whoever was given it.
    document: Document,
    /// Why edits are refused, whatever the file's rights.
    refuses: Option<String>,
    /// Why the file can't be replaced, as far as one can tell without trying.
    barred: Option<String>,
    rules: Rules,
}

impl Store {
    /// Opens the plan at `path`.
    ///
    /// # Errors
    /// [`StoreError`], where it can't be read or isn't a sound plan.
    pub fn open(path: &Path) -> Result<(Self, Plan), StoreError> {
        let place = Place::file(path);
        read(path, None).map_err(|cause| with_copy(cause, path).at(&place))
    }

    /// Opens the plan at `path` for edits of the item with this id: where it can, it reads that, and what
    /// else a save of it has to know, and of the rest sees no more than that it is JSON.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub(super) fn open_about(path: &Path, id: &str) -> Result<(Self, Plan), StoreError> {
        let place = Place::file(path);
        read(path, Some(id)).map_err(|cause| with_copy(cause, path).at(&place))
    }

    /// Opens the plan of the user: `path` as it stands in the data directory. Where there is
    /// none, the built-in plan is written there first; the flag says so.
    ///
    /// # Errors
    /// As [`Store::open`], and where the first file can't be written.
    pub fn open_default(path: &Path) -> Result<(Self, Plan, bool), StoreError> {
        let place = Place::file(path);
        let opened = read(path, None).map(|(store, plan)| (store, plan, false));
        let opened = match opened {
            Err(Cause::NotFound) => make_own(path).and_then(|made| {
                let (store, plan) = read(path, None)?;
                Ok((store, plan, made))
            }),
            opened => opened,
        };
        opened.map_err(|cause| with_copy(cause, path).at(&place))
    }

    /// Writes the built-in plan to a new file. Never overwrites.
    ///
    /// # Errors
    /// [`Cause::Exists`], or why it couldn't be written.
    pub fn begin(path: &Path) -> Result<(), StoreError> {
        Self::begin_with(path, BUILT_IN)
    }

    /// The same with another plan.
    ///
    /// # Errors
    /// As [`Self::begin`], and where the text is no sound plan.
    pub fn begin_with(path: &Path, text: &str) -> Result<(), StoreError> {
        let sound = format::read_text(text.to_string()).map_err(Cause::from);
        let begun = sound.and_then(|_| create(path, SHARED, text));
        begun.map_err(|cause| cause.at(&Place::file(path)))
    }

    /// From now on refuses edits.
    pub fn set_read_only(&mut self) {
        self.refuses
            .get_or_insert_with(|| OPENED_TO_READ.to_string());
        self.rules.role = Role::Reader;
    }

    /// Of the plan as it was before each day's first edit, keeps the last `most`, else [`KEPT`].
    pub const fn set_keeps(&mut self, most: usize) {
        self.rules.keeps = most;
    }

    /// From now on allows only what this role may do; a reader nothing at all.
    pub fn set_role(&mut self, role: Role) {
        self.rules.role = role;
        if role == Role::Reader {
            self.refuses.get_or_insert_with(|| READER.to_string());
        }
    }
}

impl Keeper for Store {
    fn place(&self) -> &Place {
        &self.place
    }

    fn role(&self) -> Role {
        match self.why_read_only() {
            Some(_) => Role::Reader,
            None => self.rules.role,
        }
    }

    fn why_read_only(&self) -> Option<&str> {
        self.refuses.as_deref().or(self.barred.as_deref())
    }

    fn save(&mut self, wanted: &Intent, by: &Author) -> Result<Option<Saved>, StoreError> {
        if let Some(why) = &self.refuses {
            return Err(Cause::ReadOnly(why.clone()).at(&self.place));
        }
        let saved = commit::commit(&self.path, &mut self.document, (by, self.rules), wanted);
        let saved = saved.map_err(|cause| cause.at(&self.place))?;
        Ok(saved.map(|(saved, stamp)| {
            self.stamp = stamp;
            saved
        }))
    }

    fn news(&mut self) -> Result<Option<Plan>, StoreError> {
        if !self.away && Stamp::at(&self.path) == Some(self.stamp) {
            return Ok(None);
        }
        let plan = self.reload();
        self.away = plan.is_err();
        plan.map(Some)
    }

    fn reload(&mut self) -> Result<Plan, StoreError> {
        let (read, plan) = Self::open(&self.path)?;
        self.stamp = read.stamp;
        self.document = read.document;
        self.barred = read.barred;
        self.refuses = self.refuses.take().or(read.refuses);
        Ok(plan)
    }

    fn text(&self) -> Result<Cow<'_, str>, StoreError> {
        if self.document.gap.is_none() {
            return Ok(Cow::Borrowed(&self.document.text));
        }
        let read = read(&self.path, None).map_err(|cause| cause.at(&self.place))?;
        Ok(Cow::Owned(read.0.document.text))
    }

    fn write_over(&self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        replace(path, bytes, Some(&self.path)).map_err(|cause| cause.at(&Place::file(path)))
    }

    fn next_year(&self, name: &str, until: i32) -> Result<(PathBuf, Plan), StoreError> {
        let path = self.path.with_file_name(name);
        let made = || {
            if self.rules.role < Role::Administrator {
                let why = "alleen een beheerder maakt het plan van een volgend jaar";
                return Err(Cause::ReadOnly(why.to_string()));
            }
            plain(name)?;
            // As it is kept now, whoever saved last.
            let (store, plan) = read(&self.path, None)?;
            let over = over(&plan, Some(until)).map_err(unfit)?;
            let Document { text, plan, .. } =
                text::copied::copied(&store.document.text, &over.changes)?;
            create(&path, rights::beside(&self.path), &text)?;
            Ok(plan)
        };
        let plan = made().map_err(|cause| cause.at(&Place::file(&path)))?;
        Ok((path, plan))
    }

    fn others(&self) -> Vec<String> {
        // Beside `plan.json` is beside `./plan.json`.
        let mut names = plans_in(&self.path.with_file_name(".")).unwrap_or_default();
        names.retain(|name| Some(OsStr::new(name)) != self.path.file_name());
        names
    }

    fn table_folder(&self) -> Option<PathBuf> {
        // Beside `plan.json` is beside `./plan.json`.
        let may = self.rules.role >= Role::Recorder;
        may.then(|| self.path.with_file_name("."))
    }

    fn other(&self, name: &str) -> Result<Plan, StoreError> {
        let path = self.path.with_file_name(name);
        if !self.others().iter().any(|it| it == name) {
            return Err(Cause::NotFound.at(&Place::file(&path)));
        }
        Self::open(&path).map(|(_, plan)| plan)
    }

    fn write_beside(
        &self,
        name: &str,
        bytes: &[u8],
        at: DateTime<FixedOffset>,
    ) -> Result<PathBuf, StoreError> {
        if self.rules.role == Role::Reader {
            let why = self.refuses.clone().unwrap_or_default();
            return Err(Cause::ReadOnly(why).at(&self.place));
        }
        let folder = self.path.parent().unwrap_or(Path::new(""));
        write_dated((folder, rights::beside(&self.path)), name, bytes, at)
    }
}

/// Writes bytes to a new file in a folder, of this mode less the umask, with the moment in its name.
pub(super) fn write_dated(
    (folder, mode): (&Path, u32),
    name: &str,
    bytes: &[u8],
    at: DateTime<FixedOffset>,
) -> Result<PathBuf, StoreError> {
    let (name, ending) = name.rsplit_once('.').unwrap_or((name, "txt"));
    let name = format!("{name}-{}.{ending}", at.format("%Y-%m-%d-%H%M%S"));
    let path = folder.join(name);
    let written = Target::fresh(&path).and_then(|target| atomic::create(&target, mode, bytes));
    written.map_err(|cause| cause.at(&Place::file(&path)))?;
    Ok(path)
}

/// Writes a draft to a new file in a folder.
#[cfg(feature = "database")]
pub(super) fn write_draft(folder: &Path, name: &str, text: &str) -> Result<PathBuf, StoreError> {
    let path = folder.join(name);
    let written = plain(name).and_then(|()| create(&path, OWN, text));
    written.map_err(|cause| cause.at(&Place::file(&path)))?;
    Ok(path)
}

/// Makes a folder of the user's own, where it isn't there.
#[cfg(feature = "database")]
pub(super) fn make_folder(folder: &Path) -> Result<(), Cause> {
    atomic::make_directories(folder).map_err(|why| Cause::from_write(MAKING, why))
}

/// That a new plan's name is a name, and no way to another folder.
fn plain(name: &str) -> Result<(), Cause> {
    let path = Path::new(name);
    let alone = path.file_name().is_some_and(|it| it == name) && !name.starts_with('.');
    if alone && path.extension().is_some_and(|it| it == "json") {
        return Ok(());
    }
    Err(unfit(
        "een naam zonder map, zoals rijswijk-2027.json".to_string(),
    ))
}

/// That something can't be made of a plan.
pub(super) fn unfit(sentence: String) -> Cause {
    Cause::Refused(Refusal::Unfit(sentence))
}

/// Writes bytes, such as minutes, to a new file. Never overwrites.
///
/// # Errors
/// [`Cause::Exists`], or why it couldn't be written.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let written = free(path).and_then(|target| atomic::create(&target, SHARED, bytes));
    written.map_err(|cause| cause.at(&Place::file(path)))
}

/// The document of a plan with changes made to it that are no edits: another plan, to be kept
/// elsewhere.
///
/// # Errors
/// [`StoreError`], where a change has no place in it or it would be no sound plan.
pub fn copied(keeper: &dyn Keeper, changes: &[Change]) -> Result<(String, Plan), StoreError> {
    let made = text::copied::copied(&keeper.text()?, changes);
    let Document { text, plan, .. } = made.map_err(|cause| cause.at(keeper.place()))?;
    Ok((text, plan))
}

/// Writes bytes in a file's place, but not where the plan is.
pub(super) fn replace(path: &Path, bytes: &[u8], plan: Option<&Path>) -> Result<(), Cause> {
    let target = match Target::existing(path) {
        Err(Cause::NotFound) => return atomic::create(&free(path)?, SHARED, bytes),
        target => target?,
    };
    let plan = plan.and_then(|plan| Target::existing(plan).ok());
    if plan.is_some_and(|plan| target.is_of(&plan)) {
        let why = "daar staat het plan zelf; kies een andere naam";
        return Err(Cause::ReadOnly(why.to_string()));
    }
    let old = open::read(path)?;
    atomic::sweep(&target)?;
    match atomic::replace(&target, &old, &[Piece::Bytes(bytes)])? {
        Some(_) => atomic::sync_directory(&target).map_err(|why| Cause::io(SYNCING, why)),
        None => Err(Cause::Exists),
    }
}

/// Everything found in the file at `path`, errors first, each with its line and column (from 1).
/// What the reader itself refuses is one finding.
///
/// # Errors
/// [`StoreError`], where the file can't be read at all.
pub(super) fn findings(path: &Path) -> Result<Vec<(Finding, usize, usize)>, StoreError> {
    let opened = open::read(path).map_err(|cause| cause.at(&Place::file(path)))?;
    Ok(format::findings(opened.bytes))
}

fn read(path: &Path, about: Option<&str>) -> Result<(Store, Plan), Cause> {
    let narrow = about.map(|id| read_ends(path, id)).transpose()?.flatten();
    let whole = || {
        let mut opened = open::read(path)?;
        let document = format::read(std::mem::take(&mut opened.bytes))?;
        Ok::<_, Cause>((opened, document))
    };
    let (opened, document) = narrow.map_or_else(whole, Ok)?;
    let barred = open::why_read_only(&Target::existing(path)?, &opened.metadata);
    let stamp = Stamp::of(&opened.metadata);
    let plan = document.plan.clone();
    let store = Store {
        path: path.to_path_buf(),
        place: Place::file(path),
        stamp,
        away: false,
        document,
        refuses: commit::why_closed(&plan),
        barred,
        rules: Rules {
            keeps: KEPT,
            role: Role::Administrator,
        },
    };
    Ok((store, plan))
}

/// As much of a plan as edits of this item need; none where that isn't enough.
fn read_ends(path: &Path, id: &str) -> Result<Option<(Opened, Document)>, Cause> {
    for len in open::ENDS {
        let ends = (narrow::ENTRY, len);
        let (mut opened, gap) = open::read_ends(path, narrow::HISTORY, ends)?;
        let bytes = std::mem::take(&mut opened.bytes);
        let document = format::read_ends(bytes, gap, id);
        // What looks like a history may be something else, in a file that is laid out otherwise.
        if document.is_some() || gap.is_none() {
            return Ok(document.map(|document| (opened, document)));
        }
    }
    Ok(None)
}

/// The user's first plan. Whether it was made here, and not by another of the user's sessions.
fn make_own(path: &Path) -> Result<bool, Cause> {
    if let Some(dir) = path.parent() {
        let made = atomic::make_directories(dir);
        made.map_err(|why| Cause::from_write(MAKING, why))?;
    }
    match create(path, OWN, BUILT_IN) {
        Err(Cause::Exists) => Ok(false),
        made => made.map(|()| true),
    }
}

/// Writes a plan to a file that isn't there yet.
fn create(path: &Path, mode: u32, text: &str) -> Result<(), Cause> {
    let target = free(path)?;
    let _held = lock::take(&target, &Rights::Mode(mode), "regie begin", lock::WAIT)?;
    atomic::create(&target, mode, text.as_bytes())
}

/// That there is no file of this name yet.
#[cfg(feature = "database")]
pub(super) fn is_free(path: &Path) -> Result<(), Cause> {
    free(path).map(drop)
}

/// A path where there is no file yet.
fn free(path: &Path) -> Result<Target, Cause> {
    let target = Target::fresh(path)?;
    if target.file().symlink_metadata().is_ok() {
        return Err(Cause::Exists);
    }
    Ok(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of the plan of 2026 after so many edits with a note of this length.
    fn lived(text: &str, edits: usize, note: usize) -> String {
        let entries = (1..=edits).map(|revision| {
            format!(
                "\n    {{ \"revision\": {revision}, \"at\": \"2026-03-01T10:00:00+01:00\", \"by\": \"B\", \
                 \"what\": \"log\", \"id\": \"3.K1\", \"from\": null, \"to\": {{ \"date\": \"2026-03-01\", \
                 \"by\": \"B\", \"note\": \"{}\" }} }}",
                "x".repeat(note)
            )
        });
        let entries: Vec<String> = entries.collect();
        let history = format!("\"history\": [{}\n  ]", entries.join(","));
        let text = text.replacen("\"history\": []", &history, 1);
        text.replacen("\"revision\": 0", &format!("\"revision\": {edits}"), 1)
    }

    #[test]
    fn one_item_is_read_by_itself_however_long_and_laid_out_a_file_is() {
        let value: serde_json::Value = serde_json::from_str(BUILT_IN).unwrap();
        // Other programs sort the keys: then the history is in the middle.
        let sorted = serde_json::to_string_pretty(&value).unwrap();
        let dir = tempfile::tempdir().unwrap();
        for (at, (text, is_left)) in [
            (lived(BUILT_IN, 10, 8), false),
            (lived(BUILT_IN, 2_000, 8), true),
            // Of which fewer stand at the end, and of which one alone is longer than what is read there.
            (lived(BUILT_IN, 2_000, 800), true),
            (lived(BUILT_IN, 200, 20_000), false),
            (lived(&sorted, 10, 8), false),
            (lived(&sorted, 2_000, 8), true),
            // No history, and a list behind it that looks like one.
            (
                sorted.replacen(
                    '{',
                    &format!("{{\n  \"a\": \"{}\",", "x".repeat(300_000)),
                    1,
                ),
                false,
            ),
        ]
        .into_iter()
        .enumerate()
        {
            let path = dir.path().join(format!("{at}.json"));
            Store::begin_with(&path, &text).unwrap();
            let (_, document) = read_ends(&path, "3.K1").unwrap().unwrap();
            assert_eq!(document.gap.is_some(), is_left, "{at}");
            assert_eq!(document.plan.chapters.len(), 1, "{at}");
        }
    }
}
