//! KPIs beside each other: how each indicator ended or stands in both plans, and what lies between.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::pairs::{self, Fate, Pair, holds};
use crate::plan::figures::{ended, light};
use crate::plan::model::date;
use crate::plan::model::kpi::{Earlier, Indicator, Kind, Kpi, Light, Target, Value};
use crate::plan::model::lookup::Item;
use crate::plan::model::number::Decimal;
use crate::plan::{Id, Plan};

/// KPIs that go with each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KpiRow {
    /// What became of them.
    pub fate: Fate,
    /// In the old plan.
    pub old: Vec<KpiSide>,
    /// In the new one.
    pub new: Vec<KpiSide>,
    /// Their indicators.
    pub indicators: Vec<IndicatorRow>,
}

/// A KPI of one of the two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KpiSide {
    /// Its id.
    pub id: Id,
    /// Its chapter.
    pub chapter: Id,
    /// Its words.
    pub text: String,
    /// Whether it still holds.
    pub holds: bool,
    /// Its light.
    pub light: Light,
    /// What the figures say against what was wanted first, where that was moved.
    pub first_light: Option<Light>,
}

/// Indicators that go with each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IndicatorRow {
    /// What became of them.
    pub fate: Fate,
    /// In the old plan.
    pub old: Vec<Stand>,
    /// In the new one.
    pub new: Vec<Stand>,
    /// Whether one can be held against the other.
    pub comparable: bool,
    /// What lies between; none where they can't be compared.
    pub difference: Option<Difference>,
    /// Where the new year still runs: what the old one had by the same day.
    pub same_day: Option<SameDay>,
}

/// What the year before had by the day the new one is seen on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SameDay {
    /// That day of the old year.
    #[serde(with = "crate::plan::model::date::iso")]
    pub on: NaiveDate,
    /// Its figure then; of parts of a whole in percents.
    pub value: Decimal,
    /// How much more the new one has.
    pub difference: Decimal,
}

/// How an indicator stands in one of the two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stand {
    /// Its id.
    pub id: Id,
    /// What it is about.
    pub label: String,
    /// How its year ended or stands.
    #[serde(flatten)]
    pub ended: Earlier,
    /// What the figures say against what was wanted first, where that was moved.
    pub first_light: Option<Light>,
}

/// How much more the new one has, and wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Of the values; of parts of a whole in percents. None where a year of the two still runs: a
    /// part of a year is not subtracted from a whole one.
    pub value: Option<Decimal>,
    /// Of what is wanted at least.
    pub target: Option<Decimal>,
}

impl KpiRow {
    /// Whether the two sides say something else.
    pub fn differs(&self) -> bool {
        self.old != self.new || self.indicators.iter().any(|row| row.old != row.new)
    }
}

/// A plan, and the day it is seen on.
pub type Side<'a> = (&'a Plan, NaiveDate);

/// Whether figures of the two tell of as much time: both years are over, or it is one year at two
/// moments, or of two municipalities on one day.
pub fn as_long((old, then): Side<'_>, (new, now): Side<'_>) -> bool {
    let over = ended::is_over(old.year, then) && ended::is_over(new.year, now);
    let of_one = pairs::name(old) == pairs::name(new) || then == now;
    over || old.year == new.year && of_one
}

/// Every KPI of both plans, once.
pub fn rows(old: Side<'_>, new: Side<'_>, pairs: &[Pair<'_>]) -> Vec<KpiRow> {
    let is_kpi = |item: &Item<'_>| matches!(item, Item::Kpi(..));
    let kpis = pairs
        .iter()
        .filter(|pair| pair.old.iter().chain(&pair.new).any(is_kpi));
    let rows = kpis.map(|pair| KpiRow {
        fate: pair.fate(),
        old: pair
            .old
            .iter()
            .filter_map(|it| kpi_side(old, *it))
            .collect(),
        new: pair
            .new
            .iter()
            .filter_map(|it| kpi_side(new, *it))
            .collect(),
        indicators: indicators((old, new), pair, pairs),
    });
    rows.collect()
}

fn kpi_side((plan, today): Side<'_>, item: Item<'_>) -> Option<KpiSide> {
    let Item::Kpi(kpi, chapter) = item else {
        return None;
    };
    let day = ended::day(plan.year, today);
    Some(KpiSide {
        id: kpi.id.clone(),
        chapter: chapter.id.clone(),
        text: kpi.text.clone(),
        holds: holds(item),
        light: light::shown(plan, kpi, day),
        first_light: light::propose_kpi_first(plan, kpi, day),
    })
}

/// The indicators of these KPIs. One that went from one KPI to another stands with the first.
fn indicators(
    sides: (Side<'_>, Side<'_>),
    kpis: &Pair<'_>,
    pairs: &[Pair<'_>],
) -> Vec<IndicatorRow> {
    let (old, new) = sides;
    let as_long = as_long(old, new);
    let of = |item: &Item<'_>, kpis: &[Item<'_>]| match item {
        Item::Indicator(_, kpi) => kpis.iter().any(|it| it.id() == kpi.id),
        _ => false,
    };
    let own = pairs.iter().filter(|pair| match pair.new.first() {
        Some(first) => of(first, &kpis.new),
        None => pair.old.first().is_some_and(|first| of(first, &kpis.old)),
    });
    let stands = |side: Side<'_>, items: &[Item<'_>]| -> Vec<Stand> {
        let each = items.iter().filter_map(|item| match item {
            Item::Indicator(indicator, kpi) => Some(stand(side, kpi, indicator)),
            _ => None,
        });
        each.collect()
    };
    let rows = own.map(|pair| {
        let (old, new) = (stands(old, &pair.old), stands(new, &pair.new));
        let comparable = match (old.as_slice(), new.as_slice()) {
            ([old], [new]) => ended::compares(&old.ended, &new.ended),
            _ => false,
        };
        let difference = match (old.as_slice(), new.as_slice()) {
            ([old], [new]) if comparable => difference(&old.ended, &new.ended, as_long),
            _ => None,
        };
        let same_day = match (pair.old.as_slice(), new.as_slice()) {
            ([Item::Indicator(it, kpi)], [new]) if comparable && !as_long => {
                same_day(sides, (kpi, it), &new.ended)
            }
            _ => None,
        };
        IndicatorRow {
            fate: pair.fate(),
            comparable,
            difference,
            same_day,
            old,
            new,
        }
    });
    rows.collect()
}

fn stand((plan, today): Side<'_>, kpi: &Kpi, indicator: &Indicator) -> Stand {
    Stand {
        id: indicator.id.clone(),
        label: indicator.label.clone(),
        ended: ended::of_year(plan, kpi, indicator, (plan.year, today)),
        first_light: light::propose_first(plan, indicator, ended::day(plan.year, today)),
    }
}

/// What the old year had by the day of the new one, where that still runs.
fn same_day(
    ((old, then), (new, now)): (Side<'_>, Side<'_>),
    (kpi, indicator): (&Kpi, &Indicator),
    stands: &Earlier,
) -> Option<SameDay> {
    if old.year >= new.year || ended::is_over(new.year, now) || now.year() < new.year {
        return None;
    }
    let on = date::in_year(now, old.year);
    let mut by_then = indicator.whole().clone();
    by_then.readings.retain(|it| it.date <= on);
    let had = ended::of_year(old, kpi, &by_then, (old.year, on.min(then)));
    let (value, new) = (figure(&had)?, figure(stands)?);
    Some(SameDay {
        on,
        value,
        difference: new.minus(value),
    })
}

fn difference(old: &Earlier, new: &Earlier, as_long: bool) -> Option<Difference> {
    let counted = |it: &Earlier| matches!(it.kind, None | Some(Kind::Count | Kind::Coverage));
    if !(counted(old) && counted(new)) {
        return None;
    }
    // A least and a ceiling have no difference.
    let ceilings = [old.target, new.target].map(|it| it.and_then(Target::ceiling).is_some());
    let figure_of = |target: Option<Target>| {
        target
            .and_then(Target::figure)
            .filter(|_| ceilings[0] == ceilings[1])
    };
    let between = |old: Option<Decimal>, new: Option<Decimal>| Some(new?.minus(old?));
    Some(Difference {
        value: between(figure(old), figure(new)).filter(|_| as_long),
        target: between(figure_of(old.target), figure_of(new.target)),
    })
}

/// The number of a value: of a part of a whole its percentage.
fn figure(it: &Earlier) -> Option<Decimal> {
    match (it.value?, it.of) {
        (Value::Number(value), Some(of)) => value.percent_of(of),
        (Value::Number(value), None) => Some(value),
        (Value::Done(_), _) => None,
    }
}
