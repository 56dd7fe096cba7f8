//! A field of an item gets another value. Of words of the plan the first are kept, as printed.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::plan::edit::field::{Field, sort_of};
use crate::plan::edit::history::adopted;
use crate::plan::edit::role::Role;
use crate::plan::edit::said::{Said, Told};
use crate::plan::edit::{Alters, Change, Done, Edit, Kind, Refusal, What, Why};
use crate::plan::model::life::{Adoption, Printed, UNSAID};
use crate::plan::model::lookup::Item;
use crate::plan::model::meeting::Meeting;
use crate::plan::{Id, Plan};

/// From one value to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetEdit {
    /// The item.
    pub id: Id,
    /// The key of the field.
    pub field: String,
    /// The value it was based on.
    pub from: Value,
    /// The new value.
    pub to: Value,
    /// What became of the words as printed; none where they stood there already, or it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<Printing>,
    /// Why the plan changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
}

/// What becomes of the words as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Printing {
    /// It was the first rewording: they were kept.
    Kept,
    /// It was taken back: they stand there again themselves.
    Restored,
}

impl Kind for SetEdit {
    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }

    fn alters(&self, plan: &Plan) -> Option<Alters<'_>> {
        match self.field(plan) {
            Some(field) if field.role < Role::Administrator => None,
            Some(field) => Some(Alters {
                why: self.why.as_ref(),
                asks: field.reason,
            }),
            None => Some(Alters::because(self.why.as_ref())),
        }
    }

    fn settles(&self) -> Option<&str> {
        Some(&self.field)
    }

    fn is_undoable(&self) -> bool {
        Field::with_key(&self.field).is_some()
    }

    fn apply(&self, plan: &mut Plan) -> Result<Done, Refusal> {
        let id = &self.id;
        if Field::with_key(&self.field).is_none() {
            let field = &self.field;
            return Err(Refusal::Unfit(format!(
                "het veld “{field}” kent deze versie van regie niet"
            )));
        }
        let field = self.field(plan).ok_or_else(|| Refusal::not_found(id))?;
        let now = field.in_plan(plan, id).unwrap_or_default();
        if now != self.from {
            let said = |value| format!("{} {}", field.label, field.said(plan, value));
            return Err(Refusal::conflict(id, said(&now), said(&self.from)));
        }
        let object = plan.steps_to(id).unwrap_or_default();
        let printing = self.printing(plan, field);
        let mut item = plan.item_mut(id).ok_or_else(|| Refusal::not_found(id))?;
        let unfit = |_| Refusal::Unfit(format!("dat kan niet voor het veld {}", field.label));
        item.set(field.key, self.to.clone()).map_err(unfit)?;
        let raw = item.raw(field.key).map_err(unfit)?;
        let emptied = field.takes.is_list() && raw.get() == "null";
        let mut changes = vec![if self.to == UNSAID {
            Change::new(&object, field.key, What::Leave)
        } else if emptied {
            Change::set(&object, field.key, &[(); 0])
        } else {
            Change::set(&object, field.key, &raw)
        }];
        if let Some(printing) = printing {
            let kept = item.value("printed").map_err(unfit)?;
            let kept = self.printed_after(printing, kept);
            let value = kept.map_or(Value::Null, Value::Object);
            item.set("printed", value.clone()).map_err(unfit)?;
            changes.push(Change::set(&object, "printed", &value));
        }
        let edit = Self {
            // As it is read back: `2.00` is 2, and a limit that was left out is none.
            to: field.in_plan(plan, id).unwrap_or_default(),
            printed: printing,
            ..self.clone()
        };
        Ok(Done::new(edit, changes))
    }

    fn inverse(&self) -> Edit {
        let it = self.clone();
        Edit::Set(Self {
            from: it.to,
            to: it.from,
            printed: it.printed.map(|printing| match printing {
                Printing::Kept => Printing::Restored,
                Printing::Restored => Printing::Kept,
            }),
            ..it
        })
    }

    fn sentence(&self, plan: &Plan) -> String {
        let id = &self.id;
        let field = self.field(plan).or_else(|| Field::with_key(&self.field));
        let Some(field) = field else {
            return format!("{id}: een wijziging van een nieuwere versie van regie");
        };
        let (from, to) = briefly(field, plan, (&self.from, &self.to));
        let why = Why::behind(self.why_unsaid().as_ref(), plan);
        format!("{id}: {} {to}, dat was {from}{why}", field.label)
    }

    fn regardless(&self, plan: &Plan) -> Option<Edit> {
        let from = self.field(plan)?.in_plan(plan, &self.id)?;
        let it = self.clone();
        Some(Edit::Set(Self { from, ..it }))
    }

    fn announcement(&self, before: &Plan) -> String {
        let Some(field) = self.field(before) else {
            return self.sentence(before);
        };
        let (from, to) = briefly(field, before, (&self.from, &self.to));
        format!("{}: {} {to} (was {from})", self.id, field.label)
    }

    fn told<'a>(&'a self, plan: &'a Plan, _: &Meeting, _: &[&'a Edit]) -> Option<Told<'a>> {
        Some(Told::change(plan, &self.id))
    }

    /// Of each field where it began and where it ended.
    fn said<'a>(plan: &'a Plan, edits: &[&'a Self]) -> Vec<Said<'a>> {
        let mut ends: Vec<(&Self, &Self)> = Vec::new();
        for it in edits {
            let same =
                |(first, _): &&mut (&Self, &Self)| first.id == it.id && first.field == it.field;
            match ends.iter_mut().find(same) {
                Some((_, last)) => *last = it,
                None => ends.push((it, it)),
            }
        }
        let changed = ends
            .into_iter()
            .filter(|(first, last)| first.from != last.to);
        changed
            .filter_map(|(first, last)| Self::came_to(plan, first, last))
            .collect()
    }

    #[cfg(test)]
    fn sample(plan: &Plan, number: u32, text: &str) -> Edit {
        samples::set(plan, number, text)
    }
}

/// Two values in a few words, for a sentence: of long texts from where they begin to differ.
fn briefly(field: &Field, plan: &Plan, (from, to): (&Value, &Value)) -> (String, String) {
    let said = |value: &Value| field.said(plan, value).replace('\n', " ");
    let (one, other) = (said(from), said(to));
    let pairs = one.chars().zip(other.chars());
    let same = pairs.take_while(|(one, other)| one == other).count();
    let before: String = one.chars().take(same).collect();
    // From the last few words that are the same on, where more than that is.
    let words = before.char_indices().rev().filter(|(_, c)| *c == ' ');
    let skip = words.map(|(at, _)| at + 1).nth(2);
    let skip = skip.filter(|skip| *skip > MOST / 2).unwrap_or(0);
    let cut = |said: &str, value: &Value| {
        let rest = said.get(skip..).unwrap_or_default();
        let short: String = rest.chars().take(MOST).collect();
        let (begin, end) = (
            if skip > 0 { "…" } else { "" },
            if short.len() < rest.len() { "…" } else { "" },
        );
        let cut = format!("{begin}{}{end}", short.trim_end());
        if field.printed && !value.is_null() {
            format!("“{cut}”")
        } else {
            cut
        }
    };
    (cut(&one, from), cut(&other, to))
}

/// The most characters of a value in a sentence.
const MOST: usize = 60;

impl SetEdit {
    /// Why, without a decision that the value names itself, as an adoption does.
    fn why_unsaid(&self) -> Option<Why> {
        let named = self.to.get("decision").and_then(Value::as_str);
        let mut why = self.why.clone()?;
        why.decision = why.decision.filter(|id| named != Some(id.as_str()));
        Some(why)
    }

    /// From what an item's field holds to another value; none where it holds that already.
    pub fn of(field: &Field, item: Item<'_>, to: Value) -> Option<Self> {
        Self::between(field, item.id(), field.now(item), to)
    }

    /// From one value of a field to another; none where they are the same.
    pub fn between(field: &Field, id: &str, from: Value, to: Value) -> Option<Self> {
        (from != to).then(|| Self {
            id: id.to_string(),
            field: field.key.to_string(),
            from,
            to,
            printed: None,
            why: None,
        })
    }

    /// The field, of the sort the item is.
    fn field(&self, plan: &Plan) -> Option<&'static Field> {
        Field::named(sort_of(plan, &self.id)?, &self.field)
    }

    /// What becomes of the words as printed: what came in later was never printed.
    fn printing(&self, plan: &Plan, field: &Field) -> Option<Printing> {
        if !field.printed || self.printed == Some(Printing::Restored) {
            return self.printed;
        }
        if plan.adopted == Adoption::Draft {
            return None;
        }
        let id = Some(self.id.as_str());
        let later = adopted::adjusting(plan).any(|entry| match &*entry.edit {
            Edit::Add(add) => add.id() == id,
            Edit::Set(set) => set.id() == id && set.field == self.field,
            _ => false,
        });
        let item = plan.item(&self.id)?;
        let kept = field.kept(item).is_some();
        (!later && !kept && !self.from.is_null()).then_some(Printing::Kept)
    }

    /// The words kept as printed, once this is done.
    fn printed_after(&self, printing: Printing, kept: Value) -> Option<Printed> {
        let mut kept = match kept {
            Value::Object(kept) => kept,
            _ => Printed::new(),
        };
        match printing {
            Printing::Kept => {
                kept.insert(self.field.clone(), self.from.clone());
            }
            Printing::Restored => {
                kept.remove(&self.field);
            }
        }
        (!kept.is_empty()).then_some(kept)
    }

    /// What a field came to, from the first change of it to the last: the day of an action as a
    /// row of its own, a change of the plan in a sentence with its reason.
    fn came_to<'a>(plan: &Plan, first: &'a Self, last: &'a Self) -> Option<Said<'a>> {
        let field = first.field(plan)?;
        if field.reason {
            let whole = Self {
                from: first.from.clone(),
                ..last.clone()
            };
            let sentence = whole.sentence(plan);
            return Some(Said::Plan { sentence });
        }
        Some(Said::Field {
            field,
            from: &first.from,
            to: &last.to,
            words: (field.said(plan, &first.from), field.said(plan, &last.to)),
        })
    }
}

#[cfg(test)]
mod samples {
    use super::*;

    /// A field of any item of the plan, with a value made of a number and a text: what is
    /// there is set to null or to itself put the other way round where that can be.
    pub fn set(plan: &Plan, number: u32, text: &str) -> Edit {
        const FIELDS: &[(&str, &str)] = &[
            ("1A.1.a", "due"),
            ("1A.1.b", "due"),
            ("1A.1.b", "text"),
            ("1A.1", "text"),
            ("1A.1", "priority"),
            ("1A", "title"),
            ("1", "aim"),
            ("1", "partners"),
            ("1.K1", "group_title"),
            ("1.K1.1", "target"),
            ("1.K1.1", "cumulative"),
            ("R1.1", "condition"),
            ("R1.1", "holders"),
            ("boa", "full_name"),
            ("B1", "amount"),
            ("C1", "existing"),
            ("plan", "title"),
            ("plan", "slug"),
            ("plan", "adopted"),
            ("plan", "terms"),
            ("plan", "period"),
        ];
        let (id, key) = FIELDS[number as usize % FIELDS.len()];
        let field = Field::named(sort_of(plan, id).unwrap(), key).unwrap();
        let from = field.in_plan(plan, id).unwrap();
        let to: Value = match key {
            "due" => serde_json::json!(format!("2026-01-{:02}", number % 28 + 1)),
            "priority" => (number % 3 + 1).into(),
            "partners" | "holders" => serde_json::json!(["oovb", "boa"]),
            "target" => serde_json::json!({ "min": number % 90, "max": null }),
            "period" => serde_json::json!({ "from": 2026, "to": 2026 + number % 4 }),
            "cumulative" => number.is_multiple_of(2).into(),
            "amount" | "existing" => (number % 1000).into(),
            "slug" => format!("plan-{number}").into(),
            "adopted" => serde_json::json!({ "date": "2026-02-10", "decision": null }),
            "terms" => serde_json::json!([{ "word": "x", "also": [text] }]),
            _ => format!("{number} {text}").into(),
        };
        let clear = number.is_multiple_of(5) && field.optional;
        Edit::Set(SetEdit {
            id: id.to_string(),
            field: key.to_string(),
            from,
            to: if clear { field.filled(Value::Null) } else { to },
            printed: None,
            why: Some(Why {
                reason: "x".to_string(),
                decision: None,
            }),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Plan {
        serde_json::from_str(include_str!("../../../../../tests/stores/valid/small.json")).unwrap()
    }

    fn set(id: &str, field: &str, from: &str, to: &str) -> SetEdit {
        let value = |text: &str| serde_json::from_str(text).unwrap();
        SetEdit {
            id: id.to_string(),
            field: field.to_string(),
            from: value(from),
            to: value(to),
            printed: None,
            why: None,
        }
    }

    #[test]
    fn what_can_not_be_set_is_refused_and_nothing_changes() {
        for (edit, refused) in [
            (set("1A.1.a", "due", "null", "\"2026-06-30\""), "-"),
            // Based on a day that isn't there (any more).
            (
                set("1A.1.a", "due", "\"2026-01-02\"", "null"),
                "Conflict { id: \"1A.1.a\", now: \"uiterlijk geen\", based_on: \"uiterlijk 02-01-2026\" }",
            ),
            (
                set("1A.1.a", "due", "null", "\"ooit\""),
                "Unfit(\"dat kan niet voor het veld uiterlijk\")",
            ),
            (
                set("1A.1.a", "colour", "null", "1"),
                "Unfit(\"het veld “colour” kent deze versie van regie niet\")",
            ),
            (set("1.K1", "due", "null", "null"), "NotFound(\"1.K1\")"),
            (set("1a.1.A", "due", "null", "null"), "NotFound(\"1a.1.A\")"),
        ] {
            let mut after = plan();
            let said = match edit.apply(&mut after) {
                Ok(_) => "-".to_string(),
                Err(why) => format!("{why:?}"),
            };
            assert_eq!(said, refused, "{edit:?}");
            assert_eq!(after == plan(), refused != "-", "{edit:?}");
        }
    }

    #[test]
    fn of_long_texts_is_said_where_they_differ() {
        let long = "Het vergroten van het bewustzijn van de risico's van ondermijning";
        let (from, to) = (
            format!("\"{long}.\""),
            format!("\"{long} bij ondernemers.\""),
        );
        let said = set("1A.1", "text", &from, &to).sentence(&plan());
        let expected = "1A.1: tekst “…risico's van ondermijning bij ondernemers.”, dat was \
            “…risico's van ondermijning.”";
        assert_eq!(said, expected);
        let said = set("1A.1", "text", "\"Rust\"", "\"Rust en orde\"").sentence(&plan());
        assert_eq!(said, "1A.1: tekst “Rust en orde”, dat was “Rust”");
    }

    #[test]
    fn a_field_of_a_newer_version_is_kept_and_not_taken_back() {
        let json = r#"{"what":"set","id":"1.K1","field":"colour","from":1,"to":{"b":1,"a":2}}"#;
        let edit: Edit = serde_json::from_str(json).unwrap();
        assert!(!edit.is_undoable());
        assert_eq!(edit.role(&plan()), Role::Administrator);
        let said = "1.K1: een wijziging van een nieuwere versie van regie";
        assert_eq!(edit.sentence(&plan()), said);
    }
}
