//! The text of a plan with changes that are no edits: another plan, such as that of the next year.

use super::format::Document;
use super::{format, splice};
use crate::plan::edit::{Change, Refusal};
use crate::store::error::Cause;

/// The document another one makes, with what the program doesn't know of the items that go on.
///
/// # Errors
/// [`Cause`], where a change has no place in the text or it would be no sound plan.
pub(crate) fn copied(text: &str, changes: &[Change]) -> Result<Document, Cause> {
    let unfit = || {
        let sentence = "dit plan is zo niet over te nemen; zie regie controleer";
        Cause::Refused(Refusal::Unfit(sentence.to_string()))
    };
    let text = splice::splice(text, changes).ok_or_else(unfit)?;
    Ok(format::read_text(text)?)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use chrono::DateTime;
    use proptest::prelude::*;

    use super::*;
    use crate::plan::edit::role::Role;
    use crate::plan::edit::transaction::{Author, Intent, transaction};
    use crate::plan::edit::{Edit, Field};
    use crate::plan::model::lookup::Item;
    use crate::plan::turn::over::{Over, over};
    use crate::plan::turn::questions::questions;
    use crate::plan::turn::years;
    use crate::plan::{Plan, Status};
    use crate::store::text::next;

    /// The same plan in several layouts.
    const LAYOUTS: [&str; 4] = [
        include_str!("../../../tests/stores/valid/small.json"),
        include_str!("../../../tests/stores/valid/one-line.json"),
        include_str!("../../../tests/stores/valid/crlf.json"),
        include_str!("../../../tests/stores/valid/unknown-fields.json"),
    ];

    fn read(text: &str) -> Plan {
        format::read_text(text.to_string()).unwrap().plan
    }

    /// A year in which these edits were made.
    fn lived(text: &str, steps: &[(usize, u32, String)]) -> String {
        let author = Author {
            name: "A".to_string(),
            at: DateTime::parse_from_rfc3339("2026-06-12T14:02:11+02:00").unwrap(),
            meeting: None,
        };
        steps
            .iter()
            .fold(text.to_string(), |text, (kind, number, words)| {
                let plan = read(&text);
                let edit = Edit::SAMPLES[kind % Edit::SAMPLES.len()](&plan, *number, words);
                let wanted = Intent::Edit(vec![edit]);
                let next = transaction(plan, &wanted, &author, Role::Administrator);
                let old = format::read_text(text).unwrap();
                let (further, _) = next::further(&old, next.unwrap().unwrap()).unwrap();
                let mut new = old;
                further.take_to(&mut new);
                new.text
            })
    }

    fn turned(text: &str) -> (String, Plan, Over) {
        let over = over(&read(text), None).unwrap();
        let Document { text, plan, .. } = copied(text, &over.changes).unwrap();
        (text, plan, over)
    }

    fn ids(plan: &Plan) -> HashSet<String> {
        let all = plan.items().chain(plan.entries());
        all.map(|item| item.id().to_string()).collect()
    }

    /// Keys the program doesn't know.
    fn unknown(text: &str) -> usize {
        text.matches("\"x_").count()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// Whatever a year brings: what goes on is all there under its id, nothing of the year is,
        /// and every text that names it is asked. That no id dangles the reading itself checks.
        #[test]
        fn a_year_turns(
            layout in 0..LAYOUTS.len(),
            steps in prop::collection::vec((any::<usize>(), 1u32..2_000_000, ".{0,12}"), 0..12),
        ) {
            let text = lived(LAYOUTS[layout], &steps);
            let old = read(&text);
            let (next_text, plan, over) = turned(&text);
            prop_assert_eq!(&turned(&text).0, &next_text);
            let behind: HashSet<String> = over.behind.iter().map(|(id, _)| id.clone()).collect();
            let on: HashSet<String> = ids(&old).difference(&behind).cloned().collect();
            prop_assert_eq!(ids(&plan), on);
            prop_assert_eq!(plan.kpis().count(), old.kpis().count());
            prop_assert!((plan.year, plan.is_adopted(), plan.revision) == (old.years().to + 1, false, 0));
            prop_assert!(plan.history.is_empty() && plan.meetings.is_empty());
            let asked = questions(&plan);
            for item in plan.items().chain(plan.entries()) {
                let origin = item.origin().last().unwrap();
                prop_assert_eq!(&*origin.id, item.id());
                prop_assert!(item.dropped().is_none());
                match item {
                    Item::Action(it, _) => {
                        prop_assert!(it.log.is_empty() && it.status != Status::Done);
                    }
                    Item::Kpi(it, _) => {
                        prop_assert!(it.log.is_empty() && it.judgements.is_empty());
                    }
                    Item::Indicator(it, _) => {
                        prop_assert!(it.readings.is_empty());
                        prop_assert_eq!(it.earlier.last().unwrap().year, old.years().to);
                    }
                    _ => {}
                }
                for field in Field::of(item.sort()).filter(|field| field.takes.is_words()) {
                    prop_assert!(field.kept(item).is_none());
                    let names = years::names(&field.now(item).to_string(), old.years());
                    let own = asked.iter().any(|it| it.id == item.id() && it.key == field.key);
                    prop_assert_eq!(names, own, "{} {}", item.id(), field.key);
                }
            }
        }
    }

    #[test]
    fn years_add_up_and_what_is_not_known_goes_on() {
        let text = LAYOUTS[3];
        let (once, ..) = turned(text);
        let (twice, plan, _) = turned(&once);
        let indicator = &plan.chapters[0].kpis[0].indicators[0];
        let years: Vec<i32> = indicator.earlier.iter().map(|it| it.year).collect();
        assert_eq!(years, [2026, 2027]);
        let from: Vec<&str> = indicator.origin.iter().map(|it| it.plan.as_str()).collect();
        assert_eq!(from, ["voorbeeld-2026", "voorbeeld-2027"]);
        assert_eq!([unknown(text), unknown(&once), unknown(&twice)], [5, 5, 5]);
    }
}
