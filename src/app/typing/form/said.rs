//! What is said beside figures: a note, a decision, an action point.

use chrono::NaiveDate;

use super::fields::{Blank, Fields, Wrong};
use super::filling::Form;
use super::subject::{By, Changed, Desk, Subject};
use crate::own::draft::Draft;
use crate::plan::clean::one_line;
use crate::plan::edit::{Edit, LogEdit, PointEdit};
use crate::plan::model::date;
use crate::plan::model::meeting::{ActionPoint, free_id};
use crate::plan::{Id, LogEntry, Plan};

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
    /// The action point that is changed.
    was: Option<ActionPoint>,
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
            was: None,
        };
        let title = format!("{} bij {about_words}", saying.word());
        Self::of(subject, title, saying.blanks(), desk)
    }

    /// The form for an action point that was agreed.
    pub fn point(point: &ActionPoint, desk: Desk<'_>) -> Self {
        let subject = Said {
            saying: Saying::Point,
            about: point.about.clone(),
            was: Some(point.clone()),
        };
        let title = format!("{}  {}", point.id, one_line(&point.what));
        let mut form = Self::of(subject, title, Saying::Point.blanks(), desk);
        form.fields.begin(WHO.name, &point.who);
        form.fields.begin(WHAT.name, &point.what);
        let due = point.due.map(date::dutch).unwrap_or_default();
        form.fields.begin(DUE.name, &due);
        form.understand(desk);
        form
    }
}

/// The form a draft was typed in.
pub(super) fn reopen(draft: &Draft, desk: Desk<'_>) -> Option<Form> {
    let saying = Saying::ALL.into_iter().find(|it| it.name() == draft.form)?;
    let about = Some(draft.id.as_str()).filter(|id| !id.is_empty());
    if let (Saying::Point, Some(point)) = (saying, desk.plan.action_point(&draft.id)) {
        return Some(Form::point(point, desk));
    }
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
        let id = self.was.as_ref().map(|was| &was.id).or(self.about.as_ref());
        Some((self.saying.name(), id.map_or("", |id| id)))
    }

    fn changed(&self, _: &Fields, plan: &Plan) -> Option<Changed> {
        let was = self.was.as_ref()?;
        let now = plan.action_point(&was.id).filter(|now| *now != was)?;
        let (id, said) = (was.id.clone(), in_words(now));
        Some(Changed {
            sentence: format!("{id} op {said}. Enter legt uw keuze vast, Esc laat dat staan."),
            id,
            by: By::Point,
        })
    }

    fn accept(&mut self, _: &Fields, plan: &Plan) {
        if let Some(was) = &mut self.was
            && let Some(now) = plan.action_point(&was.id)
        {
            *was = now.clone();
        }
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
        let due = match &self.was {
            // A day that has passed stays where nobody typed another.
            Some(was) if !fields.is_typed(DUE) => Ok(was.due),
            _ => fields.typed(DUE).map(|typed| due(&typed, desk)).transpose(),
        };
        let due = due.map_err(|it| DUE.wrong(it))?;
        let party = desk.plan.party_called(&who);
        let who = party.map_or(who, |party| party.name.clone());
        if let Some(was) = &self.was {
            let to = ActionPoint {
                who,
                what,
                due,
                ..was.clone()
            };
            if to == *was {
                return Err(WHO.wrong("er is niets gewijzigd"));
            }
            return Ok(Edit::ActionPoint(PointEdit {
                id: was.id.clone(),
                from: Some(Box::new(was.clone())),
                to: Some(Box::new(to)),
            }));
        }
        let id = free_id("AP", desk.plan);
        let point = ActionPoint {
            id: id.clone(),
            about: self.about.clone(),
            meeting: desk.meeting.map(str::to_string),
            who,
            what,
            due,
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

/// `Team MEP: bellen, voor 30-11-2026`, as someone made it.
fn in_words(point: &ActionPoint) -> String {
    let due = point.due.map(|due| format!(", voor {}", date::dutch(due)));
    let done = if point.is_open() { "" } else { " (afgevinkt)" };
    let text = format!(
        "{}: {}{}{done}",
        point.who,
        point.what,
        due.unwrap_or_default()
    );
    one_line(&text).into_owned()
}

/// The day something has to be done: today or later.
fn due(typed: &str, desk: Desk<'_>) -> Result<NaiveDate, String> {
    let due = date::parse_coming(typed, desk.today, desk.plan.year)?;
    if due < desk.today {
        return Err(format!("{} is al geweest", date::dutch(due)));
    }
    Ok(due)
}
