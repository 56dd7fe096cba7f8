//! Figures in a file beside the plan, read by the kept map that finds most of them.

use std::path::Path;

use chrono::NaiveDate;

use crate::app::message::{Asks, Comes, Figures, Intake, TableFile, TakesIn};
use crate::intake::asked::{Of, Walk};
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
    columns: Walk,
}

/// Why a file comes to nothing by a map, and what would be asked.
struct Why {
    sentence: String,
    walk: Option<Box<Walk>>,
}

impl From<String> for Why {
    fn from(sentence: String) -> Self {
        let walk = None;
        Self { sentence, walk }
    }
}

/// What the file would record, or what it doesn't say, or a Dutch sentence. What was said of it is kept
/// in its map.
pub fn read(keeper: &dyn Keeper, wanted: Wanted) -> Figures {
    let walk = match read_by_maps(keeper, &wanted) {
        Ok(intake) => return Figures::Read(Ok(intake)),
        Err(Why { sentence, walk }) => walk.ok_or(sentence),
    };
    let sheet = wanted.sheet;
    match walk {
        Ok(walk) => Figures::Asks(Box::new(Asks { sheet, walk: *walk })),
        Err(sentence) => Figures::Read(Err(sentence)),
    }
}

fn read_by_maps(keeper: &dyn Keeper, wanted: &Wanted) -> Result<Box<Intake>, Why> {
    let path = keeper.table(&wanted.sheet.file);
    let given = Given::read(&path.map_err(|why| why.to_string())?)?;
    let maps = Maps::of(&wanted.user);
    let kept = maps.as_ref().map_or_else(|| Ok(Vec::new()), Maps::read)?;
    let under = stem(&given.name);
    let none = std::iter::once((None, Map::default()));
    let all = none.chain(kept.iter().cloned().map(|(name, map)| (Some(name), map)));
    let (mut best, mut why): (Option<Reading>, Option<Why>) = (None, None);
    for (name, map) in all.filter(|(_, map)| wanted.fits(map)) {
        let map = map.with(wanted.sheet.said.clone());
        match wanted.comes(&given, &map) {
            Ok((comes, columns)) => {
                let new = Reading {
                    name,
                    map,
                    comes,
                    columns,
                };
                let worth = |it: &Reading| (it.comes.placed(), it.name.as_ref() == Some(&under));
                if best.as_ref().is_none_or(|it| worth(&new) > worth(it)) {
                    best = Some(new);
                }
            }
            // Of more maps the one that leaves the least to ask.
            Err(other) => {
                let left = |it: &Why| it.walk.as_ref().map_or(usize::MAX, |it| it.left());
                if why.as_ref().is_none_or(|it| left(&other) < left(it)) {
                    why = Some(other);
                }
            }
        }
    }
    let Some(Reading {
        name,
        map,
        mut comes,
        columns,
    }) = best
    else {
        let why = why.unwrap_or_else(|| String::new().into());
        let sentence = format!("{}: {}", given.name, why.sentence);
        return Err(Why { sentence, ..why });
    };
    let said = wanted.sheet.said != Map::default();
    let map = match maps.filter(|_| said) {
        Some(maps) => {
            let name = name.unwrap_or_else(|| free(under, &kept));
            maps.keep(&name, Some(&map))?;
            Some(name)
        }
        None => name,
    };
    let edits = comes.take_edits(&given);
    Ok(Box::new(Intake {
        sheet: wanted.sheet.clone(),
        map,
        comes,
        columns,
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

    /// What it comes to by a map, and the questions which column is what.
    fn comes(&self, given: &Given, map: &Map) -> Result<(Comes, Walk), Why> {
        let sheets = table::read(given, map.sheet.as_deref())?;
        let said = || self.sheet.said.clone();
        let year = self.plan.years().year_of(self.today);
        let columns = |of: Of| Walk::columns(of, &sheets, said(), year);
        match self.sheet.takes {
            TakesIn::Readings => {
                let hand = Hand {
                    by: &self.user,
                    today: self.today,
                    holds: &self.sheet.holds,
                };
                let columns = columns(Of::Readings);
                match readings::propose(&self.plan, &sheets, map, hand) {
                    Ok(it) => Ok((Comes::Readings(it), columns)),
                    Err(sentence) => Err(Why {
                        sentence,
                        walk: Some(columns).filter(|it| it.left() > 0).map(Box::new),
                    }),
                }
            }
            TakesIn::Context => {
                let beside = Said {
                    today: self.today,
                    decimals: None,
                    chapters: &self.sheet.chapters,
                    meta: None,
                };
                match indicators::propose(&self.plan, (given, &sheets), map, beside) {
                    Ok(it) => Ok((Comes::Context(it), columns(Of::Context))),
                    Err(lack) => Err(Why {
                        walk: Walk::lacking(&lack, &sheets, said(), &self.plan).map(Box::new),
                        sentence: lack.sentence,
                    }),
                }
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
                it.count(|it| {
                    it.is_new() || matches!(it, Fate::Double | Fate::Conflict(_) | Fate::Stays(_))
                })
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
