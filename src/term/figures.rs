//! Figures in a file beside the plan, read by the kept map that finds most of them.

use std::path::Path;

use chrono::NaiveDate;

use crate::app::message::{Aside, Beside, Comes, Figures, Intake, TableFile, TakesIn};
use crate::intake::asked::{Of, Walk};
use crate::intake::indicators::Said;
use crate::intake::indicators::meta::{self, Meta};
use crate::intake::readings::Hand;
use crate::intake::readings::map::Map;
use crate::intake::table::kept::Kept;
use crate::intake::{indicators, readings};
use crate::own::maps::Maps;
use crate::plan::Plan;
use crate::store::Keeper;

/// Which file, and for whom.
pub struct Wanted {
    /// The file, and what was said of it.
    pub sheet: TableFile,
    /// What was read of it already.
    pub before: Option<Box<Intake>>,
    /// The plan, of all its years.
    pub plan: Plan,
    /// Who takes it in.
    pub user: String,
    /// Today.
    pub today: NaiveDate,
}

/// A map, the name it is kept under, and what a file comes to by it.
struct Reading {
    by: (Option<String>, Map),
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
pub fn read(keeper: &dyn Keeper, mut wanted: Wanted) -> Figures {
    let before = wanted.before.take().map(Ok);
    let mut intake = match before.unwrap_or_else(|| opened(keeper, &wanted.sheet)) {
        Ok(intake) => intake,
        Err(sentence) => return Figures::Read(Err(sentence)),
    };
    if intake.sheet.meta != wanted.sheet.meta {
        intake.meta = metadata(keeper, &wanted.sheet, &intake.files);
    }
    if wanted.held_anew(&mut intake) {
        return Figures::Read(Ok(intake));
    }
    match wanted.by_maps(&mut intake) {
        Ok(()) => Figures::Read(Ok(intake)),
        Err(Why { sentence, walk }) => match walk {
            Some(walk) => Figures::Asks(intake, walk),
            None => Figures::Read(Err(sentence)),
        },
    }
}

fn opened(keeper: &dyn Keeper, sheet: &TableFile) -> Result<Box<Intake>, String> {
    let path = keeper.table(&sheet.file).map_err(|why| why.to_string())?;
    let files = keeper.tables();
    Ok(Box::new(Intake {
        sheet: sheet.clone(),
        table: Kept::read(&path)?,
        meta: metadata(keeper, sheet, &files),
        files,
        by: None,
        comes: None,
        columns: None,
        aside: Aside::Nothing,
    }))
}

/// The metadata that the CBS delivers beside a table of council indicators.
fn metadata(
    keeper: &dyn Keeper,
    sheet: &TableFile,
    files: &[String],
) -> Option<(String, Result<Meta, String>)> {
    let name = match (sheet.takes, &sheet.meta) {
        (TakesIn::Readings, _) | (_, Beside::Nothing) => return None,
        (_, Beside::Found) => meta::beside(&sheet.file, files)?,
        (_, Beside::File(name)) => name,
    };
    let path = keeper.table(name).map_err(|why| why.to_string());
    let meta = path.and_then(|path| Meta::of(Kept::read(&path)?.sheets(None)?.1));
    Some((name.clone(), meta))
}

impl Wanted {
    /// Where nothing but what holds is said otherwise than before, that is worked out anew.
    fn held_anew(&self, intake: &mut Intake) -> bool {
        let holds = std::mem::replace(&mut intake.sheet.holds, self.sheet.holds.clone());
        let Some((Comes::Readings(proposal), revision)) = &mut intake.comes else {
            return false;
        };
        if intake.sheet != self.sheet || *revision != self.plan.revision {
            return false;
        }
        proposal.hold(&self.plan, self.hand(), &holds);
        true
    }

    /// What the file comes to by the kept map that finds most of its figures; once there is one, by that.
    fn by_maps(&self, intake: &mut Intake) -> Result<(), Why> {
        intake.sheet = self.sheet.clone();
        let name = intake.table.given().name.clone();
        let maps = Maps::of(&self.user);
        let kept = maps.as_ref().map_or_else(|| Ok(Vec::new()), Maps::read)?;
        let under = stem(&name);
        let all = || {
            let none = std::iter::once((None, Map::default()));
            let all = none.chain(kept.iter().cloned().map(|(name, map)| (Some(name), map)));
            all.filter(|(_, map)| self.fits(map)).collect()
        };
        let all: Vec<(Option<String>, Map)> = intake.by.take().map_or_else(all, |by| vec![by]);
        let meta = intake.meta.as_ref().and_then(|(_, it)| it.as_ref().ok());
        let (mut best, mut why): (Option<Reading>, Option<Why>) = (None, None);
        for by in all {
            match self.comes(
                (&mut intake.table, meta),
                &by.1.clone().with(self.sheet.said.clone()),
            ) {
                Ok((comes, columns)) => {
                    let new = Reading { by, comes, columns };
                    let worth =
                        |it: &Reading| (it.comes.placed(), it.by.0.as_ref() == Some(&under));
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
        let Some(Reading { by, comes, columns }) = best else {
            let why = why.unwrap_or_else(|| String::new().into());
            let sentence = format!("{name}: {}", why.sentence);
            let units = kept.iter().filter(|(_, map)| self.fits(map));
            let units = units.filter_map(|(_, map)| map.whole.get("eenheid"));
            let offering = |walk: Box<Walk>| Box::new(walk.offering(units));
            let walk = why.walk.map(offering);
            return Err(Why { sentence, walk });
        };
        let (mut called, mut map) = by;
        if matches!(&comes, Comes::Context(it) if it.idle.is_some()) {
            // Each has its own by now: of the next one it would be a guess.
            map.whole.remove("eenheid");
        }
        if let Some(maps) = maps.filter(|_| self.sheet.said != Map::default()) {
            let called = called.get_or_insert_with(|| free(under, &kept));
            maps.keep(called, Some(&map.clone().with(self.sheet.said.clone())))?;
        }
        intake.by = Some((called, map));
        intake.comes = Some((comes, self.plan.revision));
        intake.columns = Some(columns);
        Ok(())
    }

    fn hand(&self) -> Hand<'_> {
        Hand {
            by: &self.user,
            today: self.today,
            holds: &self.sheet.holds,
        }
    }

    /// Whether a map is of such figures.
    fn fits(&self, map: &Map) -> bool {
        match self.sheet.takes {
            TakesIn::Readings => map.check().is_ok(),
            TakesIn::Context => indicators::check(map).is_ok(),
        }
    }

    /// What it comes to by a map, and the questions which column is what.
    fn comes(
        &self,
        (table, meta): (&mut Kept, Option<&Meta>),
        map: &Map,
    ) -> Result<(Comes, Walk), Why> {
        let (given, sheets) = table.sheets(map.sheet.as_deref())?;
        let said = || self.sheet.said.clone();
        let year = self.plan.years().year_of(self.today);
        let columns = |of: Of| Walk::columns(of, sheets, said(), year);
        match self.sheet.takes {
            TakesIn::Readings => {
                let columns = columns(Of::Readings);
                match readings::propose(&self.plan, sheets, map, self.hand()) {
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
                    meta,
                };
                match indicators::propose(&self.plan, (given, sheets), map, beside) {
                    Ok(it) => Ok((Comes::Context(it), columns(Of::Context))),
                    Err(lack) => Err(Why {
                        walk: Walk::lacking(&lack, sheets, said(), &self.plan).map(Box::new),
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
