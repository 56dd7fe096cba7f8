//! How a user left the screen on a plan, in a small file next to the drafts. A convenience: one
//! that can't be written or read costs nothing but the place.

use std::path::Path;

use super::small_file::{SmallFile, of_user, state_dir};
use super::view::View;
use crate::store::Place;

/// Where one user's view of one plan is kept.
#[derive(Debug)]
pub struct Views {
    file: SmallFile,
    kept: Option<View>,
}

impl Views {
    /// For `user` on the plan at `place`; none where the user has no state directory.
    pub fn of(place: &Place, user: &str) -> Option<Self> {
        Some(Self::within(&state_dir()?, place, user))
    }

    fn within(dir: &Path, place: &Place, user: &str) -> Self {
        let name = format!("beeld-{}.json", of_user(place, user));
        Self {
            file: SmallFile(dir.join(name)),
            kept: None,
        }
    }

    /// How the screen was left last.
    pub fn read(&mut self) -> Option<View> {
        self.kept = serde_json::from_slice(&self.file.read().ok()?).ok();
        self.kept.clone()
    }

    /// Keeps how it is left now; of two sessions at once the last to leave.
    pub fn keep(&mut self, view: View) {
        if self.kept.as_ref() != Some(&view) {
            let bytes = serde_json::to_vec(&view).ok();
            let _best_effort = bytes.map(|bytes| self.file.write(&bytes, false));
            self.kept = Some(view);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::io::Write as _;

    use super::*;
    use crate::own::small_file::LARGEST;

    fn of(dir: &Path, user: &str) -> Views {
        Views::within(dir, &Place::file(Path::new("/plan.json")), user)
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
        let other = Views::within(
            dir.path(),
            &Place::file(Path::new("/other.json")),
            "A. Jansen",
        )
        .read();
        assert_eq!(other, None);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_broken_view_is_no_view() {
        let large = " ".repeat(usize::try_from(LARGEST).unwrap()) + "{}";
        for text in ["", "{", "[7]", "{\"open\":3}", "\u{fffd}", &large] {
            let dir = tempfile::tempdir().unwrap();
            let mut views = of(dir.path(), "A");
            let mut file = File::create_new(&views.file.0).unwrap();
            file.write_all(text.as_bytes()).unwrap();
            assert_eq!(views.read(), None, "{text:.9}");
            views.keep(View::default());
            assert_eq!(of(dir.path(), "A").read(), Some(View::default()));
        }
        let dir = tempfile::tempdir().unwrap();
        let mut views = of(dir.path(), "A");
        fs::create_dir(&views.file.0).unwrap();
        assert_eq!(views.read(), None);
        views.keep(View::default());
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}
