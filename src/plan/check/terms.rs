//! The words people use.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use super::{Check, Severity};
use crate::plan::Plan;
use crate::plan::find::fold;
use crate::plan::find::search::{Query, Texts};
use crate::plan::model::step::Step;

impl<'a> Check<'a> {
    /// That the plan has the words it is to be searched by, and that each word people use stands
    /// for one of them.
    pub(super) fn terms(&mut self, plan: &'a Plan) {
        if plan.terms.is_empty() {
            return;
        }
        let texts = Texts::of(plan);
        let mut stands_for: HashMap<String, &str> = HashMap::new();
        for (at, term) in plan.terms.iter().enumerate() {
            let word = &term.word;
            let mut remark = |below: &[Step], sentence| {
                let place = [Step::Key("terms"), Step::Index(at)];
                let place: Vec<Step> = place.iter().chain(below).copied().collect();
                self.add(Severity::Remark, &place, "", sentence);
            };
            if !texts.has(&Query::new(word)) {
                let sentence = format!("de zoekterm “{word}” staat niet in het plan");
                remark(&[Step::Key("word")], sentence);
            }
            if term.also.iter().all(|said| said.trim().is_empty()) {
                let sentence = format!("bij de zoekterm “{word}” staat geen ander woord (also)");
                remark(&[], sentence);
            }
            for (place, said) in term.also.iter().enumerate() {
                let below = [Step::Key("also"), Step::Index(place)];
                match stands_for.entry(fold::letters(said.trim())) {
                    Slot::Vacant(slot) => {
                        slot.insert(word);
                    }
                    Slot::Occupied(first) => {
                        let first = first.get();
                        let sentence = format!("“{said}” staat al bij de zoekterm “{first}”");
                        remark(&below, sentence);
                    }
                }
            }
        }
    }
}
