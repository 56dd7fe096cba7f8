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
    /// Whether the same was made of other words: one answer may do for both.
    pub fn is_like(&self, other: &Self) -> bool {
        let kind = |it: &Self| (it.field.clone(), it.left_out, it.kind());
        kind(self) == kind(other)
    }

    /// What was made of the words, without the words, numbers and names in it.
    pub fn kind(&self) -> String {
        let made = &self.made_of_it;
        // What stands behind the last colon of a long sentence is what it came to.
        let (made, _) = made
            .rsplit_once(": ")
            .filter(|(before, _)| before.chars().count() > 24)
            .unwrap_or((made, ""));
        let mut quoted = false;
        let mut kept = made.chars().filter(|c| {
            quoted = (quoted || *c == '“') && *c != '”';
            !quoted && *c != '”' && !c.is_ascii_digit()
        });
        let kept: String = kept.by_ref().collect();
        let words: Vec<&str> = kept.split_whitespace().collect();
        words.join(" ")
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubts_of_which_the_same_was_made_are_alike() {
        let doubt = |made: &str| Doubt {
            id: "TW1".to_string(),
            item: "1".to_string(),
            field: None,
            line: 0,
            page: None,
            source: String::new(),
            made_of_it: made.to_string(),
            choices: Vec::new(),
            left_out: false,
        };
        for (one, other, alike) in [
            (
                "hoofdstuk 1: het document geeft het geen eigen nummer",
                "hoofdstuk 12: het document geeft het geen eigen nummer",
                true,
            ),
            (
                "“ja” is niet als streefwaarde te lezen",
                "“ja, op 1 mei” is niet als streefwaarde te lezen",
                true,
            ),
            (
                "een uitspraak over regie, gevonden in de lopende tekst: Politie",
                "een uitspraak over regie, gevonden in de lopende tekst: Gemeente",
                true,
            ),
            (
                "het getal 60 als streefwaarde gelezen",
                "het getal 2 als streefwaarde gelezen",
                true,
            ),
            (
                "niet overgenomen: een bedrag heeft één getal en één opmerking",
                "niet overgenomen: daar is bij een KPI geen plaats voor",
                false,
            ),
        ] {
            assert_eq!(doubt(one).is_like(&doubt(other)), alike, "{one}");
        }
    }
}
