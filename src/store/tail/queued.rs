//! What waits, as the keeper of a plan has it: with the plan it makes, and what was told of it.

use std::collections::BTreeMap;

use super::{Tail, Waiting};
use crate::plan::Plan;
use crate::store::keeper::Queue;

/// What waits.
#[derive(Debug, Default)]
pub struct Queued {
    pub tail: Tail,
    /// Whether saves may wait: a command says instead that nothing was saved.
    pub open: bool,
    /// The plan with what waits in it; none where nothing does.
    pub shown: Option<Plan>,
    /// Of a revision that is only shown, the number of what waits.
    pub numbers: BTreeMap<u64, u64>,
    /// Whether something is no longer shown as it was, until that is told.
    pub is_news: bool,
    /// How many saves that waited are kept by now, until that is told.
    pub kept: Option<usize>,
    /// How many waited, and which of them were stuck, as it was told last.
    told: (usize, Vec<u64>),
}

impl Queued {
    /// What waits, where that is otherwise than it was told.
    pub fn news(&mut self) -> Option<Queue> {
        let all = self.tail.waiting();
        let stuck = all.iter().filter(|it| it.stuck.is_some());
        let now = (all.len(), stuck.map(Waiting::number).collect());
        if now == self.told {
            return None;
        }
        self.told = now;
        Some(Queue {
            waiting: all.len(),
            stuck: all.iter().filter_map(Waiting::as_stuck).collect(),
        })
    }
}
