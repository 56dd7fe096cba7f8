//! Teams: every party, with how much of the plan is its business.

use std::collections::HashMap;

use super::line;
use crate::app::App;
use crate::app::keys::key::Key;
use crate::app::list::grid::{Cell, Column, Grid, Row};
use crate::app::list::spec::{Opening, Spec};
use crate::doc::para::Paras;
use crate::plan::find::order::By;
use crate::plan::find::parties::{Holdings, sorted};
use crate::plan::find::search::Kind;
use crate::plan::model::lookup::Item;
use crate::plan::model::party::Party;
use crate::plan::model::sort::Sort;
use crate::plan::{Id, Plan, words};
use crate::report::pages::item;

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
    page: |app, row| match app.plan.item(&row.item)? {
        Item::Party(party) => Some(page(app, party)),
        _ => None,
    },
    ..Spec::new("teams", "Teams", &[Key::char('5')], |app: &mut App| {
        grid(&app.plan, app.holdings())
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

/// The page of a party: it may be of thousands of lines, and is made as far as it is read.
fn page<'a>(app: &'a App, party: &'a Party) -> Paras<'a> {
    static NONE: Holdings = Holdings::NONE;
    let has = app.holdings().get(&party.id).unwrap_or(&NONE);
    Box::new(item::party(&app.plan, party, has, app.today))
}

/// The rows.
pub fn grid(plan: &Plan, all: &HashMap<Id, Holdings>) -> Grid {
    let holding = sorted(plan).into_iter().filter(|it| it.dropped.is_none());
    let none = Holdings::NONE;
    let rows = holding.map(|party| {
        let has = all.get(&party.id).unwrap_or(&none);
        let needed: Vec<String> = has
            .needed(plan)
            .map(|(chapter, letter)| format!("{}{}", chapter.number, letter.unwrap_or_default()))
            .collect();
        Row {
            key: party.id.clone(),
            item: party.id.clone(),
            via: None,
            cells: vec![
                Cell::text(line(&party.name)),
                Cell::dim(words::party_kind(party.kind)),
                count(has.leading),
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
