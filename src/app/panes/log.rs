//! Logboek: who changed what, and when, the newest first.

use super::line;
use crate::app::App;
use crate::app::keys::key::Key;
use crate::app::list::grid::{Cell, Column, Grid, Row};
use crate::app::list::spec::Spec;
use crate::doc::Tone;
use crate::doc::para::{Para, known};
use crate::plan::edit::history;
use crate::plan::edit::history::Entry;
use crate::plan::find::filter::Over;
use crate::plan::find::order::By;
use crate::plan::find::search::Kind;
use crate::plan::model::date;
use crate::plan::{Plan, words};
use crate::report::pages::item::page;
use crate::report::pages::tables::context;

/// The pane.
pub const PANE: Spec = Spec {
    title: "Logboek",
    over: Some(Over::Log),
    page: |app, row| {
        let page = adjustment(app, row).or_else(|| beside(&app.plan, row))?;
        Some(Box::new(page.into_iter()))
    },
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

/// A change of the plan itself in full, and below it the page of what was changed.
fn adjustment(app: &App, row: &Row) -> Option<Vec<Para>> {
    let plan = &app.plan;
    let entry = plan
        .history
        .iter()
        .find(|it| it.revision.to_string() == row.key)?;
    let why = entry.edit.alters(plan)?.why;
    let decision = why.and_then(|why| plan.decision(why.decision.as_deref()?));
    let decision = decision.map(|it| {
        let title = it
            .title
            .as_deref()
            .map_or_else(String::new, |title| format!(" {title}"));
        format!("{} van {}{title}", it.shown(), date::dutch(it.date))
    });
    let mut out = vec![Para::text(entry.edit.sentence(plan)).toned(Tone::Strong)];
    out.extend(known("Reden", why.map(|why| why.reason.clone())));
    out.extend(known("Besluit", decision));
    out.extend(known(
        "Overleg",
        entry.meeting.as_deref().map(|id| words::titled(plan, id)),
    ));
    if let Some(item) = plan.item(&row.item) {
        out.push(Para::Gap);
        out.extend(page(plan, item, app.today));
    }
    Some(out)
}

/// A council indicator, which is no item of the plan.
fn beside(plan: &Plan, row: &Row) -> Option<Vec<Para>> {
    plan.context_of(&row.item).map(|it| context::page(plan, it))
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
