//! Teams: every party, with how much of the plan is its business.

use super::line;
use crate::app::App;
use crate::app::keys::key::Key;
use crate::app::list::grid::{Cell, Column, Grid, Row};
use crate::app::list::spec::{Opening, Spec};
use crate::plan::find::order::By;
use crate::plan::find::parties::{Holdings, all_holdings, sorted};
use crate::plan::find::search::Kind;
use crate::plan::model::lookup::Item;
use crate::plan::model::sort::Sort;
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
    orders: &[By::Regie, By::Actions, By::Kpis],
    drops: &[Sort::Party],
    finds: &[Kind::Party],
    ..Spec::new("teams", "Teams", &[Key::char('5')], |app: &mut App| {
        grid(&app.plan)
    })
};

const COLUMNS: [Column; 6] = [
    Column::rest("partij"),
    Column::new("soort", 7),
    Column::new("regie", 5).right().by(By::Regie),
    Column::new("acties", 6).right().by(By::Actions),
    Column::new("KPI's", 5).right().by(By::Kpis),
    Column::new("nodig voor", 12),
];

/// The rows.
pub fn grid(plan: &Plan) -> Grid {
    let holding = sorted(plan).into_iter().filter(|it| it.dropped.is_none());
    let (all, none) = (all_holdings(plan), Holdings::default());
    let rows = holding.map(|party| {
        let has = all.get(&*party.id).unwrap_or(&none);
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
                count(has.leading(&party.id)),
                count(has.actions()),
                count(has.kpis.len()),
                Cell::dim(needed.join(" ")),
            ],
        }
    });
    Grid::new(&COLUMNS, rows.collect(), "Dit plan noemt geen partijen.")
}

fn count(number: usize) -> Cell {
    if number == 0 {
        Cell::dim("·")
    } else {
        Cell::text(number.to_string())
    }
}
