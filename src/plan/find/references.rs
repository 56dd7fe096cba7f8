//! What an item refers to, and what refers to it: where one may want to go from its page.

use crate::plan::model::lookup::Item;
use crate::plan::model::regie::Regie;
use crate::plan::{Chapter, Goal, Id, Plan, Theme};

impl Plan {
    /// The ids an item leads to, each once: what it lies in, what lies in it, the parties it
    /// names, who leads, and the KPIs, goals and action points linked to it.
    pub fn references(&self, item: &Item<'_>) -> Vec<Id> {
        let mut out: Vec<&str> = self.path_to(item.id());
        match item {
            Item::Chapter(chapter) => out.extend(in_chapter(chapter)),
            Item::Theme(theme, _) => out.extend(in_theme(theme)),
            Item::Goal(goal, _) => out.extend(self.of_goal(goal)),
            Item::Action(action, _) => {
                out.extend(strs(self.executors(action).0));
                out.extend(strs(&action.with));
            }
            Item::Kpi(kpi, _) | Item::Indicator(_, kpi) => {
                out.extend(strs(&kpi.goals));
                out.extend(strs(&kpi.parties));
            }
            Item::Topic(topic, _) => out.extend(strs(&topic.parties)),
            Item::Amount(row, _) => out.extend(row.chapter.as_deref()),
            Item::Fte(row, _) => out.extend(row.chapter.as_deref()),
            Item::Decision(_) => {}
            Item::Regie(regie, _) => out.extend(of_statement(regie)),
            Item::Party(party) => out.extend(self.of_party(&party.id)),
            Item::Meeting(meeting) => out.extend(strs(&meeting.items)),
            Item::Point(point) => {
                out.extend(point.about.as_deref());
                out.extend(point.meeting.as_deref());
                out.extend(self.party_called(&point.who).map(|party| party.id.as_str()));
            }
        }
        for statement in self.regie_for(item.id()) {
            out.push(&statement.regie.id);
            out.extend(strs(&statement.regie.holders));
        }
        out.extend(self.open_points_about(item.id()).map(|it| it.id.as_str()));
        let mut once: Vec<Id> = Vec::new();
        for id in out {
            if id != item.id() && once.iter().all(|kept| kept != id) {
                once.push(id.to_string());
            }
        }
        once
    }

    fn of_goal<'a>(&'a self, goal: &'a Goal) -> impl Iterator<Item = &'a str> {
        let about = self.chapters_about(&[&goal.id]).into_iter();
        let linked = about.flat_map(|it| it.holding_kpis());
        let linked = linked.filter(|kpi| kpi.goals.contains(&goal.id));
        let actions = goal.actions.iter().map(|action| action.id.as_str());
        actions.chain(linked.map(|kpi| kpi.id.as_str()))
    }

    fn of_party<'a>(&'a self, id: &'a Id) -> impl Iterator<Item = &'a str> {
        let led = self.statements().map(|statement| statement.regie);
        let led = led.filter(move |regie| regie.holders.contains(id));
        let done = self.actions().map(|(action, ..)| action);
        let done =
            done.filter(move |action| action.executors.contains(id) || action.with.contains(id));
        let named = self.kpis().map(|(kpi, _)| kpi);
        let named = named.filter(move |kpi| kpi.parties.contains(id));
        let needed = self.chapters.iter();
        let needed = needed.filter(move |chapter| chapter.partners.contains(id));
        led.map(|regie| regie.id.as_str())
            .chain(done.map(|action| action.id.as_str()))
            .chain(named.map(|kpi| kpi.id.as_str()))
            .chain(needed.map(|chapter| chapter.id.as_str()))
    }
}

fn strs(ids: &[Id]) -> impl Iterator<Item = &str> {
    ids.iter().map(String::as_str)
}

fn in_chapter(chapter: &Chapter) -> impl Iterator<Item = &str> {
    let themes = chapter.themes.iter().map(|theme| theme.id.as_str());
    let kpis = chapter.kpis.iter().map(|kpi| kpi.id.as_str());
    let topics = chapter.topics.iter().map(|topic| topic.id.as_str());
    let regie = chapter.regie.iter().flat_map(of_statement);
    themes
        .chain(kpis)
        .chain(topics)
        .chain(strs(&chapter.partners))
        .chain(regie)
}

fn in_theme(theme: &Theme) -> impl Iterator<Item = &str> {
    let goals = theme.goals.iter().map(|goal| goal.id.as_str());
    let regie = theme.regie.iter().flat_map(of_statement);
    goals.chain(strs(&theme.partners)).chain(regie)
}

fn of_statement(regie: &Regie) -> impl Iterator<Item = &str> {
    let own = std::iter::once(regie.id.as_str());
    own.chain(strs(&regie.covers))
        .chain(strs(&regie.holders))
        .chain(strs(&regie.with))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn from_anything_one_gets_to_what_it_names() {
        let plan: Plan =
            serde_json::from_str(include_str!("../../../data/uitvoeringsplan-2026.json")).unwrap();
        for (from, to) in [
            ("3", &["3A", "3.K1", "politie"][..]),
            ("3B", &["3", "3B.1"]),
            ("3B.1.a", &["3", "3B", "3B.1"]),
            ("4.K1", &["4"]),
            ("politie", &["3"]),
        ] {
            let item = plan.item(from).unwrap();
            let references = plan.references(&item);
            for id in to {
                assert!(
                    references.iter().any(|it| it == id),
                    "{from} to {id}: {references:?}"
                );
            }
            assert!(
                references.iter().all(|id| plan.item(id).is_some()),
                "{from}"
            );
            assert!(references.iter().all(|id| id != from), "{from} to itself");
        }
    }

    #[test]
    fn nothing_leads_nowhere() {
        let plan: Plan =
            serde_json::from_str(include_str!("../../../data/uitvoeringsplan-2026.json")).unwrap();
        for item in plan.items() {
            let references = plan.references(&item);
            assert!(
                references.iter().all(|id| plan.item(id).is_some()),
                "{}",
                item.id()
            );
        }
    }
}
