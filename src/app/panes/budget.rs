//! Budget: the euro tables with our sums.

use super::line;
use crate::app::App;
use crate::app::keys::key::Key;
use crate::app::list::grid::{Cell, Column, Grid, Row};
use crate::app::list::spec::{self, Opening, Spec};
use crate::doc::Tone;
use crate::doc::para::{Para, known};
use crate::plan::figures::money::Money;
use crate::plan::find::order::By;
use crate::plan::find::search::Kind;
use crate::plan::model::number::{Decimal, euros};
use crate::plan::model::sort::Sort;
use crate::plan::model::tables::budget::{Amount, Budget};
use crate::plan::{Plan, words};
use crate::report::pages::tables::{NO_BUDGET, chapters, kind, sums};

/// The pane.
pub const PANE: Spec = Spec {
    enter: |app| {
        if app.has_cells_here() {
            return Some(spec::CELLS);
        }
        let there = app.selected().is_some();
        there.then_some(Opening {
            word: "naar hoofdstuk",
            act: App::follow,
        })
    },
    orders: &[By::Amount],
    drops: &[Sort::Amount],
    finds: &[Kind::Budget],
    page: |app, row| {
        let own = remark(&app.plan, &row.key);
        let whole = || chapters(&app.plan, app.today);
        Some(Box::new(own.unwrap_or_else(whole).into_iter()))
    },
    page_rows: Some(9),
    ..Spec::new("budget", "Budget", &[Key::char('7')], |app: &mut App| {
        grid(&app.plan)
    })
};

/// From here the kind of money has a column of its own.
const KINDS: u16 = 100;

const COLUMNS: [Column; 5] = [
    Column::rest("waarvoor"),
    Column::new("begroot", 12).right().by(By::Amount),
    Column::new("", 10).from(64),
    Column::new("soort", 11).from(KINDS),
    Column::new("opmerking", 26).from(56),
];

/// The rows: for each table its title, its rows and our sum.
pub fn grid(plan: &Plan) -> Grid {
    let rows = plan.budgets.iter().flat_map(rows_of).collect();
    Grid::new(&COLUMNS, rows, "Dit plan heeft geen begroting.")
}

fn rows_of(table: &Budget) -> Vec<Row> {
    let whole = Money::of(&table.rows).sum();
    let mut rows = vec![row(
        table,
        "titel",
        Cell::Text(line(&table.title), Tone::Heading),
        Cell::None,
    )];
    rows.extend(table.holding().map(|row| euro_row(row, whole)));
    rows.extend(sums(table).map(|(label, amount)| sum(table, label, amount)));
    rows
}

/// A row in full: what it is for, its remark, the chapter it pays for.
pub fn remark(plan: &Plan, key: &str) -> Option<Vec<Para>> {
    let mut rows = plan.budgets.iter().flat_map(|table| {
        let whole = Money::of(&table.rows);
        table.rows.iter().map(move |row| (row, whole))
    });
    let (row, whole) = rows.find(|(row, _)| row.id == key)?;
    let mut out = vec![
        Para::title(&row.label),
        Para::field("Begroot", euros(row.amount)).toned(Tone::Strong),
    ];
    out.push(Para::field("Soort", kind(row)));
    let share = row.amount.and_then(|amount| whole.share(amount));
    let share = share.map(|it| format!("{}% van deze tabel", it.nearest()));
    out.extend(known("Aandeel", share));
    let funding = known("Dekking", row.funding.as_deref());
    out.extend(funding.map(|it| it.toned(Tone::Quote)));
    out.extend(known("Opmerking", row.remark.as_deref()));
    let chapter = row.chapter.as_deref().map(|id| words::titled(plan, id));
    out.extend(known("Hoofdstuk", chapter));
    Some(out)
}

fn row(table: &Budget, key: &str, label: Cell, amount: Cell) -> Row {
    let key = format!("{}.{key}", table.id);
    Row {
        key,
        item: String::new(),
        via: None,
        cells: vec![label, amount, Cell::None, Cell::None, Cell::None],
    }
}

fn sum(table: &Budget, label: &str, amount: i64) -> Row {
    let strong = |text: String| Cell::Text(text, Tone::Strong);
    row(
        table,
        label.trim(),
        strong(label.to_string()),
        strong(euros(Some(amount))),
    )
}

fn euro_row(row: &Amount, whole: i64) -> Row {
    // What has no budget says so at any width: it is not a remark that is left out.
    let remark = row.remark.as_deref().map(line);
    let none = || if row.amount.is_none() { NO_BUDGET } else { "" };
    let remark = remark.unwrap_or_else(|| none().to_string());
    let bar = row.amount.map_or(Cell::None, |amount| {
        Cell::Bar(Decimal::whole(amount), Decimal::whole(whole))
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
            row.amount.map_or(Cell::None, |_| Cell::text(kind(row))),
            Cell::dim(remark),
        ],
    }
}
