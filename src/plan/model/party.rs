//! Teams, roles and partners: whoever can hold regie, carry out or take part.

use serde::{Deserialize, Serialize};

use super::Id;
use super::life::{Dropped, Origin};

/// A team, role or partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// `"oovb"`.
    pub id: Id,
    /// What it is.
    pub kind: Kind,
    /// The name on screen.
    pub name: String,
    /// The name in full, where the plan gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_name: Option<String>,
    /// The abbreviation, where the plan uses one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub abbreviation: Option<String>,
    /// Other spellings the plan uses.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The team it belongs to.
    pub part_of: Option<Id>,
    /// That it no longer holds, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dropped: Option<Dropped>,
    /// What it was in the plans before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub origin: Vec<Origin>,
    /// The keys of what a new year took over and nobody confirmed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to_confirm: Vec<String>,
}

/// What a party is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A team of the municipality.
    Team,
    /// A function one or a few people hold.
    Role,
    /// Anyone outside the municipality.
    Partner,
}

impl Party {
    /// Every spelling of its name, the one on screen first.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str())
            .chain(self.full_name.as_deref())
            .chain(self.abbreviation.as_deref())
            .chain(self.aliases.iter().map(String::as_str))
    }
}
