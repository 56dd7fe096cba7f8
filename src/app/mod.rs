//! The state of the screen, and what happens to it: a message in, effects out. Nothing here
//! draws, reads a file or asks the time.

pub mod keys;
pub mod meeting;
pub mod message;
pub mod panes;
pub mod settings;
pub mod sight;
pub mod typing;
pub mod update;

use std::collections::HashSet;

use chrono::NaiveDate;
use tui_input::Input;

use crate::own::draft::Draft;
use crate::plan::figures::light::Tally;
use crate::plan::figures::{agenda, light};
use crate::plan::find::filter::{Filter, Named};
use crate::plan::find::regie::Index;
use crate::plan::find::search::{Query, Texts};
use crate::plan::{Id, Plan};

use meeting::Walk;
pub use message::{Effect, Msg, Notice};
use panes::cursor::Cursor;
use panes::table::Table;
use panes::tree::Tree;
use settings::Settings;
use sight::beside::Beside;
use sight::geometry::areas;
use typing::form::Form;
use typing::help::Help;
use typing::picker::Picker;
use typing::search::Search;

/// The nine panes, in the order of their number keys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The plan as a tree, the text beside it.
    #[default]
    Plan,
    /// KPIs against their targets.
    Kpis,
    /// Actions.
    Actions,
    /// Who leads.
    Regie,
    /// Parties.
    Teams,
    /// Fte.
    Capacity,
    /// Euros.
    Budget,
    /// What is due.
    Agenda,
    /// Who changed what.
    Log,
}

impl Pane {
    /// In the order of their number keys.
    pub const ALL: [Self; 9] = [
        Self::Plan,
        Self::Kpis,
        Self::Actions,
        Self::Regie,
        Self::Teams,
        Self::Capacity,
        Self::Budget,
        Self::Agenda,
        Self::Log,
    ];

    /// Its name on the tab.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Plan => "Plan",
            Self::Kpis => "KPI's",
            Self::Actions => "Acties",
            Self::Regie => "Regie",
            Self::Teams => "Teams",
            Self::Capacity => "Capaciteit",
            Self::Budget => "Budget",
            Self::Agenda => "Agenda",
            Self::Log => "Log",
        }
    }

    const fn index(self) -> usize {
        self as usize
    }
}

/// What the keys do now.
#[derive(Debug, Default)]
pub enum Mode {
    /// They move about and give commands.
    #[default]
    Browse,
    /// They fill in a form.
    Form(Form),
    /// They choose from a list.
    Picker(Picker),
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

/// What holds for the whole session.
#[derive(Debug, Clone)]
pub struct Session {
    /// The name that stands in the history.
    pub user: String,
    /// Today, as the clock outside says.
    pub today: NaiveDate,
    /// Why nothing can be changed; none where it can.
    pub read_only: Option<String>,
    /// Whether only ASCII is safe to show.
    pub ascii: bool,
    /// Columns and rows of the screen.
    pub screen: (u16, u16),
}

/// The state of the screen.
#[derive(Debug)]
pub struct App {
    /// The plan as last read.
    pub plan: Plan,
    /// Today.
    pub today: NaiveDate,
    /// The name that stands in the history.
    pub user: String,
    /// Why nothing can be changed.
    pub read_only: Option<String>,
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
    /// Words to filter the rows of each pane on.
    pub filters: [Input; 9],
    /// Which KPIs, actions and agenda items to show.
    pub filter: Filter,
    /// The filters the user keeps under names.
    pub kept_filters: Vec<Named>,
    /// Whether the keys move the text instead of the list.
    pub text_focus: bool,
    /// The first line of the text in sight.
    pub text_top: usize,
    /// How much is overdue, for the tab of the Agenda.
    pub overdue: usize,
    /// How many of the KPIs in the rows of that pane have each light.
    pub lights: Tally,
    /// Why the file can't be read any more; none while it can.
    pub lost: Option<String>,
    /// What was searched for when the selected row was found; marked on its page.
    pub found: Option<Query>,
    /// An entry of an earlier session that may be put back.
    offered: Option<Draft>,
    /// Where references were followed from, the last one at the end.
    places: Vec<sight::places::Place>,
    /// The meeting that is being held.
    walk: Option<Walk>,
    /// The actions that take one status together.
    pub marked: HashSet<Id>,
    cursors: [Cursor; 9],
    tables: [Table; 9],
    /// How many rows each pane has without a filter.
    all_rows: [usize; 9],
    beside: Beside,
    /// What to say of the edit that is on its way to the disk.
    pending: Option<String>,
    /// The words of the plan, for questions; made at the first one, and anew when someone else
    /// may have changed the words.
    index: Option<Index>,
    /// Every text of the plan, for the search; made at the first one after a change.
    texts: Option<Texts>,
    /// Where one was when one began to filter.
    before_filter: (Cursor, usize),
}

impl App {
    /// The screen at the start: the plan's tree, folded.
    pub fn new(plan: Plan, session: Session) -> Self {
        let mut app = Self {
            plan,
            today: session.today,
            user: session.user,
            read_only: session.read_only,
            ascii: session.ascii,
            settings: Settings::default(),
            screen: session.screen,
            pane: Pane::Plan,
            mode: Mode::Browse,
            tree: Tree::default(),
            notice: None,
            question: Input::default(),
            filters: Default::default(),
            filter: Filter::default(),
            kept_filters: Vec::new(),
            text_focus: false,
            text_top: 0,
            overdue: 0,
            lights: light::tally([]),
            lost: None,
            found: None,
            offered: None,
            places: Vec::new(),
            walk: None,
            marked: HashSet::new(),
            cursors: [Cursor::default(); 9],
            tables: Default::default(),
            all_rows: [0; 9],
            beside: Beside::default(),
            pending: None,
            index: None,
            texts: None,
            before_filter: <(Cursor, usize)>::default(),
        };
        app.plan_changed();
        app.remind_of_meeting();
        app
    }

    /// Makes everything anew that follows from the plan, the day or a fold.
    fn plan_changed(&mut self) {
        self.check_walk();
        self.overdue = agenda::overdue(&self.plan, self.today).len();
        self.rebuild();
        self.search_again();
    }

    /// Makes the rows of the pane in sight anew, the selection on the same item.
    fn rebuild(&mut self) {
        self.beside.forget();
        let key = self.selected_key().map(str::to_string);
        self.tree.build(&self.plan, self.today);
        if self.pane != Pane::Plan {
            let mut table = match self.pane {
                Pane::Plan | Pane::Kpis => panes::kpis::table(&self.plan, self.today),
                Pane::Actions => panes::actions::table(&self.plan),
                Pane::Regie => {
                    let index = self.index.get_or_insert_with(|| Index::new(&self.plan));
                    panes::regie::table(&self.plan, index, self.question.value())
                }
                Pane::Teams => panes::teams::table(&self.plan),
                Pane::Capacity => panes::capacity::table(&self.plan),
                Pane::Budget => panes::budget::table(&self.plan),
                Pane::Agenda => panes::agenda::table(&self.plan, self.today),
                Pane::Log => panes::log::table(&self.plan),
            };
            self.all_rows[self.pane.index()] = table.rows.len();
            self.sift(&mut table);
            table.filter(self.filters[self.pane.index()].value());
            if self.pane == Pane::Kpis {
                self.lights = panes::kpis::lights(&self.plan, &table, self.today);
            }
            self.tables[self.pane.index()] = table;
        }
        if let Some(row) = key.and_then(|key| self.position(&key)) {
            self.cursors[self.pane.index()].selected = row;
        }
        self.settle();
    }

    fn position(&self, key: &str) -> Option<usize> {
        match self.pane {
            Pane::Plan => self.tree.position(key),
            pane => self.tables[pane.index()].position(key),
        }
    }

    fn settle(&mut self) {
        let (len, height) = (self.len(), self.list_height());
        self.cursors[self.pane.index()].settle(len, height);
    }

    /// The cursor of the pane in sight.
    pub const fn cursor(&self) -> Cursor {
        self.cursors[self.pane.index()]
    }

    /// The table of the pane in sight; empty for the plan's tree.
    pub const fn table(&self) -> &Table {
        &self.tables[self.pane.index()]
    }

    /// How many rows the pane in sight has.
    pub fn len(&self) -> usize {
        match self.pane {
            Pane::Plan => self.tree.rows.len(),
            _ => self.table().rows.len(),
        }
    }

    /// Whether the pane in sight has no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many rows of the list are in sight: a table has a head, the Regie pane a question,
    /// a filter that is typed a line of its own.
    pub fn list_height(&self) -> usize {
        let head = u16::from(self.pane != Pane::Plan) + u16::from(self.has_input_line());
        usize::from(areas(self).list.height.saturating_sub(head))
    }

    /// Whether a line to type in stands above the list.
    pub fn has_input_line(&self) -> bool {
        self.pane == Pane::Regie || matches!(self.mode, Mode::Filtering)
    }

    /// The words the rows of the pane in sight are filtered on, as typed.
    pub const fn filter_input(&self) -> &Input {
        &self.filters[self.pane.index()]
    }
}
