//! The status of an action, with the line that says so in its log.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::log::place_of;
use crate::plan::edit::said::{Said, Told};
use crate::plan::edit::{Change, Done, Edit, Kind, Refusal};
use crate::plan::model::inside::ItemMut;
use crate::plan::model::lookup::Item;
use crate::plan::model::meeting::Meeting;
use crate::plan::{Action, Id, LogEntry, Plan, Status, words};

/// From one status to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusEdit {
    /// The action.
    pub id: Id,
    /// The status it was based on.
    pub from: Status,
    /// The new status.
    pub to: Status,
    /// The line that comes into the action's log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logged: Option<LogEntry>,
    /// The line that goes from it, when a change is taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unlogged: Option<LogEntry>,
}

impl StatusEdit {
    /// An action gets a status, with a line in its log; also where only a note is new. None where
    /// nothing is.
    pub fn of(
        action: &Action,
        to: Status,
        note: Option<&str>,
        date: NaiveDate,
        by: &str,
    ) -> Option<Self> {
        let note = note.map(str::trim).filter(|note| !note.is_empty());
        (action.status != to || note.is_some()).then(|| Self {
            id: action.id.clone(),
            from: action.status,
            to,
            logged: Some(LogEntry {
                date,
                by: by.to_string(),
                status: Some(to),
                note: note.map(str::to_string),
                decision: None,
            }),
            unlogged: None,
        })
    }
}

impl Kind for StatusEdit {
    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }

    fn settles(&self) -> Option<&str> {
        Some("status")
    }

    fn apply(&self, plan: &mut Plan) -> Result<Done, Refusal> {
        let steps = plan.steps_to(&self.id);
        let (Some(object), Some(ItemMut::Action(action))) = (steps, plan.item_mut(&self.id)) else {
            return Err(Refusal::not_found(&self.id));
        };
        if action.status != self.from {
            let (now, based_on) = (words::status(action.status), words::status(self.from));
            return Err(Refusal::conflict(&self.id, now, based_on));
        }
        let mut changes = vec![Change::set(&object, "status", &self.to)];
        if let Some(place) = place_of(&action.log, self.unlogged.as_ref()) {
            action.log.remove(place);
            changes.push(Change::remove(&object, "log", place));
        }
        if let Some(line) = &self.logged {
            action.log.push(line.clone());
            changes.push(Change::push(&object, "log", line));
        }
        action.status = self.to;
        Ok(Done::new(self.clone(), changes))
    }

    fn inverse(&self) -> Edit {
        let it = self.clone();
        Edit::Status(Self {
            id: it.id,
            from: it.to,
            to: it.from,
            logged: it.unlogged,
            unlogged: it.logged,
        })
    }

    fn regardless(&self, plan: &Plan) -> Option<Edit> {
        let Some(Item::Action(action, _)) = plan.item(&self.id) else {
            return None;
        };
        let from = action.status;
        let it = self.clone();
        Some(Edit::Status(Self { from, ..it }))
    }

    fn sentence(&self, _: &Plan) -> String {
        let note = self.logged.as_ref().and_then(|line| line.note.as_deref());
        if self.from == self.to {
            let note = note.map_or_else(String::new, |note| format!(": {note}"));
            return format!("{}: notitie{note}", self.id);
        }
        let note = note.map_or_else(String::new, |note| format!(" ({note})"));
        let (from, to) = (words::status(self.from), words::status(self.to));
        format!("{}: van {from} naar {to}{note}", self.id)
    }

    fn announcement(&self, _: &Plan) -> String {
        if self.from == self.to {
            return format!("{}: notitie bij {}", self.id, words::status(self.to));
        }
        let (from, to) = (words::status(self.from), words::status(self.to));
        format!("{}: {from} → {to}", self.id)
    }

    fn told<'a>(&'a self, _: &'a Plan, _: &Meeting, _: &[&'a Edit]) -> Option<Told<'a>> {
        Some(Told::Item(&self.id))
    }

    fn said<'a>(_: &'a Plan, edits: &[&'a Self]) -> Vec<Said<'a>> {
        let (Some(first), Some(last)) = (edits.first(), edits.last()) else {
            return Vec::new();
        };
        let (from, to) = (first.from, last.to);
        let lines = edits.iter().filter_map(|it| it.logged.as_ref());
        let notes: Vec<&str> = lines.filter_map(|line| line.note.as_deref()).collect();
        // To and back without a word is as if nothing happened.
        if from == to && notes.is_empty() {
            return Vec::new();
        }
        vec![Said::Status { from, to, notes }]
    }

    #[cfg(test)]
    fn sample(plan: &Plan, number: u32, text: &str) -> Edit {
        let id = ["1A.1.a", "1A.1.b"][number as usize % 2];
        let Some(Item::Action(action, _)) = plan.item(id) else {
            unreachable!("small.json has it");
        };
        let to = Status::ALL[number as usize % 4];
        Edit::Status(Self {
            id: id.to_string(),
            from: action.status,
            to,
            logged: Some(LogEntry {
                date: NaiveDate::from_ymd_opt(2026, 6, 12).unwrap(),
                by: "A".to_string(),
                status: Some(to),
                note: Some(text.to_string()),
                decision: None,
            }),
            unlogged: None,
        })
    }
}
