//! What the index knows of a statement and of an item, and what they are worth as an answer.

use super::cover::{BLOCK, Reach, TITLE};
use super::lexicon::{WordId, Words, best, worth};
use super::names::Names;
use crate::plan::Plan;
use crate::plan::model::lookup::Item;
use crate::plan::model::regie::{Found, Statement};

/// What a word is worth on top of how well it fits, by where it stands. Together they stay below
/// the step from one way of fitting to the next: exact beats prefix, wherever it stands.
const SUBJECT: i16 = 16;
const HOLDER: i16 = 19;
const SENTENCE: i16 = 12;
const IN_TITLE: i16 = 12;
const ONLY_PARTNER: i16 = 16;
const WITH: i16 = -1;
const PARTNER: i16 = -8;
const PART_OF_NAME: i16 = -35;
const RUNNING: i16 = -25;

/// A statement's own words, and the items it applies to.
#[derive(Debug, Default)]
pub(crate) struct Record {
    subject: Vec<WordId>,
    sentence: Vec<WordId>,
    holders: Names,
    with: Names,
    /// What the name of who it is done with is worth; one of several is only mentioned.
    with_worth: i16,
    pub(crate) covers: Vec<Cover>,
    /// What the block it stands in is worth.
    block: i16,
    /// Of what is as good, what always holds comes first.
    always: i16,
}

/// Something a statement applies to, as its place among the things of the index.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cover {
    pub(crate) thing: usize,
    pub(crate) reach: Reach,
}

/// Something an answer can be found by: an item, or the running text of a chapter.
#[derive(Debug, Default)]
pub(crate) struct Thing {
    /// Its place among the items.
    pub(crate) item: usize,
    worth: i16,
    words: Vec<WordId>,
    names: Names,
    /// Whether its words are a title.
    titled: bool,
    /// Whether a statement settles who leads on it.
    pub(crate) covered: bool,
}

/// What each word of a question is worth in a thing.
#[derive(Debug)]
pub(crate) struct Points {
    words: Vec<i16>,
    /// Whether the question has all of its title.
    title: bool,
}

/// A possible answer, as places in the index.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit {
    pub(crate) statement: Option<usize>,
    pub(crate) via: Option<usize>,
    /// How the statement applies to that.
    pub(crate) reach: Reach,
    /// How many words of the question it has.
    pub(crate) words: usize,
    pub(crate) points: i16,
}

impl Hit {
    fn of(points: &[i16], extra: i16) -> Self {
        Self {
            statement: None,
            via: None,
            reach: Reach::General,
            words: points.iter().filter(|points| **points > 0).count(),
            points: points.iter().sum::<i16>() + extra,
        }
    }

    pub(crate) fn rank(&self) -> (usize, i16) {
        (self.words, self.points)
    }
}

impl Record {
    /// Reads its words.
    pub(crate) fn new(plan: &Plan, statement: &Statement<'_>, words: &mut Words) -> Self {
        let regie = statement.regie;
        let sentence = [Some(regie.text.as_str()), regie.condition.as_deref()];
        let with = Names::of_all(plan, &regie.with, words);
        let mut sentence = words.of(sentence.into_iter().flatten());
        // Whoever only takes part isn't what the sentence is about.
        sentence.retain(|word| !with.has(*word));
        let block = if regie.found == Found::Regie {
            BLOCK
        } else {
            0
        };
        Self {
            subject: words.of([regie.subject.as_str()]),
            sentence,
            holders: Names::of_all(plan, &regie.holders, words),
            with,
            with_worth: if regie.with.len() == 1 {
                ONLY_PARTNER
            } else {
                WITH
            },
            covers: Vec::new(),
            block,
            always: i16::from(regie.condition.is_none()),
        }
    }

    /// Whether it stands in a block "Wie heeft de regie?".
    pub(crate) const fn is_of_block(&self) -> bool {
        self.block > 0
    }

    /// What each word of the question is worth in the statement itself.
    fn points(&self, fits: &[Vec<u16>]) -> Vec<i16> {
        let holders = self.holders.points(fits, HOLDER, PART_OF_NAME);
        let with = self.with.points(fits, self.with_worth, PART_OF_NAME);
        let names = holders.into_iter().zip(with).map(|(a, b)| a.max(b));
        let words = fits.iter().map(|fit| {
            let subject = best(fit, &self.subject).map_or(0, |quality| quality + SUBJECT);
            let sentence = best(fit, &self.sentence).map_or(0, |quality| quality + SENTENCE);
            subject.max(sentence)
        });
        words.zip(names).map(|(a, b)| a.max(b)).collect()
    }

    /// The statement as an answer: by its own words if they have all that was asked, else
    /// together with the item that adds most.
    pub(crate) fn hit(&self, at: usize, fits: &[Vec<u16>], things: &[Points]) -> Option<Hit> {
        let own = self.points(fits);
        let direct = Hit::of(&own, self.block + self.always);
        let with_thing = self.covers.iter().filter_map(|cover| {
            let thing = &things[cover.thing];
            if thing.words.iter().all(|points| *points == 0) {
                return None;
            }
            let points = together(&own, thing, cover.reach);
            let nearer = cover.reach.nearer();
            let title = if thing.title { cover.reach.title() } else { 0 };
            let hit = Hit {
                via: Some(cover.thing),
                reach: cover.reach,
                ..Hit::of(&points, self.block + title)
            };
            // Of two that add as much, the one with more of the question in itself.
            let itself = thing.words.iter().filter(|points| **points > 0).count();
            Some((hit, itself, nearer))
        });
        let order = |(hit, itself, nearer): &(Hit, usize, i16)| {
            let earlier = std::cmp::Reverse(hit.via);
            (hit.words, *itself, hit.points + nearer, earlier)
        };
        let hit = match with_thing.max_by_key(order) {
            Some((hit, _, nearer)) if hit.words > direct.words => Hit {
                points: hit.points + nearer,
                ..hit
            },
            Some((hit, _, nearer)) if direct.words > 0 && hit.points > direct.points => Hit {
                via: direct.via,
                points: hit.points + nearer,
                ..hit
            },
            _ => direct,
        };
        (hit.words > 0).then_some(Hit {
            statement: Some(at),
            ..hit
        })
    }
}

/// What each word of the question is worth in a statement together with something it covers. A
/// statement that misses a word counts as what it covers, where that has every word: "veilig" in
/// the name of a plan adds nothing to a theme named "Schoon, heel en veilig".
fn together(own: &[i16], thing: &Points, reach: Reach) -> Vec<i16> {
    let less = reach.less();
    let thing: Vec<i16> = thing
        .words
        .iter()
        .map(|points| worth(*points, -less))
        .collect();
    if own.contains(&0) && !thing.contains(&0) {
        return thing;
    }
    own.iter()
        .zip(thing)
        .map(|(own, thing)| thing.max(*own))
        .collect()
}

impl Thing {
    /// Reads the words of the item at a place.
    pub(crate) fn new(at: usize, item: &Item<'_>, words: &mut Words) -> Self {
        let (worth, texts): (i16, Vec<&str>) = match item {
            Item::Chapter(chapter) => (5, vec![&chapter.title]),
            Item::Theme(theme, _) => (5, theme.title.iter().map(String::as_str).collect()),
            Item::Topic(topic, _) => (4, vec![&topic.title, &topic.text]),
            Item::Goal(goal, _) => (3, vec![&goal.text]),
            Item::Action(action, _) => (2, vec![&action.text]),
            Item::Kpi(kpi, _) => {
                let labels = kpi.indicators.iter().map(|indicator| &*indicator.label);
                let own = kpi.group_title.as_deref().into_iter().chain([&*kpi.text]);
                (1, own.chain(labels).collect())
            }
            Item::Indicator(..)
            | Item::Regie(..)
            | Item::Party(_)
            | Item::Meeting(_)
            | Item::Point(_)
            | Item::Amount(..)
            | Item::Fte(..)
            | Item::Decision(_) => (0, Vec::new()),
        };
        // A title is also asked by its initials, and then it is asked in full.
        let title = match item {
            Item::Chapter(chapter) => Some(&chapter.title),
            Item::Theme(theme, _) => theme.title.as_ref(),
            Item::Topic(topic, _) => Some(&topic.title),
            _ => None,
        };
        let names = match item {
            Item::Party(party) => Names::of(party, words),
            _ => Names::of_title(title.map(String::as_str), words),
        };
        Self {
            item: at,
            worth,
            words: words.of(texts),
            names,
            titled: title.is_some(),
            covered: false,
        }
    }

    /// The words of a running text, about the item at a place.
    pub(crate) fn running(at: usize, words: Vec<WordId>) -> Self {
        Self {
            item: at,
            worth: RUNNING,
            words,
            ..Self::default()
        }
    }

    /// What each word of the question is worth in it.
    pub(crate) fn points(&self, fits: &[Vec<u16>]) -> Points {
        let own = fits
            .iter()
            .map(|fit| best(fit, &self.words).map_or(0, |quality| worth(quality, self.worth)));
        let (in_full, in_part) = if self.titled {
            (IN_TITLE, IN_TITLE)
        } else {
            (PARTNER, PART_OF_NAME)
        };
        let names = self.names.points(fits, in_full, in_part);
        Points {
            words: own.zip(names).map(|(own, name)| own.max(name)).collect(),
            title: self.titled && self.names.named(fits).is_some(),
        }
    }

    /// It as an answer in itself: the plan names no regie for it.
    pub(crate) fn hit(at: usize, points: &Points) -> Option<Hit> {
        let title = if points.title { TITLE } else { 0 };
        let hit = Hit::of(&points.words, title);
        (hit.words > 0).then_some(Hit {
            via: Some(at),
            ..hit
        })
    }
}
