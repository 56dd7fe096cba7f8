//! Changing the plan itself: which form a command opens, for what is selected.

use super::choosing::picker::{Choice, Picker};
use super::form::{Form, Place};
use super::record::Pick;
use crate::app::keys::command::Command;
use crate::app::panes::tree::kpis_key;
use crate::app::{App, Mode, Pane};
use crate::plan::edit::Field;
use crate::plan::edit::role::Role;
use crate::plan::model::lookup::Item;
use crate::plan::model::sort::{Sort, WHOLE};
use crate::plan::{Id, Plan, words};

impl App {
    /// Whether the plan itself may be changed.
    pub fn may_change(&self) -> bool {
        self.can_write() && self.role.is_none_or(|role| role >= Role::Administrator)
    }

    /// Whether fields of what is selected can be changed.
    pub fn can_change(&self) -> bool {
        self.may_change() && self.changeable().is_some()
    }

    /// Whether something new can come here.
    pub fn can_add(&self) -> bool {
        self.may_change()
    }

    /// Whether what is selected can be dropped, or revived.
    pub fn can_drop(&self) -> bool {
        let item = self.changeable();
        let item = item.and_then(|id| self.plan.item(&id).map(|it| it.sort()));
        self.may_change() && item.is_some_and(|it| it == Sort::Action || it.can_be_dropped())
    }

    /// Whether what is selected has a place in the list in sight.
    pub fn can_move(&self) -> bool {
        let ordered = self.order().is_none() && self.pane != Pane::Teams;
        ordered && self.can_change()
    }

    /// Whether a party is selected, to go up in another.
    pub fn can_merge(&self) -> bool {
        self.may_change() && matches!(self.selected(), Some(Item::Party(_)))
    }

    /// Why the plan itself isn't changed by who asks.
    pub(crate) fn why_no_change(&self, command: Command) -> Option<String> {
        let role = self.role.filter(|role| *role < Role::Administrator)?;
        let word = role.word();
        let sentence =
            format!("Het plan zelf wijzigen mag alleen een beheerder, en u bent {word}.");
        command.changes_plan().then_some(sentence)
    }

    /// The item whose fields are changed here: that of the row, which in a table of figures is the
    /// row itself.
    pub(crate) fn changeable(&self) -> Option<Id> {
        let item = if self.in_meeting() {
            self.walk_item()
        } else {
            let own = self.selected_key().and_then(|key| self.plan.item(key));
            let own =
                own.filter(|it| matches!(it.sort(), Sort::Indicator | Sort::Amount | Sort::Fte));
            own.or_else(|| self.selected())
        };
        let item = item.filter(|it| Field::of(it.sort()).next().is_some());
        item.map(|it| it.id().to_string())
    }

    /// The form for the fields of what is selected.
    pub(crate) fn change(&mut self) {
        let form = self.changeable();
        let form = form.and_then(|id| Form::change(&id, self.desk()));
        self.open_form(form);
    }

    /// The form for the plan itself.
    pub(crate) fn change_plan(&mut self) {
        let form = Form::change(WHOLE, self.desk());
        self.open_form(form);
    }

    /// The row whose figures are typed in the row itself, where that is selected.
    fn row_of_cells(&self) -> Option<Id> {
        let id = self.changeable().filter(|_| self.may_change())?;
        let item = self.plan.item(&id)?;
        let figures = matches!(item.sort(), Sort::Amount | Sort::Fte) && item.dropped().is_none();
        figures.then_some(id)
    }

    /// Whether the figures of the selected row can be typed in it. Footers ask it at each frame, so
    /// it makes no form.
    pub(crate) fn has_cells_here(&self) -> bool {
        self.row_of_cells().is_some()
    }

    /// The form for the figures of the selected row.
    fn cells_here(&self) -> Option<Form> {
        Form::cells(&self.row_of_cells()?, self.desk())
    }

    /// Begins to type in the selected row.
    pub(crate) fn edit_cells(&mut self) {
        if let Some(form) = self.cells_here() {
            self.mode = Mode::Form(form);
        }
    }

    /// On to the figures of the next row that has any.
    pub(crate) fn next_cells(&mut self, stays: bool) {
        let mut row = self.cursor().selected;
        self.mode = Mode::Browse;
        if stays {
            self.step_rows(1);
        }
        while !stays || self.cursor().selected != row {
            if let Some(form) = self.cells_here() {
                self.mode = Mode::Form(form);
                break;
            }
            row = self.cursor().selected;
            self.step_rows(1);
            if self.cursor().selected == row {
                break;
            }
        }
        self.settle();
    }

    /// Makes the rows anew with what is typed in one of them, so that its sums follow.
    pub(crate) fn follow_cells(&mut self) {
        let Mode::Form(form) = &self.mode else { return };
        if !form.has_cells() {
            return;
        }
        let mut plan = self.plan.clone();
        for edit in form.pending(self.desk()) {
            // What can't be is said in the form.
            edit.apply(&mut plan).ok();
        }
        std::mem::swap(&mut self.plan, &mut plan);
        self.rebuild();
        self.plan = plan;
    }

    /// The form to drop what is selected, or to let it hold again.
    pub(crate) fn drop_or_revive(&mut self) {
        let form = self.changeable();
        let form = form.and_then(|id| Form::gone(&id, self.desk()));
        self.open_form(form);
    }

    /// The form to move what is selected so many places down.
    pub(crate) fn move_item(&mut self, by: isize) {
        let form = self.changeable();
        let form = form.and_then(|id| Form::place(&id, by, self.desk()));
        self.open_form(form);
    }

    /// The form to let the selected party go up in another.
    pub(crate) fn merge(&mut self) {
        let form = self.changeable();
        let form = form.and_then(|id| Form::merge(&id, self.desk()));
        self.open_form(form);
    }

    fn open_form(&mut self, form: Option<Form>) {
        self.mode = form.map_or(Mode::Browse, Mode::Form);
    }

    /// Something new: what, where several sorts can come here.
    pub(crate) fn add(&mut self) {
        let mut places = self.places_for_new();
        if places.len() > 1 {
            let choices = places.into_iter().map(|place| {
                let label = words_of(&self.plan, &place);
                Choice::new(words::kind_of(place.sort), &label, Pick::New(place))
            });
            self.mode = Mode::Picker(Picker::of("Wat komt erbij?", choices.collect()));
        } else if let Some(place) = places.pop() {
            self.begin_new(place);
        } else {
            self.tell("Hier kan niets bij komen.".to_string(), false);
        }
    }

    /// The form for something new at a place.
    pub(crate) fn begin_new(&mut self, place: Place) {
        let form = Form::new_item(place, self.desk());
        self.open_form(Some(form));
    }

    /// Where something new can come: under what is selected, and after it.
    fn places_for_new(&self) -> Vec<Place> {
        let mut plan = self.whole().clone();
        let key = self.selected_key().unwrap_or_default();
        // Below the head of a table, or its sum; of the KPIs of a chapter.
        let table = key.split('.').next().unwrap_or_default();
        let kpis = key == kpis_key(table);
        if let Some(id) = self.changeable().filter(|_| !kpis) {
            let mut all = under(&mut plan, &id, &Sort::CHANGING);
            let kpi = match self.plan.item(&id) {
                Some(Item::Indicator(_, kpi)) => Some(kpi.id.clone()),
                _ => None,
            };
            for id in kpi.into_iter().chain([id.clone()]) {
                let standing = plan.standing(&id);
                all.extend(standing.map(|(sort, into, _)| Place {
                    sort,
                    into,
                    after: Some(id),
                }));
            }
            // A KPI is the chapter's, also where one stands at a theme or a goal of it.
            if let Some(Item::Theme(..) | Item::Goal(..)) = self.plan.item(&id) {
                let path = self.plan.path_to(&id);
                let chapter = path.first().map(ToString::to_string);
                all.extend(
                    chapter
                        .into_iter()
                        .flat_map(|it| under(&mut plan, &it, &[Sort::Kpi])),
                );
            }
            return all;
        }
        let sorts: &[Sort] = if kpis {
            &[Sort::Kpi]
        } else {
            &[Sort::Amount, Sort::Fte]
        };
        let all = under(&mut plan, table, sorts);
        if !all.is_empty() {
            return all;
        }
        // Nothing is selected: wherever what this pane shows can come.
        let own = match self.pane {
            Pane::Kpis => Sort::Kpi,
            Pane::Actions => Sort::Action,
            Pane::Regie => Sort::Regie,
            Pane::Teams => return under(&mut plan, WHOLE, &[Sort::Party]),
            _ => return under(&mut plan, WHOLE, &[Sort::Chapter, Sort::Party]),
        };
        let ids: Vec<Id> = self.plan.items().map(|it| it.id().to_string()).collect();
        ids.iter()
            .flat_map(|id| under(&mut plan, id, &[own]))
            .collect()
    }

    /// Selects what was just added or moved.
    pub(crate) fn show_last(&mut self) {
        let last = self.plan.history.last();
        let Some(id) = last.and_then(|entry| entry.edit.id()) else {
            return;
        };
        let id = id.to_string();
        if self.pane.is_tree() {
            self.tree.reveal(&self.plan, &id);
            self.rebuild();
        }
        let first = format!("{id}.1");
        match self.position(&id).or_else(|| self.position(&first)) {
            Some(row) => {
                let (len, height) = (self.len(), self.list_height());
                self.panes[self.pane].cursor.go(row, len, height);
                self.text_top = 0;
            }
            None => self.go_to(&id),
        }
    }
}

/// The places at the end of what an item holds, for each of these sorts it has a list of.
fn under(plan: &mut Plan, id: &str, sorts: &[Sort]) -> Vec<Place> {
    let mut all = Vec::new();
    for sort in sorts {
        let Some((_, _, list)) = plan.list_mut(*sort, id) else {
            continue;
        };
        all.push(Place {
            sort: *sort,
            into: id.to_string(),
            after: list.end().map(str::to_string),
        });
    }
    all
}

/// `onder 3B Bedrijventerreinen`, `na 3B.1 Intensiveren …`.
fn words_of(plan: &Plan, place: &Place) -> String {
    let of = |id: &str| words::titled(plan, id);
    match &place.after {
        Some(after) => format!("na {}", of(after)),
        None => format!("onder {}", of(&place.into)),
    }
}
