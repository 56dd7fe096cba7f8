//! The light a person gives a KPI.

use serde::{Deserialize, Serialize};

use crate::plan::edit::said::{Said, Told};
use crate::plan::edit::{Change, Done, Edit, Kind, Refusal};
use crate::plan::model::date;
use crate::plan::model::inside::ItemMut;
use crate::plan::model::kpi::Judgement;
use crate::plan::model::lookup::Item;
use crate::plan::model::meeting::Meeting;
use crate::plan::{Id, Plan, words};

/// Given where `from` is none, taken back where `to` is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JudgementEdit {
    /// The KPI.
    pub id: Id,
    /// The judgement that held before the one this edit is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Judgement>,
    /// The judgement that goes.
    pub from: Option<Judgement>,
    /// The judgement that comes.
    pub to: Option<Judgement>,
}

impl Kind for JudgementEdit {
    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }

    fn apply(&self, plan: &mut Plan) -> Result<Done, Refusal> {
        let Self {
            before, from, to, ..
        } = self;
        let years = plan.years();
        let steps = plan.steps_to(&self.id);
        let (Some(object), Some(ItemMut::Kpi(kpi))) = (steps, plan.item_mut(&self.id)) else {
            return Err(Refusal::not_found(&self.id));
        };
        if let Some(missing) = to.as_ref().and_then(Judgement::missing) {
            return Err(Refusal::Unfit(format!(
                "oranje en rood vragen om een {missing}"
            )));
        }
        let based_on = from.as_ref().or(before.as_ref());
        // What is taken back is the last of all; what is new follows the last of its year.
        let of = |it: &Judgement| years.year_of(it.date);
        let year = to.as_ref().filter(|_| from.is_none()).map(of);
        let mut newest = kpi.judgements.iter().rev();
        let now = newest.find(|it| year.is_none_or(|year| of(it) == year));
        if now != based_on {
            return Err(judged_meanwhile(&kpi.id, now, based_on));
        }
        let list = (kpi.judgements.len(), from.is_some());
        if from.is_some() {
            kpi.judgements.pop();
        }
        kpi.judgements.extend(to.clone());
        let change = Change::last(&object, "judgements", list, to.as_ref());
        Ok(Done::new(self.clone(), change))
    }

    fn inverse(&self) -> Edit {
        let mut it = self.clone();
        std::mem::swap(&mut it.from, &mut it.to);
        it.into()
    }

    /// The light that held before comes again, as it was given.
    fn regardless(&self, plan: &Plan) -> Option<Edit> {
        let Some(Item::Kpi(kpi, _)) = plan.item(&self.id) else {
            return None;
        };
        let old = self.to.clone().or_else(|| self.before.clone())?;
        Some(Edit::Judgement(Self {
            id: self.id.clone(),
            before: {
                let years = plan.years();
                let year = |it: &Judgement| years.year_of(it.date);
                let mut newest = kpi.judgements.iter().rev();
                newest.find(|it| year(it) == year(&old)).cloned()
            },
            from: None,
            to: Some(old),
        }))
    }

    fn sentence(&self, _: &Plan) -> String {
        let id = &self.id;
        match (&self.from, &self.to) {
            (_, Some(to)) => format!("{id}: {}", light(to)),
            (Some(from), None) => format!("{id}: {} teruggenomen", light(from)),
            (None, None) => id.clone(),
        }
    }

    fn told<'a>(&'a self, _: &'a Plan, _: &Meeting, _: &[&'a Edit]) -> Option<Told<'a>> {
        Some(Told::Item(&self.id))
    }

    fn said<'a>(_: &'a Plan, edits: &[&'a Self]) -> Vec<Said<'a>> {
        let (Some(first), Some(last)) = (edits.first(), edits.last()) else {
            return Vec::new();
        };
        let was = first.from.as_ref().or(first.before.as_ref());
        let said = last.to.as_ref().map(|judgement| Said::Judged {
            judgement,
            was: was.map(|was| was.light),
        });
        said.into_iter().collect()
    }

    #[cfg(test)]
    fn sample(plan: &Plan, number: u32, text: &str) -> Edit {
        use crate::plan::model::kpi::Light;
        let kpi = plan
            .every_kpi()
            .find(|(kpi, _)| kpi.id == "1.K1")
            .unwrap()
            .0;
        Edit::Judgement(Self {
            id: "1.K1".to_string(),
            before: kpi.judgement().cloned(),
            from: None,
            to: Some(Judgement {
                date: chrono::NaiveDate::from_ymd_opt(2026, 6, 12).unwrap(),
                light: Light::ALL[number as usize % 4],
                explanation: Some(format!("x{text}")),
                measure: Some("y".to_string()),
                by: "A".to_string(),
            }),
        })
    }
}

fn judged_meanwhile(id: &str, now: Option<&Judgement>, based_on: Option<&Judgement>) -> Refusal {
    let said = |judged: Option<&Judgement>| {
        judged.map_or_else(
            || "geen oordeel".to_string(),
            |judged| {
                let (light, day) = (words::light(judged.light), date::dutch(judged.date));
                format!("{light} op {day} ({})", judged.by)
            },
        )
    };
    Refusal::conflict(id, said(now), said(based_on))
}

fn light(judged: &Judgement) -> String {
    let why = judged.explanation.as_deref();
    let why = why.map_or_else(String::new, |why| format!(" ({why})"));
    format!("stoplicht {}{why}", words::light(judged.light))
}
