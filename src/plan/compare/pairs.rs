//! What became of each item of a plan in another: by origin, which is a list, since things split
//! and merge. Every item of both stands in exactly one pair.

use std::collections::HashMap;

use serde::Serialize;

use crate::plan::Plan;
use crate::plan::model::lookup::Item;
use crate::plan::model::sort::Sort;
use crate::plan::turn::slug;

/// What became of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// It goes on, perhaps in other words.
    Same,
    /// It wasn't there.
    Came,
    /// It isn't there any more.
    Went,
    /// One became several.
    Split,
    /// Several became one.
    Merged,
    /// Several became several.
    Rearranged,
}

/// Items of one sort in the old plan, and what they are in the new one.
#[derive(Debug, Clone)]
pub struct Pair<'a> {
    /// In the old plan.
    pub old: Vec<Item<'a>>,
    /// In the new one.
    pub new: Vec<Item<'a>>,
}

impl Pair<'_> {
    /// What became of them.
    pub fn fate(&self) -> Fate {
        match (self.old.as_slice(), self.new.as_slice()) {
            ([old], [new]) => match (holds(*old), holds(*new)) {
                (false, true) => Fate::Came,
                (true, false) => Fate::Went,
                _ => Fate::Same,
            },
            ([], _) => Fate::Came,
            (_, []) => Fate::Went,
            ([_], _) => Fate::Split,
            (_, [_]) => Fate::Merged,
            _ => Fate::Rearranged,
        }
    }
}

/// Whether an item is still meant; an action says so by its status.
pub fn holds(item: Item<'_>) -> bool {
    let given_up = matches!(item, Item::Action(it, _) if it.status == crate::plan::Status::Dropped);
    item.dropped().is_none() && !given_up
}

/// The name of a plan among others, also where it doesn't say.
pub fn name(plan: &Plan) -> String {
    let own = plan.slug.clone();
    own.unwrap_or_else(|| slug(&plan.municipality, plan.years().from))
}

/// What can be paired: what comes and goes with a change of the plan, but decisions.
fn items(plan: &Plan) -> Vec<Item<'_>> {
    let all = plan.items().chain(plan.entries());
    let stays = |item: &Item<'_>| {
        let sort = item.sort();
        Sort::CHANGING.contains(&sort) && sort != Sort::Decision
    };
    all.filter(stays).collect()
}

/// The pairs of two plans, in the order of the new one, and then what went in that of the old.
pub fn pairs<'a>(old: &'a Plan, new: &'a Plan) -> Vec<Pair<'a>> {
    let (olds, news) = (items(old), items(new));
    let (old_name, new_name) = (name(old), name(new));
    let came_from = |item: &Item<'_>, plan: &str| -> Vec<String> {
        let origin = item.origin().iter().filter(|it| it.plan == plan);
        origin.map(|it| it.id.clone()).collect()
    };
    // Two plans that don't know of each other, or two of the same name, share their ids.
    let knows =
        |items: &[Item<'_>], plan: &str| items.iter().any(|it| !came_from(it, plan).is_empty());
    let by_id = old_name == new_name || !(knows(&news, &old_name) || knows(&olds, &new_name));
    let places = |items: &[Item<'a>]| -> HashMap<(Sort, &'a str), usize> {
        let all = items.iter().enumerate();
        all.map(|(at, item)| ((item.sort(), item.id()), at))
            .collect()
    };
    let (old_at, new_at) = (places(&olds), places(&news));
    // The items of both in one row, and the first of those each goes with.
    let mut first: Vec<usize> = (0..olds.len() + news.len()).collect();
    for (n, item) in news.iter().enumerate() {
        let own = vec![item.id().to_string()];
        let ids = if by_id {
            own
        } else {
            came_from(item, &old_name)
        };
        let found = ids
            .iter()
            .filter_map(|id| old_at.get(&(item.sort(), id.as_str())));
        found.for_each(|o| join(&mut first, *o, olds.len() + n));
    }
    for (o, item) in olds.iter().enumerate().filter(|_| !by_id) {
        let ids = came_from(item, &new_name);
        let found = ids
            .iter()
            .filter_map(|id| new_at.get(&(item.sort(), id.as_str())));
        found.for_each(|n| join(&mut first, o, olds.len() + n));
    }
    let mut place: HashMap<usize, usize> = HashMap::new();
    let mut all: Vec<Pair<'a>> = Vec::new();
    let both = (olds.len()..first.len()).chain(0..olds.len());
    for at in both {
        let end = end_of(&first, at);
        let pair = *place.entry(end).or_insert_with(|| {
            all.push(Pair {
                old: Vec::new(),
                new: Vec::new(),
            });
            all.len() - 1
        });
        let Some(pair) = all.get_mut(pair) else {
            continue;
        };
        match at.checked_sub(olds.len()) {
            Some(n) => pair.new.extend(news.get(n)),
            None => pair.old.extend(olds.get(at)),
        }
    }
    all
}

/// The first of what an item goes with.
fn end_of(first: &[usize], mut at: usize) -> usize {
    while let Some(next) = first.get(at).filter(|next| **next != at) {
        at = *next;
    }
    at
}

fn join(first: &mut [usize], one: usize, other: usize) {
    let (one, other) = (end_of(first, one), end_of(first, other));
    if let Some(end) = first.get_mut(one.max(other)) {
        *end = one.min(other);
    }
}
