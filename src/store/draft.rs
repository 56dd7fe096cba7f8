//! Drafts: what a user is typing, kept in a file of their own at every change, so that a lost
//! line, a signal or a crash costs nothing that was typed.
//!
//! A draft is a convenience, not the plan: it isn't synced, and where it can't be written the
//! work goes on without. Its name holds the process that types it; another session of the same
//! user offers only drafts whose process has gone.

use std::fs::{self, DirBuilder, OpenOptions};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use rustix::process::{Pid, test_kill_process};

use crate::plan::draft::Draft;

/// A draft is a few lines; a larger file is not one of ours.
const LARGEST: u64 = 64 * 1024;

/// The drafts of one user on one plan.
#[derive(Debug)]
pub struct Drafts {
    dir: PathBuf,
    prefix: String,
    kept: Option<Draft>,
}

impl Drafts {
    /// The drafts of `user` on the plan at `plan`, in the user's state directory; none where
    /// there is no such directory.
    pub fn of(plan: &Path, user: &str) -> Option<Self> {
        let project = ProjectDirs::from("", "", "regie")?;
        let dir = project
            .state_dir()
            .unwrap_or_else(|| project.data_local_dir());
        Some(Self::within(dir, plan, user))
    }

    fn within(dir: &Path, plan: &Path, user: &str) -> Self {
        let mut hasher = DefaultHasher::new();
        plan.canonicalize()
            .unwrap_or_else(|_| plan.to_path_buf())
            .hash(&mut hasher);
        user.hash(&mut hasher);
        let prefix = format!("concept-{:016x}-", hasher.finish());
        Self {
            dir: dir.to_path_buf(),
            prefix,
            kept: None,
        }
    }

    /// The newest draft whose process has gone. It is this process's from now on.
    pub fn take(&mut self) -> Option<Draft> {
        let left = fs::read_dir(&self.dir)
            .ok()?
            .filter_map(Result::ok)
            .filter_map(|entry| {
                let name = entry.file_name().into_string().ok()?;
                let process: i32 = name
                    .strip_prefix(&self.prefix)?
                    .strip_suffix(".json")?
                    .parse()
                    .ok()?;
                (!is_alive(process)).then(|| entry.path())
            });
        let mut drafts: Vec<(Draft, PathBuf)> =
            left.filter_map(|path| Some((read(&path)?, path))).collect();
        drafts.sort_by_key(|(draft, _)| draft.at);
        let (draft, path) = drafts.pop()?;
        fs::rename(path, self.own()).ok()?;
        self.kept = Some(draft.clone());
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
        let _best_effort = match &draft {
            Some(draft) => self.write(draft),
            None => fs::remove_file(self.own()),
        };
        self.kept = draft;
    }

    fn own(&self) -> PathBuf {
        self.dir
            .join(format!("{}{}.json", self.prefix, std::process::id()))
    }

    fn write(&self, draft: &Draft) -> io::Result<()> {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&self.dir)?;
        let temporary = self.own().with_extension("tmp");
        let mut file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&temporary)?;
        file.write_all(&serde_json::to_vec(draft)?)?;
        fs::rename(temporary, self.own())
    }
}

fn read(path: &Path) -> Option<Draft> {
    let metadata = path.symlink_metadata().ok()?;
    if !metadata.is_file() || metadata.len() > LARGEST {
        return None;
    }
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}

fn is_alive(process: i32) -> bool {
    Pid::from_raw(process).is_some_and(|pid| {
        // Someone else's process that may not be signalled is alive too.
        !matches!(test_kill_process(pid), Err(rustix::io::Errno::SRCH))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(value: &str) -> Draft {
        Draft {
            at: "2026-11-23T14:02:11+01:00".parse().unwrap(),
            id: "3.K1.1".to_string(),
            fields: vec![value.to_string(), String::new()],
            focus: 0,
        }
    }

    #[test]
    fn a_draft_is_found_once_its_process_has_gone() {
        let dir = tempfile::tempdir().unwrap();
        let mut typing = Drafts::within(dir.path(), Path::new("/plan.json"), "A. Jansen");
        typing.keep(Some(draft("7")));
        let mut second = Drafts::within(dir.path(), Path::new("/plan.json"), "A. Jansen");
        assert_eq!(second.take(), None, "its process is alive");
        // No process has this number: it is above the largest a kernel gives.
        let gone = dir.path().join(format!("{}4194305.json", typing.prefix));
        fs::rename(typing.own(), gone).unwrap();
        let mut other = Drafts::within(dir.path(), Path::new("/plan.json"), "B. de Vries");
        assert_eq!(other.take(), None, "it is someone else's");
        assert_eq!(second.take(), Some(draft("7")));
        assert_eq!(second.take(), None, "it is taken");
        second.keep(None);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    #[test]
    fn nothing_is_written_where_nothing_changed() {
        let dir = tempfile::tempdir().unwrap();
        let mut drafts = Drafts::within(dir.path(), Path::new("/plan.json"), "A");
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
        let mut drafts = Drafts::within(dir.path(), Path::new("/plan.json"), "A");
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
