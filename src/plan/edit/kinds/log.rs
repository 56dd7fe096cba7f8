//! A note or a decision in the log of a KPI, an action or a meeting.

use serde::{Deserialize, Serialize};

use crate::plan::edit::said::{Said, Told};
use crate::plan::edit::{Change, Done, Edit, Kind, Refusal};
use crate::plan::model::inside::ItemMut;
use crate::plan::model::meeting::Meeting;
use crate::plan::{Id, LogEntry, Plan};

/// Written down where `from` is none, taken back where `to` is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEdit {
    /// The KPI, action or meeting.
    pub id: Id,
    /// The line that goes.
    pub from: Option<LogEntry>,
    /// The line that comes.
    pub to: Option<LogEntry>,
}

impl Kind for LogEdit {
    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }

    fn apply(&self, plan: &mut Plan) -> Result<Done, Refusal> {
        let id = &self.id;
        let steps = plan.steps_to(id);
        let log = match plan.item_mut(id) {
            Some(ItemMut::Action(action)) => &mut action.log,
            Some(ItemMut::Kpi(kpi)) => &mut kpi.log,
            Some(ItemMut::Meeting(meeting)) => &mut meeting.log,
            _ => return Err(Refusal::not_found(id)),
        };
        let object = steps.ok_or_else(|| Refusal::not_found(id))?;
        let mut changes = Vec::new();
        if self.from.is_some() {
            let place = place_of(log, self.from.as_ref())
                .ok_or_else(|| Refusal::Unfit(format!("deze regel staat niet meer bij {id}")))?;
            log.remove(place);
            changes.push(Change::remove(&object, "log", place));
        }
        if let Some(line) = &self.to {
            log.push(line.clone());
            changes.push(Change::push(&object, "log", line));
        }
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
            (_, Some(to)) => format!("{id}: {}", said(to)),
            (Some(from), None) => format!("{id}: {} teruggenomen", said(from)),
            (None, None) => id.clone(),
        }
    }

    fn told<'a>(&'a self, _: &'a Plan, meeting: &Meeting, _: &[&'a Edit]) -> Option<Told<'a>> {
        Some(if self.id == meeting.id {
            Told::General
        } else {
            Told::Item(&self.id)
        })
    }

    fn said<'a>(_: &'a Plan, edits: &[&'a Self]) -> Vec<Said<'a>> {
        let mut lines: Vec<&LogEntry> = Vec::new();
        for it in edits {
            let from = it.from.as_ref();
            if let Some(place) = lines.iter().rposition(|line| Some(*line) == from) {
                lines.remove(place);
            }
            lines.extend(it.to.as_ref());
        }
        lines.into_iter().map(|line| Said::Line { line }).collect()
    }

    #[cfg(test)]
    fn sample(_: &Plan, number: u32, text: &str) -> Edit {
        Edit::Log(Self {
            id: ["1.K1", "1A.1.b"][number as usize % 2].to_string(),
            from: None,
            to: Some(LogEntry {
                date: chrono::NaiveDate::from_ymd_opt(2026, 6, 12).unwrap(),
                by: "A".to_string(),
                status: None,
                note: None,
                decision: Some(text.to_string()),
            }),
        })
    }
}

/// Where a line stands: the last one that is the same.
pub(super) fn place_of(log: &[LogEntry], line: Option<&LogEntry>) -> Option<usize> {
    let line = line?;
    log.iter().rposition(|kept| kept == line)
}

fn said(line: &LogEntry) -> String {
    match (&line.decision, &line.note) {
        (Some(decision), _) => format!("besluit: {decision}"),
        (None, Some(note)) => format!("notitie: {note}"),
        (None, None) => "notitie".to_string(),
    }
}
