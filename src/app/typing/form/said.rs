//! What is said beside figures: a note, a decision, an action point.

use chrono::NaiveDate;

use super::fields::{Blank, Fields, Wrong};
use super::filling::Form;
use super::subject::{Desk, Subject};
use crate::own::draft::Draft;
use crate::plan::clean::one_line;
use crate::plan::edit::{Edit, LogEdit, PointEdit};
use crate::plan::model::date;
use crate::plan::model::meeting::{ActionPoint, free_id};
use crate::plan::{Id, LogEntry};

const NOTE: Blank = Blank::text("note", "Notitie");
const DECISION: Blank = Blank::text("decision", "Besluit");
const WHO: Blank = Blank::value("who", "Wie", 40);
const WHAT: Blank = Blank::text("what", "Wat");
const DUE: Blank = Blank::value("due", "Wanneer", 12);

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
    const ALL: [Self; 3] = [Self::Note, Self::Decision, Self::Point];

    /// Its name in a draft.
    const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Decision => "decision",
            Self::Point => "point",
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Note => NOTE.label,
            Self::Decision => DECISION.label,
            Self::Point => "Actiepunt",
        }
    }

    const fn blanks(self) -> &'static [Blank] {
        match self {
            Self::Note => &[NOTE],
            Self::Decision => &[DECISION],
            Self::Point => &[WHO, WHAT, DUE],
        }
    }
}

/// Something said about a KPI or action; about none of them in a meeting as such.
#[derive(Debug)]
struct Said {
    saying: Saying,
    about: Option<Id>,
}

impl Form {
    /// The form for something said about an item, or about nothing in particular.
    pub fn said(saying: Saying, about: Option<&str>, desk: Desk<'_>) -> Self {
        let about_words = about.map_or_else(
            || "het hele overleg".to_string(),
            |id| {
                let words = desk.plan.words_of(id).unwrap_or_default();
                format!("{id}  {}", one_line(words))
            },
        );
        let subject = Said {
            saying,
            about: about.map(str::to_string),
        };
        let title = format!("{} bij {about_words}", saying.word());
        Self::of(subject, title, saying.blanks(), desk)
    }
}

/// The form a draft was typed in.
pub(super) fn reopen(draft: &Draft, desk: Desk<'_>) -> Option<Form> {
    let saying = Saying::ALL.into_iter().find(|it| it.name() == draft.form)?;
    let about = Some(draft.id.as_str()).filter(|id| !id.is_empty());
    let there = about.is_none_or(|id| desk.plan.item(id).is_some());
    there.then(|| Form::said(saying, about, desk))
}

impl Subject for Said {
    fn beside(&self, blank: Blank, fields: &Fields, desk: Desk<'_>) -> String {
        match (blank, fields.typed(blank)) {
            (WHO, Some(who)) => {
                let party = desk.plan.party_called(&who);
                party.map_or_else(String::new, |party| party.name.clone())
            }
            (DUE, None) => format!("mag leeg blijven; {}", date::COMING),
            (DUE, Some(typed)) => due(&typed, desk)
                .map(|day| desk.beside_due(day))
                .unwrap_or_default(),
            _ => String::new(),
        }
    }

    fn submit(&self, fields: &Fields, desk: Desk<'_>) -> Result<Vec<Edit>, Wrong> {
        let edit = match self.saying {
            Saying::Note => self.logged(NOTE, fields, desk),
            Saying::Decision => self.logged(DECISION, fields, desk),
            Saying::Point => self.point(fields, desk),
        };
        edit.map(|edit| vec![edit])
    }

    fn draft(&self) -> Option<(&'static str, &str)> {
        Some((self.saying.name(), self.about.as_deref().unwrap_or("")))
    }
}

impl Said {
    fn logged(&self, blank: Blank, fields: &Fields, desk: Desk<'_>) -> Result<Edit, Wrong> {
        if fields.typed(blank).is_none() {
            let sentence = format!("typ de {}", blank.label.to_lowercase());
            return Err(blank.wrong(sentence));
        }
        let about = self.about.as_deref().or(desk.meeting);
        Ok(Edit::Log(LogEdit {
            id: about.unwrap_or_default().to_string(),
            from: None,
            to: Some(LogEntry {
                date: desk.today,
                by: desk.user.to_string(),
                status: None,
                note: fields.typed(NOTE),
                decision: fields.typed(DECISION),
            }),
        }))
    }

    fn point(&self, fields: &Fields, desk: Desk<'_>) -> Result<Edit, Wrong> {
        let who = fields.typed(WHO);
        let who = who.ok_or_else(|| WHO.wrong("wie doet het?"))?;
        let what = fields.typed(WHAT);
        let what = what.ok_or_else(|| WHAT.wrong("wat gaat er gebeuren?"))?;
        let due = fields.typed(DUE).map(|typed| due(&typed, desk)).transpose();
        let party = desk.plan.party_called(&who);
        let id = free_id("AP", desk.plan);
        let point = ActionPoint {
            id: id.clone(),
            about: self.about.clone(),
            meeting: desk.meeting.map(str::to_string),
            who: party.map_or(who, |party| party.name.clone()),
            what,
            due: due.map_err(|it| DUE.wrong(it))?,
            date: desk.today,
            by: desk.user.to_string(),
            done: None,
            origin: Vec::new(),
            to_confirm: Vec::new(),
        };
        Ok(Edit::ActionPoint(PointEdit {
            id,
            from: None,
            to: Some(Box::new(point)),
        }))
    }
}

/// The day something has to be done: today or later.
fn due(typed: &str, desk: Desk<'_>) -> Result<NaiveDate, String> {
    let due = date::parse_coming(typed, desk.today, desk.plan.year)?;
    if due < desk.today {
        return Err(format!("{} is al geweest", date::dutch(due)));
    }
    Ok(due)
}
