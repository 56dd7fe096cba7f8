//! The beginning of a meeting: its title, its day, who is there.

use super::fields::{Blank, Fields, Wrong};
use super::filling::{Form, Then};
use super::subject::{Desk, Subject};
use crate::plan::edit::{Edit, MeetingEdit};
use crate::plan::figures::set::Set;
use crate::plan::model::meeting::{Meeting, free_id};
use crate::plan::words;

const TITLE: Blank = Blank::value("title", "Titel", 40);
const DATE: Blank = Blank::value("date", "Datum", 12);
const PRESENT: Blank = Blank::value("present", "Aanwezig", 60);

/// A meeting that begins. Nothing of it is kept in a draft: the title is the set's.
#[derive(Debug)]
struct Beginning(Set);

impl Form {
    /// The form for a meeting about a set of items.
    pub fn meeting(set: Set, desk: Desk<'_>) -> Self {
        let mut meetings = desk.plan.meetings.iter().rev();
        let last = meetings.find(|meeting| meeting.title == set.title);
        let present = last.map_or_else(|| desk.user.to_string(), |last| last.present.join(", "));
        let (title, heading) = (set.title.clone(), format!("Overleg over {}", set.title));
        let blanks = [TITLE, DATE, PRESENT];
        let mut form = Self::of(Beginning(set), heading, &blanks, desk);
        form.fields.fill(TITLE.name, &title);
        form.fields.fill(PRESENT.name, &present);
        form.fields.go(PRESENT.name);
        form.then = Then::Walk;
        form
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
            DATE => desk.beside_day(fields.value(DATE)),
            _ => String::new(),
        }
    }

    fn submit(&self, fields: &Fields, desk: Desk<'_>) -> Result<Vec<Edit>, Wrong> {
        let title = fields.typed(TITLE);
        let title = title.ok_or_else(|| TITLE.wrong("geef het overleg een titel"))?;
        let date = desk
            .past_day(fields.value(DATE))
            .map_err(|it| DATE.wrong(it))?;
        let id = free_id("O", desk.plan);
        let present = fields.value(PRESENT).split([',', ';']);
        let present = present.map(|name| name.trim().to_string());
        let meeting = Meeting {
            id: id.clone(),
            title,
            date,
            present: present.filter(|name| !name.is_empty()).collect(),
            by: desk.user.to_string(),
            items: self.0.items.clone(),
            discussed: Vec::new(),
            log: Vec::new(),
            closed: None,
        };
        Ok(vec![Edit::Meeting(MeetingEdit {
            id,
            from: None,
            to: Some(Box::new(meeting)),
        })])
    }
}
