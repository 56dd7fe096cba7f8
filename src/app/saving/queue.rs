//! What waits on this machine until there is a line: counted, told once it is saved, and asked about where
//! it can't be.

use std::collections::BTreeSet;

use super::outcome::stuck_ways;
use crate::app::{App, Mode};
use crate::plan::Plan;
use crate::plan::words::counted;
use crate::store::Queue;

impl App {
    /// How many saves wait until there is a line.
    pub const fn waiting(&self) -> usize {
        self.saving.queue.waiting
    }

    /// Whether one of them can't be made as it is.
    pub const fn has_stuck(&self) -> bool {
        !self.saving.queue.stuck.is_empty()
    }

    /// What waits is otherwise than it was. What can't be made is asked about, once.
    pub(in crate::app) fn queued(&mut self, queue: Queue) {
        if queue.waiting == queue.stuck.len() {
            self.saving.unsure = None;
        }
        self.saving.leaving = false;
        self.saving.queue = queue;
        let stuck = self.saving.queue.stuck.iter().map(|it| it.number);
        let stuck: BTreeSet<u64> = stuck.collect();
        let is_new = !stuck.is_subset(&self.saving.asked);
        self.saving.asked = stuck;
        if is_new && matches!(self.mode, Mode::Browse) {
            self.choose_stuck();
        } else if is_new {
            let text = "Een wijziging die wachtte is zo niet op te slaan; kies met : wachtrij.";
            self.tell(text.to_string(), true);
        } else {
            // It was asked before.
        }
    }

    /// Asks what becomes of the first that can't be made as it is.
    pub(in crate::app) fn choose_stuck(&mut self) {
        let stuck = &self.saving.queue.stuck;
        if let Some(ways) = stuck_ways(&self.plan, stuck) {
            self.mode = Mode::Picker(ways);
        }
    }

    /// So many that waited are saved, among them what nobody was sure of.
    pub(in crate::app) fn settled(&mut self, kept: usize, plan: Plan) {
        let unsure = self.saving.unsure.take();
        let back = self.away.is_some();
        (self.lost, self.away) = (None, None);
        self.take_plan(plan);
        self.rebase(0);
        let text = match unsure {
            Some(what) if kept <= 1 => format!("{what}: toch opgeslagen."),
            _ => {
                let back = if back {
                    "De verbinding is er weer: "
                } else {
                    ""
                };
                let kept = counted(kept, "wijziging", "wijzigingen");
                format!("{back}{kept} uit de wachtrij opgeslagen.")
            }
        };
        self.tell_saved(text, false);
    }
}
