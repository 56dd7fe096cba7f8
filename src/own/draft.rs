//! An entry that was not finished: what stood in the fields when the line went away.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::plan::Id;
use crate::plan::model::date;

/// What was typed and not saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// When it was typed last.
    #[serde(with = "date::moment")]
    pub at: DateTime<FixedOffset>,
    /// Which form, where the id alone doesn't say: `judgement`, `note`, `decision`, `point`.
    #[serde(default)]
    pub form: String,
    /// The indicator, KPI or action it is for; empty for something said about none.
    pub id: Id,
    /// The meeting it was typed in.
    #[serde(default)]
    pub meeting: Option<Id>,
    /// The texts of the form's fields.
    pub fields: Vec<String>,
    /// The field that was typed in.
    pub focus: usize,
}

impl Draft {
    /// Whether it holds the same as another, whenever that was typed.
    pub fn same_as(&self, other: &Self) -> bool {
        (
            &self.form,
            &self.id,
            &self.meeting,
            &self.fields,
            self.focus,
        ) == (
            &other.form,
            &other.id,
            &other.meeting,
            &other.fields,
            other.focus,
        )
    }
}
