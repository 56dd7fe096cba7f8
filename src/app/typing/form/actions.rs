//! The status of an action and the day it is due, or of all that are marked.

use serde_json::Value;

use super::fields::{Blank, Fields, Wrong};
use super::filling::{Form, Then};
use super::subject::{By, Changed, Desk, Subject};
use crate::own::draft::Draft;
use crate::plan::clean::one_line;
use crate::plan::edit::{ACTION_DUE, Edit, SetEdit, StatusEdit};
use crate::plan::model::date;
use crate::plan::model::lookup::Item;
use crate::plan::{Action, Id, Plan, Status, words};

const STATUS: Blank = Blank::value("status", "Status", 12);
const DUE: Blank = Blank::of(&ACTION_DUE);
const NOTE: Blank = Blank::text("note", "Notitie");

/// The actions, at least one, each as it was.
#[derive(Debug)]
struct Actions(Vec<Was>);

/// What is typed about an action goes out from this.
#[derive(Debug, Clone)]
struct Was {
    id: Id,
    status: Status,
    due: Value,
}

impl Form {
    /// The form for these actions, at least one.
    pub fn actions(actions: &[&Action], desk: Desk<'_>) -> Self {
        let title = match actions {
            [one] => format!("{}  {}", one.id, one_line(&one.text)),
            several => {
                let ids: Vec<&str> = several.iter().map(|action| action.id.as_str()).collect();
                format!("{} gemerkte acties: {}", several.len(), ids.join(", "))
            }
        };
        let all = actions.iter().filter_map(|it| Was::now(desk.plan, &it.id));
        let subject = Actions(all.collect());
        let mut form = Self::of(subject, title, &[STATUS, DUE, NOTE], desk);
        form.then = if actions.len() == 1 {
            Then::Next
        } else {
            Then::Unmark
        };
        form
    }
}

/// The form a draft was typed in.
pub(super) fn reopen(draft: &Draft, desk: Desk<'_>) -> Option<Form> {
    match desk.plan.item(&draft.id)? {
        Item::Action(it, _) if draft.form.is_empty() => Some(Form::actions(&[it], desk)),
        _ => None,
    }
}

impl Was {
    fn now(plan: &Plan, id: &str) -> Option<Self> {
        let item = plan.item(id)?;
        let Item::Action(action, _) = item else {
            return None;
        };
        Some(Self {
            id: action.id.clone(),
            status: action.status,
            due: ACTION_DUE.now(item),
        })
    }
}

impl Actions {
    /// What all of them have, in words.
    fn common(&self, said: impl Fn(&Was) -> String) -> String {
        let mut all = self.0.iter().map(said);
        let first = all.next().unwrap_or_default();
        if all.all(|other| other == first) {
            first
        } else {
            "verschillend".to_string()
        }
    }

    fn beside_status(&self, typed: &str) -> String {
        let now = self.common(|was| words::status(was.status).to_string());
        match words::parse_status(typed).map(words::status) {
            Ok(to) if to != now => format!("{now} → {to}"),
            _ => format!("nu {now} · o open, l loopt, g gereed, v vervallen"),
        }
    }

    fn beside_due(&self, typed: Option<String>, desk: Desk<'_>) -> String {
        let said = |due: &Value| ACTION_DUE.said(desk.plan, due);
        let now = self.common(|was| said(&was.due));
        let Some(typed) = typed else {
            let helps = match now.as_str() {
                "geen" => date::COMING,
                _ => "geen haalt hem weg",
            };
            return format!("nu {now} · {helps}");
        };
        match ACTION_DUE.parse(desk.plan, &typed, desk.today) {
            Ok(to) => {
                let day = to.as_str().and_then(date::of_iso);
                let to = day.map_or_else(|| said(&to), |day| desk.beside_due(day));
                format!("{now} → {to}")
            }
            Err(sentence) => sentence,
        }
    }

    /// The first action of which someone changed what is typed about, and that action with the
    /// change: a field at a time, so that each is shown before it is overwritten.
    fn conflict(&self, fields: &Fields, plan: &Plan) -> Option<(&Was, Was)> {
        let typed = |blank| fields.typed(blank).is_some();
        self.0.iter().find_map(|was| {
            let now = Was::now(plan, &was.id)?;
            let next = if typed(STATUS) && now.status != was.status {
                Was {
                    status: now.status,
                    ..was.clone()
                }
            } else if typed(DUE) && now.due != was.due {
                Was {
                    due: now.due,
                    ..was.clone()
                }
            } else {
                return None;
            };
            Some((was, next))
        })
    }
}

impl Subject for Actions {
    fn beside(&self, blank: Blank, fields: &Fields, desk: Desk<'_>) -> String {
        match blank {
            STATUS => self.beside_status(fields.value(STATUS)),
            DUE => self.beside_due(fields.typed(DUE), desk),
            _ => String::new(),
        }
    }

    fn submit(&self, fields: &Fields, desk: Desk<'_>) -> Result<Vec<Edit>, Wrong> {
        let to = match fields.typed(STATUS) {
            None if fields.is_dirty() => None,
            _ => {
                let to = words::parse_status(fields.value(STATUS));
                Some(to.map_err(|it| STATUS.wrong(it))?)
            }
        };
        let day = |typed: String| ACTION_DUE.parse(desk.plan, &typed, desk.today);
        let due = fields.typed(DUE).map(day).transpose();
        let due = due.map_err(|it| DUE.wrong(it))?;
        let note = fields.value(NOTE);
        let mut edits = Vec::new();
        for Was { id, .. } in &self.0 {
            let Some(item @ Item::Action(action, _)) = desk.plan.item(id) else {
                return Err(Wrong::gone(id));
            };
            let to = to.unwrap_or(action.status);
            let status = StatusEdit::of(action, to, Some(note), desk.today, desk.user);
            let set = due.clone();
            let set = set.and_then(|due| SetEdit::of(&ACTION_DUE, item, due));
            edits.extend(status.map(Edit::from));
            edits.extend(set.map(Edit::from));
        }
        match (edits.is_empty(), to, due) {
            (false, ..) => Ok(edits),
            (true, None, Some(due)) => {
                let sentence = format!("staat al op {}", ACTION_DUE.said(desk.plan, &due));
                Err(DUE.wrong(sentence))
            }
            (true, to, _) => {
                let to = to.map_or("", words::status);
                Err(STATUS.wrong(format!("staat al op {to}")))
            }
        }
    }

    fn draft(&self) -> Option<(&'static str, &str)> {
        Some(("", &self.0.first()?.id))
    }

    fn once(&self) -> Option<&'static [Blank]> {
        Some(&[STATUS, NOTE])
    }

    fn follow(&mut self, fields: &mut Fields, desk: Desk<'_>) {
        let plan = desk.plan;
        for was in &mut self.0 {
            let Some(now) = Was::now(plan, &was.id) else {
                continue;
            };
            if fields.typed(STATUS).is_none() {
                was.status = now.status;
            }
            if fields.typed(DUE).is_none() {
                was.due = now.due;
            }
        }
    }

    fn changed(&self, fields: &Fields, plan: &Plan) -> Option<Changed> {
        let (was, next) = self.conflict(fields, plan)?;
        let which = match self.0.as_slice() {
            [_] => "deze actie",
            _ => &was.id,
        };
        let status = was.status != next.status;
        let (from, to) = if status {
            let said = |it: &Was| words::status(it.status).to_string();
            (said(was), said(&next))
        } else {
            let said = |it: &Was| ACTION_DUE.said(plan, &it.due);
            (said(was), said(&next))
        };
        let what = if status {
            String::new()
        } else {
            format!("{} van ", ACTION_DUE.label)
        };
        let by = if status {
            By::Status
        } else {
            By::Field(ACTION_DUE.key)
        };
        Some(Changed {
            id: was.id.clone(),
            by,
            sentence: format!(
                "{what}{which} op {to} (was {from}). Enter legt uw keuze vast, Esc laat {to} staan."
            ),
        })
    }

    fn accept(&mut self, fields: &Fields, plan: &Plan) {
        if let Some((_, next)) = self.conflict(fields, plan)
            && let Some(was) = self.0.iter_mut().find(|was| was.id == next.id)
        {
            *was = next;
        }
    }
}
