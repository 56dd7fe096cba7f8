//! Two plans beside each other: two years, or two revisions of one.
//!
//! What goes with what is by origin (`pairs`), what differs by the table of fields (`changes`),
//! and of KPIs how each year ended or stands (`kpis`). Another unit or kind is not compared.

mod changes;
mod kpis;
mod pairs;
pub mod revision;
mod sums;

use chrono::NaiveDate;
use serde::Serialize;

use super::Plan;
use super::figures::ended;

pub use changes::{Change, FieldChange, Moved, Named};
pub use kpis::{Difference, IndicatorRow, KpiRow, KpiSide, SameDay, Stand};
pub use pairs::Fate;
pub use sums::{Euros, Sums, TableRow};

/// One of the two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Side {
    /// Its name among others.
    pub plan: String,
    /// Its title.
    pub title: String,
    /// The year in view.
    pub year: i32,
    /// Its revision.
    pub revision: u64,
    /// What it is called beside the other: its year, or its revision.
    pub label: String,
    /// The day it is seen on.
    #[serde(with = "super::model::date::iso")]
    pub on: NaiveDate,
    /// Whether that year is over then.
    pub over: bool,
}

/// Two plans beside each other.
#[derive(Debug, Serialize)]
pub struct Comparison {
    /// The one.
    pub old: Side,
    /// The other.
    pub new: Side,
    /// Whether both tell of as much time, so that figures can be subtracted.
    pub as_long: bool,
    /// Every KPI of both, once.
    pub kpis: Vec<KpiRow>,
    /// What came, went, split, merged, moved or differs; also KPIs.
    pub changes: Vec<Change>,
    /// Formation and money, a table at a time, where they differ.
    pub sums: Sums,
}

impl Comparison {
    /// Whether it is one plan at two moments: then only what differs is worth telling.
    pub fn is_of_one(&self) -> bool {
        self.old.plan == self.new.plan
    }

    /// The sides whose year still runs, where a part of a year would lie beside a whole one.
    pub fn running(&self) -> impl Iterator<Item = &Side> {
        let sides = [&self.old, &self.new].into_iter();
        sides.filter(|side| !self.as_long && !side.over)
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.sums.is_empty() && !self.kpis.iter().any(KpiRow::differs)
    }
}

/// Compares two plans, each as on a day; of several years the one of that day is in view.
pub fn compare((old, then): (&Plan, NaiveDate), (new, now): (&Plan, NaiveDate)) -> Comparison {
    let old = old.in_year(old.years().year_of(then));
    let new = new.in_year(new.years().year_of(now));
    let pairs = pairs::pairs(&old, &new);
    let (label, beside) = labels(&old, &new);
    Comparison {
        old: side((&old, then), label),
        new: side((&new, now), beside),
        as_long: kpis::as_long((&old, then), (&new, now)),
        kpis: kpis::rows((&old, then), (&new, now), &pairs),
        changes: changes::changes((&old, &new), &pairs),
        sums: sums::sums(&old, &new),
    }
}

fn side((plan, on): (&Plan, NaiveDate), label: String) -> Side {
    Side {
        plan: pairs::name(plan),
        title: plan.title.clone(),
        year: plan.year,
        revision: plan.revision,
        label,
        on,
        over: ended::is_over(plan.year, on),
    }
}

/// What tells the two apart: their years, their municipalities, or their revisions.
fn labels(old: &Plan, new: &Plan) -> (String, String) {
    let both = |of: fn(&Plan) -> String| (of(old), of(new));
    if old.municipality != new.municipality {
        return both(|plan| format!("{} {}", plan.municipality, plan.year));
    }
    if old.year != new.year {
        return both(|plan| plan.year.to_string());
    }
    if old.revision != new.revision {
        return both(|plan| format!("revisie {}", plan.revision));
    }
    ("oud".to_string(), "nieuw".to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::plan::edit::Edit;
    use crate::plan::edit::role::Role;
    use crate::plan::edit::transaction::{Author, Intent, transaction};
    use crate::plan::model::kpi::{Earlier, Kind};
    use crate::plan::model::life::Origin;
    use crate::plan::model::number::Decimal;

    fn small() -> Plan {
        serde_json::from_str(include_str!("../../../tests/stores/valid/small.json")).unwrap()
    }

    fn built_in() -> Plan {
        serde_json::from_str(include_str!("../../../data/uitvoeringsplan-2026.json")).unwrap()
    }

    fn today() -> NaiveDate {
        "2027-03-01".parse().unwrap()
    }

    /// The plan of a year later, each item from the same of before.
    fn a_year_on(old: &Plan) -> Plan {
        let mut new = old.clone();
        new.year += 1;
        let from = |id: &str| {
            let (plan, id) = (pairs::name(old), id.to_string());
            vec![Origin { plan, id }]
        };
        for chapter in &mut new.chapters {
            chapter.origin = from(&chapter.id);
            for kpi in &mut chapter.kpis {
                kpi.origin = from(&kpi.id);
                for indicator in &mut kpi.indicators {
                    indicator.origin = from(&indicator.id);
                    let due = indicator.due;
                    indicator.due = due.map(|due| crate::plan::model::date::in_year(due, 2027));
                }
            }
            for theme in &mut chapter.themes {
                theme.origin = from(&theme.id);
                for goal in &mut theme.goals {
                    goal.origin = from(&goal.id);
                    for action in &mut goal.actions {
                        action.origin = from(&action.id);
                    }
                }
                for regie in &mut theme.regie {
                    regie.origin = from(&regie.id);
                }
            }
            for regie in &mut chapter.regie {
                regie.origin = from(&regie.id);
            }
            for topic in &mut chapter.topics {
                topic.origin = from(&topic.id);
            }
        }
        for party in new.parties.iter_mut() {
            party.origin = from(&party.id);
        }
        for row in new.budgets.iter_mut().flat_map(|it| &mut it.rows) {
            row.origin = from(&row.id);
        }
        for row in new.capacity.iter_mut().flat_map(|it| &mut it.rows) {
            row.origin = from(&row.id);
        }
        new
    }

    /// What is told, in brief: `Came goal 3B.4`.
    fn told(old: &Plan, new: &Plan) -> Vec<String> {
        let ids = |items: &[Named]| {
            let ids: Vec<&str> = items.iter().map(|it| it.id.as_str()).collect();
            ids.join("+")
        };
        let changes = compare((old, today()), (new, today())).changes.into_iter();
        let told = changes.map(|it| {
            let fields: Vec<String> = it
                .fields
                .iter()
                .map(|it| format!("{} {} > {}", it.label, it.from, it.to))
                .collect();
            let moved = it
                .moved
                .map_or_else(String::new, |it| format!(" {} > {}", it.from, it.to));
            format!(
                "{:?} {} {} > {}{moved} {}",
                it.fate,
                it.sort.word(),
                ids(&it.old),
                ids(&it.new),
                fields.join(", ")
            )
        });
        told.map(|it| it.trim().to_string()).collect()
    }

    #[test]
    fn a_year_on_nothing_is_told_but_the_figures() {
        let old = built_in();
        let new = a_year_on(&old);
        assert_eq!(told(&old, &new), Vec::<String>::new());
        let comparison = compare((&old, today()), (&new, today()));
        assert_eq!(
            (comparison.old.label.as_str(), comparison.new.label.as_str()),
            ("2026", "2027")
        );
        assert!(comparison.kpis.iter().all(|row| row.fate == Fate::Same));
    }

    #[test]
    fn what_came_went_split_merged_moved_and_differs() {
        let old = built_in();
        for (case, script, expected) in [
            (
                "renumbered, and in other words",
                (|new| {
                    let kpi = &mut new.chapters[2].kpis[0];
                    kpi.id = "3.K9".into();
                    kpi.text = "Twaalf.".into();
                }) as fn(&mut Plan),
                "Same kpi 3.K1 > 3.K9 tekst Ten minste 10 bestuurlijke, integrale controles zijn uitgevoerd. > Twaalf.",
            ),
            (
                "gone, its indicator goes without saying",
                |new| {
                    new.chapters[2].kpis.remove(0);
                },
                "Went kpi 3.K1 >",
            ),
            (
                "two of one",
                |new| {
                    let mut other = new.chapters[2].kpis[0].clone();
                    other.id = "3.K9".into();
                    other.indicators[0].id = "3.K9.1".into();
                    new.chapters[2].kpis.push(other);
                },
                "Split kpi 3.K1 > 3.K1+3.K9",
            ),
            (
                "one of two",
                |new| {
                    let gone = new.chapters[2].kpis.remove(1);
                    new.chapters[2].kpis[0].origin.extend(gone.origin.clone());
                },
                "Merged kpi 3.K1+3.K2 > 3.K1 | Went indicator 3.K2.1 >",
            ),
            (
                "another target and unit",
                |new| {
                    let indicator = &mut new.chapters[2].kpis[0].indicators[0];
                    indicator.unit = Some("panden".into());
                },
                "Same indicator 3.K1.1 > 3.K1.1 eenheid controles > panden",
            ),
            (
                "a party by another id is the same holder",
                |new| {
                    let text = serde_json::to_string(&*new).unwrap();
                    let mut other: Plan =
                        serde_json::from_str(&text.replace("\"politie\"", "\"pol\"")).unwrap();
                    let party = other.parties.iter_mut().find(|it| it.id == "pol").unwrap();
                    party.origin[0].id = "politie".into();
                    *new = other;
                },
                "",
            ),
            (
                "another holder",
                |new| {
                    new.chapters[2].regie[0].holders = vec!["politie".into()];
                },
                "Same regie R3.1 > R3.1 houders Gemeente Rijswijk > Politie",
            ),
            (
                "an action under another goal",
                |new| {
                    let goals = &mut new.chapters[2].themes[1].goals;
                    let action = goals[0].actions.remove(0);
                    goals[1].actions.push(action);
                },
                "Same actie 3B.1.a > 3B.1.a 3B.1 ",
            ),
        ] {
            let mut new = a_year_on(&old);
            script(&mut new);
            let told = told(&old, &new).join(" | ");
            assert!(
                told.starts_with(expected) && told.is_empty() == expected.is_empty(),
                "{case}: {told}"
            );
        }
    }

    #[test]
    fn another_unit_or_kind_is_not_compared() {
        let year = |value: i64, unit: &str, kind: Kind| {
            let json = format!(
                r#"{{ "year": 2026, "value": {value}, "of": null, "on": null, "target": {{ "min": 10 }},
                "first_target": null, "light": "green", "unit": "{unit}" }}"#
            );
            let mut it: Earlier = serde_json::from_str(&json).unwrap();
            it.kind = Some(kind);
            it
        };
        for (old, new, between) in [
            (
                year(9, "x", Kind::Count),
                year(12, "x", Kind::Count),
                Some(3),
            ),
            (year(9, "x", Kind::Count), year(12, "y", Kind::Count), None),
            (
                year(9, "x", Kind::Count),
                year(12, "x", Kind::Coverage),
                None,
            ),
            (
                year(12, "x", Kind::Count),
                year(9, "x", Kind::Count),
                Some(-3),
            ),
        ] {
            let mut plan = built_in();
            plan.chapters[2].kpis[0].indicators[0].unit = old.unit.clone();
            plan.chapters[2].kpis[0].indicators[0].kind = old.kind.unwrap();
            let mut other = a_year_on(&plan);
            other.chapters[2].kpis[0].indicators[0].unit = new.unit.clone();
            other.chapters[2].kpis[0].indicators[0].kind = new.kind.unwrap();
            for (plan, it) in [(&mut plan, &old), (&mut other, &new)] {
                let reading = format!(
                    r#"{{ "date": "{}-02-01", "value": {}, "by": "A" }}"#,
                    plan.year,
                    match it.value {
                        Some(crate::plan::model::kpi::Value::Number(n)) => n.to_string(),
                        _ => String::new(),
                    }
                );
                plan.chapters[2].kpis[0].indicators[0].readings =
                    vec![serde_json::from_str(&reading).unwrap()].into();
            }
            let over = "2028-01-01".parse().unwrap();
            let comparison = compare((&plan, over), (&other, over));
            let row = comparison
                .kpis
                .iter()
                .find(|row| row.old[0].id == "3.K1")
                .unwrap();
            let row = &row.indicators[0];
            assert_eq!(row.comparable, between.is_some());
            let value = row.difference.and_then(|it| it.value);
            assert_eq!(value, between.map(Decimal::whole));
        }
    }

    /// A part of a year is not subtracted from a whole one: what the old year had by the same day
    /// is told instead.
    #[test]
    fn figures_of_as_much_time_are_subtracted() {
        let readings = |of: &[(&str, i64)]| {
            let each = of.iter().map(|(day, value)| {
                let json = format!(r#"{{ "date": "{day}", "value": {value}, "by": "A" }}"#);
                serde_json::from_str(&json).unwrap()
            });
            each.collect::<Vec<_>>().into()
        };
        let mut old = built_in();
        let mut new = a_year_on(&old);
        old.chapters[2].kpis[0].indicators[0].readings =
            readings(&[("2026-02-01", 2), ("2026-12-01", 9)]);
        new.chapters[2].kpis[0].indicators[0].readings = readings(&[("2027-02-20", 3)]);
        let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
        for (old, then, new, now, value, same_day, running) in [
            (
                &old,
                "2027-03-01",
                &new,
                "2027-03-01",
                None,
                Some(1),
                "2027",
            ),
            (&old, "2027-03-01", &new, "2027-01-15", None, None, "2027"),
            (
                &old,
                "2028-01-01",
                &new,
                "2027-12-31",
                None,
                Some(-6),
                "2027",
            ),
            (&old, "2028-01-01", &new, "2028-01-01", Some(-6), None, ""),
            (
                &old,
                "2026-12-05",
                &new,
                "2026-12-05",
                None,
                None,
                "2026 2027",
            ),
            (&new, "2027-03-01", &old, "2027-03-01", None, None, "2027"),
            (&old, "2026-06-30", &old, "2026-12-05", Some(0), None, ""),
        ] {
            let comparison = compare((old, day(then)), (new, day(now)));
            let row = comparison.kpis.iter().find(|row| row.old[0].id == "3.K1");
            let row = &row.unwrap().indicators[0];
            let labels: Vec<&str> = comparison.running().map(|it| it.label.as_str()).collect();
            assert_eq!(
                (
                    row.difference.and_then(|it| it.value),
                    row.same_day.map(|it| it.difference),
                    labels.join(" ").as_str()
                ),
                (
                    value.map(Decimal::whole),
                    same_day.map(Decimal::whole),
                    running
                ),
                "{then} {now}"
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// However the items of the new plan come from those of the old one, each KPI of both
        /// stands in the comparison once, and so does each indicator.
        #[test]
        fn every_kpi_of_both_stands_in_it_once(
            from in prop::collection::vec(prop::collection::vec(0..60usize, 0..4), 60),
            gone in prop::collection::vec(any::<bool>(), 60),
        ) {
            let old = built_in();
            let ids: Vec<String> = old.every_kpi().map(|(kpi, _)| kpi.id.clone()).collect();
            let mut new = a_year_on(&old);
            let (name, mut nth) = (pairs::name(&old), 0);
            for chapter in &mut new.chapters {
                for kpi in &mut chapter.kpis {
                    let from = from[nth].iter().map(|at| Origin {
                        plan: name.clone(),
                        id: ids[at % ids.len()].clone(),
                    });
                    kpi.origin = from.collect();
                    nth += 1;
                }
                let mut left = gone.iter();
                chapter.kpis.retain(|_| *left.next().unwrap());
            }
            let comparison = compare((&old, today()), (&new, today()));
            let of = |side: fn(&KpiRow) -> &Vec<KpiSide>| {
                let mut all: Vec<String> = comparison.kpis.iter().flat_map(side).map(|it| it.id.clone()).collect();
                all.sort();
                all
            };
            let every = |plan: &Plan| {
                let mut all: Vec<String> = plan.every_kpi().map(|(kpi, _)| kpi.id.clone()).collect();
                all.sort();
                all
            };
            prop_assert_eq!(of(|row| &row.old), every(&old));
            prop_assert_eq!(of(|row| &row.new), every(&new));
            let stands = |side: fn(&IndicatorRow) -> &Vec<Stand>| {
                comparison.kpis.iter().flat_map(|row| &row.indicators).flat_map(side).count()
            };
            let indicators = |plan: &Plan| plan.every_kpi().map(|(kpi, _)| kpi.indicators.len()).sum::<usize>();
            prop_assert_eq!(stands(|row| &row.old), indicators(&old));
            prop_assert_eq!(stands(|row| &row.new), indicators(&new));
        }

        /// A plan beside itself says nothing, and beside what it was before, taken back entry by
        /// entry, it is what it was then.
        #[test]
        fn a_plan_is_what_it_was(
            script in prop::collection::vec((0..100usize, 0..500u32, "[a-z]{0,3}", any::<bool>()), 1..12),
        ) {
            let mut plans = vec![small()];
            let author = Author {
                name: "A".to_string(),
                at: "2026-06-12T14:02:11+02:00".parse().unwrap(),
                meeting: None,
            };
            for (which, number, text, back) in script {
                let plan = plans.last().unwrap().clone();
                let sample = Edit::SAMPLES[which % Edit::SAMPLES.len()];
                let wanted = if back {
                    Intent::Undo
                } else {
                    Intent::Edit(vec![sample(&plan, number, &text)])
                };
                if let Ok(Some(next)) = transaction(plan, &wanted, &author, Role::Administrator) {
                    plans.push(next.plan);
                }
            }
            let last = plans.last().unwrap();
            prop_assert!(compare((last, today()), (last, today())).is_empty());
            for plan in &plans {
                prop_assert_eq!(&revision::of(last, plan.revision).unwrap(), plan);
            }
            prop_assert!(revision::of(last, last.revision + 1).is_err());
        }
    }
}
