//! What the screen knows of a pane.

use super::grid::{Grid, Row};
use crate::app::App;
use crate::app::keys::key::Key;
use crate::doc::para::Paras;
use crate::plan::Id;
use crate::plan::find::filter::Over;
use crate::plan::find::order::By;
use crate::plan::find::search::Kind;
use crate::plan::model::lookup::Item;
use crate::plan::model::sort::Sort;

/// What the screen knows of a pane.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing a pane has or hasn't"
)]
pub struct Spec {
    /// Its name in the settings, and where it is kept how the screen was left. A name stays what
    /// it is, whatever becomes of the label.
    pub name: &'static str,
    /// Its name in lists of panes.
    pub label: &'static str,
    /// Its name on the tab where there is little room.
    pub tab: &'static str,
    /// Its name over the list.
    pub title: &'static str,
    /// The keys that show it.
    pub keys: &'static [Key],
    /// What it lists.
    pub list: List,
    /// What Enter does with what is selected; none where it does nothing. The footer has the word
    /// of it.
    pub enter: fn(&App) -> Option<Opening>,
    /// Whether its rows can be filtered on words.
    pub words: bool,
    /// What its rows are, where they can be filtered on fields.
    pub over: Option<Over>,
    /// What its rows can be ordered by, where that isn't only the order they come in.
    pub orders: &'static [By],
    /// The sorts of items of its rows that can be dropped, where each is a row.
    pub drops: &'static [Sort],
    /// Whether its rows can be marked, to be changed together.
    pub marks: bool,
    /// Whether a question stands above its rows.
    pub asks: bool,
    /// Whether the lights of its rows are counted.
    pub lights: bool,
    /// The row at which an item is at home.
    pub home: fn(&Item<'_>) -> Option<Id>,
    /// The kinds of text that are found here.
    pub finds: &'static [Kind],
    /// Whether it shows a page about what is selected.
    pub has_page: fn(&App) -> bool,
    /// The page of a row that is about no item, or about more.
    pub page: for<'a> fn(&'a App, &'a Row) -> Option<Paras<'a>>,
    /// How many rows the page has under the list at least; it stays there on a wide screen too,
    /// since it has tables. None for a share of the screen, and a page that may stand beside.
    pub page_rows: Option<u16>,
    /// How much is late, for the tab.
    pub late: fn(&App) -> usize,
}

/// What a pane lists.
#[derive(Debug, Clone, Copy)]
pub enum List {
    /// The plan's tree.
    Tree,
    /// Rows under heads.
    Rows(fn(&mut App) -> Grid),
}

/// What Enter does, and what the footer calls it.
#[derive(Debug, Clone, Copy)]
pub struct Opening {
    /// The word in the footer.
    pub word: &'static str,
    /// What happens.
    pub act: fn(&mut App),
}

impl Spec {
    /// A pane of rows; Enter goes to the item a row is about.
    pub const fn new(
        name: &'static str,
        label: &'static str,
        keys: &'static [Key],
        rows: fn(&mut App) -> Grid,
    ) -> Self {
        Self {
            name,
            label,
            tab: label,
            title: label,
            keys,
            list: List::Rows(rows),
            enter: |app| {
                let there = app.selected().is_some();
                there.then_some(Opening {
                    word: "ga erheen",
                    act: App::follow,
                })
            },
            words: true,
            over: None,
            orders: &[],
            drops: &[],
            marks: false,
            asks: false,
            lights: false,
            home: |_| None,
            finds: &[],
            has_page: |_| true,
            page: |_, _| None,
            page_rows: None,
            late: |_| 0,
        }
    }
}

/// Edits what is selected, where that can be.
pub fn edit(app: &App) -> Option<Opening> {
    app.can_edit().then_some(Opening {
        word: "bewerk",
        act: App::edit,
    })
}

/// Types the figures of a row in the row itself.
pub const CELLS: Opening = Opening {
    word: "wijzig",
    act: App::edit_cells,
};
