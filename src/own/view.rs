//! How a user left the screen: what the next session begins with.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::plan::Id;
use crate::plan::find::filter::Filter;
use crate::plan::find::order::Order;
use crate::plan::model::date;

/// What was in sight, by the names panes have in the settings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct View {
    /// The pane.
    pub pane: String,
    /// The selected row of each pane, where that isn't the first.
    pub selected: BTreeMap<String, Id>,
    /// The rows of the tree that were unfolded.
    pub open: Vec<Id>,
    /// The words each pane was filtered on.
    pub words: BTreeMap<String, String>,
    /// What the rows of each pane were ordered by, where that was chosen.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub order: BTreeMap<String, Order>,
    /// What KPIs, actions and agenda were filtered on.
    pub filter: Filter,
    /// How far one saw the plan change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen: Option<Seen>,
}

/// How far a user saw the plan change: what came after is new to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The last revision.
    pub revision: u64,
    /// The day one was there.
    #[serde(with = "date::iso")]
    pub on: NaiveDate,
}
