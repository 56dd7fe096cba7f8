//! The euro and fte tables with our own sums beside what the plan states.

use crate::doc::Tone;
use crate::doc::layout::{Para, Table};
use crate::plan::model::budget::Budget;
use crate::plan::model::capacity::{Capacity, Total};
use crate::plan::model::number::{Decimal, euros};

/// An fte as the plan prints it; empty where it prints nothing.
pub fn fte(number: Option<Decimal>) -> String {
    number.map_or_else(String::new, Decimal::fixed2)
}

/// A budget table as paragraphs.
pub fn budget(budget: &Budget) -> Vec<Para> {
    let mut rows: Vec<(Vec<String>, Tone)> = budget
        .rows
        .iter()
        .map(|row| {
            let remark = row.remark.clone().unwrap_or_default();
            (
                vec![row.label.clone(), euros(row.amount), remark],
                Tone::Plain,
            )
        })
        .collect();
    let sum = vec![
        "Eigen optelling".to_string(),
        euros(Some(budget.sum())),
        String::new(),
    ];
    rows.push((sum, Tone::Strong));
    let head = ["Omschrijving", "Begroot", "Opmerking"]
        .map(String::from)
        .to_vec();
    vec![
        Para::Heading(budget.title.clone()),
        Para::Table(Table {
            head,
            rows,
            remark: true,
        }),
    ]
}

/// A capacity table as paragraphs: its rows, our sum, and what the plan states where it does.
pub fn capacity(capacity: &Capacity) -> Vec<Para> {
    let row = |label: &str, total: Total, role| {
        (
            vec![label.to_string(), fte(total.existing), fte(total.expansion)],
            role,
        )
    };
    let mut rows: Vec<(Vec<String>, Tone)> = capacity
        .rows
        .iter()
        .map(|r| {
            let label = if r.part_of.is_some() {
                format!("  {}", r.label)
            } else {
                r.label.clone()
            };
            row(
                &label,
                Total {
                    existing: r.existing,
                    expansion: r.expansion,
                },
                Tone::Plain,
            )
        })
        .collect();
    rows.push(row("Eigen optelling", capacity.sum(), Tone::Strong));
    if let Some(stated) = capacity.stated_total {
        rows.push(row("Totaal volgens het plan", stated, Tone::Strong));
    }
    let head = ["Functie", "Bestaand", "Uitbreiding"]
        .map(String::from)
        .to_vec();
    let mut paras = vec![
        Para::Heading(capacity.title.clone()),
        Para::Table(Table {
            head,
            rows,
            remark: false,
        }),
    ];
    paras.extend(
        differences(capacity)
            .into_iter()
            .map(|text| Para::Text(text, Tone::Amber)),
    );
    paras
}

/// Sentences about numbers of a capacity table that don't add up. They are the plan's; nothing
/// is repaired.
pub fn differences(capacity: &Capacity) -> Vec<String> {
    let mut sentences = Vec::new();
    for row in &capacity.rows {
        let inside = capacity.sum_within(&row.id).and_then(|sum| sum.existing);
        if let (Some(inside), Some(stated)) = (inside, row.existing)
            && inside != stated
        {
            sentences.push(format!(
                "De onderdelen tellen op tot {} van de {} fte.",
                inside.fixed2(),
                stated.fixed2()
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
