//! The table of panes. A pane's own file holds its row; here it gets its place.

use tui_input::Input;

use crate::app::list::cursor::Cursor;
use crate::app::list::grid::Grid;
use crate::app::list::spec::{List, Spec};
use crate::plan::Id;
use crate::plan::find::order::Order;

macro_rules! panes {
    ($($(#[$words:meta])* $name:ident: $file:ident,)+) => {
        /// The panes, in the order of their tabs.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
        pub enum Pane {
            $($(#[$words])* $name,)+
        }

        impl Pane {
            /// In the order of their tabs.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// What the screen knows of it.
            pub const fn spec(self) -> &'static Spec {
                match self {
                    $(Self::$name => &super::$file::PANE,)+
                }
            }
        }
    };
}

panes! {
    /// How the plan stands, at a glance.
    #[default]
    Overview: overview,
    /// The plan as a tree, the text beside it.
    Plan: tree,
    /// KPIs against their targets.
    Kpis: kpis,
    /// Actions.
    Actions: actions,
    /// Who leads.
    Regie: regie,
    /// Parties.
    Teams: teams,
    /// Fte.
    Capacity: capacity,
    /// Euros.
    Budget: budget,
    /// What is due.
    Agenda: agenda,
    /// Who changed what.
    Log: log,
}

impl Pane {
    /// The first of which this holds.
    pub fn first(holds: impl Fn(&Spec) -> bool) -> Option<Self> {
        Self::ALL.iter().copied().find(|pane| holds(pane.spec()))
    }

    /// Its name in lists of panes.
    pub const fn label(self) -> &'static str {
        self.spec().label
    }

    /// Whether it shows the plan's tree.
    pub const fn is_tree(self) -> bool {
        matches!(self.spec().list, List::Tree)
    }
}

/// How a pane stands: what it lists, and where in it one is.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The rows that are shown; none for the tree.
    pub grid: Grid,
    /// The selected row, and the first in sight.
    pub cursor: Cursor,
    /// The row to select once there are rows: how it was left in the session before.
    pub wanted: Option<Id>,
    /// Words to filter the rows on.
    pub words: Input,
    /// What the rows are ordered by; none for the order they come in.
    pub order: Option<Order>,
    /// How many rows there are without a filter.
    pub all: usize,
}

/// How each pane stands.
#[derive(Debug)]
pub struct States(Vec<State>);

impl Default for States {
    fn default() -> Self {
        Self(vec![State::default(); Pane::ALL.len()])
    }
}

impl std::ops::Index<Pane> for States {
    type Output = State;

    fn index(&self, pane: Pane) -> &State {
        &self.0[pane as usize]
    }
}

impl std::ops::IndexMut<Pane> for States {
    fn index_mut(&mut self, pane: Pane) -> &mut State {
        &mut self.0[pane as usize]
    }
}
