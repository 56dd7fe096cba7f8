//! An item no longer holds, or holds again. It stays where it is, with its reason.

use serde::{Deserialize, Serialize};

use crate::plan::edit::{Alters, Change, Done, Edit, Kind, Refusal, Why};
use crate::plan::model::date;
use crate::plan::model::life::Dropped;
use crate::plan::model::sort::Sort;
use crate::plan::{Id, Plan, words};

/// Dropped where `from` is none, revived where `to` is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DropEdit {
    /// The item.
    pub id: Id,
    /// Since when and why it didn't hold.
    pub from: Option<Dropped>,
    /// From when on and why it doesn't.
    pub to: Option<Dropped>,
    /// Why the plan changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
}

impl Kind for DropEdit {
    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }

    fn alters(&self, _: &Plan) -> Option<Alters<'_>> {
        Some(Alters::because(self.why.as_ref()))
    }

    fn settles(&self) -> Option<&str> {
        Some("dropped")
    }

    fn apply(&self, plan: &mut Plan) -> Result<Done, Refusal> {
        let id = &self.id;
        let gone = || Refusal::not_found(id);
        let object = plan.steps_to(id).ok_or_else(gone)?;
        let item = plan.item(id).ok_or_else(gone)?;
        let sort = item.sort();
        if sort == Sort::Action {
            let sentence = format!("{id} is een actie: die vervalt met haar status");
            return Err(Refusal::Unfit(sentence));
        }
        if !sort.can_be_dropped() {
            let kind = words::kind(&item);
            return Err(Refusal::Unfit(format!("een {kind} kan niet vervallen")));
        }
        let unfit = |_| Refusal::Unfit(format!("{id} kan niet vervallen"));
        let mut item = plan.item_mut(id).ok_or_else(gone)?;
        let now = item.value("dropped").map_err(unfit)?;
        let now: Option<Dropped> = serde_json::from_value(now).map_err(unfit)?;
        if now != self.from {
            let (now, based_on) = (said(now.as_ref()), said(self.from.as_ref()));
            return Err(Refusal::conflict(id, now, based_on));
        }
        let value = serde_json::to_value(&self.to).map_err(unfit)?;
        item.set("dropped", value).map_err(unfit)?;
        let change = Change::set(&object, "dropped", &self.to);
        Ok(Done::new(self.clone(), [change]))
    }

    fn inverse(&self) -> Edit {
        let mut it = self.clone();
        std::mem::swap(&mut it.from, &mut it.to);
        it.into()
    }

    fn sentence(&self, plan: &Plan) -> String {
        let why = Why::behind(self.why.as_ref(), plan);
        format!("{}: {}{why}", self.id, said(self.to.as_ref()))
    }

    #[cfg(test)]
    fn sample(plan: &Plan, number: u32, text: &str) -> Edit {
        let id = ["1.K1", "1A.1", "1A", "R1.1", "boa", "B1", "C1"][number as usize % 7];
        let mut after = plan.clone();
        let now = after.item_mut(id).unwrap().value("dropped").unwrap();
        let from: Option<Dropped> = serde_json::from_value(now).unwrap();
        let to = from.is_none().then(|| Dropped {
            date: chrono::NaiveDate::from_ymd_opt(2026, 6, 12).unwrap(),
            reason: Some(text.to_string()),
            decision: None,
        });
        Edit::Drop(Self {
            id: id.to_string(),
            from,
            to,
            why: Some(Why {
                reason: text.to_string() + "x",
                decision: None,
            }),
        })
    }
}

fn said(dropped: Option<&Dropped>) -> String {
    dropped.map_or_else(
        || "geldt".to_string(),
        |dropped| format!("vervallen per {}", date::dutch(dropped.date)),
    )
}
