//! What the index knows of a statement and of an item, and what they are worth as an answer.

use super::index::{WordId, Words};
use crate::plan::lookup::Item;
use crate::plan::party::Party;
use crate::plan::regie::{Found, Statement};
use crate::plan::{Block, Chapter, Plan};

/// A statement's own words, and the items it applies to.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// Its words by field: what standing there is worth, and the words.
    fields: [(u16, Vec<WordId>); 4],
    /// Items, and how near the statement is to each: 0 for its chapter, 3 for itself.
    pub(super) covers: Vec<(usize, u16)>,
    from_regie_block: bool,
}

/// The words of an item that is no statement and no party.
#[derive(Debug, Default)]
pub(super) struct Thing {
    worth: i16,
    words: Vec<WordId>,
    /// The running text of a chapter, which says least.
    running: Vec<WordId>,
    pub(super) covered: bool,
}

/// A possible answer, as places in the index.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    pub(super) statement: Option<usize>,
    pub(super) via: Option<usize>,
    /// How many words of the question it has.
    pub(super) words: usize,
    pub(super) points: i16,
}

impl Hit {
    pub(super) fn of(points: &[i16], extra: i16) -> Self {
        Self {
            statement: None,
            via: None,
            words: points.iter().filter(|points| **points > 0).count(),
            points: points.iter().sum::<i16>() + extra,
        }
    }

    pub(super) fn rank(&self) -> (usize, i16) {
        (self.words, self.points)
    }
}

impl Record {
    /// Reads its words.
    pub(super) fn new(plan: &Plan, statement: &Statement<'_>, words: &mut Words) -> Self {
        let regie = statement.regie;
        let mut spelled = |ids: &[String]| {
            let parties = ids.iter().filter_map(|id| plan.party(id));
            words.of(parties.flat_map(Party::spellings))
        };
        let (holders, with) = (spelled(&regie.holders), spelled(&regie.with));
        let sentence = [Some(regie.text.as_str()), regie.condition.as_deref()];
        Self {
            fields: [
                (40, words.of([regie.subject.as_str()])),
                (30, holders),
                (25, words.of(sentence.into_iter().flatten())),
                (15, with),
            ],
            covers: Vec::new(),
            from_regie_block: regie.found == Found::Regie,
        }
    }

    /// What each word of the question is worth in the statement itself.
    pub(super) fn points(&self, fits: &[Vec<u16>]) -> Vec<i16> {
        let worth = |fit: &Vec<u16>| {
            let fields = self.fields.iter();
            let points = fields.filter_map(|(worth, words)| Some(best(fit, words)? + worth));
            signed(points.max().unwrap_or(0))
        };
        fits.iter().map(worth).collect()
    }

    /// The statement as an answer: by its own words if they have all that was asked, else
    /// together with the item that adds most.
    pub(super) fn hit(&self, at: usize, fits: &[Vec<u16>], things: &[Vec<i16>]) -> Option<Hit> {
        let own = self.points(fits);
        let block = i16::from(self.from_regie_block);
        let direct = Hit::of(&own, block);
        let with_item = self.covers.iter().map(|(item, nearness)| {
            let points = together(&own, &things[*item], *nearness == 0);
            let hit = Hit::of(&points, block + 2 * signed(*nearness));
            (hit, *item)
        });
        let best = with_item.max_by_key(|(hit, item)| (hit.rank(), std::cmp::Reverse(*item)));
        let hit = match best {
            Some((hit, item)) if hit.words > direct.words => Hit {
                via: Some(item),
                ..hit
            },
            Some((hit, _)) if hit.points > direct.points && direct.words > 0 => hit,
            _ => direct,
        };
        (hit.words > 0).then_some(Hit {
            statement: Some(at),
            ..hit
        })
    }
}

/// What each word of the question is worth in a statement together with an item it covers. A
/// statement that misses a word counts as its item, where that has every word: "veilig" in the
/// name of a plan adds nothing to a theme named "Schoon, heel en veilig".
fn together(own: &[i16], item: &[i16], far: bool) -> Vec<i16> {
    // "Veelal" by a statement on whole chapters says less than one on the theme itself.
    let less = if far { 15 } else { 0 };
    let item: Vec<i16> = item.iter().map(|points| (points - less).max(0)).collect();
    if own.contains(&0) && !item.contains(&0) {
        return item;
    }
    own.iter()
        .zip(item)
        .map(|(own, item)| item.max(*own))
        .collect()
}

impl Thing {
    /// Reads its words.
    pub(super) fn new(item: &Item<'_>, words: &mut Words) -> Self {
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
            | Item::Point(_) => (0, Vec::new()),
        };
        let running = match item {
            Item::Chapter(chapter) => words.of(running_text(chapter)),
            _ => Vec::new(),
        };
        Self {
            worth,
            words: words.of(texts),
            running,
            covered: false,
        }
    }

    /// What each word of the question is worth in this item.
    pub(super) fn points(&self, fits: &[Vec<u16>]) -> Vec<i16> {
        let worth = |fit: &Vec<u16>| {
            let own = best(fit, &self.words).map(|quality| signed(quality) + self.worth);
            let running = best(fit, &self.running).map(|quality| signed(quality) - 10);
            own.max(running).unwrap_or(0)
        };
        fits.iter().map(worth).collect()
    }
}

/// The running text of a chapter, with its aim.
fn running_text(chapter: &Chapter) -> impl Iterator<Item = &str> {
    let blocks = chapter.body.iter().flat_map(|block| match block {
        Block::Heading(text) | Block::Paragraph(text) => std::slice::from_ref(text),
        Block::Bullets(texts) => texts.as_slice(),
        Block::Table(_) => &[],
    });
    blocks.map(String::as_str).chain(chapter.aim.as_deref())
}

/// The best fit among `words`; none where none fits.
fn best(fit: &[u16], words: &[WordId]) -> Option<u16> {
    let qualities = words.iter().filter_map(|word| fit.get(*word).copied());
    qualities.max().filter(|quality| *quality > 0)
}

/// Points are small; the sum of a question's words stays far below the type's end.
fn signed(points: u16) -> i16 {
    i16::try_from(points).unwrap_or(i16::MAX)
}
