//! The beginning of a meeting: its title, its day, who is there. On a day to come it is planned, and
//! begins from there.

use super::fields::{Blank, Fields, Wrong};
use super::filling::{Form, Then};
use super::subject::{Desk, Subject};
use crate::plan::edit::{Edit, MeetingEdit, typed};
use crate::plan::figures::set::Set;
use crate::plan::model::date;
use crate::plan::model::meeting::{Meeting, free_id};
use crate::plan::words;

const TITLE: Blank = Blank::value("title", "Titel", 40);
const DATE: Blank = Blank::value("date", "Datum", 12);
const PRESENT: Blank = Blank::value("present", "Aanwezig", 60);
/// The day of a meeting that won't be held.
const NEVER: &str = "geen";

/// A meeting that begins. Nothing of it is kept in a draft: the title is the set's.
#[derive(Debug)]
struct Beginning(Set);

/// A meeting that was planned.
#[derive(Debug)]
struct Planned(Meeting);

impl Form {
    /// The form for a meeting about a set of items.
    pub fn meeting(set: Set, desk: Desk<'_>) -> Self {
        let mut meetings = desk.plan.meetings.iter().rev();
        let last = meetings.find(|meeting| meeting.title == set.title);
        let present = last.map_or_else(|| desk.user.to_string(), |last| last.present.join(", "));
        let (title, heading) = (set.title.clone(), format!("Overleg over {}", set.title));
        Self::gathering(Beginning(set), heading, (&title, &present), desk)
    }

    /// The form for a meeting that was planned: it begins, or is put on another day.
    pub fn planned(meeting: &Meeting, desk: Desk<'_>) -> Self {
        let heading = format!("{}  Overleg {}", meeting.id, meeting.title);
        let (title, present) = (meeting.title.clone(), meeting.present.join(", "));
        Self::gathering(Planned(meeting.clone()), heading, (&title, &present), desk)
    }

    fn gathering(
        subject: impl Subject + 'static,
        heading: String,
        (title, present): (&str, &str),
        desk: Desk<'_>,
    ) -> Self {
        let mut form = Self::of(subject, heading, &[TITLE, DATE, PRESENT], desk);
        form.fields.offer(TITLE.name, title);
        form.fields.offer(PRESENT.name, present);
        form.fields.go(PRESENT.name);
        form.then = Then::Walk;
        form
    }
}

/// The title, day and people that are typed.
fn filled(fields: &Fields, desk: Desk<'_>) -> Result<Meeting, Wrong> {
    let title = fields.typed(TITLE);
    let title = title.ok_or_else(|| TITLE.wrong("geef het overleg een titel"))?;
    let date = typed::meeting_day(desk.plan, fields.value(DATE), desk.today)
        .map_err(|it| DATE.wrong(it))?;
    let present = fields.value(PRESENT).split([',', ';']);
    let present = present.map(|name| name.trim().to_string());
    Ok(Meeting {
        id: free_id("O", desk.plan),
        title,
        date,
        present: present.filter(|name| !name.is_empty()).collect(),
        by: desk.user.to_string(),
        items: Vec::new(),
        discussed: Vec::new(),
        log: Vec::new(),
        closed: None,
    })
}

/// What stands beside the day: that of a day to come begins later.
fn beside_day(fields: &Fields, desk: Desk<'_>) -> String {
    match typed::meeting_day(desk.plan, fields.value(DATE), desk.today) {
        Ok(day) if day > desk.today => {
            format!("{} · gepland; met o begint het", date::with_weekday(day))
        }
        Ok(day) => date::with_weekday(day),
        Err(wrong) => wrong,
    }
}

impl Subject for Beginning {
    fn beside(&self, blank: Blank, fields: &Fields, desk: Desk<'_>) -> String {
        let points = self.0.points;
        let items = words::counted(self.0.items.len() - points, "punt", "punten");
        match blank {
            TITLE if points > 0 => {
                let points = words::counted(points, "actiepunt", "actiepunten");
                format!("{points}, {items}")
            }
            TITLE => items,
            DATE => beside_day(fields, desk),
            _ => String::new(),
        }
    }

    fn submit(&self, fields: &Fields, desk: Desk<'_>) -> Result<Vec<Edit>, Wrong> {
        let meeting = Meeting {
            items: self.0.items.clone(),
            ..filled(fields, desk)?
        };
        Ok(vec![Edit::Meeting(MeetingEdit {
            id: meeting.id.clone(),
            from: None,
            to: Some(Box::new(meeting)),
        })])
    }
}

impl Subject for Planned {
    fn beside(&self, blank: Blank, fields: &Fields, desk: Desk<'_>) -> String {
        let never = fields.value(DATE).trim().eq_ignore_ascii_case(NEVER);
        match blank {
            TITLE => words::counted(self.0.items.len(), "punt", "punten"),
            DATE if never => "het gaat niet door".to_string(),
            DATE if fields.value(DATE).trim().is_empty() => {
                let planned = date::with_weekday(self.0.date);
                format!("nu; gepland op {planned} (een dag, of geen)")
            }
            DATE => beside_day(fields, desk),
            _ => String::new(),
        }
    }

    fn submit(&self, fields: &Fields, desk: Desk<'_>) -> Result<Vec<Edit>, Wrong> {
        let never = fields.value(DATE).trim().eq_ignore_ascii_case(NEVER);
        let to = if never {
            None
        } else {
            let Meeting {
                title,
                date,
                present,
                ..
            } = filled(fields, desk)?;
            Some(Box::new(Meeting {
                title,
                date,
                present,
                ..self.0.clone()
            }))
        };
        Ok(vec![Edit::Meeting(MeetingEdit {
            id: self.0.id.clone(),
            from: Some(Box::new(self.0.clone())),
            to,
        })])
    }
}
