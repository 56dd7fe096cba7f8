//! What changed between a plan as it was and as it is: lights that turned, and why; where
//! indicators and actions stand now and stood then.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::plan::figures::before::Before;
use crate::plan::figures::light::{expected_words, propose, shown};
use crate::plan::model::date;
use crate::plan::model::kpi::{Indicator, Kpi, Light};
use crate::plan::words::Wide;
use crate::plan::{Action, Id, Plan, Status, words};

/// How things were, by their ids.
pub struct Then<'a> {
    plan: &'a Plan,
    day: NaiveDate,
    kpis: HashMap<&'a Id, &'a Kpi>,
    actions: HashMap<&'a Id, &'a Action>,
}

/// A light that turned.
pub struct Turned<'a> {
    /// The KPI.
    pub kpi: &'a Kpi,
    /// What it was; none where there was no such KPI.
    pub was: Option<Light>,
    /// What it is.
    pub now: Light,
    /// Why, in Dutch.
    pub why: String,
}

impl<'a> Then<'a> {
    /// How things were in a plan.
    pub fn of(before: &'a Before) -> Self {
        let plan = &before.plan;
        Self {
            plan,
            day: before.day,
            kpis: plan.kpis().map(|(kpi, _)| (&kpi.id, kpi)).collect(),
            actions: plan.actions().map(|(it, ..)| (&it.id, it)).collect(),
        }
    }

    /// The light of a KPI then.
    pub fn light(&self, kpi: &Kpi) -> Option<Light> {
        let then = self.kpis.get(&kpi.id)?;
        Some(shown(self.plan, then, self.day))
    }

    /// An indicator as it was.
    pub fn indicator(&self, kpi: &Kpi, indicator: &Indicator) -> Option<&'a Indicator> {
        let then = self.kpis.get(&kpi.id)?;
        then.indicators.iter().find(|it| it.id == indicator.id)
    }

    /// The status of an action then; none where it wasn't there.
    pub fn status(&self, action: &Action) -> Option<Status> {
        self.actions.get(&action.id).map(|it| it.status)
    }

    /// Whether an indicator stands, or is asked, otherwise than it did.
    pub fn moved(&self, kpi: &Kpi, indicator: &Indicator) -> bool {
        self.indicator(kpi, indicator).is_none_or(|was| {
            was.latest() != indicator.latest()
                || was.target != indicator.target
                || was.due != indicator.due
        })
    }

    /// Whether anything was said or changed of a KPI.
    pub fn touched(&self, plan: &Plan, kpi: &Kpi, today: NaiveDate) -> bool {
        let then = self.kpis.get(&kpi.id);
        kpi.indicators.iter().any(|it| self.moved(kpi, it))
            || self.turned(plan, kpi, today).is_some()
            || then.is_none_or(|it| it.judgements.len() != kpi.judgements.len())
    }

    /// Whether an action has another status, day or note than it had, or is new.
    pub fn stirred(&self, action: &Action) -> bool {
        let then = self.actions.get(&action.id);
        then.is_none_or(|it| {
            it.status != action.status || it.due != action.due || it.log.len() != action.log.len()
        })
    }

    /// A light that is another than it was.
    pub fn turned<'p>(&self, plan: &Plan, kpi: &'p Kpi, today: NaiveDate) -> Option<Turned<'p>> {
        let (was, now) = (self.light(kpi), shown(plan, kpi, today));
        (was != Some(now)).then(|| Turned {
            kpi,
            was,
            now,
            why: self.why(plan, kpi, today),
        })
    }

    /// Why it turned: what a person said of it, else what in the figures or the plan did it.
    fn why(&self, plan: &Plan, kpi: &Kpi, today: NaiveDate) -> String {
        let Some(then) = self.kpis.get(&kpi.id) else {
            return "nieuw in het plan".to_string();
        };
        let judged = kpi.judgement().filter(|it| then.judgement() != Some(it));
        if let Some(judged) = judged {
            let measure = judged
                .measure
                .as_ref()
                .map(|it| format!("bijsturing: {it}"));
            let said: Vec<String> = judged
                .explanation
                .clone()
                .into_iter()
                .chain(measure)
                .collect();
            let day = date::dutch(judged.date);
            return match said.join("; ") {
                said if said.is_empty() => format!("oordeel van {day}"),
                said => said,
            };
        }
        if kpi.judgement().is_none() && then.judgement().is_some() {
            return "het oordeel is ingetrokken; de cijfers gelden weer".to_string();
        }
        let parts: Vec<String> = kpi
            .indicators
            .iter()
            .filter_map(|indicator| self.cause(plan, kpi, indicator, today))
            .collect();
        parts.join("; ")
    }

    /// What in the figures of an indicator turned its light.
    fn cause(
        &self,
        plan: &Plan,
        kpi: &Kpi,
        indicator: &Indicator,
        today: NaiveDate,
    ) -> Option<String> {
        let Some(then) = self.indicator(kpi, indicator) else {
            return Some(format!("{} is nieuw", indicator.label));
        };
        let turned = propose(self.plan, then, self.day) != propose(plan, indicator, today);
        if !turned {
            return None;
        }
        let (was, now) = (words::target(then), words::target(indicator));
        let target = (was != now).then(|| format!("gevraagd is {now}, dat was {was}"));
        let (was, now) = (stand(then), stand(indicator));
        let reading = if was == now {
            format!("bleef {now}")
        } else {
            format!("van {was} naar {now}")
        };
        let expected = |it: &Indicator, day| expected_words(it, day, plan.year);
        let expected = match (expected(then, self.day), expected(indicator, today)) {
            (Some(was), Some(now)) if was != now => Some(format!("verwacht was {was}, nu {now}")),
            (_, Some(now)) => Some(format!("verwacht nu {now}")),
            (_, None) => indicator
                .due
                .filter(|due| *due < today && !indicator.is_met())
                .map(|due| format!("over tijd sinds {}", date::dutch(due))),
        };
        let parts: Vec<String> = [Some(reading), expected, target]
            .into_iter()
            .flatten()
            .collect();
        Some(format!("{} {}", indicator.label, parts.join(", ")))
    }
}

/// Where an indicator stands, in a few words.
fn stand(indicator: &Indicator) -> String {
    let latest = indicator.latest();
    latest.map_or_else(
        || "geen stand".to_string(),
        |it| words::reading(indicator, it),
    )
}

/// Where an indicator stands, against what is asked: `6 op 12-06-2026 (streefwaarde 10)`.
pub fn against(indicator: &Indicator) -> String {
    let standing = words::standing(indicator, Wide::Page);
    let wanted = words::target(indicator);
    format!("{standing} (streefwaarde {wanted})")
}
