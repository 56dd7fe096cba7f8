//! The plan as it was before a day's first edit, kept beside it as `plan.json.2026-11-23`.
//!
//! A generation is the old file itself under a second name: the save that follows takes its
//! first name away. That costs no copy, and owner, mode and content can't differ.

use std::ffi::{OsStr, OsString};
use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rustix::io::Errno;

use super::atomic;
use super::open::{Opened, Stamp};
use super::steps::step;
use super::target::Target;
use crate::store::error::{Cause, reason};

/// How many are kept, where nobody says otherwise.
pub const KEPT: usize = 14;

/// What to keep of a plan that is about to be replaced.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Generations {
    /// The day of the edit.
    pub day: NaiveDate,
    /// How many; none at all with 0.
    pub most: usize,
}

/// What came of it.
#[derive(Debug)]
pub(crate) enum Kept {
    /// There was nothing to keep: not the day's first edit, or nothing is kept.
    Nothing,
    /// Kept under this name.
    As(PathBuf),
    /// Not kept: something to tell once the edit is saved.
    Failed(String),
}

impl Generations {
    /// Keeps the file that was read as `old`, unless the day has its generation. Whatever has
    /// that name stays as it is.
    pub fn keep(self, target: &Target, old: &Opened) -> Kept {
        if self.most == 0 {
            return Kept::Nothing;
        }
        let name = self.name(target);
        let path = target.dir.join(&name);
        step();
        let linked = match fs::hard_link(target.file(), &path) {
            Err(why) if cannot_link(&why) && path.symlink_metadata().is_err() => {
                atomic::copy(target, old, &path)
            }
            linked => linked,
        };
        match linked {
            Ok(()) => Kept::As(path),
            Err(why) if why.kind() == ErrorKind::AlreadyExists => Kept::Nothing,
            Err(why) => Kept::Failed(format!(
                "opgeslagen, maar het plan van vóór vandaag kon niet worden bewaard als {}.{}: {}",
                target.shown_name(),
                self.day,
                reason(&why)
            )),
        }
    }

    fn name(self, target: &Target) -> OsString {
        let mut name = target.name().to_os_string();
        name.push(format!(".{}", self.day.format("%Y-%m-%d")));
        name
    }

    /// Removes the oldest, until as many are left as should be. What can't be removed now is
    /// removed with the next.
    pub fn prune(self, target: &Target) {
        let mut all = all(target);
        all.sort_by(|a, b| b.cmp(a));
        for name in all.into_iter().skip(self.most) {
            step();
            let _another_day = fs::remove_file(target.dir.join(name));
        }
    }
}

impl Kept {
    /// Takes it back: the save it was kept for did not happen.
    pub fn forget(&self) {
        if let Self::As(path) = self {
            let _harmless = fs::remove_file(path);
        }
    }
}

/// Why a file that goes by several names can't be replaced; none where the others are
/// generations of its own. A kill between keeping one and replacing the file leaves it so.
pub(crate) fn why_linked(target: &Target, metadata: &Metadata) -> Option<String> {
    if metadata.nlink() <= 1 {
        return None;
    }
    let own = all(target).into_iter().filter(|name| {
        let there = target.dir.join(name).symlink_metadata();
        there.is_ok_and(|there| Stamp::of(&there).is_same_file(Stamp::of(metadata)))
    });
    let others = metadata.nlink() - 1;
    (others > own.count() as u64).then(|| {
        "het bestand heeft nog een naam (harde koppeling), en opslaan zou die twee uit elkaar \
         halen; verwijder de andere naam of werk in een kopie"
            .to_string()
    })
}

/// The names of all generations: regular files called after the plan and a day.
fn all(target: &Target) -> Vec<OsString> {
    let Ok(entries) = fs::read_dir(&target.dir) else {
        return Vec::new();
    };
    entries
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .map(|entry| entry.file_name())
        .filter(|name| is_generation(name, target.name()))
        .collect()
}

/// Why a plan isn't opened; of one that is no plan any more, with the copy it can be put back from.
pub(crate) fn with_copy(mut cause: Cause, plan: &Path) -> Cause {
    if let Cause::Unsound { sentence, .. } = &mut cause
        && let Some(copy) = Target::existing(plan)
            .ok()
            .and_then(|it| all(&it).into_iter().max())
    {
        let copy = copy.display();
        *sentence = format!("{sentence}; een eerdere stand staat ernaast, in {copy}");
    }
    cause
}

/// Whether `name` is that of the plan, a dot, and a day: `plan.json.2026-11-23`.
fn is_generation(name: &OsStr, plan: &OsStr) -> bool {
    let day = name.as_bytes().strip_prefix(plan.as_bytes());
    let Some([b'.', day @ ..]) = day else {
        return false;
    };
    day.len() == 10
        && day.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// Whether a second name is something this file system doesn't have.
fn cannot_link(why: &io::Error) -> bool {
    matches!(
        Errno::from_io_error(why),
        Some(Errno::PERM | Errno::NOTSUP | Errno::NOSYS | Errno::MLINK)
    )
}

#[cfg(test)]
mod tests {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;
    use crate::store::disk::open;

    #[test]
    fn where_a_file_has_one_name_it_is_copied() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("plan.json");
        fs::copy("tests/stores/valid/small.json", &path).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        let target = Target::existing(&path).unwrap();
        let old = open::read(&path).unwrap();
        let kept = dir.path().join("plan.json.2026-11-23");
        atomic::copy(&target, &old, &kept).unwrap();
        assert_eq!(fs::read(&kept).unwrap(), old.bytes);
        assert_eq!(fs::metadata(&kept).unwrap().mode() & 0o7777, 0o640);
        // Never over something.
        let why = atomic::copy(&target, &old, &kept).unwrap_err();
        assert_eq!(why.kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2);
    }

    #[test]
    fn only_a_plan_and_a_day_is_a_generation() {
        for (name, is) in [
            ("plan.json.2026-11-23", true),
            ("plan.json.0000-00-00", true),
            ("plan.json", false),
            ("plan.json.", false),
            ("plan.json.2026-11-2", false),
            ("plan.json.2026-11-233", false),
            ("plan.json.2026-11-23~", false),
            ("plan.json.2026_11_23", false),
            ("plan.json.é2026-11-2", false),
            (".plan.json.2026-11-23", false),
            ("plan.jso.2026-11-23", false),
            ("other.json.2026-11-23", false),
        ] {
            let found = is_generation(OsStr::new(name), OsStr::new("plan.json"));
            assert_eq!(found, is, "{name}");
        }
    }
}
