//! `regie terugbrengen`: what was done in a copy of a plan comes back to the plan on its database.

use std::path::PathBuf;

use clap::{ArgMatches, Command, value_parser};
use serde::Serialize;

use super::meenemen::on_database;
use crate::cli::Outcome;
use crate::cli::failure::{CONFLICT, Failure};
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::telling::question::{self, said_yes, somebody};
use crate::plan::edit::Refusal;
use crate::plan::words::counted;
use crate::store::moving::back::{Brought, bringing};
use crate::store::{Hindrance, Keeper, Stuck, Way};

const EXAMPLES: &str = "\
Elke wijziging komt er één keer, hoe vaak u haar ook terugbrengt. Wat een ander
intussen ook wijzigde, wordt gevraagd; zonder terminal blijft het staan en is de
uitkomst 4. Het bestand verandert niet. Blijkt nergens dat het is meegenomen,
dan wordt ook dat gevraagd; met --zeker niet.

Voorbeelden:
  regie terugbrengen laptop.json
  regie terugbrengen laptop.json --plan 'postgres:///regie?plan=rijswijk-2026'";

pub fn command() -> Command {
    usage::command(
        "terugbrengen",
        "Breng wat u in een meegenomen plan vastlegde terug",
        "regie terugbrengen BESTAND [--zeker]",
        EXAMPLES,
    )
    .arg(
        usage::positional("BESTAND", "BESTAND", "Het meegenomen plan")
            .required(true)
            .value_parser(value_parser!(PathBuf)),
    )
    .arg(usage::flag("zeker", "Het is meegenomen; vraag dat niet"))
}

/// Why it is asked whether it may be brought.
const NOT_SHOWN: &str = "dit begon met hetzelfde document als het plan, maar nergens blijkt dat het met \
     regie meenemen uit dat plan komt: wat erin is vastgelegd, kan van een ander zijn. Toch terugbrengen?";

/// `--json`.
#[derive(Serialize)]
struct Told {
    /// How many changes were there already.
    there: usize,
    /// How many came there now.
    saved: usize,
    /// Those that aren't there.
    left: Vec<Left>,
}

#[derive(Serialize)]
struct Left {
    change: String,
    why: String,
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    options.may_write()?;
    let Some(file) = matches.get_one::<PathBuf>("BESTAND") else {
        return Ok(0);
    };
    let bringing = bringing(file, on_database(options)?, options.terms())?;
    if bringing.is_doubtful && !matches.get_flag("zeker") {
        question::answered(options, &file.display().to_string(), NOT_SHOWN)?;
    }
    let mut brought = bringing.bring()?;
    let mut left = brought
        .keeper
        .queue()
        .map(|it| it.stuck)
        .unwrap_or_default();
    if !options.json && somebody() {
        left = asked(options, &mut brought, left)?;
    }
    let told = Told {
        there: brought.there,
        saved: brought.saved,
        left: left.iter().map(|stuck| of(&brought, stuck)).collect(),
    };
    if options.json {
        page.json(&told)?;
    } else {
        tell(&told, page);
    }
    Ok(if told.left.is_empty() { 0 } else { CONFLICT })
}

fn of(brought: &Brought, stuck: &Stuck) -> Left {
    let said = stuck.entries.iter();
    let said = said.map(|it| it.edit.sentence(brought.keeper.plan()));
    Left {
        change: said.collect::<Vec<_>>().join(" · "),
        why: match &stuck.why {
            Hindrance::Refused(Refusal::Conflict { now, based_on, .. }) => {
                format!("intussen veranderd: nu {now}, dit ging uit van {based_on}")
            }
            Hindrance::Refused(why) => why.to_string(),
            Hindrance::Lost => "de server is het kwijt".to_string(),
        },
    }
}

/// Asks of each that meets a colleague's what becomes of it; gives those that are left.
fn asked(
    options: &Options,
    brought: &mut Brought,
    stuck: Vec<Stuck>,
) -> Result<Vec<Stuck>, Failure> {
    for one in &stuck {
        if !one.can_be_forced(brought.keeper.plan()) {
            continue;
        }
        let Left { change, why } = of(brought, one);
        // Whoever stops answering leaves the rest as it is; what was brought is there.
        let Ok(yes) = said_yes(options, &format!("{change}: {why}. Toch vastleggen?")) else {
            break;
        };
        if yes {
            brought.keeper.settle(&[one.number], Way::Regardless)?;
            brought.keeper.news()?;
            brought.saved += brought.keeper.settled().unwrap_or_default();
        }
    }
    let left = brought.keeper.queue().map(|it| it.stuck);
    Ok(left.unwrap_or(stuck))
}

fn tell(told: &Told, page: &mut Page) {
    let saved = counted(told.saved, "wijziging", "wijzigingen");
    let there = match told.there {
        0 => String::new(),
        there => format!("; {}", counted(there, "stond er al", "stonden er al")),
    };
    page.text(&format!("{saved} teruggebracht{there}"));
    for left in &told.left {
        page.note(format!("niet teruggebracht: {}: {}", left.change, left.why));
    }
    if !told.left.is_empty() {
        page.note(
            "aan een terminal vraagt regie terugbrengen van elk of die toch wordt vastgelegd; wat er al is, komt niet \
             dubbel",
        );
    }
}
