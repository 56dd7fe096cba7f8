//! The euro and fte tables: sums that can't be right are errors, sums that don't add up are the
//! plan's own, and remarked on.

use std::collections::HashMap;

use super::{Check, Severity};
use crate::plan::model::number;
use crate::plan::model::number::Decimal;
use crate::plan::model::sort::Sort;
use crate::plan::model::step::Step;
use crate::plan::model::tables::budget::Budget;
use crate::plan::model::tables::capacity::{Capacity, Fte, Total};
use crate::plan::words;

/// No municipality has more euros.
const MOST_EUROS: u64 = 1_000_000_000_000;

impl<'a> Check<'a> {
    pub(super) fn budget(&mut self, budget: &'a Budget) {
        self.each("rows", &budget.rows, |check, row| {
            let amount = row.amount.map_or(0, i64::unsigned_abs);
            if amount > MOST_EUROS {
                let amount = number::euros(row.amount);
                let sentence = format!("het bedrag {amount} kan niet kloppen");
                check.error("amount", &row.id, sentence);
            }
            if let Some(chapter) = &row.chapter {
                let steps = [Step::Key("chapter")];
                check.refers(&steps, &row.id, chapter, &[Sort::Chapter], "hoofdstuk");
            }
        });
    }

    /// A row of a table, in which others may say why they are at a desk or in the street.
    fn fte(&mut self, row: &'a Fte, said: bool) {
        if let Some(chapter) = &row.chapter {
            let steps = [Step::Key("chapter")];
            self.refers(&steps, &row.id, chapter, &[Sort::Chapter], "hoofdstuk");
        }
        let (reason, source) = (row.place_reason.is_some(), row.place_source.is_some());
        let missing = match (reason, source) {
            _ if row.dropped.is_some() => None,
            (false, _) => said.then_some("waarom"),
            (true, false) => Some("waar het plan dat zegt"),
            (true, true) => None,
        };
        if let Some(what) = missing {
            let place = words::place(row.place);
            let sentence = format!("{} ({place}) zegt niet {what}", row.id);
            self.remark(&row.id, sentence);
        }
    }

    pub(super) fn capacity(&mut self, capacity: &'a Capacity) {
        let said = capacity.rows.iter().any(|row| row.place_reason.is_some());
        self.each("rows", &capacity.rows, |check, row| check.fte(row, said));
        let mut within: HashMap<&str, Total> = HashMap::new();
        for row in capacity.holding() {
            let Some(of) = row.part_of.as_deref() else {
                continue;
            };
            let sum = within.entry(of).or_default();
            sum.existing = Decimal::sum([sum.existing, row.existing]);
            sum.expansion = Decimal::sum([sum.expansion, row.expansion]);
        }
        self.each("rows", &capacity.rows, |check, row| {
            let Some(parts) = within.get(row.id.as_str()) else {
                return;
            };
            for (whole, sum) in [
                (row.existing, parts.existing),
                (row.expansion, parts.expansion),
            ] {
                if let Some(sentence) = uneven(&capacity.title, "onderdelen", whole, sum) {
                    check.remark(&row.id, sentence);
                }
            }
        });
        let parts: Vec<_> = capacity
            .rows
            .iter()
            .map(|row| (row.id.as_str(), row.part_of.as_deref()))
            .collect();
        self.parts("rows", "rij van deze tabel", &parts);
        let (stated, sum) = (capacity.stated_total.unwrap_or_default(), capacity.sum());
        for (stated, sum) in [
            (stated.existing, sum.existing),
            (stated.expansion, sum.expansion),
        ] {
            if let Some(sentence) = uneven(&capacity.title, "rijen", stated, sum) {
                let below = [Step::Key("stated_total")];
                self.add(Severity::Remark, &below, &capacity.id, sentence);
            }
        }
    }
}

/// `Politie basisteam Rijswijk: de onderdelen tellen op tot 69,00 van 72,00 fte`, where they do.
fn uneven(title: &str, what: &str, whole: Option<Decimal>, sum: Option<Decimal>) -> Option<String> {
    let (whole, sum) = (whole?, sum.unwrap_or_default());
    (whole != sum).then(|| {
        let (whole, sum) = (whole.fixed2(), sum.fixed2());
        format!("{title}: de {what} tellen op tot {sum} van {whole} fte")
    })
}
