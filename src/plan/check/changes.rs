//! What a changing plan adds: decisions, what was dropped, priorities, and what a new year took
//! over.

use super::{Check, Finding, Severity};
use crate::plan::edit::confirmable;
use crate::plan::model::CHANGING;
use crate::plan::model::kpi::Indicator;
use crate::plan::model::life::{Adoption, Dropped, Origin, is_slug};
use crate::plan::model::lookup::Item;
use crate::plan::model::sort::{Sort, WHOLE};
use crate::plan::model::step::Step;
use crate::plan::{Plan, clean};

/// What a changing plan adds to items.
#[derive(Debug, Default)]
pub(super) struct Changes {
    pub found: Vec<Finding>,
    /// Whether any of them was dropped.
    pub any_dropped: bool,
}

impl<'a> Check<'a> {
    /// The same of the plan as a whole, knowing that of its chapters.
    pub(super) fn changes(&mut self, plan: &'a Plan, of_chapters: Changes) {
        self.each("decisions", &plan.decisions, |check, decision| {
            check.date(&[Step::Key("date")], &decision.id, Some(decision.date));
        });
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
        if plan.slug.as_deref().is_some_and(|slug| !is_slug(slug)) {
            let sentence = "het kenmerk heeft alleen kleine letters, cijfers en -, hoogstens 60";
            self.error("slug", "", sentence.to_string());
        }
        self.taken_over(plan, WHOLE, Sort::Plan, (&plan.origin, &plan.to_confirm));
        if !plan.years().has(plan.year) {
            let (year, years) = (plan.year, plan.years().shown());
            let sentence = format!("het jaar {year} ligt niet in de periode {years}");
            self.error("period", "", sentence);
        }
        let mut any_dropped = of_chapters.any_dropped;
        self.found.extend(of_chapters.found);
        for item in plan.items_beside().chain(plan.entries()) {
            any_dropped |= item.dropped().is_some();
            self.changes_of(plan, item);
        }
        if plan.schema < CHANGING && (any_dropped || !plan.decisions.is_empty()) {
            let sentence = format!("besluiten en wat vervallen is vragen schema {CHANGING}");
            self.add(Severity::Remark, &[Step::Key("schema")], "", sentence);
        }
    }

    /// What of it an item has.
    pub(super) fn changes_of(&mut self, plan: &Plan, item: Item<'_>) {
        let id = item.id();
        if let Some(dropped) = item.dropped() {
            self.dropped(plan, id, dropped);
        }
        self.taken_over(plan, id, item.sort(), (item.origin(), item.to_confirm()));
        if let Item::Indicator(indicator, _) = item {
            self.earlier(plan, indicator);
            self.years_of(plan, indicator);
        }
        if item.priority().is_some_and(|it| !(1..=3).contains(&it)) {
            let sentence = format!("de prioriteit van {id} is geen 1, 2 of 3");
            let at = below(plan, id, &["priority"]);
            self.add(Severity::Error, &at, id, sentence);
        }
    }

    /// Where an item comes from, and what of it was to be confirmed.
    fn taken_over(
        &mut self,
        plan: &Plan,
        id: &str,
        sort: Sort,
        (origin, to_confirm): (&[Origin], &[String]),
    ) {
        if origin
            .iter()
            .any(|it| !is_slug(&it.plan) || it.id.is_empty())
        {
            let sentence = format!("de herkomst van {id} noemt geen plan of geen id");
            let at = below(plan, id, &["origin"]);
            self.add(Severity::Error, &at, id, sentence);
        }
        for key in to_confirm {
            if confirmable(sort, key).is_none() {
                let key = clean::one_line(key);
                let sentence = format!("“{key}” van {id} kan hier niet bevestigd worden");
                let at = below(plan, id, &["to_confirm"]);
                self.add(Severity::Remark, &at, id, sentence);
            }
        }
    }

    /// The years before: each once, in their order, and before the plan's own.
    fn earlier(&mut self, plan: &Plan, indicator: &Indicator) {
        let id = &indicator.id;
        let mut years = indicator.earlier.iter().map(|it| it.year);
        let before = plan.period.map_or(plan.year, |period| period.from);
        if !years.clone().is_sorted_by(|a, b| a < b) || years.any(|year| year >= before) {
            let sentence = format!("de eerdere jaren van {id} lopen niet op tot voor {before}");
            let at = below(plan, id, &["earlier"]);
            self.add(Severity::Error, &at, id, sentence);
        }
        for earlier in &indicator.earlier {
            let at = below(plan, id, &["earlier"]);
            self.date(&at, id, earlier.on);
        }
    }

    /// Targets of single years: each of a year of the plan, once, and not running back.
    fn years_of(&mut self, plan: &Plan, indicator: &Indicator) {
        let (id, years) = (&indicator.id, plan.years());
        let mut met = Vec::new();
        if years.is_one() && !indicator.targets.is_empty() {
            let only = years.from;
            let sentence = format!(
                "{id}: streefwaarden per jaar horen bij een plan voor meer jaren, en dit is er een \
                 van {only}; zet streefwaarde"
            );
            let at = below(plan, id, &["targets"]);
            return self.add(Severity::Error, &at, id, sentence);
        }
        for wanted in &indicator.targets {
            let year = wanted.year;
            let fault = if !years.has(year) {
                format!("valt buiten {}", years.shown())
            } else if met.contains(&year) {
                "staat er twee keer".to_string()
            } else if wanted
                .min
                .zip(wanted.max)
                .is_some_and(|(min, max)| min > max)
            {
                "loopt terug".to_string()
            } else {
                met.push(year);
                continue;
            };
            let sentence = format!("de streefwaarde van {id} voor {year} {fault}");
            let at = below(plan, id, &["targets"]);
            self.add(Severity::Error, &at, id, sentence);
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
