//! `regie nieuw`: something new in the plan.

use clap::builder::PossibleValuesParser;
use clap::{ArgMatches, Command};
use serde_json::{Map, Value};

use super::asked;
use super::fields::{self, Typed};
use crate::cli::failure::Failure;
use crate::cli::items::resolve::{self, brief};
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::{Outcome, text};
use crate::plan::Plan;
use crate::plan::edit::{AddEdit, Edit, fresh};
use crate::plan::model::sort::{Sort, WHOLE};

const EXAMPLES: &str = "\
Wat nieuw is komt onderaan, of na --na ID (--na begin: bovenaan), en krijgt een
id dat nog nooit is gebruikt. Bij een kpi horen de velden van haar indicator.
Een bedrag of fte komt in een tabel van Budget of Capaciteit, zoals fte-oovb.

Voorbeelden:
  regie nieuw actie --onder 3B.1 tekst='Extra schouw' uitvoerders=politie \\
    --reden 'motie van de raad'
  regie nieuw doel --onder 3B tekst='Minder leegstand' --reden 'ambitie 2026'
  regie nieuw kpi --onder 3 tekst='Zes controles' naam=controles \\
    streefwaarde=6 --reden 'nieuwe afspraak'
  regie nieuw partij naam='Stichting Thuis' soort=partner --reden 'nieuw'";

pub fn command() -> Command {
    usage::command(
        "nieuw",
        "Voeg iets toe aan het plan: een actie, doel, KPI, partij, rij",
        "regie nieuw SOORT [--onder ID] [--na ID] VELD=WAARDE… --reden TEKST …",
        EXAMPLES,
    )
    .arg(
        usage::positional(
            "SOORT",
            "SOORT",
            "actie, doel, kpi, indicator, thema, regie …",
        )
        .required(true)
        .value_parser(PossibleValuesParser::new(Sort::CHANGING.map(Sort::word)))
        .ignore_case(true)
        .hide_possible_values(true),
    )
    .arg(fields::argument())
    .arg(usage::option("onder", "ID", "Waaronder, zoals 3B.1"))
    .arg(usage::option("na", "ID", "Waarna; “begin”: bovenaan"))
    .args(asked::options())
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    let sort = Sort::named(text(matches, "SOORT"))
        .ok_or_else(|| Failure::usage("die soort is er niet"))?;
    asked::change(options, matches, page, |plan, _| {
        let into = into(plan, sort, text(matches, "onder"))?;
        let typed = fields::typed(matches)?;
        let edit = added(options, plan, (sort, &into, text(matches, "na")), &typed)?;
        Ok(vec![edit])
    })
}

/// Something new of a sort, of what was typed.
pub fn added(
    options: &Options,
    plan: &Plan,
    (sort, into, after): (Sort, &str, &str),
    typed: &[Typed<'_>],
) -> Result<Edit, Failure> {
    let today = options.clock.today();
    let mut item = Map::new();
    let mut indicator = Map::new();
    for typed in typed {
        let own = fields::called(sort, typed.label);
        let inner = fields::called(Sort::Indicator, typed.label).filter(|_| sort == Sort::Kpi);
        let (of, field) = match (own, inner) {
            (Some(field), _) => (&mut item, field),
            (None, Some(field)) => (&mut indicator, field),
            (None, None) => return Err(fields::unknown(sort, typed.label)),
        };
        let now = of.get(field.key).unwrap_or(&Value::Null);
        let value = fields::value((plan, ""), field, *typed, (now, today))?;
        of.insert(field.key.to_string(), value);
    }
    let item = fresh(plan, (sort, into), item, indicator).map_err(|field| {
        let (word, label) = (field.of.word(), field.label);
        Failure::usage(format!("een {word} vraagt om {label}=…"))
    })?;
    Ok(Edit::Add(AddEdit {
        sort,
        into: into.to_string(),
        after: neighbour(plan, (sort, into), after)?,
        item,
        back: false,
        why: None,
    }))
}

/// The id of what it comes under.
fn into(plan: &Plan, sort: Sort, typed: &str) -> Result<String, Failure> {
    if matches!(sort, Sort::Chapter | Sort::Party | Sort::Decision) {
        return Ok(WHOLE.to_string());
    }
    if typed.is_empty() {
        let word = sort.word();
        return Err(Failure::usage(format!(
            "onder wat komt de {word}? Zeg het met --onder ID"
        )));
    }
    let table = |id: &&str| id.eq_ignore_ascii_case(typed.trim());
    let tables: Vec<&str> = match sort {
        Sort::Amount => plan.budgets.iter().map(|it| it.id.as_str()).collect(),
        Sort::Fte => plan.capacity.iter().map(|it| it.id.as_str()).collect(),
        _ => return Ok(resolve::by_id(plan, typed)?.id().to_string()),
    };
    let found = tables.iter().copied().find(|id| table(id));
    found.map(str::to_string).ok_or_else(|| {
        let (typed, known) = (brief(typed), tables.join(", "));
        Failure::usage(format!("“{typed}” is geen tabel; kies {known}"))
    })
}

/// What it comes after: the last, unless another is asked.
pub fn neighbour(
    plan: &Plan,
    (sort, into): (Sort, &str),
    typed: &str,
) -> Result<Option<String>, Failure> {
    match typed.trim() {
        "begin" => Ok(None),
        "" => {
            let mut plan = plan.clone();
            let standing = plan.list_mut(sort, into).map(|(_, _, list)| list);
            Ok(standing.and_then(|all| all.end().map(str::to_string)))
        }
        typed => Ok(Some(resolve::by_id(plan, typed)?.id().to_string())),
    }
}
