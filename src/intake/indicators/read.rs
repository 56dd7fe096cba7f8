//! A row of the table as a figure: what it is of, when, how much, in what, and how sure.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::heads::Heads;
use super::lack::Lack;
use super::meta::Meta;
use super::words::{self, Decimals};
use crate::intake::readings::map::Map;
use crate::intake::table::Row;
use crate::plan::find::fold;
use crate::plan::model::context::{Finality, Stretch};
use crate::plan::model::number::Decimal;

/// A column of figures: its place, its head, and what it counts where the column says that.
pub(super) struct Topic {
    pub(super) at: usize,
    head: String,
    name: Option<String>,
    /// Its unit as the metadata has it.
    unit: Option<String>,
    /// The unit in the words of its head.
    worded: Option<String>,
}

pub(super) fn topics(heads: &Heads, meta: Option<&Meta>) -> Vec<Topic> {
    if let Some(at) = heads.value {
        return vec![Topic {
            at,
            head: String::new(),
            name: None,
            unit: None,
            worded: None,
        }];
    }
    let of = |(at, head): &(usize, String)| {
        let known = meta.and_then(|meta| meta.topic(head)).cloned();
        let (name, worded) = words::topic(head);
        let (name, unit) = known.map_or((name, None), |it| (it.title, it.unit));
        Topic {
            at: *at,
            head: head.clone(),
            name: Some(name),
            unit,
            worded,
        }
    };
    heads.topics.iter().map(of).collect()
}

/// How rows are read.
pub(super) struct Reader<'a> {
    pub(super) heads: &'a Heads,
    pub(super) map: &'a Map,
    pub(super) how: Option<Decimals>,
    /// Whether every area is a code of the CBS.
    pub(super) coded: bool,
    /// What the codes stand for, and the head of the column of periods.
    pub(super) meta: Option<(&'a Meta, String)>,
    /// What was said of units.
    pub(super) units: Units,
}

/// What was said of units, of which the table says none.
#[derive(Default)]
pub(super) struct Units {
    /// By the folded name of their indicator.
    said: HashMap<String, String>,
    /// The names among them that the table has.
    met: HashSet<String>,
    /// The one indicator that a unit without a name turned out to be of.
    pub(super) settled: Option<(String, String)>,
    /// A unit without a name that is of none: each has one.
    pub(super) idle: Option<String>,
    /// By name, what was said where the table says another itself, which holds: that, and what was said.
    pub(super) overruled: BTreeMap<String, (String, String)>,
}

impl Units {
    /// As a map has them.
    pub(super) fn of(map: &Map) -> Self {
        let said = map.units.iter();
        let said = said.map(|(name, unit)| (fold::phrase(name), words::unit(unit)));
        Self {
            said: said.collect(),
            ..Self::default()
        }
    }

    /// The names that were said, and that no figure of the table goes by.
    pub(super) fn unmet(&self, map: &Map) -> Vec<String> {
        let names = map.units.keys();
        let unmet = names.filter(|it| !self.met.contains(&fold::phrase(it)));
        unmet.cloned().collect()
    }
}

/// A figure as it is read.
pub(super) struct Read {
    pub(super) title: String,
    pub(super) source: Option<String>,
    pub(super) period: Stretch,
    pub(super) value: Decimal,
    pub(super) unit: String,
    pub(super) status: Option<Finality>,
}

impl Reader<'_> {
    fn text(row: &Row, column: Option<usize>) -> String {
        column.map_or_else(String::new, |at| row.cell(at).shown())
    }

    /// What it is of: the column, the row, or both. That it is of all of them together comes last: a narrow
    /// column shows what comes first.
    pub(super) fn title(&self, row: &Row, topic: &Topic) -> String {
        let (mut some, mut all) = (Vec::new(), Vec::new());
        for (at, head) in &self.heads.parts {
            let code = row.cell(*at).shown();
            let meta = self.meta.as_ref();
            let title = meta.and_then(|(meta, _)| meta.title(head, &code));
            let title = title.map_or_else(|| code.clone(), str::to_string);
            match title.as_str() {
                "" => {}
                _ if words::is_of_all(&code, &title) => all.push(title),
                _ => some.push(title),
            }
        }
        some.extend(topic.name.clone());
        some.extend(all);
        some.join(", ")
    }

    /// In what a figure is: its row says it, or the metadata; else it was said of its indicator, or
    /// stands in the head.
    pub(super) fn unit(&self, row: &Row, topic: &Topic) -> String {
        let of_row = words::unit(&Self::text(row, self.heads.unit));
        if !of_row.is_empty() {
            return of_row;
        }
        let said = || Some(self.units.said.get(&self.said_as(row, topic)?)?.clone());
        let own = topic.unit.clone().or_else(said);
        own.or_else(|| topic.worded.clone()).unwrap_or_default()
    }

    /// The name by which something was said of the unit of a figure, folded: its indicator's, or the
    /// head of its column.
    fn said_as(&self, row: &Row, topic: &Topic) -> Option<String> {
        if self.units.said.is_empty() {
            return None;
        }
        let names = [Some(&topic.head), topic.name.as_ref()];
        let names = names.into_iter().flatten().map(|it| fold::phrase(it));
        let title = std::iter::once_with(|| fold::phrase(&self.title(row, topic)));
        let mut all = title.chain(names);
        all.find(|name| self.units.said.contains_key(name))
    }

    /// By what name the unit of a figure is asked: the head of its column, or its indicator.
    fn subject(&self, row: &Row, topic: &Topic) -> String {
        if topic.head.is_empty() {
            self.title(row, topic)
        } else {
            topic.head.clone()
        }
    }

    /// Takes a unit that was said of no indicator by name for the one that has none.
    ///
    /// # Errors
    /// What lacks a unit still.
    pub(super) fn settle<'r>(
        &mut self,
        rows: impl Iterator<Item = &'r Row>,
        topics: &[Topic],
    ) -> Result<(), Lack> {
        let (mut lacking, mut seen): (Vec<String>, HashSet<String>) = Default::default();
        let mut there = HashSet::new();
        for row in rows {
            for topic in topics {
                let said = self.said_as(row, topic);
                let unit = self.unit(row, topic);
                self.units.met.extend(said.clone());
                if let Some(said) = said.and_then(|name| self.units.said.get(&name))
                    && *said != unit
                {
                    let held = (unit.clone(), said.clone());
                    self.units.overruled.insert(self.subject(row, topic), held);
                }
                let figure = || matches!(words::figure(row.cell(topic.at), self.how), Ok(Some(_)));
                if !unit.is_empty() {
                    there.insert(unit);
                    continue;
                }
                let subject = self.subject(row, topic);
                if figure() && !subject.is_empty() && seen.insert(fold::phrase(&subject)) {
                    lacking.push(subject);
                }
            }
        }
        let bare = self.map.whole.get("eenheid").map(|it| words::unit(it));
        match (lacking.as_slice(), bare) {
            ([], bare) => {
                self.units.idle = bare.filter(|it| !there.contains(it));
                Ok(())
            }
            ([one], Some(bare)) => {
                self.units.said.insert(fold::phrase(one), bare.clone());
                self.units.settled = Some((one.clone(), bare));
                Ok(())
            }
            (lacking, bare) => {
                let numbered = topics.iter().any(|it| words::is_numbered(&it.head));
                let tip = if numbered && self.meta.is_none() {
                    ", of geef met --metadata het bestand dat het CBS erbij levert"
                } else {
                    ""
                };
                Err(Lack::units(lacking, bare.as_deref(), tip))
            }
        }
    }

    /// None where there is no figure.
    pub(super) fn read(&self, row: &Row, topic: &Topic) -> Result<Option<Read>, String> {
        let Some((value, marked)) = words::figure(row.cell(topic.at), self.how)? else {
            return Ok(None);
        };
        let when = row.cell(self.heads.period);
        let (period, starred) = words::period(when).ok_or_else(|| {
            let shown = when.shown();
            format!("“{shown}” is geen periode; schrijf 2024, 2024HJ01, 2024KW01 of 2024MM05")
        })?;
        let unit = self.unit(row, topic);
        if unit.is_empty() {
            return Err("er staat geen eenheid bij".to_string());
        }
        let title = self.title(row, topic);
        if title.is_empty() {
            return Err("er staat niet bij van welke indicator het is".to_string());
        }
        let of_row = words::status(&Self::text(row, self.heads.status))?;
        let meta = self.meta.as_ref();
        let of_period = meta.map_or("", |(meta, head)| meta.status(head, &when.shown()));
        let of_period = words::status(of_period)?;
        let whole = self.map.whole.get("status");
        let whole = whole.map_or(Ok(None), |it| words::status(it))?;
        let marked = (marked || starred).then_some(Finality::Provisional);
        let source = Some(Self::text(row, self.heads.source)).filter(|it| !it.is_empty());
        Ok(Some(Read {
            title,
            source: source.or_else(|| self.map.whole.get("bron").cloned()),
            period,
            value,
            unit,
            status: of_row.or(marked).or(of_period).or(whole),
        }))
    }
}
