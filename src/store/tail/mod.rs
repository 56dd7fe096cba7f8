//! Saves that wait on this machine until they can be made: on disk before anybody is told that they
//! wait, each with the key it is saved with, so that it is never saved twice.
//!
//! One file a program, replaced whole. A program holds a lock on its own, which goes with it however it
//! ends; the next of the same user on the same plan goes on with what it left.

pub mod queued;

use std::collections::BTreeMap;
use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::plan::edit::history::Entry;
use crate::plan::edit::later::{APART, Became, Later};
use crate::plan::edit::role::Role;
use crate::store::error::reason;
use crate::store::keeper::{Hindrance, Stuck};

/// A larger file is none of ours.
const LARGEST: u64 = 64 * 1024 * 1024;
/// What its files are called.
const NAMED: (&str, &str) = ("wachtrij-", "json");

/// A save that waits.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Waiting {
    /// What it is saved with: asked again with it, it is done once.
    pub key: Uuid,
    /// Its entries, numbered from [`APART`] on. What they take back is a revision of the plan, or the
    /// number of one that waits.
    pub entries: Vec<Entry>,
    /// The revision of the plan as it was kept when this was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<u64>,
    /// Whether it was saved once, and the server lost it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub lost: bool,
    /// Whether it is wanted, whoever changed the same.
    #[serde(default, skip_serializing_if = "is_false")]
    pub regardless: bool,
    /// Whether it may have been sent: what another program left may be.
    #[serde(skip, default = "yes")]
    pub asked: bool,
    /// Why it can't be made.
    #[serde(skip)]
    pub stuck: Option<Hindrance>,
}

const fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde asks it")]
const fn is_false(it: &bool) -> bool {
    !*it
}

impl Waiting {
    /// A save of these entries.
    pub const fn new(key: Uuid, entries: Vec<Entry>) -> Self {
        Self {
            key,
            entries,
            since: None,
            lost: false,
            regardless: false,
            asked: false,
            stuck: None,
        }
    }

    /// How it is made, by whoever has this role.
    pub const fn later(&self, role: Role) -> Later {
        Later {
            role,
            regardless: self.regardless,
            since: self.since,
        }
    }

    /// What it is known by: the number of its first entry.
    pub fn number(&self) -> u64 {
        self.entries.first().map_or(0, |entry| entry.revision)
    }

    /// It, where somebody has to choose about it.
    pub fn as_stuck(&self) -> Option<Stuck> {
        Some(Stuck {
            number: self.number(),
            entries: self.entries.clone(),
            why: self.stuck.clone()?,
        })
    }
}

/// The saves of one program that wait, the first one first.
#[derive(Debug, Default)]
pub struct Tail {
    /// Where they are kept; none where they are only in memory.
    path: Option<PathBuf>,
    /// The plan and the user they are of.
    of: (String, String),
    /// The file, locked; none as long as nothing waits.
    file: Option<File>,
    waiting: Vec<Waiting>,
    /// The number after the last that was given.
    next: u64,
}

/// The file as it is written down.
#[derive(Serialize, Deserialize)]
struct Written<W> {
    plan: String,
    user: String,
    waiting: W,
}

impl Tail {
    /// Keeps it in a folder from now on, with what programs left there that have ended: of this plan, by
    /// this user. What waits in memory comes after that. A sentence, where something can't be read; it
    /// stays as it is, for whoever can.
    ///
    /// # Errors
    /// The system's, where what was left can't be made this program's own.
    pub fn keep_in(&mut self, folder: &Path, plan: &str, user: &str) -> io::Result<Option<String>> {
        let (stem, ending) = NAMED;
        self.path = Some(folder.join(format!("{stem}{}.{ending}", Uuid::new_v4())));
        self.of = (plan.to_string(), user.to_string());
        let (mut left, mut all, mut unread) = (Vec::new(), Vec::new(), None);
        for (file, path) in kept_in(folder).filter_map(unheld) {
            match read(&file) {
                Ok(written) if (&written.plan, &written.user) == (&self.of.0, &self.of.1) => {
                    all.push(written.waiting);
                    left.push((file, path));
                }
                Ok(_) => {}
                // The reason first: a path may be as long as the line it is shown on.
                Err(why) => unread = Some(format!("{why}; het blijft staan in {}", path.display())),
            }
        }
        let at = |saves: &Vec<Waiting>| saves.first()?.entries.first().map(|entry| entry.at);
        all.sort_by_key(at);
        all.push(std::mem::take(&mut self.waiting));
        for saves in all {
            self.take(saves, |_| None);
        }
        if !self.waiting.is_empty() {
            self.write()?;
        }
        for (_held, path) in left {
            fs::remove_file(path)?;
        }
        Ok(unread)
    }

    /// What waits, the first one first.
    pub fn waiting(&self) -> &[Waiting] {
        &self.waiting
    }

    /// One of them by its number, to change what isn't written down.
    pub fn get_mut(&mut self, number: u64) -> Option<&mut Waiting> {
        self.waiting.iter_mut().find(|it| it.number() == number)
    }

    /// Whether something can be sent.
    pub fn is_ready(&self) -> bool {
        self.waiting.iter().any(|it| it.stuck.is_none())
    }

    /// Adds saves at the end, numbered anew: `known` is what waits under a number that isn't of these.
    fn take(&mut self, saves: Vec<Waiting>, known: impl Fn(u64) -> Option<u64>) {
        let mut became: BTreeMap<u64, u64> = BTreeMap::new();
        for mut save in saves {
            for entry in &mut save.entries {
                let number = APART + self.next;
                self.next += 1;
                became.insert(entry.revision, number);
                entry.revision = number;
                entry.together = None;
                entry.undoes = entry.undoes.map(|undone| {
                    let own = became.get(&undone).copied();
                    own.or_else(|| known(undone)).unwrap_or(undone)
                });
            }
            if save.lost {
                save.stuck = Some(Hindrance::Lost);
            }
            self.waiting.push(save);
        }
    }

    /// Lets saves wait, made one after another. By the time this returns they are on disk. `known` is
    /// what waits already under the number of an entry as they know it.
    ///
    /// # Errors
    /// The system's; then they don't wait.
    pub fn push(
        &mut self,
        saves: Vec<Waiting>,
        known: impl Fn(u64) -> Option<u64>,
    ) -> io::Result<()> {
        let was = self.waiting.len();
        self.take(saves, known);
        self.write().inspect_err(|_| self.waiting.truncate(was))
    }

    /// A save is kept as these entries: it waits no longer, and what waits behind it is said of what it
    /// became.
    ///
    /// # Errors
    /// The system's; it then waits again for the next program, which asks with the same key.
    pub fn kept(&mut self, number: u64, entries: &[Entry]) -> io::Result<()> {
        let Some(place) = self.waiting.iter().position(|it| it.number() == number) else {
            return Ok(());
        };
        let mut became = Became::default();
        became.note(&self.waiting.remove(place).entries, entries);
        let rest = self.waiting.iter_mut().flat_map(|it| &mut it.entries);
        rest.for_each(|entry| *entry = became.of(entry));
        self.write()
    }

    /// What waits is called by the ids it has by now, each save as these entries. Where that can't be
    /// written down, all of it is called as before on disk until something is.
    pub fn call(&mut self, saves: Vec<Vec<Entry>>) {
        let own = self.waiting.iter().map(|it| &it.entries);
        if own.eq(&saves) {
            return;
        }
        for (save, entries) in self.waiting.iter_mut().zip(saves) {
            save.entries = entries;
        }
        let _as_before = self.write();
    }

    /// A save is not wanted any more, nor what only takes it back.
    ///
    /// # Errors
    /// The system's; all is then as it was.
    pub fn forget(&mut self, number: u64) -> io::Result<()> {
        let was = self.waiting.clone();
        let mut gone = vec![number];
        self.waiting.retain(|it| {
            let turns = it.entries.iter().filter_map(|entry| entry.undoes);
            let goes = it.number() == number || turns.into_iter().any(|it| gone.contains(&it));
            if goes {
                gone.extend(it.entries.iter().map(|entry| entry.revision));
            }
            !goes
        });
        self.write().inspect_err(|_| self.waiting = was)
    }

    /// A save is tried once more, whoever changed the same or not.
    ///
    /// # Errors
    /// The system's; it is then as it was.
    pub fn anew(&mut self, number: u64, regardless: bool) -> io::Result<()> {
        let was = self.waiting.clone();
        if let Some(it) = self.get_mut(number) {
            (it.lost, it.regardless, it.stuck) = (false, regardless, None);
        }
        // What was refused with it may be made after it.
        for it in &mut self.waiting {
            let turns = it.entries.iter().any(|entry| entry.undoes >= Some(APART));
            it.stuck = it.stuck.take().filter(|_| !turns);
        }
        self.write().inspect_err(|_| self.waiting = was)
    }

    /// The whole file anew, under its name once it is on disk.
    fn write(&mut self) -> io::Result<()> {
        let Some(path) = &self.path else {
            return Ok(());
        };
        if self.waiting.is_empty() {
            self.file = None;
            return match fs::remove_file(path) {
                Err(why) if why.kind() != io::ErrorKind::NotFound => Err(why),
                _ => Ok(()),
            };
        }
        let folder = path.parent().unwrap_or_else(|| Path::new(""));
        let mut builder = DirBuilder::new();
        builder.recursive(true).mode(0o700).create(folder)?;
        let temporary = path.with_extension("tmp");
        let _stale = fs::remove_file(&temporary);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true).mode(0o600);
        let mut file = options.open(&temporary)?;
        let _where_there_are_locks = file.try_lock();
        let written = serde_json::to_vec(&Written {
            plan: self.of.0.clone(),
            user: self.of.1.clone(),
            waiting: &self.waiting,
        });
        let written = written
            .map_err(io::Error::from)
            .and_then(|bytes| file.write_all(&bytes))
            .and_then(|()| file.sync_all())
            .and_then(|()| fs::rename(&temporary, path))
            .and_then(|()| File::open(folder)?.sync_all());
        written.inspect_err(|_| {
            let _best_effort = fs::remove_file(&temporary);
        })?;
        self.file = Some(file);
        Ok(())
    }
}

/// How many saves of a user wait in a folder for a plan, whether the program they wait in still runs or
/// not. What can't be read doesn't count.
pub fn count(folder: &Path, plan: &str, user: &str) -> usize {
    let files = kept_in(folder).filter_map(|path| opened(&path));
    let written = files.filter_map(|file| read(&file).ok());
    let ours = written.filter(|it| (it.plan.as_str(), it.user.as_str()) == (plan, user));
    ours.map(|it| it.waiting.len()).sum()
}

/// Its files in a folder.
fn kept_in(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let (stem, ending) = NAMED;
    let is_ours = move |path: &PathBuf| {
        let named = path.file_stem().and_then(|it| it.to_str());
        named.is_some_and(|it| it.starts_with(stem))
            && path.extension().is_some_and(|it| it == ending)
    };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(is_ours)
}

/// A file to read, where it may be one of ours.
fn opened(path: &Path) -> Option<File> {
    let metadata = fs::symlink_metadata(path).ok()?;
    if !metadata.is_file() || metadata.len() > LARGEST {
        return None;
    }
    OpenOptions::new().read(true).open(path).ok()
}

/// A file no program holds, locked.
fn unheld(path: PathBuf) -> Option<(File, PathBuf)> {
    let file = opened(&path)?;
    if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
        return None;
    }
    // A program may have put another in its place before this one was locked.
    let same = file.metadata().ok()?.ino() == path.symlink_metadata().ok()?.ino();
    same.then_some((file, path))
}

fn read(mut file: &File) -> Result<Written<Vec<Waiting>>, String> {
    let mut bytes = Vec::new();
    let read = file.read_to_end(&mut bytes);
    read.map_err(|why| reason(&why))?;
    serde_json::from_slice(&bytes).map_err(|why| {
        format!(
            "wat eerder wachtte is niet te lezen (regel {}, kolom {})",
            why.line(),
            why.column()
        )
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// A save that waits; it takes one back, where that is said.
    fn save(revision: u64, undoes: Option<u64>) -> Waiting {
        let entry = json!({ "revision": revision, "at": "2026-06-12T14:02:11+02:00", "by": "A",
            "undoes": undoes, "what": "reading", "id": "1.K1.1", "from": null,
            "to": { "date": "2026-06-12", "value": revision, "by": "A" } });
        let key = Uuid::from_u128(revision.into());
        Waiting::new(key, vec![serde_json::from_value(entry).unwrap()])
    }

    fn taken(folder: &Path, user: &str) -> Tail {
        let mut tail = Tail::default();
        let unread = tail.keep_in(folder, "postgres://x", user).unwrap();
        assert_eq!(unread, None);
        tail
    }

    /// Of each that waits its key, and what it takes back: a revision, or the place of one that waits.
    fn all(tail: &Tail) -> Vec<(u128, Option<u64>)> {
        let shown = |undone: u64| match undone.checked_sub(APART) {
            Some(_) => {
                let place = tail.waiting.iter().position(|it| it.number() == undone);
                1000 + u64::try_from(place.unwrap_or(999)).unwrap()
            }
            None => undone,
        };
        let waiting = tail.waiting.iter();
        waiting
            .map(|it| (it.key.as_u128(), it.entries[0].undoes.map(shown)))
            .collect()
    }

    fn files(folder: &Path) -> usize {
        fs::read_dir(folder).map_or(0, Iterator::count)
    }

    #[test]
    fn what_waits_is_found_by_the_next_program_of_the_same_user() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("state/regie");
        let mut first = taken(&folder, "A");
        assert_eq!(files(&folder), 0, "nothing waits, nothing is made");
        first.push(vec![save(11, Some(10))], |_| None).unwrap();
        let twelve = save(12, Some(11));
        let known = first.waiting[0].number();
        first
            .push(vec![twelve], |it| (it == 11).then_some(known))
            .unwrap();
        let own = [(11, Some(10)), (12, Some(1000))];
        assert_eq!(all(&first), own);
        assert_eq!(all(&taken(&folder, "A")), [], "the first one still runs");
        let mut other = taken(&folder, "B");
        other.push(vec![save(21, None)], |_| None).unwrap();
        assert_eq!(files(&folder), 2);
        let waits = |plan: &str, user: &str| count(&folder, plan, user);
        assert_eq!(waits("postgres://x", "A"), 2);
        drop(first);
        let counted = [("x", "A"), ("x", "B"), ("x", "C"), ("y", "A")]
            .map(|(plan, user)| waits(&format!("postgres://{plan}"), user));
        assert_eq!(counted, [2, 1, 0, 0], "looked at, and left");
        let mut next = taken(&folder, "A");
        assert_eq!(all(&next), own, "and not what is another's");
        assert!(next.waiting.iter().all(|it| it.asked));
        let [one, two] = [0, 1].map(|at| next.waiting[at].number());
        next.forget(one).unwrap();
        assert_eq!(all(&next), [], "what took it back goes with it");
        next.forget(two).unwrap();
        drop((next, other));
        assert_eq!(all(&taken(&folder, "B")), [(21, None)]);
    }

    #[test]
    fn what_several_left_is_one_in_the_order_it_was_made() {
        let dir = tempfile::tempdir().unwrap();
        let mut held = [11, 21].map(|number| {
            let mut tail = taken(dir.path(), "A");
            let both = vec![save(number, None), save(number + 1, Some(number))];
            tail.push(both, |_| None).unwrap();
            tail
        });
        held[0].waiting[0].entries[0].at += chrono::TimeDelta::minutes(1);
        held[0].write().unwrap();
        drop(held);
        let mut tail = taken(dir.path(), "A");
        let of_both = [(21, None), (22, Some(1000)), (11, None), (12, Some(1002))];
        assert_eq!(all(&tail), of_both);
        assert_eq!(files(dir.path()), 1);
        // What is kept is known by its revision from then on.
        let kept = save(31, None).entries;
        tail.kept(tail.waiting[0].number(), &kept).unwrap();
        assert_eq!(all(&tail)[0], (22, Some(31)));
    }

    #[test]
    fn what_cannot_be_read_is_told_and_stays() {
        let dir = tempfile::tempdir().unwrap();
        for (at, text) in ["", "{}", "{\"plan\": 1", "onzin"].into_iter().enumerate() {
            let dir = dir.path().join(at.to_string());
            fs::create_dir(&dir).unwrap();
            let path = dir.join("wachtrij-x.json");
            let mut file = File::create_new(&path).unwrap();
            file.write_all(text.as_bytes()).unwrap();
            drop(file);
            let unread = Tail::default().keep_in(&dir, "postgres://x", "A");
            let unread = unread.unwrap().unwrap();
            let said = "wat eerder wachtte is niet te lezen (regel 1, kolom ";
            assert!(unread.starts_with(said), "{unread}");
            let named = format!("; het blijft staan in {}", path.display());
            assert!(unread.ends_with(&named), "{unread}");
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
    }

    #[test]
    fn what_cannot_be_written_down_does_not_wait() {
        let dir = tempfile::tempdir().unwrap();
        let mut tail = taken(dir.path(), "A");
        tail.path = Some(dir.path().join("no/file").join("x\0y"));
        assert!(tail.push(vec![save(11, None)], |_| None).is_err());
        assert_eq!(all(&tail), []);
    }
}
