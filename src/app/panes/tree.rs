//! The plan as a tree of rows: chapters, themes, goals, actions, topics and KPIs, folded or not.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::app::App;
use crate::app::keys::key::Key;
use crate::app::list::grid::Grid;
use crate::app::list::spec::{self, List, Opening, Spec};
use crate::plan::clean::one_line;
use crate::plan::figures::light;
use crate::plan::find::search::Kind;
use crate::plan::model::kpi::{Kpi, Light};
use crate::plan::{Chapter, Goal, Id, Plan, Status, Theme, words};

/// The pane.
pub const PANE: Spec = Spec {
    list: List::Tree,
    enter,
    words: false,
    home: |item| Some(item.id().to_string()),
    finds: &[Kind::Chapter, Kind::Goal, Kind::Note, Kind::Text],
    ..Spec::new("plan", "Plan", &[Key::char('1')], |_| Grid::default())
};

/// Unfolds or folds; what can't be folded is edited.
fn enter(app: &App) -> Option<Opening> {
    let row = app.tree.rows.get(app.cursor().selected)?;
    let open = row.open.filter(|_| app.can_fold());
    let word = match open {
        Some(true) => "dicht",
        Some(false) => "open",
        None => return spec::edit(app),
    };
    let act = App::turn_fold;
    Some(Opening { word, act })
}

/// A row of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeRow {
    /// The item; the KPIs of a chapter together have a key of their own, see [`kpis_key`].
    pub id: Id,
    /// How deep it stands, from 0.
    pub depth: u16,
    /// The number or letter before its words.
    pub mark: String,
    /// Its words.
    pub label: String,
    /// Whether it is unfolded; none where there is nothing to unfold.
    pub open: Option<bool>,
    /// What stands at its right end.
    pub end: End,
}

/// What stands at the right end of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Nothing.
    None,
    /// The lights of the KPIs inside: red, amber, green, grey.
    Lights([(Light, usize); 4]),
    /// The light of a KPI.
    Light(Light),
    /// The status of an action, where it isn't open.
    Status(Status),
}

/// The plan's tree: which rows are unfolded, and the rows that follow from it.
#[derive(Debug, Default)]
pub struct Tree {
    /// Rows in sight of the fold, top to bottom.
    pub rows: Vec<TreeRow>,
    open: HashSet<Id>,
}

/// The key of the row "KPI's" of a chapter.
pub fn kpis_key(chapter: &str) -> Id {
    format!("{chapter}.kpis")
}

impl Tree {
    /// Makes the rows anew, after the plan or a fold changed.
    pub fn build(&mut self, plan: &Plan, today: NaiveDate) {
        let mut rows = std::mem::take(&mut self.rows);
        rows.clear();
        for chapter in &plan.chapters {
            self.chapter(plan, chapter, today, &mut rows);
        }
        self.rows = rows;
    }

    /// Whether the row `id` is unfolded.
    pub fn is_open(&self, id: &str) -> bool {
        self.open.contains(id)
    }

    /// Folds or unfolds the row `id`. The rows follow at the next [`Tree::build`].
    pub fn set_open(&mut self, id: &str, open: bool) {
        if open {
            self.open.insert(id.to_string());
        } else {
            self.open.remove(id);
        }
    }

    /// The rows that are unfolded.
    pub fn open(&self) -> Vec<Id> {
        self.open.iter().cloned().collect()
    }

    /// Unfolds these rows and no others.
    pub fn set_all_open(&mut self, open: Vec<Id>) {
        self.open = open.into_iter().collect();
    }

    /// Folds everything if anything is unfolded, else unfolds every chapter.
    pub fn toggle_all(&mut self, plan: &Plan) {
        if self.open.is_empty() {
            self.open
                .extend(plan.chapters.iter().map(|chapter| chapter.id.clone()));
            let themes = plan.chapters.iter().flat_map(|chapter| &chapter.themes);
            self.open.extend(themes.map(|theme| theme.id.clone()));
        } else {
            self.open.clear();
        }
    }

    /// Unfolds what lies above the item `id`, so that its row exists.
    pub fn reveal(&mut self, plan: &Plan, id: &str) {
        use crate::plan::model::lookup::Item;
        match plan.item(id) {
            Some(Item::Kpi(_, chapter)) => {
                self.open.insert(chapter.id.clone());
                self.open.insert(kpis_key(&chapter.id));
            }
            Some(Item::Indicator(_, kpi)) => {
                self.open.insert(kpi.id.clone());
                self.reveal(plan, &kpi.id);
            }
            Some(_) => {
                let path = plan.path_to(id);
                let above = path.iter().take(path.len().saturating_sub(1));
                self.open.extend(above.map(|step| (*step).to_string()));
            }
            None => {}
        }
    }

    /// Where the row of `id` stands.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.rows.iter().position(|row| row.id == id)
    }

    /// Where the row above the row at `at` in the tree stands: its parent.
    pub fn parent(&self, at: usize) -> Option<usize> {
        let depth = self.rows.get(at)?.depth;
        (0..at).rev().find(|i| self.rows[*i].depth < depth)
    }

    fn fold(&self, id: &str, has_children: bool) -> Option<bool> {
        has_children.then(|| self.open.contains(id))
    }

    fn chapter(&self, plan: &Plan, chapter: &Chapter, today: NaiveDate, rows: &mut Vec<TreeRow>) {
        let shown = |kpi: &Kpi| light::shown(plan, kpi, today);
        let has_children =
            !(chapter.themes.is_empty() && chapter.topics.is_empty() && chapter.kpis.is_empty());
        let open = self.fold(&chapter.id, has_children);
        let tally = light::roll_up(plan, chapter.kpis.iter(), today);
        rows.push(TreeRow {
            id: chapter.id.clone(),
            depth: 0,
            mark: chapter.number.to_string(),
            label: one_line(&chapter.title).into_owned(),
            open,
            end: if chapter.kpis.is_empty() {
                End::None
            } else {
                End::Lights(tally)
            },
        });
        if open != Some(true) {
            return;
        }
        for topic in chapter.topics.iter().filter(|it| it.dropped.is_none()) {
            rows.push(leaf(&topic.id, 1, "·", &topic.title, End::None));
        }
        for theme in chapter.themes.iter().filter(|it| it.dropped.is_none()) {
            self.theme(plan, theme, chapter, today, rows);
        }
        if chapter.kpis.is_empty() {
            return;
        }
        let key = kpis_key(&chapter.id);
        let kpis = chapter.kpis.iter().filter(|it| it.dropped.is_none());
        let label = words::counted(kpis.clone().count(), "KPI", "KPI's");
        let open = self.fold(&key, true);
        rows.push(TreeRow {
            open,
            ..leaf(&key, 1, "", &label, End::None)
        });
        if open == Some(true) {
            for kpi in kpis {
                self.kpi(kpi, shown(kpi), rows);
            }
        }
    }

    fn theme(
        &self,
        plan: &Plan,
        theme: &Theme,
        chapter: &Chapter,
        today: NaiveDate,
        rows: &mut Vec<TreeRow>,
    ) {
        let open = self.fold(&theme.id, !theme.goals.is_empty());
        let title = theme.title.as_deref().unwrap_or("Doelen en acties");
        let mark = theme.letter.as_deref().unwrap_or("");
        // The KPIs of most chapters belong to no theme, and are counted with the chapter alone.
        let mut linked = theme.linked_kpis(chapter).peekable();
        let end = match linked.peek() {
            Some(_) => End::Lights(light::roll_up(plan, linked, today)),
            None => End::None,
        };
        rows.push(TreeRow {
            open,
            ..leaf(&theme.id, 1, mark, title, end)
        });
        if open == Some(true) {
            for goal in theme.goals.iter().filter(|it| it.dropped.is_none()) {
                self.goal(goal, rows);
            }
        }
    }

    fn goal(&self, goal: &Goal, rows: &mut Vec<TreeRow>) {
        let open = self.fold(&goal.id, !goal.actions.is_empty());
        let mark = goal.number.to_string();
        rows.push(TreeRow {
            open,
            ..leaf(&goal.id, 2, &mark, &goal.text, End::None)
        });
        if open == Some(true) {
            for action in &goal.actions {
                let letter = action.id.rsplit('.').next().unwrap_or_default();
                rows.push(leaf(
                    &action.id,
                    3,
                    letter,
                    &action.text,
                    End::Status(action.status),
                ));
            }
        }
    }

    fn kpi(&self, kpi: &Kpi, light: Light, rows: &mut Vec<TreeRow>) {
        let open = self.fold(&kpi.id, kpi.indicators.len() > 1);
        let mark = kpi.id.rsplit('.').next().unwrap_or_default();
        rows.push(TreeRow {
            open,
            ..leaf(&kpi.id, 2, mark, &kpi.text, End::Light(light))
        });
        if open == Some(true) {
            for indicator in &kpi.indicators {
                rows.push(leaf(&indicator.id, 3, "·", &indicator.label, End::None));
            }
        }
    }
}

fn leaf(id: &str, depth: u16, mark: &str, label: &str, end: End) -> TreeRow {
    TreeRow {
        id: id.to_string(),
        depth,
        mark: mark.to_string(),
        label: one_line(label).into_owned(),
        open: None,
        end,
    }
}
