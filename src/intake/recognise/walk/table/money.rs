//! A table of euros.

use super::heads::is_thousands;
use super::{place, words};
use crate::intake::document::Row;
use crate::intake::recognise::sketch::{Money, MoneyTable, On, Piece, Said, Sketch, Unsure};

pub fn read(
    sketch: &mut Sketch,
    (amount, remark): (usize, Option<usize>),
    title: String,
    (heads, rows): (&[String], &[Row]),
) {
    let mut table = MoneyTable {
        title,
        thousands: heads.get(amount).is_some_and(|head| is_thousands(head)),
        ..MoneyTable::default()
    };
    let nth = sketch.budgets.len();
    for row in rows {
        let at = place(row);
        let label = words(row, 0);
        let money = words(row, amount);
        if label.is_empty() && money.is_empty() {
            continue;
        }
        sketch.uses(&money, at);
        if label.to_lowercase().starts_with("totaal") {
            sketch.uses(&label, at);
            table.total = Some(Said::new(money, at));
            for extra in (1..row.cells.len()).filter(|it| *it != amount) {
                sketch.uses(&words(row, extra), at);
            }
            continue;
        }
        let others: Vec<String> = (1..row.cells.len())
            .filter(|it| *it != amount && Some(*it) != remark && !words(row, *it).is_empty())
            .map(|it| format!("{}: {}", heads.get(it).map_or("", |it| it), words(row, it)))
            .collect();
        table.rows.push(Money {
            label: Said::new(label, at),
            amount: money,
            remark: remark.map(|it| words(row, it)).unwrap_or_default(),
            guessed: row.guessed,
        });
        if !others.is_empty() {
            sketch.unsure.push(Unsure::left_out(
                On::Money(nth, table.rows.len() - 1, "remark"),
                Said::new(others.join("; "), at),
                "niet overgenomen: een bedrag heeft één getal en één opmerking",
            ));
        }
    }
    sketch.budgets.push(table);
    if let Some(chapter) = sketch.chapters.last_mut() {
        chapter.body.push(Piece::Money(nth));
    }
}
