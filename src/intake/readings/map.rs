//! A *kaart*: which column of a sheet is what, and which of its names is which indicator. Asked once,
//! kept under a name, and taken along as a file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::plan::Id;
use crate::plan::find::fold;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Which indicator or KPI: its id or its name.
    Indicator,
    /// The day, or the month, quarter or year.
    Date,
    /// The value.
    Value,
    /// Of how many, where the value is a part.
    Of,
    /// What is said with it.
    Note,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Indicator,
        Self::Date,
        Self::Value,
        Self::Of,
        Self::Note,
    ];

    /// Its Dutch word, as typed: `waarde`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Indicator => "indicator",
            Self::Date => "datum",
            Self::Value => "waarde",
            Self::Of => "van",
            Self::Note => "notitie",
        }
    }

    /// Heads it is known by, folded.
    pub(super) const fn heads(self) -> &'static [&'static str] {
        match self {
            Self::Indicator => &[
                "indicator",
                "kpi",
                "id",
                "kpi id",
                "indicator id",
                "indicatorid",
                "kpi nummer",
                "kpi nr",
                "nr",
                "nummer",
                "naam",
                "omschrijving",
                "prestatie indicator",
                "prestatieindicator",
                "kpi indicator",
                "kpi naam",
                "feit",
                "onderwerp",
                "delict",
            ],
            Self::Date => &[
                "datum",
                "date",
                "dag",
                "peildatum",
                "peildag",
                "per",
                "stand per",
                "maand",
                "periode",
                "meetdatum",
                "kwartaal",
            ],
            Self::Value => &[
                "waarde",
                "stand",
                "aantal",
                "resultaat",
                "realisatie",
                "gerealiseerd",
                "behaald",
                "score",
                "value",
                "cijfer",
                "totaal",
            ],
            Self::Of => &["van", "noemer", "van de", "op een totaal van", "uit"],
            Self::Note => &[
                "notitie",
                "toelichting",
                "opmerking",
                "opmerkingen",
                "bijzonderheden",
                "note",
                "notities",
            ],
        }
    }
}

/// The map; what it doesn't say is found by the heads and the names themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Map {
    /// The sheet of a workbook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The number of the row its heads stand in, where they aren't found in it by themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// The head of each column, by the word of what it holds: `waarde` → `Aantal`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
    /// The indicator each name of the sheet stands for; `-` where it is none of the plan's.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<String, Id>,
    /// What holds for every row, by its word, where no column says it: `eenheid` → `per 1.000 inwoners`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub whole: BTreeMap<String, String>,
    /// The unit of each indicator of which the table says none, by its name or the head of its column:
    /// `Inwoners` → `aantal`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub units: BTreeMap<String, String>,
    /// Whether each figure comes on top of those before it in the same year, as in a sheet of what
    /// happened per month.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub adds: bool,
}

/// What a name is given that is no indicator of the plan.
pub const PASSED: &str = "-";

impl Map {
    /// The head that holds this, where it says so.
    pub fn head(&self, role: Role) -> Option<&str> {
        self.columns.get(role.word()).map(String::as_str)
    }

    /// The indicator a name stands for, where it says so.
    pub fn named(&self, name: &str) -> Option<&str> {
        let wanted = fold::phrase(name);
        let mut all = self.names.iter();
        all.find(|(name, _)| fold::phrase(name) == wanted)
            .map(|(_, id)| id.as_str())
    }

    /// The unit of an indicator that goes by these names, where it says so.
    pub fn unit(&self, names: &[&str]) -> Option<&str> {
        let of = |name: &&str| {
            let wanted = fold::phrase(name);
            let mut all = self.units.iter();
            all.find(|(name, _)| fold::phrase(name) == wanted)
        };
        names.iter().find_map(of).map(|(_, unit)| unit.as_str())
    }

    /// The same map with what was said beside it, which holds.
    #[must_use]
    pub fn with(mut self, said: Self) -> Self {
        self.sheet = said.sheet.or(self.sheet);
        self.columns.extend(said.columns);
        self.names.extend(said.names);
        self.whole.extend(said.whole);
        self.units.extend(said.units);
        self.adds |= said.adds;
        self
    }

    /// That each column is of a role there is.
    ///
    /// # Errors
    /// A Dutch sentence.
    pub fn check(&self) -> Result<(), String> {
        let known = |word: &&String| Role::ALL.iter().any(|role| role.word() == word.as_str());
        match self.columns.keys().find(|word| !known(word)) {
            Some(word) => Err(format!(
                "“{word}” is geen soort kolom; kies {}",
                Role::ALL.map(Role::word).join(", ")
            )),
            None => Ok(()),
        }
    }
}
