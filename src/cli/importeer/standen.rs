//! `regie importeer standen`: readings out of a table.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use serde::Serialize;

use super::asking::Asking;
use super::telling::{self, Group, Look};
use crate::cli::failure::{CONFLICT, Failure, NOT_FOUND, USAGE};
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::{Outcome, conflict, question, text, waiting};
use crate::doc::table::Column;
use crate::intake::given::Given;
use crate::intake::readings::map::{Map, PASSED};
use crate::intake::readings::{Fate, Hand, Holds, Line, Proposal, Side};
use crate::intake::table;
use crate::plan::edit::role::Role;
use crate::plan::edit::transaction::Intent;
use crate::plan::model::date;
use crate::plan::model::number::thousands;
use crate::plan::words::counted;

const EXAMPLES: &str = "\
Leest CSV, XLSX of ODS. De kolommen worden gevonden aan hun koppen: indicator of
KPI (een id of de naam), datum, waarde en notitie; of maanden naast elkaar.
Heten zij anders, dan zegt --kolom het; --naam zegt welke indicator een naam is,
of - voor wat niet bij het plan hoort. Aan een terminal wordt gevraagd wat het
blad zelf niet zegt, en met --kaart NAAM onthouden. Waarden als bij regie kpi
zet: 1.234,5 of 12/17 of ja. Van een formule telt de uitkomst in het bestand.

Wat er al staat wordt overgeslagen en geteld. Staat er op die dag een andere
waarde, of is een waarde niet te lezen, dan komt er niets in het plan; --vervang
laat dan het bestand gelden, --behoud het plan. Wat ongewoon is, zoals een lager
aantal dan eerst, wordt gevraagd; met --zeker niet. Bij elke stand blijft staan
waar hij vandaan kwam: bestand, blad, rij en sha256. De uitkomst is, ook met
--proef, 2 waar een waarde niet te lezen is, 4 waar er een botst, en 3 waar een
naam geen plaats heeft: de andere cijfers komen dan wel in het plan.

Voorbeelden:
  regie importeer standen cijfers.xlsx --proef
  regie importeer standen maart.xlsx --kaart politie --kolom indicator=Feit \\
    --naam 'Hennepkwekerijen=3.K2' --naam 'Totaal=-' --optellen
  regie importeer standen april.xlsx --kaart politie
  regie importeer standen cijfers.csv --json | jq '.lines[].fate'";

pub fn command() -> Command {
    usage::command(
        "standen",
        "Neem standen over uit een tabel",
        "regie importeer standen BESTAND [--blad NAAM] [--kolom SOORT=KOP]…\n                   [--naam NAAM=ID]… [--kaart NAAM] [--optellen]\n                   [--vervang | --behoud] [--zeker] [--proef]",
        EXAMPLES,
    )
    .arg(
        usage::positional("BESTAND", "BESTAND", "De tabel: CSV, XLSX of ODS")
            .required(true)
            .value_parser(value_parser!(PathBuf)),
    )
    .arg(usage::option("blad", "NAAM", "Het blad van de werkmap"))
    .args([
        several("kolom", "SOORT=KOP", "Welke kop indicator, datum, waarde, van of notitie is"),
        several("naam", "NAAM=ID", "Welke indicator een naam is; - is geen"),
    ])
    .args([
        usage::option("kaart", "NAAM", "De bewaarde kaart van het blad, of een bestand.json"),
        usage::flag("optellen", "Tel op wat er volgens het bestand per maand bij kwam"),
        usage::flag("vervang", "Laat het bestand gelden waar iets anders staat"),
        usage::flag("behoud", "Laat het plan gelden waar iets anders staat")
            .conflicts_with("vervang"),
        usage::flag("zeker", "Het klopt; vraag niets"),
        usage::flag("proef", "Zeg wat er zou komen, en sla niets op"),
    ])
}

fn several(id: &'static str, value: &'static str, help: &'static str) -> Arg {
    usage::option(id, value, help).action(ArgAction::Append)
}

/// Under `--json`.
#[derive(Serialize)]
struct Taken<'a> {
    file: &'a str,
    sheet: Option<&'a str>,
    sha256: &'a str,
    lines: Vec<Figure<'a>>,
    saved: bool,
    revision: u64,
}

/// A figure of the table.
#[derive(Serialize)]
struct Figure<'a> {
    row: u32,
    id: Option<&'a str>,
    name: &'a str,
    #[serde(with = "date::iso_option")]
    date: Option<NaiveDate>,
    value: &'a str,
    fate: &'static str,
    says: Option<String>,
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    let tried = matches.get_flag("proef");
    // A reader sees the plan, and no other file of the host.
    options.is_at_least(Role::Recorder)?;
    if !tried {
        options.may_write()?;
    }
    let (mut store, mut plan) = options.open(page)?;
    let mut asking = Asking::new(options, matches, map(matches)?, Map::check)?;
    let path = matches
        .get_one::<PathBuf>("BESTAND")
        .cloned()
        .unwrap_or_default();
    let given = Given::read(&path).map_err(|why| Failure::new(1, why))?;
    let sides = [("vervang", Side::Sheet), ("behoud", Side::Plan)];
    let said = sides.iter().find(|(option, _)| matches.get_flag(option));
    let holds = Holds {
        elsewhere: said.map(|(_, side)| *side),
        ..Holds::default()
    };
    let hand = Hand {
        by: &options.author,
        today: options.clock.today(),
        holds: &holds,
    };
    let (sure, mut answered) = (matches.get_flag("zeker"), None);
    loop {
        let reads = || format!("{} wordt gelezen", given.name);
        let sheets = waiting::told(reads, || table::read(&given, asking.sheet()));
        let sheets = sheets.map_err(Failure::usage)?;
        let mut proposal = asking.proposal(page, &plan, (&given, &sheets), hand)?;
        drop(sheets);
        let edits = proposal.take_edits(&given);
        let refusal = refusal(&given, &proposal);
        if tried || edits.is_empty() || refusal.is_some() {
            let code = told(options, page, (&given, &proposal), (false, plan.revision))?;
            return match refusal {
                None => Ok(code),
                Some(refusal) if tried => Ok(refusal.code),
                Some(refusal) => Err(refusal),
            };
        }
        // What was said yes to holds where a colleague's figure had to be looked at.
        let doubt = doubts(&proposal).filter(|it| !sure && answered.as_ref() != Some(it));
        if let Some(doubt) = doubt {
            question::answered(options, &given.name, &doubt)?;
            answered = Some(doubt);
        }
        let count = thousands(edits.len() as u64);
        let how_many = || format!("{count} standen worden opgeslagen");
        let wanted = Intent::TakeIn(edits, std::mem::take(&mut proposal.met));
        let saved = waiting::told(how_many, || {
            conflict::take_in(options, store.as_mut(), &wanted, page)
        })?;
        let Some(saved) = saved else {
            plan = store.reload()?;
            continue;
        };
        drop(wanted);
        let code = page.warned(&saved);
        asking.keep_typed(page)?;
        let revision = saved.plan.revision;
        let unplaced = told(options, page, (&given, &proposal), (true, revision))?;
        return Ok(if code == 0 { unplaced } else { code });
    }
}

/// What was typed of the columns and names.
fn map(matches: &ArgMatches) -> Result<Map, Failure> {
    let mut map = Map::default();
    for (option, into) in [("kolom", &mut map.columns), ("naam", &mut map.names)] {
        for typed in matches.get_many::<String>(option).unwrap_or_default() {
            let parted = typed.rsplit_once('=').filter(|_| option == "naam");
            let parted = parted.or_else(|| typed.split_once('=')).ok_or_else(|| {
                Failure::usage(format!(
                    "--{option} “{typed}”: schrijf het met een = ertussen"
                ))
            })?;
            into.insert(parted.0.trim().to_string(), parted.1.trim().to_string());
        }
    }
    map.adds = matches.get_flag("optellen");
    map.sheet = Some(text(matches, "blad").to_string()).filter(|it| !it.is_empty());
    Ok(map)
}

/// Why nothing of it can be recorded; where there is a way to record it all the same, that way.
fn refusal(given: &Given, proposal: &Proposal) -> Option<Failure> {
    let wrong = proposal.count(|fate| matches!(fate, Fate::Wrong(_)));
    let other = proposal.count(|fate| matches!(fate, Fate::Conflict(_)));
    let name = &given.name;
    if wrong > 0 {
        let wrong = counted(wrong, "waarde is", "waarden zijn");
        let sentence =
            format!("{name}: {wrong} niet te lezen; er is niets opgeslagen; verbeter het bestand");
        return Some(Failure::new(USAGE, sentence));
    }
    (other > 0).then(|| {
        let other = counted(other, "stand is", "standen zijn");
        let sentence = format!(
            "{name}: {other} op die dag anders dan in het plan; er is niets opgeslagen; met --vervang \
             geldt het bestand, met --behoud het plan"
        );
        Failure::new(CONFLICT, sentence)
    })
}

/// What is odd, in one question.
fn doubts(proposal: &Proposal) -> Option<String> {
    let odd = proposal.lines.iter();
    let odd = odd.filter_map(|line| Some((line, line.fate.doubt()?)));
    let odd: Vec<String> = odd
        .map(|(line, doubt)| {
            let id = line.id.as_deref().unwrap_or_default();
            format!("rij {}, {id}: {doubt}", line.row)
        })
        .collect();
    super::first_five(&odd)
}

/// Tells it; 3 where a name has no place in the plan: somebody has to say what it is.
fn told(
    options: &Options,
    page: &mut Page,
    (given, proposal): (&Given, &Proposal),
    (saved, revision): (bool, u64),
) -> Outcome {
    let mut unplaced = proposal
        .such(|it| matches!(it, Fate::Unplaced(_)))
        .peekable();
    let code = if unplaced.peek().is_some() {
        NOT_FOUND
    } else {
        0
    };
    if options.json {
        page.json(&Taken {
            file: &given.name,
            sheet: proposal.sheet.as_deref(),
            sha256: &given.sha256,
            lines: proposal.lines.iter().map(figure).collect(),
            saved,
            revision,
        })?;
        return Ok(code);
    }
    let of = |one, more, such: fn(&Fate) -> bool| Group {
        called: (one, more),
        lines: proposal.such(such).collect(),
    };
    let new = of("nieuwe stand", "nieuwe standen", Fate::is_new);
    let others = [
        of("stand botst", "standen botsen", |it| {
            matches!(it, Fate::Conflict(_))
        }),
        of(
            "waarde is niet te lezen",
            "waarden zijn niet te lezen",
            |it| matches!(it, Fate::Wrong(_)),
        ),
        of(
            "cijfer heeft geen plaats",
            "cijfers hebben geen plaats",
            |it| matches!(it, Fate::Unplaced(_)),
        ),
    ];
    look().told(page, &new, saved, &others);
    let double = proposal.count(|it| matches!(it, Fate::Double));
    let stays = proposal.count(|it| matches!(it, Fate::Stays(_)));
    telling::counts(
        page,
        &[
            (double, "stand stond er al", "standen stonden er al"),
            (
                stays,
                "stand blijft zoals in het plan",
                "standen blijven zoals in het plan",
            ),
        ],
    );
    if let Some(first) = unplaced.next() {
        page.note(format!(
            "zeg met --naam '{}=ID' welke indicator een naam is, of met --naam '{}={PASSED}' dat hij er \
             niet bij hoort",
            first.name, first.name
        ));
    }
    Ok(code)
}

fn figure(line: &Line) -> Figure<'_> {
    Figure {
        row: line.row,
        id: line.id.as_deref(),
        name: &line.name,
        date: line.date,
        value: &line.value,
        fate: line.fate.word(),
        says: line.fate.says(),
    }
}

fn look() -> Look<Line, 5> {
    Look {
        columns: [
            Column::RIGHT.headed("rij"),
            Column::LEFT.headed("indicator"),
            Column::LEFT.headed("datum"),
            Column::RIGHT.headed("stand"),
            Column::WRAPPED,
        ],
        row: |line| {
            [
                line.row.to_string(),
                line.id.clone().unwrap_or_default(),
                line.date.map_or_else(String::new, date::dutch),
                line.value.clone(),
                line.fate.says().unwrap_or_default(),
            ]
        },
    }
}
