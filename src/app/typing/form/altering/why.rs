//! Why the plan changes: a reason, and a decision there is or that is made with it. Every form that
//! changes the plan ends with these fields; both are offered again for the next change.

use serde_json::Map;

use crate::app::typing::choosing::choices::of_takes;
use crate::app::typing::choosing::picker::Choice;
use crate::app::typing::form::fields::{Blank, Breaks, Fields, Shape, Wrong};
use crate::app::typing::form::filling::{Form, Reach};
use crate::app::typing::form::subject::Desk;
use crate::plan::edit::{self, AddEdit, Edit, Why, fresh, inside};
use crate::plan::model::CHANGING;
use crate::plan::model::lookup::Item;
use crate::plan::model::sort::{Sort, WHOLE};
use crate::plan::words::{self, counted};
use crate::plan::{Id, Plan};

/// Why.
pub(in crate::app::typing::form) const REASON: Blank = Blank {
    free: true,
    ..Blank::shaped("reden", "Reden", Shape::Lines(Breaks::Full))
};
const DECISION: Blank = Blank::shaped("besluit", "Besluit", Shape::Choice { several: false });
/// What is chosen for a decision that is still to be made.
const NEW: &str = "nieuw";
/// A decision that is made with the change: each field, and its key.
const PARTS: [(Blank, &str); 4] = [
    (
        Blank::shaped(
            "besluit.orgaan",
            "  Orgaan",
            Shape::Choice { several: false },
        )
        .only(DECISION.name, NEW),
        "body",
    ),
    (
        Blank::value("besluit.datum", "  Datum", 12).only(DECISION.name, NEW),
        "date",
    ),
    (
        Blank::value("besluit.nummer", "  Nummer", 16).only(DECISION.name, NEW),
        "number",
    ),
    (
        Blank::shaped("besluit.titel", "  Titel", Shape::Lines(Breaks::Full))
            .only(DECISION.name, NEW),
        "title",
    ),
];

/// These fields, and behind them why.
pub(in crate::app::typing::form) fn and_why(mut blanks: Vec<Blank>) -> Vec<Blank> {
    blanks.push(REASON);
    and_decision(blanks)
}

/// These fields, and behind them by which decision.
pub(in crate::app::typing::form) fn and_decision(mut blanks: Vec<Blank>) -> Vec<Blank> {
    blanks.push(DECISION);
    blanks.extend(PARTS.map(|(blank, _)| blank));
    blanks
}

impl Form {
    /// The form on the whole screen, with the reason and the decision given last.
    pub(in crate::app::typing::form) fn changing(mut self, desk: Desk<'_>) -> Self {
        self.reach = Reach::Plan;
        if let Some(why) = desk.why {
            self.fields.begin(REASON.name, &why.reason);
            let there = why.decision.as_deref();
            let there = there.filter(|id| desk.plan.decision(id).is_some());
            self.fields.begin(DECISION.name, there.unwrap_or_default());
        }
        self.understand(desk);
        self
    }
}

fn part(blank: Blank) -> Option<&'static edit::Field> {
    let (_, key) = PARTS.iter().find(|(part, _)| *part == blank)?;
    edit::Field::named(Sort::Decision, key)
}

/// What can be chosen for a field of these.
pub(in crate::app::typing::form) fn choices(blank: Blank, desk: Desk<'_>) -> Vec<Choice<String>> {
    if blank != DECISION {
        return part(blank).map_or_else(Vec::new, |it| of_takes(it, desk.plan));
    }
    let all = desk.plan.decisions.iter().rev();
    let all = all.map(|it| {
        let title = it.title.as_deref().unwrap_or_default();
        Choice::new(&*it.id, &format!("{} {title}", it.shown()), it.id.clone())
    });
    let new = new_decision("");
    let none = Choice::new("geen", "zonder besluit", String::new());
    all.chain([new, none]).collect()
}

/// A decision none of the plan's is called: a new one.
pub(in crate::app::typing::form) fn made_of(blank: Blank) -> Option<fn(&str) -> Choice<String>> {
    (blank == DECISION).then_some(new_decision as fn(&str) -> Choice<String>)
}

fn new_decision(_: &str) -> Choice<String> {
    Choice::new(NEW, "een nieuw besluit vastleggen…", NEW.to_string())
}

/// What is chosen for a field of these, in words.
pub(in crate::app::typing::form) fn words(
    blank: Blank,
    chosen: &str,
    desk: Desk<'_>,
) -> Option<String> {
    let decision = desk.plan.decision(chosen).filter(|_| blank == DECISION);
    decision.map(|it| {
        let title = it.title.as_deref().unwrap_or_default();
        format!("{} {title}", it.shown()).trim_end().to_string()
    })
}

/// What stands beside a field of these.
pub(in crate::app::typing::form) fn beside(
    blank: Blank,
    fields: &Fields,
    desk: Desk<'_>,
) -> String {
    let line = matches!(blank.shape, Shape::Line(_));
    match part(blank) {
        Some(_) if !line && fields.focus != blank.name => String::new(),
        Some(field) => match fields.typed(blank) {
            None if field.optional => "mag leeg blijven".to_string(),
            None => field.takes.asks(),
            Some(typed) => match field.parse(desk.plan, &typed, desk.today) {
                Ok(value) if field.key == "date" => field.said(desk.plan, &value),
                Ok(_) => String::new(),
                Err(sentence) => sentence,
            },
        },
        None if blank == DECISION
            && fields.focus == blank.name
            && fields.typed(blank).is_none() =>
        {
            "typ om te kiezen, of een nieuw".to_string()
        }
        None => String::new(),
    }
}

/// What is said where a reason has to be given.
pub(in crate::app::typing::form) const ASKED: &str =
    "waarom wijzigt het plan? Dit blijft erbij staan";

/// The edits with the reason and the decision that are typed; a new decision comes before them.
pub(in crate::app::typing::form) fn given(
    fields: &Fields,
    desk: Desk<'_>,
    edits: Vec<Edit>,
) -> Result<Vec<Edit>, Wrong> {
    let plan = desk.plan;
    let lacks = |edit: &Edit| edit.alters(plan).is_some_and(|it| it.lacks_reason(plan));
    if fields.typed(REASON).is_none() && edits.iter().any(lacks) {
        return Err(REASON.wrong(ASKED));
    }
    let (made, why) = alone(fields, desk)?;
    let why = (why != Why::default()).then_some(why);
    let edits = edits.into_iter();
    let edits = edits.map(|edit| edit.because(plan, why.as_ref()));
    Ok(made.into_iter().chain(edits).collect())
}

/// The reason and the decision that are typed, and that decision where it is a new one.
pub(in crate::app::typing::form) fn alone(
    fields: &Fields,
    desk: Desk<'_>,
) -> Result<(Option<Edit>, Why), Wrong> {
    let (made, decision) = match fields.typed(DECISION) {
        Some(chosen) if chosen == NEW => {
            let made = made(fields, desk)?;
            let id = made.id().map(str::to_string);
            (Some(made), id)
        }
        chosen => (None, chosen),
    };
    let reason = fields.typed(REASON).unwrap_or_default();
    Ok((made, Why { reason, decision }))
}

/// The decision that is typed.
fn made(fields: &Fields, desk: Desk<'_>) -> Result<Edit, Wrong> {
    let mut item = Map::new();
    for (blank, key) in PARTS {
        let (Some(field), Some(typed)) = (part(blank), fields.typed(blank)) else {
            continue;
        };
        let value = field.parse(desk.plan, &typed, desk.today);
        item.insert(key.to_string(), value.map_err(|it| blank.wrong(it))?);
    }
    let into = (Sort::Decision, WHOLE);
    let item = fresh(desk.plan, into, item, Map::new()).map_err(|lacking| {
        let part = PARTS.iter().find(|(_, key)| *key == lacking.key);
        part.map_or(DECISION, |(blank, _)| *blank)
            .wrong(lacking.takes.asks())
    })?;
    let after = desk.plan.decisions.last().map(|it| it.id.clone());
    Ok(Edit::Add(AddEdit {
        sort: Sort::Decision,
        into: WHOLE.to_string(),
        after,
        item,
        back: false,
        why: None,
    }))
}

/// What a change of an item touches, and that it is the first of a plan in the older schema.
pub(in crate::app::typing::form) fn below(touches: &str, desk: Desk<'_>) -> Vec<String> {
    let first = "Eerste wijziging van het plan: het bestand krijgt schema 2, dat een oudere regie \
        alleen leest.";
    let raises = desk.plan.schema < CHANGING;
    let lines = [touches.to_string()].into_iter();
    lines.chain(raises.then(|| first.to_string())).collect()
}

/// `Raakt 4 acties, 1 KPI (3.K1)`: what stands in these items and what refers to them, ids as long
/// as they are few.
pub(in crate::app::typing::form) fn touches(plan: &Plan, ids: &[Id]) -> String {
    let mut all: Vec<Id> = ids.iter().flat_map(|id| inside(plan, id)).collect();
    for id in ids {
        let refers = edit::referring(plan, id).into_iter();
        let new: Vec<Id> = refers.filter(|it| !all.contains(it)).collect();
        all.extend(new);
    }
    let lights = ids.iter().filter_map(|id| match plan.item(id) {
        Some(Item::Indicator(_, kpi)) => Some(format!("het stoplicht van {}", kpi.id)),
        _ => None,
    });
    let lights: Vec<String> = lights.collect();
    if all.is_empty() && lights.is_empty() {
        return "Raakt niets anders in het plan".to_string();
    }
    let mut kinds: Vec<((&str, &str), Vec<&str>)> = Vec::new();
    for id in &all {
        let kind = plan.item(id).map_or(("plan", "plan"), |it| kinds_of(&it));
        match kinds.iter_mut().find(|(word, _)| *word == kind) {
            Some((_, all)) => all.push(id),
            None => kinds.push((kind, vec![id])),
        }
    }
    let parts = kinds.iter().map(|((one, many), ids)| match ids.as_slice() {
        few if few.len() <= 3 => format!("{} ({})", counted(few.len(), one, many), few.join(", ")),
        many_ids => counted(many_ids.len(), one, many),
    });
    let parts: Vec<String> = lights.into_iter().chain(parts).collect();
    format!("Raakt {}", parts.join(", "))
}

/// What an item is, one and several.
fn kinds_of(item: &Item<'_>) -> (&'static str, &'static str) {
    match item {
        Item::Theme(..) => ("thema", "thema's"),
        Item::Goal(..) => ("doel", "doelen"),
        Item::Action(..) => ("actie", "acties"),
        Item::Kpi(..) => ("KPI", "KPI's"),
        Item::Indicator(..) => ("indicator", "indicatoren"),
        Item::Topic(..) => ("onderwerp", "onderwerpen"),
        Item::Regie(..) => ("uitspraak over regie", "uitspraken over regie"),
        Item::Party(_) => ("partij", "partijen"),
        Item::Point(_) => ("actiepunt", "actiepunten"),
        Item::Chapter(_) => ("hoofdstuk", "hoofdstukken"),
        item => (words::kind(item), words::kind(item)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_touched_is_counted() {
        let plan: Plan = serde_json::from_str(include_str!(
            "../../../../../data/uitvoeringsplan-2026.json"
        ))
        .unwrap();
        for (id, said) in [
            ("3.K1", "Raakt niets anders in het plan"),
            ("3.K1.1", "Raakt het stoplicht van 3.K1"),
            (
                "3B.1",
                "Raakt 3 acties (3B.1.a, 3B.1.b, 3B.1.c), 2 uitspraken over regie (R3.5, R3.6)",
            ),
        ] {
            assert_eq!(touches(&plan, &[id.to_string()]), said, "{id}");
        }
    }
}
