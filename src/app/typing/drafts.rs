//! Entries that were not finished: what to keep of them, and putting them back.

use chrono::{DateTime, FixedOffset};

use super::choosing::picker::{Choice, Picker};
use super::form;
use super::record::Pick;
use crate::app::{App, Mode};
use crate::own::draft::Draft;
use crate::plan::clean::one_line;
use crate::plan::model::date::moment_short;

impl App {
    /// What would be lost if the line went away now: the fields of the form that is being filled
    /// in, or an earlier draft nobody decided on.
    pub fn draft(&self, at: DateTime<FixedOffset>) -> Option<Draft> {
        let form = match &self.mode {
            Mode::Form(form) if form.is_dirty() => form,
            _ => return self.offered.clone(),
        };
        let Some((name, id)) = form.subject.draft() else {
            return self.offered.clone();
        };
        // What stood there before may be another by then.
        let fields = form.fields.all.iter();
        let fields = fields.filter(|it| it.is_dirty() || it.was.is_empty());
        let typed = fields.map(|it| (it.blank.name.to_string(), it.input.value().to_string()));
        Some(Draft {
            at,
            form: name.to_string(),
            id: id.to_string(),
            meeting: self.meeting_id(),
            fields: typed.collect(),
            focus: form.fields.focus.to_string(),
        })
    }

    /// Asks whether a draft is to be put back; of one that can't be, whether it is to stay. Who may
    /// only read isn't asked, and it stays.
    pub(crate) fn offer(&mut self, draft: Draft) {
        if self.can_write() {
            self.mode = Mode::Picker(self.asks_about(&draft));
        }
        self.offered = Some(draft);
    }

    fn asks_about(&self, draft: &Draft) -> Picker<Pick> {
        let (id, when) = (&draft.id, moment_short(draft.at));
        let form = form::reopen(draft, self.desk());
        let typed: Vec<&str> = match &form {
            Some(form) => {
                let dirty = form.fields.all.iter().filter(|it| it.is_dirty());
                dirty.map(|it| it.input.value()).collect()
            }
            None => draft.fields.values().map(String::as_str).collect(),
        };
        let typed: Vec<&str> = typed.into_iter().filter(|text| !text.is_empty()).collect();
        let label = format!("{id}: {}", typed.join(" · "));
        let (title, first) = if form.is_some() {
            let restore = Choice::new("terugzetten", &label, Pick::Restore);
            (format!("Concept van {when} terugzetten?"), restore)
        } else {
            let why = if id.is_empty() || self.plan.item(id).is_some() {
                "deze regie kent het formulier niet".to_string()
            } else {
                format!("{id} staat niet meer in het plan")
            };
            let keep = Choice::new("bewaren", &label, Pick::Nothing);
            let title = format!("Concept van {when}: {why}");
            (title, keep)
        };
        let discard = Choice::new("weggooien", &label, Pick::Discard);
        Picker::of(&one_line(&title), vec![first, discard])
    }

    /// Puts the offered draft back into its form.
    pub(crate) fn restore(&mut self) {
        let Some(draft) = self.offered.take() else {
            return;
        };
        if form::reopen(&draft, self.desk()).is_none() {
            return self.offer(draft);
        }
        match &draft.meeting {
            Some(meeting) => {
                self.resume_walk(meeting);
                self.walk_to_item(&draft.id);
            }
            None => self.go_to(&draft.id),
        }
        if let Some(form) = form::reopen(&draft, self.desk()) {
            self.mode = Mode::Form(form);
            self.settle();
        }
    }

    /// Forgets the offered draft.
    pub(crate) fn discard(&mut self) {
        self.offered = None;
    }
}
