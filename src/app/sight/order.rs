//! In what order the rows of a pane stand, where that is another than the one they come in.

use std::collections::HashMap;

use crate::app::list::grid::Grid;
use crate::app::typing::choosing::picker::{Choice, Picker};
use crate::app::typing::record::Pick;
use crate::app::{App, Mode};
use crate::plan::find::order::{By, Order};

impl App {
    /// Whether the rows of the pane in sight can be put in another order.
    pub fn can_order(&self) -> bool {
        !self.pane.spec().orders.is_empty() && !self.page_is_whole() && !self.answers()
    }

    /// Whether the rows answer a question, the best answer first.
    fn answers(&self) -> bool {
        self.pane.spec().asks && !self.question.value().trim().is_empty()
    }

    /// What the rows of the pane in sight are ordered by; none for the order they come in.
    pub fn order(&self) -> Option<Order> {
        self.panes[self.pane].order.filter(|_| !self.answers())
    }

    /// The order in words, where no head of the grid says it: `op termijn`.
    pub(crate) fn order_words(&self) -> Option<String> {
        let order = self.order()?;
        let mut columns = self.grid().columns.iter();
        if columns.any(|column| column.by == Some(order.by)) {
            return None;
        }
        let turned = if order.reversed { ", omgekeerd" } else { "" };
        Some(format!("op {}{turned}", order.by.word()))
    }

    /// Puts the rows in their order. While a form is open they stay where they are: what was just
    /// saved must not take the next row away from under the hand.
    pub(crate) fn arrange(&self, grid: &mut Grid) {
        let Some(order) = self.order() else {
            return;
        };
        let rows = &mut grid.rows;
        if matches!(self.mode, Mode::Form(_)) {
            let before = self.grid().rows.iter().enumerate();
            let places: HashMap<_, _> = before.map(|(at, row)| (&row.key, at)).collect();
            rows.sort_by_key(|row| places.get(&row.key).copied().unwrap_or(usize::MAX));
        } else {
            order.sort(&self.plan, self.today, rows, |row| &row.key);
        }
    }

    /// What the rows can be ordered by; what they are ordered by stands first, to turn it round.
    pub(crate) fn choose_order(&mut self) {
        let now = self.order();
        let turns = |by: By| now.is_some_and(|now| now.by == by);
        let choice = |by: By| {
            let kind = if turns(by) { "omkeren" } else { "op" };
            Choice::new(kind, by.word(), Pick::Order(Some(by)))
        };
        let mut orders = self.pane.spec().orders.to_vec();
        orders.sort_by_key(|by| !turns(*by));
        let mut choices: Vec<_> = orders.into_iter().map(choice).collect();
        if now.is_some() {
            choices.push(Choice::new("zonder", "zoals ze komen", Pick::Order(None)));
        }
        self.mode = Mode::Picker(Picker::of("In welke volgorde?", choices));
    }

    /// Orders the rows by this; by what they were ordered already, the other way round.
    pub(crate) fn take_order(&mut self, by: Option<By>) {
        let now = self.order();
        self.panes[self.pane].order = by.map(|by| Order::or_turned(now, by));
        self.select_first();
    }
}
