//! The status of an action, or of all that are marked.

use chrono::NaiveDate;

use super::{Desk, Field, Form, Subject, Then};
use crate::plan::clean::one_line;
use crate::plan::edit::{Edit, StatusEdit};
use crate::plan::model::lookup::Item;
use crate::plan::{Action, Id, LogEntry, Plan, Status, words};

impl Form {
    /// The form for the status of these actions, at least one.
    pub fn status(actions: &[&Action], desk: Desk<'_>) -> Self {
        let title = match actions {
            [one] => format!("{}  {}", one.id, one_line(&one.text)),
            several => {
                let ids: Vec<&str> = several.iter().map(|action| action.id.as_str()).collect();
                format!("{} gemerkte acties: {}", several.len(), ids.join(", "))
            }
        };
        let subject = actions
            .iter()
            .map(|action| (action.id.clone(), action.status));
        let fields = vec![Field::new("Status", 12), Field::text("Notitie")];
        let subject = Subject::Status(subject.collect());
        let mut form = Self::of(subject, title, fields, desk);
        form.then = if actions.len() == 1 {
            Then::Next
        } else {
            Then::Done
        };
        form
    }

    pub(crate) fn understand_status(&mut self, actions: &[(Id, Status)]) {
        let Some((_, from)) = actions.first() else {
            return;
        };
        let same = actions.iter().all(|(_, status)| status == from);
        let now = if same {
            words::status(*from)
        } else {
            "verschillend"
        };
        let beside = match words::parse_status(self.fields[0].value()) {
            Ok(to) if !same || to != *from => format!("{now} → {}", words::status(to)),
            _ => format!("nu {now} · o open, l loopt, g gereed, v vervallen"),
        };
        self.beside(0, beside);
    }

    pub(crate) fn submit_status(
        &mut self,
        actions: &[(Id, Status)],
        desk: Desk<'_>,
    ) -> Option<Vec<Edit>> {
        let to = match words::parse_status(self.fields[0].value()) {
            Ok(to) => to,
            Err(sentence) => return self.refuse(0, sentence),
        };
        let note = self.fields[1].value();
        let edit =
            |(id, from): &(Id, Status)| status_edit(id, *from, to, note, desk.today, desk.user);
        Some(actions.iter().map(edit).collect())
    }
}

/// The first action whose status is no longer what the form goes out from, and what became of it.
pub(crate) fn changed(actions: &[(Id, Status)], plan: &Plan) -> Option<(Id, String)> {
    actions.iter().find_map(|(id, from)| {
        let Some(Item::Action(action, _)) = plan.item(id) else {
            return None;
        };
        let now = words::status(action.status);
        let which = if actions.len() == 1 { "deze actie" } else { id };
        (action.status != *from).then(|| {
            let sentence = format!(
                "{which} op {now} (was {}). Enter legt uw keuze vast, Esc laat {now} staan.",
                words::status(*from)
            );
            (id.clone(), sentence)
        })
    })
}

/// Goes out from the statuses as they now are.
pub(crate) fn accept(actions: &mut [(Id, Status)], plan: &Plan) {
    for (id, from) in actions {
        if let Some(Item::Action(action, _)) = plan.item(id) {
            *from = action.status;
        }
    }
}

/// The edit that sets a status and leaves a line in the action's log.
pub fn status_edit(
    id: &str,
    from: Status,
    to: Status,
    note: &str,
    today: NaiveDate,
    user: &str,
) -> Edit {
    let note = Some(note.trim().to_string()).filter(|note| !note.is_empty());
    let logged = LogEntry {
        date: today,
        by: user.to_string(),
        status: Some(to),
        note,
        decision: None,
    };
    Edit::Status(StatusEdit {
        id: id.to_string(),
        from,
        to,
        logged: Some(logged),
        unlogged: None,
    })
}
