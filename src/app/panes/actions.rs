//! Acties: every action with who carries it out and how far it is.

use super::line;
use crate::app::table::{Cell, Column, Row, Table};
use crate::plan::{Id, Plan, Status, words};
use crate::report::Role;

const COLUMNS: [Column; 4] = [
    Column::new("actie", 10),
    Column::rest("wat"),
    Column::new("uitvoering", 18),
    Column::new("status", 9),
];

/// Which actions to show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those this party carries out or takes part in.
    pub party: Option<Id>,
    /// Only those with this status.
    pub status: Option<Status>,
}

/// The rows.
pub fn table(plan: &Plan, filter: &Filter) -> Table {
    let rows = plan.actions().filter_map(|(action, ..)| {
        let (executors, named) = plan.executors(action);
        let fits = |party: &Id| executors.contains(party) || action.with.contains(party);
        if filter.status.is_some_and(|status| status != action.status)
            || filter.party.as_ref().is_some_and(|party| !fits(party))
        {
            return None;
        }
        let who = if named {
            Cell::text(line(&plan.party_names(executors)))
        } else {
            Cell::dim("standaard")
        };
        Some(Row {
            key: action.id.clone(),
            item: action.id.clone(),
            via: None,
            cells: vec![
                Cell::text(line(&action.id)),
                Cell::text(line(&action.text)),
                who,
                status(action.status),
            ],
        })
    });
    Table {
        columns: COLUMNS.to_vec(),
        rows: rows.collect(),
        empty: "Geen actie met dit filter.",
    }
}

fn status(status: Status) -> Cell {
    let role = match status {
        Status::Open => Role::Plain,
        Status::Running => Role::Strong,
        Status::Done => Role::Green,
        Status::Dropped => Role::Dim,
    };
    Cell::Text(words::status(status).to_string(), role)
}
