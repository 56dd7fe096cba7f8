//! Entries that were not finished: what to keep of them, and putting them back.

use chrono::{DateTime, FixedOffset};

use super::choosing::picker::{Choice, Picker};
use super::form;
use super::form::Form;
use super::record::Pick;
use crate::app::{App, Mode};
use crate::own::draft::Draft;
use crate::plan::clean::one_line;
use crate::plan::model::date::moment_short;

impl App {
    /// What would be lost if the line went away now: the fields of the form that is being filled
    /// in, or an earlier draft nobody decided on.
    pub fn draft(&self, at: DateTime<FixedOffset>) -> Option<Draft> {
        let typing = match &self.mode {
            Mode::Form(form) if form.is_dirty() => Some(form),
            _ => None,
        };
        let mut forms = typing.into_iter().chain(&self.aside);
        let unfinished = forms.find_map(|form| Some((form, form.subject.draft()?)));
        let Some((form, (name, id))) = unfinished else {
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

    /// A form is left. A text in it stays as a draft, for when the same form is opened again.
    pub(crate) fn put_aside(&mut self, form: Form) {
        let mut fields = form.fields.all.iter();
        let text = fields.any(|field| field.blank.free && field.is_dirty());
        if text && !form.changes() && form.subject.draft().is_some() {
            self.aside = Some(form);
            let text = "Uw tekst blijft als concept, en staat er weer als u dit opnieuw opent.";
            self.tell(text.to_string(), false);
        }
    }

    /// Opens a form, with what was typed in it when it was left.
    pub(crate) fn go_on_with(&mut self, mut form: Form) {
        let same = |aside: &mut Form| aside.subject.draft() == form.subject.draft();
        if let Some(aside) = self.aside.take_if(same) {
            for field in aside.fields.all.iter().filter(|it| it.is_dirty()) {
                form.fields.fill(field.blank.name, field.input.value());
            }
            form.fields.go(aside.fields.focus);
            form.understand(self.desk());
        }
        self.mode = Mode::Form(form);
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
