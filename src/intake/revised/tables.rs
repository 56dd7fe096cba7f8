//! The money and the people of a document beside those of a plan, row by row.

use serde_json::json;

use super::Work;
use super::alike::pairs;
use crate::plan::Plan;
use crate::plan::model::sort::Sort;

impl Work<'_> {
    /// Both kinds of tables, paired by their titles.
    pub(super) fn tables(&mut self, draft: &Plan) {
        let plan = self.plan;
        let old: Vec<String> = plan.budgets.iter().map(|it| it.title.clone()).collect();
        let new: Vec<String> = draft.budgets.iter().map(|it| it.title.clone()).collect();
        for (place, table) in pairs(&old, &new).into_iter().zip(&draft.budgets) {
            let Some(own) = place.and_then(|it| plan.budgets.get(it)) else {
                self.strange(&table.title);
                continue;
            };
            let before: Vec<_> = own
                .rows
                .iter()
                .map(|it| (it.id.clone(), it.label.clone()))
                .collect();
            let after: Vec<_> = table
                .rows
                .iter()
                .map(|it| (it.label.clone(), json!(it)))
                .collect();
            for (o, n) in self.list((Sort::Amount, &own.id), &before, &after) {
                if let (Some(old), Some(new)) = (own.rows.get(o), table.rows.get(n)) {
                    self.figure(
                        (Sort::Amount, "amount"),
                        &old.id,
                        &new.id,
                        json!(new.amount),
                    );
                    self.set((Sort::Amount, "remark"), &old.id, json!(new.remark));
                }
            }
        }
        let old: Vec<String> = plan.capacity.iter().map(|it| it.title.clone()).collect();
        let new: Vec<String> = draft.capacity.iter().map(|it| it.title.clone()).collect();
        for (place, table) in pairs(&old, &new).into_iter().zip(&draft.capacity) {
            let Some(own) = place.and_then(|it| plan.capacity.get(it)) else {
                self.strange(&table.title);
                continue;
            };
            let before: Vec<_> = own
                .rows
                .iter()
                .map(|it| (it.id.clone(), it.label.clone()))
                .collect();
            let after: Vec<_> = table
                .rows
                .iter()
                .map(|it| (it.label.clone(), json!(it)))
                .collect();
            for (o, n) in self.list((Sort::Fte, &own.id), &before, &after) {
                if let (Some(old), Some(new)) = (own.rows.get(o), table.rows.get(n)) {
                    self.figure(
                        (Sort::Fte, "existing"),
                        &old.id,
                        &new.id,
                        json!(new.existing),
                    );
                    self.figure(
                        (Sort::Fte, "expansion"),
                        &old.id,
                        &new.id,
                        json!(new.expansion),
                    );
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
