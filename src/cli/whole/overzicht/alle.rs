//! `regie overzicht --alle`: every plan of a database, or of a folder, beside each other.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::path::Path;

use chrono::{Datelike, NaiveDate};
use clap::ArgMatches;
use serde::Serialize;

use super::{Counts, MOST, counts};
use crate::cli::failure::{FAILED, Failure, NOT_FOUND};
use crate::cli::items::resolve::brief;
use crate::cli::options::{Chosen, Options};
use crate::cli::page::Page;
use crate::cli::{Outcome, text};
use crate::plan::Plan;
use crate::plan::edit::history::Entry;
use crate::plan::figures::agenda::Deadline;
use crate::plan::find::nearest::choice;
use crate::plan::model::date;
use crate::plan::model::meeting::Meeting;
use crate::report::pages::overview::region::{Stand, Together, merged, region};
use crate::report::records::{self, DeadlineRecord};
use crate::store::{self, Read, is_address};

/// Under `--json`.
#[derive(Serialize)]
struct Whole<'a> {
    plans: Vec<Row<'a>>,
    all: Counts,
    late: Vec<Of<'a, DeadlineRecord<'a>>>,
    soon: Vec<Of<'a, DeadlineRecord<'a>>>,
    /// From which day on `changed` is; null where none was asked for.
    #[serde(serialize_with = "date::iso_option::serialize")]
    since: Option<NaiveDate>,
    changed: Vec<Of<'a, &'a Entry>>,
    /// The plans that aren't counted, or not as they stand, each with why.
    faults: &'a [Fault],
}

/// A plan.
#[derive(Serialize)]
struct Row<'a> {
    plan: &'a str,
    title: &'a str,
    municipality: &'a str,
    year: i32,
    revision: u64,
    /// The day of the last change; null where there is none.
    #[serde(serialize_with = "date::iso_option::serialize")]
    last: Option<NaiveDate>,
    #[serde(flatten)]
    counts: Counts,
    /// How many action points are open.
    points: usize,
    next: Option<&'a Meeting>,
}

/// Something of one of the plans.
#[derive(Serialize)]
struct Of<'a, T> {
    plan: &'a str,
    item: T,
}

/// A plan that isn't counted, or not as it stands.
#[derive(Serialize)]
struct Fault {
    plan: String,
    /// Why, in Dutch.
    why: String,
    /// Whether it is counted, as far as this program knows it.
    counted: bool,
}

/// What was found where one looked.
#[derive(Default)]
struct Found {
    stands: Vec<Stand>,
    faults: Vec<Fault>,
    /// The plans of other years: how many, and of which.
    others: (usize, BTreeSet<i32>),
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    if let Some(note) = options.note {
        page.note(note);
    }
    let place = place(options)?;
    let today = options.clock.today();
    let year = year(matches, today)?;
    let since = since(matches, today, year)?;
    let found = look(place, (year, today), since, page)?;
    match (
        found.stands.is_empty() && found.faults.is_empty(),
        found.others.0,
    ) {
        (true, 0) => page.note(none_at_all(place)),
        (true, _) => return Err(Failure::new(NOT_FOUND, of_other_years(year, &found.others))),
        (false, 0) => {}
        (false, _) => page.note(left_out(&found.others)),
    }
    match (options.json, found.stands.is_empty()) {
        (true, _) => page.json(&whole(&found, since))?,
        (false, true) => {}
        (false, false) => page.document(region(&found.stands, today, since, MOST)),
    }
    Ok(if found.faults.is_empty() { 0 } else { FAILED })
}

/// The database or the folder that was named.
fn place(options: &Options) -> Result<&Path, Failure> {
    const FOR: &str = "--alle zet de plannen van een database of een map naast elkaar";
    let Chosen::Named(named) = &options.plan else {
        return Err(Failure::usage(format!(
            "{FOR}; noem die met --plan of $REGIE_PLAN, zoals --plan /srv/plannen"
        )));
    };
    if named.to_str().is_some_and(is_address) || named.is_dir() {
        return Ok(named);
    }
    let shown = store::Place::file(named);
    if !named.exists() {
        return Err(Failure::new(
            NOT_FOUND,
            format!("{shown} bestaat niet; {FOR}"),
        ));
    }
    // The folder of `plan.json` is `.`.
    let folder = named.parent().filter(|it| !it.as_os_str().is_empty());
    let folder = store::Place::file(folder.unwrap_or(Path::new(".")));
    Err(Failure::usage(format!(
        "{FOR}, en {shown} is er één; laat --alle weg, of noem de map: --plan {}",
        store::in_shell(&folder.to_string())
    )))
}

/// The year that was asked for (`--jaar`), or else this one.
fn year(matches: &ArgMatches, today: NaiveDate) -> Result<i32, Failure> {
    match text(matches, "jaar").trim() {
        "" => Ok(today.year()),
        typed => typed.parse().map_err(|_no_number| {
            Failure::usage(format!("--jaar is een jaartal, en niet “{}”", brief(typed)))
        }),
    }
}

/// From which day on it is told what changed. A number of one plan is another change in the next.
fn since(matches: &ArgMatches, today: NaiveDate, year: i32) -> Result<Option<NaiveDate>, Failure> {
    let typed = text(matches, "sinds").trim();
    if typed.is_empty() {
        return Ok(None);
    }
    if typed.parse::<u64>().is_ok() {
        return Err(Failure::usage(format!(
            "elk plan telt zijn eigen wijzigingen: bij --alle hoort een datum, en niet “{}”",
            brief(typed)
        )));
    }
    let day = date::parse(typed, today, year).map_err(Failure::usage)?;
    Ok(Some(day))
}

/// Reads the plans one after the other, and keeps of each how it stands.
fn look(
    place: &Path,
    (year, today): (i32, NaiveDate),
    since: Option<NaiveDate>,
    page: &mut Page,
) -> Result<Found, Failure> {
    let mut found = Found::default();
    for store::Among { name, read } in store::every(place)? {
        let (plan, why) = match read {
            Ok(Read::Whole(plan)) => (plan, None),
            Ok(Read::Partly(plan, why)) => (plan, Some(why)),
            Ok(Read::Gone(to)) => {
                page.note(format!("{name}: {to}"));
                continue;
            }
            Err(error) => {
                let why = Failure::from(error).sentence;
                page.note(format!("{why}; het telt niet mee"));
                found.faults.push(Fault {
                    plan: name,
                    why,
                    counted: false,
                });
                continue;
            }
        };
        let years = plan.years();
        if !years.has(year) {
            found.others.0 += 1;
            found.others.1.extend([years.from, years.to]);
            continue;
        }
        if let Some(why) = why {
            page.note(format!("{name}: {why}"));
            found.faults.push(Fault {
                plan: name.clone(),
                why,
                counted: true,
            });
        }
        let seen: &Plan = &plan.in_year(year);
        found.stands.push(Stand::of(name, seen, today, since));
    }
    Ok(found)
}

fn none_at_all(place: &Path) -> String {
    match place.to_str() {
        Some(name) if is_address(name) => "in deze database bent u van geen plan lid".to_string(),
        _ => format!("in {} staat geen plan", store::Place::file(place)),
    }
}

/// `2025 en 2027`.
fn years(years: &BTreeSet<i32>) -> String {
    let years: Vec<String> = years.iter().map(ToString::to_string).collect();
    let years: Vec<&str> = years.iter().map(String::as_str).collect();
    choice(&years)
}

fn of_other_years(year: i32, (_, others): &(usize, BTreeSet<i32>)) -> String {
    let others = years(others);
    format!("van {year} is hier geen plan; kies met --jaar een ander jaar: {others}")
}

fn left_out((count, others): &(usize, BTreeSet<i32>)) -> String {
    let others = years(others);
    let are = match count {
        1 => "1 plan is",
        count => &format!("{count} plannen zijn"),
    };
    format!("{are} van een ander jaar; zie --jaar {others}")
}

fn whole<'a>(found: &'a Found, since: Option<NaiveDate>) -> Whole<'a> {
    let stands = &found.stands;
    let all = Together::of(stands);
    let news = merged(stands, |it| &it.changed, |(entry, _)| Reverse(entry.at));
    let change = |(of, said): (&'a Stand, &'a (Entry, _))| Of {
        plan: of.name.as_str(),
        item: &said.0,
    };
    Whole {
        plans: stands.iter().map(Row::of).collect(),
        all: counts(all.lights, all.without, all.actions, all.late),
        late: due(stands, |it| &it.late),
        soon: due(stands, |it| &it.soon),
        since,
        changed: news.into_iter().map(change).collect(),
        faults: &found.faults,
    }
}

impl<'a> Row<'a> {
    fn of(it: &'a Stand) -> Self {
        Self {
            plan: &it.name,
            title: &it.title,
            municipality: &it.municipality,
            year: it.year,
            revision: it.revision,
            last: it.last,
            counts: counts(it.lights, it.without, it.actions, it.late.len()),
            points: it.points,
            next: it.next.as_ref(),
        }
    }
}

fn due<'a>(
    stands: &'a [Stand],
    items: impl Fn(&'a Stand) -> &'a [Deadline],
) -> Vec<Of<'a, DeadlineRecord<'a>>> {
    let all = merged(stands, items, |it| it.due).into_iter();
    let record = |(of, it): (&'a Stand, &'a Deadline)| Of {
        plan: of.name.as_str(),
        item: records::deadline(it),
    };
    all.map(record).collect()
}
