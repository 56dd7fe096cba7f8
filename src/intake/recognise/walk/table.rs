//! Tables of cells: goals with their actions, KPIs, euros, fte. What each is, its heads say.

use super::goals;
use crate::intake::document::{Block, Cell, Mark, Place, Row, split_mark};
use crate::intake::label;
use crate::intake::recognise::sketch::{
    Fte, FteTable, Group, Kpi, Money, MoneyTable, On, Piece, Said, Sketch, Unsure,
};

/// What a table is of.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    /// The columns of goals and of actions.
    Goals(usize, usize),
    /// The columns of the KPI, and of what is wanted of it.
    Kpis(usize, Option<usize>),
    /// The columns of amount and remark.
    Money(usize, Option<usize>),
    /// The columns of what there is and of what comes to it.
    Fte(usize, Option<usize>),
}

/// Whether these are goals with their actions.
pub fn is_goals(rows: &[Row]) -> bool {
    heads(rows).is_some_and(|(_, heads)| matches!(kind(&heads), Some(Kind::Goals(..))))
}

/// Its rows as lines.
pub fn lines(rows: &[Row]) -> Vec<String> {
    let line = |row: &Row| {
        let cells = row.cells.iter().filter(|cell| !cell.is_empty());
        let cells: Vec<String> = cells.map(|cell| cell.text().replace('\n', " ")).collect();
        cells.join(" | ")
    };
    rows.iter()
        .map(line)
        .filter(|line| !line.is_empty())
        .collect()
}

/// The first row that has heads, with them.
fn heads(rows: &[Row]) -> Option<(usize, Vec<String>)> {
    let all = rows.iter().take(3).enumerate().map(|(at, row)| {
        let heads: Vec<String> = row.cells.iter().map(Cell::text).collect();
        (at, heads)
    });
    all.into_iter().find(|(_, heads)| kind(heads).is_some())
}

fn kind(heads: &[String]) -> Option<Kind> {
    let plain: Vec<String> = heads.iter().map(|head| head.to_lowercase()).collect();
    let having = |words: &[&str], from: usize| {
        let mut columns = plain.iter().enumerate().skip(from);
        let found = columns.find(|(_, head)| words.iter().any(|word| head.contains(word)));
        found.map(|(at, _)| at)
    };
    let goals = heads.iter().position(|head| label::is_goals(head));
    let actions = heads.iter().position(|head| label::is_actions(head));
    if let (Some(goals), Some(actions)) = (goals, actions)
        && goals != actions
    {
        return Some(Kind::Goals(goals, actions));
    }
    if heads.len() < 2 {
        return None;
    }
    if let Some(kpi) = having(&["kpi", "indicator"], 0) {
        let wanted = having(&["streef", "norm", "doelwaarde", "target", "doel 20"], 0);
        return Some(Kind::Kpis(kpi, wanted.filter(|at| *at != kpi)));
    }
    let expansion = having(&["uitbreiding", "extra", "tijdelijk"], 1);
    if let Some(fte) = having(&["fte", "formatie"], 1) {
        let existing = having(&["bestaand", "huidig", "vast"], 1);
        return Some(Kind::Fte(existing.unwrap_or(fte), expansion));
    }
    let amount = having(
        &[
            "begroot", "budget", "bedrag", "€", "euro", "kosten", "lasten",
        ],
        1,
    )?;
    let remark = having(&["opmerking", "toelichting", "waarvoor", "omschrijving"], 1);
    Some(Kind::Money(amount, remark.filter(|at| *at != amount)))
}

/// Reads a table into the sketch; false where it is none of these.
pub fn read(sketch: &mut Sketch, themed: bool, block: &Block, rows: &[Row]) -> bool {
    let Some((at, heads)) = heads(rows) else {
        return false;
    };
    let Some(kind) = kind(&heads) else {
        return false;
    };
    for head in &heads {
        sketch.uses(head, block.place);
    }
    let (above, below) = rows.split_at(at);
    let titles: Vec<String> = lines(above);
    let below = below.get(1..).unwrap_or_default();
    match kind {
        Kind::Goals(goals, actions) => {
            for title in titles {
                sketch.uses(&title, block.place);
            }
            goals::read(sketch, (goals, actions), below);
        }
        Kind::Kpis(kpi, wanted) => {
            let _ = themed;
            read_kpis(sketch, (kpi, wanted), &heads, below);
        }
        Kind::Money(amount, remark) => {
            let title = title_of(sketch, &titles);
            read_money(sketch, (amount, remark), title, (&heads, below));
        }
        Kind::Fte(existing, expansion) => {
            let title = title_of(sketch, &titles);
            read_fte(sketch, (existing, expansion), title, (&heads, below));
        }
    }
    true
}

fn words(row: &Row, at: usize) -> String {
    let text = row.cells.get(at).map(Cell::text).unwrap_or_default();
    text.replace('\n', " ").trim().to_string()
}

fn place(row: &Row) -> Place {
    let mut blocks = row.cells.iter().flat_map(|cell| &cell.blocks);
    blocks
        .next()
        .map_or_else(Place::default, |block| block.place)
}

fn read_kpis(
    sketch: &mut Sketch,
    (kpi, wanted): (usize, Option<usize>),
    heads: &[String],
    rows: &[Row],
) {
    for row in rows {
        let Some(cell) = row.cells.get(kpi).filter(|cell| !cell.is_empty()) else {
            continue;
        };
        let number = row.cells.iter().take(kpi).map(Cell::text).find_map(|text| {
            let bare = text.trim().trim_end_matches(['.', ')']);
            let last = bare.rsplit('.').next()?.to_string();
            bare.split('.')
                .all(|part| part.parse::<u32>().is_ok())
                .then_some(())?;
            Some((last.parse::<u32>().ok()?, text))
        });
        let first = cell.blocks.first().map_or("", |block| &*block.mark);
        let marked = match split_mark(&format!("{first} x")) {
            Some((Mark::Number(number), ..)) => Some(number),
            _ => None,
        };
        let said: Vec<&str> = cell.blocks.iter().map(|block| &*block.text).collect();
        let said = Said::new(said.join("\n"), place(row));
        for block in &cell.blocks {
            sketch.uses(&block.mark, block.place);
        }
        if let Some((_, text)) = &number {
            sketch.uses(text, said.place);
        }
        let target = wanted.map(|at| words(row, at)).filter(|it| !it.is_empty());
        if let Some(target) = &target {
            sketch.uses(target, said.place);
        }
        let before = heads.iter().position(|head| is_baseline(head));
        let before = before.filter(|at| *at != kpi && Some(*at) != wanted);
        let baseline = before.map(|at| words(row, at)).filter(|it| !it.is_empty());
        if let Some(baseline) = &baseline {
            sketch.uses(baseline, said.place);
        }
        let more: Vec<String> = row
            .cells
            .iter()
            .enumerate()
            .filter(|(at, cell)| {
                *at != kpi && Some(*at) != wanted && Some(*at) != before && !cell.is_empty()
            })
            .map(|(at, _)| (at, words(row, at)))
            .filter(|(at, text)| {
                !(*at < kpi && number.as_ref().is_some_and(|it| it.1.trim() == text))
            })
            .map(|(at, text)| format!("{}: {text}", heads.get(at).map_or("", |it| it)))
            .collect();
        let Some(chapter) = sketch.chapters.last_mut() else {
            return;
        };
        chapter.groups.push(Group {
            number: number.map(|it| it.0).or(marked),
            title: None,
            kpis: vec![Kpi {
                said: said.clone(),
                target,
                baseline,
                guessed: row.guessed,
            }],
        });
        let on = On::Kpi(sketch.chapters.len() - 1, last_group(sketch), 0);
        if !more.is_empty() {
            sketch.unsure.push(Unsure {
                on,
                source: Said::new(more.join("; "), said.place),
                made: "niet overgenomen: daar is bij een KPI geen plaats voor".to_string(),
                choices: Vec::new(),
                kept: false,
            });
        }
    }
}

/// Whether a column says what the value was before.
fn is_baseline(head: &str) -> bool {
    let head = head.to_lowercase();
    ["nulmeting", "beginwaarde", "uitgangswaarde", "beginstand"]
        .iter()
        .any(|word| head.contains(word))
}

fn last_group(sketch: &Sketch) -> usize {
    let groups = sketch.chapters.last().map_or(0, |it| it.groups.len());
    groups.saturating_sub(1)
}

/// The title of a table: a row of its own above the heads, else the short line above it.
pub fn title_of(sketch: &mut Sketch, own: &[String]) -> String {
    if !own.is_empty() {
        return own.join(" ");
    }
    let Some(chapter) = sketch.chapters.last_mut() else {
        return String::new();
    };
    let short =
        |said: &Said| said.text.chars().count() <= 70 && !said.text.ends_with(['.', ':', ';']);
    let title = match chapter.body.last() {
        Some(Piece::Heading(said) | Piece::Paragraph(said)) if short(said) => said.text.clone(),
        _ => return String::new(),
    };
    chapter.body.pop();
    title
}

/// Whether a head says so: `x € 1.000`.
pub fn is_thousands(head: &str) -> bool {
    let head = head.to_lowercase();
    ["1.000", "1000", "duizend"]
        .iter()
        .any(|word| head.contains(word))
}

fn read_money(
    sketch: &mut Sketch,
    (amount, remark): (usize, Option<usize>),
    title: String,
    (heads, rows): (&[String], &[Row]),
) {
    let mut table = MoneyTable {
        title,
        thousands: heads.get(amount).is_some_and(|head| is_thousands(head)),
        ..MoneyTable::default()
    };
    let nth = sketch.budgets.len();
    for row in rows {
        let at = place(row);
        let label = words(row, 0);
        let money = words(row, amount);
        if label.is_empty() && money.is_empty() {
            continue;
        }
        sketch.uses(&money, at);
        if label.to_lowercase().starts_with("totaal") {
            sketch.uses(&label, at);
            table.total = Some(Said::new(money, at));
            for extra in (1..row.cells.len()).filter(|it| *it != amount) {
                sketch.uses(&words(row, extra), at);
            }
            continue;
        }
        let others: Vec<String> = (1..row.cells.len())
            .filter(|it| *it != amount && Some(*it) != remark && !words(row, *it).is_empty())
            .map(|it| format!("{}: {}", heads.get(it).map_or("", |it| it), words(row, it)))
            .collect();
        table.rows.push(Money {
            label: Said::new(label, at),
            amount: money,
            remark: remark.map(|it| words(row, it)).unwrap_or_default(),
            guessed: row.guessed,
        });
        if !others.is_empty() {
            sketch.unsure.push(Unsure {
                on: On::Money(nth, table.rows.len() - 1, "remark"),
                source: Said::new(others.join("; "), at),
                made: "niet overgenomen: een bedrag heeft één getal en één opmerking".to_string(),
                choices: Vec::new(),
                kept: false,
            });
        }
    }
    sketch.budgets.push(table);
    if let Some(chapter) = sketch.chapters.last_mut() {
        chapter.body.push(Piece::Money(nth));
    }
}

fn read_fte(
    sketch: &mut Sketch,
    (existing, expansion): (usize, Option<usize>),
    title: String,
    (heads, rows): (&[String], &[Row]),
) {
    let columns = Columns::of(heads, existing, expansion);
    let mut above = String::new();
    let mut table = FteTable {
        title,
        ..FteTable::default()
    };
    for row in rows {
        let at = place(row);
        let fte = Fte {
            label: Said::new(columns.label(row, &mut above), at),
            existing: words(row, existing),
            expansion: expansion.map(|it| words(row, it)).unwrap_or_default(),
            loose: false,
            guessed: row.guessed,
        };
        let bare = fte.existing.is_empty() && fte.expansion.is_empty();
        if fte.label.text.is_empty() && bare {
            continue;
        }
        sketch.uses(&fte.existing, at);
        sketch.uses(&fte.expansion, at);
        let alone = row.cells.iter().filter(|cell| !cell.is_empty()).count() == 1;
        columns.left(sketch, heads, row, table.rows.len());
        let merged = row.cells.len() < expansion.unwrap_or(existing) + 1;
        if fte.label.text.to_lowercase().starts_with("totaal") && !bare {
            sketch.uses(&fte.label.text, at);
            table.total = Some(fte);
        } else if bare && (merged || alone && table.rows.is_empty()) {
            put_fte(sketch, std::mem::take(&mut table));
            table.title = fte.label.text;
        } else {
            table.rows.push(fte);
        }
    }
    put_fte(sketch, table);
}

/// Which columns of a table of fte are words.
struct Columns {
    /// Of the function.
    label: usize,
    /// Of the team it is in.
    team: Option<usize>,
    /// Others.
    others: Vec<usize>,
}

impl Columns {
    fn of(heads: &[String], existing: usize, expansion: Option<usize>) -> Self {
        let named = |head: &String| {
            let head = head.to_lowercase();
            ["functie", "rol", "naam"]
                .iter()
                .any(|word| head.starts_with(word))
        };
        let words = |at: &usize| *at != existing && Some(*at) != expansion;
        let label = heads.iter().position(named).filter(words).unwrap_or(0);
        let team = (label > 0 && words(&0)).then_some(0);
        let others = (1..heads.len()).filter(|at| words(at) && *at != label);
        Self {
            label,
            team,
            others: others.collect(),
        }
    }

    /// The function with its team; a team holds for the rows below it too, where its cell is merged.
    fn label(&self, row: &Row, above: &mut String) -> String {
        let own = words(row, self.label);
        let Some(team) = self.team.map(|at| words(row, at)) else {
            return own;
        };
        if own.is_empty() {
            above.clear();
            return team;
        }
        if !team.is_empty() {
            *above = team;
        }
        if above.is_empty() {
            return own;
        }
        format!("{own} ({above})")
    }

    /// Asks what becomes of words in other columns.
    fn left(&self, sketch: &mut Sketch, heads: &[String], row: &Row, nth: usize) {
        let said = self
            .others
            .iter()
            .map(|at| (heads.get(*at), words(row, *at)));
        let said = said.filter(|(_, text)| !text.is_empty());
        let said: Vec<String> = said
            .map(|(head, text)| format!("{}: {text}", head.map_or("", |it| it)))
            .collect();
        if said.is_empty() {
            return;
        }
        sketch.unsure.push(Unsure {
            on: On::Fte(sketch.capacity.len(), nth, "label"),
            source: Said::new(said.join("; "), place(row)),
            made: "niet overgenomen: een rij fte heeft één naam en twee getallen".to_string(),
            choices: Vec::new(),
            kept: false,
        });
    }
}

/// Puts a table of fte where it stands; an empty one is none.
pub fn put_fte(sketch: &mut Sketch, table: FteTable) {
    if table.rows.is_empty() && table.total.is_none() {
        if !table.title.is_empty()
            && let Some(chapter) = sketch.chapters.last_mut()
        {
            let title = Said::new(table.title, Place::default());
            chapter.body.push(Piece::Heading(title));
        }
        return;
    }
    let nth = sketch.capacity.len();
    sketch.capacity.push(table);
    if let Some(chapter) = sketch.chapters.last_mut() {
        chapter.body.push(Piece::Fte(nth));
    }
}
