//! The form under a list: a reading, a light, the status of an action, a note, a decision, an
//! action point, or the beginning of a meeting. What is typed is read at every key, so that the
//! understood value, or what is wrong with it, stands beside the field.

mod judgement;
mod meeting;
mod reading;
mod said;
mod status;

use chrono::NaiveDate;
use tui_input::{Input, InputRequest};

use crate::app::keys::key::{Code, Key};
use crate::plan::edit::Edit;
use crate::plan::edit::history;
use crate::plan::figures::set::Set;
use crate::plan::model::kpi::Judgement;
use crate::plan::{Id, Plan, Status};

pub use said::Saying;
pub use status::status_edit;

/// A form that is being filled in.
#[derive(Debug, Clone)]
pub struct Form {
    /// What it is about.
    pub subject: Subject,
    /// The words above it.
    pub title: String,
    /// Its fields.
    pub fields: Vec<Field>,
    /// The field that is typed in.
    pub focus: usize,
    /// Whether the edit is on its way to the disk.
    pub saving: bool,
    /// Why the last attempt to save failed.
    pub error: Option<String>,
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
}

/// What a form is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A reading of an indicator.
    Reading(Id),
    /// The light of a KPI, based on the judgement it had.
    Judgement(Id, Option<Judgement>),
    /// The status of one or several actions, each based on the status it had.
    Status(Vec<(Id, Status)>),
    /// A note, a decision or an action point with a KPI or action, or with a meeting as such.
    Said(Saying, Option<Id>),
    /// A meeting that begins.
    Meeting(Set),
}

/// What a free text must not hold: staff talk about people all day.
pub const PRIVACY: &str = "Geen persoonsgegevens of casuïstiek.";

/// A field of a form.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name.
    pub label: &'static str,
    /// What is typed.
    pub input: Input,
    /// How wide it is, in cells.
    pub width: u16,
    /// What was understood, or what helps.
    pub beside: String,
    /// What is wrong.
    pub error: Option<String>,
    /// Whether it takes free text, which must not be about persons.
    pub free: bool,
}

impl Field {
    const fn kept(label: &'static str, width: u16, free: bool, input: Input) -> Self {
        Self {
            label,
            input,
            width,
            beside: String::new(),
            error: None,
            free,
        }
    }

    /// A value that is read.
    fn new(label: &'static str, width: u16) -> Self {
        Self::kept(label, width, false, Input::default())
    }

    /// A free text.
    fn text(label: &'static str) -> Self {
        Self::kept(label, 60, true, Input::default())
    }

    /// The same field with words in it already.
    fn with(self, text: &str) -> Self {
        Self {
            input: Input::new(text.to_string()),
            ..self
        }
    }

    fn value(&self) -> &str {
        self.input.value()
    }

    /// What is typed, without the white space around it; none where that is nothing.
    fn typed(&self) -> Option<String> {
        Some(self.value().trim().to_string()).filter(|text| !text.is_empty())
    }
}

/// The most characters a field takes; a paste of a megabyte stops there.
const MOST: usize = 500;

/// A key as an edit of a text field, if it is one.
pub fn edit_request(key: Key) -> Option<InputRequest> {
    let request = match (key.code, key.ctrl) {
        (Code::Char(c), false) if !c.is_control() => InputRequest::InsertChar(c),
        (Code::Char('a'), true) | (Code::Home, _) => InputRequest::GoToStart,
        (Code::Char('e'), true) | (Code::End, _) => InputRequest::GoToEnd,
        (Code::Char('w'), true) => InputRequest::DeletePrevWord,
        (Code::Char('k'), true) => InputRequest::DeleteTillEnd,
        (Code::Backspace, _) => InputRequest::DeletePrevChar,
        (Code::Delete, _) => InputRequest::DeleteNextChar,
        (Code::Left, _) => InputRequest::GoToPrevChar,
        (Code::Right, _) => InputRequest::GoToNextChar,
        _ => return None,
    };
    Some(request)
}

/// Types `text` into an input: one line, controls left out, no more than a field takes.
pub fn paste(input: &mut Input, text: &str) {
    let room = MOST.saturating_sub(input.value().chars().count());
    // Terminals paste the end of a line as a carriage return.
    let text = text.replace("\r\n", "\n");
    let line = text.chars().map(|c| {
        if matches!(c, '\n' | '\r' | '\t') {
            ' '
        } else {
            c
        }
    });
    for c in line
        .filter(|c| !crate::plan::clean::is_unsafe(*c))
        .take(room)
    {
        input.handle(InputRequest::InsertChar(c));
    }
}

/// Handles a key in an input; whether it was one for it.
pub fn type_key(input: &mut Input, key: Key) -> bool {
    match edit_request(key) {
        Some(InputRequest::InsertChar(c))
            if input.value().chars().count() >= MOST || crate::plan::clean::is_unsafe(c) =>
        {
            true
        }
        Some(request) => {
            input.handle(request);
            true
        }
        None => false,
    }
}

/// What a form is filled in with: the plan as it now is, today, and who.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Today.
    pub today: NaiveDate,
    /// Who fills it in.
    pub user: &'a str,
    /// The meeting it is said in.
    pub meeting: Option<&'a str>,
}

impl Form {
    fn of(subject: Subject, title: String, fields: Vec<Field>, desk: Desk<'_>) -> Self {
        let mut form = Self {
            subject,
            title,
            fields,
            focus: 0,
            saving: false,
            error: None,
            then: Then::Done,
        };
        form.understand(desk);
        form
    }

    /// How many rows it takes under the list.
    pub fn height(&self) -> u16 {
        u16::try_from(self.fields.len()).unwrap_or(3) + 3
    }

    /// Whether anything was typed.
    pub fn is_dirty(&self) -> bool {
        self.fields.iter().any(|field| !field.value().is_empty())
    }

    /// Reads the fields again and sets what stands beside them.
    pub fn understand(&mut self, desk: Desk<'_>) {
        match self.subject.clone() {
            Subject::Reading(id) => self.understand_reading(&id, desk),
            Subject::Judgement(id, _) => self.understand_judgement(&id, desk),
            Subject::Status(actions) => self.understand_status(&actions),
            Subject::Said(saying, _) => self.understand_said(saying, desk),
            Subject::Meeting(set) => self.understand_meeting(&set, desk),
        }
    }

    /// The edits the fields ask for. Where a field is wrong the focus goes there, and the
    /// sentence stands beside it.
    pub fn submit(&mut self, desk: Desk<'_>) -> Option<Vec<Edit>> {
        for field in &mut self.fields {
            field.error = None;
        }
        if self.meanwhile(desk.plan) {
            self.accept(desk.plan);
            self.understand(desk);
            return None;
        }
        match self.subject.clone() {
            Subject::Reading(id) => self.submit_reading(&id, desk).map(|edit| vec![edit]),
            Subject::Judgement(id, before) => self
                .submit_judgement(&id, before, desk)
                .map(|edit| vec![edit]),
            Subject::Status(actions) => self.submit_status(&actions, desk),
            Subject::Said(saying, about) => self
                .submit_said(saying, about.as_deref(), desk)
                .map(|edit| vec![edit]),
            Subject::Meeting(set) => self.submit_meeting(&set, desk).map(|edit| vec![edit]),
        }
    }

    /// Who changed what the form goes out from since it was opened, when, and to what, as a
    /// sentence under the form. Whether someone did.
    pub fn meanwhile(&mut self, plan: &Plan) -> bool {
        let changed = match &self.subject {
            Subject::Status(actions) => status::changed(actions, plan),
            Subject::Judgement(id, before) => judgement::changed(id, before.as_ref(), plan),
            Subject::Reading(_) | Subject::Said(..) | Subject::Meeting(_) => None,
        };
        let Some((id, sentence)) = changed else {
            return false;
        };
        let who = history::last_on(&plan.history, &id).map_or_else(
            || "iemand".to_string(),
            |entry| format!("{} om {}", entry.by, entry.at.format("%H:%M")),
        );
        let who = crate::plan::clean::one_line(&who);
        self.error = Some(format!("Intussen zette {who} {sentence}"));
        true
    }

    /// From here on the form goes out from what the plan says now: the next Enter is the
    /// user's choice, made with both in sight.
    pub fn accept(&mut self, plan: &Plan) {
        match &mut self.subject {
            Subject::Status(actions) => status::accept(actions, plan),
            Subject::Judgement(id, before) => *before = judgement::standing(id, plan),
            Subject::Reading(_) | Subject::Said(..) | Subject::Meeting(_) => {}
        }
    }

    fn refuse<T>(&mut self, field: usize, sentence: String) -> Option<T> {
        self.focus = field;
        self.fields[field].error = Some(sentence);
        None
    }

    fn beside(&mut self, field: usize, words: impl Into<String>) {
        self.fields[field].beside = words.into();
    }
}
