//! Which commands apply now. The footer, the palette and the lookup of a key all ask here.

use super::command::Command;
use super::key::Key;
use super::keymap;
use crate::app::typing::form::Then;
use crate::app::{App, Mode, Moving, Pane};
use crate::plan::model::kpi::Kind;
use crate::plan::model::lookup::Item;

impl App {
    /// Whether Enter does something here.
    pub fn can_open(&self) -> bool {
        self.word_for(Command::Open).is_some()
    }

    /// Whether a reading or a status can be recorded on what is selected.
    pub fn can_edit(&self) -> bool {
        self.can_write()
            && (self.selected_indicator().is_some()
                || self.selected_action().is_some()
                || self.point_here().is_some())
    }

    /// Whether what is selected can be counted up.
    pub fn can_count(&self) -> bool {
        self.can_write()
            && self
                .selected_indicator()
                .is_some_and(|i| i.kind == Kind::Count)
    }

    /// Whether what is selected leads anywhere.
    pub fn has_references(&self) -> bool {
        self.selected().is_some()
    }

    /// Whether a light can be given to what is selected.
    pub fn can_judge(&self) -> bool {
        self.can_write() && self.kpi_here().is_some()
    }

    /// Whether something can be noted with what is selected.
    pub fn can_note(&self) -> bool {
        self.can_write() && self.topic_here().is_some()
    }

    /// Whether an action point is selected.
    pub fn can_tick_off(&self) -> bool {
        self.can_write() && self.point_here().is_some()
    }

    /// Whether what is selected can be marked.
    pub fn can_mark(&self) -> bool {
        self.can_write() && self.pane.spec().marks && self.selected_action().is_some()
    }

    /// Whether anything can be changed.
    pub fn can_write(&self) -> bool {
        self.read_only.is_none()
    }

    /// Whether the rows can be filtered on words.
    pub fn can_filter(&self) -> bool {
        self.pane.spec().words
    }

    /// Whether a filter can be taken away, or the text left.
    pub fn can_clear(&self) -> bool {
        !self.moves_list()
            || self.filter_words().is_some()
            || self.pane.spec().asks && !self.question.value().is_empty()
    }

    /// Whether the file has gone or is broken, so that the plan is in memory only.
    pub const fn is_lost(&self) -> bool {
        self.lost.is_some()
    }

    /// Whether an answer on who leads is selected while the question is typed.
    pub fn has_answer(&self) -> bool {
        matches!(self.mode, Mode::Asking { .. }) && self.selected().is_some()
    }

    /// Whether a reading is being typed.
    pub fn in_reading(&self) -> bool {
        matches!(&self.mode, Mode::Form(form) if form.subject.takes_value())
    }

    /// Whether a light can be given after the reading that is being typed.
    pub fn can_judge_reading(&self) -> bool {
        self.in_reading() && self.can_write()
    }

    /// Whether what is typed can be saved, or what is pointed at chosen. A form stays when its plan
    /// takes no edits any more, but isn't saved.
    pub fn can_submit(&self) -> bool {
        if self.is_reading() {
            return false;
        }
        let choosing = matches!(&self.mode, Mode::Form(form) if form.choosing.is_some());
        choosing || !self.saves(Command::Submit) || self.can_write()
    }

    /// Whether there is a field to type in, while text is typed.
    pub const fn has_field(&self) -> bool {
        !self.is_reading()
    }

    /// Whether a command saves a form.
    pub fn saves(&self, command: Command) -> bool {
        self.in_form() && matches!(command, Command::Submit | Command::Judge)
    }

    /// Whether a form is being filled in.
    pub fn in_form(&self) -> bool {
        matches!(self.mode, Mode::Form(_))
    }

    /// Whether everything is searched, or the rows of a pane: Tab goes from one to the other.
    pub const fn is_searching(&self) -> bool {
        matches!(self.mode, Mode::Search(_) | Mode::Filtering)
    }

    /// Whether Tab has somewhere to go while text is typed.
    pub fn can_tab(&self) -> bool {
        self.in_form() || self.is_searching() && self.can_filter()
    }

    /// Why a command does nothing here, where a person may expect it to.
    pub fn why_not(&self, command: Command) -> Option<String> {
        match &self.read_only {
            Some(why) if command.writes() || self.saves(command) => {
                Some(format!("Alleen lezen: {why}"))
            }
            _ => self
                .why_no_change(command)
                .or_else(|| command.otherwise().map(str::to_string)),
        }
    }

    /// The key to press: none where it would save a form of a plan that takes no edits any more.
    pub fn unless_closed(&mut self, key: Key) -> Option<Key> {
        let bound = self.read_only.as_ref().and(keymap::bound(self, key));
        let Some(why) = bound
            .filter(|it| self.saves(*it))
            .and_then(|it| self.why_not(it))
        else {
            return Some(key);
        };
        self.tell(why, true);
        None
    }

    /// Whether what someone else made of a field can be taken over.
    pub fn can_yield(&self) -> bool {
        matches!(&self.mode, Mode::Form(form) if form.yields)
    }

    /// Whether the Acties pane is in sight.
    pub fn in_actions(&self) -> bool {
        self.pane == Pane::Actions
    }

    /// Whether rows can be folded: those of the plan's tree, while it is in sight.
    pub fn can_fold(&self) -> bool {
        self.pane.is_tree() && !self.page_is_whole()
    }

    /// Whether the keys that move about move the list.
    pub fn moves_list(&self) -> bool {
        self.moving == Moving::List
    }

    /// Whether the page has the whole screen: as long as nothing is typed that asks for the list.
    pub fn page_is_whole(&self) -> bool {
        let typing = matches!(
            self.mode,
            Mode::Form(_) | Mode::Asking { .. } | Mode::Filtering
        );
        self.moving == Moving::WholePage && self.has_page() && !typing
    }

    /// Whether a form has the whole screen.
    pub fn form_is_whole(&self) -> bool {
        matches!(&self.mode, Mode::Form(form) if form.is_whole())
    }

    /// Whether the selected row leads to a party.
    pub fn has_party(&self) -> bool {
        !matches!(self.selected(), Some(Item::Party(_))) && self.selected_party().is_some()
    }

    /// Whether the pane in sight shows a page about what is selected: fte need none, and an
    /// empty list has none.
    pub fn has_page(&self) -> bool {
        (self.pane.spec().has_page)(self)
    }

    /// Whether a page stands beside the list.
    pub fn has_detail(&self) -> bool {
        self.has_page() && self.selected().is_some()
    }

    /// Whether the page goes on below what is in sight.
    pub fn has_more_text(&self) -> bool {
        self.text_below().lines > 0
    }

    /// The word of a command in the footer where that depends on what is selected.
    pub fn word_for(&self, command: Command) -> Option<&'static str> {
        match (command, &self.mode) {
            (Command::Submit, Mode::Form(form))
                if form.then == Then::Next
                    && form.choosing.is_none()
                    && !self.in_meeting()
                    && (self.selected_indicator().is_some() || self.has_cells_here()) =>
            {
                Some("bewaar, volgende")
            }
            (Command::Submit, Mode::Form(form)) if form.choosing.is_some() => Some("kies"),
            (Command::Submit, Mode::Form(_)) => Some("bewaar"),
            (Command::Submit, Mode::Search(_)) => Some("ga erheen"),
            (Command::NextField, Mode::Search(_)) => Some("alleen hier"),
            (Command::NextField, Mode::Filtering) => Some("overal"),
            (Command::Yes, _) if self.question_here().is_none() => Some(if self.is_draft() {
                "stel vast"
            } else {
                "verlaat"
            }),
            (Command::Yes, _) => self.answer_word(true),
            (Command::No, _) => self.answer_word(false),
            (Command::Next, _) if self.at_the_end() => Some(self.end_word()),
            (Command::Edit, _) if self.in_meeting() && self.point_here().is_some() => {
                Some("bewerk")
            }
            (Command::TickOff, _) if self.point_here().is_some_and(|it| !it.is_open()) => {
                Some("toch open")
            }
            (Command::Submit, Mode::Asking { .. }) => Some("naar thema"),
            (Command::Submit, Mode::Filtering | Mode::Help(_)) => Some("klaar"),
            (Command::Cancel, Mode::Picker(_)) if self.way_back().is_some() => self.way_back(),
            (Command::Cancel, Mode::Picker(_) | Mode::Search(_) | Mode::Asking { .. }) => {
                Some("terug")
            }
            (Command::Cancel, Mode::Reading(_)) => Some("breekt af"),
            (Command::Cancel, Mode::Filtering) => Some("alles"),
            (Command::Cancel, Mode::Help(help)) if help.has_input_line() => Some("alles"),
            (Command::Clear, _) if self.page_is_whole() => Some("lijst"),
            (Command::Open, _) => Some((self.pane.spec().enter)(self)?.word),
            _ => None,
        }
    }
}
