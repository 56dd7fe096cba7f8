//! Formation and money of both plans: the tables whose sums differ, and their rows.

use super::said::of_sort;
use crate::doc::para::{Para, section};
use crate::doc::table::{Column, Table};
use crate::plan::compare::Comparison;
use crate::plan::model::number::euros;
use crate::plan::model::sort::Sort;
use crate::report::pages::tables::fte;

/// The fte tables that differ, and their rows.
pub(super) fn formation(comparison: &Comparison) -> Vec<Para> {
    let (from, to) = (&comparison.old.label, &comparison.new.label);
    let heads = [
        "Formatie (fte)".to_string(),
        format!("bestaand {from}"),
        format!("bestaand {to}"),
        format!("uitbreiding {from}"),
        format!("uitbreiding {to}"),
    ];
    let columns = heads.map(|head| Column::LEFT.headed(head));
    let rows = comparison.sums.fte.iter().map(|row| {
        let old = row.old.unwrap_or_default();
        let new = row.new.unwrap_or_default();
        [
            row.title.clone(),
            fte(old.existing),
            fte(new.existing),
            fte(old.expansion),
            fte(new.expansion),
        ]
    });
    let table = Table::new(columns, rows);
    let table = (!table.rows.is_empty()).then_some(Para::Table(table));
    let rows = of_sort(comparison, Sort::Fte);
    section("Formatie", table.into_iter().chain(rows)).collect()
}

/// The budget tables that differ, and their rows.
pub(super) fn money(comparison: &Comparison) -> Vec<Para> {
    let (from, to) = (&comparison.old.label, &comparison.new.label);
    let heads = [
        "Begroting".to_string(),
        format!("structureel {from}"),
        format!("structureel {to}"),
        format!("eenmalig {from}"),
        format!("eenmalig {to}"),
    ];
    let columns = heads.map(|head| Column::LEFT.headed(head));
    let rows = comparison.sums.euros.iter().map(|row| {
        let (old, new) = (row.old, row.new);
        let of = |sum: Option<i64>| sum.map_or_else(|| "–".to_string(), |it| euros(Some(it)));
        [
            row.title.clone(),
            of(old.map(|it| it.structural)),
            of(new.map(|it| it.structural)),
            of(old.map(|it| it.once)),
            of(new.map(|it| it.once)),
        ]
    });
    let table = Table::new(columns, rows);
    let table = (!table.rows.is_empty()).then_some(Para::Table(table));
    let rows = of_sort(comparison, Sort::Amount);
    section("Begroting", table.into_iter().chain(rows)).collect()
}
