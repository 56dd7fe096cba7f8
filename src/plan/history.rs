//! What was changed, by whom and when. Undo reads it, and so does the Logboek.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::edit::Edit;
use super::kpi::{Indicator, Reading};
use super::lookup::Item;
use super::{Plan, date, words};

/// One committed edit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The revision it made.
    pub revision: u64,
    /// When.
    #[serde(with = "date::moment")]
    pub at: DateTime<FixedOffset>,
    /// By whom.
    pub by: String,
    /// The revision this one took back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<u64>,
    /// What: the edit with the value before and after.
    #[serde(flatten)]
    pub edit: Edit,
}

/// The last edit of `user` that still stands: not an undo, and not undone.
pub fn last_standing<'a>(history: &'a [Entry], user: &str) -> Option<&'a Entry> {
    history.iter().rev().find(|entry| {
        entry.by == user
            && entry.undoes.is_none()
            && entry.edit != Edit::Unknown
            && !history
                .iter()
                .any(|later| later.undoes == Some(entry.revision))
    })
}

/// The last entry that touched the item `id`: whose value a conflict is with.
pub fn last_on<'a>(history: &'a [Entry], id: &str) -> Option<&'a Entry> {
    history
        .iter()
        .rev()
        .find(|entry| entry.edit.id() == Some(id))
}

/// An edit in one Dutch line: `3.K1.1 integrale controles: 6 op 12-06-2026`.
pub fn sentence(plan: &Plan, edit: &Edit) -> String {
    match edit {
        Edit::Reading { id, from, to } => {
            let indicator = match plan.item(id) {
                Some(Item::Indicator(indicator, _)) => Some(indicator),
                _ => None,
            };
            let label = indicator.map_or_else(String::new, |it| format!(" {}", it.label));
            let said = |reading| stand(indicator, reading);
            match (from, to) {
                (None, Some(to)) => format!("{id}{label}: {}", said(to)),
                (Some(from), None) => format!("{id}{label}: {} teruggenomen", said(from)),
                (Some(from), Some(to)) => {
                    format!("{id}{label}: {}, dat was {}", said(to), said(from))
                }
                (None, None) => format!("{id}{label}"),
            }
        }
        Edit::Count { id, add, .. } => format!("{id}: {add} erbij"),
        Edit::Status {
            id,
            from,
            to,
            logged,
            ..
        } => {
            let note = logged.as_ref().and_then(|line| line.note.as_deref());
            let note = note.map_or_else(String::new, |note| format!(" ({note})"));
            let (from, to) = (words::status(*from), words::status(*to));
            format!("{id}: van {from} naar {to}{note}")
        }
        Edit::Unknown => "een wijziging van een nieuwere versie van regie".to_string(),
    }
}

fn stand(indicator: Option<&Indicator>, reading: &Reading) -> String {
    let value = indicator.map_or_else(
        || words::value(reading.value, reading.of),
        |indicator| words::reading(indicator, reading),
    );
    let note = reading.note.as_deref();
    let note = note.map_or_else(String::new, |note| format!(" ({note})"));
    format!("{value} op {}{note}", date::dutch(reading.date))
}
