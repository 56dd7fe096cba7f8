//! The fields a hand may change: one row each, which form, shell, conflict and minutes read.

use chrono::NaiveDate;
use serde_json::Value;

use super::role::Role;
use crate::plan::model::date;
use crate::plan::model::lookup::Item;

/// A field of the items of one sort.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Whether an item is of the sort that has it.
    pub of: fn(Item<'_>) -> bool,
    /// Its key in the document.
    pub key: &'static str,
    /// Its Dutch name, in one word as it is typed in the shell.
    pub label: &'static str,
    /// The same at the head of a row or a form's line.
    pub head: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// The least role that may set it.
    pub role: Role,
    /// Whether a change of it asks for a reason, once the plan is adopted.
    pub reason: bool,
}

/// What a field takes, and how that is typed and said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// A day, or none.
    Day,
}

/// The day an action has to be done: agreed in the course of the year, like its status.
pub const ACTION_DUE: Field = Field {
    of: |item| matches!(item, Item::Action(..)),
    key: "due",
    label: "uiterlijk",
    head: "Uiterlijk",
    takes: Takes::Day,
    role: Role::Recorder,
    reason: false,
};

/// Every field.
pub const FIELDS: &[Field] = &[ACTION_DUE];

impl Field {
    /// The field with this key.
    pub fn named(key: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| field.key == key)
    }

    /// What it holds now; null where the item has no such field or leaves it out.
    pub fn now(&self, item: Item<'_>) -> Value {
        let written = match item {
            Item::Action(action, _) => serde_json::to_value(action),
            _ => Ok(Value::Null),
        };
        let written = written.unwrap_or_default();
        written.get(self.key).cloned().unwrap_or_default()
    }

    /// A value in Dutch words.
    pub fn said(&self, value: &Value) -> String {
        match (self.takes, value.as_str()) {
            (Takes::Day, Some(text)) => {
                date::of_iso(text).map_or_else(|| text.to_string(), date::dutch)
            }
            (Takes::Day, None) => "geen".to_string(),
        }
    }

    /// What was typed, as a value: `geen` is none.
    ///
    /// # Errors
    /// A Dutch sentence that says what the field takes.
    pub fn parse(&self, typed: &str, today: NaiveDate, year: i32) -> Result<Value, String> {
        match (self.takes, typed.trim()) {
            (Takes::Day, "geen") => Ok(Value::Null),
            (Takes::Day, typed) => {
                date::parse_coming(typed, today, year).map(|day| Value::String(date::iso_text(day)))
            }
        }
    }
}
