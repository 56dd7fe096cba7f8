//! Why the plan changes.

use serde::{Deserialize, Serialize};

use super::Refusal;
use crate::plan::model::life::Decision;
use crate::plan::{Id, Plan};

/// Why the plan changes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// In words.
    pub reason: String,
    /// The decision it stands under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Id>,
}

/// A change of the plan itself.
#[derive(Debug, Clone, Copy)]
pub struct Alters<'a> {
    /// The reason that was given.
    pub why: Option<&'a Why>,
    /// Whether it asks for one, once the plan is adopted.
    pub asks: bool,
}

impl<'a> Alters<'a> {
    /// A change that asks for a reason.
    pub const fn because(why: Option<&'a Why>) -> Self {
        Self { why, asks: true }
    }

    /// Whether a reason still has to be given for it.
    pub fn lacks_reason(&self, plan: &Plan) -> bool {
        let given = self.why.is_some_and(|why| !why.reason.trim().is_empty());
        self.asks && plan.is_adopted() && !given
    }

    /// That its reason is given, and its decision is one of the plan's.
    ///
    /// # Errors
    /// [`Refusal`], where it isn't.
    pub(super) fn check(&self, plan: &Plan) -> Result<(), Refusal> {
        if self.lacks_reason(plan) {
            let sentence = "het plan is vastgesteld: een wijziging ervan vraagt een reden";
            return Err(Refusal::Unfit(sentence.to_string()));
        }
        let decision = self.why.and_then(|why| why.decision.as_deref());
        match decision.filter(|id| plan.decision(id).is_none()) {
            Some(id) => Err(Refusal::NotFound(id.to_string())),
            None => Ok(()),
        }
    }
}

impl Why {
    /// Behind a sentence: ` (op verzoek van de raad; raad 26.041)`; nothing where there is none.
    pub fn behind(why: Option<&Self>, plan: &Plan) -> String {
        let Some(why) = why else {
            return String::new();
        };
        let decision = why.decision.as_deref().map(|id| {
            let decision = plan.decision(id);
            decision.map_or_else(|| id.to_string(), Decision::shown)
        });
        let reason = Some(why.reason.trim().to_string()).filter(|it| !it.is_empty());
        let parts: Vec<String> = reason.into_iter().chain(decision).collect();
        if parts.is_empty() {
            return String::new();
        }
        format!(" ({})", parts.join("; "))
    }
}
