//! Entries that were not finished: what to keep of them, and putting them back.

use chrono::{DateTime, FixedOffset};
use tui_input::Input;

use super::form;
use super::form::{Form, Saying, Subject};
use super::picker::Picker;
use crate::app::{App, Mode};
use crate::own::draft::Draft;
use crate::plan::model::lookup::Item;

impl App {
    /// What would be lost if the line went away now: the fields of the form that is being filled
    /// in, or an earlier draft nobody decided on.
    pub fn draft(&self, at: DateTime<FixedOffset>) -> Option<Draft> {
        let Mode::Form(form) = &self.mode else {
            return self.offered.clone();
        };
        if !form.is_dirty() {
            return self.offered.clone();
        }
        let (form_name, id) = match &form.subject {
            Subject::Reading(id) => ("", id.clone()),
            Subject::Status(actions) => ("", actions.first()?.0.clone()),
            Subject::Judgement(id, _) => ("judgement", id.clone()),
            Subject::Said(saying, about) => (saying.name(), about.clone().unwrap_or_default()),
            // Nothing of it is lost: the title is the set's.
            Subject::Meeting(_) => return self.offered.clone(),
        };
        let fields = form.fields.iter();
        Some(Draft {
            at,
            form: form_name.to_string(),
            id,
            meeting: self.meeting_id(),
            fields: fields
                .map(|field| field.input.value().to_string())
                .collect(),
            focus: form.focus,
        })
    }

    /// Asks whether a draft is to be put back.
    pub(crate) fn offer(&mut self, draft: Draft) {
        let there = draft.id.is_empty() || self.plan.item(&draft.id).is_some();
        if there && self.can_write() {
            self.mode = Mode::Picker(Picker::draft(&draft));
            self.offered = Some(draft);
        }
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
        let Some(form) = self.form_of(&draft) else {
            return;
        };
        let mut form = Form {
            focus: draft.focus.min(form.fields.len() - 1),
            ..form
        };
        for (field, text) in form.fields.iter_mut().zip(&draft.fields) {
            field.input = Input::default();
            form::paste(&mut field.input, text);
        }
        form.understand(self.desk());
        self.mode = Mode::Form(form);
        self.settle();
    }

    /// The form a draft was typed in.
    fn form_of(&self, draft: &Draft) -> Option<Form> {
        let desk = self.desk();
        if let Some(saying) = Saying::named(&draft.form) {
            let about = Some(draft.id.as_str()).filter(|id| !id.is_empty());
            return Some(Form::said(saying, about, desk));
        }
        match self.plan.item(&draft.id)? {
            Item::Kpi(kpi, _) if draft.form == "judgement" => Some(Form::judgement(kpi, desk)),
            Item::Indicator(indicator, _) => Some(Form::reading(indicator, desk)),
            Item::Action(action, _) => Some(Form::status(&[action], desk)),
            _ => None,
        }
    }

    /// Forgets the offered draft.
    pub(crate) fn discard(&mut self) {
        self.offered = None;
    }
}
