//! The money and the people of a document beside those of a plan, row by row.

use serde::Serialize;
use serde_json::json;

use super::Work;
use super::alike::pairs;
use crate::plan::model::sort::Sort;
use crate::plan::model::tables::budget::{Amount, Budget};
use crate::plan::model::tables::capacity::{Capacity, Fte};
use crate::plan::{Id, Plan};

/// A table of one sort of rows.
struct Table<'a, R> {
    id: &'a Id,
    title: &'a str,
    rows: &'a [R],
}

fn budgets(plan: &Plan) -> Vec<Table<'_, Amount>> {
    let tables = plan.budgets.iter();
    let tables = tables.map(
        |Budget {
             id, title, rows, ..
         }| Table { id, title, rows },
    );
    tables.collect()
}

fn capacity(plan: &Plan) -> Vec<Table<'_, Fte>> {
    let tables = plan.capacity.iter();
    let tables = tables.map(
        |Capacity {
             id, title, rows, ..
         }| Table { id, title, rows },
    );
    tables.collect()
}

impl Work<'_> {
    /// Both kinds of tables.
    pub(super) fn tables(&mut self, draft: &Plan) {
        let plan = self.plan;
        self.paired(
            Sort::Amount,
            &budgets(plan),
            &budgets(draft),
            |row| (&row.id, &row.label),
            |work, old, new| {
                let amount = json!(new.amount);
                work.figure((Sort::Amount, "amount"), &old.id, &new.id, amount);
                work.set((Sort::Amount, "remark"), &old.id, json!(new.remark));
            },
        );
        self.paired(
            Sort::Fte,
            &capacity(plan),
            &capacity(draft),
            |row| (&row.id, &row.label),
            |work, old, new| {
                for (key, fte) in [("existing", new.existing), ("expansion", new.expansion)] {
                    work.figure((Sort::Fte, key), &old.id, &new.id, json!(fte));
                }
            },
        );
    }

    /// Tables paired by their titles, and in each its rows by their labels.
    fn paired<R: Serialize>(
        &mut self,
        sort: Sort,
        old: &[Table<'_, R>],
        new: &[Table<'_, R>],
        named: impl Fn(&R) -> (&Id, &str),
        mut beside: impl FnMut(&mut Self, &R, &R),
    ) {
        let titles = |tables: &[Table<'_, R>]| -> Vec<String> {
            tables.iter().map(|it| it.title.to_string()).collect()
        };
        for (place, table) in pairs(&titles(old), &titles(new)).into_iter().zip(new) {
            let Some(own) = place.and_then(|it| old.get(it)) else {
                self.strange(table.title);
                continue;
            };
            let before = own.rows.iter().map(&named);
            let before: Vec<_> = before
                .map(|(id, label)| (id.clone(), label.to_string()))
                .collect();
            let after = table.rows.iter();
            let after: Vec<_> = after
                .map(|it| (named(it).1.to_string(), json!(it)))
                .collect();
            for (was, comes) in self.list((sort, own.id), &before, &after) {
                if let (Some(was), Some(comes)) = (own.rows.get(was), table.rows.get(comes)) {
                    beside(self, was, comes);
                }
            }
        }
    }

    fn strange(&mut self, title: &str) {
        self.say(format!(
            "de tabel “{title}” heeft in het plan geen tegenhanger; haar rijen zijn niet overgenomen"
        ));
    }
}
