//! A row of the table as a figure: what it is of, when, how much, in what, and how sure.

use super::heads::Heads;
use super::meta::Meta;
use super::words::{self, Decimals};
use crate::intake::readings::map::Map;
use crate::intake::table::Row;
use crate::plan::model::context::{Finality, Stretch};
use crate::plan::model::number::Decimal;

/// A column of figures: its place, what it counts, and its unit where the column says it.
pub(super) struct Topic {
    pub(super) at: usize,
    pub(super) name: Option<String>,
    pub(super) unit: Option<String>,
}

pub(super) fn topics(heads: &Heads, map: &Map, meta: Option<&Meta>) -> Result<Vec<Topic>, String> {
    let whole = map.whole.get("eenheid").map(|it| words::unit(it));
    if let Some(at) = heads.value {
        if heads.unit.is_none() && whole.is_none() {
            return Err("in welke eenheid staan de cijfers? Zeg het met --eenheid".to_string());
        }
        let (name, unit) = (None, whole);
        return Ok(vec![Topic { at, name, unit }]);
    }
    let of = |(at, head): &(usize, String)| {
        let known = meta.and_then(|meta| meta.topic(head)).cloned();
        let (name, unit) = known.map_or_else(|| words::topic(head), |it| (it.title, it.unit));
        let unit = unit.or_else(|| whole.clone());
        if unit.is_none() && heads.unit.is_none() {
            let beside = if words::is_numbered(head) {
                ", of geef met --metadata het bestand dat het CBS erbij levert"
            } else {
                ""
            };
            return Err(format!(
                "in welke eenheid staat “{head}”? Zeg het met --eenheid{beside}"
            ));
        }
        let (at, name) = (*at, Some(name));
        Ok(Topic { at, name, unit })
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

    /// What it is of: the column, the row, or both.
    pub(super) fn title(&self, row: &Row, topic: &Topic) -> String {
        let parts = self.heads.parts.iter().map(|(at, head)| {
            let code = row.cell(*at).shown();
            let meta = self.meta.as_ref();
            let title = meta.and_then(|(meta, _)| meta.title(head, &code));
            title.map_or_else(|| code.clone(), str::to_string)
        });
        let parts: Vec<String> = parts.filter(|it| !it.is_empty()).collect();
        let of_row = parts.join(", ");
        match &topic.name {
            None => of_row,
            Some(name) if of_row.is_empty() => name.clone(),
            Some(name) => format!("{of_row}, {name}"),
        }
    }

    pub(super) fn unit(&self, row: &Row, topic: &Topic) -> String {
        let of_row = words::unit(&Self::text(row, self.heads.unit));
        if of_row.is_empty() {
            topic.unit.clone().unwrap_or_default()
        } else {
            of_row
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
            format!("“{shown}” is geen periode; schrijf 2024, 2024KW01 of 2024MM05")
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
