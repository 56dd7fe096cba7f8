//! A reading of an indicator: recorded, replaced or taken back.

use serde::{Deserialize, Serialize};

use crate::plan::edit::said::{Move, Said, Told, moves};
use crate::plan::edit::{Change, Done, Edit, Kind as EditKind, Refusal};
use crate::plan::model::context::source::Source;
use crate::plan::model::date;
use crate::plan::model::inside::ItemMut;
use crate::plan::model::kpi::{Indicator, Kind, Reading, Value};
use crate::plan::model::life::Period;
use crate::plan::model::lookup::Item;
use crate::plan::model::meeting::Meeting;
use crate::plan::model::number::Decimal;
use crate::plan::model::step::Step;
use crate::plan::{Id, Plan, words};

/// Recorded where `from` is none, taken back where `to` is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingEdit {
    /// The indicator.
    pub id: Id,
    /// The reading that goes.
    pub from: Option<Reading>,
    /// The reading that comes.
    pub to: Option<Reading>,
    /// How much was counted on top of what stood there, where it was counted: so much can
    /// be taken back even when others have counted since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<Decimal>,
    /// The file it came from, where nobody typed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

impl EditKind for ReadingEdit {
    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }

    fn apply(&self, plan: &mut Plan) -> Result<Done, Refusal> {
        let years = plan.years();
        let (object, indicator) = indicator(plan, &self.id)?;
        if let Some(reading) = &self.to {
            fits(indicator, reading)?;
        }
        let readings = &mut indicator.readings;
        match (&self.from, &self.to, self.counted) {
            // Counted, taken back, and counted again: on what stands there now.
            (None, Some(reading), Some(add)) => counted(&object, (indicator, years), add, reading),
            // A later reading may build on the one that goes (+1 on 6 made 7), so only the last
            // may go.
            (from, to, _) if from.is_none() || readings.last() == from.as_ref() => {
                let list = (readings.len(), from.is_some());
                if from.is_some() {
                    readings.pop();
                }
                readings.extend(to.clone());
                let change = Change::last(&object, "readings", list, to.as_ref());
                Ok(Done::new(self.clone(), change))
            }
            (Some(from), None, Some(add)) if readings.contains(from) => {
                let back = Reading {
                    note: Some("teruggeteld".to_string()),
                    ..from.clone()
                };
                counted(&object, (indicator, years), Decimal::ZERO.minus(add), &back)
            }
            (from, ..) => {
                let now = readings.last();
                let now = now.map_or_else(|| "geen stand".to_string(), describe);
                let based_on = from.as_ref().map_or_else(String::new, describe);
                Err(Refusal::conflict(&self.id, now, based_on))
            }
        }
    }

    fn inverse(&self) -> Edit {
        let mut it = self.clone();
        std::mem::swap(&mut it.from, &mut it.to);
        it.into()
    }

    /// What comes, comes after what is there. For one that goes, what stood there before it is recorded
    /// anew: a reading in the middle can't go, since the later one may build on it.
    fn regardless(&self, plan: &Plan) -> Option<Edit> {
        let goes = match (&self.from, &self.to) {
            (Some(goes), None) => goes,
            (None, Some(_)) => return Some(self.clone().into()),
            _ => return None,
        };
        let years = plan.years();
        let indicator = indicator_of(plan, &self.id)?;
        let indicator = indicator.in_year(years, years.year_of(goes.date));
        let readings = &indicator.readings;
        let place = readings.iter().rposition(|it| it == goes)?;
        let old = readings.get(..place)?.iter().max_by_key(|it| it.date)?;
        let day = indicator.latest()?.date;
        Some(Edit::Reading(Self {
            id: self.id.clone(),
            from: None,
            to: Some(Reading {
                date: day,
                note: Some("teruggezet".to_string()),
                by: goes.by.clone(),
                ..old.clone()
            }),
            counted: None,
            source: None,
        }))
    }

    fn sentence(&self, plan: &Plan) -> String {
        let id = &self.id;
        let indicator = indicator_of(plan, id);
        let label = indicator.map_or_else(String::new, |it| format!(" {}", it.label));
        let said = |reading| stand(indicator, reading, None);
        match (&self.from, &self.to) {
            (None, Some(to)) => {
                let added = self.counted.map(words::added);
                let how = added.or_else(|| instead(indicator?, to));
                let from = self.source.as_ref();
                let from = from.map_or_else(String::new, |it| format!(" (uit {})", it.shown()));
                format!("{id}{label}: {}{from}", stand(indicator, to, how))
            }
            (Some(from), None) => format!("{id}{label}: {} teruggenomen", said(from)),
            (Some(from), Some(to)) => {
                format!("{id}{label}: {}, dat was {}", said(to), said(from))
            }
            (None, None) => format!("{id}{label}"),
        }
    }

    fn announcement(&self, before: &Plan) -> String {
        let (Some(indicator), Some(to)) = (indicator_of(before, &self.id), &self.to) else {
            return self.id.clone();
        };
        let shown = |reading: &Reading| words::reading(indicator, reading);
        let years = before.years();
        let of_year = indicator.in_year(years, years.year_of(to.date));
        let was = of_year.latest();
        if let Some(later) = was.filter(|latest| latest.date > to.date) {
            let (id, label) = (&self.id, &indicator.label);
            let (now, later) = (words::reading_on(Some(indicator), to), remains(later));
            return format!("{id} {label}: {now}; {later}");
        }
        let was = was.map_or_else(String::new, |latest| format!(" (was {})", shown(latest)));
        format!("{} {}: {}{was}", self.id, indicator.label, shown(to))
    }

    fn told<'a>(&'a self, plan: &'a Plan, _: &Meeting, _: &[&'a Edit]) -> Option<Told<'a>> {
        Some(Told::with(plan, &self.id))
    }

    fn said<'a>(plan: &'a Plan, edits: &[&'a Self]) -> Vec<Said<'a>> {
        let all = edits.iter();
        let all = moves(all.map(|it| (it.id.as_str(), it.from.as_ref(), it.to.as_ref())));
        let of_one = |(id, moves): (&'a str, Vec<Move<'a, Reading>>)| {
            let indicator = indicator_of(plan, id);
            let before = before(indicator, &moves);
            let years = plan.years();
            let said = left(&moves).into_iter().map(move |reading| {
                let mut before = before.clone();
                if indicator.is_some_and(|it| !it.goes_on()) {
                    let of = |it: &Reading| years.year_of(it.date);
                    before.retain(|was| of(was) == of(reading));
                }
                Said::Reading {
                    id,
                    indicator,
                    reading,
                    was: latest_until(&before, reading),
                    later: later_than(&before, reading),
                }
            });
            said.collect::<Vec<_>>()
        };
        all.into_iter().flat_map(of_one).collect()
    }

    #[cfg(test)]
    fn sample(_: &Plan, number: u32, text: &str) -> Edit {
        let amount = Decimal::hundredths(i64::from(number));
        let (id, value, of) = match number % 3 {
            0 => ("1.K1.1", Value::Number(amount), None),
            1 => ("1.K1.2", Value::Number(amount), Some(amount.plus(amount))),
            _ => ("1.K1.3", Value::Done(number.is_multiple_of(2)), None),
        };
        Edit::Reading(Self {
            id: id.to_string(),
            from: None,
            to: Some(Reading {
                date: chrono::NaiveDate::from_ymd_opt(2026, 6, 12).unwrap(),
                value,
                of,
                note: Some(text.to_string()).filter(|note| !note.is_empty()),
                by: "A".to_string(),
            }),
            counted: None,
            source: None,
        })
    }
}

/// An indicator to change, and the way down to it.
pub(super) fn indicator<'a>(
    plan: &'a mut Plan,
    id: &str,
) -> Result<(Vec<Step>, &'a mut Indicator), Refusal> {
    let steps = plan.steps_to(id);
    let steps = steps.ok_or_else(|| Refusal::not_found(id))?;
    match plan.item_mut_at(&steps) {
        Some(ItemMut::Indicator(indicator)) => Ok((steps, indicator)),
        _ => Err(Refusal::not_found(id)),
    }
}

/// Adds to what stands there: the edit is the reading that becomes.
pub(super) fn counted(
    object: &[Step],
    (indicator, years): (&mut Indicator, Period),
    add: Decimal,
    reading: &Reading,
) -> Result<Done, Refusal> {
    let of_year = indicator.in_year(years, years.year_of(reading.date));
    let reading = sum(&of_year, add, reading)?;
    fits(indicator, &reading)?;
    indicator.readings.push(reading.clone());
    let change = Change::push(object, "readings", &reading);
    let edit = ReadingEdit {
        id: indicator.id.clone(),
        from: None,
        to: Some(reading),
        counted: Some(add),
        source: None,
    };
    Ok(Done::new(edit, [change]))
}

/// The reading that so many more make on this indicator as it is now.
fn sum(indicator: &Indicator, add: Decimal, reading: &Reading) -> Result<Reading, Refusal> {
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
        let most = if now > Decimal::ZERO {
            format!("trek er hoogstens {now} af, of ")
        } else {
            String::new()
        };
        return Err(Refusal::Unfit(format!(
            "{}: de stand is {now}, en {} eraf komt onder nul; {most}leg de stand zelf vast",
            indicator.id,
            Decimal::ZERO.minus(add)
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

/// A reading in a few Dutch words: `7 op 12-06-2026 (A. Jansen)`.
pub fn describe(reading: &Reading) -> String {
    format!("{} ({})", words::reading_on(None, reading), reading.by)
}

/// Whether a reading is of the indicator's kind, and possible.
///
/// # Errors
/// [`Refusal::Unfit`], with what the indicator takes.
pub fn fits(indicator: &Indicator, reading: &Reading) -> Result<(), Refusal> {
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

fn indicator_of<'a>(plan: &'a Plan, id: &str) -> Option<&'a Indicator> {
    match plan.item(id) {
        Some(Item::Indicator(indicator, _)) => Some(indicator.whole()),
        _ => None,
    }
}

/// How a reading came about, where it wasn't only told, to stand behind it: ` (+1)`, or what it
/// came instead of.
pub fn how(plan: &Plan, indicator: &Indicator, reading: &Reading) -> Option<String> {
    let mut entries = plan.history.iter().rev();
    let counted = entries.find_map(|entry| match &*entry.edit {
        Edit::Reading(edit) if edit.id == indicator.id && edit.to.as_ref() == Some(reading) => {
            Some(edit.counted)
        }
        _ => None,
    });
    let added = counted.flatten().map(words::added);
    added.or_else(|| instead(indicator, reading))
}

/// What a reading came instead of: another of the same day, or a higher count.
fn instead(indicator: &Indicator, reading: &Reading) -> Option<String> {
    let readings = &indicator.readings;
    let place = readings.iter().rposition(|it| it == reading)?;
    let before = readings.get(..place)?.last()?;
    let falls = match (reading.value, before.value) {
        (Value::Number(now), Value::Number(was)) => now < was && reading.of == before.of,
        _ => false,
    };
    let other = (reading.value, reading.of) != (before.value, before.of);
    let was = words::reading(indicator, before);
    if before.date == reading.date && other {
        Some(format!(" in plaats van {was}"))
    } else {
        (falls && before.date < reading.date).then(|| format!(" (was {was})"))
    }
}

fn stand(indicator: Option<&Indicator>, reading: &Reading, how: Option<String>) -> String {
    let value = words::reading_of(indicator, reading);
    let (how, day) = (how.unwrap_or_default(), date::dutch(reading.date));
    let note = reading.note.as_deref();
    let note = note.map_or_else(String::new, |note| format!(" ({note})"));
    format!("{value}{how} op {day}{note}")
}

/// The readings the meeting left: of one day the last one.
fn left<'a>(moves: &[Move<'a, Reading>]) -> Vec<&'a Reading> {
    let mut left: Vec<&Reading> = Vec::new();
    for (from, to) in moves {
        left.retain(|kept| Some(*kept) != *from);
        if let Some(to) = to {
            left.retain(|kept| kept.date != to.date);
            left.push(to);
        }
    }
    left
}

/// The readings from before the meeting: those in front of its first, and the one it replaced.
fn before<'a>(indicator: Option<&'a Indicator>, moves: &[Move<'a, Reading>]) -> Vec<&'a Reading> {
    let ours = |reading: &Reading| moves.iter().any(|(_, to)| *to == Some(reading));
    let recorded = indicator.map_or(&[][..], |indicator| &indicator.readings);
    let first = recorded.iter().position(ours).unwrap_or(recorded.len());
    let mut before: Vec<&Reading> = recorded.iter().take(first).collect();
    let replaced = moves.iter().filter_map(|(from, _)| *from);
    before.extend(replaced.filter(|reading| !ours(reading)));
    before
}

/// The reading of a later day that counts all the same.
fn later_than<'a>(before: &[&'a Reading], reading: &Reading) -> Option<&'a Reading> {
    let after = before.iter().filter(|was| was.date > reading.date);
    after.max_by_key(|was| was.date).copied()
}

/// That a later reading counts all the same: `een latere stand (14 van 40, 26-11) blijft gelden`.
pub fn remains(later: &Reading) -> String {
    let (value, day) = (
        words::value(later.value, later.of),
        later.date.format("%d-%m"),
    );
    format!("een latere stand ({value}, {day}) blijft gelden")
}

/// The reading that counted on the day of `reading`.
fn latest_until<'a>(before: &[&'a Reading], reading: &Reading) -> Option<&'a Reading> {
    let until = before.iter().filter(|was| was.date <= reading.date);
    until.max_by_key(|was| was.date).copied()
}
