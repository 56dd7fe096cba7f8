//! What becomes of an item as a whole: it no longer holds, or holds again; two parties are one.

use chrono::NaiveDate;

use super::change::headed;
use super::why;
use crate::app::typing::choosing::choices::of_takes;
use crate::app::typing::choosing::picker::Choice;
use crate::app::typing::form::fields::{Blank, Fields, Shape, Wrong};
use crate::app::typing::form::filling::Form;
use crate::app::typing::form::subject::{By, Changed, Desk, Subject};
use crate::own::draft::Draft;
use crate::plan::clean::one_line;
use crate::plan::edit::{DropEdit, Edit, Field, MergeEdit, StatusEdit, Why};
use crate::plan::model::date;
use crate::plan::model::life::{Decision, Dropped};
use crate::plan::model::lookup::Item;
use crate::plan::model::sort::Sort;
use crate::plan::{Id, Plan, Status};

const DAY: Blank = Blank::value("per", "Per", 12);
const INTO: Blank = Blank::shaped("in", "Opgaan in", Shape::Choice { several: false });

/// What becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    /// It no longer holds.
    Drop,
    /// It holds again.
    Revive,
    /// It goes up in another party.
    Merge,
}

/// An item as a whole.
#[derive(Debug)]
struct Whole {
    id: Id,
    deed: Deed,
    /// Since when and why it doesn't hold; of an action its status says that.
    from: Option<Dropped>,
    touches: String,
}

impl Form {
    /// The form to drop an item, or to let it hold again; none where that can't be.
    pub fn gone(id: &str, desk: Desk<'_>) -> Option<Self> {
        let desk = desk.of_whole();
        let item = desk.plan.item(id)?;
        // The only indicator goes with its KPI.
        let item = match item {
            Item::Indicator(it, kpi) if it.dropped.is_none() && kpi.holding().count() == 1 => {
                desk.plan.item(&kpi.id)?
            }
            item => item,
        };
        let (action, dropped) = match item {
            Item::Action(it, _) => (true, it.status == Status::Dropped),
            item => (false, item.dropped().is_some()),
        };
        if !(action || item.sort().can_be_dropped()) {
            return None;
        }
        let (deed, blanks) = match (dropped, action) {
            (true, _) => (Deed::Revive, Vec::new()),
            (false, true) => (Deed::Drop, Vec::new()),
            (false, false) => (Deed::Drop, vec![DAY]),
        };
        let words = if dropped {
            "weer laten gelden"
        } else {
            "laten vervallen"
        };
        Some(Self::of_whole(&item, (deed, words), blanks, desk))
    }

    /// The form to let a party go up in another.
    pub fn merge(id: &str, desk: Desk<'_>) -> Option<Self> {
        let desk = desk.of_whole();
        let item = desk.plan.item(id).filter(|it| it.sort() == Sort::Party)?;
        let words = (Deed::Merge, "samenvoegen");
        Some(Self::of_whole(&item, words, vec![INTO], desk))
    }

    fn of_whole(
        item: &Item<'_>,
        (deed, words): (Deed, &str),
        blanks: Vec<Blank>,
        desk: Desk<'_>,
    ) -> Self {
        let id = item.id().to_string();
        let subject = Whole {
            touches: why::touches(desk.plan, std::slice::from_ref(&id)),
            from: item.dropped().cloned(),
            deed,
            id,
        };
        let title = format!("{} {words}", headed(desk.plan, item));
        let title = one_line(&title).into_owned();
        let mut form = Self::of(subject, title, &why::and_why(blanks), desk).changing(desk);
        form.fields.go(if deed == Deed::Merge {
            INTO.name
        } else {
            why::REASON.name
        });
        form
    }
}

/// The form a draft was typed in.
pub(in crate::app::typing::form) fn reopen(draft: &Draft, desk: Desk<'_>) -> Option<Form> {
    match draft.form.as_str() {
        "drop" => Form::gone(&draft.id, desk),
        "merge" => Form::merge(&draft.id, desk),
        _ => None,
    }
}

/// From which day on it doesn't hold. A draft is made before its year begins, and so may that be.
fn since(fields: &Fields, desk: Desk<'_>) -> Result<NaiveDate, String> {
    let typed = fields.value(DAY);
    let day = date::parse(typed, desk.today, desk.plan.year)?;
    if desk.plan.is_adopted() || day > desk.today {
        return desk.past_day(typed);
    }
    Ok(day)
}

impl Whole {
    fn now(&self, plan: &Plan) -> Option<Dropped> {
        plan.item(&self.id)?.dropped().cloned()
    }

    /// Of an action: its status, with the reason in its log.
    fn status(&self, fields: &Fields, desk: Desk<'_>) -> Result<Vec<Edit>, Wrong> {
        let Some(Item::Action(action, _)) = desk.plan.item(&self.id) else {
            return Err(Wrong::gone(&self.id));
        };
        if fields.typed(why::REASON).is_none() && desk.plan.is_adopted() {
            return Err(why::REASON.wrong(why::ASKED));
        }
        let (made, given) = why::alone(fields, desk)?;
        let note = noted(desk.plan, made.as_ref(), &given);
        let to = match self.deed {
            Deed::Revive => Status::Open,
            _ => Status::Dropped,
        };
        let status = StatusEdit::of(action, to, Some(&note), desk.today, desk.user);
        let edits = made.into_iter().chain(status.map(Edit::Status));
        Ok(edits.collect())
    }

    fn edit(&self, fields: &Fields, desk: Desk<'_>) -> Result<Edit, Wrong> {
        let id = self.id.clone();
        if self.deed == Deed::Merge {
            let into = fields.typed(INTO);
            return Ok(Edit::Merge(MergeEdit {
                into: into.ok_or_else(|| INTO.wrong("in welke partij? Typ om te kiezen"))?,
                date: desk.today,
                refs: Vec::new(),
                aliases: Vec::new(),
                back: false,
                why: None,
                id,
            }));
        }
        let day = since(fields, desk).map_err(|it| DAY.wrong(it))?;
        let to = (self.deed == Deed::Drop).then_some(Dropped {
            date: day,
            reason: None,
            decision: None,
        });
        let from = self.from.clone();
        Ok(Edit::Drop(DropEdit {
            id,
            from,
            to,
            why: None,
        }))
    }
}

/// The reason of an action that is dropped, with the decision behind it, as it stands in its log.
fn noted(plan: &Plan, made: Option<&Edit>, why: &Why) -> String {
    let new = match made {
        Some(Edit::Add(add)) => serde_json::from_value::<Decision>(add.item.clone()).ok(),
        _ => None,
    };
    let known = why.decision.as_deref().and_then(|id| plan.decision(id));
    match new.as_ref().or(known) {
        Some(decision) => format!("{} ({})", why.reason, decision.shown()),
        None => why.reason.clone(),
    }
}

impl Subject for Whole {
    fn beside(&self, blank: Blank, fields: &Fields, desk: Desk<'_>) -> String {
        match blank {
            DAY => since(fields, desk).map_or_else(|it| it, date::with_weekday),
            INTO if fields.focus == INTO.name && fields.typed(INTO).is_none() => {
                "typ de naam van de partij die blijft".to_string()
            }
            _ => why::beside(blank, fields, desk),
        }
    }

    fn submit(&self, fields: &Fields, desk: Desk<'_>) -> Result<Vec<Edit>, Wrong> {
        if matches!(desk.plan.item(&self.id), Some(Item::Action(..))) {
            return self.status(fields, desk);
        }
        let mut edits = why::given(fields, desk, vec![self.edit(fields, desk)?])?;
        // The item says itself why it doesn't hold.
        if let Some(Edit::Drop(drop)) = edits.last_mut()
            && let (Some(to), Some(why)) = (&mut drop.to, &drop.why)
        {
            to.reason = Some(why.reason.clone()).filter(|it| !it.is_empty());
            to.decision.clone_from(&why.decision);
        }
        Ok(edits)
    }

    fn draft(&self) -> Option<(&str, &str)> {
        let form = if self.deed == Deed::Merge {
            "merge"
        } else {
            "drop"
        };
        Some((form, &self.id))
    }

    fn made_of(&self, blank: Blank) -> Option<fn(&str) -> Choice<String>> {
        why::made_of(blank)
    }

    fn choices(&self, blank: Blank, _: &Fields, desk: Desk<'_>) -> Vec<Choice<String>> {
        let party = Field::named(Sort::Action, "with").filter(|_| blank == INTO);
        let Some(party) = party else {
            return why::choices(blank, desk);
        };
        let mut all = of_takes(party, desk.plan);
        all.retain(|choice| choice.pick != self.id);
        all
    }

    fn words(&self, blank: Blank, chosen: &str, desk: Desk<'_>) -> String {
        match blank {
            INTO => desk.plan.party_name(chosen).to_string(),
            _ => why::words(blank, chosen, desk).unwrap_or_else(|| chosen.to_string()),
        }
    }

    fn below(&self, _: &Fields, desk: Desk<'_>) -> Vec<String> {
        let stays = match self.deed {
            Deed::Drop => "Het blijft met de reden in het plan staan, en telt niet meer mee.",
            Deed::Revive => "Het telt weer mee in stoplichten, agenda en overleg.",
            Deed::Merge => "Wat naar deze partij verwijst, verwijst dan naar de andere.",
        };
        let mut all = why::below(&self.touches, desk);
        all.insert(0, stays.to_string());
        all
    }

    fn changed(&self, _: &Fields, plan: &Plan) -> Option<Changed> {
        let now = self.now(plan);
        let changed = self.deed != Deed::Merge && now != self.from;
        changed.then(|| Changed {
            id: self.id.clone(),
            by: By::Drop,
            sentence: match now {
                Some(now) => format!(
                    "dit op vervallen per {}. Esc laat dat zo.",
                    date::dutch(now.date)
                ),
                None => "dit weer op geldt. Esc laat dat zo.".to_string(),
            },
        })
    }

    fn accept(&mut self, _: &Fields, plan: &Plan) {
        self.from = self.now(plan);
    }
}
