//! A value that answers an open question of a new year: how the old one ended, or a field of the
//! plan.

use serde_json::Value;

use crate::app::typing::form::fields::{Blank, Fields, Shape, Wrong};
use crate::app::typing::form::filling::{Form, Reach};
use crate::app::typing::form::subject::{By, Changed, Desk, Subject};
use crate::plan::Plan;
use crate::plan::clean::one_line;
use crate::plan::edit::{EARLIER, Edit, Field, typed};
use crate::plan::model::lookup::Item;
use crate::plan::turn::answers::{Answer, Hand};
use crate::plan::turn::questions::{Question, Topic};
use crate::plan::words;

/// How a year ended.
const FINAL: Blank = Blank::value("eindstand", "Eindstand", 12);

impl Form {
    /// The form for a value; none where the question takes none.
    pub fn answer(question: &Question, desk: Desk<'_>) -> Option<Self> {
        let desk = desk.of_whole();
        if !question.takes_words() {
            return None;
        }
        let title = one_line(&question.asks(desk.plan)).into_owned();
        if question.topic == Topic::Final {
            let ending = Ending {
                was: EARLIER.in_plan(desk.plan, &question.id)?,
                question: question.clone(),
            };
            let mut form = Self::of(ending, title, &[FINAL], desk);
            form.reach = Reach::Row;
            return Some(form);
        }
        let field = question.field(desk.plan)?;
        let mut form = Self::one_field(&question.id, field, desk)?;
        form.title = title;
        if question.topic == Topic::Words {
            let offered = question.offer(desk.plan).unwrap_or_default();
            form.fields.offer(field.key, &offered);
        } else {
            form.reach = Reach::Row;
        }
        form.understand(desk);
        Some(form)
    }

    /// The form for one field of an item. A value is typed anew, a text goes out from what stands
    /// there; a reason is asked only where the plan asks one.
    fn one_field(id: &str, field: &Field, desk: Desk<'_>) -> Option<Self> {
        let own = |it: &Field| it.of == field.of && it.key == field.key;
        let mut form = Self::change_of(id, own, |it| it, desk)?.changing(desk);
        if !desk.whole.is_adopted() {
            form.fields.all.retain(|it| it.blank.name == field.key);
        }
        if let Shape::Line(_) = Blank::of(field).shape {
            form.fields.begin(field.key, "");
        }
        Some(form)
    }
}

/// How a year ended, for an indicator.
#[derive(Debug)]
struct Ending {
    question: Question,
    /// What was known of the years before when the form was opened.
    was: Value,
}

impl Subject for Ending {
    fn beside(&self, _: Blank, fields: &Fields, desk: Desk<'_>) -> String {
        let Some(text) = fields.typed(FINAL) else {
            return "typ de laatste stand".to_string();
        };
        match desk.plan.item(&self.question.id) {
            Some(Item::Indicator(indicator, _)) => {
                typed::parse(indicator, &text).err().unwrap_or_default()
            }
            _ => String::new(),
        }
    }

    fn submit(&self, fields: &Fields, desk: Desk<'_>) -> Result<Vec<Edit>, Wrong> {
        let Some(typed) = fields.typed(FINAL) else {
            return Err(FINAL.wrong("typ een stand, of Esc"));
        };
        let hand = Hand {
            by: desk.user,
            today: desk.today,
        };
        let answered = self
            .question
            .answered(desk.plan, Answer::Typed(&typed), hand);
        answered.map_err(|sentence| FINAL.wrong(sentence))
    }

    fn changed(&self, _: &Fields, plan: &Plan) -> Option<Changed> {
        let now = EARLIER.in_plan(plan, &self.question.id)?;
        let last = self.question.last(plan).map(words::earlier);
        let last = last.unwrap_or_default();
        (now != self.was).then(|| Changed {
            id: self.question.id.clone(),
            by: By::Field(EARLIER.key),
            sentence: format!("“{last}”. Enter legt de uwe vast, Esc laat die staan."),
        })
    }

    fn accept(&mut self, _: &Fields, plan: &Plan) {
        if let Some(now) = EARLIER.in_plan(plan, &self.question.id) {
            self.was = now;
        }
    }
}
