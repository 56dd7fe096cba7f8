//! What a plan has to offer for a word on the command line.

use std::collections::HashSet;

use crate::doc::text::cut;
use crate::plan::model::date;
use crate::plan::model::lookup::Item;
use crate::plan::model::party::Party;
use crate::plan::{Plan, clean, words};

/// How many cells there are for what something is.
const ABOUT: usize = 60;

/// Something that may stand where the word stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What is typed.
    pub word: String,
    /// What it is, where the shell shows that.
    pub about: String,
}

/// What a place asks of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Anything with an id.
    Item,
    /// A KPI.
    Kpi,
    /// A KPI, or where it has several its indicators.
    Indicator,
    /// An action.
    Action,
    /// A chapter.
    Chapter,
    /// A party.
    Party,
    /// A meeting.
    Meeting,
    /// A decision.
    Decision,
    /// Someone who changed something.
    Author,
    /// What one may lead on.
    Subject,
    /// A council indicator.
    Context,
}

/// What an argument of the command at `path` asks.
pub fn wanted(path: &[&str], arg: &str) -> Option<Wanted> {
    match (path, arg) {
        (
            ["toon" | "vragen" | "bevestig" | "wijzig" | "vervalt" | "herleeft" | "verplaats"],
            "ID",
        )
        | (["nieuw" | "verplaats"], "onder" | "na") => Some(Wanted::Item),
        (["kpi", "zet" | "tel"], "ID") => Some(Wanted::Indicator),
        (["kpi", "oordeel"], "ID") => Some(Wanted::Kpi),
        (["actie", "zet"], "ID") => Some(Wanted::Action),
        (["verslag"], "N") | (["overleg"], "ONDERWERP") => Some(Wanted::Meeting),
        (["indicatoren"], "ID") => Some(Wanted::Context),
        (["wie"], "ZOEKTERM") => Some(Wanted::Subject),
        (_, "besluit") => Some(Wanted::Decision),
        (_, "hoofdstuk") => Some(Wanted::Chapter),
        (_, "partij") | (["voegsamen"], "PARTIJ" | "IN") => Some(Wanted::Party),
        (_, "door") => Some(Wanted::Author),
        _ => None,
    }
}

/// Whether a word begins with what was typed, upper and lower case alike.
pub fn begins(word: &str, typed: &str) -> bool {
    word.to_lowercase().starts_with(&typed.to_lowercase())
}

/// What fits what was typed. A word that could act on the terminal is left out.
pub fn of(plan: &Plan, wanted: Wanted, typed: &str) -> Vec<Offer> {
    let mut offers = match wanted {
        Wanted::Party => parties(plan, typed),
        Wanted::Author => authors(plan),
        Wanted::Decision => decisions(plan),
        Wanted::Subject => subjects(plan),
        Wanted::Context => plan
            .context
            .iter()
            .map(|it| offer(&it.id, &it.title))
            .collect(),
        _ => {
            let items = plan.items().filter(|item| is(item, wanted, typed));
            nearest_the_root(&items.collect::<Vec<_>>(), typed)
        }
    };
    offers.retain(|it| begins(&it.word, typed) && !it.word.contains(clean::is_unsafe));
    let mut seen = HashSet::new();
    offers.retain(|it| seen.insert(it.word.clone()));
    offers
}

/// Whether an item is what is wanted. Of the many parties none before a letter is typed.
fn is(item: &Item<'_>, wanted: Wanted, typed: &str) -> bool {
    match (wanted, item) {
        (Wanted::Item, Item::Party(_)) => !typed.is_empty(),
        (Wanted::Item | Wanted::Indicator, Item::Indicator(_, kpi)) => kpi.indicators.len() > 1,
        (Wanted::Indicator, Item::Kpi(kpi, _)) => kpi.indicators.len() == 1,
        (Wanted::Item, _)
        | (Wanted::Kpi, Item::Kpi(..))
        | (Wanted::Action, Item::Action(..))
        | (Wanted::Chapter, Item::Chapter(_))
        | (Wanted::Meeting, Item::Meeting(_)) => true,
        _ => false,
    }
}

/// The items whose id begins so, without what lies in another of them: `3` leads to 3B and 3.K1,
/// `3B` to its goals. What was typed in full is open, and what is the only one.
fn nearest_the_root(items: &[Item<'_>], typed: &str) -> Vec<Offer> {
    let fitting = || items.iter().filter(|item| begins(item.id(), typed));
    let ids = fitting().map(Item::id);
    let closed: HashSet<&str> = ids
        .filter(|id| id.to_lowercase() != typed.to_lowercase())
        .collect();
    let near = fitting().filter(|item| around(item).is_none_or(|id| !closed.contains(id)));
    let near: Vec<&Item<'_>> = near.collect();
    match near.as_slice() {
        [only] if closed.contains(only.id()) => nearest_the_root(items, only.id()),
        near => near.iter().map(|it| offer(it.id(), &about(it))).collect(),
    }
}

/// The id of what an item lies in.
fn around<'a>(item: &Item<'a>) -> Option<&'a str> {
    match *item {
        Item::Theme(_, chapter)
        | Item::Kpi(_, chapter)
        | Item::Topic(_, chapter)
        | Item::Regie(_, chapter) => Some(&chapter.id),
        Item::Goal(_, theme) => Some(&theme.id),
        Item::Action(_, goal) => Some(&goal.id),
        Item::Indicator(_, kpi) => Some(&kpi.id),
        Item::Chapter(_)
        | Item::Party(_)
        | Item::Meeting(_)
        | Item::Point(_)
        | Item::Amount(..)
        | Item::Fte(..)
        | Item::Decision(_) => None,
    }
}

fn about(item: &Item<'_>) -> String {
    match item {
        Item::Meeting(meeting) => format!("{}, {}", meeting.title, date::dutch(meeting.date)),
        item => words::name(item),
    }
}

/// Parties by their id, and by the first of their names that fits where the id doesn't.
fn parties(plan: &Plan, typed: &str) -> Vec<Offer> {
    let offered = plan.parties.iter().filter_map(|party| {
        if begins(&party.id, typed) {
            return Some(offer(&party.id, &party.name));
        }
        named(party, typed)
    });
    offered.collect()
}

fn named(party: &Party, typed: &str) -> Option<Offer> {
    let name = party.spellings().find(|name| begins(name, typed))?;
    Some(offer(name, &party.name))
}

/// The decisions, the last first.
fn decisions(plan: &Plan) -> Vec<Offer> {
    let all = plan.decisions.iter().rev();
    all.map(|it| {
        let title = it.title.as_deref().unwrap_or_default();
        offer(&it.id, format!("{} {title}", it.shown()).trim_end())
    })
    .collect()
}

/// Who changed something, the last first.
fn authors(plan: &Plan) -> Vec<Offer> {
    let entries = plan.history.iter().rev();
    entries.map(|entry| offer(&entry.by, "")).collect()
}

/// Subjects of statements, then titles of themes.
fn subjects(plan: &Plan) -> Vec<Offer> {
    let statements = plan.items().filter_map(|item| match item {
        Item::Regie(regie, chapter) => Some(offer(&regie.subject, &words::chapter_title(chapter))),
        _ => None,
    });
    let themes = plan.items().filter_map(|item| match item {
        Item::Theme(theme, chapter) => {
            let title = theme.title.as_deref()?;
            Some(offer(title, &words::chapter_title(chapter)))
        }
        _ => None,
    });
    statements.chain(themes).collect()
}

fn offer(word: &str, about: &str) -> Offer {
    Offer {
        word: word.to_string(),
        about: cut(&clean::one_line(about), ABOUT),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::BUILT_IN;

    fn plan() -> Plan {
        serde_json::from_str(BUILT_IN).unwrap()
    }

    #[test]
    fn one_level_at_a_time() {
        let plan = plan();
        for (wanted, typed, offered) in [
            (Wanted::Item, "", "1 2 3 4 5 6 7 8 9 10 11"),
            (Wanted::Item, "3b", "3B 3B.1 3B.2 3B.3"),
            (Wanted::Item, "3B.1.", "3B.1.a 3B.1.b 3B.1.c"),
            (Wanted::Item, "polit", "politie"),
            (Wanted::Chapter, "1", "1 10 11"),
            (Wanted::Kpi, "3.K1", "3.K1"),
            (Wanted::Indicator, "3.K6", "3.K6.1 3.K6.2"),
            (Wanted::Item, "3.K6", "3.K6 3.K6.1 3.K6.2"),
            (Wanted::Kpi, "3.K6", "3.K6"),
            (Wanted::Action, "3B.2", "3B.2.a 3B.2.b 3B.2.c"),
            (Wanted::Party, "POLITIE", "politie"),
            (Wanted::Party, "Team OOV", "Team OOV&B"),
            (Wanted::Subject, "Bestuurlijke", "Bestuurlijke controles"),
            (Wanted::Meeting, "", ""),
            (Wanted::Author, "", ""),
            (Wanted::Item, "kerstman", ""),
        ] {
            let words = of(&plan, wanted, typed).into_iter().map(|it| it.word);
            let words: Vec<String> = words.collect();
            assert_eq!(words.join(" "), offered, "{wanted:?} {typed}");
        }
    }

    #[test]
    fn decisions_stand_with_who_decided_the_last_first() {
        let mut plan = plan();
        for (id, number, title) in [("BS1", "26.041", "Bijstelling"), ("BS2", "26.050", "")] {
            let json = format!(
                r#"{{ "id": "{id}", "body": "raad", "date": "2026-06-30", "number": "{number}", "title": "{title}" }}"#
            );
            plan.decisions.push(serde_json::from_str(&json).unwrap());
        }
        for (typed, offered) in [
            ("", "BS2 raad 26.050, BS1 raad 26.041 Bijstelling"),
            ("bs1", "BS1 raad 26.041 Bijstelling"),
            ("x", ""),
        ] {
            let all = of(&plan, Wanted::Decision, typed).into_iter();
            let all = all.map(|it| format!("{} {}", it.word, it.about));
            assert_eq!(all.collect::<Vec<_>>().join(", "), offered, "{typed}");
        }
        assert_eq!(wanted(&["wijzig"], "besluit"), Some(Wanted::Decision));
    }

    #[test]
    fn words_of_strangers_are_harmless() {
        let mut plan = plan();
        plan.parties[0].name = "Boef\u{1b}[2J\nrm".to_string();
        plan.parties[1].name = "Boef\u{202e}".to_string();
        let id = plan.parties[0].id.clone();
        assert_eq!(of(&plan, Wanted::Party, "boef"), []);
        let offered = of(&plan, Wanted::Party, &id);
        assert_eq!(offered[0].about, "Boef^[[2J rm");
    }

    #[test]
    fn what_something_is_stands_beside_it() {
        let plan = plan();
        let first = |wanted, typed| of(&plan, wanted, typed)[0].clone();
        for (wanted, typed, about) in [
            (Wanted::Item, "3B", "B Bedrijventerreinen"),
            (Wanted::Party, "oovb", "Team OOV&B"),
            (Wanted::Indicator, "3.K6.1", plan_label(&plan).as_str()),
        ] {
            assert_eq!(first(wanted, typed).about, about, "{typed}");
        }
    }

    fn plan_label(plan: &Plan) -> String {
        plan.item("3.K6.1").map(|item| words::name(&item)).unwrap()
    }
}
