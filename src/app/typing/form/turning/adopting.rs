//! A draft is adopted: the day, and the decision.

use crate::app::typing::choosing::picker::Choice;
use crate::app::typing::form::altering::why;
use crate::app::typing::form::fields::{Blank, Fields, Wrong};
use crate::app::typing::form::filling::{Form, Reach};
use crate::app::typing::form::subject::{Desk, Subject};
use crate::plan::edit::{ADOPTED, Edit, SetEdit};
use crate::plan::model::date;
use crate::plan::model::sort::WHOLE;
use crate::plan::turn::questions::questions;
use crate::plan::words;

const DAY: Blank = Blank::value("dag", "Per", 12);

impl Form {
    /// The form to adopt a draft.
    pub fn adopt(desk: Desk<'_>) -> Self {
        let title = format!("{} vaststellen", desk.plan.title);
        let blanks = why::and_decision(vec![DAY]);
        let mut form = Self::of(Adopting, title, &blanks, desk.of_whole());
        form.reach = Reach::Row;
        form
    }
}

/// The draft.
#[derive(Debug)]
struct Adopting;

impl Subject for Adopting {
    fn beside(&self, blank: Blank, fields: &Fields, desk: Desk<'_>) -> String {
        match blank {
            DAY => match date::parse(fields.value(DAY), desk.today, desk.plan.year) {
                Ok(day) => date::with_weekday(day),
                Err(sentence) => sentence,
            },
            _ => why::beside(blank, fields, desk),
        }
    }

    fn submit(&self, fields: &Fields, desk: Desk<'_>) -> Result<Vec<Edit>, Wrong> {
        let day = date::parse(fields.value(DAY), desk.today, desk.plan.year);
        let day = day.map_err(|it| DAY.wrong(it))?;
        let (made, why) = why::alone(fields, desk)?;
        let to = serde_json::json!({ "date": date::iso_text(day), "decision": why.decision });
        let from = ADOPTED.in_plan(desk.plan, WHOLE).unwrap_or_default();
        let set = SetEdit::between(&ADOPTED, WHOLE, from, to).map(Edit::Set);
        Ok(made.into_iter().chain(set).collect())
    }

    fn doubt(&self, _: &Fields, desk: Desk<'_>) -> Option<String> {
        let open = questions(desk.plan).len();
        let said = words::counted(open, "open vraag", "open vragen");
        (open > 0).then(|| format!("Er is nog {said}; toch vaststellen? Enter"))
    }

    fn choices(&self, blank: Blank, _: &Fields, desk: Desk<'_>) -> Vec<Choice<String>> {
        why::choices(blank, desk)
    }

    fn words(&self, blank: Blank, chosen: &str, desk: Desk<'_>) -> String {
        why::words(blank, chosen, desk).unwrap_or_else(|| chosen.to_string())
    }

    fn below(&self, _: &Fields, _: Desk<'_>) -> Vec<String> {
        let sentence = "Vanaf dan vraagt elke wijziging van het plan een reden.";
        vec![sentence.to_string()]
    }
}
