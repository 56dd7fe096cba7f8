//! KPI's: a row an indicator, with its reading against its target, its light and its day.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::line;
use crate::app::App;
use crate::app::keys::key::Key;
use crate::app::list::grid::{Cell, Column, Grid, Row};
use crate::app::list::spec::{self, Spec};
use crate::doc::Tone;
use crate::plan::edit::adjusted;
use crate::plan::figures::{light, series, strip};
use crate::plan::find::filter::Over;
use crate::plan::find::order::By;
use crate::plan::find::search;
use crate::plan::model::date;
use crate::plan::model::kpi::{Indicator, Kind, Kpi};
use crate::plan::model::lookup::Item;
use crate::plan::model::number::Decimal;
use crate::plan::model::sort::Sort;
use crate::plan::words::Wide;
use crate::plan::{Plan, words};

/// The pane.
pub const PANE: Spec = Spec {
    enter: spec::edit,
    over: Some(Over::Kpis),
    lights: true,
    home: |item| match item {
        Item::Kpi(kpi, _) => Some(kpi.holding().next().map_or(&kpi.id, |i| &i.id).clone()),
        Item::Indicator(indicator, _) => Some(indicator.id.clone()),
        _ => None,
    },
    orders: &[By::Light, By::Due, By::Date],
    drops: &[Sort::Kpi, Sort::Indicator],
    finds: &[search::Kind::Kpi],
    ..Spec::new("kpis", "KPI's", &[Key::char('2')], |app: &mut App| {
        grid(&app.plan, app.today)
    })
};

/// From here the bar and the course of the year both fit; below it one of them does.
const BOTH: u16 = 96;

const COLUMNS: [Column; 8] = [
    Column::new("KPI", 8),
    Column::rest("indicator"),
    Column::new("stand", 16).right(),
    Column::new("verloop", 12).from(66).until(BOTH),
    Column::new("", 10).from(BOTH),
    Column::new("verloop", 12).from(BOTH),
    Column::new("licht", 6).by(By::Light),
    Column::new("datum", 5).by(By::Date),
];

/// The rows.
pub fn grid(plan: &Plan, today: NaiveDate) -> Grid {
    let rows = plan.kpis().flat_map(|(kpi, _)| {
        kpi.holding()
            .map(move |indicator| row(plan, kpi, indicator, today))
    });
    let mut grid = Grid::new(&COLUMNS, rows.collect(), "Dit plan heeft geen KPI's.");
    let counts = adjusted::kpis(plan).map(|counts| Row {
        key: "telling".to_string(),
        item: String::new(),
        via: None,
        cells: vec![Cell::Gone(counts, String::new())],
    });
    grid.rows.extend(counts);
    grid
}

/// How many of the KPIs that have a row in the grid have each light.
pub fn lights(plan: &Plan, grid: &Grid, today: NaiveDate) -> light::Tally {
    let shown: HashSet<&str> = grid.rows.iter().map(|row| row.item.as_str()).collect();
    let kpis = plan.kpis().map(|(kpi, _)| kpi);
    light::roll_up(plan, kpis.filter(|kpi| shown.contains(&*kpi.id)), today)
}

fn row(plan: &Plan, kpi: &Kpi, indicator: &Indicator, today: NaiveDate) -> Row {
    let single = kpi.indicators.len() == 1;
    let proposed = light::propose(plan, indicator, today);
    let light = match light::of_row(plan, kpi, indicator, today) {
        shown if light::outlived(kpi).is_some() => Cell::Outlived(shown, proposed),
        shown if shown != proposed => Cell::Judged(shown, proposed),
        shown => Cell::Light(shown),
    };
    let course = course(indicator, today, plan.year);
    let latest = indicator.latest();
    Row {
        key: indicator.id.clone(),
        item: kpi.id.clone(),
        via: None,
        cells: vec![
            Cell::text(line(if single { &kpi.id } else { &indicator.id })),
            Cell::text(line(&indicator.label)),
            stand(indicator),
            course.clone().unwrap_or_else(|| bar(indicator)),
            bar(indicator),
            course.unwrap_or(Cell::None),
            light,
            latest.map_or(Cell::dim("–"), |reading| {
                Cell::text(date::short(reading.date))
            }),
        ],
    }
}

/// The reading against the target, in a few cells; what isn't there yet matters less.
fn stand(indicator: &Indicator) -> Cell {
    let tone = match (indicator.kind, indicator.latest()) {
        (Kind::Milestone, Some(_)) if indicator.is_met() => Tone::Strong,
        (Kind::Milestone, _) | (_, None) => Tone::Dim,
        _ => Tone::Plain,
    };
    Cell::Text(words::standing(indicator, Wide::Cells), tone)
}

fn bar(indicator: &Indicator) -> Cell {
    let Some(full) = indicator.figure() else {
        return Cell::None;
    };
    let value = indicator
        .latest()
        .and_then(|latest| indicator.share(latest));
    Cell::Bar(value.unwrap_or(Decimal::ZERO), full)
}

/// How the year went: the periods of a cadence or a state, or a number month by month.
fn course(indicator: &Indicator, today: NaiveDate, year: i32) -> Option<Cell> {
    if let Some(strip) = strip::strip(indicator, today, year) {
        let states = strip.iter().map(|period| period.state);
        return Some(Cell::Strip(states.collect()));
    }
    let full = indicator.figure();
    let values = series::course(indicator, today, year)?;
    Some(Cell::Trend { values, full })
}
