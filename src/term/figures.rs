//! Figures in a file beside the plan, read by the kept map that finds most of them.

use std::path::Path;

use chrono::NaiveDate;

use crate::app::message::{Comes, Intake, TableFile, TakesIn};
use crate::intake::given::Given;
use crate::intake::indicators::Said;
use crate::intake::readings::Hand;
use crate::intake::readings::map::Map;
use crate::intake::{indicators, readings, table};
use crate::own::maps::Maps;
use crate::plan::Plan;
use crate::plan::edit::Edit;
use crate::store::Keeper;

/// Which file, and for whom.
pub struct Wanted {
    /// The file, and what was said of it.
    pub sheet: TableFile,
    /// The plan, of all its years.
    pub plan: Plan,
    /// Who takes it in.
    pub user: String,
    /// Today.
    pub today: NaiveDate,
}

/// A map, the name it is kept under, and what a file comes to by it.
struct Reading {
    name: Option<String>,
    map: Map,
    comes: Comes,
}

/// What the file would record, or a Dutch sentence. What was said of its names is kept in its map.
pub fn read(keeper: &dyn Keeper, wanted: Wanted) -> Result<Box<Intake>, String> {
    let path = keeper
        .table(&wanted.sheet.file)
        .map_err(|why| why.to_string())?;
    let given = Given::read(&path)?;
    let maps = Maps::of(&wanted.user);
    let kept = maps.as_ref().map_or_else(|| Ok(Vec::new()), Maps::read)?;
    let under = stem(&given.name);
    let none = std::iter::once((None, Map::default()));
    let all = none.chain(kept.iter().cloned().map(|(name, map)| (Some(name), map)));
    let (mut best, mut why): (Option<Reading>, Option<String>) = (None, None);
    for (name, mut map) in all.filter(|(_, map)| wanted.fits(map)) {
        map.names.extend(wanted.sheet.names.clone());
        match wanted.comes(&given, &map) {
            Ok(comes) => {
                let new = Reading { name, map, comes };
                let worth = |it: &Reading| (it.comes.placed(), it.name.as_ref() == Some(&under));
                if best.as_ref().is_none_or(|it| worth(&new) > worth(it)) {
                    best = Some(new);
                }
            }
            Err(sentence) => why = why.or(Some(sentence)),
        }
    }
    let Some(Reading {
        name,
        map,
        mut comes,
    }) = best
    else {
        let why = why.unwrap_or_default();
        return Err(format!("{}: {why}", given.name));
    };
    let said = !wanted.sheet.names.is_empty();
    let map = match maps.filter(|_| said) {
        Some(maps) => {
            let name = name.unwrap_or_else(|| free(under, &kept));
            maps.keep(&name, Some(&map))?;
            Some(name)
        }
        None => name,
    };
    let edits = comes.take_edits(&given);
    let sheet = wanted.sheet;
    Ok(Box::new(Intake {
        sheet,
        map,
        comes,
        edits,
    }))
}

impl Wanted {
    /// Whether a map is of such figures.
    fn fits(&self, map: &Map) -> bool {
        match self.sheet.takes {
            TakesIn::Readings => map.check().is_ok(),
            TakesIn::Context => indicators::check(map).is_ok(),
        }
    }

    fn comes(&self, given: &Given, map: &Map) -> Result<Comes, String> {
        let sheets = table::read(given, map.sheet.as_deref())?;
        match self.sheet.takes {
            TakesIn::Readings => {
                let hand = Hand {
                    by: &self.user,
                    today: self.today,
                    replaces: false,
                };
                readings::propose(&self.plan, &sheets, map, hand).map(Comes::Readings)
            }
            TakesIn::Context => {
                let said = Said {
                    today: self.today,
                    decimals: None,
                    chapters: &self.sheet.chapters,
                    meta: None,
                };
                let comes = indicators::propose(&self.plan, (given, &sheets), map, said);
                let comes = comes.map(Comes::Context);
                comes.map_err(|lack| lack.sentence)
            }
        }
    }
}

impl Comes {
    /// How many figures have a place.
    fn placed(&self) -> usize {
        match self {
            Self::Readings(it) => {
                use readings::Fate;
                it.count(|fate| matches!(fate, Fate::New(..) | Fate::Double | Fate::Conflict(_)))
            }
            Self::Context(it) => it.count(|fate| !matches!(fate, indicators::Fate::Wrong(_))),
        }
    }

    fn take_edits(&mut self, given: &Given) -> Vec<Edit> {
        match self {
            Self::Readings(it) => it.take_edits(given),
            Self::Context(it) => std::mem::take(&mut it.edits),
        }
    }
}

/// A file's name without what says of which kind it is.
fn stem(file: &str) -> String {
    let stem = Path::new(file).file_stem();
    stem.map_or_else(String::new, |it| it.to_string_lossy().into_owned())
}

/// A name that no kept map has.
fn free(name: String, kept: &[(String, Map)]) -> String {
    let is_kept = |name: &String| kept.iter().any(|(other, _)| other == name);
    if !is_kept(&name) {
        return name;
    }
    let mut numbered = (2..).map(|number| format!("{name}-{number}"));
    numbered.find(|name| !is_kept(name)).unwrap_or(name)
}
