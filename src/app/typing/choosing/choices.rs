//! What can be chosen for a field of the plan: parties, goals, parts of the plan, words. They are
//! found by their words and never have to be known by id.

use super::picker::Choice;
use crate::doc::text::cut;
use crate::plan::clean::one_line;
use crate::plan::edit::{Field, Takes};
use crate::plan::find::parties::sorted;
use crate::plan::model::lookup::Item;
use crate::plan::model::sort::Sort;
use crate::plan::{Plan, words};

/// The choices of a field; of one that can be without a value the last is none.
pub fn of_takes(field: &Field, plan: &Plan) -> Vec<Choice<String>> {
    let several = field.takes.is_list();
    let none = field.optional && !several;
    let none = none.then(|| Choice::new("geen", "niets", String::new()));
    let fixed = |word: &str| Choice::new("", word, word.to_string());
    let mut all: Vec<Choice<String>> = match field.takes {
        Takes::Choice(words) => words.iter().map(|(_, word)| fixed(word)).collect(),
        Takes::Bool => ["ja", "nee"].map(fixed).into(),
        Takes::Party | Takes::Parties => {
            let held = sorted(plan).into_iter().filter(|it| it.dropped.is_none());
            let party = held.map(|it| (words::party_kind(it.kind), it));
            party
                .map(|(kind, it)| {
                    let others: Vec<&str> =
                        it.spellings().filter(|name| *name != it.name).collect();
                    let label = match others.as_slice() {
                        [] => it.name.clone(),
                        others => format!("{} ({})", it.name, others.join(", ")),
                    };
                    Choice::new(kind, &label, it.id.clone())
                })
                .collect()
        }
        Takes::Goals => items(plan, &[Sort::Goal]),
        Takes::Covers => items(plan, Takes::COVERED),
        Takes::Chapter => items(plan, &[Sort::Chapter]),
        Takes::Row => items(plan, &[Sort::Fte]),
        _ => Vec::new(),
    };
    all.extend(none);
    all
}

/// The choice of a field of words no choice has: of parties a new one, under that name.
pub fn made_of(field: &Field) -> Option<fn(&str) -> Choice<String>> {
    let made: fn(&str) -> Choice<String> = |typed| {
        let name = typed.replace(',', " ");
        let name = one_line(name.trim()).into_owned();
        Choice::new("nieuw", &format!("partij “{name}”"), name)
    };
    matches!(field.takes, Takes::Party | Takes::Parties).then_some(made)
}

/// The items of these sorts that hold.
fn items(plan: &Plan, sorts: &[Sort]) -> Vec<Choice<String>> {
    let all = plan.items().chain(plan.entries());
    let wanted = all.filter(|it| sorts.contains(&it.sort()) && it.dropped().is_none());
    wanted.map(|it| choice(plan, &it)).collect()
}

fn choice(plan: &Plan, item: &Item<'_>) -> Choice<String> {
    let label = words::titled(plan, item.id());
    Choice::new(words::kind(item), &label, item.id().to_string())
}

/// What is chosen for a field, in words.
pub fn in_words(field: &Field, chosen: &str, plan: &Plan) -> String {
    match field.takes {
        Takes::Party | Takes::Parties => plan.party_name(chosen).to_string(),
        Takes::Goals | Takes::Covers | Takes::Chapter | Takes::Row => short(plan, chosen),
        _ => chosen.to_string(),
    }
}

/// An item by its id and its first words.
pub fn short(plan: &Plan, id: &str) -> String {
    cut(&one_line(&words::titled(plan, id)), 60)
}
