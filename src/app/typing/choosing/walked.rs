//! The figures of a file as they are walked: what is odd first, each in one line.

use chrono::NaiveDate;

use crate::intake::readings::{Line, Proposal, Unknown};
use crate::intake::{indicators, readings};
use crate::plan::Plan;
use crate::plan::model::date;
use crate::plan::model::lookup::Item;
use crate::plan::words::counted;

/// More rows are not walked one by one.
const MOST: usize = 5_000;

/// What there is to walk.
pub(super) struct Walked {
    /// The figures.
    pub rows: Vec<Row>,
    /// How many are not recorded, and why.
    pub left_out: Option<String>,
    /// How many would be.
    pub new: usize,
    /// How one and more of them are called.
    pub called: (&'static str, &'static str),
    /// How many of those somebody has to say yes to.
    pub doubtful: usize,
    /// How many can't be read: nothing is saved with them.
    pub wrong: usize,
    /// The first that meets another figure, of which someone has to say whether it holds.
    pub clash: Option<(u32, NaiveDate)>,
}

/// A figure, or those of a name that has no place.
pub(super) struct Row {
    /// What becomes of it.
    pub kind: &'static str,
    /// Where it stands, and what it says.
    pub words: String,
    /// What there is to choose about it.
    pub chooses: Option<Chooses>,
}

/// What there is to choose about a figure.
pub(super) enum Chooses {
    /// The place of this name.
    Place(String),
    /// What holds at this row and day.
    Clash(u32, NaiveDate),
}

/// How many come to the same, for the sum of them.
type Counted<'a> = (usize, &'a str, &'a str);

impl Walked {
    /// Of readings.
    pub fn readings(plan: &Plan, proposal: &Proposal) -> Self {
        use readings::Fate;
        let rank = |line: &Line| match &line.fate {
            Fate::Wrong(_) => Some((0, "fout")),
            Fate::Conflict(_) => Some((1, "botst")),
            Fate::New(Some(_)) | Fate::Holds(_, Some(_)) => Some((2, "klopt dit?")),
            Fate::Holds(_, None) => Some((3, "vervangt")),
            Fate::Stays(_) => Some((3, "blijft")),
            Fate::Unplaced(_) if !line.name.is_empty() => None,
            Fate::Unplaced(_) => Some((3, "geen plaats")),
            Fate::New(None) => Some((4, "nieuw")),
            Fate::Double => Some((5, "staat er al")),
        };
        let ranked = proposal.lines.iter();
        let ranked = ranked.filter_map(|line| Some((rank(line)?, Shown::Line(line))));
        let unknown = proposal.unknown();
        let names = unknown
            .iter()
            .map(|it| ((3, "geen plaats"), Shown::Name(it)));
        let rows = in_order(ranked.chain(names), |kind, shown| match shown {
            Shown::Line(line) => of_line(plan, kind, line),
            Shown::Name(name) => of_name(kind, name),
        });
        let count = |of: fn(&Fate) -> bool| proposal.count(of);
        let wrong = count(|it| matches!(it, Fate::Wrong(_)));
        let clash = count(|it| matches!(it, Fate::Conflict(_)));
        let first = proposal.such(|it| matches!(it, Fate::Conflict(_))).next();
        let unplaced = count(|it| matches!(it, Fate::Unplaced(_)));
        let double = count(|it| matches!(it, Fate::Double));
        let stays = count(|it| matches!(it, Fate::Stays(_)));
        let unplaced = (unplaced > 0).then(|| {
            let figures = counted(unplaced, "heeft geen plaats", "hebben geen plaats");
            match unknown.len() {
                0 => figures,
                names => format!(
                    "{figures} ({})",
                    counted(names, "onbekende naam", "onbekende namen")
                ),
            }
        });
        let sum = sum(&[
            (wrong, "is fout", "zijn fout"),
            (clash, "botst", "botsen"),
            (
                stays,
                "blijft zoals in het plan",
                "blijven zoals in het plan",
            ),
            (double, "staat er al", "staan er al"),
        ]);
        Self {
            rows,
            left_out: joined(sum.into_iter().chain(unplaced)),
            new: count(Fate::is_new),
            doubtful: count(|it| it.doubt().is_some()),
            called: ("nieuwe stand", "nieuwe standen"),
            wrong,
            clash: first.and_then(|it| Some((it.row, it.date?))),
        }
    }

    /// Of council indicators.
    pub fn context(proposal: &indicators::Proposal) -> Self {
        use indicators::Fate;
        let rank = |line: &indicators::Line| match &line.fate {
            Fate::Wrong(_) => (0, "fout"),
            Fate::Revised(_, Some(_)) => (2, "klopt dit?"),
            Fate::Revised(_, None) => (3, "herzien"),
            Fate::New => (4, "nieuw"),
            Fate::Double => (5, "staat er al"),
        };
        let row = |kind, line: &indicators::Line| {
            let (row, title, area) = (line.row, &line.title, &line.area);
            let (period, value, unit) = (&line.period, &line.value, &line.unit);
            let figure = format!("rij {row}, {title} {area} {period}: {value} {unit}");
            let all = [Some(figure), line.fate.says()];
            let words = all.into_iter().flatten().collect::<Vec<_>>().join(" · ");
            Row {
                kind,
                words,
                chooses: None,
            }
        };
        let ranked = proposal.lines.iter().map(|line| (rank(line), line));
        let held = proposal.held().map(|words| Row {
            kind: "let op",
            words,
            chooses: None,
        });
        let rows = held.chain(in_order(ranked, row)).collect();
        let wrong = proposal.count(|it| matches!(it, Fate::Wrong(_)));
        let double = proposal.count(|it| matches!(it, Fate::Double));
        let sum = sum(&[
            (wrong, "is fout", "zijn fout"),
            (double, "staat er al", "staan er al"),
            (
                proposal.elsewhere,
                "is van een ander gebied",
                "zijn van een ander gebied",
            ),
            (
                proposal.blank,
                "cel heeft geen cijfer",
                "cellen hebben geen cijfer",
            ),
        ]);
        Self {
            rows,
            left_out: joined(sum.into_iter()),
            new: proposal.count(|it| matches!(it, Fate::New | Fate::Revised(..))),
            doubtful: proposal.count(|it| matches!(it, Fate::Revised(_, Some(_)))),
            called: ("nieuw cijfer", "nieuwe cijfers"),
            wrong,
            clash: None,
        }
    }
}

/// What stands in a row: a figure, or a name without a place.
enum Shown<'a> {
    Line(&'a Line),
    Name(&'a Unknown<'a>),
}

fn of_line(plan: &Plan, kind: &'static str, line: &Line) -> Row {
    use readings::Fate;
    let clash = matches!(
        line.fate,
        Fate::Conflict(_) | Fate::Holds(..) | Fate::Stays(_)
    );
    let clash = line.date.filter(|_| clash);
    let clash = clash.map(|day| Chooses::Clash(line.row, day));
    // What can't be read may be of nothing in the plan after all.
    let wrong = matches!(line.fate, Fate::Wrong(_)) && !line.name.is_empty();
    let place = wrong.then(|| Chooses::Place(line.name.clone()));
    Row {
        kind,
        words: said(plan, line),
        chooses: clash.or(place),
    }
}

fn of_name(kind: &'static str, name: &Unknown<'_>) -> Row {
    let figures = counted(name.figures, "cijfer", "cijfers");
    Row {
        kind,
        words: format!(
            "rij {}: {} · {figures} · ↵ kiest wat het is",
            name.row, name.name
        ),
        chooses: Some(Chooses::Place(name.name.to_string())),
    }
}

/// `rij 4, 3.K1.1: 3 op 28-02-2026 · integrale controles`.
fn said(plan: &Plan, line: &Line) -> String {
    let item = line.id.as_deref().and_then(|id| plan.item(id));
    let label = match item {
        Some(Item::Indicator(it, _)) => Some(it.label.clone()),
        _ => None,
    };
    let day = line.date.map(date::dutch);
    let day = day.map_or_else(String::new, |day| format!(" op {day}"));
    let name = line.id.as_ref().unwrap_or(&line.name);
    let figure = format!("rij {}, {name}: {}{day}", line.row, line.value);
    let all = [Some(figure), line.fate.says(), label];
    all.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What is odd first, each in the order of the file. Of a hundred thousand only those that are walked
/// are put in words.
fn in_order<T>(
    ranked: impl Iterator<Item = ((u8, &'static str), T)>,
    row: impl Fn(&'static str, T) -> Row,
) -> Vec<Row> {
    let mut ranked: Vec<((u8, &'static str), T)> = ranked.collect();
    ranked.sort_by_key(|((rank, _), _)| *rank);
    let first = ranked.into_iter().take(MOST);
    first.map(|((_, kind), it)| row(kind, it)).collect()
}

fn sum(all: &[Counted<'_>]) -> Vec<String> {
    let there = all.iter().filter(|it| it.0 > 0);
    there
        .map(|(count, one, more)| counted(*count, one, more))
        .collect()
}

fn joined(all: impl Iterator<Item = String>) -> Option<String> {
    let all: Vec<String> = all.collect();
    (!all.is_empty()).then(|| all.join(", "))
}
