//! The KPIs of both plans side by side, a table for each chapter.

use super::said::{became, is_told, runs, word};
use crate::doc::Tone;
use crate::doc::para::{Para, section};
use crate::doc::table::{Cell, Column, Table};
use crate::plan::compare::{Comparison, Fate, IndicatorRow, KpiRow, KpiSide, Side, Stand};
use crate::plan::model::kpi::Kind;
use crate::plan::model::number::Decimal;
use crate::plan::{Plan, words};
use crate::report::pages::years;

/// A table of KPIs for each chapter, in the order of the new plan.
pub(super) fn kpis(new: &Plan, comparison: &Comparison) -> Vec<Para> {
    let chapter = |row: &KpiRow| {
        let side = row.new.first().or(row.old.first());
        side.map_or_else(String::new, |it| it.chapter.clone())
    };
    let mut chapters: Vec<String> = Vec::new();
    for row in &comparison.kpis {
        let of = chapter(row);
        if !chapters.contains(&of) {
            chapters.push(of);
        }
    }
    let place = |id: &String| new.chapters.iter().position(|it| it.id == *id);
    chapters.sort_by_key(|id| place(id).unwrap_or(usize::MAX));
    let columns = [
        Column::LEFT.headed("KPI"),
        Column::WRAPPED.headed("indicator"),
        Column::LEFT.headed(&comparison.old.label),
        Column::LEFT.headed(&comparison.new.label),
        Column::WRAPPED.headed("verschil"),
    ];
    let one = |id: String| {
        let own = comparison
            .kpis
            .iter()
            .filter(|row| is_told(comparison, row) && chapter(row) == id);
        let rows = own.flat_map(|row| kpi_rows(comparison, row));
        let rows = rows.collect::<Vec<_>>();
        let title = words::titled(new, &id);
        section(
            format!("KPI's van {title}"),
            (!rows.is_empty()).then(|| Para::Table(Table::of(columns.clone(), rows))),
        )
    };
    chapters.into_iter().flat_map(one).collect()
}

fn kpi_rows(comparison: &Comparison, kpi: &KpiRow) -> Vec<[Cell; 5]> {
    let of = |all: &[KpiSide]| all.iter().map(|it| it.id.clone()).collect::<Vec<_>>();
    let ids = became(&of(&kpi.old), &of(&kpi.new));
    let several = kpi.indicators.len() > 1;
    let rows = kpi.indicators.iter().enumerate().map(|(nth, row)| {
        let label = row
            .new
            .first()
            .or(row.old.first())
            .map(|it| it.label.clone());
        let id = if nth == 0 { ids.clone() } else { String::new() };
        let fate = if nth == 0 && !several {
            kpi.fate
        } else {
            row.fate
        };
        [
            id.into(),
            label.unwrap_or_default().into(),
            cell(&row.old),
            cell(&row.new),
            between(comparison, row, fate).into(),
        ]
    });
    rows.collect()
}

/// How each indicator of a side stands, and its light: `9 / 6, G (eerst 10, R)`.
fn cell(side: &[Stand]) -> Cell {
    let said = |it: &Stand| {
        let light = words::light_letter(it.ended.light);
        let first = it.first_light.filter(|first| *first != it.ended.light);
        let first = first.map(|it| words::light_letter(it).to_string());
        let firsts: Vec<String> = years::first(&it.ended).into_iter().chain(first).collect();
        let firsts = match firsts.join(", ") {
            none if none.is_empty() => none,
            firsts => format!(" (eerst {firsts})"),
        };
        format!("{}, {light}{firsts}", years::stood(&it.ended))
    };
    match side {
        [] => "–".into(),
        [one] => Cell::toned(said(one), Tone::of(one.ended.light)),
        all => all.iter().map(said).collect::<Vec<_>>().join("; ").into(),
    }
}

/// What lies between two indicators, or why nothing is said of that.
fn between(comparison: &Comparison, row: &IndicatorRow, fate: Fate) -> String {
    match (fate, row.old.as_slice(), row.new.as_slice()) {
        (Fate::Same, [old], [new]) if !row.comparable => {
            format!("niet vergelijkbaar: {} / {}", counts(old), counts(new))
        }
        (Fate::Same, [old], [new]) => {
            let difference = row.difference;
            let value = difference.and_then(|it| it.value);
            let value = value.map(|it| format!("stand {}", signed(it)));
            let target = difference
                .and_then(|it| it.target)
                .filter(|it| *it != Decimal::ZERO);
            let target = target.map(|it| format!("streven {}", signed(it)));
            let both = old.ended.value.is_some() && new.ended.value.is_some();
            let running = both.then(|| running(comparison, row)).flatten();
            let parts = value.into_iter().chain(running).chain(target);
            parts.collect::<Vec<_>>().join(", ")
        }
        (Fate::Same, ..) => String::new(),
        (fate, ..) => word(fate).to_string(),
    }
}

/// `loopt nog; toen 2 (+1)`, of a year that isn't over; which day that was stands above.
fn running(comparison: &Comparison, row: &IndicatorRow) -> Option<String> {
    let sides: Vec<&Side> = comparison.running().collect();
    let first = match sides.as_slice() {
        [] => return None,
        [one] if **one == comparison.new => runs(one).to_string(),
        some => {
            let each = some.iter().map(|it| format!("{} {}", it.label, runs(it)));
            each.collect::<Vec<_>>().join(", ")
        }
    };
    let then = row
        .same_day
        .map(|it| format!("; toen {} ({})", it.value, signed(it.difference)));
    Some(first + &then.unwrap_or_default())
}

/// What an indicator counts: another can't be compared with.
fn counts(stand: &Stand) -> String {
    let kind = match stand.ended.kind {
        Some(Kind::Coverage) => "dekking",
        Some(Kind::Milestone) => "mijlpaal",
        Some(Kind::Ongoing) => "doorlopend",
        Some(Kind::Count) | None => "aantal",
    };
    match stand.ended.unit.as_deref() {
        Some(unit) if unit != "%" => unit.to_string(),
        _ => kind.to_string(),
    }
}

fn signed(number: Decimal) -> String {
    if number == Decimal::ZERO {
        return "gelijk".to_string();
    }
    if number < Decimal::ZERO {
        return format!("−{}", Decimal::ZERO.minus(number));
    }
    format!("+{number}")
}
