//! The euro and fte tables with our own sums beside what the plan states.

use crate::doc::Tone;
use crate::doc::para::Para;
use crate::doc::table::{Column, Table};
use crate::plan::model::number::{Decimal, euros};
use crate::plan::model::tables::budget::Budget;
use crate::plan::model::tables::capacity::{Capacity, Total};

/// An fte as the plan prints it; empty where it prints nothing.
pub fn fte(number: Option<Decimal>) -> String {
    number.map_or_else(String::new, Decimal::fixed2)
}

/// Our sum, below the rows of a table.
const SUM: &str = "Eigen optelling";

/// A budget table as paragraphs.
pub fn budget(budget: &Budget) -> Vec<Para> {
    let columns = [
        Column::CUT.headed("Omschrijving"),
        Column::RIGHT.headed("Begroot"),
        Column::THIRD.headed("Opmerking"),
    ];
    let rows = budget.holding().map(|row| {
        let remark = row.remark.clone().unwrap_or_default();
        [row.label.clone(), euros(row.amount), remark]
    });
    let mut table = Table::new(columns, rows);
    let sum = [SUM.to_string(), euros(Some(budget.sum())), String::new()];
    table.rows.push((sum.to_vec(), Tone::Strong));
    vec![Para::heading(&budget.title), Para::Table(table)]
}

/// A capacity table as paragraphs: its rows, our sum, and what the plan states where it does.
pub fn capacity(capacity: &Capacity) -> Vec<Para> {
    let columns = [
        Column::CUT.headed("Functie"),
        Column::RIGHT.headed("Bestaand"),
        Column::RIGHT.headed("Uitbreiding"),
    ];
    let rows = capacity.holding().map(|row| {
        let indent = if row.part_of.is_some() { "  " } else { "" };
        let label = format!("{indent}{}", row.label);
        [label, fte(row.existing), fte(row.expansion)]
    });
    let mut table = Table::new(columns, rows);
    let mut total = |label: &str, total: Total| {
        let row = [label.to_string(), fte(total.existing), fte(total.expansion)];
        table.rows.push((row.to_vec(), Tone::Strong));
    };
    total(SUM, capacity.sum());
    if let Some(stated) = capacity.stated_total {
        total("Totaal volgens het plan", stated);
    }
    let mut paras = vec![Para::heading(&capacity.title), Para::Table(table)];
    let differences = differences(capacity).into_iter();
    paras.extend(differences.map(|text| Para::text(text).toned(Tone::Amber)));
    paras
}

/// Sentences about numbers of a capacity table that don't add up. They are the plan's; nothing
/// is repaired.
pub fn differences(capacity: &Capacity) -> Vec<String> {
    let mut sentences = Vec::new();
    for row in capacity.holding() {
        let inside = capacity.sum_within(&row.id).and_then(|sum| sum.existing);
        if let (Some(inside), Some(stated)) = (inside, row.existing)
            && inside != stated
        {
            let apart = inside.max(stated).minus(inside.min(stated));
            sentences.push(format!(
                "Som van de onderdelen {} · vermeld {} · verschil {}",
                inside.fixed2(),
                stated.fixed2(),
                apart.fixed2()
            ));
        }
    }
    if let Some(stated) = capacity.stated_total
        && stated != capacity.sum()
    {
        sentences.push("Het vermelde totaal wijkt af van de eigen optelling.".to_string());
    }
    sentences
}
