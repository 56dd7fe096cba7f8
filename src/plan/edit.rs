//! Edits as data. Every change of the plan is one [`Edit`], applied by [`apply`], which gives
//! the edit that takes it back. The same values stand in the history of the store.

use serde::{Deserialize, Serialize};

use super::kpi::{Indicator, Kind, Reading, Value};
use super::lookup::{Item, ItemMut};
use super::number::Decimal;
use super::{Id, LogEntry, Plan, Status};

/// One change of the plan, with the value it was based on and the value it leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Edit {
    /// A reading of an indicator: recorded (`from` is none) or taken back (`to` is none).
    Reading {
        /// The indicator.
        id: Id,
        /// The reading that goes.
        from: Option<Reading>,
        /// The reading that comes.
        to: Option<Reading>,
    },
    /// Count up: the reading that comes is the latest value plus `add`, whatever that value is
    /// by the time the edit is applied. In the history it stands as the `Reading` it became.
    Count {
        /// The indicator.
        id: Id,
        /// How many more; negative to correct.
        add: Decimal,
        /// Day, note and author of the reading; its value is not used.
        reading: Reading,
    },
    /// The status of an action.
    Status {
        /// The action.
        id: Id,
        /// The status it was based on.
        from: Status,
        /// The new status.
        to: Status,
        /// The line that comes into the action's log.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        logged: Option<LogEntry>,
        /// The line that goes from it, when a change is taken back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unlogged: Option<LogEntry>,
    },
    /// An edit a newer program wrote. It is shown in the history and can't be undone here.
    #[serde(other)]
    Unknown,
}

/// Why an edit can't be applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No item has this id.
    NotFound(Id),
    /// The edit doesn't fit the item: a Dutch sentence.
    Unfit(String),
    /// Someone else changed the same thing since.
    Conflict {
        /// The item.
        id: Id,
        /// Its value now, in Dutch.
        now: String,
        /// The value the edit was based on, in Dutch.
        based_on: String,
    },
}

impl Edit {
    /// The item it changes.
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Reading { id, .. } | Self::Count { id, .. } | Self::Status { id, .. } => Some(id),
            Self::Unknown => None,
        }
    }

    /// The edit that takes this one back. A [`Edit::Count`] has to be applied first: what it
    /// became can be taken back, the intention can't.
    #[must_use]
    pub fn inverse(&self) -> Self {
        match self.clone() {
            Self::Reading { id, from, to } => Self::Reading {
                id,
                from: to,
                to: from,
            },
            Self::Count { id, reading, .. } => Self::Reading {
                id,
                from: Some(reading),
                to: None,
            },
            Self::Status {
                id,
                from,
                to,
                logged,
                unlogged,
            } => Self::Status {
                id,
                from: to,
                to: from,
                logged: unlogged,
                unlogged: logged,
            },
            Self::Unknown => Self::Unknown,
        }
    }
}

/// Applies `edit` to `plan` and returns the edit that takes it back. Nothing is changed where
/// it is refused. `revision` and `history` are the store's to raise.
///
/// # Errors
/// [`Refusal`], where the item isn't there, the value doesn't fit it, or it changed since.
pub fn apply(plan: &mut Plan, edit: &Edit) -> Result<Edit, Refusal> {
    match edit {
        Edit::Reading { id, from, to } => {
            replace_reading(indicator(plan, id)?, from.as_ref(), to.clone())?;
        }
        Edit::Count { id, add, reading } => {
            let indicator = indicator(plan, id)?;
            let reading = counted(indicator, *add, reading)?;
            replace_reading(indicator, None, Some(reading.clone()))?;
            return Ok(Edit::Reading {
                id: id.clone(),
                from: Some(reading),
                to: None,
            });
        }
        Edit::Status {
            id,
            from,
            to,
            logged,
            unlogged,
        } => {
            set_status(plan, id, *from, *to, logged.as_ref(), unlogged.as_ref())?;
        }
        Edit::Unknown => {
            return Err(Refusal::Unfit(
                "deze wijziging is met een nieuwere versie van regie gemaakt".to_string(),
            ));
        }
    }
    Ok(edit.inverse())
}

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

fn replace_reading(
    indicator: &mut Indicator,
    from: Option<&Reading>,
    to: Option<Reading>,
) -> Result<(), Refusal> {
    if let Some(reading) = &to {
        fits(indicator, reading)?;
    }
    let Some(from) = from else {
        indicator.readings.extend(to);
        return Ok(());
    };
    // A later reading may build on the one that goes (+1 on 6 made 7), so only the last may go.
    match indicator.readings.last() {
        Some(last) if last == from => {
            indicator.readings.pop();
            indicator.readings.extend(to);
            Ok(())
        }
        last => Err(Refusal::Conflict {
            id: indicator.id.clone(),
            now: last.map_or_else(|| "geen stand".to_string(), describe),
            based_on: describe(from),
        }),
    }
}

/// A reading in a few Dutch words: `7 op 12-06-2026 (A. Jansen)`.
pub fn describe(reading: &Reading) -> String {
    format!(
        "{} op {} ({})",
        super::words::value(reading.value, reading.of),
        super::date::dutch(reading.date),
        reading.by
    )
}

/// Whether a reading is of the indicator's kind, and possible.
pub(super) fn fits(indicator: &Indicator, reading: &Reading) -> Result<(), Refusal> {
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

fn set_status(
    plan: &mut Plan,
    id: &str,
    from: Status,
    to: Status,
    logged: Option<&LogEntry>,
    unlogged: Option<&LogEntry>,
) -> Result<(), Refusal> {
    let Some(ItemMut::Action(action)) = plan.item_mut(id) else {
        return Err(Refusal::NotFound(id.to_string()));
    };
    if action.status != from {
        return Err(Refusal::Conflict {
            id: id.to_string(),
            now: super::words::status(action.status).to_string(),
            based_on: super::words::status(from).to_string(),
        });
    }
    if let Some(line) = unlogged
        && let Some(place) = action.log.iter().rposition(|kept| kept == line)
    {
        action.log.remove(place);
    }
    action.status = to;
    action.log.extend(logged.cloned());
    Ok(())
}

impl Plan {
    /// What an edit is about, for the Logboek: the words of its KPI or action.
    pub fn subject_of(&self, edit: &Edit) -> Option<&str> {
        match self.item(edit.id()?)? {
            Item::Indicator(indicator, _) => Some(&indicator.label),
            Item::Action(action, _) => Some(&action.text),
            _ => None,
        }
    }
}
