//! A form that is being filled in. What is typed is read at every key, so that the understood
//! value, or what is wrong with it, stands beside the field.

use super::fields::{Blank, Fields, Wrong};
use super::subject::{Desk, Subject};
use crate::plan::Plan;
use crate::plan::clean::one_line;
use crate::plan::edit::{Edit, history};

/// A form that is being filled in.
#[derive(Debug)]
pub struct Form {
    /// What it is about.
    pub subject: Box<dyn Subject>,
    /// The words above it.
    pub title: String,
    /// Its fields.
    pub fields: Fields,
    /// Whether the edit is on its way to the disk.
    pub saving: bool,
    /// Why the last attempt to save failed.
    pub error: Option<String>,
    /// What was asked of it, and the next Enter says yes to.
    pub asked: Option<String>,
    /// What comes once it is saved.
    pub then: Then,
}

/// What comes once a form is saved.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Then {
    /// The list, or the meeting.
    #[default]
    Done,
    /// The same form for the next row.
    Next,
    /// The form for the light of the same KPI, and after that the next row.
    Judge,
    /// The list, nothing marked any more.
    Unmark,
    /// The first item of the meeting that begins.
    Walk,
}

/// What a free text must not hold: staff talk about people all day.
const PRIVACY: &str = "Geen persoonsgegevens of casuïstiek.";

impl Form {
    /// The form about `subject` with these fields, nothing typed yet.
    pub(super) fn of(
        subject: impl Subject + 'static,
        title: String,
        blanks: &[Blank],
        desk: Desk<'_>,
    ) -> Self {
        let mut form = Self {
            subject: Box::new(subject),
            title,
            fields: Fields::of(blanks),
            saving: false,
            error: None,
            asked: None,
            then: Then::Done,
        };
        form.understand(desk);
        form
    }

    /// The id its title begins with.
    pub fn about(&self) -> &str {
        self.title.split("  ").next().unwrap_or_default()
    }

    /// How many rows it takes under the list.
    pub fn height(&self) -> u16 {
        u16::try_from(self.fields.all.len()).unwrap_or(3) + 3
    }

    /// Whether anything was typed.
    pub fn is_dirty(&self) -> bool {
        self.fields.is_dirty()
    }

    /// Reads the fields again and sets what stands beside them.
    pub fn understand(&mut self, desk: Desk<'_>) {
        self.subject.follow(&self.fields, desk.plan);
        let blanks = self.fields.all.iter().map(|field| field.blank);
        let read = blanks.map(|blank| self.subject.beside(blank, &self.fields, desk));
        let read: Vec<String> = read.collect();
        for (field, words) in self.fields.all.iter_mut().zip(read) {
            field.beside = words;
        }
    }

    /// The edits the fields ask for. Where a field is wrong the focus goes there, and the
    /// sentence stands beside it.
    pub fn submit(&mut self, desk: Desk<'_>) -> Option<Vec<Edit>> {
        self.fields.forgive();
        if self.meanwhile(desk.plan, 0) {
            self.accept(desk.plan);
            self.understand(desk);
            return None;
        }
        match self.subject.submit(&self.fields, desk) {
            Ok(edits) => return self.is_meant(desk).then_some(edits),
            Err(Wrong {
                field: Some(blank),
                sentence,
            }) => {
                self.fields.go(blank.name);
                if let Some(field) = self.fields.focused() {
                    field.error = Some(sentence);
                }
            }
            Err(whole) => self.error = Some(whole.sentence),
        }
        None
    }

    /// Whether there is nothing odd about what is typed, or one was asked and says yes; asks else.
    fn is_meant(&mut self, desk: Desk<'_>) -> bool {
        let doubt = self.subject.doubt(&self.fields, desk);
        let meant = doubt.is_none() || doubt == self.asked;
        self.asked = doubt;
        meant
    }

    /// What was typed changed: nothing is wrong with it yet, and nothing asked.
    pub fn forgive(&mut self) {
        self.error = None;
        self.asked = None;
        self.fields.forgive();
    }

    /// Who changed what the form goes out from since it was opened, when, and to what, as a
    /// sentence under the form. Whether someone did. The last entries may be one's `own`: from
    /// those it goes out without a question.
    pub fn meanwhile(&mut self, plan: &Plan, own: usize) -> bool {
        let Some(changed) = self.subject.changed(&self.fields, plan) else {
            return false;
        };
        let entry = history::last_on(&plan.history, &changed.id, changed.by);
        let mut latest = plan.history.iter().rev().take(own);
        if latest.any(|it| Some(it) == entry) {
            self.accept(plan);
            return false;
        }
        let who = entry.map_or_else(
            || "iemand".to_string(),
            |entry| format!("{} om {}", entry.by, entry.at.format("%H:%M")),
        );
        let (who, sentence) = (one_line(&who), changed.sentence);
        self.error = Some(format!("Intussen zette {who} {sentence}"));
        true
    }

    /// From here on the form goes out from what the plan says now: the next Enter is the
    /// user's choice, made with both in sight.
    pub fn accept(&mut self, plan: &Plan) {
        self.subject.accept(&self.fields, plan);
    }

    /// What to say under the field that is typed in.
    pub fn hint(&self) -> &'static str {
        let focused = |field: &&super::fields::Field| field.blank.name == self.fields.focus;
        match self.fields.all.iter().find(focused) {
            Some(field) if field.blank.free => PRIVACY,
            _ => "",
        }
    }
}
