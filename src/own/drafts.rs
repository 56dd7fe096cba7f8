//! Drafts: what a user is typing, kept in a file of their own at every change, so that a lost
//! line, a signal or a crash costs nothing that was typed.
//!
//! A draft is a convenience, not the plan: it isn't synced, and where it can't be written the
//! work goes on without. Whoever types it holds a lock on it, which the system takes away when
//! the process ends, however it ends; another session of the same user offers only drafts nobody
//! holds. The number of the process in its name only keeps names apart: a number says nothing of
//! a process that ended and was not yet waited for, nor of another that got it later.

use std::ffi::OsStr;
use std::fs::{self, File, TryLockError};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::draft::Draft;
use super::small_file::{SmallFile, content, of_user, state_dir};
use crate::store::Place;

/// The drafts of one user on one plan.
#[derive(Debug)]
pub struct Drafts {
    dir: PathBuf,
    prefix: String,
    kept: Option<Draft>,
    /// The file of the draft that is kept, locked.
    held: Option<File>,
}

impl Drafts {
    /// The drafts of `user` on the plan at `place`, in the user's state directory; none where
    /// there is no such directory.
    pub fn of(place: &Place, user: &str) -> Option<Self> {
        Some(Self::within(&state_dir()?, place, user))
    }

    fn within(dir: &Path, place: &Place, user: &str) -> Self {
        Self {
            dir: dir.to_path_buf(),
            prefix: format!("concept-{}-", of_user(place, user)),
            kept: None,
            held: None,
        }
    }

    /// The newest draft nobody types any more. It is this process's from now on.
    pub fn take(&mut self) -> Option<Draft> {
        let left = fs::read_dir(&self.dir)
            .ok()?
            .filter_map(Result::ok)
            .filter(|entry| self.is_ours(&entry.path()));
        let (draft, file, path) = left
            .filter_map(|entry| open(entry.path()))
            .max_by_key(|(draft, ..)| draft.at)?;
        fs::rename(path, self.own()).ok()?;
        self.kept = Some(draft.clone());
        self.held = Some(file);
        Some(draft)
    }

    /// Keeps what is being typed, or removes what is no longer. Nothing is written where nothing
    /// changed.
    pub fn keep(&mut self, draft: Option<Draft>) {
        let same = match (&self.kept, &draft) {
            (None, None) => true,
            (Some(kept), Some(draft)) => kept.same_as(draft),
            _ => false,
        };
        if same {
            return;
        }
        // The old file is let go only after the new one, locked, has its name.
        self.held = if let Some(draft) = &draft {
            let bytes = serde_json::to_vec(draft).ok();
            // Where it can't be locked, it is offered to the next session.
            bytes.and_then(|bytes| SmallFile(self.own()).write(&bytes, false).ok())
        } else {
            let _best_effort = fs::remove_file(self.own());
            None
        };
        self.kept = draft;
    }

    fn is_ours(&self, path: &Path) -> bool {
        let stem = path.file_stem().and_then(OsStr::to_str);
        stem.is_some_and(|stem| stem.starts_with(&self.prefix))
            && path.extension() == Some(OsStr::new("json"))
    }

    fn own(&self) -> PathBuf {
        self.dir
            .join(format!("{}{}.json", self.prefix, std::process::id()))
    }
}

/// A draft nobody holds, and its file, locked.
fn open(path: PathBuf) -> Option<(Draft, File, PathBuf)> {
    let small = SmallFile(path);
    let file = small.open().ok()?;
    if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
        return None;
    }
    // Whoever types may have put a newer file in its place before this one was locked.
    if file.metadata().ok()?.ino() != small.0.symlink_metadata().ok()?.ino() {
        return None;
    }
    let draft = serde_json::from_slice(&content(&file).ok()?).ok()?;
    Some((draft, file, small.0))
}

#[cfg(test)]
mod tests {
    use std::fs::OpenOptions;
    use std::io::Write as _;

    use super::*;

    fn draft(value: &str) -> Draft {
        Draft {
            at: "2026-11-23T14:02:11+01:00".parse().unwrap(),
            form: String::new(),
            id: "3.K1.1".to_string(),
            meeting: None,
            fields: [("value".to_string(), value.to_string())].into(),
            focus: "value".to_string(),
        }
    }

    #[test]
    fn a_draft_is_found_once_its_process_has_gone() {
        let dir = tempfile::tempdir().unwrap();
        let mut typing = Drafts::within(
            dir.path(),
            &Place::file(Path::new("/plan.json")),
            "A. Jansen",
        );
        typing.keep(Some(draft("7")));
        let mut second = Drafts::within(
            dir.path(),
            &Place::file(Path::new("/plan.json")),
            "A. Jansen",
        );
        assert_eq!(second.take(), None, "its process is alive");
        typing.keep(Some(draft("78")));
        assert_eq!(second.take(), None, "also after the next key");
        let gone = dir.path().join(format!("{}4194305.json", typing.prefix));
        fs::rename(typing.own(), gone).unwrap();
        drop(typing);
        let mut other = Drafts::within(
            dir.path(),
            &Place::file(Path::new("/plan.json")),
            "B. de Vries",
        );
        assert_eq!(other.take(), None, "it is someone else's");
        assert_eq!(second.take(), Some(draft("78")));
        assert_eq!(second.take(), None, "it is taken");
        second.keep(None);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    #[test]
    fn nothing_is_written_where_nothing_changed() {
        let dir = tempfile::tempdir().unwrap();
        let mut drafts = Drafts::within(dir.path(), &Place::file(Path::new("/plan.json")), "A");
        drafts.keep(None);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
        drafts.keep(Some(draft("7")));
        fs::remove_file(drafts.own()).unwrap();
        drafts.keep(Some(draft("7")));
        assert!(!drafts.own().exists());
    }

    #[test]
    fn a_broken_draft_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let mut drafts = Drafts::within(dir.path(), &Place::file(Path::new("/plan.json")), "A");
        fs::create_dir(dir.path().join(format!("{}4194306.json", drafts.prefix))).unwrap();
        let mut broken = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(dir.path().join(format!("{}4194307.json", drafts.prefix)))
            .unwrap();
        broken.write_all(b"{").unwrap();
        assert_eq!(drafts.take(), None);
    }
}
