//! A draft of a plan from a document: its bones (`outline`), what each piece is (`walk`), and
//! the plan that makes (`made`). What isn't sure is asked; what found no place is asked too,
//! so that nothing of the document is lost in silence.

mod made;
mod outline;
mod sketch;
mod walk;
mod words;

use made::ids::Ids;
use made::{Assembly, asked, whole};
use words::parties::Parties;

use std::collections::HashSet;

use super::document::{Document, Format};
use crate::plan::check;
use crate::plan::model::doubt::Doubt;
use crate::plan::{Id, Plan};

/// What somebody said of the plan beforehand.
#[derive(Debug, Clone, Default)]
pub struct Hints {
    /// Whose plan it is.
    pub municipality: Option<String>,
    /// The year it holds for.
    pub year: Option<i32>,
}

/// A plan that was recognised.
#[derive(Debug)]
pub struct Draft {
    /// The plan, a concept; its doubts stand in it.
    pub plan: Plan,
    /// The words of the document that stand in the plan as numbers and structure, and not as text:
    /// heads of columns, lines that announce, numbers of goals, amounts.
    pub structure: Vec<String>,
    /// The indicators whose target, and the actions whose day, stands in a column of its own.
    pub stated: HashSet<Id>,
}

impl Draft {
    /// What isn't sure.
    pub fn doubts(&self) -> &[Doubt] {
        &self.plan.doubts
    }
}

/// The plan in a document.
///
/// # Errors
/// A Dutch sentence, where there is none in it.
pub fn draft(document: &Document, hints: &Hints) -> Result<Draft, String> {
    let parts = outline::outline(document);
    let year = hints.year.or_else(|| whole::year_said(document));
    let mut sketch = walk::walk(&parts, document.format == Format::Pdf, year);
    if sketch.chapters.is_empty() {
        return Err(
            "in het document zijn geen hoofdstukken herkend (genummerde koppen, zoals “3. Ondermijning”)"
                .to_string(),
        );
    }
    walk::topics::topics(&mut sketch);
    let whole = whole::of(&mut sketch, hints);
    let mut parties = Parties::of(&sketch, &whole.municipality);
    let executor = whole::executor(&mut sketch, &mut parties);
    let ids = Ids::of(&sketch);
    let mut assembly = Assembly {
        sketch: &sketch,
        whole: &whole,
        parties: &parties,
        ids: &ids,
        unsure: Vec::new(),
    };
    let value = assembly.plan(&executor);
    let made = assembly.unsure;
    let mut plan: Plan = serde_json::from_value(value)
        .map_err(|why| format!("van dit document is geen plan te maken ({why})"))?;
    asked::found_in_text(&mut plan, &parties);
    plan.doubts = asked::doubts(&plan, document, &sketch, &ids, &made);
    if let Some(fault) = check::errors(&plan).into_iter().next() {
        return Err(format!(
            "van dit document is geen deugdelijk plan te maken: {}",
            fault.sentence
        ));
    }
    let stated = ids.stated(&sketch);
    let structure = sketch.used.into_iter().map(|said| said.text).collect();
    Ok(Draft {
        plan,
        structure,
        stated,
    })
}
