//! How a user left the screen on a plan, in a small file next to the drafts. A convenience: one
//! that can't be written or read costs nothing but the place.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::drafts::{LARGEST, of_user, state_dir};
use super::view::View;

/// Where one user's view of one plan is kept.
#[derive(Debug)]
pub struct Views {
    path: PathBuf,
    kept: Option<View>,
}

impl Views {
    /// For `user` on the plan at `plan`; none where the user has no state directory.
    pub fn of(plan: &Path, user: &str) -> Option<Self> {
        Some(Self::within(&state_dir()?, plan, user))
    }

    fn within(dir: &Path, plan: &Path, user: &str) -> Self {
        Self {
            path: dir.join(format!("beeld-{}.json", of_user(plan, user))),
            kept: None,
        }
    }

    /// How the screen was left last.
    pub fn read(&mut self) -> Option<View> {
        let metadata = self.path.symlink_metadata().ok()?;
        if !metadata.is_file() || metadata.len() > LARGEST {
            return None;
        }
        let mut bytes = Vec::new();
        let file = File::open(&self.path).ok()?;
        file.take(LARGEST).read_to_end(&mut bytes).ok()?;
        self.kept = serde_json::from_slice(&bytes).ok();
        self.kept.clone()
    }

    /// Keeps how it is left now; of two sessions at once the last to leave.
    pub fn keep(&mut self, view: View) {
        if self.kept.as_ref() != Some(&view) {
            let _best_effort = self.write(&view);
            self.kept = Some(view);
        }
    }

    fn write(&self, view: &View) -> io::Result<()> {
        if let Some(dir) = self.path.parent() {
            DirBuilder::new().recursive(true).mode(0o700).create(dir)?;
        }
        let temporary = self
            .path
            .with_extension(format!("{}.tmp", std::process::id()));
        let mut file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&temporary)?;
        file.write_all(&serde_json::to_vec(view)?)?;
        fs::rename(&temporary, &self.path).inspect_err(|_| {
            let _best_effort = fs::remove_file(&temporary);
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(dir: &Path, user: &str) -> Views {
        Views::within(dir, Path::new("/plan.json"), user)
    }

    #[test]
    fn each_user_finds_the_own_view() {
        let dir = tempfile::tempdir().unwrap();
        let view = View {
            pane: "kpis".to_string(),
            ..View::default()
        };
        of(dir.path(), "A. Jansen").keep(view.clone());
        assert_eq!(of(dir.path(), "A. Jansen").read(), Some(view));
        assert_eq!(of(dir.path(), "B. de Vries").read(), None);
        let other = Views::within(dir.path(), Path::new("/other.json"), "A. Jansen").read();
        assert_eq!(other, None);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_broken_view_is_no_view() {
        let large = " ".repeat(usize::try_from(LARGEST).unwrap()) + "{}";
        for text in ["", "{", "[7]", "{\"open\":3}", "\u{fffd}", &large] {
            let dir = tempfile::tempdir().unwrap();
            let mut views = of(dir.path(), "A");
            let mut file = File::create_new(&views.path).unwrap();
            file.write_all(text.as_bytes()).unwrap();
            assert_eq!(views.read(), None, "{text:.9}");
            views.keep(View::default());
            assert_eq!(of(dir.path(), "A").read(), Some(View::default()));
        }
        let dir = tempfile::tempdir().unwrap();
        let mut views = of(dir.path(), "A");
        fs::create_dir(&views.path).unwrap();
        assert_eq!(views.read(), None);
        views.keep(View::default());
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}
