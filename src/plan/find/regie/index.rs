//! The words of a plan, each once, and where they stand; and asking by them.

use std::collections::HashSet;

use super::lexicon::Words;
use super::record::{Cover, Hit, Points, Record, Thing};
use super::score::{Asked, Known};
use super::{Answer, asked, cover};
use crate::plan::Plan;
use crate::plan::model::lookup::Item;
use crate::plan::model::regie::Statement;

/// The words of a plan, to ask more than one question of it. Edits of readings and statuses
/// leave it valid; a plan with other texts needs a new one.
#[derive(Debug, Default)]
pub struct Index {
    words: Vec<Known>,
    /// Whether a word stands in so many places that it tells little.
    common: Vec<bool>,
    /// In the order of [`Plan::statements`].
    statements: Vec<Record>,
    /// In the order of [`Plan::items`], and then the running texts of the chapters.
    things: Vec<Thing>,
}

impl Index {
    /// Reads the words of a plan.
    pub fn new(plan: &Plan) -> Self {
        let mut words = Words::default();
        let mut things: Vec<Thing> = plan
            .items()
            .enumerate()
            .map(|(at, item)| Thing::new(at, &item, &mut words))
            .collect();
        let mut statements: Vec<Record> = plan
            .statements()
            .map(|statement| Record::new(plan, &statement, &mut words))
            .collect();
        for (at, item) in plan.items().enumerate() {
            if let Item::Chapter(chapter) = item {
                things.push(Thing::running(at, chapter, &mut words));
            }
        }
        for road in cover::roads(plan) {
            let thing = &mut things[road.thing];
            thing.covered = thing.covered || road.settles;
            statements[road.statement].covers.push(Cover {
                thing: road.thing,
                reach: road.reach,
            });
        }
        let many = (things.len() + statements.len()) / 12;
        Self {
            common: words.places.iter().map(|places| *places > many).collect(),
            words: words.known,
            statements,
            things,
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
        // A chapter can be found by its title and by its text.
        let mut open = HashSet::new();
        found.retain(|hit| hit.statement.is_some() || open.insert(self.item_of(hit)));
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
                via: self.item_of(&hit).and_then(|at| items.get(at).copied()),
            })
            .collect();
        // A word in an introduction doesn't say that nobody leads, where a statement says who does.
        if answers.first().is_some_and(|best| best.statement.is_some()) {
            answers.retain(|answer| {
                answer.statement.is_some()
                    || !matches!(answer.via, Some(Item::Chapter(_) | Item::Party(_)))
            });
        }
        answers
    }

    /// The place of the item a hit was found by.
    fn item_of(&self, hit: &Hit) -> Option<usize> {
        hit.via
            .and_then(|at| self.things.get(at))
            .map(|thing| thing.item)
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
        let slip: Vec<u16> = self.words.iter().map(|known| asked.slip(known)).collect();
        if slip.iter().any(|quality| *quality > 0) {
            return slip;
        }
        // A "gemeentehuis" isn't about the gemeente, which half of the plan is about.
        let mut common = self.words.iter().zip(&self.common);
        if common.any(|(known, common)| *common && asked.begins_like(known)) {
            return slip;
        }
        let known = self.words.iter();
        let kin: Vec<u16> = known.map(|known| asked.kinship(known)).collect();
        if kin.iter().any(|quality| *quality > 0) {
            return kin;
        }
        let members = self.words.iter().zip(&self.common);
        members
            .map(|(known, common)| if *common { 0 } else { asked.membership(known) })
            .collect()
    }

    fn matches(&self, fits: &[Vec<u16>]) -> Vec<Hit> {
        let points: Vec<Points> = self.things.iter().map(|thing| thing.points(fits)).collect();
        let statements = self.statements.iter().enumerate();
        let with_regie = statements.filter_map(|(at, record)| record.hit(at, fits, &points));
        let open = self.things.iter().zip(&points).enumerate();
        let open = open.filter(|(_, (thing, _))| !thing.covered);
        let without = open.filter_map(|(at, (_, points))| Thing::hit(at, points));
        without.chain(with_regie).collect()
    }
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
    let mut statements = plan.regie_for(item.id());
    if let Item::Chapter(chapter) = item {
        let own = plan.statements().filter(|s| s.chapter.id == chapter.id);
        statements.retain(|s| s.chapter.id != chapter.id);
        statements.splice(0..0, own);
    }
    let settled = statements
        .iter()
        .any(|statement| !cover::is_general(plan, statement, item.id()));
    let open = (!settled).then_some(None);
    let found = open.into_iter().chain(statements.into_iter().map(Some));
    let answers = found.map(|statement| Answer {
        statement,
        via: Some(item),
    });
    Some(answers.collect())
}

fn every_statement(plan: &Plan) -> Vec<Answer<'_>> {
    let all = plan.statements().map(|statement| Answer {
        statement: Some(statement),
        via: None,
    });
    all.collect()
}
