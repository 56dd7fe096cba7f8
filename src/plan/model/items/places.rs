//! Where the items of a plan stand, and where they are named: what a screen asks many times a frame,
//! and would otherwise look through the whole plan for. It knows chapters and tables, not items: the
//! few in one are looked through each time, so that what it says is seen to be true.

use super::lookup::Item;
use crate::plan::model::shared::Shared;
use crate::plan::model::tables::budget::Budget;
use crate::plan::model::tables::capacity::Capacity;
use crate::plan::model::{Chapter, Plan};

/// What is known of where things stand. A copy of a plan knows nothing, nor does a plan that was
/// changed: what it knows is asked for ([`Plan::know_places`]).
#[derive(Debug, Default)]
pub struct Places(Option<Box<Known>>);

/// Where in a plan, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// A chapter.
    Chapter(u32),
    /// A table of euros.
    Budget(u32),
    /// A table of fte.
    Capacity(u32),
}

/// An id, made comparable, and a place; sorted.
type Listed = Vec<(u64, Place)>;

/// It isn't known where things stand.
#[derive(Debug)]
pub(super) struct Unknown;

#[derive(Debug)]
struct Known {
    /// The chapters that were read. Holding them makes whoever changes one work on a copy, so that
    /// they are the plan's own for as long as nothing changed in them.
    chapters: Vec<Shared<Chapter>>,
    /// How many tables there were.
    tables: (usize, usize),
    stands: Listed,
    named: Listed,
    /// The rows of tables.
    rows: Listed,
}

/// They are no part of what a plan says.
impl PartialEq for Places {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Places {}

impl Clone for Places {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Places {
    /// Reads where everything in a plan stands.
    pub fn of(plan: &Plan) -> Self {
        let (mut stands, mut named) = (Vec::new(), Vec::new());
        for (chapter, at) in plan.chapters.iter().zip(0..) {
            read(chapter, Place::Chapter(at), &mut stands, &mut named);
        }
        Self::with_tables(plan, stands, named)
    }

    /// The same of the plan that came after: only chapters that became others are read. Nothing where
    /// a chapter came or went.
    #[must_use]
    pub fn after(self, plan: &Plan) -> Self {
        let Some(known) = self.0 else { return self };
        if known.chapters.len() != plan.chapters.len() {
            return Self::default();
        }
        let (mut stands, mut named) = (known.stands, known.named);
        let pairs = known.chapters.iter().zip(&plan.chapters).zip(0..);
        let others = pairs.filter(|((before, after), _)| !before.is_same(after));
        let others: Vec<(&Shared<Chapter>, Place)> = others
            .map(|((_, after), at)| (after, Place::Chapter(at)))
            .collect();
        if !others.is_empty() {
            let stays = |(_, place): &(u64, Place)| {
                let found = others.binary_search_by_key(place, |(_, other)| *other);
                found.is_err()
            };
            stands.retain(stays);
            named.retain(stays);
        }
        for (chapter, place) in others {
            read(chapter, place, &mut stands, &mut named);
        }
        Self::with_tables(plan, stands, named)
    }

    fn with_tables(plan: &Plan, mut stands: Listed, mut named: Listed) -> Self {
        let mut rows = Vec::new();
        for (table, at) in plan.budgets.iter().zip(0..) {
            let ids = table.rows.iter().map(|row| comparable(&row.id));
            rows.extend(ids.map(|id| (id, Place::Budget(at))));
        }
        for (table, at) in plan.capacity.iter().zip(0..) {
            let ids = table.rows.iter().map(|row| comparable(&row.id));
            rows.extend(ids.map(|id| (id, Place::Capacity(at))));
        }
        // Nearly in order already, which a sort that merges makes use of.
        stands.sort();
        named.sort();
        rows.sort();
        Self(Some(Box::new(Known {
            chapters: plan.chapters.clone(),
            tables: (plan.budgets.len(), plan.capacity.len()),
            stands,
            named,
            rows,
        })))
    }
}

impl Known {
    /// Whether it is still true of the plan.
    fn holds(&self, plan: &Plan) -> bool {
        let mut pairs = self.chapters.iter().zip(&plan.chapters);
        self.tables == (plan.budgets.len(), plan.capacity.len())
            && self.chapters.len() == plan.chapters.len()
            && pairs.all(|(known, own)| known.is_same(own))
    }
}

impl Plan {
    /// Whether it is known where things stand.
    pub const fn knows_places(&self) -> bool {
        self.places.0.is_some()
    }

    /// Takes what was read of where things stand; of another plan than this it is left alone.
    pub fn know_places(&mut self, places: Places) {
        if places.0.as_ref().is_some_and(|known| known.holds(self)) {
            self.places = places;
        }
    }

    /// What was known, to go on with in the plan that comes after this.
    pub const fn give_places(&mut self) -> Places {
        Places(self.places.0.take())
    }

    /// The item with this id as [`Plan::item`] finds it; unless it isn't known where things stand.
    pub(super) fn item_in_place(&self, id: &str) -> Result<Option<Item<'_>>, Unknown> {
        let known = self.places.0.as_deref().ok_or(Unknown)?;
        let number = comparable(id);
        let (chapters, tables) = (of(&known.stands, number), of(&known.rows, number));
        let all = || {
            let chapters = chapters.iter().filter_map(|(_, it)| it.chapter(self));
            chapters
                .flat_map(|chapter| chapter.items())
                .chain(self.parties.iter().map(Item::Party))
                .chain(self.meetings.iter().map(Item::Meeting))
                .chain(self.action_points.iter().map(Item::Point))
                .chain(tables.iter().flat_map(|(_, it)| it.rows(self)))
                .chain(self.decisions.iter().map(Item::Decision))
        };
        // An id is only ever one item's, so that what bears it is the one.
        let exactly = all().find(|item| item.id() == id);
        if exactly.is_some() {
            return Ok(exactly);
        }
        let alike = || all().find(|item| super::lookup::alike(item.id(), id));
        known.holds(self).then(alike).ok_or(Unknown)
    }

    /// The chapters in which one of these ids stands or is named, in the order of the plan; all of
    /// them where it isn't known.
    pub fn chapters_about<'a>(&'a self, ids: &[&str]) -> Vec<&'a Shared<Chapter>> {
        let known = self.places.0.as_deref();
        let Some(known) = known.filter(|known| known.holds(self)) else {
            return self.chapters.iter().collect();
        };
        let ids = ids.iter().map(|id| comparable(id));
        let places = ids.flat_map(|id| of(&known.stands, id).iter().chain(of(&known.named, id)));
        let mut places: Vec<Place> = places.map(|(_, place)| *place).collect();
        places.sort_unstable();
        places.dedup();
        let chapters = places.into_iter().filter_map(|place| place.chapter(self));
        chapters.collect()
    }
}

impl Place {
    fn chapter(self, plan: &Plan) -> Option<&Shared<Chapter>> {
        match self {
            Self::Chapter(at) => plan.chapters.get(at as usize),
            Self::Budget(_) | Self::Capacity(_) => None,
        }
    }

    /// The rows of the table there.
    fn rows(self, plan: &Plan) -> impl Iterator<Item = Item<'_>> {
        let (amounts, fte) = match self {
            Self::Chapter(_) => (None, None),
            Self::Budget(at) => (plan.budgets.get(at as usize), None),
            Self::Capacity(at) => (None, plan.capacity.get(at as usize)),
        };
        let amounts = amounts.into_iter().flat_map(Budget::items);
        amounts.chain(fte.into_iter().flat_map(Capacity::items))
    }
}

/// The places of an id.
fn of(listed: &Listed, id: u64) -> &[(u64, Place)] {
    let from = listed.partition_point(|(other, _)| *other < id);
    let rest = listed.get(from..).unwrap_or_default();
    let to = rest.partition_point(|(other, _)| *other == id);
    rest.get(..to).unwrap_or_default()
}

/// A number for an id, the same however it is typed; another id may have it too.
fn comparable(id: &str) -> u64 {
    // FNV-1a: short and quick for what is short.
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let start = 0xcbf2_9ce4_8422_2325;
    if id.is_ascii() {
        return id
            .bytes()
            .map(|it| it.to_ascii_lowercase())
            .fold(start, mix);
    }
    id.to_lowercase().bytes().fold(start, mix)
}

/// The ids in a chapter, and those it names, each once.
fn read(chapter: &Chapter, place: Place, stands: &mut Listed, named: &mut Listed) {
    stands.extend(chapter.items().map(|item| (comparable(item.id()), place)));
    let mut others: Vec<u64> = Vec::new();
    let mut name = |ids: &[String]| others.extend(ids.iter().map(|id| comparable(id)));
    name(&chapter.partners);
    for item in chapter.items() {
        match item {
            Item::Theme(theme, _) => name(&theme.partners),
            Item::Action(action, _) => {
                name(&action.executors);
                name(&action.with);
            }
            Item::Kpi(kpi, _) => {
                name(&kpi.goals);
                name(&kpi.parties);
            }
            Item::Topic(topic, _) => name(&topic.parties),
            Item::Regie(regie, _) => {
                name(&regie.covers);
                name(&regie.holders);
                name(&regie.with);
            }
            _ => {}
        }
    }
    others.sort_unstable();
    others.dedup();
    named.extend(others.into_iter().map(|id| (id, place)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Plan {
        let text = include_str!("../../../../data/uitvoeringsplan-2026.json");
        serde_json::from_str(text).unwrap()
    }

    fn knowing(mut plan: Plan) -> Plan {
        let places = Places::of(&plan);
        plan.know_places(places);
        assert!(plan.knows_places());
        plan
    }

    /// That both answer alike, whatever is asked.
    fn assert_same(knows: &Plan, looks: &Plan) {
        assert!(knows.knows_places() && !looks.knows_places());
        let items = looks.items().chain(looks.entries());
        let ids = items.map(|item| item.id().to_string());
        for id in ids.chain(["", "3.kpis", "oov.titel", "12", "3."].map(String::from)) {
            for typed in [id.clone(), id.to_lowercase(), id.to_uppercase()] {
                let found = |plan: &Plan| plan.item(&typed).map(|it| it.id().to_string());
                assert_eq!(found(knows), found(looks), "{typed}");
            }
            assert_eq!(knows.path_to(&id), looks.path_to(&id), "{id}");
            let statements = |plan: &Plan| -> Vec<String> {
                let all = plan.regie_for(&id).into_iter();
                all.map(|it| it.regie.id.clone()).collect()
            };
            assert_eq!(statements(knows), statements(looks), "{id}");
        }
    }

    #[test]
    fn what_is_known_is_what_looking_finds() {
        let looks = plan();
        assert_same(&knowing(plan()), &looks);
        // A copy knows nothing, and says the same.
        let knows = knowing(plan());
        let copy = knows.clone();
        assert!(knows.knows_places() && !copy.knows_places() && knows == copy);
    }

    #[test]
    fn after_a_change_only_what_changed_is_read_anew() {
        let mut before = knowing(plan());
        let mut after = before.clone();
        after.chapters[2].themes[0].goals[0].actions[0].id = "nieuw".to_string();
        let gone = after.chapters[4].themes.remove(0);
        after.chapters[5].regie[0].covers.push("3B".to_string());
        after.budgets[0].rows[0].id = "nieuwe-rij".to_string();
        let places = before.give_places().after(&after);
        after.know_places(places);
        assert_same(&after, &after.clone());
        assert!(after.item("nieuw").is_some() && after.item(&gone.id).is_none());
        // Where a chapter came or went all of it is read.
        let mut fewer = after.clone();
        fewer.chapters.remove(0);
        let places = after.give_places().after(&fewer);
        fewer.know_places(places);
        assert!(!fewer.knows_places());
    }

    #[test]
    fn of_a_plan_that_changed_nothing_is_believed() {
        let mut plan = knowing(plan());
        plan.chapters[2].themes[0].goals[0].actions[0].id = "nieuw".to_string();
        assert!(plan.item("nieuw").is_some());
        let other = Places::of(&knowing(self::plan()));
        plan.know_places(other);
        assert!(plan.item("nieuw").is_some());
        // An edit makes it forget.
        let mut plan = knowing(self::plan());
        assert!(plan.item_mut("B1").is_some());
        assert!(!plan.knows_places());
    }
}
