//! Acties: every action with who carries it out and how far it is.

use super::line;
use crate::app::App;
use crate::app::keys::key::Key;
use crate::app::list::grid::{Cell, Column, Grid, Row};
use crate::app::list::spec::{self, Spec};
use crate::doc::Tone;
use crate::plan::find::filter::Over;
use crate::plan::find::order::By;
use crate::plan::find::search::Kind;
use crate::plan::{Plan, Status, words};

/// The pane.
pub const PANE: Spec = Spec {
    enter: spec::edit,
    over: Some(Over::Actions),
    marks: true,
    orders: &[By::Status, By::Due, By::Priority],
    finds: &[Kind::Action],
    ..Spec::new("acties", "Acties", &[Key::char('3')], |app: &mut App| {
        grid(&app.plan)
    })
};

const COLUMNS: [Column; 4] = [
    Column::new("actie", 10),
    Column::rest("wat"),
    Column::new("uitvoering", 18),
    Column::new("status", 9).by(By::Status),
];

/// The rows.
pub fn grid(plan: &Plan) -> Grid {
    let rows = plan.actions().map(|(action, ..)| {
        let (executors, named) = plan.executors(action);
        let who = if named {
            Cell::text(line(&plan.party_names(executors)))
        } else {
            Cell::dim("standaard")
        };
        Row {
            key: action.id.clone(),
            item: action.id.clone(),
            via: None,
            cells: vec![
                Cell::text(line(&action.id)),
                Cell::text(line(&action.text)),
                who,
                status(action.status),
            ],
        }
    });
    Grid::new(&COLUMNS, rows.collect(), "Dit plan heeft geen acties.")
}

fn status(status: Status) -> Cell {
    let tone = match status {
        Status::Open => Tone::Plain,
        Status::Running => Tone::Strong,
        Status::Done => Tone::Green,
        Status::Dropped => Tone::Dim,
    };
    Cell::Text(words::status(status).to_string(), tone)
}
