//! Ids: every one is met here, once, before any reference is looked up.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;
use std::hash::{BuildHasher as _, BuildHasherDefault, Hash, Hasher};

use foldhash::fast::RandomState;

use super::Check;
use crate::plan::many;
use crate::plan::model::lookup::alike;
use crate::plan::model::record::Record;
use crate::plan::model::shared::Shared;
use crate::plan::model::sort::Sort;
use crate::plan::{Chapter, Plan, clean};

/// The longest id; a hand has to type it.
const LONGEST_ID: usize = 64;

/// Every id with what it names, by a number that is the same however an id is typed.
pub(super) type Ids<'a> = HashMap<Typed<'a>, Sort, BuildHasherDefault<Number>>;

/// An id as it is found: however it is typed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Typed<'a> {
    number: u64,
    pub id: &'a str,
}

impl<'a> Typed<'a> {
    /// By its letters in lower case; of ASCII, as nearly every id is, without a copy on the heap.
    pub fn of(id: &'a str, numbers: &RandomState) -> Self {
        let mut room = [0; LONGEST_ID];
        let number = match room.get_mut(..id.len()) {
            Some(lower) if id.is_ascii() => {
                lower.copy_from_slice(id.as_bytes());
                lower.make_ascii_lowercase();
                numbers.hash_one(&*lower)
            }
            _ => numbers.hash_one(id.to_lowercase().as_bytes()),
        };
        Self { number, id }
    }
}

impl PartialEq for Typed<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number && alike(self.id, other.id)
    }
}

impl Eq for Typed<'_> {}

impl Hash for Typed<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.number);
    }
}

/// A number that was made of an id before.
#[derive(Debug, Default)]
pub(super) struct Number(u64);

impl Hasher for Number {
    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }

    fn write(&mut self, _: &[u8]) {}

    fn finish(&self) -> u64 {
        self.0
    }
}

impl<'a> Check<'a> {
    pub(super) fn collect(&mut self, cores: usize, plan: &'a Plan) {
        if !self.take_ids(cores, plan) {
            self.ids.clear();
            self.found.clear();
            self.collect_in_order(plan);
        }
    }

    /// The same one by one, as they stand in the plan.
    pub(super) fn collect_in_order(&mut self, plan: &'a Plan) {
        self.collect_people(plan);
        self.each("chapters", &plan.chapters, |check, it| {
            check.collect_chapter(it);
        });
        self.collect_tables(plan);
    }

    /// The same where there is nothing to find, which it is quick to see; whether that is so.
    fn take_ids(&mut self, cores: usize, plan: &'a Plan) -> bool {
        let numbers = &self.numbers;
        let of_some = |_, chapters: &'a [Shared<Chapter>]| {
            let mut met = Vec::new();
            let mut all_fine = true;
            let items = chapters.iter().flat_map(|chapter| chapter.items());
            items.for_each(|item| {
                all_fine &= odd_id(item.id()).is_none();
                met.push((Typed::of(item.id(), numbers), item.sort()));
            });
            all_fine.then_some(met)
        };
        let met = many::on(cores, &plan.chapters, &of_some);
        let ids = &mut *self.ids;
        // Growing on the way would place each id several times over.
        let count: usize = met.iter().flatten().map(Vec::len).sum();
        ids.reserve(count + plan.parties.len());
        let each_once = met.into_iter().all(|met| {
            met.is_some_and(|met| {
                let mut met = met.into_iter();
                met.all(|(id, sort)| ids.insert(id, sort).is_none())
            })
        });
        self.collect_but_chapters(plan);
        each_once && self.found.is_empty()
    }

    /// What has an id and lies in no chapter.
    pub(super) fn collect_but_chapters(&mut self, plan: &'a Plan) {
        self.collect_people(plan);
        self.collect_tables(plan);
    }

    fn collect_people(&mut self, plan: &'a Plan) {
        self.ids("meetings", &plan.meetings);
        self.ids("action_points", &plan.action_points);
        self.ids("parties", &plan.parties);
    }

    fn collect_tables(&mut self, plan: &'a Plan) {
        self.ids("decisions", &plan.decisions);
        self.each("budgets", &plan.budgets, |check, budget| {
            check.id(&budget.id, Sort::Table);
            check.ids("rows", &budget.rows);
        });
        self.each("capacity", &plan.capacity, |check, capacity| {
            check.id(&capacity.id, Sort::Table);
            check.ids("rows", &capacity.rows);
        });
    }

    pub(super) fn collect_chapter(&mut self, chapter: &'a Chapter) {
        self.id(&chapter.id, Sort::Chapter);
        self.each("themes", &chapter.themes, |check, theme| {
            check.id(&theme.id, Sort::Theme);
            check.each("goals", &theme.goals, |check, goal| {
                check.id(&goal.id, Sort::Goal);
                check.ids("actions", &goal.actions);
            });
            check.ids("regie", &theme.regie);
        });
        self.ids("regie", &chapter.regie);
        self.each("kpis", &chapter.kpis, |check, kpi| {
            check.id(&kpi.id, Sort::Kpi);
            check.ids("indicators", &kpi.indicators);
        });
        self.ids("topics", &chapter.topics);
    }

    fn ids<T: Record>(&mut self, key: &'static str, list: &'a [T]) {
        self.each(key, list, |check, it| check.id(it.id(), it.sort()));
    }

    fn id(&mut self, id: &'a str, sort: Sort) {
        if let Some(sentence) = odd_id(id) {
            self.error("id", id, sentence);
        }
        let typed = Typed::of(id, &self.numbers);
        match self.ids.entry(typed) {
            Slot::Vacant(slot) => {
                slot.insert(sort);
            }
            Slot::Occupied(slot) if !id.is_empty() => {
                let other = slot.key().id;
                let sentence = if other == id {
                    format!("het id “{id}” komt al eerder in het plan voor")
                } else {
                    format!("het id “{id}” verschilt alleen in hoofdletters van “{other}”")
                };
                self.error("id", id, sentence);
            }
            Slot::Occupied(_) => {}
        }
    }
}

fn odd_id(id: &str) -> Option<String> {
    let plain = |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'.' | b'-' | b'_');
    let begins = id.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric);
    if begins && id.len() <= LONGEST_ID && id.bytes().all(plain) {
        return None;
    }
    if id.is_empty() {
        return Some("het id is leeg".to_string());
    }
    if id.chars().count() > LONGEST_ID {
        let shown: String = id.chars().take(20).collect();
        return Some(format!(
            "het id “{shown}…” is langer dan {LONGEST_ID} tekens"
        ));
    }
    // It is typed on a command line, and may become part of a file's name.
    let typable = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let begins_well = id.chars().next().is_some_and(char::is_alphanumeric);
    if begins_well && id.chars().all(typable) {
        return None;
    }
    let shown = clean::one_line(id);
    Some(format!(
        "het id “{shown}” mag alleen letters, cijfers, punt, - en _ bevatten en begint met een letter of cijfer"
    ))
}
