//! The plan as it is found, before it has ids: texts with their places.

use crate::intake::document::Place;

/// A text of the document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) text: String,
    pub(super) place: Place,
}

/// All that is found.
#[derive(Debug, Default)]
pub(super) struct Sketch {
    /// What stands before the first chapter.
    pub(super) front: Vec<Said>,
    pub(super) chapters: Vec<Chapter>,
    pub(super) budgets: Vec<MoneyTable>,
    pub(super) capacity: Vec<FteTable>,
    /// Words of the document that the plan has in its structure: numbers, heads of columns.
    pub(super) used: Vec<Said>,
    /// What isn't sure.
    pub(super) unsure: Vec<Unsure>,
}

/// Something to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unsure {
    /// What it is about.
    pub(super) on: On,
    /// The words of the document.
    pub(super) source: Said,
    /// What was made of them, in Dutch.
    pub(super) made: String,
    /// What else it may be, as it would be typed.
    pub(super) choices: Vec<String>,
    /// Whether the words stand in the plan already; else nowhere.
    pub(super) kept: bool,
}

/// What in the sketch a question is about, by its place there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum On {
    Plan(&'static str),
    Chapter(usize, &'static str),
    Action(usize, usize, usize, usize),
    /// Chapter, group, KPI, indicator.
    Indicator(usize, usize, usize, usize, &'static str),
    Kpi(usize, usize, usize),
    /// Chapter, statement.
    Regie(usize, usize),
    Money(usize, usize, &'static str),
    Fte(usize, usize, &'static str),
}

#[derive(Debug, Default)]
pub(super) struct Chapter {
    pub(super) number: u32,
    pub(super) title: Said,
    pub(super) body: Vec<Piece>,
    pub(super) aim: Vec<Said>,
    pub(super) themes: Vec<Theme>,
    pub(super) partners: Vec<Partners>,
    pub(super) regie: Vec<Statement>,
    pub(super) groups: Vec<Group>,
    pub(super) topics: Vec<(String, Said)>,
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Heading(Said),
    Paragraph(Said),
    Bullets(Vec<Said>),
    Money(usize),
    Fte(usize),
}

#[derive(Debug, Default)]
pub(super) struct Theme {
    pub(super) letter: Option<String>,
    pub(super) title: Option<String>,
    pub(super) goals: Vec<Goal>,
}

#[derive(Debug, Default)]
pub(super) struct Goal {
    /// As printed; none where it has none.
    pub(super) number: Option<u32>,
    pub(super) said: Said,
    pub(super) actions: Vec<Said>,
}

/// A list of who is needed, of a theme or of the chapter.
#[derive(Debug, Default)]
pub(super) struct Partners {
    pub(super) theme: Option<usize>,
    pub(super) pieces: Vec<Piece>,
}

/// A sentence on who leads.
#[derive(Debug, Clone, Default)]
pub(super) struct Statement {
    pub(super) theme: Option<usize>,
    pub(super) said: Said,
}

/// KPIs under one number.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// As printed; none where it has none.
    pub(super) number: Option<u32>,
    pub(super) title: Option<Said>,
    pub(super) kpis: Vec<Kpi>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Kpi {
    pub(super) said: Said,
    /// What a column of its own says is wanted.
    pub(super) target: Option<String>,
}

#[derive(Debug, Default)]
pub(super) struct MoneyTable {
    pub(super) title: String,
    pub(super) rows: Vec<Money>,
    /// Whether its head says its figures are thousands.
    pub(super) thousands: bool,
}

#[derive(Debug, Default)]
pub(super) struct Money {
    pub(super) label: Said,
    /// As printed: `€ 47.000`.
    pub(super) amount: String,
    pub(super) remark: String,
}

#[derive(Debug, Default)]
pub(super) struct FteTable {
    pub(super) title: String,
    pub(super) rows: Vec<Fte>,
    pub(super) total: Option<Fte>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Fte {
    pub(super) label: Said,
    pub(super) existing: String,
    pub(super) expansion: String,
    /// Whether its one figure may stand in the other column.
    pub(super) loose: bool,
}

impl Said {
    pub(super) fn new(text: impl Into<String>, place: Place) -> Self {
        Self {
            text: text.into(),
            place,
        }
    }
}

impl Sketch {
    /// Words that are in the plan's structure.
    pub(super) fn uses(&mut self, text: &str, place: Place) {
        if !text.trim().is_empty() {
            self.used.push(Said::new(text, place));
        }
    }
}
