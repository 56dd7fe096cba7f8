//! What is said before the answers: that a word isn't in the plan, and what was taken for it.

use super::running::where_said;
use crate::plan::Plan;
use crate::plan::find::fold;

/// More letters of a word are no use to tell it by.
const LONGEST: usize = 40;

/// In which way a word of a question fits words of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fit {
    /// It stands there, whole or as a part of one.
    Stands,
    /// But for a typing error.
    Slip,
    /// It is a compound with one of them.
    Like,
    /// None is like it.
    Nowhere,
}

/// Something to say of a word the plan doesn't have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// With a typing error less it has this one.
    Meant(String, String),
    /// It has this one, which is about something near.
    Near(String, String),
    /// Nor one like it.
    Absent(String),
}

impl Note {
    /// What there is to say of a word of a question, which is told as it was typed.
    pub(crate) fn of(fit: Fit, word: &str, meant: &str, question: &str) -> Option<Self> {
        let words = fold::words(question);
        let at = words.into_iter().find(|typed| typed.folded == word);
        let typed = at.and_then(|word| question.get(word.at)).unwrap_or(word);
        let typed: String = typed.chars().take(LONGEST).collect();
        let meant = meant.to_string();
        match fit {
            Fit::Stands => None,
            Fit::Slip => Some(Self::Meant(typed, meant)),
            Fit::Like => Some(Self::Near(typed, meant)),
            Fit::Nowhere => Some(Self::Absent(typed)),
        }
    }

    /// The word of the plan that was taken instead.
    pub fn instead(&self) -> Option<&str> {
        match self {
            Self::Meant(_, word) | Self::Near(_, word) => Some(word),
            Self::Absent(_) => None,
        }
    }

    /// In a sentence.
    pub fn sentence(&self) -> String {
        match self {
            Self::Meant(typed, word) => {
                format!("“{typed}” staat niet in het plan; bedoelt u “{word}”?")
            }
            Self::Near(typed, word) => {
                format!("“{typed}” staat niet in het plan; dit gaat over “{word}”")
            }
            Self::Absent(typed) => format!("“{typed}” staat niet in het plan"),
        }
    }

    /// Where there is little room.
    pub fn short(&self) -> String {
        match self {
            Self::Meant(_, word) => format!("bedoelt u “{word}”?"),
            Self::Near(_, word) => format!("dit gaat over “{word}”"),
            Self::Absent(_) => self.sentence(),
        }
    }
}

/// What to say where no word of a question is in the plan: who carries out what is in it.
pub fn not_in_plan(plan: &Plan, question: &str) -> String {
    let (who, place) = (plan.party_name(&plan.default_executor), where_said(plan));
    format!(
        "“{question}” staat niet in het plan. Acties die er wel in staan, voert standaard {who} uit{place}"
    )
}
