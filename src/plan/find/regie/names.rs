//! Names: whoever types all of one means whom it names, whoever types a word of it may mean
//! something else. "Bibob" is a word in the full name of a team, and a subject of its own.

use std::collections::{HashMap, HashSet};

use super::initials;
use super::lexicon::{WordId, Words, best, worth};
use crate::plan::find::fold;
use crate::plan::model::party::Party;
use crate::plan::{Id, Plan};

/// The words at least so many parties' names end in tell none of them from the others.
const SHARED: usize = 3;

/// The words the names of several parties end in: `Haaglanden`, `Rijswijk`.
pub(crate) fn endings(plan: &Plan) -> HashSet<String> {
    let mut parties: HashMap<String, usize> = HashMap::new();
    for party in &plan.parties {
        let last = |name| fold::words(name).pop().map(|word| word.folded);
        let own: HashSet<String> = party.spellings().filter_map(last).collect();
        for word in own {
            *parties.entry(word).or_default() += 1;
        }
    }
    parties.retain(|_, parties| *parties >= SHARED);
    parties.into_keys().collect()
}

/// A name without the word it shares its ending with others: `Veiligheidsregio`.
fn without_ending<'n>(name: &'n str, words: &Words) -> Option<&'n str> {
    let last = fold::words(name).pop()?;
    let shared = words.endings.contains(&last.folded);
    name.get(..last.at.start).filter(|_| shared)
}

/// The spellings of some names, each as its words.
#[derive(Debug, Default)]
pub(crate) struct Names {
    spellings: Vec<Vec<WordId>>,
}

impl Names {
    /// The spellings of a party's name, with its initials.
    pub(crate) fn of(party: &Party, words: &mut Words) -> Self {
        let in_full = [Some(&party.name), party.full_name.as_ref()];
        let short = in_full
            .into_iter()
            .flatten()
            .flat_map(|name| initials(name));
        let short: Vec<String> = short.collect();
        let telling = party
            .spellings()
            .filter_map(|name| without_ending(name, words));
        let telling: Vec<&str> = telling.collect();
        let spelled = party.spellings().chain(telling);
        Self::spelled(spelled.chain(short.iter().map(String::as_str)), words)
    }

    /// The spellings of all these parties' names.
    pub(crate) fn of_all(plan: &Plan, ids: &[Id], words: &mut Words) -> Self {
        let parties = ids.iter().filter_map(|id| plan.party(id));
        let names = parties.flat_map(|party| Self::of(party, words).spellings);
        Self {
            spellings: names.collect(),
        }
    }

    /// A title, and its initials.
    pub(crate) fn of_title(title: Option<&str>, words: &mut Words) -> Self {
        let short = title.map(initials).unwrap_or_default();
        let spelled = title.into_iter().chain(short.iter().map(String::as_str));
        Self::spelled(spelled, words)
    }

    fn spelled<'t>(spelled: impl Iterator<Item = &'t str>, words: &mut Words) -> Self {
        let mut spellings: Vec<Vec<WordId>> = Vec::new();
        for text in spelled {
            spellings.push(words.of([text]));
            // "Team Handhaving (boa’s)" is two names.
            if let Some((name, other)) = text.strip_suffix(')').and_then(|t| t.split_once('(')) {
                spellings.push(words.of([name]));
                spellings.push(words.of([other]));
            }
        }
        spellings.retain(|spelling| !spelling.is_empty());
        spellings.sort_unstable();
        spellings.dedup();
        Self { spellings }
    }

    /// Whether a word is part of one of them.
    pub(crate) fn has(&self, word: WordId) -> bool {
        self.spellings
            .iter()
            .any(|spelling| spelling.contains(&word))
    }

    /// How well each word of the question fits the names it has in full; none where it has none.
    pub(crate) fn named(&self, fits: &[Vec<u16>]) -> Option<Vec<i16>> {
        let in_full = self.spellings.iter().filter(|spelling| {
            spelling
                .iter()
                .all(|word| fits.iter().any(|fit| fit[*word] > 0))
        });
        let mut named: Option<Vec<i16>> = None;
        for spelling in in_full {
            let points = named.get_or_insert_with(|| vec![0; fits.len()]);
            for (points, fit) in points.iter_mut().zip(fits) {
                *points = best(fit, spelling).unwrap_or(0).max(*points);
            }
        }
        named
    }

    /// What each word of the question is worth: by a name in full, or by a word of one.
    pub(crate) fn points(&self, fits: &[Vec<u16>], in_full: i16, in_part: i16) -> Vec<i16> {
        let named = self.named(fits);
        let part = |fit: &Vec<u16>| {
            let spellings = self.spellings.iter();
            let best = spellings.filter_map(|spelling| best(fit, spelling)).max();
            worth(best.unwrap_or(0), in_part).max(0)
        };
        let named = named.unwrap_or_else(|| vec![0; fits.len()]);
        fits.iter()
            .zip(named)
            .map(|(fit, named)| worth(named, in_full).max(part(fit)))
            .collect()
    }
}
