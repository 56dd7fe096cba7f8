//! A meeting: begun, changed, closed or taken back.

use serde::{Deserialize, Serialize};

use crate::plan::edit::{Change, Done, Edit, Kind, Refusal};
use crate::plan::model::date;
use crate::plan::model::meeting::{Meeting, free_id};
use crate::plan::model::step;
use crate::plan::{Id, Plan};

/// Begun or planned where `from` is none, taken back where `to` is none. One that is begun gets the next
/// free id if someone else took its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingEdit {
    /// The meeting.
    pub id: Id,
    /// As it was.
    pub from: Option<Box<Meeting>>,
    /// As it becomes.
    pub to: Option<Box<Meeting>>,
}

impl Kind for MeetingEdit {
    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }

    fn apply(&self, plan: &mut Plan) -> Result<Done, Refusal> {
        let Some(from) = self.from.as_deref() else {
            return Ok(begun(plan, self.to.as_deref()));
        };
        let all = &mut plan.meetings;
        let Some(at) = all.iter().position(|kept| kept == from) else {
            let now = "een overleg waarin sindsdien iets is besproken of gewijzigd";
            return Err(Refusal::conflict(&self.id, now, &from.title));
        };
        let Some(to) = self.to.as_deref() else {
            all.remove(at);
            let change = Change::remove(&[], "meetings", at);
            return Ok(Done::new(self.clone(), [change]));
        };
        all[at] = to.clone();
        let object = step::through(&[("meetings", at)]);
        let keys = ["title", "date", "present", "items", "closed"];
        let changes = Change::differing(&object, &keys, (from, to));
        Ok(Done::new(self.clone(), changes))
    }

    fn inverse(&self) -> Edit {
        let mut it = self.clone();
        std::mem::swap(&mut it.from, &mut it.to);
        it.into()
    }

    fn sentence(&self, _: &Plan) -> String {
        let id = &self.id;
        match (&self.from, &self.to) {
            (None, Some(to)) => {
                let day = date::dutch(to.date);
                format!("{id}: overleg {} op {day}", to.title)
            }
            (Some(from), None) => format!("{id}: overleg {} teruggenomen", from.title),
            (Some(from), Some(to)) if from.closed.is_none() && to.closed.is_some() => {
                format!("{id}: overleg {} afgesloten", to.title)
            }
            (Some(from), Some(to)) if from.closed.is_some() && to.closed.is_none() => {
                format!("{id}: overleg {} weer open", to.title)
            }
            (Some(from), Some(to)) if from.date != to.date => {
                let [was, day] = [from, to].map(|it| date::dutch(it.date));
                format!("{id}: overleg {} van {was} naar {day}", to.title)
            }
            (_, Some(to)) => format!("{id}: overleg {} gewijzigd", to.title),
            (None, None) => id.clone(),
        }
    }

    /// Begun; or closed, and open again.
    #[cfg(test)]
    fn sample(plan: &Plan, number: u32, text: &str) -> Edit {
        let json =
            r#"{"id": "O1", "title": "x", "date": "2026-06-12", "by": "A", "items": ["1.K1"]}"#;
        let begun = plan.meetings.last().filter(|_| !number.is_multiple_of(3));
        let from = begun.cloned().map(Box::new);
        let mut to: Meeting =
            begun.map_or_else(|| serde_json::from_str(json).unwrap(), Meeting::clone);
        match begun {
            Some(begun) => to.closed = begun.closed.is_none().then_some(begun.date),
            None => to.title = text.to_string(),
        }
        Edit::Meeting(Self {
            id: to.id.clone(),
            from,
            to: Some(Box::new(to)),
        })
    }
}

fn begun(plan: &mut Plan, to: Option<&Meeting>) -> Done {
    let mut to = to.cloned();
    if let Some(to) = &mut to
        && plan.meetings.iter().any(|kept| kept.id == to.id)
    {
        to.id = free_id("O", plan);
    }
    plan.meetings.extend(to.clone());
    let change = to.as_ref().map(|to| Change::push(&[], "meetings", to));
    let edit = MeetingEdit {
        id: to.as_ref().map_or_else(Id::new, |to| to.id.clone()),
        from: None,
        to: to.map(Box::new),
    };
    Done::new(edit, change)
}
