//! What a plan needs to change and to live on: that it was adopted, the decisions its changes
//! stand under, and of an item the words as first printed, why it no longer holds and what it was
//! in the plans before.

use chrono::{Datelike, NaiveDate};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::{CHANGING, Id, Plan, date};

/// What an edit says of a plan that didn't say whether it was adopted.
pub const UNSAID: &str = "unsaid";

/// Words as first printed, by the key they stood under.
pub type Printed = Map<String, Value>;

/// Whether a plan was adopted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Adoption {
    /// The file doesn't say: a plan of before this was kept, and in force.
    #[default]
    Unsaid,
    /// Not yet: a draft, which changes without a reason.
    Draft,
    /// It was.
    Adopted(Adopted),
}

/// By what and when a plan was adopted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adopted {
    /// The day.
    #[serde(with = "date::iso")]
    pub date: NaiveDate,
    /// The decision.
    pub decision: Option<Id>,
}

/// The years a plan holds for, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The first.
    pub from: i32,
    /// The last.
    pub to: i32,
}

impl Period {
    /// Whether it is a single year.
    pub const fn is_one(self) -> bool {
        self.from >= self.to
    }

    /// Whether a year lies in it.
    pub const fn has(self, year: i32) -> bool {
        self.from <= year && year <= self.to
    }

    /// The year of it a day counts for: what came before counts for the first, what comes after
    /// for the last.
    pub fn year_of(self, day: NaiveDate) -> i32 {
        day.year().min(self.to).max(self.from)
    }

    /// `2027-2030`; `2026`.
    pub fn shown(self) -> String {
        if self.is_one() {
            return self.from.to_string();
        }
        format!("{}-{}", self.from, self.to)
    }
}

/// A decision that changes of the plan stand under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// `"BS1"`.
    pub id: Id,
    /// Who decided: `raad`, `college`.
    pub body: String,
    /// When.
    #[serde(with = "date::iso")]
    pub date: NaiveDate,
    /// Its number there: `26.041`.
    pub number: Option<String>,
    /// What it is called.
    pub title: Option<String>,
}

/// A word of the plan, and what people call it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// As the plan writes it: a word, or a few.
    pub word: String,
    /// What people say for it: `zwerfvuil` for `zwerfafval`.
    #[serde(default)]
    pub also: Vec<String>,
}

/// That an item no longer holds. It stays, with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dropped {
    /// From when on.
    #[serde(with = "date::iso")]
    pub date: NaiveDate,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Id>,
}

/// What an item was in an earlier plan. Several, where things were split or merged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The [`slug`](Plan::slug) of that plan.
    pub plan: String,
    /// Its id there.
    pub id: Id,
}

impl Adoption {
    /// Whether the file doesn't say.
    pub const fn is_unsaid(&self) -> bool {
        matches!(self, Self::Unsaid)
    }
}

impl Serialize for Adoption {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Unsaid => serializer.serialize_str(UNSAID),
            Self::Draft => serializer.serialize_none(),
            Self::Adopted(adopted) => adopted.serialize(serializer),
        }
    }
}

/// Only where the key is there: left out, it is [`Adoption::Unsaid`], of which an edit keeps the
/// word.
impl<'de> Deserialize<'de> for Adoption {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let adopted = match Value::deserialize(deserializer)? {
            Value::Null => return Ok(Self::Draft),
            Value::String(word) if word == UNSAID => return Ok(Self::Unsaid),
            said => serde_json::from_value(said),
        };
        adopted.map(Self::Adopted).map_err(D::Error::custom)
    }
}

impl Decision {
    /// `raad 26.041`; without a number `raad 30-06-2026`.
    pub fn shown(&self) -> String {
        let number = self.number.as_deref().filter(|number| !number.is_empty());
        let which = number.map_or_else(|| date::dutch(self.date), str::to_string);
        format!("{} {which}", self.body)
    }
}

impl Origin {
    /// `3.K1 van rijswijk-2026`.
    pub fn shown(&self) -> String {
        format!("{} van {}", self.id, self.plan)
    }
}

/// Whether a plan can be called this among others: `rijswijk-2026`.
pub fn is_slug(text: &str) -> bool {
    let typable = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (1..=60).contains(&text.len()) && text.chars().all(typable)
}

impl Plan {
    /// The years it holds for.
    pub const fn years(&self) -> Period {
        match self.period {
            Some(period) => period,
            None => Period {
                from: self.year,
                to: self.year,
            },
        }
    }

    /// Whether a change of it asks for a reason: it is in force.
    pub fn is_adopted(&self) -> bool {
        self.adopted != Adoption::Draft
    }

    /// Whether its schema is one that changes of the plan are kept in.
    pub const fn is_changing(&self) -> bool {
        self.schema >= CHANGING
    }

    /// The decision with this id.
    pub fn decision(&self, id: &str) -> Option<&Decision> {
        self.decisions.iter().find(|decision| decision.id == id)
    }
}
