//! What an answer to a question comes to: edits, as any other.

use chrono::{Datelike, NaiveDate};
use serde_json::Value;

use super::questions::{Question, Topic};
use super::years;
use crate::plan::edit::{
    ConfirmEdit, DoubtEdit, DropEdit, EARLIER, Edit, Field, PointEdit, SetEdit, StatusEdit, typed,
};
use crate::plan::figures::light;
use crate::plan::model::doubt::Doubt;
use crate::plan::model::kpi::{Indicator, Reading};
use crate::plan::model::life::Dropped;
use crate::plan::model::lookup::Item;
use crate::plan::model::number::Decimal;
use crate::plan::model::sort::Sort;
use crate::plan::{Plan, Status};

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer<'a> {
    /// It goes on, or holds, as it stands.
    Keep,
    /// What is offered holds from now on.
    Take,
    /// It doesn't go on.
    Drop,
    /// This holds from now on.
    Typed(&'a str),
}

/// Who answers, and on which day.
#[derive(Debug, Clone, Copy)]
pub struct Hand<'a> {
    /// The name.
    pub by: &'a str,
    /// The day.
    pub today: NaiveDate,
}

impl Question {
    /// Whether what it is about can be dropped.
    pub fn can_be_dropped(&self, plan: &Plan) -> bool {
        match plan.item(&self.id) {
            _ if self.topic == Topic::Doubt => false,
            Some(Item::Action(..) | Item::Point(_) | Item::Indicator(..)) => true,
            Some(item) => item.sort().can_be_dropped(),
            None => false,
        }
    }

    /// Whether something is offered that isn't there already.
    pub fn can_be_taken(&self, plan: &Plan) -> bool {
        if let Some(doubt) = self.doubt(plan) {
            return !doubt.choices.is_empty() || has_room(doubt);
        }
        let offers = matches!(
            self.topic,
            Topic::Baseline | Topic::Words | Topic::Expansion
        );
        let other = || self.topic == Topic::Expansion || self.offer(plan) != self.typed(plan);
        offers && self.offer(plan).is_some() && other()
    }

    /// What `yes` comes to, with a word for it; none where only a value answers it.
    pub fn yes(&self, plan: &Plan) -> Option<(Answer<'static>, &'static str)> {
        let takes = self.can_be_taken(plan);
        Some(match self.topic {
            Topic::Doubt if takes && self.doubt(plan).is_some_and(has_room) => {
                (Answer::Take, "zet in de tekst")
            }
            Topic::Action | Topic::Point => (Answer::Keep, "gaat door"),
            Topic::Reached => (Answer::Keep, "nog een keer"),
            Topic::Doubt | Topic::Baseline if takes => (Answer::Take, "neem over"),
            Topic::Doubt | Topic::Words => (Answer::Keep, "klopt zo"),
            Topic::Baseline => (self.now(plan).map(|_| Answer::Keep)?, "blijft zo"),
            Topic::Final => (self.last(plan)?.value.map(|_| Answer::Keep)?, "eindstand"),
            Topic::Expansion => (Answer::Take, "bestaat nu"),
            Topic::Day | Topic::Other => (Answer::Keep, "klopt"),
            Topic::Target => return None,
        })
    }

    /// What `no` comes to, with a word for it; none where only a value says otherwise.
    pub fn no(&self, plan: &Plan) -> Option<(Answer<'static>, &'static str)> {
        let takes = self.can_be_taken(plan);
        Some(match self.topic {
            Topic::Doubt if takes && self.doubt(plan).is_some_and(has_room) => {
                (Answer::Keep, "laat weg")
            }
            Topic::Action | Topic::Point | Topic::Reached => (Answer::Drop, "vervalt"),
            Topic::Baseline if takes && self.now(plan).is_none() => {
                (Answer::Keep, "niet vergelijken")
            }
            Topic::Doubt | Topic::Baseline if takes => (Answer::Keep, "blijft zo"),
            // What was in a year stays so: words change by another key than the one that goes on.
            Topic::Words if takes => (Answer::Take, "neem over"),
            Topic::Target => (Answer::Keep, "zonder getal"),
            Topic::Final | Topic::Baseline if self.yes(plan).is_none() => {
                (Answer::Keep, "onbekend")
            }
            Topic::Expansion => (Answer::Keep, "blijft uitbreiding"),
            _ => return None,
        })
    }

    /// Whether it can be answered by typing.
    pub const fn takes_words(&self) -> bool {
        match self.topic {
            Topic::Action | Topic::Point | Topic::Reached => false,
            Topic::Doubt => !self.key.is_empty(),
            _ => true,
        }
    }

    /// The edits of an answer, to be saved together.
    ///
    /// # Errors
    /// A Dutch sentence that says what can be answered.
    pub fn answered(
        &self,
        plan: &Plan,
        answer: Answer<'_>,
        hand: Hand<'_>,
    ) -> Result<Vec<Edit>, String> {
        let keep = || {
            Ok(vec![match &self.doubt {
                Some(doubt) => Edit::Doubt(DoubtEdit::of(doubt)),
                None => Edit::Confirm(ConfirmEdit::of(&self.id, &self.key)),
            }])
        };
        match answer {
            Answer::Keep => keep(),
            Answer::Drop => self.dropped(plan, hand),
            Answer::Take if !self.can_be_taken(plan) => keep(),
            Answer::Take if self.doubt(plan).is_some_and(has_room) => self.put_in(plan, hand),
            Answer::Take if self.topic == Topic::Expansion => self.exists(plan),
            Answer::Take if self.topic == Topic::Words => {
                Ok(self.renewed(plan).into_iter().collect())
            }
            Answer::Take => {
                let offer = self.offer(plan).unwrap_or_default();
                self.answered(plan, Answer::Typed(&offer), hand)
            }
            Answer::Typed(typed) if self.topic == Topic::Final => {
                self.ended(plan, typed, hand).map(|edit| vec![edit])
            }
            Answer::Typed(typed) => {
                let field = self.field(plan).filter(|_| self.takes_words());
                let field = field.ok_or("hier valt niets te typen")?;
                let to = field.parse_for((plan, &self.id), typed, hand.today)?;
                let apart = self.no_longer_with(plan, field, &to);
                let set = self.set(plan, field, to);
                set.map_or_else(keep, |edit| {
                    Ok(std::iter::once(edit).chain(apart).collect())
                })
            }
        }
    }

    /// A field of the item gets another value; none where it has that already.
    fn set(&self, plan: &Plan, field: &Field, to: Value) -> Option<Edit> {
        let from = field.in_plan(plan, &self.id)?;
        SetEdit::between(field, &self.id, from, to).map(Edit::Set)
    }

    /// Who leads from now on does so no longer together with itself.
    fn no_longer_with(&self, plan: &Plan, field: &Field, holders: &Value) -> Option<Edit> {
        if (field.of, field.key) != (Sort::Regie, "holders") {
            return None;
        }
        let (field, holders) = (Field::named(Sort::Regie, "with")?, holders.as_array()?);
        let mut with = field.in_plan(plan, &self.id)?;
        with.as_array_mut()?
            .retain(|party| !holders.contains(party));
        self.set(plan, field, with)
    }

    /// Words of a document that were left out come at the end of the text they are asked of.
    fn put_in(&self, plan: &Plan, hand: Hand<'_>) -> Result<Vec<Edit>, String> {
        let (Some(doubt), Some(field)) = (self.doubt(plan), self.field(plan)) else {
            return Err("daar is geen plaats voor".to_string());
        };
        let now = self.typed(plan).filter(|now| !now.is_empty());
        let now = now.map_or_else(String::new, |now| format!("{now}\n\n"));
        let to = field.parse(plan, &format!("{now}{}", doubt.source), hand.today)?;
        let set = self.set(plan, field, to).into_iter();
        Ok(set.chain([Edit::Doubt(DoubtEdit::of(&doubt.id))]).collect())
    }

    /// It doesn't go on: an indicator with its KPI, an action by its status.
    fn dropped(&self, plan: &Plan, hand: Hand<'_>) -> Result<Vec<Edit>, String> {
        let gone = || format!("{} staat niet meer in het plan", self.id);
        let item = plan.item(&self.id).ok_or_else(gone)?;
        let edit = match item {
            Item::Action(action, _) => {
                let edit = StatusEdit::of(action, Status::Dropped, None, hand.today, hand.by);
                edit.map(Edit::Status)
            }
            Item::Point(point) => Some(Edit::ActionPoint(PointEdit {
                id: point.id.clone(),
                from: Some(Box::new(point.clone())),
                to: None,
            })),
            Item::Indicator(_, kpi) => Some(drop_of(&kpi.id, hand.today)),
            item if item.sort().can_be_dropped() => Some(drop_of(item.id(), hand.today)),
            _ => return Err("dit kan niet vervallen".to_string()),
        };
        Ok(edit.into_iter().collect())
    }

    /// The words as they would be a year later, and nothing else of them.
    fn renewed(&self, plan: &Plan) -> Option<Edit> {
        let field = self.field(plan)?;
        let now = field.in_plan(plan, &self.id)?;
        self.set(plan, field, later(now, plan.years().from - 1))
    }

    /// What was expansion exists now.
    fn exists(&self, plan: &Plan) -> Result<Vec<Edit>, String> {
        let Some(Item::Fte(row, _)) = plan.item(&self.id) else {
            return Err(format!("{} is geen formatie", self.id));
        };
        let all = Decimal::sum([row.existing, row.expansion]);
        let all = serde_json::to_value(all).map_err(|why| why.to_string())?;
        let named = |key, to| {
            let field = Field::named(Sort::Fte, key)?;
            self.set(plan, field, to)
        };
        let edits = [named("existing", all), named("expansion", Value::Null)];
        Ok(edits.into_iter().flatten().collect())
    }

    /// The final value of the year that ended, with the light it had then.
    fn ended(&self, plan: &Plan, typed: &str, hand: Hand<'_>) -> Result<Edit, String> {
        let Some(Item::Indicator(indicator, _)) = plan.item(&self.id) else {
            return Err(format!("{} is geen indicator", self.id));
        };
        let mut earlier = indicator.earlier.clone();
        let last = earlier.last_mut().ok_or("er is geen eerder jaar")?;
        let end = NaiveDate::from_ymd_opt(last.year, 12, 31).unwrap_or(hand.today);
        let on = if hand.today.year() > last.year {
            end
        } else {
            hand.today
        };
        let mut then = Indicator {
            target: last.target,
            readings: Vec::new().into(),
            ..indicator.clone()
        };
        let reading = |value, of, date| Reading {
            date,
            value,
            of,
            note: None,
            by: hand.by.to_string(),
        };
        then.readings
            .extend(last.value.map(|value| reading(value, last.of, end)));
        let (value, of) = typed::parse(&then, typed)?.total(&then);
        then.readings = vec![reading(value, of, on)].into();
        (last.value, last.of, last.on) = (Some(value), of, Some(on));
        last.light = light::at_end(&then, last.year, plan.thresholds);
        let to = serde_json::to_value(&earlier).map_err(|why| why.to_string())?;
        let edit = self.set(plan, &EARLIER, to);
        Ok(edit.unwrap_or_else(|| Edit::Confirm(ConfirmEdit::of(&self.id, &self.key))))
    }
}

/// A value whose words are of a year later; the id of a table stays.
fn later(value: Value, ended: i32) -> Value {
    match value {
        Value::String(text) => years::later(&text, ended, 1).into(),
        Value::Array(all) => all.into_iter().map(|it| later(it, ended)).collect(),
        Value::Object(all) => {
            let one = |(key, it)| match key {
                key if key == "table" => (key, it),
                key => (key, later(it, ended)),
            };
            Value::Object(all.into_iter().map(one).collect())
        }
        other => other,
    }
}

/// Whether the words of a doubt stand nowhere, and could stand in the text of a chapter.
fn has_room(doubt: &Doubt) -> bool {
    doubt.left_out && doubt.field.as_deref() == Some("body")
}

fn drop_of(id: &str, today: NaiveDate) -> Edit {
    Edit::Drop(DropEdit {
        id: id.to_string(),
        from: None,
        to: Some(Dropped {
            date: today,
            reason: None,
            decision: None,
        }),
        why: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::edit::role::Role;
    use crate::plan::edit::transaction::{Author, Intent, transaction};
    use crate::plan::turn::questions::questions;

    fn doubtful() -> Plan {
        let mut plan: Plan =
            serde_json::from_str(include_str!("../../../tests/stores/valid/small.json")).unwrap();
        plan.adopted = crate::plan::model::life::Adoption::Draft;
        let doubt = |id: &str, item: &str, field: Option<&str>, left_out: bool| Doubt {
            id: id.to_string(),
            item: item.to_string(),
            field: field.map(str::to_string),
            line: 12,
            page: None,
            source: "woorden van het document".to_string(),
            made_of_it: "iets".to_string(),
            choices: Vec::new(),
            left_out,
        };
        plan.doubts = vec![
            doubt("TW1", "1.K1.1", Some("target"), false),
            doubt("TW2", "1", Some("body"), true),
            doubt("TW3", "plan", None, false),
        ];
        plan
    }

    fn answered(plan: &Plan, id: &str, answer: Answer<'_>) -> Plan {
        let hand = Hand {
            by: "A",
            today: "2026-06-12".parse().unwrap(),
        };
        let open = questions(plan);
        let question = open
            .iter()
            .find(|it| it.doubt.as_deref() == Some(id))
            .unwrap();
        let edits = question.answered(plan, answer, hand).unwrap();
        let author = Author {
            name: "A".to_string(),
            at: "2026-06-12T14:02:11+02:00".parse().unwrap(),
            meeting: None,
        };
        let done = |plan: &Plan, wanted| {
            transaction(plan.clone(), &wanted, &author, Role::Administrator)
                .unwrap()
                .unwrap()
                .plan
        };
        let next = done(plan, Intent::Edit(edits));
        assert_eq!(done(&next, Intent::Undo).doubts, plan.doubts, "{id}");
        next
    }

    fn ids(plan: &Plan) -> Vec<&str> {
        plan.doubts.iter().map(|doubt| doubt.id.as_str()).collect()
    }

    #[test]
    fn an_answered_doubt_is_none_any_more_and_comes_back_with_undo() {
        let plan = doubtful();
        assert_eq!(ids(&answered(&plan, "TW1", Answer::Keep)), ["TW2", "TW3"]);
        assert_eq!(ids(&answered(&plan, "TW3", Answer::Keep)), ["TW1", "TW2"]);
        let typed = answered(&plan, "TW1", Answer::Typed("77"));
        assert_eq!(ids(&typed), ["TW2", "TW3"]);
        let Some(Item::Indicator(indicator, _)) = typed.item("1.K1.1") else {
            panic!("it is there");
        };
        let min = indicator.target.and_then(|target| target.min);
        assert_eq!(min, Some(Decimal::whole(77)));
    }

    #[test]
    fn who_is_taken_for_leader_leads_no_longer_beside_itself() {
        let mut plan = doubtful();
        let regie = &mut plan.chapters[0].regie[0];
        let (id, holders) = (regie.id.clone(), std::mem::take(&mut regie.holders));
        let other = plan
            .parties
            .iter()
            .find(|it| it.id != holders[0])
            .unwrap()
            .id
            .clone();
        plan.chapters[0].regie[0].with = vec![holders[0].clone(), other.clone()];
        plan.doubts[0].item = id;
        plan.doubts[0].field = Some("holders".to_string());
        plan.doubts[0].choices = vec![plan.party_name(&holders[0]).to_string()];
        let taken = answered(&plan, "TW1", Answer::Take);
        let regie = &taken.chapters[0].regie[0];
        assert_eq!((&regie.holders, &regie.with), (&holders, &vec![other]));
        assert_eq!(ids(&taken), ["TW2", "TW3"]);
    }

    #[test]
    fn words_that_were_left_out_can_come_in() {
        let plan = doubtful();
        let taken = answered(&plan, "TW2", Answer::Take);
        assert_eq!(ids(&taken), ["TW1", "TW3"]);
        let last = taken.chapters[0].body.last().unwrap();
        let put = crate::plan::Block::Paragraph("woorden van het document".to_string());
        assert_eq!(*last, put);
        let left = answered(&plan, "TW2", Answer::Keep);
        assert_eq!(
            (ids(&left), left.chapters == plan.chapters),
            (vec!["TW1", "TW3"], true)
        );
    }
}
