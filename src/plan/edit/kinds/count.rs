//! Count up: the reading that comes is the latest value plus so many, whatever that value is by
//! the time the edit is applied. In the history it stands as the reading it became.

use serde::{Deserialize, Serialize};

use super::reading::ReadingEdit;
use super::reading::{counted, indicator};
use crate::plan::edit::{Done, Edit, Kind, Refusal};
use crate::plan::model::kpi::Reading;
use crate::plan::model::number::Decimal;
use crate::plan::{Id, Plan};

/// So many more, or fewer where negative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountEdit {
    /// The indicator.
    pub id: Id,
    /// How many more; negative to correct.
    pub add: Decimal,
    /// Day, note and author of the reading; its value is not used.
    pub reading: Reading,
}

impl Kind for CountEdit {
    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }

    fn apply(&self, plan: &mut Plan) -> Result<Done, Refusal> {
        let years = plan.years();
        let (object, indicator) = indicator(plan, &self.id)?;
        counted(&object, (indicator, years), self.add, &self.reading)
    }

    fn inverse(&self) -> Edit {
        Edit::Reading(ReadingEdit {
            id: self.id.clone(),
            from: Some(self.reading.clone()),
            to: None,
            counted: Some(self.add),
            source: None,
        })
    }

    fn sentence(&self, _: &Plan) -> String {
        format!("{}: {} erbij", self.id, self.add)
    }

    #[cfg(test)]
    fn sample(_: &Plan, number: u32, text: &str) -> Edit {
        use crate::plan::model::kpi::Value;
        Edit::Count(Self {
            id: "1.K1.1".to_string(),
            add: Decimal::hundredths(i64::from(number)),
            reading: Reading {
                date: chrono::NaiveDate::from_ymd_opt(2026, 6, 12).unwrap(),
                value: Value::Done(true),
                of: None,
                note: Some(text.to_string()).filter(|note| !note.is_empty()),
                by: "A".to_string(),
            },
        })
    }
}
