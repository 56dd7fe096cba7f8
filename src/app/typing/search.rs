//! Searching everything: results grouped by kind while one types, a jump at Enter. The pane, its
//! selection and its folds stay as they are until then, so that Esc finds them again.

use tui_input::Input;

use crate::app::keys::command::Command;
use crate::app::sight::geometry::areas;
use crate::app::{App, Cursor, Mode, Pane};
use crate::plan::find::concordance::Concordance;
use crate::plan::find::search::{Kind, Piece, Query, Texts};
use crate::plan::model::lookup::Item;
use crate::plan::model::meeting::ActionPoint;
use crate::plan::{Id, Plan};

/// A search that is going on.
#[derive(Debug, Default)]
pub struct Search {
    /// What is typed.
    pub input: Input,
    /// What is typed, as words to look for.
    pub query: Query,
    /// The results: groups with their heads.
    pub rows: Vec<Listed>,
    /// The result that Enter takes; it never rests on a head.
    pub cursor: Cursor,
    hits: Vec<usize>,
}

/// A line of the results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// The head of a group, and how many results it has.
    Head(Kind, usize),
    /// A result, by its position among all texts.
    Hit(usize),
}

/// How much of a council indicator is to be in sight: its name, unit, heads and a few periods.
const CONTEXT_LINES: usize = 6;

/// The pane a kind of text is at home in; running text and what was said lead to several.
fn pane_of(kind: Kind) -> Pane {
    Pane::first(|spec| spec.finds.contains(&kind)).unwrap_or_default()
}

impl Search {
    /// How many results there are.
    pub const fn count(&self) -> usize {
        self.hits.len()
    }

    /// Looks again after what was typed; what the pane in sight is about comes first. Where no
    /// statement on who leads has the words, the one that answers them comes last.
    fn look(&mut self, plan: &Plan, words: &Concordance, pane: Pane) {
        let Concordance { texts, index } = words;
        let query = texts.query(self.input.value());
        if query == self.query {
            return;
        }
        self.hits = if query.narrows(&self.query) {
            texts.find_among(&query, std::mem::take(&mut self.hits))
        } else {
            texts.find(&query)
        };
        self.query = query;
        let regie = |at: usize| texts.pieces().get(at).filter(|it| it.kind == Kind::Regie);
        if !self.hits.iter().any(|at| regie(*at).is_some())
            && let Some(answer) = index.sure(plan, self.input.value())
        {
            let mut all = 0..texts.pieces().len();
            let its = |at: &usize| regie(*at).is_some_and(|it| it.target == answer.regie.id);
            self.hits.extend(all.find(its));
        }
        self.rows = rows(texts, &self.hits, pane);
        self.cursor = Cursor {
            selected: 1.min(self.rows.len()),
            top: 0,
        };
    }

    /// There is nothing to look in yet.
    fn wait(&mut self) {
        self.query = Query::default();
        self.rows.clear();
        self.hits.clear();
    }

    /// Moves over the results, past the heads.
    fn step(&mut self, rows: isize, height: usize) {
        let len = self.rows.len();
        self.cursor.step(rows, len, height);
        let selected = self.cursor.selected;
        if matches!(self.rows.get(selected), Some(Listed::Head(..))) {
            // Above the first head there is nothing to go to.
            let back = rows < 0 && selected > 0;
            self.cursor.step(if back { -1 } else { 1 }, len, height);
        }
    }

    /// The result that Enter takes, by its position among all texts.
    fn chosen(&self) -> Option<usize> {
        match self.rows.get(self.cursor.selected) {
            Some(Listed::Hit(at)) => Some(*at),
            _ => None,
        }
    }
}

/// The results under the heads of their groups.
fn rows(texts: &Texts, hits: &[usize], pane: Pane) -> Vec<Listed> {
    let kind = |at: &usize| texts.pieces().get(*at).map(|piece| piece.kind);
    let mut groups: Vec<(Kind, &[usize])> = hits
        .chunk_by(|a, b| kind(a) == kind(b))
        .filter_map(|group| Some((kind(group.first()?)?, group)))
        .collect();
    groups.sort_by_key(|(kind, _)| pane.is_tree() || pane_of(*kind) != pane);
    let group_rows = |(kind, hits): (Kind, &[usize])| {
        let hits: Vec<Listed> = hits.iter().map(|at| Listed::Hit(*at)).collect();
        std::iter::once(Listed::Head(kind, hits.len())).chain(hits)
    };
    groups.into_iter().flat_map(group_rows).collect()
}

impl App {
    /// Opens the search, with `words` typed already.
    pub(crate) fn open_search(&mut self, words: &str) {
        self.mode = Mode::Search(Search {
            input: Input::new(words.to_string()),
            ..Search::default()
        });
        self.search();
    }

    /// Looks for what was typed.
    pub(crate) fn search(&mut self) {
        if self.awaits_words() {
            if let Mode::Search(search) = &mut self.mode {
                search.wait();
            }
            return;
        }
        let plan = &self.plan;
        let words = self
            .memory
            .concordance
            .get_or_insert_with(|| Concordance::of(plan));
        if let Mode::Search(search) = &mut self.mode {
            search.look(plan, words, self.pane);
        }
    }

    /// Whether the words of the plan are still being read: then what is asked is answered once they come,
    /// and no key waits for it.
    pub fn awaits_words(&self) -> bool {
        self.reads_ahead && self.memory.concordance.is_none()
    }

    /// The words were read: what was asked meanwhile is answered.
    pub(crate) fn words_came(&mut self) {
        match &self.mode {
            Mode::Search(_) => self.search_again(),
            Mode::Asking { .. } => self.rebuild(),
            _ => {}
        }
    }

    /// What does something with an answer can't go on without it: the words are read here and now.
    pub(crate) fn need_words(&mut self, command: Command) {
        let asks = matches!(self.mode, Mode::Search(_) | Mode::Asking { .. });
        if asks && command != Command::Cancel && self.awaits_words() {
            self.memory.concordance = Some(Concordance::of(&self.plan));
            self.words_came();
        }
    }

    /// Looks again in a plan that changed meanwhile, the same result selected where it is left.
    pub(crate) fn search_again(&mut self) {
        let Mode::Search(search) = &mut self.mode else {
            return;
        };
        let selected = search.cursor.selected;
        search.query = Query::default();
        self.search();
        let height = self.search_height();
        if let Mode::Search(search) = &mut self.mode {
            let to = selected.saturating_sub(search.cursor.selected);
            search.step(to.cast_signed(), height);
        }
    }

    /// A piece of text of the plan, by its position.
    pub fn piece(&self, at: usize) -> Option<&Piece> {
        self.memory.concordance.as_ref()?.texts.pieces().get(at)
    }

    /// The result of the search that Enter takes.
    pub fn hit(&self) -> Option<&Piece> {
        match &self.mode {
            Mode::Search(search) => self.piece(search.chosen()?),
            _ => None,
        }
    }

    /// How many rows of the results are in sight: the line to type in stands above them, and the
    /// whole text of one result below, where there is room.
    pub fn search_height(&self) -> usize {
        let body = usize::from(areas(self).body.height);
        body.saturating_sub(1 + self.whole_text_height())
    }

    /// How many rows the whole text of a result takes, its rule included.
    pub fn whole_text_height(&self) -> usize {
        match areas(self).body.height {
            ..12 => 0,
            12..18 => 4,
            18.. => 6,
        }
    }

    pub(crate) fn step_search(&mut self, rows: isize) {
        let height = self.search_height();
        if let Mode::Search(search) = &mut self.mode {
            search.step(rows, height);
        }
    }

    /// From the search of everything to the rows of this pane, and back, with the same words.
    pub(crate) fn switch_search(&mut self) {
        match &self.mode {
            Mode::Search(search) if self.can_filter() => {
                let words = search.input.value().to_string();
                self.start_filtering();
                self.panes[self.pane].words = Input::new(words);
                self.typed();
            }
            Mode::Filtering => {
                let words = self.filter_input().value().to_string();
                self.cancel();
                self.open_search(&words);
            }
            _ => {}
        }
    }

    /// Goes to the result that is selected, and brings its words into sight.
    pub(crate) fn jump(&mut self) {
        let Some(piece) = self.hit() else {
            return;
        };
        let (kind, target, text) = (piece.kind, piece.target.clone(), piece.text.clone());
        let query = match &self.mode {
            Mode::Search(search) => search.query.clone(),
            _ => return,
        };
        let place = self.place();
        self.leave_behind(place);
        match kind {
            Kind::Budget | Kind::Capacity => self.show_row(pane_of(kind), &target),
            Kind::Point | Kind::Meeting => self.show_said(&target),
            Kind::Context => self.show_context(&target),
            _ => self.go_to(&target),
        }
        self.mode = Mode::Browse;
        if kind != Kind::Context {
            self.reveal_text(&text, &query);
        }
        self.found = Some(query);
    }

    /// To an action point in the agenda while it is open; else, as to a meeting, to its newest
    /// line in the log, beside which its page stands.
    pub(crate) fn show_said(&mut self, id: &Id) {
        let open = self.plan.action_point(id).is_some_and(ActionPoint::is_open);
        if open {
            return self.show_row(Pane::Agenda, id);
        }
        if self.show_logged(id) {
            return;
        }
        let about = match self.plan.item(id) {
            Some(Item::Point(point)) => point.about.clone(),
            Some(Item::Meeting(meeting)) => meeting.items.first().cloned(),
            _ => None,
        };
        if let Some(about) = about {
            self.go_to(&about);
        }
    }

    /// To the newest line about something in the log, where there is one.
    fn show_logged(&mut self, id: &Id) -> bool {
        let mut entries = self.plan.history.iter().rev();
        let entry = entries.find(|it| it.edit.id() == Some(id));
        let revision = entry.map(|entry| entry.revision.to_string());
        if let Some(revision) = &revision {
            self.show_row(Pane::Log, revision);
        }
        revision.is_some()
    }

    /// To a council indicator on the page of the first chapter it stands with; of one that stands
    /// with none, to its newest line in the log, beside which it stands.
    pub(crate) fn show_context(&mut self, id: &Id) {
        let Some(context) = self.plan.context_of(id) else {
            return;
        };
        let (chapter, head) = (context.chapters.first().cloned(), format!("{id} "));
        match chapter {
            Some(chapter) => self.go_to(&chapter),
            None if self.show_logged(id) => {}
            None => return,
        }
        self.mode = Mode::Browse;
        self.reveal(|line| line.trim_start().starts_with(&head), CONTEXT_LINES);
    }

    /// Scrolls the page to the line of the text that was found.
    fn reveal_text(&mut self, text: &str, query: &Query) {
        let is_of_text = |line: &str| {
            let words = line.trim_start_matches(|c: char| !c.is_alphanumeric());
            !query.marks(words).is_empty() && text.contains(words.trim_end())
        };
        self.reveal(is_of_text, 1);
    }

    /// Scrolls the page to a line of it, where that and what follows, so many lines, isn't all in
    /// sight.
    fn reveal(&mut self, is_it: impl Fn(&str) -> bool, lines: usize) {
        let detail = areas(self).detail;
        let page = self.whole_page(detail.width);
        let at = page.lines.iter().position(|line| is_it(&line.words()));
        let Some(at) = at.filter(|at| at + lines >= usize::from(detail.height)) else {
            return;
        };
        self.text_top = self.text_top_near(at.saturating_sub(2));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Session;
    use crate::app::keys::key::Key;
    use crate::app::message::{Msg, Read};
    use crate::app::update::update;

    /// A screen beside which somebody reads the words, after these keys.
    fn pressed(keys: &str) -> App {
        let plan = serde_json::from_str(crate::store::BUILT_IN).unwrap();
        let session = Session::of_test();
        let mut app = App::new(plan, session);
        app.reads_ahead = true;
        press(&mut app, keys);
        app
    }

    fn press(app: &mut App, keys: &str) {
        for key in Key::script(keys) {
            update(app, Msg::Key(key));
        }
    }

    /// The words that were read come.
    fn come(app: &mut App) {
        let (of, plan) = app.unread().unwrap();
        let words = Read::Words(Box::new(Concordance::of(&plan)));
        update(app, Msg::Read(of, words));
    }

    fn found(app: &App) -> usize {
        match &app.mode {
            Mode::Search(search) => search.count(),
            _ => app.len(),
        }
    }

    #[test]
    fn what_is_asked_before_the_words_are_there_is_answered_once_they_come() {
        for keys in ["/fatb", "rfatb"] {
            let mut app = pressed(keys);
            assert!(app.awaits_words() && found(&app) == 0, "{keys}");
            come(&mut app);
            let there = found(&app);
            assert!(!app.awaits_words() && there > 0, "{keys}");
            // As when they were there at once.
            let mut other = pressed("");
            come(&mut other);
            press(&mut other, keys);
            assert_eq!(found(&other), there, "{keys}");
        }
    }

    #[test]
    fn a_key_that_needs_an_answer_waits_for_it() {
        let app = pressed("/fatb<enter>");
        assert!(matches!(app.mode, Mode::Browse));
        assert_eq!(app.selected_key(), Some("5C.5.c"));
        let app = pressed("/fatb<esc>");
        assert!(app.awaits_words(), "who leaves waits for nothing");
        // Where nobody reads ahead, everything is read at once.
        let mut app = pressed("");
        app.reads_ahead = false;
        press(&mut app, "/fatb");
        assert!(found(&app) > 0);
    }
}
