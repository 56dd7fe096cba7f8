//! Logboek: who changed what, and when, the newest first.

use super::line;
use crate::app::table::{Cell, Column, Row, Table};
use crate::plan::edit::Edit;
use crate::plan::history::Entry;
use crate::plan::kpi::Reading;
use crate::plan::lookup::Item;
use crate::plan::{Plan, date, words};

const COLUMNS: [Column; 4] = [
    Column::new("wanneer", 16),
    Column::new("wie", 16),
    Column::new("waar", 10),
    Column::rest("wat"),
];

/// The rows.
pub fn table(plan: &Plan) -> Table {
    Table {
        columns: COLUMNS.to_vec(),
        rows: plan
            .history
            .iter()
            .rev()
            .map(|entry| row(plan, entry))
            .collect(),
        empty: "Er is nog niets gewijzigd. De eerste stand die u vastlegt, staat hier.",
    }
}

fn row(plan: &Plan, entry: &Entry) -> Row {
    let id = entry.edit.id().unwrap_or_default();
    let mut what = change(plan, &entry.edit);
    if let Some(undone) = entry.undoes {
        what = format!("teruggenomen ({undone}): {what}");
    }
    Row {
        key: entry.revision.to_string(),
        item: id.to_string(),
        via: None,
        cells: vec![
            Cell::text(date::moment_dutch(entry.at)),
            Cell::text(line(&entry.by)),
            Cell::text(line(id)),
            Cell::text(line(&what)),
        ],
    }
}

/// A change in a few words: `stand 6 op 12-06-2026`, `open → loopt`.
pub fn change(plan: &Plan, edit: &Edit) -> String {
    let reading = |id: &str, reading: &Reading| {
        let value = match plan.item(id) {
            Some(Item::Indicator(indicator, _)) => words::reading(indicator, reading),
            _ => words::value(reading.value, reading.of),
        };
        let note = reading
            .note
            .as_deref()
            .map(|note| format!(" — {note}"))
            .unwrap_or_default();
        format!("{value} op {}{note}", date::dutch(reading.date))
    };
    match edit {
        Edit::Reading {
            id,
            from: None,
            to: Some(to),
        } => format!("stand {}", reading(id, to)),
        Edit::Reading {
            id,
            from: Some(from),
            to: None,
        } => {
            format!("stand {} weg", reading(id, from))
        }
        Edit::Reading {
            id,
            from: Some(from),
            to: Some(to),
        } => {
            format!("stand {} → {}", reading(id, from), reading(id, to))
        }
        Edit::Reading {
            from: None,
            to: None,
            ..
        } => "niets".to_string(),
        Edit::Count { add, .. } => format!("{add} erbij"),
        Edit::Status {
            from, to, logged, ..
        } => {
            let note = logged.as_ref().and_then(|line| line.note.as_deref());
            let note = note.map(|note| format!(" — {note}")).unwrap_or_default();
            format!("{} → {}{note}", words::status(*from), words::status(*to))
        }
        Edit::Unknown => "met een nieuwere versie van regie gewijzigd".to_string(),
    }
}
