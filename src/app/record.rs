//! Recording: from what was typed to an edit that is on its way to the disk.

use super::form::Form;
use super::picker::Pick;
use super::update::run;
use super::{App, Effect, Mode, Pane};
use crate::plan::edit::{self, Edit};
use crate::plan::entry::Typed;
use crate::plan::kpi::Reading;
use crate::plan::lookup::Item;
use crate::plan::number::Decimal;
use crate::plan::words;

impl App {
    pub(super) fn edit(&mut self) {
        if let Some(indicator) = self.selected_indicator() {
            self.mode = Mode::Form(Form::reading(&self.plan, indicator, self.today));
        } else if let Some(action) = self.selected_action() {
            self.mode = Mode::Form(Form::status(&self.plan, action, self.today));
        } else if let Some(why) = self.why_not(super::command::Command::Edit) {
            self.tell(why, false);
        } else {
            // Nothing to say.
        }
    }

    pub(super) fn count_up(&mut self) -> Vec<Effect> {
        let Some(indicator) = self.selected_indicator() else {
            return Vec::new();
        };
        let edit =
            Typed::More(Decimal::whole(1)).into_edit(&indicator.id, self.today, "", &self.user);
        self.commit(edit)
    }

    pub(super) fn commit(&mut self, edit: Edit) -> Vec<Effect> {
        self.pending = Some(self.announce(&edit));
        vec![Effect::Commit(vec![edit])]
    }

    /// What to say once the edit is saved: `3.K1.1 integrale controles: 6 (was 5)`.
    pub(super) fn announce(&self, edit: &Edit) -> String {
        let id = edit.id().unwrap_or_default();
        let (Edit::Reading { .. } | Edit::Count { .. }) = edit else {
            return match edit {
                Edit::Status { from, to, .. } => {
                    format!("{id}: {} → {}", words::status(*from), words::status(*to))
                }
                _ => id.to_string(),
            };
        };
        let mut after = self.plan.clone();
        let Ok(Edit::Reading {
            from: Some(new), ..
        }) = edit::apply(&mut after, edit)
        else {
            return id.to_string();
        };
        let Some(Item::Indicator(indicator, _)) = self.plan.item(id) else {
            return id.to_string();
        };
        let shown = |reading: &Reading| words::reading(indicator, reading);
        let was = indicator
            .latest()
            .map(|latest| format!(" (was {})", shown(latest)));
        format!(
            "{id} {}: {}{}",
            indicator.label,
            shown(&new),
            was.unwrap_or_default()
        )
    }

    pub(super) fn submit(&mut self) -> Vec<Effect> {
        match &mut self.mode {
            Mode::Form(form) => {
                if form.saving {
                    return Vec::new();
                }
                let edit = form.submit(&self.plan, self.today, &self.user);
                form.saving = edit.is_some();
                edit.map_or_else(Vec::new, |edit| self.commit(edit))
            }
            Mode::Picker(picker) => {
                let pick = picker.chosen().map(|choice| choice.pick.clone());
                pick.map_or_else(Vec::new, |pick| self.take(pick))
            }
            Mode::Search(_) => {
                self.jump();
                Vec::new()
            }
            Mode::Asking { .. } => {
                if self.selected().is_some() {
                    self.mode = Mode::Browse;
                    self.follow();
                }
                Vec::new()
            }
            Mode::Filtering => {
                self.mode = Mode::Browse;
                self.settle();
                Vec::new()
            }
            Mode::Help(help) => {
                help.typing = false;
                Vec::new()
            }
            Mode::Browse => Vec::new(),
        }
    }

    pub(super) fn take(&mut self, pick: Pick) -> Vec<Effect> {
        self.mode = Mode::Browse;
        match pick {
            Pick::ActionsOf(party) => {
                self.filter.party = Some(party);
                self.show(Pane::Actions);
            }
            Pick::WithStatus(status) => {
                self.filter.status = status;
                self.show(Pane::Actions);
            }
            Pick::Command(command) => return run(self, command),
            Pick::Elsewhere(command) => {
                let why = self.why_not(command);
                let why = why.unwrap_or_else(|| format!("{}: kan hier niet.", command.label()));
                self.tell(why, false);
            }
            Pick::Filter(wish) => return self.take_wish(wish),
            Pick::Restore => self.restore(),
            Pick::Discard => self.discard(),
        }
        Vec::new()
    }
}
