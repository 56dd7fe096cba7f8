//! Meetings (*overleg*) and the action points (*actiepunten*) agreed in them.
//!
//! What was reported, judged, noted and decided in a meeting isn't stored twice: it stands with
//! its KPI or action, and the entries of the history carry the id of the meeting.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::life::Origin;
use super::{Id, LogEntry, Plan, date};

/// A walk through KPIs, actions and action points, one by one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// `"O1"`.
    pub id: Id,
    /// What it is about: "Ondermijning".
    pub title: String,
    /// The day it is held.
    #[serde(with = "date::iso")]
    pub date: NaiveDate,
    /// Who is there, as typed.
    #[serde(default)]
    pub present: Vec<String>,
    /// Who sits at the keyboard.
    pub by: String,
    /// What is to be discussed, in its order: ids of action points, KPIs and actions.
    #[serde(default)]
    pub items: Vec<Id>,
    /// What was discussed, in the order it was.
    #[serde(default)]
    pub discussed: Vec<Id>,
    /// What was said that belongs to no item.
    #[serde(default)]
    pub log: Vec<LogEntry>,
    /// The day it was closed; none while it goes on.
    #[serde(default, with = "date::iso_option")]
    pub closed: Option<NaiveDate>,
}

/// Something someone is going to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionPoint {
    /// `"AP1"`.
    pub id: Id,
    /// The KPI or action it came up with.
    pub about: Option<Id>,
    /// The meeting it was agreed in.
    pub meeting: Option<Id>,
    /// Who does it, as typed.
    pub who: String,
    /// What.
    pub what: String,
    /// By when.
    #[serde(default, with = "date::iso_option")]
    pub due: Option<NaiveDate>,
    /// The day it was agreed.
    #[serde(with = "date::iso")]
    pub date: NaiveDate,
    /// Who wrote it down.
    pub by: String,
    /// The day it was ticked off; none while it is open.
    #[serde(default, with = "date::iso_option")]
    pub done: Option<NaiveDate>,
    /// What it was in the plans before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub origin: Vec<Origin>,
    /// The keys of what a new year took over and nobody confirmed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to_confirm: Vec<String>,
}

impl Meeting {
    /// Whether this item was discussed.
    pub fn has_discussed(&self, item: &str) -> bool {
        self.discussed.iter().any(|id| id == item)
    }

    /// Whether it is to come: on a day after `today`, nothing said in it yet.
    pub fn is_planned(&self, today: NaiveDate) -> bool {
        self.closed.is_none() && !self.has_begun() && self.date > today
    }

    /// Whether something was said in it.
    pub const fn has_begun(&self) -> bool {
        !self.discussed.is_empty() || !self.log.is_empty()
    }

    /// The place of the first item that was not discussed, from `start` on and then from the
    /// beginning; none where all were.
    pub fn next_open(&self, start: usize) -> Option<usize> {
        let open = |place: &usize| {
            let item = self.items.get(*place);
            item.is_some_and(|item| !self.has_discussed(item))
        };
        (start..self.items.len())
            .find(open)
            .or_else(|| (0..start.min(self.items.len())).find(open))
    }
}

impl ActionPoint {
    /// Whether it still has to be done.
    pub const fn is_open(&self) -> bool {
        self.done.is_none()
    }
}

impl Plan {
    /// The meeting with this id, or its number alone.
    pub fn meeting(&self, id: &str) -> Option<&Meeting> {
        let wanted = id.trim_start_matches(['O', 'o']);
        self.meetings
            .iter()
            .find(|meeting| meeting.id == id || meeting.id.strip_prefix('O') == Some(wanted))
    }

    /// The action point with this id.
    pub fn action_point(&self, id: &str) -> Option<&ActionPoint> {
        self.action_points.iter().find(|point| point.id == id)
    }

    /// The open action points that came up with an item, or with one of its indicators.
    pub fn open_points_about(&self, id: &str) -> impl Iterator<Item = &ActionPoint> {
        self.action_points
            .iter()
            .filter(move |point| point.is_open() && point.about.as_deref() == Some(id))
    }
}

/// The first id of this sort nobody has or ever had: `AP3`.
pub fn free_id(sort: &str, plan: &Plan) -> Id {
    let meetings = plan.meetings.iter().map(|meeting| meeting.id.as_str());
    let points = plan.action_points.iter().map(|point| point.id.as_str());
    let gone = plan.history.iter().filter_map(|entry| entry.edit.id());
    let last = meetings
        .chain(points)
        .chain(gone)
        .filter_map(|id| id.strip_prefix(sort)?.parse::<u64>().ok())
        .max()
        .unwrap_or(0);
    format!("{sort}{}", last.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_open_item_is_looked_for_from_here_and_then_from_the_start() {
        let mut meeting: Meeting = serde_json::from_str(
            r#"{ "id": "O1", "title": "x", "date": "2026-11-23", "by": "A",
                 "items": ["a", "b", "c"], "discussed": ["b"] }"#,
        )
        .unwrap();
        for (start, next) in [
            (0, Some(0)),
            (1, Some(2)),
            (2, Some(2)),
            (3, Some(0)),
            (9, Some(0)),
        ] {
            assert_eq!(meeting.next_open(start), next, "{start}");
        }
        meeting.discussed = vec!["c".into(), "a".into(), "b".into()];
        assert_eq!(meeting.next_open(1), None);
    }
}
