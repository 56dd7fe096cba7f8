//! Every word of a plan and where it stands: what searching and asking who leads need of it. Reading
//! them takes longer than anything else on the screen, so it is done beforehand.

use super::regie::Index;
use super::search::Texts;
use crate::plan::Plan;

/// The words of a plan as it is.
#[derive(Debug)]
pub struct Concordance {
    /// Every text, to look for words in.
    pub texts: Texts,
    /// The words, to ask who leads.
    pub index: Index,
}

impl Concordance {
    /// Reads them.
    pub fn of(plan: &Plan) -> Self {
        Self {
            texts: Texts::of(plan),
            index: Index::new(plan),
        }
    }
}
