//! A plan to begin with from nothing: the chapter headings of this kind of plan, a party that
//! carries out what nobody has on its name, and nothing else.

use serde_json::Error;

use crate::plan::Plan;

/// The headings.
const HEADINGS: &str = include_str!("../../../data/leeg.json");

/// The empty plan of a municipality, a draft.
///
/// # Errors
/// Never: the headings are in the program.
pub fn empty(municipality: &str, year: i32) -> Result<Plan, Error> {
    let mut plan: Plan = serde_json::from_str(HEADINGS)?;
    plan.title = format!("{} {municipality} {year}", plan.title);
    for party in plan.parties.iter_mut() {
        party.name = format!("{} {municipality}", party.name);
    }
    plan.slug = Some(super::slug(municipality, year));
    (plan.municipality, plan.year) = (municipality.to_string(), year);
    Ok(plan)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::check::check;

    #[test]
    fn it_is_sound_and_a_draft() {
        let plan = empty("Súdwest-Fryslân", 2027).unwrap();
        assert_eq!(check(&plan), []);
        assert!(!plan.is_adopted());
        assert_eq!(plan.slug.as_deref(), Some("sudwest-fryslan-2027"));
        assert_eq!(
            plan.party_name(&plan.default_executor),
            "Gemeente Súdwest-Fryslân"
        );
    }
}
