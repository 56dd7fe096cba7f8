//! The beginning of a meeting: its title, its day, who is there.

use super::{Desk, Field, Form, Subject};
use crate::plan::edit::{Edit, MeetingEdit};
use crate::plan::figures::set::Set;
use crate::plan::model::meeting::{Meeting, free_id};
use crate::plan::words;

impl Form {
    /// The form for a meeting about a set of items.
    pub fn meeting(set: Set, desk: Desk<'_>) -> Self {
        let last = desk.plan.meetings.iter().rev();
        let mut last = last.filter(|meeting| meeting.title == set.title);
        let present = last
            .next()
            .map_or_else(|| desk.user.to_string(), |last| last.present.join(", "));
        let title = format!("Overleg over {}", set.title);
        let fields = vec![
            Field::new("Titel", 40).with(&set.title),
            Field::new("Datum", 12),
            Field::new("Aanwezig", 60).with(&present),
        ];
        let mut form = Self::of(Subject::Meeting(set), title, fields, desk);
        form.focus = 2;
        form
    }

    pub(crate) fn understand_meeting(&mut self, set: &Set, desk: Desk<'_>) {
        let points = set.points;
        let items = set.items.len() - points;
        let mut beside = words::counted(items, "punt", "punten");
        if points > 0 {
            beside = format!(
                "{}, {beside}",
                words::counted(points, "actiepunt", "actiepunten")
            );
        }
        self.beside(0, beside);
        self.understand_day(1, desk);
    }

    pub(crate) fn submit_meeting(&mut self, set: &Set, desk: Desk<'_>) -> Option<Edit> {
        let Some(title) = self.fields[0].typed() else {
            return self.refuse(0, "geef het overleg een titel".to_string());
        };
        let date = match self.day(1, desk) {
            Ok(date) => date,
            Err(sentence) => return self.refuse(1, sentence),
        };
        let id = free_id("O", desk.plan);
        let present = self.fields[2].value().split([',', ';']);
        let present = present.map(|name| name.trim().to_string());
        let meeting = Meeting {
            id: id.clone(),
            title,
            date,
            present: present.filter(|name| !name.is_empty()).collect(),
            by: desk.user.to_string(),
            items: set.items.clone(),
            discussed: Vec::new(),
            log: Vec::new(),
            closed: None,
        };
        Some(Edit::Meeting(MeetingEdit {
            id,
            from: None,
            to: Some(Box::new(meeting)),
        }))
    }
}
