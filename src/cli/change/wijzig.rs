//! `regie wijzig`: a field of an item gets another value, or a list of changes is made in one go.

use std::path::PathBuf;

use clap::{ArgMatches, Command, value_parser};

use super::{asked, fields, list};
use crate::cli::failure::Failure;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::{Outcome, text};
use crate::plan::Plan;
use crate::plan::edit::{Edit, SetEdit};

const EXAMPLES: &str = "\
Een veld heet zoals het er in het Nederlands staat, in een woord: tekst,
streefwaarde, uitvoerders. Een verkeerd veld noemt de velden die er wel zijn.
ID is een onderdeel van het plan, een rij van Capaciteit of Budget, of plan.
Een waarde “geen” maakt een veld leeg. Partijen mogen met hun naam.

Voorbeelden:
  regie wijzig 3.K1.1 streefwaarde=6 --reden 'minder capaciteit' --besluit BS1
  regie wijzig 3.K1 streefwaarde-2028=12 --reden 'plan 2027-2030'
  regie wijzig 3B.1.a uitvoerders='politie, om' --reden afspraak --proef
  regie wijzig C1 bestaand=1,00 uitbreiding=geen --reden 'formatie 2026'
  regie wijzig plan grenzen=90/80 --reden 'zo wil de raad het'
  regie wijzig --uit lijst.json --reden 'raad van 30 juni'";

pub fn command() -> Command {
    usage::command(
        "wijzig",
        "Wijzig het plan zelf: een tekst, een streefwaarde, uitvoerders",
        "regie wijzig ID VELD=WAARDE… --reden TEKST [--besluit ID] [--proef]\n         regie wijzig --uit BESTAND …",
        EXAMPLES,
    )
    .arg(
        usage::positional("ID", "ID", "Het onderdeel, of plan")
            .required_unless_present("uit"),
    )
    .arg(fields::argument())
    .arg(
        usage::option("uit", "BESTAND", "Een JSON-lijst van wijzigingen: alle, of geen")
            .value_parser(value_parser!(PathBuf))
            .conflicts_with_all(["ID", "VELD=WAARDE"]),
    )
    .args(asked::options())
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    asked::change(options, matches, page, |plan, _| {
        match matches.get_one::<PathBuf>("uit") {
            Some(path) => list::read(path, plan, options.clock.today()),
            None => typed(options, matches, plan),
        }
    })
}

/// What was typed, a field each; what stands there already is no change.
fn typed(options: &Options, matches: &ArgMatches, plan: &Plan) -> Result<Vec<Edit>, Failure> {
    let (id, sort) = fields::item(plan, text(matches, "ID"))?;
    let typed = fields::typed(matches)?;
    if typed.is_empty() {
        return Err(Failure::usage(
            "wat wordt er anders? Typ bijvoorbeeld tekst='…'; zie regie wijzig --help",
        ));
    }
    let mut sets: Vec<SetEdit> = Vec::new();
    for typed in typed {
        let (of, field) = fields::field(plan, (&id, sort), typed.label)?;
        // Two years of one field are one change of it.
        let same = |set: &&mut SetEdit| set.id == of && set.field == field.key;
        let before = sets.iter_mut().find(same);
        let now = field.in_plan(plan, &of).unwrap_or_default();
        let standing = before.as_ref().map_or(&now, |set| &set.to);
        let to = fields::value((plan, &id), field, typed, (standing, options.clock.today()))?;
        match before {
            Some(set) => set.to = to,
            None => sets.extend(SetEdit::between(field, &of, now, to)),
        }
    }
    let changed = sets.into_iter().filter(|set| set.from != set.to);
    Ok(changed.map(Edit::Set).collect())
}
