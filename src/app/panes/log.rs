//! Logboek: who changed what, and when, the newest first.

use super::line;
use crate::app::App;
use crate::app::keys::key::Key;
use crate::app::list::grid::{Cell, Column, Grid, Row};
use crate::app::list::spec::Spec;
use crate::plan::Plan;
use crate::plan::edit::history;
use crate::plan::edit::history::Entry;
use crate::plan::find::order::By;
use crate::plan::find::search::Kind;
use crate::plan::model::date;

/// The pane.
pub const PANE: Spec = Spec {
    title: "Logboek",
    orders: &[By::Date, By::Who, By::Item],
    finds: &[Kind::Meeting],
    has_page: |app| !app.is_empty(),
    ..Spec::new("logboek", "Log", &[Key::char('9')], |app: &mut App| {
        grid(&app.plan)
    })
};

const COLUMNS: [Column; 3] = [
    Column::new("wanneer", 16).by(By::Date),
    Column::new("wie", 16).by(By::Who),
    Column::rest("wat").by(By::Item),
];

/// The rows.
pub fn grid(plan: &Plan) -> Grid {
    let all = plan.history.iter().zip(history::turns(&plan.history));
    let rows = all.rev().map(|(entry, turn)| row(plan, entry, turn));
    Grid::new(
        &COLUMNS,
        rows.collect(),
        "Er is nog niets gewijzigd. De eerste stand die u vastlegt, staat hier.",
    )
}

fn row(plan: &Plan, entry: &Entry, turn: Option<&str>) -> Row {
    let id = entry.edit.id().unwrap_or_default();
    let what = match (turn, entry.undoes) {
        (Some(turn), Some(undone)) => {
            let first = history::first_of(&plan.history, entry);
            format!("{turn} ({undone}): {}", first.edit.sentence(plan))
        }
        _ => entry.edit.sentence(plan),
    };
    Row {
        key: entry.revision.to_string(),
        item: id.to_string(),
        via: None,
        cells: vec![
            Cell::text(date::moment_dutch(entry.at)),
            Cell::text(line(&entry.by)),
            Cell::text(line(&what)),
        ],
    }
}
