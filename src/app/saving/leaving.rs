//! Leaving the screen while something is on its way, or waits.

use crate::app::keys::command::Command;
use crate::app::keys::keymap;
use crate::app::{App, Effect};
use crate::plan::words::counted;

impl App {
    /// Leaves; while something is on its way, once that is saved, or when asked again.
    pub(in crate::app) fn quit(&mut self) -> Vec<Effect> {
        let waits = self.waiting() > 0 && !self.saving.leaving;
        if self.saving.closing || !self.is_saving() && !waits {
            return vec![Effect::Quit];
        }
        self.saving.leaving = waits;
        self.saving.closing = self.is_saving();
        let keys = &self.settings.keymap;
        let key = keys.keys(keymap::Context::Browse, Command::Quit);
        let key = key.first().map(|key| key.shown(self.ascii));
        let again = key.map_or_else(String::new, |key| format!("; nog eens {key} sluit meteen"));
        let (waits, stuck) = (self.waiting(), self.saving.queue.stuck.len());
        let text = if self.is_saving() {
            let unsure = if again.is_empty() {
                ""
            } else {
                ", en dan is dit niet zeker"
            };
            format!("Er wordt nog opgeslagen; regie sluit zodra dat klaar is{again}{unsure}.")
        } else if waits == stuck {
            let waits = counted(waits, "wijziging wacht", "wijzigingen wachten");
            format!("{waits} op uw keus: die staat in : wachtrij{again}.")
        } else {
            let waits = counted(waits, "wijziging wacht", "wijzigingen wachten");
            format!("{waits} hier tot u dit plan weer opent en er verbinding is{again}.")
        };
        self.tell(text, false);
        Vec::new()
    }

    /// Whether the screen was to close, and now all is saved.
    pub(in crate::app) const fn may_close(&self) -> bool {
        self.saving.closing && !self.is_saving()
    }
}
