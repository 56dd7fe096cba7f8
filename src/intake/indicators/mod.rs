//! Council indicators out of a table: CBS open data, or any table whose columns say area, period,
//! indicator, figure and unit. What would be taken in is a list of edits; nothing is taken in here.

mod fate;
pub mod heads;
mod lack;
pub mod meta;
mod own;
mod read;
mod taken;
pub mod words;

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::given::Given;
use super::readings::map::Map;
use super::table::{Cell, Row, Sheet};
use crate::plan::edit::free_id;
use crate::plan::find::fold;
use crate::plan::model::context::source::Source;
use crate::plan::model::context::{COUNTRY, Context, Figure, Stretch, Was};
use crate::plan::model::number::Decimal;
use crate::plan::model::shared::Shared;
use crate::plan::{Id, Plan};
pub use fate::{Fate, Line};
use heads::Heads;
use heads::ROLES;
pub use lack::{Ask, Lack};
use meta::Meta;
use read::{Read, Reader, Topic, Units, topics};
use taken::Taken;
use words::Decimals;

/// What is said beside the table.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// The day it is taken in.
    pub today: NaiveDate,
    /// How decimals are written, where that is said.
    pub decimals: Option<Decimals>,
    /// The metadata of the CBS, where that is given.
    pub meta: Option<&'a Meta>,
}

/// What a table comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The sheet.
    pub sheet: Option<String>,
    /// Each figure of an area that counts, in the order of the rows.
    pub lines: Vec<Line>,
    /// Figures of other areas.
    pub elsewhere: usize,
    /// Cells without a figure.
    pub blank: usize,
    /// The indicator that a unit which was said of none by name turned out to be of, and that unit.
    pub settled: Option<(String, String)>,
    /// Indicators of which a unit was said, and that the table hasn't.
    pub unmet: Vec<String>,
    /// A unit that was said of none by name, and that is of none: each has one.
    pub idle: Option<String>,
    /// By indicator, where another unit was said than the table has, which holds: that, and what was said.
    pub overruled: BTreeMap<String, (String, String)>,
    /// The indicators it has figures of, in the order they are met.
    taken: Vec<Taken>,
}

impl Proposal {
    /// That a unit the table has holds over one that was said, in Dutch.
    pub fn held(&self) -> impl Iterator<Item = String> {
        self.overruled.iter().map(|(name, (own, said))| {
            format!("{name}: het bestand zegt zelf “{own}”, en dat geldt; niet “{said}”")
        })
    }

    /// How many figures come to this.
    pub fn count(&self, of: impl Fn(&Fate) -> bool) -> usize {
        self.lines.iter().filter(|line| of(&line.fate)).count()
    }
}

/// That each column of a map is of a role there is here.
///
/// # Errors
/// A Dutch sentence.
pub fn check(map: &Map) -> Result<(), String> {
    let known = |word: &&String| ROLES.iter().any(|(role, _)| role == word);
    let Some(word) = map.columns.keys().find(|word| !known(word)) else {
        return Ok(());
    };
    let roles = ROLES.map(|(role, _)| role).join(", ");
    Err(format!(
        "“{word}” is geen soort kolom van omgevingscijfers; kies {roles}"
    ))
}

/// What the one sheet with figures comes to.
///
/// # Errors
/// What lacks: no sheet, or more than one, has heads that are known; it isn't said which area is the
/// municipality, who publishes it, or in what unit.
pub fn propose(
    plan: &Plan,
    (given, sheets): (&Given, &[Sheet]),
    map: &Map,
    said: Said<'_>,
) -> Result<Proposal, Lack> {
    let (mut found, mut why) = (Vec::new(), None);
    for sheet in sheets {
        match heads::find(sheet, map) {
            Ok(heads) => found.push((sheet, heads)),
            Err(sentence) => {
                let of = sheet.name.as_ref();
                let of = of.map_or_else(String::new, |it| format!("blad {it}: "));
                why = why.or(Some(of + &sentence));
            }
        }
    }
    match found.as_slice() {
        [(sheet, heads)] => of_sheet(plan, (given, sheet, heads), map, said),
        [] => Err(match why {
            Some(why) => Lack::asking(vec![Ask::Columns], why),
            None => "er staat geen tabel in".to_string().into(),
        }),
        several => {
            let names = several.iter().filter_map(|(it, _)| it.name.as_deref());
            let names: Vec<&str> = names.collect();
            let names = names.join(", ");
            let sentence = format!("meer bladen hebben cijfers; kies met --blad: {names}");
            Err(Lack::asking(vec![Ask::Columns], sentence))
        }
    }
}

fn of_sheet(
    plan: &Plan,
    (given, sheet, heads): (&Given, &Sheet, &Heads),
    map: &Map,
    said: Said<'_>,
) -> Result<Proposal, Lack> {
    let rows = || sheet.rows.iter().skip(heads.row + 1);
    let whole = own::whole(plan, map, (sheet, heads))?;
    let own = own::area(plan, map, (sheet, heads), said.meta)?;
    let group = map.whole.get("groep").map(|it| words::area(it));
    let topics = topics(heads, said.meta);
    let head = sheet.rows.get(heads.row).map(|row| row.cell(heads.period));
    let head = head.map_or_else(String::new, Cell::shown);
    let figures = || {
        let cells = rows().flat_map(|row| topics.iter().map(move |it| row.cell(it.at)));
        words::decimals(cells)
    };
    let mut reader = Reader {
        heads,
        map,
        how: said.decimals.or_else(figures),
        coded: match heads.area {
            Some(at) => rows().all(|row| {
                let area = row.cell(at);
                area.is_blank() || words::is_code(&area.shown())
            }),
            None => heads
                .topics
                .iter()
                .any(|(_, head)| words::is_numbered(head)),
        },
        meta: said.meta.map(|meta| (meta, head)),
        units: Units::of(map),
    };
    let mut taking = Taking::new(plan, (&own, group.as_deref()), (given, sheet), said);
    let area = |row: &Row| match (&whole, heads.area) {
        (Some(whole), _) => whole.clone(),
        (None, Some(at)) => words::area(&row.cell(at).shown()),
        (None, None) => String::new(),
    };
    reader.settle(rows().filter(|row| taking.counts(&area(row))), &topics)?;
    for row in rows() {
        let area = area(row);
        if area.is_empty() {
            continue;
        }
        for topic in &topics {
            if taking.counts(&area) {
                taking.one(&reader, row, (&area, topic))?;
            } else {
                taking.elsewhere += usize::from(!row.cell(topic.at).is_blank());
            }
        }
    }
    if taking.lines.is_empty() {
        return Err(format!(
            "er staat geen cijfer in van {own} of Nederland; zeg met --gebied welk gebied {} is",
            plan.municipality
        )
        .into());
    }
    let mut proposal = taking.proposal(sheet);
    proposal.unmet = reader.units.unmet(map);
    proposal.settled = reader.units.settled;
    proposal.idle = reader.units.idle;
    proposal.overruled = reader.units.overruled;
    Ok(proposal)
}

/// What comes in, one figure after another.
struct Taking<'a> {
    plan: &'a Plan,
    own: &'a str,
    group: Option<&'a str>,
    file: (&'a Given, &'a Sheet),
    said: Said<'a>,
    /// The indicators as they would be, by folded title; and of each figure its place.
    all: BTreeMap<String, Wanted<'a>>,
    /// In the order they are met.
    order: Vec<String>,
    lines: Vec<Line>,
    elsewhere: usize,
    blank: usize,
}

/// An indicator on its way in.
struct Wanted<'a> {
    now: Option<&'a Context>,
    /// The figures it has in the plan.
    kept: HashMap<(&'a str, Stretch, &'a str), &'a Figure>,
    head: Context,
    from: Vec<Figure>,
    to: Vec<Figure>,
    /// The row a figure came from, and its place in `to`; none where it was there already.
    met: HashMap<(String, Stretch, String), (u32, Decimal)>,
}

impl<'a> Taking<'a> {
    fn new(
        plan: &'a Plan,
        (own, group): (&'a str, Option<&'a str>),
        file: (&'a Given, &'a Sheet),
        said: Said<'a>,
    ) -> Self {
        let (all, order, lines) = (BTreeMap::new(), Vec::new(), Vec::new());
        Self {
            plan,
            own,
            group,
            file,
            said,
            all,
            order,
            lines,
            elsewhere: 0,
            blank: 0,
        }
    }

    /// Whether figures of an area are taken in: the municipality's, the country's and the group's.
    fn counts(&self, area: &str) -> bool {
        let groups = self
            .plan
            .context
            .iter()
            .filter_map(|it| it.group.as_deref());
        area == self.own
            || area == COUNTRY
            || self.group == Some(area)
            || groups.into_iter().any(|it| it == area)
    }

    fn one(
        &mut self,
        reader: &Reader<'_>,
        row: &Row,
        (area, topic): (&str, &Topic),
    ) -> Result<(), Lack> {
        let mut line = Line {
            row: row.number,
            title: reader.title(row, topic),
            area: area.to_string(),
            period: row.cell(reader.heads.period).shown(),
            value: row.cell(topic.at).shown(),
            unit: reader.unit(row, topic),
            fate: Fate::Double,
        };
        match reader.read(row, topic) {
            Ok(None) => {
                self.blank += 1;
                return Ok(());
            }
            Ok(Some(read)) => {
                line.period = read.period.shown();
                line.value = read.value.to_string();
                line.fate = self.taken(reader, row, area, read)?;
            }
            Err(why) => line.fate = Fate::Wrong(why),
        }
        self.lines.push(line);
        Ok(())
    }

    fn taken(
        &mut self,
        reader: &Reader<'_>,
        row: &Row,
        area: &str,
        read: Read,
    ) -> Result<Fate, Lack> {
        let key = fold::phrase(&read.title);
        if !self.all.contains_key(&key) {
            let wanted = self.wanted(reader, &read)?;
            self.all.insert(key.clone(), wanted);
            self.order.push(key.clone());
        }
        let (given, sheet) = self.file;
        let Some(wanted) = self.all.get_mut(&key) else {
            return Ok(Fate::Double);
        };
        // Another source may have another name for the municipality.
        let own = wanted.head.own.clone();
        let area = if area == self.own { &own } else { area };
        let place = (area.to_string(), read.period, read.unit.clone());
        if let Some((other, value)) = wanted.met.get(&place) {
            return Ok(if *value == read.value {
                Fate::Double
            } else {
                Fate::Wrong(format!("in rij {other} staat {value}"))
            });
        }
        wanted.met.insert(place, (row.number, read.value));
        let now = wanted.kept.get(&(area, read.period, &*read.unit)).copied();
        let mut figure = Figure {
            area: area.to_string(),
            period: read.period,
            value: read.value,
            unit: read.unit,
            status: read.status,
            taken: self.said.today,
            source: Some(Source {
                file: given.name.clone().into(),
                sheet: sheet.name.clone().map(Shared::from),
                row: row.number,
                sha256: given.sha256.clone().into(),
            }),
            was: Vec::new(),
        };
        let Some(now) = now else {
            wanted.to.push(figure);
            return Ok(Fate::New);
        };
        let says_no_more = figure.status.is_none() || figure.status == now.status;
        if figure.value == now.value && says_no_more {
            return Ok(Fate::Double);
        }
        let odd = fate::odd(now, &figure);
        figure.status = figure.status.or(now.status);
        figure.was.clone_from(&now.was);
        figure.was.push(Was {
            value: now.value,
            status: now.status,
            taken: now.taken,
        });
        wanted.from.push(now.clone());
        wanted.to.push(figure);
        let status = now
            .status
            .map_or_else(String::new, |it| format!(" ({})", it.word()));
        Ok(Fate::Revised(format!("{}{status}", now.value), odd))
    }

    /// The indicator a figure is of: one of the plan's by its title, or a new one.
    fn wanted(&self, reader: &Reader<'_>, read: &Read) -> Result<Wanted<'a>, Lack> {
        let title = fold::phrase(&read.title);
        let now = self
            .plan
            .context
            .iter()
            .find(|it| fold::phrase(&it.title) == title);
        let head = if let Some(now) = now {
            now.head()
        } else {
            let of_cbs = reader.coded.then(|| "CBS".to_string());
            let title = &read.title;
            let lack = || {
                let sentence = format!("wie publiceert “{title}”? Zeg het met --bron");
                Lack::asking(vec![Ask::Source(title.clone())], sentence)
            };
            let source = read.source.clone().or(of_cbs).ok_or_else(lack)?;
            Context {
                id: Id::new(),
                title: read.title.clone(),
                source,
                chapters: Vec::new(),
                own: self.own.to_string(),
                group: None,
                values: Vec::new(),
            }
        };
        let kept = now.into_iter().flat_map(|it| &it.values);
        Ok(Wanted {
            now,
            kept: kept.map(|it| (it.key(), it)).collect(),
            head,
            from: Vec::new(),
            to: Vec::new(),
            met: HashMap::new(),
        })
    }

    fn proposal(mut self, sheet: &Sheet) -> Proposal {
        let first = free_id(self.plan);
        let number = first.strip_prefix('X').and_then(|it| it.parse().ok());
        let mut free = number.unwrap_or(1_u64)..;
        let mut taken = Vec::new();
        for key in &self.order {
            let Some(wanted) = self.all.remove(key) else {
                continue;
            };
            let mut after = wanted.head.clone();
            after.group = self.group.map(str::to_string).or(after.group);
            after.values = wanted.to;
            let before = wanted.now.map(|_| Context {
                values: wanted.from,
                ..wanted.head
            });
            if before.is_none() {
                after.id = format!("X{}", free.next().unwrap_or_default());
            }
            taken.push(Taken { before, after });
        }
        Proposal {
            sheet: sheet.name.clone(),
            lines: self.lines,
            elsewhere: self.elsewhere,
            blank: self.blank,
            settled: None,
            unmet: Vec::new(),
            idle: None,
            overruled: BTreeMap::new(),
            taken,
        }
    }
}

#[cfg(test)]
mod tests;
