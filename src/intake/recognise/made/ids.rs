//! The ids of a plan that is made: by place, as a person would number it.

use std::collections::HashSet;

use crate::intake::recognise::sketch::{Goal, Group, On, Sketch, Theme};

/// The ids of a sketch, by place.
#[derive(Debug, Default)]
pub struct Ids {
    pub chapters: Vec<String>,
    pub themes: Vec<Vec<String>>,
    pub goals: Vec<Vec<Vec<String>>>,
    pub kpis: Vec<Vec<Vec<String>>>,
    pub regie: Vec<Vec<String>>,
    pub money: Vec<Vec<String>>,
    pub fte: Vec<Vec<String>>,
}

/// The letters of actions and themes: a to z, then aa.
pub fn letters(nth: usize) -> String {
    let letter = |nth: usize| char::from(b'a' + u8::try_from(nth % 26).unwrap_or_default());
    match nth / 26 {
        0 => letter(nth).to_string(),
        round => format!("{}{}", letter(round - 1), letter(nth)),
    }
}

impl Ids {
    pub fn of(sketch: &Sketch) -> Self {
        let mut ids = Self::default();
        let (mut amounts, mut fte) = (0, 0);
        for chapter in &sketch.chapters {
            let id = chapter.number.to_string();
            let themes = theme_ids(&id, &chapter.themes);
            let goals = chapter
                .themes
                .iter()
                .zip(&themes)
                .map(|(theme, id)| goal_ids(id, &theme.goals));
            ids.goals.push(goals.collect());
            ids.kpis.push(kpi_ids(&id, &chapter.groups));
            ids.regie.push(
                (1..=chapter.regie.len())
                    .map(|nth| format!("R{id}.{nth}"))
                    .collect(),
            );
            ids.themes.push(themes);
            ids.chapters.push(id);
        }
        let rows = |count: usize, letter: char, last: &mut usize| {
            let first = *last + 1;
            *last += count;
            (first..=*last)
                .map(|nth| format!("{letter}{nth}"))
                .collect::<Vec<_>>()
        };
        ids.money = sketch
            .budgets
            .iter()
            .map(|it| rows(it.rows.len(), 'B', &mut amounts))
            .collect();
        ids.fte = sketch
            .capacity
            .iter()
            .map(|it| rows(it.rows.len(), 'C', &mut fte))
            .collect();
        ids
    }

    /// The indicators and actions of which a column of its own says what is wanted, or by when.
    pub fn stated(&self, sketch: &Sketch) -> HashSet<String> {
        let mut out = HashSet::new();
        for (c, chapter) in sketch.chapters.iter().enumerate() {
            for (g, group) in chapter.groups.iter().enumerate() {
                for (k, kpi) in group.kpis.iter().enumerate() {
                    let own = kpi.target.as_ref().and(self.kpis.get(c));
                    let own = own.and_then(|all| all.get(g)?.get(k));
                    out.extend(own.map(|id| format!("{id}.1")));
                }
            }
            for (t, theme) in chapter.themes.iter().enumerate() {
                for (g, goal) in theme.goals.iter().enumerate() {
                    let said = goal.actions.iter().enumerate();
                    for (a, _) in said.filter(|(_, action)| !action.when.is_empty()) {
                        out.extend(self.on(On::Action(c, t, g, a, None)).map(|it| it.0));
                    }
                }
            }
        }
        out
    }

    /// The item and the field a question is about.
    pub fn on(&self, on: On) -> Option<(String, Option<&'static str>)> {
        Some(match on {
            On::Plan(field) => ("plan".to_string(), Some(field)),
            On::Chapter(c, field) => (self.chapters.get(c)?.clone(), Some(field)),
            On::Action(c, t, g, a, field) => {
                let goal = self.goals.get(c)?.get(t)?.get(g)?;
                (format!("{goal}.{}", letters(a)), field)
            }
            On::Kpi(c, g, k) => (self.kpis.get(c)?.get(g)?.get(k)?.clone(), None),
            On::Indicator(c, g, k, i, field) => {
                let kpi = self.kpis.get(c)?.get(g)?.get(k)?;
                (format!("{kpi}.{}", i + 1), Some(field))
            }
            On::Regie(c, nth) => (self.regie.get(c)?.get(nth)?.clone(), Some("holders")),
            On::Money(t, row, field) => (self.money.get(t)?.get(row)?.clone(), Some(field)),
            On::MoneyTotal(t) => (self.money.get(t)?.last()?.clone(), None),
            On::Fte(t, row, field) => (self.fte.get(t)?.get(row)?.clone(), Some(field)),
        })
    }
}

fn theme_ids(chapter: &str, themes: &[Theme]) -> Vec<String> {
    let lettered = themes.iter().any(|theme| theme.letter.is_some());
    let mut out: Vec<String> = Vec::new();
    for (nth, theme) in themes.iter().enumerate() {
        let stem = match (&theme.letter, &theme.title) {
            (Some(letter), _) => letter.clone(),
            (None, Some(_)) if !lettered => letters(nth).to_uppercase(),
            _ => "T".to_string(),
        };
        out.push(free(&out, format!("{chapter}{stem}")));
    }
    out
}

fn goal_ids(theme: &str, goals: &[Goal]) -> Vec<String> {
    let base = theme.trim_end_matches('T');
    let mut out: Vec<String> = Vec::new();
    for (nth, goal) in goals.iter().enumerate() {
        let number = numbered(goal, nth);
        out.push(free(&out, format!("{base}.{number}")));
    }
    out
}

/// The number of a goal: as printed, else its place.
pub fn numbered(goal: &Goal, nth: usize) -> u32 {
    goal.number
        .unwrap_or_else(|| u32::try_from(nth + 1).unwrap_or_default())
}

fn kpi_ids(chapter: &str, groups: &[Group]) -> Vec<Vec<String>> {
    let mut out: Vec<Vec<String>> = Vec::new();
    let mut all: Vec<String> = Vec::new();
    for (nth, group) in groups.iter().enumerate() {
        let stem = format!("{chapter}.K{}", group_number(groups, nth));
        let several = group.kpis.len() > 1;
        let own = (0..group.kpis.len()).map(|kpi| {
            let id = if several {
                format!("{stem}{}", letters(kpi))
            } else {
                stem.clone()
            };
            let id = free(&all, id);
            all.push(id.clone());
            id
        });
        out.push(own.collect());
    }
    out
}

/// The number of a group: as printed, else one on from the one before.
pub fn group_number(groups: &[Group], nth: usize) -> u32 {
    let mut last = 0;
    for group in groups.iter().take(nth + 1) {
        last = group.number.unwrap_or(last + 1);
    }
    last
}

/// The id, or with a number behind it where something has it already.
fn free(taken: &[String], id: String) -> String {
    if !taken.contains(&id) {
        return id;
    }
    let numbered = (2..).map(|nth: u32| format!("{id}-{nth}"));
    let mut free = numbered.filter(|id| !taken.contains(id));
    free.next().unwrap_or(id)
}
