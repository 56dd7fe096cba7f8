//! An action point: agreed, ticked off or changed, or taken back.

use serde::{Deserialize, Serialize};

use crate::plan::edit::said::{Fate, Move, Said, Told, moves};
use crate::plan::edit::{Change, Done, Edit, Kind, Refusal};
use crate::plan::model::date;
use crate::plan::model::meeting::{ActionPoint, Meeting, free_id};
use crate::plan::model::step;
use crate::plan::{Id, Plan};

/// Agreed where `from` is none, taken back where `to` is none. One that is agreed gets the next
/// free id if someone else took its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointEdit {
    /// The action point.
    pub id: Id,
    /// As it was.
    pub from: Option<Box<ActionPoint>>,
    /// As it becomes.
    pub to: Option<Box<ActionPoint>>,
}

impl Kind for PointEdit {
    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }

    fn settles(&self) -> Option<&str> {
        self.from.as_ref().and(self.to.as_ref()).map(|_| "done")
    }

    fn apply(&self, plan: &mut Plan) -> Result<Done, Refusal> {
        let Some(from) = self.from.as_deref() else {
            return Ok(agreed(plan, self.to.as_deref()));
        };
        let all = &mut plan.action_points;
        let Some(at) = all.iter().position(|kept| kept == from) else {
            let now = all.iter().find(|kept| kept.id == self.id);
            let now = now.map_or_else(|| "weg".to_string(), described);
            return Err(Refusal::conflict(&self.id, now, described(from)));
        };
        let Some(to) = self.to.as_deref() else {
            all.remove(at);
            let change = Change::remove(&[], "action_points", at);
            return Ok(Done::new(self.clone(), [change]));
        };
        all[at] = to.clone();
        let object = step::through(&[("action_points", at)]);
        let keys = ["who", "what", "due", "done"];
        let changes = Change::differing(&object, &keys, (from, to));
        Ok(Done::new(self.clone(), changes))
    }

    fn inverse(&self) -> Edit {
        let mut it = self.clone();
        std::mem::swap(&mut it.from, &mut it.to);
        it.into()
    }

    fn regardless(&self, plan: &Plan) -> Option<Edit> {
        let mut all = plan.action_points.iter();
        let now = all.find(|kept| kept.id == self.id)?;
        Some(Edit::ActionPoint(Self {
            from: Some(Box::new(now.clone())),
            ..self.clone()
        }))
    }

    fn sentence(&self, _: &Plan) -> String {
        let id = &self.id;
        match (&self.from, &self.to) {
            (Some(from), Some(to)) if from.done.is_none() && to.done.is_some() => {
                format!("{id}: afgevinkt: {} ({})", to.what, to.who)
            }
            (Some(from), Some(to)) if from.done.is_some() && to.done.is_none() => {
                format!("{id}: heropend: {} ({})", to.what, to.who)
            }
            (Some(_), Some(to)) => format!("{id}: gewijzigd: {} ({})", to.what, to.who),
            (None, Some(to)) => format!("{id}: actiepunt voor {}: {}", to.who, to.what),
            (Some(from), None) => {
                let (who, what) = (&from.who, &from.what);
                format!("{id}: actiepunt voor {who} teruggenomen: {what}")
            }
            (None, None) => id.clone(),
        }
    }

    fn told<'a>(
        &'a self,
        plan: &'a Plan,
        meeting: &Meeting,
        edits: &[&'a Edit],
    ) -> Option<Told<'a>> {
        if meeting.items.contains(&self.id) {
            return Some(Told::Item(&self.id));
        }
        // What it came up with may have been changed while the meeting went on.
        let about = edits.iter().rev().find_map(|later| match later {
            Edit::ActionPoint(it) if it.id == self.id => {
                it.to.as_ref().or(it.from.as_ref())?.about.as_ref()
            }
            _ => None,
        });
        Some(about.map_or(Told::General, |about| Told::with(plan, about)))
    }

    fn said<'a>(_: &'a Plan, edits: &[&'a Self]) -> Vec<Said<'a>> {
        let all = edits.iter();
        let all = moves(all.map(|it| (it.id.as_str(), it.from.as_deref(), it.to.as_deref())));
        all.iter().filter_map(|(_, moves)| fate(moves)).collect()
    }

    /// Agreed; or the last one ticked off.
    #[cfg(test)]
    fn sample(plan: &Plan, number: u32, text: &str) -> Edit {
        if let Some(last) = plan
            .action_points
            .last()
            .filter(|_| number.is_multiple_of(2))
        {
            return Edit::ActionPoint(Self {
                id: last.id.clone(),
                from: Some(Box::new(last.clone())),
                to: Some(Box::new(ActionPoint {
                    done: Some(last.date),
                    ..last.clone()
                })),
            });
        }
        let json = r#"{"id": "AP1", "who": "A", "what": "x", "date": "2026-06-12", "by": "A"}"#;
        let point: ActionPoint = serde_json::from_str(json).unwrap();
        Edit::ActionPoint(Self {
            id: "AP1".to_string(),
            from: None,
            to: Some(Box::new(ActionPoint {
                what: text.to_string(),
                ..point
            })),
        })
    }
}

fn agreed(plan: &mut Plan, to: Option<&ActionPoint>) -> Done {
    let mut to = to.cloned();
    if let Some(to) = &mut to
        && plan.action_point(&to.id).is_some()
    {
        to.id = free_id("AP", plan);
    }
    plan.action_points.extend(to.clone());
    let change = to.as_ref().map(|to| Change::push(&[], "action_points", to));
    let edit = PointEdit {
        id: to.as_ref().map_or_else(Id::new, |to| to.id.clone()),
        from: None,
        to: to.map(Box::new),
    };
    Done::new(edit, change)
}

/// What became of an action point in a meeting; none where it ended as it began.
fn fate<'a>(moves: &[Move<'a, ActionPoint>]) -> Option<Said<'a>> {
    let (from, _) = *moves.first()?;
    let (_, to) = *moves.last()?;
    let (change, point) = match (from, to) {
        (None, to) => (Fate::Agreed, to?),
        (Some(from), None) => (Fate::Withdrawn, from),
        (Some(from), Some(to)) if from.is_open() && !to.is_open() => (Fate::Ticked, to),
        (Some(from), Some(to)) if from == to => return None,
        (Some(from), Some(to)) if !from.is_open() && to.is_open() => (Fate::Reopened, to),
        (Some(_), Some(to)) => (Fate::Changed, to),
    };
    Some(Said::Point { change, point })
}

/// An action point in a few Dutch words.
fn described(point: &ActionPoint) -> String {
    let state = match point.done {
        Some(day) => format!("afgevinkt op {}", date::dutch(day)),
        None => "open".to_string(),
    };
    format!("{}: {} ({state})", point.who, point.what)
}
