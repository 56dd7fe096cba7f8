//! What a changing plan adds: decisions, what was dropped, priorities.

use super::{Check, Severity, Sort};
use crate::plan::Plan;
use crate::plan::model::CHANGING;
use crate::plan::model::life::{Adoption, Dropped};
use crate::plan::model::step::Step;

impl<'a> Check<'a> {
    pub(super) fn changes(&mut self, plan: &'a Plan) {
        for (d, decision) in plan.decisions.iter().enumerate() {
            self.within("decisions", d, |check| {
                check.date(&[Step::Key("date")], &decision.id, Some(decision.date));
            });
        }
        if let Adoption::Adopted(adopted) = &plan.adopted {
            let [own, date, decision] = ["adopted", "date", "decision"].map(Step::Key);
            self.date(&[own, date], "", Some(adopted.date));
            if let Some(id) = &adopted.decision {
                self.refers(&[own, decision], "", id, &[Sort::Decision], "besluit");
            }
        }
        if let Some(period) = plan.period.filter(|it| it.from > it.to) {
            let sentence = format!("de periode loopt van {} tot {}", period.from, period.to);
            self.error("period", "", sentence);
        }
        let mut any_dropped = false;
        for item in plan.items().chain(plan.entries()) {
            let id = item.id();
            if let Some(dropped) = item.dropped() {
                any_dropped = true;
                self.dropped(plan, id, dropped);
            }
            if item.priority().is_some_and(|it| !(1..=3).contains(&it)) {
                let sentence = format!("de prioriteit van {id} is geen 1, 2 of 3");
                let at = below(plan, id, &["priority"]);
                self.add(Severity::Error, &at, id, sentence);
            }
        }
        if plan.schema < CHANGING && (any_dropped || !plan.decisions.is_empty()) {
            let sentence = format!("besluiten en wat vervallen is vragen schema {CHANGING}");
            self.add(Severity::Remark, &[Step::Key("schema")], "", sentence);
        }
    }

    fn dropped(&mut self, plan: &Plan, id: &str, dropped: &Dropped) {
        let day = below(plan, id, &["dropped", "date"]);
        self.date(&day, id, Some(dropped.date));
        if let Some(decision) = &dropped.decision {
            let at = below(plan, id, &["dropped", "decision"]);
            self.refers(&at, id, decision, &[Sort::Decision], "besluit");
        }
    }
}

/// Keys of an item, from the root.
fn below(plan: &Plan, id: &str, keys: &[&'static str]) -> Vec<Step> {
    let object = plan.steps_to(id).unwrap_or_default();
    let keys = keys.iter().map(|key| Step::Key(key));
    object.into_iter().chain(keys).collect()
}
