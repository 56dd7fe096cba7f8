//! Agenda: what is due, by date and cadence, overdue first.

use chrono::NaiveDate;

use super::line;
use crate::app::App;
use crate::app::keys::key::Key;
use crate::app::list::grid::{Cell, Column, Grid, Row};
use crate::app::list::spec::Spec;
use crate::doc::Tone;
use crate::plan::figures::agenda::{Deadline, Reason};
use crate::plan::find::filter::Over;
use crate::plan::find::order::By;
use crate::plan::find::search::Kind;
use crate::plan::model::date;
use crate::plan::words;

/// The pane.
pub const PANE: Spec = Spec {
    over: Some(Over::Agenda),
    orders: &[By::Due, By::Item],
    finds: &[Kind::Point],
    late: |app| app.overdue,
    ..Spec::new("agenda", "Agenda", &[Key::char('8')], |app: &mut App| {
        grid(app.agenda(), app.today)
    })
};

const COLUMNS: [Column; 5] = [
    Column::new("uiterlijk", 10).by(By::Due),
    Column::new("", 9),
    Column::new("wat", 9).by(By::Item),
    Column::rest(""),
    Column::new("omdat", 21),
];

/// The rows.
pub fn grid(items: &[Deadline], today: NaiveDate) -> Grid {
    let rows = items.iter().map(|item| row(item, today));
    Grid::new(&COLUMNS, rows.collect(), "Er staat niets open.")
}

fn row(item: &Deadline, today: NaiveDate) -> Row {
    let late = item.is_overdue(today);
    let days = (item.due - today).num_days();
    let when = match days {
        ..0 => Cell::Text("te laat".to_string(), Tone::Red),
        0 => Cell::Text("vandaag".to_string(), Tone::Amber),
        1 => Cell::Text("morgen".to_string(), Tone::Amber),
        2..=31 => Cell::Text(format!("{days} dagen"), Tone::Strong),
        _ => Cell::None,
    };
    let reason = match item.reason {
        Reason::Cadence(cadence) => words::cadence(cadence),
        Reason::Promise => "streefwaarde",
        Reason::Action => "afgesproken",
        Reason::Agreed => "actiepunt",
    };
    let reason = match (item.missed, item.coming) {
        (missed, Some(coming)) => format!("{missed} gemist · nu {}", date::short(coming)),
        (0 | 1, None) => reason.to_string(),
        (missed, None) => format!("{reason}, {missed} gemist"),
    };
    let day = date::dutch(item.due);
    Row {
        key: item.indicator.clone().unwrap_or_else(|| item.id.clone()),
        item: item.id.clone(),
        via: None,
        cells: vec![
            if late {
                Cell::Text(day, Tone::Red)
            } else {
                Cell::text(day)
            },
            when,
            Cell::text(line(item.indicator.as_deref().unwrap_or(&item.id))),
            Cell::text(line(&item.text)),
            Cell::dim(reason),
        ],
    }
}
