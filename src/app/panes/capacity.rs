//! Capaciteit: the fte tables, our sums beside the plan's totals.

use super::line;
use crate::app::App;
use crate::app::keys::key::Key;
use crate::app::list::grid::{Cell, Column, Grid, Row};
use crate::app::list::spec::{self, Opening, Spec};
use crate::doc::Tone;
use crate::doc::para::Para;
use crate::plan::Plan;
use crate::plan::figures::ratio::counted;
use crate::plan::find::order::By;
use crate::plan::find::search::Kind;
use crate::plan::model::lookup::Item;
use crate::plan::model::sort::Sort;
use crate::plan::model::tables::capacity::{Capacity, Fte, Total};
use crate::report::pages::ratio::{ratio, row_page};
use crate::report::pages::tables::{differences, fte, place, totals};

/// The pane. A function's page says where it works and why, any other row's what is in the street.
pub const PANE: Spec = Spec {
    enter: |app| {
        if app.has_cells_here() {
            return Some(spec::CELLS);
        }
        chapter(app)?;
        Some(Opening {
            word: "naar hoofdstuk",
            act: to_chapter,
        })
    },
    orders: &[By::Fte],
    drops: &[Sort::Fte],
    finds: &[Kind::Capacity],
    page: |app, row| Some(Box::new(page(&app.plan, &row.key).into_iter())),
    page_rows: Some(9),
    tab: "Fte",
    ..Spec::new(
        "capaciteit",
        "Capaciteit",
        &[Key::char('6')],
        |app: &mut App| grid(&app.plan),
    )
};

const COLUMNS: [Column; 4] = [
    Column::rest("functie"),
    Column::new("bestaand", 8).right().by(By::Fte),
    Column::new("uitbr.", 6).right(),
    Column::new("waar", 10),
];

/// The chapter the selected row works for.
fn chapter(app: &App) -> Option<&str> {
    match app.selected()? {
        Item::Fte(row, _) => row.chapter.as_deref(),
        _ => None,
    }
}

fn to_chapter(app: &mut App) {
    if let Some(id) = chapter(app).map(str::to_string) {
        let place = app.place();
        app.leave_behind(place);
        app.go_to(&id);
    }
}

/// The page of a row; of a title, a sum or a difference the ratio of all tables.
fn page(plan: &Plan, key: &str) -> Vec<Para> {
    let mut rows = plan.capacity.iter().flat_map(counted);
    match rows.find(|(row, _)| row.id == key) {
        Some((row, counts)) => row_page(plan, row, counts),
        None => ratio(plan),
    }
}

/// The rows: for each table its title, its rows, our sum, the stated total, what is odd.
pub fn grid(plan: &Plan) -> Grid {
    let rows = plan.capacity.iter().flat_map(rows_of).collect();
    Grid::new(&COLUMNS, rows, "Dit plan heeft geen tabel met capaciteit.")
}

fn rows_of(table: &Capacity) -> Vec<Row> {
    let mut rows = vec![words(table, "titel", &table.title, Tone::Heading)];
    let counted = counted(table).into_iter();
    rows.extend(counted.map(|(row, counts)| fte_row(row, counts)));
    let totals = totals(table).zip(["som", "totaal"]);
    rows.extend(totals.map(|((label, of), key)| total(table, key, label, of)));
    for (i, sentence) in differences(table).iter().enumerate() {
        rows.push(words(table, &format!("verschil{i}"), sentence, Tone::Amber));
    }
    rows
}

fn words(table: &Capacity, key: &str, text: &str, tone: Tone) -> Row {
    let mut cells = vec![Cell::Text(line(text), tone)];
    cells.resize_with(COLUMNS.len(), || Cell::None);
    Row {
        key: format!("{}.{key}", table.id),
        item: String::new(),
        via: None,
        cells,
    }
}

fn fte_row(row: &Fte, counts: Total) -> Row {
    let label = line(&row.label);
    let inside = row.part_of.is_some();
    Row {
        key: row.id.clone(),
        item: row.id.clone(),
        via: None,
        cells: vec![
            Cell::text(if inside { format!("  {label}") } else { label }),
            Cell::text(fte(row.existing)),
            Cell::text(fte(row.expansion)),
            Cell::text(place(row, counts)),
        ],
    }
}

fn total(table: &Capacity, key: &str, label: &str, total: Total) -> Row {
    Row {
        key: format!("{}.{key}", table.id),
        item: String::new(),
        via: None,
        cells: vec![
            Cell::Text(label.to_string(), Tone::Strong),
            Cell::Text(fte(total.existing), Tone::Strong),
            Cell::Text(fte(total.expansion), Tone::Strong),
            Cell::None,
        ],
    }
}
