//! The plan as a tree of rows: chapters, themes, goals, actions, topics and KPIs, folded or not.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::app::App;
use crate::app::keys::key::Key;
use crate::app::list::grid::Grid;
use crate::app::list::spec::{self, List, Opening, Spec};
use crate::plan::clean::one_line;
use crate::plan::figures::light;
use crate::plan::find::filter::Over;
use crate::plan::find::search::Kind;
use crate::plan::model::kpi::{Kpi, Light};
use crate::plan::model::life::Dropped;
use crate::plan::model::shared::Shared;
use crate::plan::{Chapter, Goal, Id, Plan, Status, Theme, words};

/// The pane.
pub const PANE: Spec = Spec {
    list: List::Tree,
    enter,
    words: false,
    over: Some(Over::Plan),
    home: |item| Some(item.id().to_string()),
    finds: &[
        Kind::Chapter,
        Kind::Goal,
        Kind::Note,
        Kind::Context,
        Kind::Text,
    ],
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
    /// How much it matters: 1, 2 or 3.
    pub priority: Option<u8>,
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
    /// From when on it no longer holds.
    Gone(NaiveDate),
}

/// The plan's tree: which rows are unfolded, and the rows that follow from it.
#[derive(Debug, Default)]
pub struct Tree {
    /// Rows in sight of the fold, top to bottom.
    pub rows: Vec<TreeRow>,
    /// Whether what no longer holds is shown too.
    pub gone: bool,
    /// Only what has this priority.
    pub priority: Option<u8>,
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
        let fits = |it: &&Shared<Chapter>| {
            self.priority.is_none() || it.themes.iter().any(|theme| self.fits_theme(theme))
        };
        for chapter in plan.chapters.iter().filter(fits) {
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

    /// Whether it is shown: it holds, or what doesn't is shown too.
    const fn shows(&self, dropped: Option<&Dropped>) -> bool {
        self.gone || dropped.is_none()
    }

    /// Whether a goal has the priority that is asked: its own, or else its theme's.
    fn fits_goal(&self, goal: &Goal, theme: &Theme) -> bool {
        let own = goal.priority.or(theme.priority);
        self.priority.is_none_or(|asked| own == Some(asked))
    }

    fn fits_theme(&self, theme: &Theme) -> bool {
        let mut goals = theme.goals.iter();
        self.priority
            .is_none_or(|asked| theme.priority == Some(asked))
            || goals.any(|goal| self.fits_goal(goal, theme))
    }

    fn chapter(&self, plan: &Plan, chapter: &Chapter, today: NaiveDate, rows: &mut Vec<TreeRow>) {
        let shown = |kpi: &Kpi| light::shown(plan, kpi, today);
        let has_children =
            !(chapter.themes.is_empty() && chapter.topics.is_empty() && chapter.kpis.is_empty());
        let open = self.fold(&chapter.id, has_children);
        let tally = light::roll_up(plan, chapter.every_kpi(), today);
        rows.push(TreeRow {
            id: chapter.id.clone(),
            depth: 0,
            mark: chapter.number.to_string(),
            label: one_line(&chapter.title).into_owned(),
            open,
            priority: None,
            end: if chapter.kpis.is_empty() {
                End::None
            } else {
                End::Lights(tally)
            },
        });
        if open != Some(true) {
            return;
        }
        let all = self.priority.is_none();
        for topic in chapter.topics.iter().filter(|_| all) {
            if self.shows(topic.dropped.as_ref()) {
                let row = leaf(&topic.id, 1, "·", &topic.title, End::None);
                rows.push(row.or_gone(topic.dropped.as_ref()));
            }
        }
        for theme in chapter.themes.iter().filter(|it| self.fits_theme(it)) {
            if self.shows(theme.dropped.as_ref()) {
                self.theme(plan, theme, chapter, today, rows);
            }
        }
        if chapter.kpis.is_empty() || !all {
            return;
        }
        let key = kpis_key(&chapter.id);
        let kpis = chapter.kpis.iter();
        let kpis = kpis.filter(|it| self.shows(it.dropped.as_ref()));
        let holding = chapter
            .kpis
            .iter()
            .filter(|it| it.dropped.is_none())
            .count();
        let label = words::counted(holding, "KPI", "KPI's");
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
        let row = TreeRow {
            open,
            priority: theme.priority,
            ..leaf(&theme.id, 1, mark, title, end)
        };
        rows.push(row.or_gone(theme.dropped.as_ref()));
        let goals = theme.goals.iter().filter(|it| self.fits_goal(it, theme));
        for goal in goals.filter(|_| open == Some(true)) {
            if self.shows(goal.dropped.as_ref()) {
                self.goal(goal, rows);
            }
        }
    }

    fn goal(&self, goal: &Goal, rows: &mut Vec<TreeRow>) {
        let open = self.fold(&goal.id, !goal.actions.is_empty());
        let mark = goal.number.to_string();
        let row = TreeRow {
            open,
            priority: goal.priority,
            ..leaf(&goal.id, 2, &mark, &goal.text, End::None)
        };
        rows.push(row.or_gone(goal.dropped.as_ref()));
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
        let row = TreeRow {
            open,
            ..leaf(&kpi.id, 2, mark, &kpi.text, End::Light(light))
        };
        rows.push(row.or_gone(kpi.dropped.as_ref()));
        for indicator in kpi.indicators.iter().filter(|_| open == Some(true)) {
            if self.shows(indicator.dropped.as_ref()) {
                let row = leaf(&indicator.id, 3, "·", &indicator.label, End::None);
                rows.push(row.or_gone(indicator.dropped.as_ref()));
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
        priority: None,
        end,
    }
}

impl TreeRow {
    /// The same; of what no longer holds with that at its end.
    fn or_gone(self, dropped: Option<&Dropped>) -> Self {
        match dropped {
            Some(dropped) => Self {
                mark: "×".to_string(),
                end: End::Gone(dropped.date),
                ..self
            },
            None => self,
        }
    }
}
