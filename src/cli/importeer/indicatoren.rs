//! `regie importeer indicatoren`: council indicators out of a table.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use serde::Serialize;

use super::asking::Asking;
use super::telling::{self, Group, Look};
use crate::cli::failure::{FAILED, Failure, USAGE};
use crate::cli::items::resolve;
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::{Outcome, conflict, question, text};
use crate::doc::table::Column;
use crate::intake::given::Given;
use crate::intake::indicators::meta::Meta;
use crate::intake::indicators::words::Decimals;
use crate::intake::indicators::{self, Fate, Line, Proposal, Said, propose};
use crate::intake::readings::map::Map;
use crate::intake::table;
use crate::plan::edit::met::Met;
use crate::plan::edit::role::Role;
use crate::plan::edit::transaction::Intent;
use crate::plan::model::shared::Shared;
use crate::plan::words::counted;
use crate::plan::{Id, Plan};

const EXAMPLES: &str = "\
Leest CSV, XLSX of ODS: open data van het CBS met codes (GM0603, 2024JJ00), of
een tabel met kolommen gebied, periode, indicator, waarde, eenheid en status.
Heten zij anders, dan zegt --kolom het; wat voor alle rijen geldt kan met --bron
en --status. Elk cijfer heeft een eenheid: waar het bestand haar niet zegt, zegt
--eenheid haar per indicator; zonder naam alleen waar er maar een zo is. Aan een
terminal wordt gevraagd wat het blad niet zegt; --kaart bewaart het onder een
naam. Een lege cel of een punt is geen cijfer, en nooit 0. Alleen uw gemeente,
Nederland en --groep komen in het plan; andere gebieden worden geteld. Het
bestand met metadata dat het CBS bij zijn tabel levert zegt eenheden, codes en
wat voorlopig is: --metadata.

Omgevingscijfers staan bij een hoofdstuk en tellen voor geen stoplicht. Wat de
bron herziet blijft erbij staan. Alles komt, of niets; regie herstel neemt het
in een keer terug.

Voorbeelden:
  regie importeer indicatoren cbs.csv --gebied GM0603 --hoofdstuk 5 --proef
  regie importeer indicatoren halt.xlsx --kolom waarde=Aantal --bron Halt \\
    --eenheid 'per 1.000 jongeren' --kaart halt
  regie importeer indicatoren wijk.csv --eenheid 'Inwoners=aantal' \\
    --eenheid 'Misdrijven=per 1.000 inwoners' --kaart wijk";

/// What holds for every row, by the word it has in a map.
const WHOLE: [(&str, &str, &str); 4] = [
    (
        "gebied",
        "GEBIED",
        "Welk gebied de eigen gemeente is: GM0603",
    ),
    ("groep", "GEBIED", "Waarmee u vergelijkt, naast Nederland"),
    ("bron", "NAAM", "Wie de cijfers publiceert"),
    ("status", "STATUS", "voorlopig of definitief"),
];

pub fn command() -> Command {
    let whole = WHOLE.map(|(id, value, help)| usage::option(id, value, help));
    usage::command(
        "indicatoren",
        "Neem omgevingscijfers over uit een tabel, naast het plan",
        "regie importeer indicatoren BESTAND [--gebied GEBIED] [--groep GEBIED]\n                   [--hoofdstuk N]… [--blad NAAM] [--kolom SOORT=KOP]…\n                   [--eenheid [NAAM=]EENHEID]… [--bron NAAM] [--status STATUS]\n                   [--decimaal SOORT] [--metadata BESTAND]\n                   [--kaart NAAM] [--zeker] [--proef]",
        EXAMPLES,
    )
    .arg(
        usage::positional("BESTAND", "BESTAND", "De tabel: CSV, XLSX of ODS")
            .required(true)
            .value_parser(value_parser!(PathBuf)),
    )
    .args(whole)
    .args([
        several("hoofdstuk", "N", "Bij welk hoofdstuk zij staan"),
        several("kolom", "SOORT=KOP", "Welke kop gebied, periode of waarde is"),
        several("eenheid", "[NAAM=]EENHEID", "De eenheid van een indicator"),
        usage::option("blad", "NAAM", "Het blad van de werkmap"),
        usage::option("decimaal", "SOORT", "Hoe decimalen zijn geschreven: komma of punt"),
        usage::option("metadata", "BESTAND", "Wat het CBS bij zijn tabel levert")
            .value_parser(value_parser!(PathBuf)),
        usage::option("kaart", "NAAM", "De kaart van het blad, of een bestand.json"),
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
    lines: Vec<Shown<'a>>,
    elsewhere: usize,
    blank: usize,
    saved: bool,
    revision: u64,
}

/// A figure of the table.
#[derive(Serialize)]
struct Shown<'a> {
    row: u32,
    title: &'a str,
    area: &'a str,
    period: &'a str,
    value: &'a str,
    unit: &'a str,
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
    let typed = map(matches)?;
    let (units, bare) = (typed.units.clone(), typed.whole.contains_key("eenheid"));
    let mut asking = Asking::new(options, matches, typed, indicators::check)?;
    let chapters = chapters(&plan, matches)?;
    let path = matches.get_one::<PathBuf>("BESTAND").cloned();
    let given = Given::read(&path.unwrap_or_default()).map_err(|why| Failure::new(FAILED, why))?;
    let meta = metadata(matches)?;
    let said = Said {
        today: options.clock.today(),
        decimals: decimals(text(matches, "decimaal"))?,
        meta: meta.as_ref(),
    };
    let (sure, mut answered) = (matches.get_flag("zeker"), None);
    loop {
        let sheets = table::read(&given, asking.sheet()).map_err(Failure::usage)?;
        let propose = |map: &Map| propose(&plan, (&given, &sheets), map, said);
        let mut proposal = asking.context(page, &plan, (&given, &sheets), propose)?;
        drop(sheets);
        if let Some(name) = proposal.unmet.iter().find(|it| units.contains_key(*it)) {
            return Err(Failure::usage(format!(
                "{}: --eenheid “{name}={}”: er is geen indicator of kop “{name}” in",
                given.name, units[name]
            )));
        }
        if let Some(bare) = proposal.idle.as_ref().filter(|_| bare) {
            return Err(Failure::usage(format!(
                "{}: de eenheid “{bare}” kan nergens over gaan: elke indicator heeft er al een; zeg van \
                 welke zij is: --eenheid 'NAAM={bare}'",
                given.name
            )));
        }
        for sentence in proposal.held() {
            page.note(sentence);
        }
        let refusal = refusal(&given, &proposal);
        if tried || proposal.is_empty(&chapters) || refusal.is_some() {
            told(options, page, (&given, &proposal), (false, plan.revision))?;
            return match refusal {
                None => Ok(0),
                Some(_) if tried => Ok(USAGE),
                Some(refusal) => Err(refusal),
            };
        }
        // What was said yes to holds where a colleague's figure had to be looked at.
        let odd = odd(&proposal).filter(|it| !sure && answered.as_ref() != Some(it));
        if let Some(odd) = odd {
            question::answered(options, &given.name, &odd)?;
            answered = Some(odd);
        }
        let edits = proposal.take_edits(&chapters).into_iter();
        let wanted = Intent::TakeIn(edits.map(Shared::from).collect(), Met::new());
        let Some(saved) = conflict::take_in(options, store.as_mut(), &wanted, page)? else {
            plan = store.reload()?;
            continue;
        };
        let code = page.warned(&saved);
        asking.settle(proposal.settled.take());
        asking.keep_typed(page)?;
        let revision = saved.plan.revision;
        told(options, page, (&given, &proposal), (true, revision))?;
        return Ok(code);
    }
}

/// Why nothing of it can be recorded.
fn refusal(given: &Given, proposal: &Proposal) -> Option<Failure> {
    let wrong = proposal.count(|it| matches!(it, Fate::Wrong(_)));
    (wrong > 0).then(|| {
        let wrong = counted(wrong, "cijfer is", "cijfers zijn");
        let name = &given.name;
        let sentence =
            format!("{name}: {wrong} niet te lezen; er is niets opgeslagen; verbeter het bestand");
        Failure::new(USAGE, sentence)
    })
}

/// What the CBS says of its table.
fn metadata(matches: &ArgMatches) -> Result<Option<Meta>, Failure> {
    let Some(path) = matches.get_one::<PathBuf>("metadata") else {
        return Ok(None);
    };
    let given = Given::read(path).map_err(|why| Failure::new(FAILED, why))?;
    let sheets = table::read(&given, None).map_err(Failure::usage)?;
    let meta = Meta::of(&sheets);
    meta.map(Some)
        .map_err(|why| Failure::usage(format!("{}: {why}", given.name)))
}

/// What was typed of the columns and of the whole.
fn map(matches: &ArgMatches) -> Result<Map, Failure> {
    let mut map = Map::default();
    for typed in matches.get_many::<String>("kolom").unwrap_or_default() {
        let (role, head) = typed.split_once('=').ok_or_else(|| {
            Failure::usage(format!("--kolom “{typed}”: schrijf het met een = ertussen"))
        })?;
        let (role, head) = (role.trim().to_string(), head.trim().to_string());
        map.columns.insert(role, head);
    }
    for (word, ..) in WHOLE {
        let typed = text(matches, word).trim();
        if !typed.is_empty() {
            map.whole.insert(word.to_string(), typed.to_string());
        }
    }
    for typed in matches.get_many::<String>("eenheid").unwrap_or_default() {
        let (name, unit) = typed.rsplit_once('=').unwrap_or(("", typed));
        let (name, unit) = (name.trim().to_string(), unit.trim().to_string());
        if unit.is_empty() || (name.is_empty() && typed.contains('=')) {
            return Err(Failure::usage(format!(
                "--eenheid “{typed}”: schrijf haar als 'NAAM=per 1.000 inwoners', of zonder NAAM= waar het \
                 om een indicator gaat"
            )));
        }
        let other = if name.is_empty() {
            map.whole.insert("eenheid".to_string(), unit.clone())
        } else {
            map.units.insert(name, unit.clone())
        };
        if let Some(other) = other.filter(|it| *it != unit) {
            return Err(Failure::usage(format!(
                "--eenheid “{typed}”: zij is al “{other}”; zeg van welke indicator: 'NAAM={unit}'"
            )));
        }
    }
    map.sheet = Some(text(matches, "blad").to_string()).filter(|it| !it.is_empty());
    Ok(map)
}

fn chapters(plan: &Plan, matches: &ArgMatches) -> Result<Vec<Id>, Failure> {
    let typed = matches.get_many::<String>("hoofdstuk").unwrap_or_default();
    let found = typed.map(|typed| Ok(resolve::chapter(plan, typed)?.id.clone()));
    found.collect()
}

fn decimals(typed: &str) -> Result<Option<Decimals>, Failure> {
    match typed {
        "" => Ok(None),
        "komma" => Ok(Some(Decimals::Comma)),
        "punt" => Ok(Some(Decimals::Point)),
        other => Err(Failure::usage(format!(
            "--decimaal “{other}”: kies komma of punt"
        ))),
    }
}

/// What is odd, in one question.
fn odd(proposal: &Proposal) -> Option<String> {
    let odd = proposal.lines.iter().filter_map(|line| match &line.fate {
        Fate::Revised(was, Some(odd)) => {
            let (row, title, value) = (line.row, &line.title, &line.value);
            Some(format!("rij {row}, {title}: {value}, was {was}; {odd}"))
        }
        _ => None,
    });
    let odd: Vec<String> = odd.collect();
    super::first_five(&odd)
}

fn told(
    options: &Options,
    page: &mut Page,
    (given, proposal): (&Given, &Proposal),
    (saved, revision): (bool, u64),
) -> Outcome {
    if options.json {
        page.json(&Taken {
            file: &given.name,
            sheet: proposal.sheet.as_deref(),
            sha256: &given.sha256,
            lines: proposal.lines.iter().map(shown).collect(),
            elsewhere: proposal.elsewhere,
            blank: proposal.blank,
            saved,
            revision,
        })?;
        return Ok(0);
    }
    let of = |one, more, such: fn(&Fate) -> bool| {
        let all = proposal.lines.iter();
        Group {
            called: (one, more),
            lines: all.filter(|line| such(&line.fate)).collect(),
        }
    };
    let new = of("nieuw cijfer", "nieuwe cijfers", |it| {
        matches!(it, Fate::New)
    });
    let others = [
        of("cijfer is herzien", "cijfers zijn herzien", |it| {
            matches!(it, Fate::Revised(..))
        }),
        of(
            "cijfer is niet te lezen",
            "cijfers zijn niet te lezen",
            |it| matches!(it, Fate::Wrong(_)),
        ),
    ];
    look().told(page, &new, saved, &others);
    let double = proposal.count(|it| matches!(it, Fate::Double));
    let counted = [
        (double, "cijfer stond er al", "cijfers stonden er al"),
        (
            proposal.elsewhere,
            "cijfer is van een ander gebied",
            "cijfers zijn van een ander gebied",
        ),
        (
            proposal.blank,
            "cel heeft geen cijfer",
            "cellen hebben geen cijfer",
        ),
    ];
    telling::counts(page, &counted);
    Ok(0)
}

fn shown(line: &Line) -> Shown<'_> {
    Shown {
        row: line.row,
        title: &line.title,
        area: &line.area,
        period: &line.period,
        value: &line.value,
        unit: &line.unit,
        fate: line.fate.word(),
        says: line.fate.says(),
    }
}

fn look() -> Look<Line, 7> {
    Look {
        columns: [
            Column::RIGHT.headed("rij"),
            Column::THIRD.headed("indicator"),
            Column::LEFT.headed("gebied"),
            Column::LEFT.headed("periode"),
            Column::RIGHT.headed("cijfer"),
            Column::THIRD.headed("eenheid"),
            Column::WRAPPED,
        ],
        row: |line| {
            [
                line.row.to_string(),
                line.title.clone(),
                line.area.clone(),
                line.period.clone(),
                line.value.clone(),
                line.unit.clone(),
                line.fate.says().unwrap_or_default(),
            ]
        },
    }
}
