//! KPI's: a row an indicator, with its reading against its target, its light and its day.

use chrono::NaiveDate;

use super::line;
use crate::app::table::{Cell, Column, Row, Table};
use crate::plan::kpi::{Indicator, Kind, Kpi, Value};
use crate::plan::number::Decimal;
use crate::plan::{Plan, date, light, words};
use crate::report::Role;

const COLUMNS: [Column; 7] = [
    Column::new("KPI", 8),
    Column::rest("indicator"),
    Column::new("stand", 16).right(),
    Column::new("", 10).from(76),
    Column::new("verloop", 8).from(90),
    Column::new("licht", 5),
    Column::new("datum", 5),
];

/// The rows.
pub fn table(plan: &Plan, today: NaiveDate) -> Table {
    let rows = plan.kpis().flat_map(|(kpi, _)| {
        kpi.indicators
            .iter()
            .map(move |indicator| row(plan, kpi, indicator, today))
    });
    Table {
        columns: COLUMNS.to_vec(),
        rows: rows.collect(),
        empty: "Dit plan heeft geen KPI's.",
    }
}

fn row(plan: &Plan, kpi: &Kpi, indicator: &Indicator, today: NaiveDate) -> Row {
    let single = kpi.indicators.len() == 1;
    let light = light::of_row(plan, kpi, indicator, today);
    let latest = indicator.latest();
    Row {
        key: indicator.id.clone(),
        item: kpi.id.clone(),
        via: None,
        cells: vec![
            Cell::text(line(if single { &kpi.id } else { &indicator.id })),
            Cell::text(line(&indicator.label)),
            standing(indicator),
            bar(indicator),
            trend(indicator),
            Cell::Light(light),
            latest.map_or(Cell::dim("–"), |reading| {
                Cell::text(date::short(reading.date))
            }),
        ],
    }
}

/// `6 / 10`, `12 van 17`, `gereed`, `voor 31-12`: the reading against the target, in a few cells.
pub fn standing(indicator: &Indicator) -> Cell {
    let latest = indicator.latest();
    let reading = latest.map(|latest| words::reading(indicator, latest));
    match indicator.kind {
        Kind::Count => {
            let target = indicator.target.map(|_| words::target(indicator));
            let text = match (reading, target) {
                (Some(reading), Some(target)) => format!("{reading} / {target}"),
                (None, Some(target)) => return Cell::dim(format!("– / {target}")),
                (Some(reading), None) => reading,
                (None, None) => return Cell::dim("geen streefw."),
            };
            Cell::text(text)
        }
        Kind::Coverage => reading.map_or_else(
            || Cell::dim(format!("– van {}", words::target(indicator))),
            Cell::text,
        ),
        Kind::Milestone => match (latest.map(|latest| latest.value), indicator.due) {
            (Some(Value::Done(true)), _) => Cell::Text("gereed".to_string(), Role::Strong),
            (_, Some(due)) => Cell::dim(format!("uiterlijk {}", date::short(due))),
            (_, None) => Cell::dim("nog niet"),
        },
        Kind::Ongoing => reading.map_or_else(|| Cell::dim("doorlopend"), Cell::text),
    }
}

fn bar(indicator: &Indicator) -> Cell {
    let Some(full) = indicator.target.and_then(|target| target.min) else {
        return Cell::None;
    };
    let value = indicator
        .latest()
        .and_then(|latest| indicator.share(latest));
    Cell::Bar(value.unwrap_or(Decimal::ZERO), full)
}

/// The last values by date, one a reading.
fn trend(indicator: &Indicator) -> Cell {
    let mut readings: Vec<_> = indicator.readings.iter().collect();
    readings.sort_by_key(|reading| reading.date);
    let values: Vec<Decimal> = readings
        .into_iter()
        .filter_map(|reading| indicator.share(reading))
        .collect();
    if values.len() < 2 {
        Cell::None
    } else {
        Cell::Trend(values)
    }
}
