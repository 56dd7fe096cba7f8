//! Entries that were not finished: what to keep of them, and putting them back.

use chrono::{DateTime, FixedOffset};
use tui_input::Input;

use super::form::{self, Form, Subject};
use super::picker::Picker;
use super::{App, Mode};
use crate::plan::draft::Draft;
use crate::plan::lookup::Item;

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
        let (Subject::Reading(id) | Subject::Status(id, _)) = &form.subject;
        let fields = form
            .fields
            .iter()
            .map(|field| field.input.value().to_string())
            .collect();
        Some(Draft {
            at,
            id: id.clone(),
            fields,
            focus: form.focus,
        })
    }

    /// Asks whether a draft is to be put back.
    pub(super) fn offer(&mut self, draft: Draft) {
        if self.plan.item(&draft.id).is_some() && self.can_write() {
            self.mode = Mode::Picker(Picker::draft(&draft));
            self.offered = Some(draft);
        }
    }

    /// Puts the offered draft back into its form.
    pub(super) fn restore(&mut self) {
        let Some(draft) = self.offered.take() else {
            return;
        };
        self.go_to(&draft.id);
        let form = match self.plan.item(&draft.id) {
            Some(Item::Indicator(indicator, _)) => Form::reading(&self.plan, indicator, self.today),
            Some(Item::Action(action, _)) => Form::status(&self.plan, action, self.today),
            _ => return,
        };
        let mut form = Form {
            focus: draft.focus.min(form.fields.len() - 1),
            ..form
        };
        for (field, text) in form.fields.iter_mut().zip(&draft.fields) {
            field.input = Input::default();
            form::paste(&mut field.input, text);
        }
        form.understand(&self.plan, self.today);
        self.mode = Mode::Form(form);
        self.settle();
    }

    /// Forgets the offered draft.
    pub(super) fn discard(&mut self) {
        self.offered = None;
    }
}
