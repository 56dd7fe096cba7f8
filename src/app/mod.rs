//! The state of the screen, and what happens to it: a message in, effects out. Nothing here
//! draws, reads a file or asks the time.

pub mod keys;
pub mod list;
pub mod meeting;
pub mod message;
pub mod panes;
mod saving;
pub mod settings;
pub mod sight;
mod turn;
pub mod typing;
pub mod update;

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use chrono::{DateTime, FixedOffset, NaiveDate};
use tui_input::Input;

use crate::own::draft::Draft;
use crate::own::view::{Seen, View};
use crate::plan::edit::Why;
use crate::plan::edit::role::Role;
use crate::plan::figures::agenda::{Agenda, Deadline};
use crate::plan::figures::light;
use crate::plan::figures::light::Tally;
use crate::plan::find::concordance::Concordance;
use crate::plan::find::filter::{Filter, Named};
use crate::plan::find::parties::{Holdings, all_holdings};
use crate::plan::find::search::Query;
use crate::plan::turn::questions::{Question, Questions};
use crate::plan::{Id, Plan};
use crate::report::asked::Asked;

use list::cursor::Cursor;
use list::grid::Grid;
use list::spec::List;
use meeting::Walk;
use message::Read;
pub use message::{Effect, Msg, Notice};
pub use panes::pane::Pane;
use panes::pane::States;
use panes::tree::Tree;
use saving::Saving;
use settings::Settings;
use sight::beside::Beside;
use sight::geometry::areas;
use sight::years::Years;
use turn::Turn;
use typing::choosing::picker::Picker;
use typing::choosing::reading::Taking;
use typing::form::Form;
use typing::help::Help;
use typing::record::Pick;
use typing::search::Search;

/// What the keys do now.
#[derive(Debug, Default)]
pub enum Mode {
    /// They move about and give commands.
    #[default]
    Browse,
    /// They fill in a form.
    Form(Form),
    /// They choose from a list.
    Picker(Picker<Pick>),
    /// They wait for a file that is read, the list it was chosen from in sight: only Esc does something.
    Reading(Picker<Pick>),
    /// They search everything.
    Search(Search),
    /// They ask who leads, in the Regie pane; Esc goes back to this pane.
    Asking {
        /// The pane it was asked from.
        from: Pane,
    },
    /// They say which rows to show.
    Filtering,
    /// They move the help.
    Help(Help),
}

/// What the keys that move about move.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Moving {
    /// The list.
    #[default]
    List,
    /// The page beside it.
    Page,
    /// The page, which has the whole screen.
    WholePage,
}

/// What holds for the whole session.
#[derive(Debug, Clone)]
pub struct Session {
    /// The name that stands in the history.
    pub user: String,
    /// Today, as the clock outside says.
    pub today: NaiveDate,
    /// Why nothing can be changed; none where it can.
    pub read_only: Option<String>,
    /// What may be done; none where only the rights of the file decide.
    pub role: Option<Role>,
    /// Whether only ASCII is safe to show.
    pub ascii: bool,
    /// Columns and rows of the screen.
    pub screen: (u16, u16),
}

/// What was made from the plan as it is: each at the first use, and dropped when it changes; of what is
/// due and asked only that of chapters that became others.
#[derive(Debug, Default)]
struct Memory {
    /// The words of the plan, for search and questions.
    concordance: Option<Concordance>,
    /// What is due.
    agenda: Agenda,
    /// What a new year took over and nobody confirmed.
    questions: Questions,
    /// What each party has.
    holdings: OnceCell<HashMap<Id, Holdings>>,
    /// Whether anything in it has a priority.
    weighs: OnceCell<bool>,
    /// Whether anything in its history altered it.
    altered: OnceCell<bool>,
}

/// The state of the screen.
#[derive(Debug)]
pub struct App {
    /// The plan as last read; of several years, as it is in the one in view.
    pub plan: Plan,
    /// Of a plan of several years all of it, and the year that was chosen; none: the year of today.
    pub(crate) years: Years,
    /// Today.
    pub today: NaiveDate,
    /// The name that stands in the history.
    pub user: String,
    /// Why nothing can be changed.
    pub read_only: Option<String>,
    /// The role one was given.
    pub role: Option<Role>,
    /// Whether only ASCII is safe to show.
    pub ascii: bool,
    /// What the user has set to taste.
    pub settings: Settings,
    /// Columns and rows of the screen.
    pub screen: (u16, u16),
    /// The pane in sight.
    pub pane: Pane,
    /// What the keys do.
    pub mode: Mode,
    /// The plan's tree.
    pub tree: Tree,
    /// A sentence above the footer.
    pub notice: Option<Notice>,
    /// What was asked in the Regie pane.
    pub question: Input,
    /// How each pane stands.
    panes: States,
    /// Which KPIs, actions and agenda items to show.
    pub filter: Filter,
    /// The filters the user keeps under names.
    pub kept_filters: Vec<Named>,
    /// What the keys that move about move.
    pub moving: Moving,
    /// The first line of the text in sight.
    pub text_top: usize,
    /// How much is overdue, for the tab of the Agenda.
    pub overdue: usize,
    /// How far one had seen the plan change in the session before.
    pub(crate) seen: Option<Seen>,
    /// How many of the KPIs in the rows of that pane have each light.
    pub lights: Tally,
    /// Why the file can't be read any more; none while it can.
    pub lost: Option<String>,
    /// Since when there is no line to where the plan is kept; none where there is.
    pub away: Option<DateTime<FixedOffset>>,
    /// What was searched for when the selected row was found; marked on its page.
    pub found: Option<Query>,
    /// An entry of an earlier session that may be put back.
    offered: Option<Draft>,
    /// The report that is being asked for.
    report: Option<Asked>,
    /// A form that was left with a text in it.
    aside: Option<Form>,
    /// Where references were followed from, the last one at the end.
    places: Vec<sight::places::Place>,
    /// The meeting that is being held.
    walk: Option<Walk>,
    /// The walk along the questions of a new year.
    turn: Option<Turn>,
    /// The meeting that was left last, and which place in it was in sight.
    left: Option<(Id, usize)>,
    /// The actions that take one status together.
    pub marked: HashSet<Id>,
    /// Whether pages show what was printed.
    pub printed: bool,
    /// Why the plan was changed last in this session: offered for the next change.
    why: Option<Why>,
    /// The file that figures are taken from.
    taking: Taking,
    beside: Beside,
    /// What is on its way to the disk.
    saving: Saving,
    /// What was made from the plan as it is.
    memory: Memory,
    /// Whether somebody reads the places and words of a plan beside the screen.
    pub reads_ahead: bool,
    /// How often the plan became another, to know which one words were read of.
    turns: u64,
    /// Where one was when one began to filter.
    before_filter: (Cursor, usize),
}

impl App {
    /// The screen as it is first seen.
    pub fn new(plan: Plan, session: Session) -> Self {
        Self::left_as(plan, session, None)
    }

    /// A new day begins.
    pub(crate) fn begin_day(&mut self, today: NaiveDate) {
        self.today = today;
        self.plan_changed();
    }

    /// The screen as it was left.
    pub fn left_as(plan: Plan, session: Session, view: Option<View>) -> Self {
        let mut app = Self {
            years: Years::default(),
            plan,
            today: session.today,
            user: session.user,
            read_only: session.read_only,
            role: session.role,
            ascii: session.ascii,
            settings: Settings::default(),
            screen: session.screen,
            pane: Pane::default(),
            mode: Mode::Browse,
            tree: Tree::default(),
            notice: None,
            question: Input::default(),
            panes: States::default(),
            filter: Filter::default(),
            kept_filters: Vec::new(),
            moving: Moving::default(),
            text_top: 0,
            overdue: 0,
            seen: None,
            lights: light::tally([]),
            lost: None,
            away: None,
            found: None,
            offered: None,
            report: None,
            aside: None,
            places: Vec::new(),
            walk: None,
            turn: None,
            left: None,
            marked: HashSet::new(),
            printed: false,
            why: None,
            taking: Taking::default(),
            beside: Beside::default(),
            saving: Saving::default(),
            memory: Memory::default(),
            reads_ahead: false,
            turns: 0,
            before_filter: <(Cursor, usize)>::default(),
        };
        if let Some(view) = view {
            app.take_view(view);
        }
        app.plan_changed();
        app.remind_of_meeting();
        app.remind_of_questions();
        app
    }

    /// Another plan takes the place of the one there was, whoever changed it.
    fn take_plan(&mut self, plan: Plan) {
        let open = self.holds_open();
        let places = self.plan.give_places();
        self.plan = plan;
        self.plan.places = places;
        self.years.whole = None;
        self.plan_changed();
        self.mind_closing(open);
    }

    /// Makes everything anew that follows from the plan or the day.
    fn plan_changed(&mut self) {
        let places = self.plan.give_places();
        self.see_year();
        self.plan.know_places(places.after(&self.plan));
        let kept = std::mem::take(&mut self.memory);
        self.turns += 1;
        self.memory.questions = kept.questions.after(self.whole());
        self.check_walk();
        self.check_questions();
        self.memory.agenda = kept.agenda.after(&self.plan, self.today);
        self.overdue = self.memory.agenda.overdue();
        self.rebuild();
        self.search_again();
    }

    /// Makes the rows of the pane in sight anew, the selection on the same item.
    fn rebuild(&mut self) {
        self.beside.forget();
        let wanted = self.panes[self.pane].wanted.take();
        let key = wanted.or_else(|| self.selected_key().map(str::to_string));
        match self.pane.spec().list {
            List::Tree => {
                self.tree.priority = self.filter.priority;
                self.tree.build(&self.plan, self.today);
            }
            List::Rows(rows) => self.fill(rows),
        }
        if let Some(row) = key.and_then(|key| self.position(&key)) {
            self.panes[self.pane].cursor.selected = row;
        }
        self.settle();
    }

    /// Fills the grid of the pane in sight, what its filters leave.
    fn fill(&mut self, rows: fn(&mut Self) -> Grid) {
        let mut grid = rows(self);
        let all = grid.rows.iter().filter(|row| !row.is_gone()).count();
        self.put_gone(&mut grid);
        self.sift(&mut grid);
        grid.filter(self.filter_input().value());
        self.arrange(&mut grid);
        if self.pane.spec().lights {
            self.lights = panes::kpis::lights(&self.plan, &grid, self.today);
        }
        let state = &mut self.panes[self.pane];
        (state.grid, state.all) = (grid, all);
    }

    fn position(&self, key: &str) -> Option<usize> {
        if self.pane.is_tree() {
            self.tree.position(key)
        } else {
            self.grid().position(key)
        }
    }

    fn settle(&mut self) {
        // A list that is out of sight comes back as it was.
        if self.page_is_whole() || self.form_is_whole() {
            return;
        }
        let (len, height) = (self.len(), self.list_height());
        self.panes[self.pane].cursor.settle(len, height);
    }

    /// What a new year took over and nobody confirmed, in the order it is asked.
    pub(crate) fn questions(&self) -> &[Question] {
        self.memory.questions.all()
    }

    /// Whether there is any.
    pub(crate) fn has_open_questions(&self) -> bool {
        !self.memory.questions.is_empty()
    }

    /// The plan as it is where nobody has read it yet for its places and words, and which one it is.
    pub fn unread(&self) -> Option<(u64, Plan)> {
        let unread = self.memory.concordance.is_none() || !self.plan.knows_places();
        unread.then(|| (self.turns, self.plan.clone()))
    }

    /// Something was read; of a plan that is gone by now it is no use.
    fn take_read(&mut self, of: u64, read: Read) {
        match read {
            _ if of != self.turns => {}
            Read::Places(places) => self.plan.know_places(*places),
            Read::Words(words) if self.memory.concordance.is_none() => {
                self.memory.concordance = Some(*words);
                self.words_came();
            }
            Read::Words(_) => {}
        }
    }

    /// What each party has that has anything.
    pub(crate) fn holdings(&self) -> &HashMap<Id, Holdings> {
        let gather = || all_holdings(&self.plan);
        self.memory.holdings.get_or_init(gather)
    }

    /// What is due.
    pub(crate) fn agenda(&self) -> &[Deadline] {
        self.memory.agenda.items()
    }

    /// The cursor of the pane in sight.
    pub fn cursor(&self) -> Cursor {
        self.panes[self.pane].cursor
    }

    /// the grid of the pane in sight; empty for the plan's tree.
    pub fn grid(&self) -> &Grid {
        &self.panes[self.pane].grid
    }

    /// How many rows the pane in sight has.
    pub fn len(&self) -> usize {
        if self.pane.is_tree() {
            self.tree.rows.len()
        } else {
            self.grid().rows.len()
        }
    }

    /// Whether the pane in sight has no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many rows of the list are in sight: a grid has a head, the Regie pane a question,
    /// a filter that is typed a line of its own.
    pub fn list_height(&self) -> usize {
        usize::from(areas(self).list.height.saturating_sub(self.head_height()))
    }

    /// How many lines of the list stand above its rows.
    pub(crate) fn head_height(&self) -> u16 {
        u16::from(!self.pane.is_tree()) + u16::from(self.has_input_line())
    }

    /// Whether a line to type in stands above the list.
    pub fn has_input_line(&self) -> bool {
        self.pane.spec().asks || matches!(self.mode, Mode::Filtering)
    }

    /// The words the rows of the pane in sight are filtered on, as typed.
    pub fn filter_input(&self) -> &Input {
        &self.panes[self.pane].words
    }
}

#[cfg(test)]
impl Session {
    /// Of a small screen late in the plan's year.
    pub(crate) fn of_test() -> Self {
        Self {
            user: "A".to_string(),
            today: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(),
            read_only: None,
            role: None,
            ascii: false,
            screen: (80, 24),
        }
    }
}
