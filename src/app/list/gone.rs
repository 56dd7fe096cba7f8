//! What no longer holds, shown in its place when that is asked: dimmed, with since when.

use super::grid::{Cell, Grid, Row};
use crate::app::App;
use crate::plan::clean::one_line;
use crate::plan::model::date;
use crate::plan::model::life::Dropped;
use crate::plan::model::lookup::Item;
use crate::plan::model::sort::Sort;
use crate::plan::{Plan, words};

impl App {
    /// Whether anything in the plan no longer holds.
    pub fn has_gone(&self) -> bool {
        let mut all = self.plan.items().chain(self.plan.entries());
        all.any(|item| item.dropped().is_some())
    }

    /// Shows what no longer holds, or hides it again.
    pub(crate) fn show_gone(&mut self) {
        self.tree.gone = !self.tree.gone;
        self.rebuild();
        let text = if self.tree.gone {
            "Wat vervallen is staat er nu bij, met ×."
        } else {
            "Wat vervallen is staat er niet meer bij."
        };
        self.tell(text.to_string(), false);
    }

    /// Puts what no longer holds among the rows, each after what it came after in the plan.
    pub(crate) fn put_gone(&self, grid: &mut Grid) {
        let sorts = self.pane.spec().drops;
        let asked = self.pane.spec().asks && !self.question.value().is_empty();
        if !self.tree.gone || asked {
            return;
        }
        let plan = self.whole();
        let mut at = 0;
        for item in plan.items().chain(plan.entries()) {
            let own = |row: &Row| row.key == item.id() || row.item == item.id();
            let place = grid
                .rows
                .iter()
                .rposition(own)
                .or_else(|| head(&item, grid));
            at = place.map_or(at, |place| place + 1);
            // An indicator goes with its KPI.
            let within = matches!(item, Item::Indicator(_, kpi) if kpi.dropped.is_some());
            let Some(dropped) = item
                .dropped()
                .filter(|_| sorts.contains(&item.sort()) && !within)
            else {
                continue;
            };
            if place.is_none_or(|place| grid.rows.get(place).is_none_or(|row| row.key != item.id()))
            {
                grid.rows
                    .insert(at.min(grid.rows.len()), row(plan, &item, dropped));
                at += 1;
            }
        }
    }
}

/// The title of the table a row stands in.
fn head(item: &Item<'_>, grid: &Grid) -> Option<usize> {
    let table = match item {
        Item::Amount(row, table) if table.rows.first().is_some_and(|it| it.id == row.id) => {
            &table.id
        }
        Item::Fte(row, table) if table.rows.first().is_some_and(|it| it.id == row.id) => &table.id,
        _ => return None,
    };
    grid.position(&format!("{table}.titel"))
}

fn row(plan: &Plan, item: &Item<'_>, dropped: &Dropped) -> Row {
    let id = item.id();
    let named = matches!(item.sort(), Sort::Party | Sort::Amount | Sort::Fte);
    let name = words::name(item);
    let label = if named { name } else { format!("{id}  {name}") };
    let decision = dropped.decision.as_deref().and_then(|id| plan.decision(id));
    let decision = decision.map_or_else(String::new, |it| format!(" ({})", it.shown()));
    let when = format!("vervallen {}{decision}", date::short(dropped.date));
    Row {
        key: id.to_string(),
        item: id.to_string(),
        via: None,
        cells: vec![Cell::Gone(
            format!("×  {}", one_line(&label)),
            one_line(&when).into_owned(),
        )],
    }
}
