//! The parties in order, and everything one of them has in the plan. What a party has is kept as
//! places: gathered once, and looked up as far as somebody reads on.

use std::collections::HashMap;

use crate::plan::model::kpi::Kpi;
use crate::plan::model::party::Party;
use crate::plan::model::regie::Statement;
use crate::plan::model::shared::Shared;
use crate::plan::{Action, Chapter, Id, Plan};

/// What a party has, gathered once for its page and for the counts in a table; of the plan it was
/// gathered from, as long as nothing in it changed.
#[derive(Debug, Default)]
pub struct Holdings {
    /// Statements in which it leads, or takes part beside the holder.
    pub regie: Spots,
    /// Actions it carries out by name.
    pub named: Spots,
    /// Actions it takes part in.
    pub taking_part: Spots,
    /// Actions that are its by the plan's default.
    pub by_default: usize,
    /// KPIs that name it.
    pub kpis: Spots,
    /// In how many of its statements it leads itself.
    pub leading: usize,
    needed: Vec<(usize, Option<usize>)>,
    leads: Vec<usize>,
}

/// Some of the statements, actions or KPIs of a plan, each by its chapter and which one it is of
/// those there.
#[derive(Debug, Default)]
pub struct Spots(Vec<(usize, usize)>);

impl Spots {
    /// How many there are.
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What stands there in a plan.
    fn seen<'a, T>(
        &'a self,
        plan: &'a Plan,
        nth: impl Fn(&'a Chapter, usize) -> Option<T>,
    ) -> impl Iterator<Item = T> {
        let chapters = &plan.chapters;
        let spots = self.0.iter();
        spots.filter_map(move |(at, own)| nth(chapters.get(*at)?, *own))
    }

    /// The statements.
    pub fn statements<'a>(&'a self, plan: &'a Plan) -> impl Iterator<Item = Statement<'a>> {
        self.seen(plan, |chapter, nth| chapter.statements().nth(nth))
    }

    /// The actions.
    pub fn actions<'a>(&'a self, plan: &'a Plan) -> impl Iterator<Item = &'a Action> {
        let nth = |chapter: &'a Chapter, nth| chapter.actions().nth(nth);
        self.seen(plan, nth).map(|(action, ..)| action)
    }

    /// The KPIs.
    pub fn kpis<'a>(&'a self, plan: &'a Plan) -> impl Iterator<Item = &'a Kpi> {
        self.seen(plan, |chapter, nth| chapter.holding_kpis().nth(nth))
    }
}

impl Holdings {
    /// Of a party that has nothing.
    pub const NONE: Self = Self {
        regie: Spots(Vec::new()),
        named: Spots(Vec::new()),
        taking_part: Spots(Vec::new()),
        by_default: 0,
        kpis: Spots(Vec::new()),
        leading: 0,
        needed: Vec::new(),
        leads: Vec::new(),
    };

    /// How many actions it carries out, by name or by default, or takes part in.
    pub const fn actions(&self) -> usize {
        self.named.len() + self.taking_part.len() + self.by_default
    }

    /// Chapters that need it, with the letter of the theme where the plan says so.
    pub fn needed<'a>(
        &'a self,
        plan: &'a Plan,
    ) -> impl Iterator<Item = (&'a Chapter, Option<&'a str>)> {
        self.needed.iter().filter_map(|(at, theme)| {
            let chapter: &Chapter = plan.chapters.get(*at)?;
            let theme = theme.and_then(|theme| chapter.themes.get(theme));
            Some((chapter, theme.and_then(|theme| theme.letter.as_deref())))
        })
    }

    /// Chapters in which it leads, wholly or in part.
    pub fn leads<'a>(&'a self, plan: &'a Plan) -> impl Iterator<Item = &'a Chapter> {
        self.leads
            .iter()
            .filter_map(|at| Some(&**plan.chapters.get(*at)?))
    }
}

/// Gathers what the party `id` has.
pub fn holdings(plan: &Plan, id: &str) -> Holdings {
    let mut gather = Gather {
        plan,
        only: Some(id),
        found: HashMap::new(),
    };
    // What is its by default names nobody.
    let about = (id != plan.default_executor).then(|| plan.chapters_about(&[id]));
    let mut about = about.map(|chapters| chapters.into_iter().peekable());
    for (at, chapter) in plan.chapters.iter().enumerate() {
        let is_next = |next: &&Shared<Chapter>| std::ptr::eq(*next, chapter);
        let told = about.as_mut().map(|about| about.next_if(is_next));
        if told.is_none_or(|told| told.is_some()) {
            gather.chapter(at, chapter);
        }
    }
    gather.found.remove(id).unwrap_or_default()
}

/// Gathers what every party has that has anything, in one go.
pub fn all_holdings(plan: &Plan) -> HashMap<Id, Holdings> {
    let mut gather = Gather {
        plan,
        only: None,
        found: HashMap::new(),
    };
    for (at, chapter) in plan.chapters.iter().enumerate() {
        gather.chapter(at, chapter);
    }
    let found = gather.found.into_iter();
    found.map(|(id, has)| (id.to_string(), has)).collect()
}

struct Gather<'a> {
    plan: &'a Plan,
    /// The party it is about; none for all.
    only: Option<&'a str>,
    found: HashMap<&'a str, Holdings>,
}

impl<'a> Gather<'a> {
    /// Does this for each party among these, once.
    fn each(&mut self, ids: &[&'a [Id]], mut take: impl FnMut(&str, &mut Holdings)) {
        for (nth, list) in ids.iter().enumerate() {
            let before = ids.get(..nth).unwrap_or_default();
            for (at, id) in list.iter().enumerate() {
                if self.only.is_some_and(|only| only != id) {
                    continue;
                }
                let met = before.iter().any(|list| list.contains(id))
                    || list.get(..at).is_some_and(|list| list.contains(id));
                if !met {
                    take(id, self.found.entry(id).or_default());
                }
            }
        }
    }

    fn chapter(&mut self, at: usize, chapter: &'a Chapter) {
        for (nth, statement) in chapter.statements().enumerate() {
            let regie = statement.regie;
            self.each(&[&regie.holders, &regie.with], |id, has| {
                has.regie.0.push((at, nth));
                if regie.holders.iter().any(|holder| holder == id) {
                    has.leading += 1;
                    if has.leads.last() != Some(&at) {
                        has.leads.push(at);
                    }
                }
            });
        }
        for (nth, kpi) in chapter.holding_kpis().enumerate() {
            self.each(&[&kpi.parties], |_, has| has.kpis.0.push((at, nth)));
        }
        for (nth, (action, ..)) in chapter.actions().enumerate() {
            let (executors, named) = self.plan.executors(action);
            self.each(&[executors, &action.with], |id, has| {
                match executors.iter().any(|executor| executor == id) {
                    true if named => has.named.0.push((at, nth)),
                    true => has.by_default += 1,
                    false => has.taking_part.0.push((at, nth)),
                }
            });
        }
        self.each(&[&chapter.partners], |_, has| has.needed.push((at, None)));
        for (nth, theme) in chapter.themes.iter().enumerate() {
            self.each(&[&theme.partners], |_, has| {
                has.needed.push((at, Some(nth)));
            });
        }
    }
}

/// Every party: teams, roles, partners, each by name.
pub fn sorted(plan: &Plan) -> Vec<&Party> {
    let mut parties: Vec<&Party> = plan.parties.iter().collect();
    parties.sort_by_cached_key(|party| (party.kind, party.name.to_lowercase()));
    parties
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::model::places::Places;

    /// What a party has, by the ids.
    fn told(plan: &Plan, has: &Holdings) -> String {
        let ids = |spots: &Spots| -> Vec<Id> {
            let actions = spots.actions(plan);
            actions.map(|action| action.id.clone()).collect()
        };
        let regie = has.regie.statements(plan).map(|it| &*it.regie.id);
        let kpis = has.kpis.kpis(plan).map(|kpi| &*kpi.id);
        let needed = has.needed(plan).map(|(it, letter)| (&*it.id, letter));
        let leads = has.leads(plan).map(|it| &*it.id);
        format!(
            "{:?} {} {:?} {:?} {} {:?} {:?} {:?}",
            regie.collect::<Vec<_>>(),
            has.leading,
            ids(&has.named),
            ids(&has.taking_part),
            has.by_default,
            kpis.collect::<Vec<_>>(),
            needed.collect::<Vec<_>>(),
            leads.collect::<Vec<_>>(),
        )
    }

    #[test]
    fn one_by_one_as_all_in_one_go() {
        let text = include_str!("../../../data/uitvoeringsplan-2026.json");
        let mut plan: Plan = serde_json::from_str(text).unwrap();
        // Named twice it is still one party's one action.
        let action = &mut plan.chapters[2].themes[0].goals[0].actions[0];
        action.executors = vec!["politie".to_string(); 2];
        action.with = vec!["politie".to_string(), "om".to_string()];
        let mut knows = plan.clone();
        knows.know_places(Places::of(&plan));
        let all = all_holdings(&plan);
        let mut part = all["om"].taking_part.actions(&plan);
        assert!(part.any(|it| it.id == "3A.1.a"));
        for party in &plan.parties {
            let id = &*party.id;
            let none = Holdings::default();
            let one = told(&plan, &holdings(&plan, id));
            assert_eq!(one, told(&plan, all.get(id).unwrap_or(&none)));
            assert_eq!(one, told(&plan, &holdings(&knows, id)));
        }
        let (police, default) = (&all["politie"], &all[&*plan.default_executor]);
        let named = police.named.actions(&plan);
        assert_eq!(named.filter(|it| it.id == "3A.1.a").count(), 1);
        assert_eq!(
            police.actions(),
            police.named.len() + police.taking_part.len()
        );
        assert!(default.by_default > 50 && default.leading > 5);
    }
}
