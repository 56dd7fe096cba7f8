//! Which indicator a row is of: never guessed at. What is nearest is named.

use super::map::{Map, PASSED};
use crate::plan::Plan;
use crate::plan::find::fold;
use crate::plan::find::nearest::{choice, nearest};
use crate::plan::model::kpi::{Indicator, Kpi};
use crate::plan::model::lookup::Item;

/// More would be a list to read, not a choice.
const LIKELY: usize = 5;

/// What a name of the sheet stands for.
pub(super) enum Place<'a> {
    /// This indicator.
    Of(&'a Indicator),
    /// None of the plan's, the map says.
    Passed,
    /// Not known; why, in Dutch.
    Unknown(String),
}

/// The names of a plan's indicators, to look one up in.
pub struct Names<'a> {
    plan: &'a Plan,
    known: Vec<(String, &'a Indicator)>,
}

impl<'a> Names<'a> {
    /// Those of the indicators that aren't dropped.
    pub fn of(plan: &'a Plan) -> Self {
        let mut known = Vec::new();
        for (kpi, _) in plan.kpis() {
            for indicator in kpi.holding() {
                known.push((fold::phrase(&indicator.label), indicator));
                if let Some(only) = only(kpi) {
                    known.push((fold::phrase(&kpi.text), only));
                }
            }
        }
        Self { plan, known }
    }

    /// By the map, by an id, by its label or the words of its KPI; of more cells the first that says
    /// it.
    pub(super) fn find(&self, map: &Map, cells: &[String]) -> Place<'a> {
        let mut why = None;
        for name in cells.iter().filter(|name| !name.is_empty()) {
            match self.one(map, name) {
                Place::Unknown(sentence) => why = why.or(Some(sentence)),
                found => return found,
            }
        }
        Place::Unknown(why.unwrap_or_else(|| "er staat geen indicator".to_string()))
    }

    fn one(&self, map: &Map, name: &str) -> Place<'a> {
        match map.named(name) {
            Some(PASSED) => return Place::Passed,
            Some(id) => {
                return self.by_id(id).unwrap_or_else(|| {
                    Place::Unknown(format!(
                        "de kaart noemt {id}, en dat staat niet in het plan"
                    ))
                });
            }
            None => {}
        }
        // `3.K1` alone, or before its words.
        let first = name.split_whitespace().next().unwrap_or_default();
        let first = first.trim_end_matches([':', '.', '-']);
        let id = [name, first].into_iter().find_map(|id| self.by_id(id));
        if let Some(found) = id {
            return found;
        }
        let wanted = fold::phrase(name);
        let mut own: Vec<&Indicator> = Vec::new();
        for (known, indicator) in &self.known {
            if *known == wanted && !own.iter().any(|it| it.id == indicator.id) {
                own.push(indicator);
            }
        }
        match own.as_slice() {
            [one] => Place::Of(one),
            [] => Place::Unknown(self.unknown(name)),
            several => {
                let ids: Vec<&str> = several.iter().map(|it| &*it.id).collect();
                Place::Unknown(format!("“{name}” is zowel {}", ids.join(" als ")))
            }
        }
    }

    fn by_id(&self, id: &str) -> Option<Place<'a>> {
        let upper = id.to_uppercase();
        let Some(item) = self.plan.item(id).or_else(|| self.plan.item(&upper)) else {
            return self.lettered(id);
        };
        match item {
            Item::Indicator(it, _) if it.dropped.is_none() => Some(Place::Of(it)),
            Item::Indicator(it, _) => Some(Place::Unknown(format!("{} is vervallen", it.id))),
            Item::Kpi(kpi, _) => Some(only(kpi).map_or_else(
                || {
                    let ids: Vec<&str> = kpi.holding().map(|it| &*it.id).collect();
                    Place::Unknown(match ids.as_slice() {
                        [] => format!("{} is vervallen", kpi.id),
                        ids => format!("{} heeft er meer: {}", kpi.id, choice(ids)),
                    })
                },
                Place::Of,
            )),
            _ => None,
        }
    }

    /// What an id stands for of which only the case is another (`2.K1A`), or that the plan has with a
    /// letter behind it: `2.K1` where there are `2.K1a` and `2.K1b`.
    fn lettered(&self, id: &str) -> Option<Place<'a>> {
        let mut own: Vec<(&str, &str)> = Vec::new();
        for (kpi, _) in self.plan.kpis() {
            let inside = kpi.holding().map(|it| &*it.id);
            let all = std::iter::once(&*kpi.id).chain(inside);
            own.extend(all.filter_map(|it| Some((it, behind(id, it)?))));
        }
        if let Some((same, _)) = own.iter().find(|(_, rest)| rest.is_empty()) {
            return self.by_id(same);
        }
        own.retain(|(_, rest)| is_letter(rest));
        let ids: Vec<&str> = own.iter().map(|(it, _)| *it).collect();
        (!ids.is_empty()).then(|| {
            let choice = choice(&ids);
            Place::Unknown(format!("“{id}” is er meer dan eens: {choice}"))
        })
    }

    /// What a name that has no place may stand for, the likeliest first: each once, at most five.
    pub fn likely(&self, name: &str) -> Vec<&'a Indicator> {
        let mut found: Vec<&Indicator> = Vec::new();
        let wanted = fold::phrase(name);
        let kpi = match self.plan.item(&name.trim().to_uppercase()) {
            Some(Item::Kpi(kpi, _)) => kpi.holding().collect(),
            Some(_) => Vec::new(),
            // `2.K1`, where there are `2.K1a` and `2.K1b`.
            None => {
                let lettered = |kpi: &Kpi| behind(name.trim(), &kpi.id).is_some_and(is_letter);
                let kpis = self.plan.kpis().filter(|(kpi, _)| lettered(kpi));
                kpis.flat_map(|(kpi, _)| kpi.holding()).collect()
            }
        };
        let same = self.known.iter().filter(|(known, _)| *known == wanted);
        let near = nearest(&wanted, self.known.iter().map(|(known, _)| known.as_str()));
        let near = near
            .into_iter()
            .filter_map(|near| self.known.iter().find(|(known, _)| known == near));
        let mut sharing: Vec<(usize, &'a Indicator)> = Vec::new();
        for (known, indicator) in &self.known {
            let shared = shared(&wanted, known);
            if shared > 0 {
                sharing.push((shared, indicator));
            }
        }
        sharing.sort_by_key(|(shared, _)| std::cmp::Reverse(*shared));
        let all = kpi.into_iter().chain(same.chain(near).map(|(_, it)| *it));
        for indicator in all.chain(sharing.into_iter().map(|(_, it)| it)) {
            if found.len() < LIKELY && !found.iter().any(|it| it.id == indicator.id) {
                found.push(indicator);
            }
        }
        found
    }

    /// The indicator that someone names by an id.
    ///
    /// # Errors
    /// A Dutch sentence: there is none, or more than one.
    pub fn named(&self, id: &str) -> Result<&'a Indicator, String> {
        match self.by_id(id.trim()) {
            Some(Place::Of(indicator)) => Ok(indicator),
            Some(Place::Unknown(why)) => Err(why),
            Some(Place::Passed) | None => Err(self.unknown(id.trim())),
        }
    }

    fn unknown(&self, name: &str) -> String {
        let labels = self.known.iter().map(|(known, _)| known.as_str());
        let near = nearest(&fold::phrase(name), labels);
        let near: Vec<String> = near
            .into_iter()
            .filter_map(|near| self.known.iter().find(|(known, _)| known == near))
            .map(|(_, it)| format!("{} {}", it.id, it.label))
            .collect();
        let near: Vec<&str> = near.iter().map(String::as_str).collect();
        match near.as_slice() {
            [] => format!("“{name}” is geen indicator van dit plan"),
            near => format!(
                "“{name}” is geen indicator van dit plan; bedoelt u {}?",
                choice(near)
            ),
        }
    }
}

/// How many letters the words have that two folded texts share, in any number. Short ones are in
/// every sentence.
fn shared(one: &str, other: &str) -> usize {
    let forms: Vec<String> = other.split(' ').flat_map(fold::forms).collect();
    let words = one.split(' ').filter(|word| word.len() > 3);
    let shared = words.filter(|word| fold::forms(word).iter().any(|form| forms.contains(form)));
    shared.map(str::len).sum()
}

/// The indicator of a KPI that has one.
fn only(kpi: &Kpi) -> Option<&Indicator> {
    let mut all = kpi.holding();
    all.next().filter(|_| all.next().is_none())
}
/// What stands behind an id in another that begins with it, in whatever case.
fn behind<'i>(id: &str, other: &'i str) -> Option<&'i str> {
    let (head, rest) = other.split_at_checked(id.len())?;
    head.eq_ignore_ascii_case(id).then_some(rest)
}

/// Whether that is a letter, as in `2.K1a`.
fn is_letter(rest: &str) -> bool {
    rest.len() == 1 && rest.starts_with(char::is_alphabetic)
}
