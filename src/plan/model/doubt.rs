//! What a plan made from a document isn't sure of.

use serde::{Deserialize, Serialize};

use super::Id;

/// A question about what was made of words of a document. It goes from the plan once it is
/// answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// `"TW1"`.
    pub id: Id,
    /// The item it is about; `plan` where that is the whole.
    pub item: Id,
    /// The key of the field it is about, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The line of the document, or its paragraph; 0 where that isn't known.
    pub line: u32,
    /// The page, where the document has pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// The words of the document.
    pub source: String,
    /// What was made of them, in Dutch.
    pub made_of_it: String,
    /// What else the field may hold, as one would type it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// Whether the words stand nowhere in the plan.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub left_out: bool,
}

impl Doubt {
    /// Where its words stand: `regel 12`, `bladzijde 3, regel 12`.
    pub fn place(&self) -> String {
        match (self.page, self.line) {
            (None, 0) => "ergens in het document".to_string(),
            (None, line) => format!("regel {line}"),
            (Some(page), 0) => format!("bladzijde {page}"),
            (Some(page), line) => format!("bladzijde {page}, regel {line}"),
        }
    }
}
