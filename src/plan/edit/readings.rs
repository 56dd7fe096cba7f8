//! Readings of an indicator, and the light a person gives a KPI.

use super::{Edit, Refusal};
use crate::plan::model::date;
use crate::plan::model::kpi::{Indicator, Judgement, Kind, Kpi, Reading, Value};
use crate::plan::model::lookup::ItemMut;
use crate::plan::model::number::Decimal;
use crate::plan::{Plan, words};

fn indicator<'a>(plan: &'a mut Plan, id: &str) -> Result<&'a mut Indicator, Refusal> {
    match plan.item_mut(id) {
        Some(ItemMut::Indicator(indicator)) => Ok(indicator),
        _ => Err(Refusal::NotFound(id.to_string())),
    }
}

/// The reading a [`Edit::Count`] makes on this indicator as it is now.
fn counted(indicator: &Indicator, add: Decimal, reading: &Reading) -> Result<Reading, Refusal> {
    if indicator.kind != Kind::Count {
        return Err(Refusal::Unfit(format!(
            "{} is geen aantal; optellen kan alleen bij aantallen",
            indicator.id
        )));
    }
    let now = match indicator.latest().map(|latest| latest.value) {
        Some(Value::Number(now)) => now,
        _ => Decimal::ZERO,
    };
    let value = now.plus(add);
    if value < Decimal::ZERO {
        return Err(Refusal::Unfit(format!(
            "de stand is {now}; {add} erbij komt onder nul"
        )));
    }
    // A count of last week typed after one of today would otherwise not be the latest.
    let date = indicator
        .latest()
        .map_or(reading.date, |latest| latest.date.max(reading.date));
    Ok(Reading {
        value: Value::Number(value),
        date,
        ..reading.clone()
    })
}

/// Adds to what stands there; gives the reading that became.
pub(super) fn count(
    plan: &mut Plan,
    id: &str,
    add: Decimal,
    reading: &Reading,
) -> Result<Edit, Refusal> {
    let indicator = indicator(plan, id)?;
    let reading = counted(indicator, add, reading)?;
    fits(indicator, &reading)?;
    indicator.readings.push(reading.clone());
    Ok(Edit::Reading {
        id: id.to_string(),
        from: None,
        to: Some(reading),
        counted: Some(add),
    })
}

/// Puts a reading in, in the place of the last one, or takes the last one away.
pub(super) fn replace(
    plan: &mut Plan,
    id: &str,
    from: Option<&Reading>,
    to: Option<&Reading>,
    add: Option<Decimal>,
) -> Result<Edit, Refusal> {
    let indicator = indicator(plan, id)?;
    if let Some(reading) = to {
        fits(indicator, reading)?;
    }
    let done = || Edit::Reading {
        id: id.to_string(),
        from: from.cloned(),
        to: to.cloned(),
        counted: add,
    };
    let Some(from) = from else {
        // Counted, taken back, and counted again: on what stands there now.
        if let (Some(reading), Some(add)) = (to, add) {
            return count(plan, id, add, reading);
        }
        indicator.readings.extend(to.cloned());
        return Ok(done());
    };
    // A later reading may build on the one that goes (+1 on 6 made 7), so only the last may go.
    if indicator.readings.last() == Some(from) {
        indicator.readings.pop();
        indicator.readings.extend(to.cloned());
        return Ok(done());
    }
    match add {
        Some(add) if to.is_none() && indicator.readings.contains(from) => {
            let back = Reading {
                note: Some("teruggeteld".to_string()),
                ..from.clone()
            };
            count(plan, id, Decimal::ZERO.minus(add), &back)
        }
        _ => Err(Refusal::Conflict {
            id: id.to_string(),
            now: indicator
                .readings
                .last()
                .map_or_else(|| "geen stand".to_string(), describe),
            based_on: describe(from),
        }),
    }
}

/// Gives a KPI a light, or takes the last one away.
pub(super) fn judge(
    plan: &mut Plan,
    id: &str,
    before: Option<&Judgement>,
    from: Option<&Judgement>,
    to: Option<&Judgement>,
) -> Result<(), Refusal> {
    let Some(ItemMut::Kpi(kpi)) = plan.item_mut(id) else {
        return Err(Refusal::NotFound(id.to_string()));
    };
    if let Some(missing) = to.and_then(Judgement::missing) {
        return Err(Refusal::Unfit(format!(
            "oranje en rood vragen om een {missing}"
        )));
    }
    match from {
        Some(from) if kpi.judgements.last() == Some(from) => {
            kpi.judgements.pop();
        }
        None if kpi.judgements.last() == before => {}
        _ => return Err(judged_meanwhile(kpi, from.or(before))),
    }
    kpi.judgements.extend(to.cloned());
    Ok(())
}

fn judged_meanwhile(kpi: &Kpi, based_on: Option<&Judgement>) -> Refusal {
    let said = |judged: Option<&Judgement>| {
        judged.map_or_else(
            || "geen oordeel".to_string(),
            |judged| {
                let (light, day) = (words::light(judged.light), date::dutch(judged.date));
                format!("{light} op {day} ({})", judged.by)
            },
        )
    };
    Refusal::Conflict {
        id: kpi.id.clone(),
        now: said(kpi.judgements.last()),
        based_on: said(based_on),
    }
}

/// A reading in a few Dutch words: `7 op 12-06-2026 (A. Jansen)`.
pub fn describe(reading: &Reading) -> String {
    format!(
        "{} op {} ({})",
        words::value(reading.value, reading.of),
        date::dutch(reading.date),
        reading.by
    )
}

/// Whether a reading is of the indicator's kind, and possible.
pub(in crate::plan) fn fits(indicator: &Indicator, reading: &Reading) -> Result<(), Refusal> {
    let id = &indicator.id;
    let sentence = match (indicator.kind, reading.value, reading.of) {
        (Kind::Milestone | Kind::Ongoing, Value::Done(_), None) => return Ok(()),
        (Kind::Milestone | Kind::Ongoing, _, _) => format!("{id} is gereed of niet: typ j of n"),
        (Kind::Count, Value::Number(value), None) if value >= Decimal::ZERO => return Ok(()),
        (Kind::Count, Value::Number(_), None) => format!("{id} telt, en kan niet onder nul"),
        (Kind::Count, _, _) => format!("{id} is een aantal"),
        (Kind::Coverage, Value::Number(x), Some(y)) if x >= Decimal::ZERO && x <= y => {
            return if y > Decimal::ZERO {
                Ok(())
            } else {
                Err(Refusal::Unfit(format!("{id}: “van 0” zegt niets")))
            };
        }
        (Kind::Coverage, Value::Number(x), Some(y)) => format!("{id}: {x} van {y} kan niet"),
        (Kind::Coverage, _, _) => format!("{id} is zoveel van zoveel: typ bijvoorbeeld 12/17"),
    };
    Err(Refusal::Unfit(sentence))
}
