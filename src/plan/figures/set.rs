//! What a meeting can be about, and the action points that belong to it.

use chrono::NaiveDate;

use super::{agenda, light};
use crate::plan::find::fold;
use crate::plan::model::kpi::Light;
use crate::plan::model::meeting::ActionPoint;
use crate::plan::model::party::Party;
use crate::plan::{Chapter, Id, Plan};

/// What a meeting can be about: items in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set {
    /// What they have in common: the title of the meeting.
    pub title: String,
    /// The ids: open action points first, then KPIs and actions.
    pub items: Vec<Id>,
    /// How many of them are action points.
    pub points: usize,
}

impl Set {
    /// These items under a title, the open action points that concern them first.
    pub fn new(plan: &Plan, title: impl Into<String>, items: Vec<Id>) -> Self {
        let mut all = plan.points_for(&items);
        let points = all.len();
        for id in items {
            if !all.contains(&id) {
                all.push(id);
            }
        }
        Self {
            title: title.into(),
            items: all,
            points,
        }
    }

    /// A chapter's KPIs, and its actions where those are wanted.
    pub fn of_chapter(plan: &Plan, chapter: &Chapter, actions: bool) -> Self {
        let kpis = chapter.kpis.iter().filter(|kpi| kpi.dropped.is_none());
        let kpis = kpis.map(|kpi| kpi.id.clone());
        let themes = chapter.themes.iter().filter(|_| actions);
        let themes = themes.filter(|theme| theme.dropped.is_none());
        let goals = themes.flat_map(|theme| &theme.goals);
        let goals = goals.filter(|goal| goal.dropped.is_none());
        let actions = goals.flat_map(|goal| &goal.actions);
        let items = kpis.chain(actions.map(|action| action.id.clone()));
        Self::new(plan, chapter.title.clone(), items.collect())
    }

    /// The KPIs that name a party, and the actions it carries out or takes part in.
    pub fn of_party(plan: &Plan, party: &Party) -> Self {
        let kpis = plan
            .kpis()
            .filter(|(kpi, _)| kpi.parties.contains(&party.id))
            .map(|(kpi, _)| kpi.id.clone());
        let actions = plan
            .actions()
            .filter(|(action, ..)| {
                action.executors.contains(&party.id) || action.with.contains(&party.id)
            })
            .map(|(action, ..)| action.id.clone());
        Self::new(plan, party.name.clone(), kpis.chain(actions).collect())
    }

    /// The KPIs whose light is amber or red, red first, and those with a judgement that is older
    /// than their figures: it is asked again.
    pub fn of_worries(plan: &Plan, today: NaiveDate) -> Self {
        let with = |wanted: Light| {
            plan.kpis()
                .filter(move |(kpi, _)| light::shown(plan, kpi, today) == wanted)
                .map(|(kpi, _)| kpi.id.clone())
        };
        let outlived = plan.kpis().map(|(kpi, _)| kpi);
        let outlived = outlived.filter(|kpi| light::outlived(kpi).is_some());
        let outlived = outlived.map(|kpi| kpi.id.clone());
        let items = with(Light::Red).chain(with(Light::Amber)).chain(outlived);
        Self::new(plan, "Alles rood en oranje", items.collect())
    }

    /// What is due, the earliest day first; an action point as itself.
    pub fn of_agenda(plan: &Plan, today: NaiveDate) -> Self {
        let items = agenda::agenda(plan, today).into_iter().map(|item| item.id);
        Self::new(plan, "Agenda", items.collect())
    }
}

impl Plan {
    /// The open action points of a party: those whose "who" is one of its spellings, alone or
    /// beside others ("Handhaving, politie"). Points of people by their own name are nobody's here.
    pub fn open_points_of<'a>(&'a self, party: &Party) -> impl Iterator<Item = &'a ActionPoint> {
        let own: Vec<String> = party.spellings().map(fold::phrase).collect();
        let is_its = move |who: &String| own.contains(&fold::phrase(who));
        self.action_points
            .iter()
            .filter(move |point| point.is_open() && people(&point.who).iter().any(&is_its))
    }

    /// The open action points a meeting about `items` begins with: those that came up with one
    /// of them or with another KPI or action of their chapters, and those that belong nowhere.
    pub fn points_for(&self, items: &[Id]) -> Vec<Id> {
        let chapter_of = |id: &str| self.path_to(id).first().map(ToString::to_string);
        let chapters: Vec<_> = items.iter().filter_map(|id| chapter_of(id)).collect();
        let concerns = |about: &Id| {
            items.contains(about) || chapter_of(about).is_some_and(|id| chapters.contains(&id))
        };
        self.action_points
            .iter()
            .filter(|point| point.is_open() && point.about.as_ref().is_none_or(concerns))
            .map(|point| point.id.clone())
            .collect()
    }
}

/// Everyone a "who" may mean: all of it, and each part of an enumeration.
fn people(who: &str) -> Vec<String> {
    let parts = || who.split([',', ';', '/', '+', '(', ')']);
    let smaller = parts().flat_map(|part| part.split(" en "));
    let all = std::iter::once(who).chain(parts()).chain(smaller);
    all.map(|part| part.trim().to_string())
        .filter(|part| !part.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_point_is_a_partys_by_any_of_its_spellings() {
        let mut plan: Plan =
            serde_json::from_str(include_str!("../../../data/uitvoeringsplan-2026.json")).unwrap();
        for (who, party, its) in [
            ("Team OOV&B", "oovb", true),
            ("oov&b", "oovb", true),
            ("Openbare orde en veiligheid & Bibob", "oovb", true),
            ("Regisseur Ondermijning", "regisseur-ondermijning", true),
            ("Regisseur Ondermijning", "oovb", false),
            ("Team Handhaving, politie", "politie", true),
            ("team handhaving en Politie", "politie", true),
            ("A. Jansen (politie)", "politie", true),
            ("coordinatoren zorg en veiligheid", "coordinatoren-zv", true),
            ("A. Jansen", "politie", false),
            ("Politieacademie", "politie", false),
            ("", "politie", false),
        ] {
            let json = format!(
                r#"{{ "id": "AP1", "who": "{who}", "what": "x", "date": "2026-11-23", "by": "A" }}"#
            );
            plan.action_points = vec![serde_json::from_str(&json).unwrap()];
            let found = plan.open_points_of(plan.party(party).unwrap()).count();
            assert_eq!(found == 1, its, "{who} of {party}");
        }
        plan.action_points[0].who = "Politie".into();
        plan.action_points[0].done = Some(plan.action_points[0].date);
        assert_eq!(
            plan.open_points_of(plan.party("politie").unwrap()).count(),
            0
        );
    }
}
