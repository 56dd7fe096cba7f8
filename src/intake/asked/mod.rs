//! What a table doesn't say by itself, as questions, one after another. The terminal and the screen
//! walk along the same ones; each answer goes into the table's map.

mod columns;

use super::indicators::{self, Ask, Lack};
use super::readings::heads;
use super::readings::map::Map;
use super::table::Sheet;
use crate::plan::Plan;
use columns::Column;

/// Rows that heads are looked for in.
const ROWS: usize = 40;
/// Rows above the heads and some below them, to choose a row from.
const CHOICES: usize = 20;

/// Which figures a table has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// Readings of the plan's indicators.
    Readings,
    /// Council indicators.
    Context,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its words.
    pub asks: String,
    /// What stands above it, where nothing is chosen from a list.
    pub above: Above,
    /// What no answer stands for; none where there has to be one.
    pub own: Option<String>,
    /// What may be answered, the likeliest first.
    pub choices: Vec<Choice>,
    /// Whether anything else may be as well.
    pub open: bool,
}

/// What stands above a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Above {
    /// Nothing.
    Nothing,
    /// The first rows of the sheet.
    Rows,
    /// This.
    Line(String),
}

/// Something to answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// As it is typed.
    pub answer: String,
    /// What kind of thing it is, or where it stands.
    pub kind: String,
    /// Its words.
    pub words: String,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    /// Which sheet.
    Sheet,
    /// Which row has the heads.
    Heads,
    /// Which column holds this.
    Column(Column),
    /// Whether a figure is what came since the one before it.
    Adds,
    /// What lacks of council indicators.
    Lack(Ask),
}

/// The questions of a table, and what was answered so far.
#[derive(Debug, Clone, PartialEq)]
pub struct Walk {
    of: Of,
    /// The first rows of each sheet; once one is chosen, of that alone.
    sheets: Vec<Sheet>,
    /// The year of a month without one.
    year: i32,
    map: Map,
    /// The place of the row of heads.
    row: usize,
    /// Units that are known.
    units: Vec<String>,
    /// What is still asked, the next one last.
    steps: Vec<Step>,
    /// The way to here, and back.
    past: Past,
}

/// What was answered so far.
#[derive(Debug, Clone, Default, PartialEq)]
struct Past {
    /// The walk as it began; none as long as nothing was answered.
    begun: Option<Box<Walk>>,
    answers: Vec<String>,
    /// The answers to questions that were gone back over, the next one last.
    ahead: Vec<String>,
}

impl Walk {
    /// Which column of a table is what.
    pub fn columns(of: Of, sheets: &[Sheet], map: Map, year: i32) -> Self {
        let first = sheets.iter().map(|sheet| Sheet {
            name: sheet.name.clone(),
            rows: sheet.rows.iter().take(ROWS).cloned().collect(),
        });
        let columns = Column::all(of).iter().copied().map(Step::Column);
        let adds = (of == Of::Readings).then_some(Step::Adds);
        let steps = [Step::Sheet, Step::Heads].into_iter().chain(columns);
        let mut walk = Self {
            of,
            sheets: first.filter(|it| !it.rows.is_empty()).collect(),
            year,
            map,
            row: 0,
            units: Vec::new(),
            steps: steps.chain(adds).collect(),
            past: Past::default(),
        };
        if walk.sheets.is_empty() {
            walk.steps.clear();
        }
        walk.steps.reverse();
        walk.pass();
        walk
    }

    /// What lacks of council indicators; none where there is nothing to ask. Units that the plan has
    /// are known.
    pub fn lacking(lack: &Lack, sheets: &[Sheet], map: Map, plan: &Plan) -> Option<Self> {
        if lack.asks.contains(&Ask::Columns) {
            return Some(Self::columns(Of::Context, sheets, map, 0));
        }
        let bare = map.whole.get("eenheid");
        let mut units: Vec<String> = bare
            .map(|it| indicators::words::unit(it))
            .into_iter()
            .collect();
        for figure in plan.context.iter().flat_map(|it| &it.values) {
            if !units.contains(&figure.unit) {
                units.push(figure.unit.clone());
            }
        }
        let steps = lack.asks.iter().rev().cloned().map(Step::Lack);
        let walk = Self {
            of: Of::Context,
            sheets: Vec::new(),
            year: 0,
            map,
            row: 0,
            units,
            steps: steps.collect(),
            past: Past::default(),
        };
        (!walk.steps.is_empty()).then_some(walk)
    }

    /// The walk that offers these units first.
    #[must_use]
    pub fn offering<'u>(mut self, units: impl Iterator<Item = &'u String>) -> Self {
        let mut first: Vec<String> = Vec::new();
        for unit in units.map(|it| indicators::words::unit(it)) {
            if !first.contains(&unit) {
                first.push(unit);
            }
        }
        self.units.retain(|it| !first.contains(it));
        self.units.splice(..0, first);
        self
    }

    /// How many questions there are at most still.
    pub const fn left(&self) -> usize {
        self.steps.len()
    }

    /// Whether the metadata of a table may say what is asked.
    pub fn is_of_metadata(&self) -> bool {
        let asks = self.steps.last();
        matches!(asks, Some(Step::Lack(Ask::Own(_) | Ask::Unit(_))))
    }

    /// The map with the answers.
    pub fn into_map(self) -> Map {
        self.map
    }

    /// The sheet that is asked about.
    pub fn sheet(&self) -> Option<&Sheet> {
        self.sheets.first()
    }

    /// What is asked now; none at the end.
    pub fn question(&self) -> Option<Question> {
        Some(match self.steps.last()? {
            Step::Sheet => self.which_sheet(),
            Step::Heads => self.which_row(),
            Step::Column(column) => self.which_column(*column),
            Step::Adds => adds(self.map.adds),
            Step::Lack(ask) => self.lack(ask),
        })
    }

    /// Takes an answer, and goes on to the next question.
    ///
    /// # Errors
    /// A Dutch sentence on why it is none; it is asked still.
    pub fn answer(&mut self, typed: &str) -> Result<(), String> {
        let typed = typed.trim();
        let begun = self.past.begun.is_none().then(|| Box::new(self.clone()));
        match self.steps.last().cloned() {
            None => return Ok(()),
            Some(Step::Sheet) => self.take_sheet(typed)?,
            Some(Step::Heads) => self.take_row(typed)?,
            Some(Step::Column(column)) => self.take_column(column, typed)?,
            Some(Step::Adds) => match typed.to_lowercase().as_str() {
                "" => {}
                "t" => self.map.adds = false,
                "b" => self.map.adds = true,
                _ => return Err("Typ t of b.".to_string()),
            },
            Some(Step::Lack(ask)) => self.take_lack(&ask, typed)?,
        }
        self.steps.pop();
        self.pass();
        self.past.begun = self.past.begun.take().or(begun);
        self.past.answers.push(typed.to_string());
        self.past.ahead.pop();
        Ok(())
    }

    /// Whether there is a question before this one.
    pub const fn has_past(&self) -> bool {
        !self.past.answers.is_empty()
    }

    /// What was answered to this question before one went back over it.
    pub fn answered(&self) -> Option<&str> {
        self.past.ahead.last().map(String::as_str)
    }

    /// The walk at the question before this one; what was answered is kept, to be said again.
    #[must_use]
    pub fn back(&self) -> Option<Self> {
        let (last, before) = self.past.answers.split_last()?;
        let mut walk = Self::clone(self.past.begun.as_ref()?);
        for answer in before {
            walk.answer(answer).ok()?;
        }
        walk.past.ahead.clone_from(&self.past.ahead);
        walk.past.ahead.push(last.clone());
        Some(walk)
    }

    /// Passes over what needs no asking.
    fn pass(&mut self) {
        while let Some(step) = self.steps.last() {
            let needless = match step {
                Step::Sheet => self.sheets.len() < 2,
                Step::Column(column) => !self.applies(*column),
                _ => false,
            };
            if !needless {
                break;
            }
            self.steps.pop();
        }
    }

    fn which_sheet(&self) -> Question {
        let names = self.sheets.iter().zip(1..);
        let label = |it: &Sheet| it.name.clone().unwrap_or_default();
        let numbered = names.map(|(it, at)| format!("{at} {}", label(it)));
        let choices = self.sheets.iter().zip(1..).map(|(it, at)| Choice {
            answer: at.to_string(),
            kind: "blad".to_string(),
            words: label(it),
        });
        let numbered = numbered.collect::<Vec<_>>().join(" · ");
        Question {
            asks: "Welk blad?".to_string(),
            above: Above::Line(format!("Bladen: {numbered}")),
            own: None,
            choices: choices.collect(),
            open: false,
        }
    }

    fn take_sheet(&mut self, typed: &str) -> Result<(), String> {
        let number = typed.parse::<usize>().ok().and_then(|it| it.checked_sub(1));
        let is = |it: &Sheet| {
            let name = it.name.as_ref();
            name.is_some_and(|name| name.to_lowercase() == typed.to_lowercase())
        };
        let numbered = number.filter(|at| *at < self.sheets.len());
        let at = numbered.or_else(|| self.sheets.iter().position(is));
        let at = at.ok_or_else(|| format!("“{typed}” is geen van deze bladen."))?;
        let sheet = self.sheets.swap_remove(at);
        self.map.sheet.clone_from(&sheet.name);
        self.sheets = vec![sheet];
        Ok(())
    }

    /// The row that has the heads, as far as one can tell.
    fn likely(&self) -> usize {
        let of = |sheet: &Sheet| match self.of {
            Of::Readings => heads::likely(sheet, &self.map, self.year).row,
            Of::Context => indicators::heads::likely(sheet, &self.map),
        };
        self.sheet().map_or(0, of)
    }

    fn which_row(&self) -> Question {
        let rows = self.sheet().map_or(&[][..], |it| it.rows.as_slice());
        let likely = self.likely();
        let own = rows.get(likely).map_or(1, |row| row.number);
        let all = rows.iter().enumerate().take(CHOICES.max(likely + 1));
        let (first, others): (Vec<_>, Vec<_>) = all.partition(|(at, _)| *at == likely);
        let choices = first.into_iter().chain(others).map(|(_, row)| Choice {
            answer: row.number.to_string(),
            kind: format!("rij {}", row.number),
            words: columns::joined(row.cells.iter()),
        });
        Question {
            asks: "In welke rij staan de koppen?".to_string(),
            above: Above::Rows,
            own: Some(own.to_string()),
            choices: choices.collect(),
            open: false,
        }
    }

    fn take_row(&mut self, typed: &str) -> Result<(), String> {
        if typed.is_empty() {
            self.row = self.likely();
            return Ok(());
        }
        let number: Option<u32> = typed.parse().ok();
        let rows = self.sheet().map_or(&[][..], |it| it.rows.as_slice());
        let at = rows.iter().position(|row| Some(row.number) == number);
        self.row = at.ok_or_else(|| format!("In rij “{typed}” staat niets."))?;
        let other = self.of == Of::Readings && self.row != self.likely();
        self.map.row = number.filter(|_| other);
        Ok(())
    }

    fn lack(&self, ask: &Ask) -> Question {
        let words = |kind: &str, all: &[String]| -> Vec<Choice> {
            let choice = |it: &String| Choice {
                answer: it.clone(),
                kind: kind.to_string(),
                words: it.clone(),
            };
            all.iter().map(choice).collect()
        };
        let above = |said: &str, all: &[String]| match all {
            [] => Above::Nothing,
            all => Above::Line(format!("{said}: {}", all.join(" · "))),
        };
        let (asks, above, choices) = match ask {
            Ask::Columns => (String::new(), Above::Nothing, Vec::new()),
            Ask::Own(areas) => (
                "Welk gebied is de eigen gemeente?".to_string(),
                above("Het bestand heeft", areas),
                words("gebied", areas),
            ),
            Ask::Whole(own) => (
                "Van welk gebied is de hele tabel?".to_string(),
                Above::Line(format!("Nederland · {own}")),
                words("gebied", &["Nederland".to_string(), own.clone()]),
            ),
            Ask::Source(title) => (
                format!("Wie publiceert “{title}”?"),
                Above::Nothing,
                Vec::new(),
            ),
            Ask::Unit(name) => (
                format!("In welke eenheid staat “{name}”?"),
                above("Bekende eenheden", &self.units),
                words("eenheid", &self.units),
            ),
        };
        Question {
            asks,
            above,
            own: None,
            choices,
            open: true,
        }
    }

    fn take_lack(&mut self, ask: &Ask, typed: &str) -> Result<(), String> {
        if typed.is_empty() {
            return Err(match ask {
                Ask::Columns => "",
                Ask::Own(_) | Ask::Whole(_) => "Typ het gebied, zoals GM0603.",
                Ask::Source(_) => "Typ wie de cijfers publiceert, zoals CBS.",
                Ask::Unit(_) => "Typ haar, zoals aantal of %.",
            }
            .to_string());
        }
        let typed = typed.to_string();
        match ask {
            Ask::Columns => None,
            Ask::Own(_) | Ask::Whole(_) => self.map.whole.insert("gebied".to_string(), typed),
            Ask::Source(_) => self.map.whole.insert("bron".to_string(), typed),
            Ask::Unit(name) => {
                let unit = indicators::words::unit(&typed);
                if !self.units.contains(&unit) {
                    self.units.insert(0, unit);
                }
                self.map.units.insert(name.clone(), typed)
            }
        };
        Ok(())
    }
}

fn adds(now: bool) -> Question {
    let choice = |answer: &str, words: &str| Choice {
        answer: answer.to_string(),
        kind: answer.to_string(),
        words: words.to_string(),
    };
    let mut choices = vec![
        choice("t", "het totaal tot dan"),
        choice("b", "wat erbij kwam, sinds het cijfer ervoor"),
    ];
    if now {
        choices.reverse();
    }
    Question {
        asks: "Is een cijfer het totaal tot dan (t), of wat erbij kwam (b)?".to_string(),
        above: Above::Nothing,
        own: Some(choices[0].answer.clone()),
        choices,
        open: false,
    }
}

#[cfg(test)]
mod tests;
