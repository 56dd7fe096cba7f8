//! The euro and fte tables, numbers to the right, with our own sums beside what the plan states.

use super::item::heading;
use crate::cli::page::{Page, Table};
use crate::plan::Plan;
use crate::plan::budget::Budget;
use crate::plan::capacity::{Capacity, Row, Total};
use crate::plan::number::{Decimal, euros};

/// The table with this id, wherever it is.
pub fn table(page: &mut Page, plan: &Plan, id: &str) {
    if let Some(found) = plan.budgets.iter().find(|budget| budget.id == id) {
        budget(page, found);
    } else if let Some(found) = plan.capacity.iter().find(|capacity| capacity.id == id) {
        capacity(page, found);
    } else {
        page.text(&format!("(tabel {id} ontbreekt)"));
    }
}

fn budget(page: &mut Page, budget: &Budget) {
    heading(page, &budget.title);
    let mut rows: Vec<[String; 3]> = budget
        .rows
        .iter()
        .map(|row| {
            let once = if row.once { "eenmalig: " } else { "" };
            let remark = row.remark.as_deref().unwrap_or_default();
            [
                row.label.clone(),
                euros(row.amount),
                format!("{once}{remark}"),
            ]
        })
        .collect();
    let once = match budget.sum_once() {
        0 => String::new(),
        once => format!("waarvan eenmalig {}", euros(Some(once))),
    };
    rows.push([
        "Eigen optelling".to_string(),
        euros(Some(budget.sum())),
        once,
    ]);
    page.table(&Table {
        indent: "  ",
        right: [false, true, false],
        flexible: 2,
        rows,
    });
}

fn capacity(page: &mut Page, capacity: &Capacity) {
    heading(page, &capacity.title);
    let mut rows = vec![[String::new(), "bestaand".into(), "uitbreiding".into()]];
    for row in &capacity.rows {
        rows.push(line(&label(row), row.existing, row.expansion));
        if let Some(inside) = capacity.sum_within(&row.id) {
            let title = "  eigen optelling van “waaronder”";
            rows.push(line(title, inside.existing, inside.expansion));
        }
    }
    let Total {
        existing,
        expansion,
    } = capacity.sum();
    rows.push(line("Eigen optelling", existing, expansion));
    if let Some(Total {
        existing,
        expansion,
    }) = capacity.stated_total
    {
        rows.push(line("Totaal volgens het plan", existing, expansion));
    }
    page.table(&Table {
        indent: "  ",
        right: [false, true, true],
        flexible: 0,
        rows,
    });
    page.indented("  ", "in fte");
}

fn label(row: &Row) -> String {
    let inside = if row.part_of.is_some() { "  " } else { "" };
    format!("{inside}{}", row.label)
}

fn line(label: &str, existing: Option<Decimal>, expansion: Option<Decimal>) -> [String; 3] {
    let fte = |number: Option<Decimal>| number.map_or_else(String::new, Decimal::fixed2);
    [label.to_string(), fte(existing), fte(expansion)]
}
