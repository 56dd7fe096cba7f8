//! What is said beside figures: a note, a decision, an action point.

use super::{Desk, Field, Form, PRIVACY, Subject};
use crate::plan::clean::one_line;
use crate::plan::edit::{Edit, LogEdit, PointEdit};
use crate::plan::model::date;
use crate::plan::model::meeting::{ActionPoint, free_id};
use crate::plan::{LogEntry, Plan};

/// Which of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saying {
    /// A note.
    Note,
    /// A decision (*besluit*).
    Decision,
    /// An action point (*actiepunt*).
    Point,
}

impl Saying {
    /// Its name in a draft.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Decision => "decision",
            Self::Point => "point",
        }
    }

    /// The one with this name.
    pub fn named(name: &str) -> Option<Self> {
        let all = [Self::Note, Self::Decision, Self::Point];
        all.into_iter().find(|saying| saying.name() == name)
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Note => "Notitie",
            Self::Decision => "Besluit",
            Self::Point => "Actiepunt",
        }
    }
}

impl Form {
    /// The form for something said about an item, or about nothing in particular.
    pub fn said(saying: Saying, about: Option<&str>, desk: Desk<'_>) -> Self {
        let fields = match saying {
            Saying::Note | Saying::Decision => vec![Field::text(saying.word())],
            Saying::Point => vec![
                Field::new("Wie", 40),
                Field::text("Wat"),
                Field::new("Wanneer", 12),
            ],
        };
        let title = match about {
            Some(id) => format!("{} bij {}", saying.word(), about_words(desk.plan, id)),
            None => format!("{} bij het hele overleg", saying.word()),
        };
        let subject = Subject::Said(saying, about.map(str::to_string));
        Self::of(subject, title, fields, desk)
    }

    pub(crate) fn understand_said(&mut self, saying: Saying, desk: Desk<'_>) {
        if saying != Saying::Point {
            return;
        }
        let who = self.fields[0].typed();
        let party = who.and_then(|who| desk.plan.party_called(&who));
        let beside = party.map_or_else(String::new, |party| party.name.clone());
        self.beside(0, beside);
        let beside = if self.fields[2].typed().is_none() {
            "mag leeg blijven; +2w, 15-12, eom".to_string()
        } else {
            self.due(desk).map(date::with_weekday).unwrap_or_default()
        };
        self.beside(2, beside);
    }

    /// The day something has to be done: today or later.
    fn due(&self, desk: Desk<'_>) -> Result<chrono::NaiveDate, String> {
        let due = date::parse_coming(self.fields[2].value(), desk.today, desk.plan.year)?;
        if due < desk.today {
            return Err(format!("{} is al geweest", date::dutch(due)));
        }
        Ok(due)
    }

    pub(crate) fn submit_said(
        &mut self,
        saying: Saying,
        about: Option<&str>,
        desk: Desk<'_>,
    ) -> Option<Edit> {
        if saying == Saying::Point {
            return self.submit_point(about, desk);
        }
        let Some(text) = self.fields[0].typed() else {
            return self.refuse(0, format!("typ de {}", saying.word().to_lowercase()));
        };
        let (note, decision) = match saying {
            Saying::Decision => (None, Some(text)),
            _ => (Some(text), None),
        };
        Some(Edit::Log(LogEdit {
            id: about.or(desk.meeting).unwrap_or_default().to_string(),
            from: None,
            to: Some(LogEntry {
                date: desk.today,
                by: desk.user.to_string(),
                status: None,
                note,
                decision,
            }),
        }))
    }

    fn submit_point(&mut self, about: Option<&str>, desk: Desk<'_>) -> Option<Edit> {
        let Some(who) = self.fields[0].typed() else {
            return self.refuse(0, "wie doet het?".to_string());
        };
        let Some(what) = self.fields[1].typed() else {
            return self.refuse(1, "wat gaat er gebeuren?".to_string());
        };
        let due = match self.fields[2].typed() {
            None => None,
            Some(_) => match self.due(desk) {
                Ok(due) => Some(due),
                Err(sentence) => return self.refuse(2, sentence),
            },
        };
        let party = desk.plan.party_called(&who);
        let id = free_id("AP", desk.plan);
        let point = ActionPoint {
            id: id.clone(),
            about: about.map(str::to_string),
            meeting: desk.meeting.map(str::to_string),
            who: party.map_or(who, |party| party.name.clone()),
            what,
            due,
            date: desk.today,
            by: desk.user.to_string(),
            done: None,
        };
        Some(Edit::ActionPoint(PointEdit {
            id,
            from: None,
            to: Some(Box::new(point)),
        }))
    }

    /// What to say under the field that is typed in.
    pub fn hint(&self) -> &'static str {
        match self.fields.get(self.focus) {
            Some(field) if field.free => PRIVACY,
            _ => "",
        }
    }
}

fn about_words(plan: &Plan, id: &str) -> String {
    let words = plan.words_of(id).unwrap_or_default();
    format!("{id}  {}", one_line(words))
}
