//! Entries that were not finished: what to keep of them, and putting them back.

use chrono::{DateTime, FixedOffset};

use super::form;
use super::picker::{Choice, Picker};
use super::record::Pick;
use crate::app::{App, Mode};
use crate::own::draft::Draft;
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
        let fields = form.fields.all.iter();
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

    /// Asks whether a draft is to be put back.
    pub(crate) fn offer(&mut self, draft: Draft) {
        let form = form::reopen(&draft, self.desk());
        let Some(form) = form.filter(|_| self.can_write()) else {
            return;
        };
        let typed = form.fields.all.iter().map(|field| field.input.value());
        let typed: Vec<&str> = typed.filter(|text| !text.is_empty()).collect();
        let label = format!("{}: {}", draft.id, typed.join(" · "));
        let title = format!("Concept van {} terugzetten?", moment_short(draft.at));
        let choices = vec![
            Choice::new("terugzetten", &label, Pick::Restore),
            Choice::new("weggooien", &label, Pick::Discard),
        ];
        self.mode = Mode::Picker(Picker::of(&title, choices));
        self.offered = Some(draft);
    }

    /// Puts the offered draft back into its form.
    pub(crate) fn restore(&mut self) {
        let Some(draft) = self.offered.take() else {
            return;
        };
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
