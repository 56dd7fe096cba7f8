//! The plan itself: chapters, themes, goals, actions, KPIs, parties, regie, money and fte.
//!
//! This room knows no terminal, no files and no clock: today's date and the user's name are
//! arguments. Field names are the JSON names of the store; the words are explained in the
//! crate's documentation.

pub mod context;
pub mod date;
pub mod doubt;
pub mod items;
pub mod kpi;
pub mod life;
pub mod meeting;
pub mod number;
pub mod party;
pub mod regie;
pub mod shared;
pub mod tables;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::edit::history::History;
use context::Context;
use doubt::Doubt;
pub use items::{inside, lookup, parts, paths, places, record, sort, step};
use kpi::{Cadence, Kpi, Thresholds};
use life::{Adoption, Decision, Dropped, Origin, Period, Printed, Term};
use meeting::{ActionPoint, Meeting};
use party::Party;
use places::Places;
use regie::Regie;
use shared::Shared;
use tables::budget::Budget;
use tables::capacity::Capacity;

/// The highest `schema` this program writes. A file with a higher one is only read.
pub const SCHEMA: u64 = 2;

/// The `schema` from which on the plan itself can change: the first change raises a file to it.
pub const CHANGING: u64 = 2;

/// An id as it stands in the store: stable, unique in the whole plan, short enough to type.
pub type Id = String;

/// A whole yearly plan, as one store holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Version of the file's shape, see [`SCHEMA`].
    pub schema: u64,
    /// Raised by one with every committed edit.
    pub revision: u64,
    /// Title on the cover.
    pub title: String,
    /// The municipality whose plan it is.
    pub municipality: String,
    /// The year the plan holds for; cadences and expected progress run over it.
    pub year: i32,
    /// The plan's name among others: `rijswijk-2026`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// Whether it was adopted, and by which decision.
    #[serde(default, skip_serializing_if = "Adoption::is_unsaid")]
    pub adopted: Adoption,
    /// The years it holds for, where that is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// The decisions changes of the plan stand under.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decision>,
    /// What it was in the plans before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub origin: Vec<Origin>,
    /// The keys of what a new year took over and nobody confirmed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to_confirm: Vec<String>,
    /// Where the plan went: this is what it left behind, and takes no edits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_to: Option<String>,
    /// Of which plan on a database it was taken along, to bring back what is done in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_from: Option<String>,
    /// The party that carries out every action that names no executor (plan, chapter 1).
    pub default_executor: Id,
    /// From what share of the expected progress a light is green or amber.
    #[serde(default)]
    pub thresholds: Thresholds,
    /// Every team, role and partner the plan names.
    pub parties: Shared<Vec<Party>>,
    /// Chapters in the order of the plan.
    pub chapters: Vec<Shared<Chapter>>,
    /// Words people use for words of the plan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Shared<Vec<Term>>,
    /// Council indicators: what stands beside the plan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub context: Vec<Context>,
    /// The euro tables of chapter 8.
    #[serde(default)]
    pub budgets: Shared<Vec<Budget>>,
    /// The fte tables of chapter 9.
    #[serde(default)]
    pub capacity: Shared<Vec<Capacity>>,
    /// Meetings, oldest first.
    #[serde(default)]
    pub meetings: Vec<Meeting>,
    /// What was agreed that someone does, open and done.
    #[serde(default)]
    pub action_points: Vec<ActionPoint>,
    /// What the document it was made from left unsure, until it is answered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<Doubt>,
    /// Every committed edit, oldest first.
    #[serde(default)]
    pub history: History,
    /// Where everything stands, where that was read; no part of what the plan says.
    #[serde(skip)]
    pub places: Places,
}

/// A numbered part of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chapter {
    /// `"3"`.
    pub id: Id,
    /// The printed number.
    pub number: u32,
    /// The printed title.
    pub title: String,
    /// Running text.
    #[serde(default)]
    pub body: Vec<Block>,
    /// The DOEL: what the chapter as a whole is after.
    pub aim: Option<String>,
    /// Lettered themes; chapter 10 has one without a letter.
    #[serde(default)]
    pub themes: Vec<Shared<Theme>>,
    /// "Wie hebben we daarvoor nodig?" of the whole chapter, as party ids.
    #[serde(default)]
    pub partners: Vec<Id>,
    /// The same list in the plan's own words.
    #[serde(default)]
    pub partners_text: Vec<Block>,
    /// Statements on who leads.
    #[serde(default)]
    pub regie: Vec<Regie>,
    /// Measurable promises.
    #[serde(default)]
    pub kpis: Vec<Shared<Kpi>>,
    /// Chapter 7's topics.
    #[serde(default)]
    pub topics: Vec<Topic>,
    /// The words as first printed, where they became others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<Printed>,
    /// What it was in the plans before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub origin: Vec<Origin>,
    /// The keys of what a new year took over and nobody confirmed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to_confirm: Vec<String>,
}

impl Chapter {
    /// The ids of its themes and topics.
    pub fn parts(&self) -> impl Iterator<Item = &Id> {
        let themes = self.themes.iter().map(|theme| &theme.id);
        themes.chain(self.topics.iter().map(|topic| &topic.id))
    }

    /// Every KPI that holds.
    pub fn holding_kpis(&self) -> impl Iterator<Item = &Kpi> {
        self.every_kpi().filter(|kpi| kpi.dropped.is_none())
    }

    /// Every KPI, also those that were dropped.
    pub fn every_kpi(&self) -> impl Iterator<Item = &Kpi> {
        self.kpis.iter().map(|kpi| &**kpi)
    }

    /// Every theme, also those that were dropped.
    pub fn every_theme(&self) -> impl Iterator<Item = &Theme> {
        self.themes.iter().map(|theme| &**theme)
    }

    /// The theme a KPI stands under by the title of its group: `Verkeersveiligheid`.
    pub fn theme_of_group(&self, kpi: &Kpi) -> Option<&Theme> {
        let group = kpi.group_title.as_ref()?;
        let mut themes = self.every_theme();
        themes.find(|theme| theme.title.as_ref() == Some(group))
    }
}

/// A lettered part of a chapter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Theme {
    /// `"3B"`.
    pub id: Id,
    /// The printed letter; chapter 10's table has none.
    pub letter: Option<String>,
    /// The printed title; chapter 10's table has none.
    pub title: Option<String>,
    /// "Wat willen we bereiken?", row by row.
    #[serde(default, deserialize_with = "shared::tight")]
    pub goals: Vec<Goal>,
    /// Party ids, where the plan lists them per theme (chapter 4).
    #[serde(default)]
    pub partners: Vec<Id>,
    /// The same list in the plan's own words.
    #[serde(default)]
    pub partners_text: Vec<Block>,
    /// Statements on who leads, where the plan makes them per theme.
    #[serde(default)]
    pub regie: Vec<Regie>,
    /// 1, 2 or 3, where it was given one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<u8>,
    /// The words as first printed, where they became others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<Printed>,
    /// That it no longer holds, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dropped: Option<Dropped>,
    /// What it was in the plans before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub origin: Vec<Origin>,
    /// The keys of what a new year took over and nobody confirmed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to_confirm: Vec<String>,
}

impl Theme {
    /// The KPIs of its chapter that the plan links to a goal of it.
    pub fn linked_kpis<'a>(&'a self, chapter: &'a Chapter) -> impl Iterator<Item = &'a Kpi> {
        let own = |goal: &Id| self.goals.iter().any(|own| own.id == *goal);
        let linked = move |kpi: &&Kpi| kpi.dropped.is_none() && kpi.goals.iter().any(own);
        chapter.every_kpi().filter(linked)
    }
}

/// A row of a theme: what is to be reached, and by which actions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// `"3B.1"`.
    pub id: Id,
    /// The printed number, which is not unique: theme 2B has two goals 6.
    pub number: u32,
    /// The plan's words.
    pub text: String,
    /// The bullets beside it.
    #[serde(default, deserialize_with = "shared::tight")]
    pub actions: Vec<Action>,
    /// 1, 2 or 3, where it was given one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<u8>,
    /// The words as first printed, where they became others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<Printed>,
    /// That it no longer holds, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dropped: Option<Dropped>,
    /// What it was in the plans before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub origin: Vec<Origin>,
    /// The keys of what a new year took over and nobody confirmed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to_confirm: Vec<String>,
}

/// A bullet under a goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// `"3B.1.a"`.
    pub id: Id,
    /// The plan's words.
    pub text: String,
    /// Who carries it out; empty means [`Plan::default_executor`].
    #[serde(default)]
    pub executors: Vec<Id>,
    /// The partners the text names.
    #[serde(default)]
    pub with: Vec<Id>,
    /// How far it is.
    #[serde(default)]
    pub status: Status,
    /// The day it has to be done, where one is agreed.
    #[serde(default, with = "date::iso_option")]
    pub due: Option<NaiveDate>,
    /// How often it recurs, where the text says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cadence: Option<Cadence>,
    /// Notes and changes of status, oldest first.
    #[serde(default)]
    pub log: Vec<LogEntry>,
    /// The words as first printed, where they became others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<Printed>,
    /// What it was in the plans before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub origin: Vec<Origin>,
    /// The keys of what a new year took over and nobody confirmed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to_confirm: Vec<String>,
}

/// How far an action is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Not started.
    #[default]
    Open,
    /// Under way.
    Running,
    /// Finished.
    Done,
    /// Given up.
    Dropped,
}

impl Status {
    /// Every status, in the order a form offers them.
    pub const ALL: [Self; 4] = [Self::Open, Self::Running, Self::Done, Self::Dropped];
}

/// A line in the log of an action, a KPI or a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEntry {
    /// The day it was noted.
    #[serde(with = "date::iso")]
    pub date: NaiveDate,
    /// Who noted it.
    pub by: String,
    /// The status from then on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// What was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What was decided (*besluit*).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<String>,
}

/// A topic of chapter 7: regular work of the team, without goals or KPIs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// `"7.1"`.
    pub id: Id,
    /// The words before the colon.
    pub title: String,
    /// The words after it.
    pub text: String,
    /// Parties it names.
    #[serde(default)]
    pub parties: Vec<Id>,
    /// The words as first printed, where they became others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<Printed>,
    /// That it no longer holds, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dropped: Option<Dropped>,
    /// What it was in the plans before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub origin: Vec<Origin>,
    /// The keys of what a new year took over and nobody confirmed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to_confirm: Vec<String>,
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", try_from = "BlockKeys")]
pub enum Block {
    /// A heading inside a chapter.
    Heading(String),
    /// A paragraph; `\n` inside it is a line break of the plan.
    Paragraph(String),
    /// A bulleted list.
    Bullets(Vec<String>),
    /// The place of a budget or capacity table, by its id.
    Table(Id),
}

/// A block as it is read: with one of these keys, and perhaps others a newer program knows.
#[derive(Deserialize)]
struct BlockKeys {
    heading: Option<String>,
    paragraph: Option<String>,
    bullets: Option<Vec<String>>,
    table: Option<Id>,
}

impl TryFrom<BlockKeys> for Block {
    type Error = &'static str;

    fn try_from(keys: BlockKeys) -> Result<Self, Self::Error> {
        match (keys.heading, keys.paragraph, keys.bullets, keys.table) {
            (Some(text), None, None, None) => Ok(Self::Heading(text)),
            (None, Some(text), None, None) => Ok(Self::Paragraph(text)),
            (None, None, Some(items), None) => Ok(Self::Bullets(items)),
            (None, None, None, Some(id)) => Ok(Self::Table(id)),
            _ => Err("een blok heeft één van: heading, paragraph, bullets, table"),
        }
    }
}
