//! Budget: the euro tables with our sums.

use super::line;
use crate::app::App;
use crate::app::keys::key::Key;
use crate::app::list::grid::{Cell, Column, Grid, Row};
use crate::app::list::spec::{Opening, Spec};
use crate::doc::Tone;
use crate::doc::para::{Para, known};
use crate::plan::find::order::By;
use crate::plan::find::search::Kind;
use crate::plan::model::number::{Decimal, euros};
use crate::plan::model::tables::budget::{Amount, Budget};
use crate::plan::{Plan, words};

/// The pane.
pub const PANE: Spec = Spec {
    enter: |app| {
        let there = app.selected().is_some();
        there.then_some(Opening {
            word: "naar hoofdstuk",
            act: App::follow,
        })
    },
    orders: &[By::Amount],
    finds: &[Kind::Budget],
    page: |app, row| Some(remark(&app.plan, &row.key)),
    page_rows: Some(5),
    ..Spec::new("budget", "Budget", &[Key::char('7')], |app: &mut App| {
        grid(&app.plan)
    })
};

const COLUMNS: [Column; 4] = [
    Column::rest("waarvoor"),
    Column::new("begroot", 12).right().by(By::Amount),
    Column::new("", 10).from(64),
    Column::new("opmerking", 26).from(56),
];

/// The rows: for each table its title, its rows and our sum.
pub fn grid(plan: &Plan) -> Grid {
    let rows = plan.budgets.iter().flat_map(rows_of).collect();
    Grid::new(&COLUMNS, rows, "Dit plan heeft geen begroting.")
}

fn rows_of(table: &Budget) -> Vec<Row> {
    let largest = table
        .rows
        .iter()
        .filter_map(|row| row.amount)
        .max()
        .unwrap_or(0);
    let mut rows = vec![row(
        table,
        "titel",
        Cell::Text(line(&table.title), Tone::Heading),
        Cell::None,
    )];
    rows.extend(table.holding().map(|row| euro_row(row, largest)));
    rows.push(sum(table, "som", "Eigen optelling", table.sum()));
    let once = table.sum_once();
    if once > 0 {
        rows.push(sum(table, "eenmalig", "  waarvan eenmalig", once));
    }
    rows
}

/// A row in full: what it is for, its remark, the chapter it pays for.
pub fn remark(plan: &Plan, key: &str) -> Vec<Para> {
    let mut rows = plan.budgets.iter().flat_map(|table| &table.rows);
    let Some(row) = rows.find(|row| row.id == key) else {
        return Vec::new();
    };
    let mut out = vec![
        Para::title(&row.label),
        Para::field("Begroot", euros(row.amount)).toned(Tone::Strong),
    ];
    if row.amount.is_none() {
        let text = "geen eigen budget; de uitvoering valt binnen de formatie (hoofdstuk 9)";
        out.push(Para::field("", text).toned(Tone::Dim));
    }
    out.extend(known("Soort", row.once.then_some("eenmalig")));
    out.extend(known("Opmerking", row.remark.as_deref()));
    let chapter = row.chapter.as_deref().map(|id| words::titled(plan, id));
    out.extend(known("Hoofdstuk", chapter));
    out
}

fn row(table: &Budget, key: &str, label: Cell, amount: Cell) -> Row {
    let key = format!("{}.{key}", table.id);
    Row {
        key,
        item: String::new(),
        via: None,
        cells: vec![label, amount, Cell::None, Cell::None],
    }
}

fn sum(table: &Budget, key: &str, label: &str, amount: i64) -> Row {
    let strong = |text: String| Cell::Text(text, Tone::Strong);
    row(
        table,
        key,
        strong(label.to_string()),
        strong(euros(Some(amount))),
    )
}

fn euro_row(row: &Amount, largest: i64) -> Row {
    let remark = row.remark.as_deref().map(line).unwrap_or_default();
    let bar = row.amount.map_or(Cell::None, |amount| {
        Cell::Bar(Decimal::whole(amount), Decimal::whole(largest))
    });
    Row {
        key: row.id.clone(),
        item: row.chapter.clone().unwrap_or_default(),
        via: None,
        cells: vec![
            Cell::text(line(&row.label)),
            if row.amount.is_some() {
                Cell::text(euros(row.amount))
            } else {
                Cell::dim(euros(None))
            },
            bar,
            Cell::dim(remark),
        ],
    }
}
