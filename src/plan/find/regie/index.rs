//! The words of a plan, each once, and where they stand; and asking by them.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::cover::Reach;
use super::lexicon::Words;
use super::notes::{Fit, Note};
use super::record::{Cover, Hit, Points, Record, Thing};
use super::score::{Asked, Known};
use super::{Answer, asked, cover, names, running};
use crate::plan::Plan;
use crate::plan::find::terms::Terms;
use crate::plan::model::lookup::Item;
use crate::plan::model::regie::Statement;

/// The words of a plan, to ask more than one question of it. Edits of readings and statuses
/// leave it valid; a plan with other texts needs a new one.
#[derive(Debug, Default)]
pub struct Index {
    words: Vec<Known>,
    /// How many places each word stands in, and how the plan writes it.
    places: Vec<usize>,
    written: Vec<String>,
    /// Whether a word stands in so many places that it tells little.
    common: Vec<bool>,
    terms: Terms,
    /// In the order of [`Plan::statements`].
    statements: Vec<Record>,
    /// In the order of [`Plan::items`], and then the running texts of the chapters.
    things: Vec<Thing>,
}

impl Index {
    /// Reads the words of a plan.
    pub fn new(plan: &Plan) -> Self {
        let mut words = Words::with_endings(names::endings(plan));
        let mut things: Vec<Thing> = plan
            .items()
            .enumerate()
            .map(|(at, item)| Thing::new(at, &item, &mut words))
            .collect();
        let mut statements: Vec<Record> = plan
            .statements()
            .map(|statement| Record::new(plan, &statement, &mut words))
            .collect();
        let at: HashMap<&str, usize> = plan
            .items()
            .enumerate()
            .map(|(at, item)| (item.id(), at))
            .collect();
        let mut owners = Vec::new();
        for chapter in &plan.chapters {
            for (owner, bag) in running::bags(chapter, &mut words) {
                things.push(Thing::running(at.get(owner).copied().unwrap_or(0), bag));
                owners.push(owner);
            }
        }
        for road in cover::roads(plan, &owners) {
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
            places: words.places,
            written: words.written,
            terms: Terms::of(plan),
            statements,
            things,
        }
    }

    /// The answers to a question, best first. `plan` is the plan the index was made of.
    pub fn ask<'a>(&self, plan: &'a Plan, question: &str) -> Vec<Answer<'a>> {
        if let Some(answers) = self.by_id(plan, question.trim()) {
            return answers;
        }
        let asked = self.words_of(question);
        if asked.is_empty() {
            return every_statement(plan);
        }
        let fits: Vec<Vec<u16>> = asked.iter().map(|word| self.fit(word).1).collect();
        let mut found = self.matches(&fits);
        // A chapter can be found by its title and by its text.
        let mut open = HashSet::new();
        found.retain(|hit| hit.statement.is_some() || open.insert(self.item_of(hit)));
        let most = found.first().map_or(0, |best| best.words);
        if most == asked.len() {
            found.retain(|hit| hit.words == most);
        }
        let statements: Vec<Statement<'a>> = plan.statements().collect();
        let items: Vec<Item<'a>> = plan.items().collect();
        // What leads on a part of a chapter is told of its running text only where nothing else is.
        if found.first().is_some_and(|best| best.statement.is_some()) {
            let running = |hit: &Hit| hit.via.is_some_and(|thing| thing >= items.len());
            let in_chapter = |hit: &Hit| {
                let item = self.item_of(hit).and_then(|at| items.get(at));
                matches!(item, Some(Item::Chapter(_)))
            };
            found.retain(|hit| hit.reach != Reach::Inside || !running(hit) || !in_chapter(hit));
        }
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

    /// The statement that answers a question first, where it has every word of it by words of the
    /// plan and not by a guess.
    pub fn sure<'a>(&self, plan: &'a Plan, question: &str) -> Option<Statement<'a>> {
        let asked = self.words_of(question);
        let fits: Vec<(Fit, Vec<u16>)> = asked.iter().map(|word| self.fit(word)).collect();
        if fits.iter().any(|(fit, _)| *fit != Fit::Stands) {
            return None;
        }
        let fits: Vec<Vec<u16>> = fits.into_iter().map(|(_, fit)| fit).collect();
        let best = self.matches(&fits).into_iter().next()?;
        let at = best.statement.filter(|_| best.words == asked.len())?;
        plan.statements().nth(at)
    }

    /// What is to be said before the answers to a question: of words the plan doesn't have.
    pub fn notes(&self, plan: &Plan, question: &str) -> Vec<Note> {
        if plan.item(question.trim()).is_some() {
            return Vec::new();
        }
        let asked = self.words_of(question);
        let notes = asked.iter().filter_map(|word| {
            let (fit, worth) = self.fit(word);
            let best = worth.iter().zip(&self.places).enumerate();
            // Of what fits as well, what the plan speaks of most, and then first.
            let best = best.max_by_key(|(at, (worth, places))| (*worth, *places, usize::MAX - at));
            let meant = best.and_then(|(at, _)| self.written.get(at));
            Note::of(fit, word, meant.map_or("", |word| word), question)
        });
        notes.collect()
    }

    /// The words of a question that count, in the plan's own where it has others for them.
    fn words_of(&self, question: &str) -> Vec<String> {
        let plain = self.terms.in_plan_words(question);
        asked(plain.as_deref().unwrap_or(question))
    }

    /// The place of the item a hit was found by.
    fn item_of(&self, hit: &Hit) -> Option<usize> {
        hit.via
            .and_then(|at| self.things.get(at))
            .map(|thing| thing.item)
    }

    /// How well each word of the plan fits a word of the question, and in which way any does.
    fn fit(&self, word: &str) -> (Fit, Vec<u16>) {
        let asked = Asked::new(word);
        let each = |worth: &dyn Fn(&Known) -> u16| -> Option<Vec<u16>> {
            let worth: Vec<u16> = self.words.iter().map(worth).collect();
            worth.iter().any(|worth| *worth > 0).then_some(worth)
        };
        if let Some(fit) = each(&|known| asked.quality(known)) {
            return (Fit::Stands, fit);
        }
        if let Some(fit) = each(&|known| asked.slip(known)) {
            return (Fit::Slip, fit);
        }
        let none = || (Fit::Nowhere, vec![0; self.words.len()]);
        // A "gemeentehuis" isn't about the gemeente, which half of the plan is about.
        let mut common = self.words.iter().zip(&self.common);
        if common.any(|(known, common)| *common && asked.begins_like(known)) {
            return none();
        }
        if let Some(fit) = each(&|known| asked.kinship(known)) {
            return (Fit::Like, fit);
        }
        let members = self.words.iter().zip(&self.common);
        let members: Vec<u16> = members
            .map(|(known, common)| if *common { 0 } else { asked.membership(known) })
            .collect();
        if members.iter().any(|worth| *worth > 0) {
            return (Fit::Like, members);
        }
        none()
    }

    /// What has any of the words, best first.
    fn matches(&self, fits: &[Vec<u16>]) -> Vec<Hit> {
        let points: Vec<Points> = self.things.iter().map(|thing| thing.points(fits)).collect();
        let statements = self.statements.iter().enumerate();
        let with_regie = statements.filter_map(|(at, record)| record.hit(at, fits, &points));
        let open = self.things.iter().zip(&points).enumerate();
        let open = open.filter(|(_, (thing, _))| !thing.covered);
        let without = open.filter_map(|(at, (_, points))| Thing::hit(at, points));
        let mut found: Vec<Hit> = without.chain(with_regie).collect();
        found.sort_by_key(|hit| Reverse(hit.rank()));
        specific_first(&mut found);
        found
    }

    /// The answers where the question is the id of an item, the most specific first.
    fn by_id<'a>(&self, plan: &'a Plan, id: &str) -> Option<Vec<Answer<'a>>> {
        let item = plan.item(id)?;
        let above = match item {
            Item::Regie(regie, _) => {
                let statement = plan.every_statement().find(|s| s.regie.id == regie.id);
                let via = None;
                return Some(vec![Answer { statement, via }]);
            }
            Item::Party(_)
            | Item::Meeting(_)
            | Item::Point(_)
            | Item::Amount(..)
            | Item::Fte(..)
            | Item::Decision(_) => return None,
            Item::Indicator(_, kpi) => &kpi.id,
            _ => item.id(),
        };
        let place = plan.items().position(|item| item.id() == above)?;
        let thing = self.things.get(place)?;
        let statements = plan.statements().zip(&self.statements);
        let mut found: Vec<_> = statements
            .filter_map(|(statement, record)| {
                let mut covers = record.covers.iter();
                let cover = covers.find(|cover| cover.thing == place)?;
                Some(((cover.reach, record.is_of_block()), statement))
            })
            .collect();
        found.sort_by_key(|(order, _)| Reverse(*order));
        let open = (!thing.covered).then_some(None);
        let statements = found.into_iter().map(|(_, statement)| Some(statement));
        let answers = open.into_iter().chain(statements).map(|statement| Answer {
            statement,
            via: Some(item),
        });
        Some(answers.collect())
    }
}

/// Of the statements that one thing leads to, the most specific before the others; what is said
/// of whole chapters stays where it is.
fn specific_first(found: &mut [Hit]) {
    let mut first: HashMap<usize, usize> = HashMap::new();
    let mut placed: Vec<(usize, Hit)> = found.iter().copied().enumerate().collect();
    for (at, hit) in &mut placed {
        if let Some(thing) = hit.via.filter(|_| hit.reach != Reach::General) {
            *at = *first.entry(thing).or_insert(*at);
        }
    }
    placed.sort_by_key(|(at, hit)| (*at, Reverse(hit.reach)));
    for (hit, (_, placed)) in found.iter_mut().zip(placed) {
        *hit = placed;
    }
}

fn every_statement(plan: &Plan) -> Vec<Answer<'_>> {
    let all = plan.statements().map(|statement| Answer {
        statement: Some(statement),
        via: None,
    });
    all.collect()
}
