//! A document held against a plan that is there: what would change by it, as edits. Nothing is
//! dropped by it: what the document doesn't have stays in the plan, and is said.

mod alike;
mod doubts;
mod figures;
mod parties;
mod tables;

use std::collections::HashSet;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::recognise::Draft;

use crate::plan::edit::history::in_force;
use crate::plan::edit::{AddEdit, Edit, Field, SetEdit};
use crate::plan::model::date;
use crate::plan::model::doubt::Doubt;
use crate::plan::model::regie::Found as Spoken;
use crate::plan::model::sort::Sort;
use crate::plan::{Block, Chapter, Id, Plan, Theme, clean};
use alike::pairs;
use doubts::Found;
use parties::Parties;

/// What a document comes to for a plan.
#[derive(Debug, Default)]
pub struct Revision {
    /// What would change.
    pub edits: Vec<Edit>,
    /// What isn't taken over, and what stays though the document doesn't have it: a Dutch sentence
    /// each.
    pub left: Vec<String>,
    /// The doubts of what would change, which come into the plan with it.
    pub doubts: Vec<Edit>,
}

/// What of a draft is new for a plan.
pub fn against(plan: &Plan, draft: &Draft) -> Revision {
    let new = &draft.plan;
    // Words that found no place make no figure unsure.
    let unsure = new.doubts.iter().filter(|it| !it.left_out);
    let mut work = Work {
        plan,
        doubted: unsure.map(|it| it.item.as_str()).collect(),
        stated: &draft.stated,
        parties: Parties::of(plan, new),
        found: Found::default(),
        made: Revision::default(),
    };
    if plan.year != new.year {
        let (then, now) = (plan.year, new.year);
        work.say(format!(
            "het document is van {now}, het plan van {then}: het jaar blijft {then}"
        ));
    }
    work.chapters(new);
    work.tables(new);
    for name in work.parties.unknown() {
        work.say(format!("“{name}” is geen partij van het plan: waar hij nieuw is, staat hij alleen in de woorden"));
    }
    let Work {
        found, mut made, ..
    } = work;
    made.doubts = found.doubts(plan, new, &made.edits);
    made
}

struct Work<'a> {
    plan: &'a Plan,
    /// The items of the draft somebody has to look at.
    doubted: HashSet<&'a str>,
    /// Those of which a column of its own says the figure or the day.
    stated: &'a HashSet<Id>,
    parties: Parties,
    found: Found,
    made: Revision,
}

/// Something of a list: its id, and its words.
type Listed = (String, String);

impl Work<'_> {
    fn say(&mut self, sentence: String) {
        self.made.left.push(sentence);
    }

    /// Gives a field another value, unless the plan has moved on from what the document says.
    fn set(&mut self, (sort, key): (Sort, &str), id: &str, to: Value) {
        let Some(field) = Field::named(sort, key) else {
            return;
        };
        let from = field.in_plan(self.plan, id).unwrap_or_default();
        let Some(edit) = SetEdit::between(field, id, from, field.filled(to)) else {
            return;
        };
        let written = self
            .plan
            .item(id)
            .map(|it| serde_json::to_value(it).unwrap_or_default());
        let of = |key: &str| written.as_ref().and_then(|it| it.get(key)).cloned();
        let printed = of("printed").and_then(|it| it.get(key).cloned());
        let (label, dropped) = (field.label, of("dropped").is_some_and(|it| !it.is_null()));
        if printed.is_some_and(|it| it == edit.to) {
            self.say(format!("{id}, {label}: het document heeft nog de woorden van vóór een wijziging; die blijft staan"));
        } else if dropped {
            self.say(format!(
                "{id}, {label}: vervallen in het plan, en niet gewijzigd"
            ));
        } else {
            self.made.edits.push(Edit::Set(edit));
        }
    }

    /// Something new behind what it stands behind in the document.
    fn add(&mut self, (sort, into): (Sort, &str), after: Option<&str>, item: Value) {
        let item = self.parties.mapped(item);
        self.made.edits.push(Edit::Add(AddEdit {
            sort,
            into: into.to_string(),
            after: after.map(str::to_string),
            item,
            back: false,
            why: None,
        }));
    }

    /// Pairs a list of the plan with one of the document: says what the document lacks, adds what
    /// is new, and gives the pairs.
    fn list(
        &mut self,
        (sort, into): (Sort, &str),
        old: &[Listed],
        new: &[(String, Value)],
    ) -> Vec<(usize, usize)> {
        let texts: Vec<String> = old.iter().map(|it| it.1.clone()).collect();
        let wanted: Vec<String> = new.iter().map(|it| it.0.clone()).collect();
        let found = pairs(&texts, &wanted);
        for (nth, (id, text)) in old.iter().enumerate() {
            if !found.contains(&Some(nth)) {
                let text = clean::one_line(text);
                let (cut, more) = match text.char_indices().nth(50) {
                    Some((at, _)) => (text.get(..at).unwrap_or_default(), "…"),
                    None => (&*text, ""),
                };
                self.say(format!("{id} “{cut}{more}” staat niet in het document en blijft staan; regie vervalt {id} haalt het weg"));
            }
        }
        // Several new ones behind the same neighbour come last first.
        let mut fresh = Vec::new();
        let mut after: Option<&str> = None;
        for (place, (_, item)) in found.iter().zip(new) {
            match place.and_then(|it| old.get(it)) {
                Some((id, _)) => after = Some(id),
                None => fresh.push((after, item.clone())),
            }
        }
        for (after, item) in fresh.into_iter().rev() {
            self.add((sort, into), after, item);
        }
        let pairs = found.iter().enumerate();
        let pairs: Vec<(usize, usize)> = pairs
            .filter_map(|(new, old)| Some(((*old)?, new)))
            .collect();
        for (o, n) in &pairs {
            let id = new.get(*n).and_then(|(_, item)| item.get("id")?.as_str());
            if let (Some((old, _)), Some(new)) = (old.get(*o), id) {
                self.found.is(new, old);
            }
        }
        pairs
    }

    fn chapters(&mut self, draft: &Plan) {
        let title = |it: &Chapter| (it.id.clone(), it.title.clone());
        let old: Vec<Listed> = self.plan.chapters.iter().map(|it| title(it)).collect();
        let new: Vec<(String, Value)> = draft
            .chapters
            .iter()
            .map(|it| {
                (
                    it.title.clone(),
                    bare(serde_json::to_value(&**it).unwrap_or_default()),
                )
            })
            .collect();
        let plan = self.plan;
        for (o, n) in self.list((Sort::Chapter, "plan"), &old, &new) {
            if let (Some(old), Some(new)) = (plan.chapters.get(o), draft.chapters.get(n)) {
                self.chapter(old, new);
            }
        }
    }

    fn chapter(&mut self, old: &Chapter, new: &Chapter) {
        let id = &old.id;
        self.set((Sort::Chapter, "title"), id, json!(new.title));
        if new.aim.is_some() || old.aim.is_none() {
            self.set((Sort::Chapter, "aim"), id, json!(new.aim));
        } else {
            self.say(format!(
                "{id}: het DOEL staat niet in het document en blijft staan"
            ));
        }
        self.text(old, new);
        let partners = self.parties.mapped(json!({ "partners": new.partners }));
        if !new.partners.is_empty() {
            self.set(
                (Sort::Chapter, "partners"),
                id,
                partners["partners"].clone(),
            );
            self.set(
                (Sort::Chapter, "partners_text"),
                id,
                json!(new.partners_text),
            );
        }
        self.themes(old, new);
        self.kpis(old, new);
        self.regie(old, new);
        let topic = |it: &crate::plan::Topic| (it.id.clone(), it.title.clone());
        let before: Vec<Listed> = old.topics.iter().map(topic).collect();
        let after = new.topics.iter().map(|it| (it.title.clone(), json!(it)));
        let after: Vec<(String, Value)> = after.collect();
        for (o, n) in self.list((Sort::Topic, id), &before, &after) {
            if let (Some(old), Some(new)) = (old.topics.get(o), new.topics.get(n)) {
                self.set((Sort::Topic, "text"), &old.id, json!(new.text));
            }
        }
    }

    /// The running text of a chapter: as a whole, where no table stands in it.
    fn text(&mut self, old: &Chapter, new: &Chapter) {
        let words = |blocks: &[Block]| {
            blocks
                .iter()
                .filter(|it| !matches!(it, Block::Table(_)))
                .cloned()
                .collect::<Vec<_>>()
        };
        let (then, now) = (words(&old.body), words(&new.body));
        if then == now {
            return;
        }
        let now = [now, self.put_in(old, new)].concat();
        let tables = then.len() < old.body.len() || now.len() < new.body.len();
        if tables || now.is_empty() {
            let id = &old.id;
            self.say(format!("{id}: de lopende tekst is in het document anders; er staat een tabel tussen, en hij is niet overgenomen"));
        } else {
            self.set((Sort::Chapter, "body"), &old.id, json!(now));
        }
    }

    /// What somebody put into the text of a chapter, that of a document had found no place.
    fn put_in(&self, old: &Chapter, new: &Chapter) -> Vec<Block> {
        let answered = in_force(&self.plan.history).filter_map(|entry| match &*entry.edit {
            Edit::Doubt(it) if !it.back => it.was.as_deref(),
            _ => None,
        });
        let left_out = answered.filter(|doubt| doubt.left_out && doubt.item == old.id);
        let as_put = |doubt: &Doubt| {
            let field = Field::named(Sort::Chapter, "body")?;
            let put = field.parse(self.plan, &doubt.source, NaiveDate::default());
            serde_json::from_value::<Vec<Block>>(put.ok()?).ok()
        };
        let put: Vec<Block> = left_out.filter_map(as_put).flatten().collect();
        let own = old.body.iter().filter(|it| put.contains(it));
        own.filter(|it| !new.body.contains(it)).cloned().collect()
    }

    fn themes(&mut self, old: &Chapter, new: &Chapter) {
        let named = |it: &Theme| {
            it.title
                .clone()
                .unwrap_or_else(|| "zonder titel".to_string())
        };
        let before: Vec<Listed> = old
            .themes
            .iter()
            .map(|it| (it.id.clone(), named(it)))
            .collect();
        let after: Vec<(String, Value)> = new
            .themes
            .iter()
            .map(|it| (named(it), bare(json!(it))))
            .collect();
        for (o, n) in self.list((Sort::Theme, &old.id), &before, &after) {
            let (Some(old), Some(new)) = (old.themes.get(o), new.themes.get(n)) else {
                continue;
            };
            self.set((Sort::Theme, "title"), &old.id, json!(new.title));
            let before: Vec<Listed> = old
                .goals
                .iter()
                .map(|it| (it.id.clone(), it.text.clone()))
                .collect();
            let after = new.goals.iter().map(|it| (it.text.clone(), json!(it)));
            let after: Vec<(String, Value)> = after.collect();
            for (o, n) in self.list((Sort::Goal, &old.id), &before, &after) {
                if let (Some(old), Some(new)) = (old.goals.get(o), new.goals.get(n)) {
                    self.set((Sort::Goal, "text"), &old.id, json!(new.text));
                    self.actions(old, new);
                }
            }
        }
    }

    fn actions(&mut self, old: &crate::plan::Goal, new: &crate::plan::Goal) {
        let before: Vec<Listed> = old
            .actions
            .iter()
            .map(|it| (it.id.clone(), it.text.clone()))
            .collect();
        let after = new.actions.iter().map(|it| (it.text.clone(), json!(it)));
        let after: Vec<(String, Value)> = after.collect();
        for (o, n) in self.list((Sort::Action, &old.id), &before, &after) {
            if let (Some(old), Some(new)) = (old.actions.get(o), new.actions.get(n)) {
                self.set((Sort::Action, "text"), &old.id, json!(new.text));
                if self.stated.contains(&new.id) {
                    self.figure(
                        (Sort::Action, "due"),
                        &old.id,
                        &new.id,
                        json!(new.due.map(date::iso_text)),
                    );
                }
            }
        }
    }

    fn kpis(&mut self, old: &Chapter, new: &Chapter) {
        let before: Vec<Listed> = old
            .kpis
            .iter()
            .map(|it| (it.id.clone(), it.text.clone()))
            .collect();
        let after = new.kpis.iter().map(|it| (it.text.clone(), bare(json!(it))));
        let after: Vec<(String, Value)> = after.collect();
        for (o, n) in self.list((Sort::Kpi, &old.id), &before, &after) {
            let (Some(old), Some(new)) = (old.kpis.get(o), new.kpis.get(n)) else {
                continue;
            };
            for (old, new) in old.indicators.iter().zip(&new.indicators) {
                self.found.is(&new.id, &old.id);
            }
            // The same words say what they said: what a hand made of them holds. A column of its own may
            // say something else.
            if old.text == new.text {
                for (old, new) in old.indicators.iter().zip(&new.indicators) {
                    if self.stated.contains(&new.id) && new.target.is_some() {
                        let target = json!(new.target);
                        self.figure((Sort::Indicator, "target"), &old.id, &new.id, target);
                    }
                }
                continue;
            }
            self.set((Sort::Kpi, "text"), &old.id, json!(new.text));
            if old.indicators.len() != new.indicators.len() {
                let id = &old.id;
                self.say(format!(
                    "{id}: de nieuwe woorden meten iets anders; de indicatoren zijn niet gewijzigd"
                ));
                continue;
            }
            for (old, new) in old.indicators.iter().zip(&new.indicators) {
                self.figure(
                    (Sort::Indicator, "target"),
                    &old.id,
                    &new.id,
                    json!(new.target),
                );
            }
        }
    }

    fn regie(&mut self, old: &Chapter, new: &Chapter) {
        let of = |chapter: &Chapter| {
            let themes = chapter.themes.iter().flat_map(|it| &it.regie);
            let all = chapter.regie.iter().chain(themes);
            let own: Vec<_> = all
                .filter(|it| it.found == Spoken::Regie)
                .cloned()
                .collect();
            own
        };
        let (before, after) = (of(old), of(new));
        let listed: Vec<Listed> = before
            .iter()
            .map(|it| (it.id.clone(), it.text.clone()))
            .collect();
        let wanted = after.iter().map(|it| (it.text.clone(), bare(json!(it))));
        let wanted: Vec<(String, Value)> = wanted.collect();
        for (o, n) in self.list((Sort::Regie, &old.id), &listed, &wanted) {
            if let (Some(old), Some(new)) = (before.get(o), after.get(n))
                && old.text != new.text
            {
                self.set((Sort::Regie, "text"), &old.id, json!(new.text));
                let holders = self.parties.mapped(json!({ "holders": new.holders }));
                self.set(
                    (Sort::Regie, "holders"),
                    &old.id,
                    holders["holders"].clone(),
                );
            }
        }
    }
}

/// An item without what refers to others of the document: their ids may become other ones.
fn bare(mut item: Value) -> Value {
    match &mut item {
        Value::Object(members) => {
            for key in ["covers", "goals"] {
                let refers = members.get(key).and_then(Value::as_array);
                if refers.is_some_and(|all| all.iter().all(Value::is_string)) {
                    members.insert(key.to_string(), json!([]));
                }
            }
            if let Some(Value::Array(body)) = members.get_mut("body") {
                body.retain(|block| block.get("table").is_none());
            }
            for (_, value) in members.iter_mut() {
                *value = bare(value.take());
            }
        }
        Value::Array(all) => {
            for value in all.iter_mut() {
                *value = bare(value.take());
            }
        }
        _ => {}
    }
    item
}
