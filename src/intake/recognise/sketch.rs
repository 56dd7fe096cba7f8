//! The plan as it is found, before it has ids: texts with their places.

use crate::intake::document::Place;

/// A text of the document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    pub text: String,
    pub place: Place,
}

/// All that is found.
#[derive(Debug, Default)]
pub struct Sketch {
    /// What stands before the first chapter.
    pub front: Vec<Said>,
    pub chapters: Vec<Chapter>,
    pub budgets: Vec<MoneyTable>,
    pub capacity: Vec<FteTable>,
    /// Words of the document that the plan has in its structure: numbers, heads of columns.
    pub used: Vec<Said>,
    /// What isn't sure.
    pub unsure: Vec<Unsure>,
    /// Whether what stands beside each other was worked out from where letters stand.
    pub guessed: bool,
}

/// Something to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsure {
    /// What it is about.
    pub on: On,
    /// The words of the document.
    pub source: Said,
    /// What was made of them, in Dutch.
    pub made: String,
    /// What else it may be, as it would be typed.
    pub choices: Vec<String>,
    /// Whether the words stand in the plan already; else nowhere.
    pub kept: bool,
}

/// What in the sketch a question is about, by its place there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    Plan(&'static str),
    Chapter(usize, &'static str),
    /// Chapter, theme, goal, action.
    Action(usize, usize, usize, usize, Option<&'static str>),
    /// Chapter, group, KPI, indicator.
    Indicator(usize, usize, usize, usize, &'static str),
    Kpi(usize, usize, usize),
    /// Chapter, statement.
    Regie(usize, usize),
    Money(usize, usize, &'static str),
    /// The total of a table of euros.
    MoneyTotal(usize),
    Fte(usize, usize, &'static str),
}

#[derive(Debug, Default)]
pub struct Chapter {
    pub number: u32,
    pub title: Said,
    pub body: Vec<Piece>,
    pub aim: Vec<Said>,
    pub themes: Vec<Theme>,
    pub partners: Vec<Partners>,
    pub regie: Vec<Statement>,
    pub groups: Vec<Group>,
    pub topics: Vec<(String, Said)>,
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Heading(Said),
    Paragraph(Said),
    Bullets(Vec<Said>),
    Money(usize),
    Fte(usize),
}

#[derive(Debug, Default)]
pub struct Theme {
    pub letter: Option<String>,
    pub title: Option<String>,
    pub goals: Vec<Goal>,
}

#[derive(Debug, Default)]
pub struct Goal {
    /// As printed; none where it has none.
    pub number: Option<u32>,
    pub said: Said,
    pub actions: Vec<Action>,
}

/// Something that is done, and what columns of their own say of it.
#[derive(Debug, Clone, Default)]
pub struct Action {
    pub said: Said,
    /// Who does it.
    pub who: String,
    /// Who takes part.
    pub with: String,
    /// By when.
    pub when: String,
}

impl From<Said> for Action {
    fn from(said: Said) -> Self {
        Self {
            said,
            ..Self::default()
        }
    }
}

/// A list of who is needed, of a theme or of the chapter.
#[derive(Debug, Default)]
pub struct Partners {
    pub theme: Option<usize>,
    pub pieces: Vec<Piece>,
}

/// A sentence on who leads.
#[derive(Debug, Clone, Default)]
pub struct Statement {
    pub theme: Option<usize>,
    pub said: Said,
}

/// KPIs under one number.
#[derive(Debug, Default)]
pub struct Group {
    /// As printed; none where it has none.
    pub number: Option<u32>,
    pub title: Option<Said>,
    pub kpis: Vec<Kpi>,
}

#[derive(Debug, Clone, Default)]
pub struct Kpi {
    pub said: Said,
    /// What a column of its own says is wanted.
    pub target: Option<String>,
    /// What a column of its own says it was before.
    pub baseline: Option<String>,
    /// What a column of its own says of how often it is measured.
    pub cadence: Option<String>,
    /// Whether which columns those are is a guess.
    pub guessed: bool,
}

#[derive(Debug, Default)]
pub struct MoneyTable {
    pub title: String,
    pub rows: Vec<Money>,
    /// Whether its head says its figures are thousands.
    pub thousands: bool,
    /// The total it states, as printed.
    pub total: Option<Said>,
}

#[derive(Debug, Default)]
pub struct Money {
    pub label: Said,
    /// As printed: `€ 47.000`.
    pub amount: String,
    pub remark: String,
    /// Whether in which column each stands is a guess.
    pub guessed: bool,
}

#[derive(Debug, Default)]
pub struct FteTable {
    pub title: String,
    pub rows: Vec<Fte>,
    pub total: Option<Fte>,
}

#[derive(Debug, Clone, Default)]
pub struct Fte {
    pub label: Said,
    pub existing: String,
    pub expansion: String,
    /// Whether its one figure may stand in the other column.
    pub loose: bool,
    /// Whether in which column each stands is a guess.
    pub guessed: bool,
}

impl Unsure {
    /// Of words that stand in the plan.
    pub fn of(on: On, source: Said, made: impl Into<String>) -> Self {
        Self {
            on,
            source,
            made: made.into(),
            choices: Vec::new(),
            kept: true,
        }
    }

    /// Of words that stand nowhere.
    pub fn left_out(on: On, source: Said, made: impl Into<String>) -> Self {
        Self {
            kept: false,
            ..Self::of(on, source, made)
        }
    }
}

impl Said {
    pub fn new(text: impl Into<String>, place: Place) -> Self {
        Self {
            text: text.into(),
            place,
        }
    }
}

impl Sketch {
    /// Words that are in the plan's structure.
    pub fn uses(&mut self, text: &str, place: Place) {
        if !text.trim().is_empty() {
            self.used.push(Said::new(text, place));
        }
    }
}
