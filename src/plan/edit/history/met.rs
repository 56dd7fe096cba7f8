//! Figures from elsewhere, beside what somebody recorded of the same since they were looked at: a reading comes
//! after what is there and would take its place in silence, an indicator would stand there twice.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use crate::plan::edit::kinds::reading::describe;
use crate::plan::edit::{Edit, ReadingEdit, Refusal};
use crate::plan::find::fold;
use crate::plan::model::kpi::Reading;
use crate::plan::model::lookup::Item;
use crate::plan::{Id, Plan};

/// What stood on the day of a figure that is to hold, by indicator and day; elsewhere nothing stood.
pub type Met = BTreeMap<(Id, NaiveDate), Reading>;

/// That each figure meets what it met when it was looked at, or nothing.
///
/// # Errors
/// [`Refusal::Conflict`], of the first that meets something else.
pub fn unchanged<'e>(
    plan: &Plan,
    edits: impl IntoIterator<Item = &'e Edit>,
    met: &Met,
) -> Result<(), Refusal> {
    let mut stands: HashMap<&str, HashMap<NaiveDate, &Reading>> = HashMap::new();
    for edit in edits {
        match edit {
            Edit::Reading(it) => {
                let days = stands.entry(&it.id).or_insert_with(|| days(plan, &it.id));
                of_reading(days, it, met)?;
            }
            Edit::Context(it) if it.from.is_none() => {
                let title = it.to.as_ref().map(|it| fold::phrase(&it.title));
                let mut there = plan.context.iter();
                let same = there.find(|it| Some(fold::phrase(&it.title)) == title);
                if let Some(same) = same {
                    let now = "een indicator die er intussen is";
                    return Err(Refusal::conflict(&same.id, now, &same.title));
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn of_reading(
    days: &HashMap<NaiveDate, &Reading>,
    edit: &ReadingEdit,
    met: &Met,
) -> Result<(), Refusal> {
    let Some(own) = &edit.to else {
        return Ok(());
    };
    let seen = met.get(&(edit.id.clone(), own.date));
    match days.get(&own.date).copied() {
        Some(now) if Some(now) != seen => {
            Err(Refusal::conflict(&edit.id, describe(now), describe(own)))
        }
        _ => Ok(()),
    }
}

/// Of an indicator what stands on each day.
fn days<'a>(plan: &'a Plan, id: &str) -> HashMap<NaiveDate, &'a Reading> {
    match plan.item(id) {
        Some(Item::Indicator(it, _)) => {
            let readings = it.whole().readings.iter();
            readings.map(|it| (it.date, it)).collect()
        }
        _ => HashMap::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::edit::ContextEdit;
    use crate::plan::model::inside::ItemMut;

    #[test]
    fn what_came_since_is_met() {
        let mut plan: Plan =
            serde_json::from_str(include_str!("../../../../data/uitvoeringsplan-2026.json"))
                .unwrap();
        let reading = |value: u32, by: &str| -> Reading {
            serde_json::from_value(serde_json::json!({
                "date": "2026-03-31", "value": value, "by": by,
            }))
            .unwrap()
        };
        let edit = |value| {
            Edit::Reading(ReadingEdit {
                id: "3.K1.1".to_string(),
                from: None,
                to: Some(reading(value, "A")),
                counted: None,
                source: None,
            })
        };
        let day = reading(1, "A").date;
        let of = |reading: &Reading| Met::from([(("3.K1.1".to_string(), day), reading.clone())]);
        let (three, four) = (reading(3, "B"), reading(4, "B"));
        // What was seen, what was recorded since, and what is met.
        for (seen, since, met) in [
            (None, &[][..], None),
            (None, &[&three][..], Some("3 op 31-03-2026 (B)")),
            (Some(&three), &[&three][..], None),
            (
                Some(&three),
                &[&three, &four][..],
                Some("4 op 31-03-2026 (B)"),
            ),
            // It was taken back: nothing is in the way.
            (Some(&three), &[][..], None),
        ] {
            let Some(ItemMut::Indicator(it)) = plan.item_mut("3.K1.1") else {
                panic!("no indicator");
            };
            let since = since.iter().copied().cloned();
            it.readings = since.collect::<Vec<_>>().into();
            let seen = seen.map_or_else(Met::new, of);
            let now = unchanged(&plan, &[edit(5), edit(6)], &seen).err();
            let now = now.map(|it| match it {
                Refusal::Conflict { now, .. } => now,
                other => other.to_string(),
            });
            assert_eq!(now.as_deref(), met);
        }
        let context = serde_json::json!({
            "id": "X1", "title": "Diefstal", "source": "CBS", "own": "GM0603", "values": [],
        });
        let context: crate::plan::model::context::Context =
            serde_json::from_value(context).unwrap();
        let comes = [Edit::from(ContextEdit::between(
            None,
            Some(context.clone()),
        ))];
        assert!(unchanged(&plan, &comes, &Met::new()).is_ok());
        plan.context.push(context);
        assert!(
            unchanged(&plan, &comes, &Met::new()).is_err(),
            "it is there by now"
        );
    }
}
