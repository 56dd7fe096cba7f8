//! Teams: every party, with how much of the plan is its business.

use super::line;
use super::spec::{Opening, Spec};
use super::table::{Cell, Column, Row, Table};
use crate::app::App;
use crate::app::keys::key::Key;
use crate::plan::find::parties::{holdings, sorted};
use crate::plan::find::search::Kind;
use crate::plan::model::lookup::Item;
use crate::plan::{Plan, words};

/// The pane.
pub const PANE: Spec = Spec {
    enter: |app| {
        let there = app.selected().is_some();
        there.then_some(Opening {
            word: "acties",
            act: App::follow,
        })
    },
    home: |item| match item {
        Item::Party(party) => Some(party.id.clone()),
        _ => None,
    },
    finds: &[Kind::Party],
    ..Spec::new("teams", "Teams", &[Key::char('5')], |app: &mut App| {
        table(&app.plan)
    })
};

const COLUMNS: [Column; 6] = [
    Column::rest("partij"),
    Column::new("soort", 7),
    Column::new("regie", 5).right(),
    Column::new("acties", 6).right(),
    Column::new("KPI's", 5).right(),
    Column::new("nodig voor", 12),
];

/// The rows.
pub fn table(plan: &Plan) -> Table {
    let rows = sorted(plan).into_iter().map(|party| {
        let has = holdings(plan, &party.id);
        let leads = has
            .regie
            .iter()
            .filter(|statement| statement.regie.holders.contains(&party.id))
            .count();
        let actions = has.named.len() + has.taking_part.len() + has.by_default;
        let needed: Vec<String> = has
            .needed
            .iter()
            .map(|(chapter, letter)| format!("{}{}", chapter.number, letter.unwrap_or_default()))
            .collect();
        Row {
            key: party.id.clone(),
            item: party.id.clone(),
            via: None,
            cells: vec![
                Cell::text(line(&party.name)),
                Cell::dim(words::party_kind(party.kind)),
                count(leads),
                count(actions),
                count(has.kpis.len()),
                Cell::dim(needed.join(" ")),
            ],
        }
    });
    Table {
        columns: COLUMNS.to_vec(),
        rows: rows.collect(),
        empty: "Dit plan noemt geen partijen.".into(),
        ..Table::default()
    }
}

fn count(number: usize) -> Cell {
    if number == 0 {
        Cell::dim("·")
    } else {
        Cell::text(number.to_string())
    }
}
