//! `regie kpi zet` and `regie kpi tel`: a reading comes into the file. What is printed was on
//! disk before.

use chrono::NaiveDate;
use clap::{Arg, ArgMatches, Command};
use serde::Serialize;

use crate::cli::failure::Failure;
use crate::cli::items::resolve;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::question;
use crate::cli::{Outcome, conflict, text};
use crate::plan::edit::typed;
use crate::plan::edit::typed::Typed;
use crate::plan::model::date;
use crate::plan::model::kpi::{Indicator, Kind, Reading, Value};
use crate::plan::model::life::Period;
use crate::plan::model::lookup::Item;
use crate::plan::{Plan, words};
use crate::store::Saved;

const SET_EXAMPLES: &str = "\
WAARDE is een aantal (6 of 1.000 of 0,8), zoveel erbij (+1), zoveel van zoveel
(12/17), of j en n voor wat gereed of op orde is; dat hangt af van de indicator.
DATUM is v (vandaag), g (gisteren), -2d, ma, 15-3, 15-03-2026 of “eind maand”.
Een ongewoon getal (50 bij een streefwaarde van 10) of een ongewone dag wordt
eerst gevraagd; met --zeker niet.

Voorbeelden:
  regie kpi zet 3.K1 6
  regie kpi zet 3.K4 12/17 --datum -2d
  regie kpi zet 3.K6.2 j --notitie 'afgesproken met het HEIT' --door 'A. Jansen'";

const COUNT_EXAMPLES: &str = "\
Erbij telt op bij de laatste stand in het bestand, ook als een collega die net
heeft veranderd. Met een getal onder nul gaat er iets af.

Voorbeelden:
  regie kpi tel 3.K1
  regie kpi tel 4.K2b 3
  regie kpi tel 3.K1 -1 --notitie 'dubbel geteld'";

pub fn set_command() -> Command {
    usage::command(
        "zet",
        "Leg een stand vast",
        "regie kpi zet ID WAARDE [--datum DATUM] [--notitie TEKST] [--zeker]",
        SET_EXAMPLES,
    )
    .arg(id())
    .arg(
        usage::positional("WAARDE", "WAARDE", "De stand")
            .required(true)
            .allow_hyphen_values(true),
    )
    .args(day_and_note())
}

pub fn count_command() -> Command {
    usage::command(
        "tel",
        "Tel er een bij",
        "regie kpi tel ID [N] [--datum DATUM] [--notitie TEKST] [--zeker]",
        COUNT_EXAMPLES,
    )
    .arg(id())
    .arg(usage::positional("N", "N", "Hoeveel erbij; anders 1").allow_hyphen_values(true))
    .args(day_and_note())
}

fn id() -> Arg {
    usage::positional("ID", "ID", "De KPI (3.K1) of de indicator (3.K6.2)").required(true)
}

fn day_and_note() -> [Arg; 4] {
    [
        usage::option("datum", "DATUM", "De dag van de stand; anders vandaag")
            .allow_hyphen_values(true),
        usage::option("notitie", "TEKST", "Wat erbij is gezegd").allow_hyphen_values(true),
        usage::flag("zeker", "Het klopt; vraag niets"),
        usage::year(),
    ]
}

pub fn set(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    let value = text(matches, "WAARDE");
    record(options, matches, page, |indicator| {
        typed::parse(indicator, value)
    })
}

pub fn count(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    let more = match text(matches, "N") {
        "" => "1",
        more => more.strip_prefix('+').unwrap_or(more),
    };
    record(options, matches, page, |_| typed::more(more))
}

fn record(
    options: &Options,
    matches: &ArgMatches,
    page: &mut Page,
    parse: impl Fn(&Indicator) -> Result<Typed, String>,
) -> Outcome {
    options.may_write()?;
    let (mut store, plan) = options.open_about(page, text(matches, "ID"))?;
    let today = options.clock.today();
    let (plan, day) = of_year(options, matches, plan)?;
    let (indicator, _) = resolve::indicator(&plan, text(matches, "ID"))?;
    let typed = parse(indicator)
        .map_err(|why| Failure::usage(format!("{} {}: {why}", indicator.id, indicator.label)))?;
    if let Some(doubt) = typed.doubt(&plan, indicator, day, today)
        && !matches.get_flag("zeker")
    {
        question::answered(options, &indicator.id, &doubt)?;
    }
    let note = text(matches, "notitie");
    if let Some(reading) = typed.stood(indicator, (day, note, &options.author)) {
        return stood(options, page, (indicator, reading), plan.revision);
    }
    let edit = typed.into_edit(&indicator.id, day, note, &options.author);
    let saved = conflict::commit(options, store.as_mut(), vec![edit], page)?;
    tell(options, page, &saved, &indicator.id)
}

/// The day that was typed, and the plan as it is in the year that day is of; of a year that was
/// asked for and has been, the last day.
fn of_year(
    options: &Options,
    matches: &ArgMatches,
    plan: Plan,
) -> Result<(Plan, NaiveDate), Failure> {
    let whole = plan.clone();
    let plan = options.seen(plan, matches)?;
    let day = date::parse(
        text(matches, "datum"),
        plan.day(options.clock.today()),
        plan.year,
    )
    .map_err(Failure::usage)?;
    if !text(matches, "jaar").is_empty() {
        return Ok((plan, day));
    }
    let year = whole.years().year_of(day);
    Ok((whole.in_year(year).into_owned(), day))
}

/// A recorded reading under `--json`.
#[derive(Serialize)]
struct Recorded<'a> {
    /// The indicator.
    id: &'a str,
    /// The reading, as in the store.
    reading: &'a Reading,
    /// The reading that counted before.
    was: Option<&'a Reading>,
    /// The revision of the plan.
    revision: u64,
}

/// Nothing is new, and nothing is saved.
fn stood(
    options: &Options,
    page: &mut Page,
    (indicator, reading): (&Indicator, &Reading),
    revision: u64,
) -> Outcome {
    let id = &indicator.id;
    if options.json {
        page.json(&Recorded {
            id,
            reading,
            was: Some(reading),
            revision,
        })?;
    } else {
        let (label, stands) = (&indicator.label, words::reading(indicator, reading));
        page.text(&format!("{id} {label} stond al op {stands}"));
    }
    Ok(0)
}

fn tell(options: &Options, page: &mut Page, saved: &Saved, id: &str) -> Outcome {
    let code = page.warned(saved);
    let Some((indicator, years)) = recorded(&saved.plan, id) else {
        page.text("opgeslagen");
        return Ok(code);
    };
    let Some(reading) = indicator.readings.last() else {
        return Ok(code);
    };
    let indicator = &*indicator.in_year(years, years.year_of(reading.date));
    let before = &indicator.readings[..indicator.readings.len() - 1];
    let was = before.iter().max_by_key(|reading| reading.date);
    if options.json {
        page.json(&Recorded {
            id,
            reading,
            was,
            revision: saved.plan.revision,
        })?;
        return Ok(code);
    }
    let was_words = was.map_or_else(
        || "eerste stand".to_string(),
        |was| format!("was {}", words::reading(indicator, was)),
    );
    let head = format!("{id} {}: {}", indicator.label, stands(indicator, reading));
    // A reading of an earlier day than the latest is history; what counts now stays.
    page.text(&match was.filter(|was| was.date > reading.date) {
        Some(now) => format!(
            "{head} op {} · opgeslagen; de stand blijft {} ({})",
            date::dutch(reading.date),
            words::reading(indicator, now),
            date::dutch(now.date)
        ),
        None => format!("{head} ({was_words}) · opgeslagen"),
    });
    Ok(code)
}

/// The indicator as it now is, and the years of its plan.
fn recorded<'a>(plan: &'a Plan, id: &str) -> Option<(&'a Indicator, Period)> {
    match plan.item(id)? {
        Item::Indicator(indicator, _) => Some((indicator, plan.years())),
        _ => None,
    }
}

/// `6 van 10` where something is counted towards a target, else the reading.
fn stands(indicator: &Indicator, reading: &Reading) -> String {
    let now = words::reading(indicator, reading);
    let counted = matches!(
        (indicator.kind, reading.value),
        (Kind::Count, Value::Number(_))
    );
    let wanted = indicator
        .target
        .filter(|target| counted && target.figure().is_some());
    match wanted {
        Some(_) => format!("{now} van {}", words::target(indicator)),
        None => now,
    }
}
