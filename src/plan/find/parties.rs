//! The parties in order, and everything one of them has in the plan.

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
pub fn holdings<'a>(plan: &'a Plan, id: &str) -> Holdings<'a> {
    let has = |ids: &[Id]| ids.iter().any(|other| other == id);
    let mut out = Holdings {
        regie: plan
            .statements()
            .filter(|s| has(&s.regie.holders) || has(&s.regie.with))
            .collect(),
        kpis: plan
            .kpis()
            .map(|(kpi, _)| kpi)
            .filter(|kpi| has(&kpi.parties))
            .collect(),
        ..Holdings::default()
    };
    for statement in &out.regie {
        let known = out.leads.iter().any(|it| it.id == statement.chapter.id);
        if has(&statement.regie.holders) && !known {
            out.leads.push(statement.chapter);
        }
    }
    for (action, ..) in plan.actions() {
        let (executors, named) = plan.executors(action);
        if has(executors) && named {
            out.named.push(action);
        } else if has(executors) {
            out.by_default += 1;
        } else if has(&action.with) {
            out.taking_part.push(action);
        } else {
            // This action is none of the party's business.
        }
    }
    for chapter in &plan.chapters {
        if has(&chapter.partners) {
            out.needed.push((chapter, None));
        }
        let themes = chapter.themes.iter().filter(|theme| has(&theme.partners));
        out.needed
            .extend(themes.map(|theme| (&**chapter, theme.letter.as_deref())));
    }
    out
}

/// Every party: teams, roles, partners, each by name.
pub fn sorted(plan: &Plan) -> Vec<&Party> {
    let mut parties: Vec<&Party> = plan.parties.iter().collect();
    parties.sort_by_cached_key(|party| (party.kind, party.name.to_lowercase()));
    parties
}
