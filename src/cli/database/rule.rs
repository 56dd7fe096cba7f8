//! `regie database`: what its owner and the administrators of its plans do with it.

use clap::{ArgMatches, Command};
use serde::Serialize;

use super::{failed, failed_with, ruling, ruling_plans};
use crate::cli::failure::{FAILED, Failure};
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::{Outcome, text};
use crate::plan::clean;
use crate::plan::edit::role::Role;
use crate::plan::words::counted;
use crate::store::log::ruling::{Keeping, Ruling, sentence};
use crate::store::log::sql::VERSION;

const EXAMPLES: &str = "\
De database is die van --plan of $REGIE_PLAN. Beginnen en bijwerken doet haar
eigenaar; leden toelaten ook een beheerder van het plan.

Voorbeelden:
  regie database begin --plan 'postgres:///regie?host=/run/postgresql'
  regie database nagaan
  regie database lid rijswijk-2026 anna invoerder";

const BEGIN_EXAMPLES: &str = "\
In een database die al plannen heeft verandert er niets.

Voorbeelden:
  regie database begin --plan 'postgres:///regie?host=/run/postgresql'";

const RAISE_EXAMPLES: &str = "\
Alles of niets; wie intussen werkt merkt er niets van.

Voorbeelden:
  regie database bijwerken";

const LOOK_EXAMPLES: &str = "\
Wat “opgeslagen” hier betekent: hoeveel machines een wijziging hebben voordat
het er staat. Ook de versie, wanneer er voor het laatst is gearchiveerd, en of
het hele logboek van elk plan waar u lid van bent nog klopt; zo niet, dan 1.

Voorbeelden:
  regie database nagaan
  regie database nagaan --json | jq .machines";

const MEMBER_EXAMPLES: &str = "\
LOGIN is een login of een groep van de server. ROL is lezer, invoerder of
beheerder, of geen: dan gaat de login eruit. Een login tekent met de eigen naam;
met --naam ook met die, en met --naam '*' met elke (een account van velen).

Voorbeelden:
  regie database lid rijswijk-2026 anna invoerder
  regie database lid rijswijk-2026 balie invoerder --naam '*'
  regie database lid rijswijk-2026 anna geen";

const PROVE_EXAMPLES: &str = "\
Past het hele logboek van het plan opnieuw toe en vergelijkt de rijen voor
dashboards met de uitkomst. Wat verschilt wordt genoemd en hersteld; daarna zijn
de stoplichten in die rijen van vandaag. Zet het in de nacht in cron.

Voorbeelden:
  regie database herbouw rijswijk-2026";

pub fn command() -> Command {
    let slug = || usage::positional("PLAN", "PLAN", "Het plan, zoals rijswijk-2026").required(true);
    usage::command(
        "database",
        "Een database met plannen: beginnen, bijwerken, nagaan, leden",
        "regie database OPDRACHT …",
        EXAMPLES,
    )
    .subcommand_required(true)
    .subcommand(usage::command(
        "begin",
        "Maak een lege database klaar voor plannen",
        "regie database begin",
        BEGIN_EXAMPLES,
    ))
    .subcommand(usage::command(
        "bijwerken",
        "Breng een database van een oudere regie op deze versie",
        "regie database bijwerken",
        RAISE_EXAMPLES,
    ))
    .subcommand(usage::command(
        "nagaan",
        "Wat opgeslagen hier betekent, archief en logboeken",
        "regie database nagaan",
        LOOK_EXAMPLES,
    ))
    .subcommand(
        usage::command(
            "lid",
            "Laat een login toe tot een plan, of niet meer",
            "regie database lid PLAN LOGIN ROL [--naam NAAM]",
            MEMBER_EXAMPLES,
        )
        .arg(slug())
        .arg(usage::positional("LOGIN", "LOGIN", "De login of groep").required(true))
        .arg(usage::positional("ROL", "ROL", "lezer, invoerder, beheerder of geen").required(true))
        .arg(usage::option("naam", "NAAM", "Waarmee de login ook tekent")),
    )
    .subcommand(
        usage::command(
            "herbouw",
            "Maak de rijen voor dashboards opnieuw uit het logboek",
            "regie database herbouw PLAN",
            PROVE_EXAMPLES,
        )
        .arg(slug()),
    )
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    let Some((name, matches)) = matches.subcommand() else {
        return Ok(0);
    };
    if name != "nagaan" {
        options.may_write()?;
        options.is_at_least(Role::Administrator)?;
    }
    // A member's work is with plans; the owner may begin where there are none.
    let ruling = match name {
        "lid" | "herbouw" => ruling_plans(options)?,
        _ => ruling(options)?,
    };
    match name {
        "begin" => begin(&ruling, page),
        "bijwerken" => raise(&ruling, page),
        "nagaan" => look(options, &ruling, page),
        "lid" => admit(&ruling, matches, page),
        _ => prove(options, &ruling, matches, page),
    }
}

fn begin(ruling: &Ruling, page: &mut Page) -> Outcome {
    if ruling.has_schema().map_err(failed)? {
        page.text("Deze database is al begonnen. Op de nieuwste versie brengt haar: regie database bijwerken");
        return Ok(0);
    }
    ruling.is_utf8().map_err(failed)?;
    ruling.raise().map_err(failed)?;
    page.text("De database is klaar voor plannen. Begin er een met regie begin, of breng er een heen met regie verhuis, en laat leden toe met regie database lid.");
    Ok(0)
}

fn raise(ruling: &Ruling, page: &mut Page) -> Outcome {
    if !ruling.has_schema().map_err(failed)? {
        let sentence = "in deze database zijn nog geen plannen; begin met: regie database begin";
        return Err(Failure::new(FAILED, sentence));
    }
    ruling.raise().map_err(failed)?;
    let schema = ruling.keeping().map_err(failed)?.schema;
    if usize::try_from(schema).is_ok_and(|schema| schema > VERSION) {
        let sentence = format!(
            "de database is van een nieuwere regie (schema {schema}, deze kent {VERSION}); installeer \
             die versie"
        );
        return Err(Failure::new(FAILED, sentence));
    }
    page.text(&format!(
        "De database heeft schema {schema}; deze regie kent {VERSION}."
    ));
    Ok(0)
}

/// Under `--json`, how a database is kept.
#[derive(Serialize)]
struct Kept<'a> {
    server: &'a str,
    schema: i64,
    machines: u32,
    following: Option<i64>,
    archived: Option<&'a str>,
    plans: Vec<Walk>,
}

/// The log of a plan, applied anew.
#[derive(Serialize)]
struct Walk {
    plan: String,
    edits: Option<usize>,
    fault: Option<String>,
}

fn look(options: &Options, ruling: &Ruling, page: &mut Page) -> Outcome {
    let kept = ruling.keeping().map_err(failed)?;
    let plans = ruling.plans().map_err(failed)?;
    // Who only owns the database and is no member reads no log.
    let plans = plans.into_iter().filter(|plan| plan.kind.is_some());
    let walks: Vec<Walk> = plans
        .map(|plan| {
            let walked = ruling.walk(&plan.slug);
            Walk {
                plan: plan.slug,
                edits: walked.as_ref().ok().copied(),
                fault: walked.err().map(sentence),
            }
        })
        .collect();
    let is_whole = walks.iter().all(|walk| walk.fault.is_none());
    if options.json {
        page.json(&Kept {
            server: &kept.server,
            schema: kept.schema,
            machines: kept.confirm.map_or(0, |others| others + 1),
            following: kept.follow,
            archived: kept.archived.as_deref(),
            plans: walks,
        })?;
        return Ok(if is_whole { 0 } else { FAILED });
    }
    let told = told(&kept).into_iter().chain(walks.iter().map(Walk::told));
    for line in told {
        page.text(&line);
    }
    Ok(if is_whole { 0 } else { FAILED })
}

impl Walk {
    fn told(&self) -> String {
        let plan = clean::one_line(&self.plan);
        match &self.fault {
            None => format!(
                "{plan}: het logboek klopt, {} opnieuw toegepast.",
                counted(self.edits.unwrap_or_default(), "wijziging", "wijzigingen")
            ),
            Some(fault) => format!(
                "{plan}: het logboek klopt niet: {}.",
                clean::one_line(fault)
            ),
        }
    }
}

/// How a database is kept, a sentence a line.
fn told(kept: &Keeping) -> Vec<String> {
    let mut lines = vec![format!(
        "PostgreSQL {}, schema {} (deze regie kent {VERSION}).",
        kept.server, kept.schema
    )];
    lines.push(match kept.confirm {
        None => "Opgeslagen betekent hier: nog op geen enkele schijf (synchronous_commit staat uit). Zet die op on.".to_string(),
        Some(0) => "Opgeslagen betekent hier: op 1 machine.".to_string(),
        Some(others) => format!("Opgeslagen betekent hier: op {} machines.", others + 1),
    });
    let wanted = i64::from(kept.confirm.unwrap_or_default());
    match kept.follow {
        None => lines.push("Hoeveel machines nu meelezen, mag deze login niet zien.".to_string()),
        Some(follow) if follow < wanted => lines.push(format!(
            "Nu lezen er {follow} mee: zo kan niemand opslaan. Zet een standby aan."
        )),
        Some(follow) => lines.push(format!("Andere machines die nu meelezen: {follow}.")),
    }
    lines.push(match &kept.archived {
        None => "Er is nog nooit gearchiveerd.".to_string(),
        Some(at) => format!("Voor het laatst gearchiveerd op {at}."),
    });
    lines
}

fn admit(ruling: &Ruling, matches: &ArgMatches, page: &mut Page) -> Outcome {
    let (slug, login, role) = (
        text(matches, "PLAN"),
        text(matches, "LOGIN"),
        text(matches, "ROL"),
    );
    let kind = match role {
        "geen" => None,
        role => Some(Role::named(role).map(Role::word).ok_or_else(|| {
            let role = clean::one_line(role);
            Failure::usage(format!(
                "“{role}” is geen rol; kies lezer, invoerder, beheerder of geen"
            ))
        })?),
    };
    let signs = Some(text(matches, "naam")).filter(|name| !name.is_empty());
    let signs = signs.map(|name| vec![clean::one_line(name).into_owned()]);
    let admitted = ruling.admit(slug, login, kind, signs);
    admitted.map_err(failed_with(&ruling.place(slug)))?;
    let (slug, login) = (clean::one_line(slug), clean::one_line(login));
    page.text(&match kind {
        Some(kind) => format!("{login} is {kind} van {slug}."),
        None => format!("{login} is geen lid meer van {slug}."),
    });
    Ok(0)
}

fn prove(options: &Options, ruling: &Ruling, matches: &ArgMatches, page: &mut Page) -> Outcome {
    let today = options.clock.today();
    let slug = text(matches, "PLAN");
    let proof = ruling.prove(slug, today);
    let proof = proof.map_err(failed_with(&ruling.place(slug)))?;
    for (id, how) in &proof.differing {
        page.text(&format!("{} {how}; hersteld.", clean::one_line(id)));
    }
    page.text(&format!(
        "Het logboek klopt: {} opnieuw toegepast, {}.",
        counted(proof.edits, "wijziging", "wijzigingen"),
        counted(proof.differing.len(), "rij verschilde", "rijen verschilden")
    ));
    Ok(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_saved_means_here() {
        let kept = |confirm, follow| Keeping {
            server: "15.18".to_string(),
            schema: 4,
            confirm,
            follow,
            archived: None,
        };
        for (confirm, follow, said) in [
            (Some(0), Some(0), "op 1 machine."),
            (Some(1), Some(2), "op 2 machines."),
            (Some(2), Some(1), "zo kan niemand opslaan"),
            (None, Some(0), "nog op geen enkele schijf"),
            (Some(1), None, "mag deze login niet zien"),
        ] {
            let told = told(&kept(confirm, follow)).join(" ");
            assert!(told.contains(said), "{told}");
        }
    }

    #[test]
    fn a_log_of_one_edit_is_told_as_one() {
        for (edits, said) in [
            (0, "0 wijzigingen opnieuw"),
            (1, "1 wijziging opnieuw"),
            (2, "2 wijzigingen opnieuw"),
        ] {
            let walk = Walk {
                plan: "rijswijk-2026".to_string(),
                edits: Some(edits),
                fault: None,
            };
            assert!(walk.told().contains(said), "{}", walk.told());
        }
    }
}
