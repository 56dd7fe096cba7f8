//! Capaciteit: the fte tables, our sums beside the plan's totals.

use super::line;
use crate::app::App;
use crate::app::keys::key::Key;
use crate::app::list::grid::{Cell, Column, Grid, Row};
use crate::app::list::spec::Spec;
use crate::doc::Tone;
use crate::plan::Plan;
use crate::plan::find::order::By;
use crate::plan::find::search::Kind;
use crate::plan::model::tables::capacity::{Capacity, Fte, Total, Workplace};
use crate::report::pages::tables::{differences, fte};

/// The pane; its rows say all there is.
pub const PANE: Spec = Spec {
    enter: |_| None,
    orders: &[By::Fte],
    finds: &[Kind::Capacity],
    has_page: |_| false,
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
    Column::new("waar", 8),
];

/// The rows: for each table its title, its rows, our sum, the stated total, what is odd.
pub fn grid(plan: &Plan) -> Grid {
    let rows = plan.capacity.iter().flat_map(rows_of).collect();
    Grid::new(&COLUMNS, rows, "Dit plan heeft geen tabel met capaciteit.")
}

fn rows_of(table: &Capacity) -> Vec<Row> {
    let mut rows = vec![words(table, "titel", &table.title, Tone::Heading)];
    rows.extend(table.holding().map(fte_row));
    rows.push(total(table, "som", "Eigen optelling", table.sum()));
    rows.extend(
        table
            .stated_total
            .map(|stated| total(table, "totaal", "Totaal volgens het plan", stated)),
    );
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

fn fte_row(row: &Fte) -> Row {
    let label = line(&row.label);
    let inside = row.part_of.is_some();
    let place = match row.place {
        Some(Workplace::Office) => Cell::dim("kantoor"),
        Some(Workplace::Street) => Cell::text("straat"),
        None => Cell::None,
    };
    Row {
        key: row.id.clone(),
        item: String::new(),
        via: None,
        cells: vec![
            Cell::text(if inside { format!("  {label}") } else { label }),
            Cell::text(fte(row.existing)),
            Cell::text(fte(row.expansion)),
            place,
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
