//! A file that is read beside the screen. The list it was chosen from stays in sight, so that no key goes
//! to what is behind it.

use super::picker::Picker;
use crate::app::keys::command::Command;
use crate::app::keys::key::Key;
use crate::app::message::{Effect, Intake, TableFile};
use crate::app::typing::record::Pick;
use crate::app::{App, Mode};
use crate::intake::asked::Walk;

/// The file that figures are taken from.
#[derive(Debug, Default)]
pub(in crate::app) struct Taking {
    /// The figures that are walked.
    pub(in crate::app) intake: Option<Box<Intake>>,
    /// What is asked of it.
    pub(in crate::app) asked: Option<Box<Walk>>,
    /// How many readings were broken off, and are still to come.
    broken_off: usize,
}

impl App {
    /// Whether a file is being read.
    pub const fn is_reading(&self) -> bool {
        matches!(self.mode, Mode::Reading(_))
    }

    /// Whether a key breaks off what is read: those that leave the program elsewhere do too.
    pub fn breaks_off(&self, key: Key) -> bool {
        let mut rows = self.settings.keymap.iter();
        self.is_reading() && rows.any(|b| b.command == Command::Quit && b.has(key))
    }

    /// Reads a file that was chosen from a list, or looks anew at what was read of it.
    pub(in crate::app) fn read_table(
        &mut self,
        list: Option<Picker<Pick>>,
        sheet: TableFile,
    ) -> Vec<Effect> {
        self.taking.asked = None;
        let is_read = self.taking.intake.as_ref();
        let is_read = is_read.is_some_and(|it| it.sheet.file == sheet.file);
        let doing = if is_read { "nagekeken" } else { "gelezen" };
        let title = format!("{} wordt {doing}…", sheet.file);
        self.wait_for(list, title, Effect::Table(sheet))
    }

    /// Keys do nothing until this has come, but break it off.
    pub(super) fn wait_for(
        &mut self,
        list: Option<Picker<Pick>>,
        title: String,
        wanted: Effect,
    ) -> Vec<Effect> {
        let mut list = list.unwrap_or_else(|| Picker::of("", Vec::new()));
        list.title = title;
        self.mode = Mode::Reading(list);
        vec![wanted]
    }

    /// What was waited for has come; false where nobody waits for it any more.
    pub(super) fn came(&mut self) -> bool {
        // They come in the order they were asked for.
        if self.taking.broken_off > 0 {
            self.taking.broken_off -= 1;
            return false;
        }
        let waited = self.is_reading();
        if waited {
            self.mode = Mode::Browse;
        }
        waited
    }

    /// Nobody waits any longer: what comes of it is passed over.
    pub(in crate::app) fn break_off(&mut self) {
        self.taking.broken_off += 1;
        (self.taking.intake, self.taking.asked) = (None, None);
        self.mode = Mode::Browse;
        self.settle();
        self.tell("Afgebroken: er is niets opgeslagen.".to_string(), false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::message::{Figures, Msg, TakesIn};
    use crate::app::{Session, update::update};
    use crate::store::BUILT_IN;

    /// At the KPIs, where `+` counts one up.
    fn app() -> App {
        let mut app = App::new(serde_json::from_str(BUILT_IN).unwrap(), Session::of_test());
        press(&mut app, "2");
        app
    }

    fn press(app: &mut App, keys: &str) -> Vec<Effect> {
        let keys = Key::script(keys).into_iter();
        keys.flat_map(|key| update(app, Msg::Key(key))).collect()
    }

    fn came(app: &mut App, figures: Figures) {
        assert_eq!(update(app, Msg::Figures(figures)), []);
    }

    fn files(names: &[&str]) -> Figures {
        let names = names.iter().map(ToString::to_string).collect();
        Figures::Files(TakesIn::Readings, names, None)
    }

    fn refused(why: &str) -> Figures {
        Figures::Read(Err(why.to_string()))
    }

    fn told(app: &App) -> &str {
        app.notice.as_ref().map_or("", |it| &it.text)
    }

    const KEYS: &str = "+u<enter>7dj:<up><down><tab>";

    #[test]
    fn keys_do_nothing_while_a_file_is_read() {
        let mut app = app();
        let asked = press(&mut app, ":importeer standen<enter>");
        assert_eq!(asked, [Effect::Tables(TakesIn::Readings)]);
        let before = app.selected_key().map(str::to_string);
        assert_eq!(press(&mut app, KEYS), []);
        came(&mut app, files(&["a.csv", "b.csv"]));
        let read = press(&mut app, "b<enter>");
        let of = TableFile::new(TakesIn::Readings, "b.csv".to_string());
        assert_eq!(read, [Effect::Table(of)]);
        let Mode::Reading(list) = &app.mode else {
            panic!("{:?}", app.mode);
        };
        assert_eq!(list.title, "b.csv wordt gelezen…");
        assert_eq!(press(&mut app, KEYS), []);
        assert_eq!(update(&mut app, Msg::Typed("+uq".to_string())), []);
        came(&mut app, refused("b.csv: geen tabel"));
        assert_eq!(told(&app), "b.csv: geen tabel");
        assert_eq!(app.selected_key(), before.as_deref());
        assert!(matches!(app.mode, Mode::Browse));
    }

    #[test]
    fn what_was_broken_off_comes_to_nothing() {
        for key in ["<esc>", "<c-c>", "q"] {
            let mut app = app();
            press(&mut app, ":importeer standen<enter>");
            came(&mut app, files(&["a.csv", "b.csv"]));
            press(&mut app, "a<enter>");
            assert_eq!(press(&mut app, key), [], "{key}");
            assert_eq!(told(&app), "Afgebroken: er is niets opgeslagen.");
            // Another is chosen before the first has come.
            press(&mut app, ":importeer standen<enter>");
            came(&mut app, refused("a.csv: geen tabel"));
            assert!(app.is_reading(), "{key}");
            came(&mut app, files(&["a.csv", "b.csv"]));
            press(&mut app, "b<enter>");
            came(&mut app, refused("b.csv: geen tabel"));
            assert_eq!(told(&app), "b.csv: geen tabel", "{key}");
        }
    }
}
