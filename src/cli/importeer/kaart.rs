//! The *kaart* of a sheet: kept under a name, shown, removed, or given as a file.

use std::path::Path;

use clap::{ArgMatches, Command};

use crate::cli::failure::{FAILED, Failure, NOT_FOUND};
use crate::cli::options::Options;
use crate::cli::page::Page;
use crate::cli::program::usage;
use crate::cli::{Outcome, text};
use crate::intake::given::Given;
use crate::intake::readings::map::Map;
use crate::own::maps::Maps;

const EXAMPLES: &str = "\
Een kaart zegt welke kolom van een blad wat is, en welke naam welke indicator.
Zij wordt bewaard bij het eerste importeer standen met --kaart NAAM, dat er aan
een terminal naar vraagt, en groeit met elke --kolom en --naam die u erbij zegt.
Een kolom zonder kop heet “kolom A”.

Voorbeelden:
  regie importeer kaart
  regie importeer kaart politie > politie.json
  regie importeer standen maart.xlsx --kaart politie.json
  regie importeer kaart politie --weg";

pub fn command() -> Command {
    usage::command(
        "kaart",
        "Toon of verwijder de kaart van een blad",
        "regie importeer kaart [NAAM [--weg]]",
        EXAMPLES,
    )
    .arg(usage::positional("NAAM", "NAAM", "De kaart"))
    .arg(usage::flag("weg", "Verwijder haar").requires("NAAM"))
}

pub fn run(options: &Options, matches: &ArgMatches, page: &mut Page) -> Outcome {
    let maps = shelf(options)?;
    let kept = read(&maps)?;
    let name = text(matches, "NAAM");
    if name.is_empty() {
        if options.json {
            let names: Vec<&String> = kept.iter().map(|(name, _)| name).collect();
            page.json(&names)?;
            return Ok(0);
        }
        if kept.is_empty() {
            page.note(
                "er is geen kaart bewaard; regie importeer standen … --kaart NAAM bewaart er een",
            );
        }
        for (name, map) in &kept {
            let (columns, names) = (map.columns.len(), map.names.len());
            page.text(&format!("{name}: {columns} kolommen, {names} namen"));
        }
        return Ok(0);
    }
    let (name, map) = found(&kept, name)?;
    if !matches.get_flag("weg") {
        page.json(map)?;
        return Ok(0);
    }
    keep(&maps, name, None)?;
    page.text(&format!("kaart {name} is verwijderd"));
    Ok(0)
}

fn found<'a>(kept: &'a [(String, Map)], name: &str) -> Result<&'a (String, Map), Failure> {
    let mut all = kept.iter();
    all.find(|(own, _)| own.to_lowercase() == name.to_lowercase())
        .ok_or_else(|| {
            let names: Vec<&str> = kept.iter().map(|(name, _)| name.as_str()).collect();
            let known = match names.as_slice() {
                [] => "er is er geen bewaard".to_string(),
                names => format!("er zijn: {}", names.join(", ")),
            };
            Failure::new(NOT_FOUND, format!("kaart “{name}” is er niet; {known}"))
        })
}

fn shelf(options: &Options) -> Result<Maps, Failure> {
    let nowhere = || Failure::new(FAILED, "er is geen map voor uw eigen kaarten");
    Maps::of(&options.author).ok_or_else(nowhere)
}

fn read(maps: &Maps) -> Result<Vec<(String, Map)>, Failure> {
    maps.read().map_err(|why| Failure::new(FAILED, why))
}

fn keep(maps: &Maps, name: &str, map: Option<&Map>) -> Result<(), Failure> {
    maps.keep(name, map)
        .map_err(|why| Failure::new(FAILED, why))
}

/// A map, and where it is kept.
pub struct Known {
    /// With what was typed beside it.
    pub map: Map,
    /// The name it is kept under; none where it isn't.
    pub name: Option<String>,
    /// Whether it is another than what is kept.
    pub changed: bool,
    /// Why nothing is known of it, where there is none under that name and nothing was typed.
    pub missing: Option<Failure>,
}

/// The map that `--kaart` names, with what was typed beside it.
pub fn known(options: &Options, named: &str, typed: Map) -> Result<Known, Failure> {
    let known = |map, name: Option<&str>, changed| Known {
        map,
        name: name.map(str::to_string),
        changed,
        missing: None,
    };
    if named.is_empty() {
        return Ok(known(typed, None, false));
    }
    if is_file(named) {
        let given = Given::read(Path::new(named)).map_err(|why| Failure::new(FAILED, why))?;
        let map: Map = serde_json::from_slice(&given.bytes).map_err(|why| {
            let (line, column) = (why.line(), why.column());
            Failure::usage(format!(
                "{}, regel {line}, kolom {column}: dit is geen kaart; regie importeer kaart NAAM toont er een",
                given.name
            ))
        })?;
        return Ok(known(map.with(typed), None, false));
    }
    let kept = read(&shelf(options)?)?;
    match found(&kept, named) {
        Ok((name, map)) => {
            let whole = map.clone().with(typed);
            let changed = whole != *map;
            Ok(known(whole, Some(name), changed))
        }
        Err(unknown) => {
            let sentence = format!(
                "{}; zeg met --kolom en --naam wat wat is, en zij wordt bewaard",
                unknown.sentence
            );
            let nothing = typed == Map::default();
            let missing = nothing.then(|| Failure::new(unknown.code, sentence));
            Ok(Known {
                missing,
                ..known(typed, Some(named), true)
            })
        }
    }
}

/// Whether what stands after `--kaart` is a file, and not a name.
pub fn is_file(named: &str) -> bool {
    Path::new(named).extension().is_some_and(|it| it == "json") || named.contains('/')
}

/// Keeps a map that became another.
pub fn keep_under(options: &Options, name: &str, map: &Map) -> Result<(), Failure> {
    keep(&shelf(options)?, name, Some(map))
}

/// Tells that it did.
pub fn is_kept(name: &str) -> String {
    format!("kaart {name} is bewaard; zie regie importeer kaart")
}
