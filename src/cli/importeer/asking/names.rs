//! Which indicator each name of a sheet stands for that the plan doesn't know.

use crate::cli::failure::Failure;
use crate::cli::options::Options;
use crate::cli::question;
use crate::doc::table::{Column, Table};
use crate::intake::readings::map::{Map, PASSED};
use crate::intake::readings::place::Names;
use crate::intake::readings::{Proposal, Unknown};
use crate::plan::model::kpi::Indicator;
use crate::plan::words::counted;
use crate::plan::{Id, Plan};

/// What came of asking.
#[derive(Default)]
pub(super) struct Asked {
    /// How many names the map has that it didn't have.
    pub answers: usize,
    /// Whether whoever was asked wants no more.
    pub stopped: bool,
}

/// What is to become of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Choice {
    /// It stands for this indicator.
    Of(Id),
    /// It is none of the plan's, and isn't asked again.
    Passed,
    /// Not this time.
    Skipped,
    /// No more.
    Stop,
}

/// The words for what is no indicator.
const WAYS: [(&str, &str); 3] = [
    ("o", "overslaan"),
    (PASSED, "hoort niet bij het plan, vraag het niet meer"),
    ("stop", "er wordt niets opgeslagen"),
];

/// Asks for one name after another, and puts the answers into the map.
pub(super) fn ask(
    options: &Options,
    plan: &Plan,
    proposal: &Proposal,
    map: &mut Map,
) -> Result<Asked, Failure> {
    let names = Names::of(plan);
    let mut asked = Asked::default();
    let mut same: Option<Choice> = None;
    for unknown in proposal.unknown() {
        let choice = if let Some(choice) = &same {
            choice.clone()
        } else {
            let (choice, all) = one(options, &names, &unknown)?;
            same = all.then(|| choice.clone());
            choice
        };
        let stands_for = match choice {
            Choice::Of(id) => id,
            Choice::Passed => PASSED.to_string(),
            Choice::Skipped => continue,
            Choice::Stop => {
                asked.stopped = true;
                break;
            }
        };
        map.names.insert(unknown.name.to_string(), stands_for);
        asked.answers += 1;
    }
    Ok(asked)
}

/// What is to become of a name, and whether the same of all that follow.
fn one(
    options: &Options,
    names: &Names<'_>,
    unknown: &Unknown<'_>,
) -> Result<(Choice, bool), Failure> {
    let likely = names.likely(unknown.name);
    let figures = counted(unknown.figures, "cijfer", "cijfers");
    let numbers = likely.iter().enumerate();
    let numbers = numbers.map(|(at, it)| [(at + 1).to_string(), it.id.clone(), it.label.clone()]);
    let numbers: Vec<[String; 3]> = numbers.collect();
    let ways = WAYS.map(|(key, what)| [key, what].map(str::to_string));
    question::shown(options, |page| {
        page.blank();
        page.text(&format!("Rij {}, {figures}: {}", unknown.row, unknown.why));
        if !numbers.is_empty() {
            let columns = [Column::RIGHT, Column::LEFT, Column::CUT];
            page.table("  ", Table::new(columns, numbers));
        }
        page.table("  ", Table::new([Column::LEFT, Column::CUT], ways));
    });
    let mut why = String::new();
    loop {
        let question = "Kies, of typ een id; oo of -- geldt ook voor wat volgt:";
        let typed = question::typed(options, &format!("{why}{question}"))?;
        match chosen(names, &likely, &typed) {
            Ok(choice) => return Ok(choice),
            Err(sentence) => why = format!("{sentence}. "),
        }
    }
}

/// What was typed.
fn chosen(names: &Names<'_>, likely: &[&Indicator], typed: &str) -> Result<(Choice, bool), String> {
    let one = match typed.to_lowercase().as_str() {
        "stop" => Choice::Stop,
        "o" | "oo" => Choice::Skipped,
        "-" | "--" => Choice::Passed,
        "" => return Err("Er is niets gekozen".to_string()),
        number if number.bytes().all(|it| it.is_ascii_digit()) => {
            let at = number
                .parse::<usize>()
                .ok()
                .and_then(|it| it.checked_sub(1));
            let indicator = at.and_then(|at| likely.get(at));
            let indicator = indicator.ok_or_else(|| format!("{number} staat er niet bij"))?;
            Choice::Of(indicator.id.clone())
        }
        _ => Choice::Of(names.named(typed)?.id.clone()),
    };
    Ok((one, matches!(typed, "oo" | "OO" | "--")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_at_a_name() {
        let text = include_str!("../../../../data/uitvoeringsplan-2026.json");
        let plan: Plan = serde_json::from_str(text).unwrap();
        let names = Names::of(&plan);
        let likely = names.likely("Integrale controle");
        assert_eq!(likely[0].id, "3.K1.1");
        let of = |id: &str| Ok((Choice::Of(id.to_string()), false));
        let no = |why: &str| Err(why.to_string());
        for (typed, came) in [
            ("1", of("3.K1.1")),
            ("3.k3", of("3.K3.1")),
            ("o", Ok((Choice::Skipped, false))),
            ("OO", Ok((Choice::Skipped, true))),
            ("-", Ok((Choice::Passed, false))),
            ("--", Ok((Choice::Passed, true))),
            ("Stop", Ok((Choice::Stop, false))),
            ("", no("Er is niets gekozen")),
            ("0", no("0 staat er niet bij")),
            ("9", no("9 staat er niet bij")),
            ("3.K6", no("3.K6 heeft er meer: 3.K6.1 of 3.K6.2")),
            (
                "99999999999999999999999",
                no("99999999999999999999999 staat er niet bij"),
            ),
            ("fietsen", no("“fietsen” is geen indicator van dit plan")),
        ] {
            assert_eq!(chosen(&names, &likely, typed), came, "{typed}");
        }
    }
}
