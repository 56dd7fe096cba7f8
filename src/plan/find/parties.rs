//! The parties in order, and everything one of them has in the plan.

use std::collections::HashMap;

use crate::plan::model::kpi::Kpi;
use crate::plan::model::party::Party;
use crate::plan::model::regie::Statement;
use crate::plan::{Action, Chapter, Id, Plan};

/// What a party has, gathered once for its page and for the counts in a table.
#[derive(Debug, Default)]
pub struct Holdings<'a> {
    /// Statements in which it leads, or takes part beside the holder.
    pub regie: Vec<Statement<'a>>,
    /// Actions it carries out by name.
    pub named: Vec<&'a Action>,
    /// Actions it takes part in.
    pub taking_part: Vec<&'a Action>,
    /// Actions that are its by the plan's default.
    pub by_default: usize,
    /// KPIs that name it.
    pub kpis: Vec<&'a Kpi>,
    /// Chapters that need it, with the letter of the theme where the plan says so.
    pub needed: Vec<(&'a Chapter, Option<&'a str>)>,
    /// Chapters in which it leads, wholly or in part.
    pub leads: Vec<&'a Chapter>,
}

impl Holdings<'_> {
    /// In how many of its statements `id`, whose they are, leads.
    pub fn leading(&self, id: &str) -> usize {
        let holders = self.regie.iter().map(|it| &it.regie.holders);
        let leads = |holders: &Vec<Id>| holders.iter().any(|holder| holder == id);
        holders.filter(|it| leads(it)).count()
    }

    /// How many actions it carries out, by name or by default, or takes part in.
    pub const fn actions(&self) -> usize {
        self.named.len() + self.taking_part.len() + self.by_default
    }
}

/// Gathers what the party `id` has.
pub fn holdings<'a>(plan: &'a Plan, id: &'a str) -> Holdings<'a> {
    // What is its by default names nobody.
    let chapters = if id == plan.default_executor {
        plan.chapters.iter().collect()
    } else {
        plan.chapters_about(&[id])
    };
    let mut gather = Gather {
        plan,
        only: Some(id),
        found: HashMap::new(),
    };
    for chapter in chapters {
        gather.chapter(chapter);
    }
    gather.found.remove(id).unwrap_or_default()
}

/// Gathers what every party has that has anything, in one go.
pub fn all_holdings(plan: &Plan) -> HashMap<&str, Holdings<'_>> {
    let mut gather = Gather {
        plan,
        only: None,
        found: HashMap::new(),
    };
    for chapter in &plan.chapters {
        gather.chapter(chapter);
    }
    gather.found
}

struct Gather<'a> {
    plan: &'a Plan,
    /// The party it is about; none for all.
    only: Option<&'a str>,
    found: HashMap<&'a str, Holdings<'a>>,
}

impl<'a> Gather<'a> {
    /// Does this for each party among these, once.
    fn each(&mut self, ids: &[&'a [Id]], mut take: impl FnMut(&str, &mut Holdings<'a>)) {
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

    fn chapter(&mut self, chapter: &'a Chapter) {
        for statement in chapter.statements() {
            let regie = statement.regie;
            self.each(&[&regie.holders, &regie.with], |id, has| {
                has.regie.push(statement);
                let known = has.leads.last().is_some_and(|it| it.id == chapter.id);
                if !known && regie.holders.iter().any(|holder| holder == id) {
                    has.leads.push(chapter);
                }
            });
        }
        for kpi in chapter.holding_kpis() {
            self.each(&[&kpi.parties], |_, has| has.kpis.push(kpi));
        }
        for (action, ..) in chapter.actions() {
            let (executors, named) = self.plan.executors(action);
            self.each(&[executors, &action.with], |id, has| {
                match executors.iter().any(|executor| executor == id) {
                    true if named => has.named.push(action),
                    true => has.by_default += 1,
                    false => has.taking_part.push(action),
                }
            });
        }
        self.each(&[&chapter.partners], |_, has| {
            has.needed.push((chapter, None));
        });
        for theme in &chapter.themes {
            let place = (chapter, theme.letter.as_deref());
            self.each(&[&theme.partners], |_, has| has.needed.push(place));
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
    fn told(has: &Holdings<'_>, id: &str) -> String {
        let regie: Vec<&str> = has.regie.iter().map(|it| &*it.regie.id).collect();
        let ids = |actions: &[&Action]| -> Vec<Id> {
            actions.iter().map(|action| action.id.clone()).collect()
        };
        let kpis: Vec<&str> = has.kpis.iter().map(|kpi| &*kpi.id).collect();
        let needed = has.needed.iter();
        let needed: Vec<_> = needed.map(|(it, letter)| (&it.id, letter)).collect();
        let leads: Vec<&str> = has.leads.iter().map(|it| &*it.id).collect();
        format!(
            "{regie:?} {} {:?} {:?} {} {kpis:?} {needed:?} {leads:?}",
            has.leading(id),
            ids(&has.named),
            ids(&has.taking_part),
            has.by_default
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
        assert!(all["om"].taking_part.iter().any(|it| it.id == "3A.1.a"));
        for party in &plan.parties {
            let id = &*party.id;
            let one = told(&holdings(&plan, id), id);
            let none = Holdings::default();
            assert_eq!(one, told(all.get(id).unwrap_or(&none), id));
            assert_eq!(one, told(&holdings(&knows, id), id));
        }
        let (police, default) = (&all["politie"], &all[&*plan.default_executor]);
        assert_eq!(
            police.named.iter().filter(|it| it.id == "3A.1.a").count(),
            1
        );
        assert_eq!(
            police.actions(),
            police.named.len() + police.taking_part.len()
        );
        assert!(default.by_default > 50 && default.leading("oovb") > 5);
    }
}
