//! The words of a plan, each once, and where they stand; and asking by them.

use std::collections::HashMap;

use super::record::{Hit, Record, Thing};
use super::score::{Asked, Known};
use super::{Answer, asked, telling};
use crate::plan::Plan;
use crate::plan::lookup::Item;
use crate::plan::regie::Statement;

/// A word, as its place in [`Index::words`].
pub(super) type WordId = usize;

/// The words of a plan, to ask more than one question of it. Edits of readings and statuses
/// leave it valid; a plan with other texts needs a new one.
#[derive(Debug, Default)]
pub struct Index {
    words: Vec<Known>,
    /// Whether a word stands in so many places that it tells little.
    common: Vec<bool>,
    /// In the order of [`Plan::statements`].
    statements: Vec<Record>,
    /// In the order of [`Plan::items`].
    items: Vec<Thing>,
}

/// Gives each word its number.
#[derive(Default)]
pub(super) struct Words {
    ids: HashMap<String, WordId>,
    known: Vec<Known>,
    places: Vec<usize>,
}

impl Words {
    /// The numbers of the words of some texts, each once.
    pub(super) fn of<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) -> Vec<WordId> {
        let mut ids: Vec<WordId> = texts
            .into_iter()
            .flat_map(telling)
            .map(|word| self.id(word.folded))
            .collect();
        ids.sort_unstable();
        ids.dedup();
        for id in &ids {
            self.places[*id] += 1;
        }
        ids
    }

    fn id(&mut self, word: String) -> WordId {
        let next = self.known.len();
        *self.ids.entry(word).or_insert_with_key(|word| {
            self.known.push(Known::new(word));
            self.places.push(0);
            next
        })
    }
}

impl Index {
    /// Reads the words of a plan.
    pub fn new(plan: &Plan) -> Self {
        let mut words = Words::default();
        let mut items: Vec<Thing> = plan
            .items()
            .map(|item| Thing::new(&item, &mut words))
            .collect();
        let mut statements: Vec<Record> = plan
            .statements()
            .map(|statement| Record::new(plan, &statement, &mut words))
            .collect();
        for (item, statement, nearness) in covered(plan) {
            items[item].covered = true;
            statements[statement].covers.push((item, nearness));
        }
        let many = (items.len() + statements.len()) / 12;
        Self {
            common: words.places.iter().map(|places| *places > many).collect(),
            words: words.known,
            statements,
            items,
        }
    }

    /// The answers to a question, best first. `plan` is the plan the index was made of.
    pub fn ask<'a>(&self, plan: &'a Plan, question: &str) -> Vec<Answer<'a>> {
        if let Some(answers) = by_id(plan, question.trim()) {
            return answers;
        }
        let asked = asked(question);
        if asked.is_empty() {
            return every_statement(plan);
        }
        let fits: Vec<Vec<u16>> = asked.iter().map(|word| self.fit(word)).collect();
        let mut found = self.matches(&fits);
        found.sort_by_key(|hit| std::cmp::Reverse(hit.rank()));
        let most = found.first().map_or(0, |best| best.words);
        if most == asked.len() {
            found.retain(|hit| hit.words == most);
        }
        let statements: Vec<Statement<'a>> = plan.statements().collect();
        let items: Vec<Item<'a>> = plan.items().collect();
        let mut answers: Vec<Answer<'a>> = found
            .into_iter()
            .map(|hit| Answer {
                statement: hit.statement.and_then(|at| statements.get(at).copied()),
                via: hit.via.and_then(|at| items.get(at).copied()),
            })
            .collect();
        // A word in an introduction doesn't say that nobody leads, where a statement says who does.
        if answers.first().is_some_and(|best| best.statement.is_some()) {
            answers.retain(|answer| {
                answer.statement.is_some() || !matches!(answer.via, Some(Item::Chapter(_)))
            });
        }
        answers
    }

    /// How well each word of the plan fits a word of the question.
    fn fit(&self, word: &str) -> Vec<u16> {
        let asked = Asked::new(word);
        let fit: Vec<u16> = self
            .words
            .iter()
            .map(|known| asked.quality(known))
            .collect();
        if fit.iter().any(|quality| *quality > 0) {
            return fit;
        }
        // A "gemeentehuis" isn't about the gemeente, which half of the plan is about.
        let mut common = self.words.iter().zip(&self.common);
        let general = common.any(|(known, common)| *common && asked.is_kin_of(known));
        let known = self.words.iter();
        known.map(|known| asked.likeness(known, general)).collect()
    }

    fn matches(&self, fits: &[Vec<u16>]) -> Vec<Hit> {
        let things: Vec<Vec<i16>> = self.items.iter().map(|item| item.points(fits)).collect();
        let statements = self.statements.iter().enumerate();
        let with_regie = statements.filter_map(|(at, record)| record.hit(at, fits, &things));
        let without = self.items.iter().zip(&things).enumerate();
        let without = without.filter_map(|(at, (item, points))| {
            let hit = Hit::of(points, 0);
            (hit.words > 0 && !item.covered).then_some(Hit {
                via: Some(at),
                ..hit
            })
        });
        with_regie.chain(without).collect()
    }
}

/// Which statement applies to which item, as places in the plan, with how near it is. As
/// [`Plan::regie_for`], for all items at once.
fn covered(plan: &Plan) -> Vec<(usize, usize, u16)> {
    let mut by_id: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, statement) in plan.statements().enumerate() {
        for id in statement.applies_to() {
            by_id.entry(id).or_default().push(at);
        }
    }
    let mut paths: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut found = Vec::new();
    for (at, item) in plan.items().enumerate() {
        let Some(path) = path(&item, &paths) else {
            continue;
        };
        let mut nearest: HashMap<usize, u16> = HashMap::new();
        for (depth, step) in path.iter().enumerate() {
            for statement in by_id.get(step).into_iter().flatten() {
                let depth = u16::try_from(depth.min(3)).unwrap_or(3);
                nearest.insert(*statement, depth);
            }
        }
        found.extend(
            nearest
                .into_iter()
                .map(|(statement, near)| (at, statement, near)),
        );
        if let Some(id) = path.last() {
            paths.insert(id, path);
        }
    }
    found
}

/// The ids from the chapter down to an item, as [`Plan::path_to`], from the paths of the items
/// above it; none for what can't be covered.
fn path<'a>(item: &Item<'a>, known: &HashMap<&str, Vec<&'a str>>) -> Option<Vec<&'a str>> {
    let (above, own): (Vec<&str>, &str) = match *item {
        Item::Chapter(chapter) => (Vec::new(), &chapter.id),
        Item::Theme(theme, chapter) => (vec![&chapter.id], &theme.id),
        Item::Topic(topic, chapter) => (vec![&chapter.id], &topic.id),
        Item::Goal(goal, theme) => (known.get(&*theme.id)?.clone(), &goal.id),
        Item::Action(action, goal) => (known.get(&*goal.id)?.clone(), &action.id),
        Item::Kpi(kpi, chapter) => {
            let goals = kpi.goals.iter().filter_map(|goal| known.get(&**goal));
            let linked = goals.flat_map(|path| path.iter().skip(1).copied());
            let above = std::iter::once(&*chapter.id).chain(linked);
            (above.collect(), &kpi.id)
        }
        Item::Indicator(..)
        | Item::Regie(..)
        | Item::Party(_)
        | Item::Meeting(_)
        | Item::Point(_) => return None,
    };
    Some(above.into_iter().chain([own]).collect())
}

/// The answers where the question is the id of an item.
fn by_id<'a>(plan: &'a Plan, id: &str) -> Option<Vec<Answer<'a>>> {
    let item = plan.item(id)?;
    if let Item::Regie(regie, _) = item {
        let statement = plan.statements().find(|s| s.regie.id == regie.id);
        return Some(vec![Answer {
            statement,
            via: None,
        }]);
    }
    if matches!(item, Item::Party(_) | Item::Meeting(_) | Item::Point(_)) {
        return None;
    }
    let mut answers: Vec<Answer<'a>> = plan
        .regie_for(item.id())
        .into_iter()
        .map(|statement| Answer {
            statement: Some(statement),
            via: Some(item),
        })
        .collect();
    if answers.is_empty() {
        answers.push(Answer {
            statement: None,
            via: Some(item),
        });
    }
    Some(answers)
}

fn every_statement(plan: &Plan) -> Vec<Answer<'_>> {
    let all = plan.statements().map(|statement| Answer {
        statement: Some(statement),
        via: None,
    });
    all.collect()
}
