//! The form under a list: a reading, or the status of an action. What is typed is read at every
//! key, so that the understood value, or what is wrong with it, stands beside the field.

use chrono::NaiveDate;
use tui_input::{Input, InputRequest};

use super::key::{Code, Key};
use crate::plan::clean::one_line;
use crate::plan::edit::Edit;
use crate::plan::kpi::{Indicator, Kind, Value};
use crate::plan::lookup::Item;
use crate::plan::{Action, Id, LogEntry, Plan, Status, date, entry, history, light, words};

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
}

/// What a form is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A reading of an indicator.
    Reading(Id),
    /// The status of an action, based on the status it had.
    Status(Id, Status),
}

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
}

impl Field {
    fn new(label: &'static str, width: u16) -> Self {
        Self {
            label,
            input: Input::default(),
            width,
            beside: String::new(),
            error: None,
        }
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
    let line = text
        .chars()
        .map(|c| if c == '\n' || c == '\t' { ' ' } else { c });
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

impl Form {
    /// The form for a reading of `indicator`, on `today` in the plan's `year`.
    pub fn reading(plan: &Plan, indicator: &Indicator, today: NaiveDate) -> Self {
        let mut form = Self {
            subject: Subject::Reading(indicator.id.clone()),
            title: title(plan, indicator),
            fields: vec![
                Field::new("Stand", 12),
                Field::new("Datum", 12),
                Field::new("Notitie", 42),
            ],
            focus: 0,
            saving: false,
            error: None,
        };
        form.understand(plan, today);
        form
    }

    /// The form for the status of `action`.
    pub fn status(plan: &Plan, action: &Action, today: NaiveDate) -> Self {
        let mut form = Self {
            subject: Subject::Status(action.id.clone(), action.status),
            title: format!("{}  {}", action.id, one_line(&action.text)),
            fields: vec![Field::new("Status", 12), Field::new("Notitie", 42)],
            focus: 0,
            saving: false,
            error: None,
        };
        form.understand(plan, today);
        form
    }

    /// How many rows it takes under the list.
    pub fn height(&self) -> u16 {
        u16::try_from(self.fields.len()).unwrap_or(3) + 3
    }

    /// Whether anything was typed.
    pub fn is_dirty(&self) -> bool {
        self.fields
            .iter()
            .any(|field| !field.input.value().is_empty())
    }

    /// Reads the fields again and sets what stands beside them.
    pub fn understand(&mut self, plan: &Plan, today: NaiveDate) {
        match &self.subject {
            Subject::Reading(id) => {
                let Some(Item::Indicator(indicator, _)) = plan.item(id) else {
                    return;
                };
                self.fields[0].beside =
                    beside_value(plan, indicator, self.fields[0].input.value(), today);
                self.fields[1].beside = match self.read_date(today, plan.year) {
                    Ok(date) => date::with_weekday(date),
                    Err(_) => String::new(),
                };
                self.fields[2].beside = "geen persoonsgegevens".to_string();
            }
            Subject::Status(_, from) => {
                let typed = self.fields[0].input.value();
                self.fields[0].beside = match words::parse_status(typed) {
                    Ok(to) if to != *from => {
                        format!("{} → {}", words::status(*from), words::status(to))
                    }
                    _ => format!(
                        "nu {} · o open, l loopt, g gereed, v vervallen",
                        words::status(*from)
                    ),
                };
                self.fields[1].beside = "geen persoonsgegevens".to_string();
            }
        }
    }

    fn read_date(&self, today: NaiveDate, year: i32) -> Result<NaiveDate, String> {
        let date = date::parse(self.fields[1].input.value(), today, year)?;
        entry::check_date(date, today, year)?;
        Ok(date)
    }

    /// The edit the fields ask for. Where a field is wrong the focus goes there, and the
    /// sentence stands beside it.
    pub fn submit(&mut self, plan: &Plan, today: NaiveDate, user: &str) -> Option<Edit> {
        for field in &mut self.fields {
            field.error = None;
        }
        match self.subject.clone() {
            Subject::Reading(id) => self.submit_reading(plan, &id, today, user),
            Subject::Status(..) if self.meanwhile(plan) => {
                self.accept(plan);
                self.understand(plan, today);
                None
            }
            Subject::Status(id, from) => self.submit_status(&id, from, today, user),
        }
    }

    fn submit_reading(
        &mut self,
        plan: &Plan,
        id: &str,
        today: NaiveDate,
        user: &str,
    ) -> Option<Edit> {
        let Some(Item::Indicator(indicator, _)) = plan.item(id) else {
            self.error = Some(format!("{id} staat niet meer in het plan"));
            return None;
        };
        let typed = match entry::parse(indicator, self.fields[0].input.value()) {
            Ok(typed) => typed,
            Err(sentence) => return self.refuse(0, sentence),
        };
        let date = match self.read_date(today, plan.year) {
            Ok(date) => date,
            Err(sentence) => return self.refuse(1, sentence),
        };
        Some(typed.into_edit(id, date, self.fields[2].input.value(), user))
    }

    /// Who set the status of the form's action since the form was opened, when, and to what, as
    /// a sentence under the form. Whether someone did.
    pub fn meanwhile(&mut self, plan: &Plan) -> bool {
        let Subject::Status(id, from) = &self.subject else {
            return false;
        };
        let Some(Item::Action(action, _)) = plan.item(id) else {
            return false;
        };
        if action.status == *from {
            return false;
        }
        let who = history::last_on(&plan.history, id).map_or_else(
            || "iemand".to_string(),
            |entry| format!("{} om {}", entry.by, entry.at.format("%H:%M")),
        );
        self.error = Some(format!(
            "Intussen zette {} deze actie op {now} (was {}). \
             Enter legt uw keuze vast, Esc laat {now} staan.",
            one_line(&who),
            words::status(*from),
            now = words::status(action.status),
        ));
        true
    }

    /// From here on the form goes out from the status as it now is: the next Enter is the
    /// user's choice, made with both in sight.
    pub fn accept(&mut self, plan: &Plan) {
        if let Subject::Status(id, from) = &mut self.subject
            && let Some(Item::Action(action, _)) = plan.item(id)
        {
            *from = action.status;
        }
    }

    fn submit_status(
        &mut self,
        id: &str,
        from: Status,
        today: NaiveDate,
        user: &str,
    ) -> Option<Edit> {
        let to = match words::parse_status(self.fields[0].input.value()) {
            Ok(to) => to,
            Err(sentence) => return self.refuse(0, sentence),
        };
        Some(status_edit(
            id,
            from,
            to,
            self.fields[1].input.value(),
            today,
            user,
        ))
    }

    fn refuse(&mut self, field: usize, sentence: String) -> Option<Edit> {
        self.focus = field;
        self.fields[field].error = Some(sentence);
        None
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
    Edit::Status {
        id: id.to_string(),
        from,
        to,
        logged: Some(logged),
        unlogged: None,
    }
}

/// The plan's words for what is recorded; of a KPI with several indicators, the one meant.
fn title(plan: &Plan, indicator: &Indicator) -> String {
    match plan.item(&indicator.id) {
        Some(Item::Indicator(_, kpi)) if kpi.indicators.len() == 1 => {
            format!("{}  {}", kpi.id, one_line(&kpi.text))
        }
        _ => format!("{}  {}", indicator.id, one_line(&indicator.label)),
    }
}

/// What stands beside the value: what it becomes, or where it stands and should stand.
fn beside_value(plan: &Plan, indicator: &Indicator, typed: &str, today: NaiveDate) -> String {
    let was = match indicator.latest() {
        None if typed.is_empty() => "nog geen stand · ".to_string(),
        None => String::new(),
        Some(latest) if typed.is_empty() => {
            format!(
                "was {} op {} · ",
                words::reading(indicator, latest),
                date::short(latest.date)
            )
        }
        Some(latest) => format!("was {} · ", words::reading(indicator, latest)),
    };
    let becomes = match entry::parse(indicator, typed) {
        Ok(entry::Typed::Is(value, of)) if !typed.is_empty() => match (indicator.kind, value) {
            (Kind::Ongoing, Value::Done(done)) => {
                format!("→ {} · ", if done { "op orde" } else { "niet op orde" })
            }
            _ => format!("→ {} · ", words::value(value, of)),
        },
        Ok(entry::Typed::More(add)) => {
            let now = match indicator.latest().map(|latest| latest.value) {
                Some(Value::Number(now)) => now,
                _ => crate::plan::number::Decimal::ZERO,
            };
            format!("→ {} · ", now.plus(add))
        }
        _ => String::new(),
    };
    let keys = match indicator.kind {
        _ if !typed.is_empty() => "",
        Kind::Ongoing => "j op orde, n niet · ",
        Kind::Milestone => "j gereed, n niet · ",
        _ => "",
    };
    let target = match indicator.kind {
        Kind::Count | Kind::Coverage if indicator.target.is_some() => {
            format!("streefwaarde {}", words::target(indicator))
        }
        _ => words::target(indicator),
    };
    let expected = match (indicator.kind, light::expected(indicator, today, plan.year)) {
        (Kind::Count, Some(expected)) => format!(" · verwacht nu {}", expected.rounded()),
        _ => String::new(),
    };
    format!("{becomes}{keys}{was}{target}{expected}")
}
