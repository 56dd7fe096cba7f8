//! Pages as one text: lines to paragraphs, tables that go on over a page put together, what comes
//! back on each page left out.

use super::columns::Item;
use super::grid::Grid;
use super::ink::Piece;
use super::rows::{Row, rows};
use crate::intake::document::join::Joiner;
use crate::intake::document::text;
use crate::intake::document::{Block, Cell, Line, Place, Remark, Row as TableRow, Shape};
use crate::intake::label;

/// What stands on a page, as lines.
#[derive(Debug)]
enum Part {
    Line(Line, f32),
    Table(Vec<Lines>),
}

/// A row of a table: the lines of its cells, and whether others might part them otherwise.
#[derive(Debug)]
struct Lines {
    cells: Vec<Vec<Line>>,
    guessed: bool,
}

impl Part {
    /// The words of its lines.
    fn texts(&self) -> Vec<&str> {
        match self {
            Self::Line(line, _) => vec![&line.text],
            Self::Table(rows) => rows
                .iter()
                .flat_map(|row| &row.cells)
                .flatten()
                .map(|it| it.text.as_str())
                .collect(),
        }
    }
}

/// How much larger a heading is than running text.
const LARGER: f32 = 1.12;

/// The blocks of pages, with what was left out.
pub(super) fn blocks(pages: Vec<Vec<Item>>) -> (Vec<Block>, Vec<Remark>) {
    let pages: Vec<Vec<Part>> = (1..)
        .zip(pages)
        .map(|(nth, page)| parts(nth, page))
        .collect();
    let (pages, mut remarks) = without_edges(pages);
    let usual = usual_size(&pages);
    let joiner = Joiner::over(pages.iter().flatten().flat_map(Part::texts));
    let joiner = &joiner;
    let mut out: Vec<Block> = Vec::new();
    let mut open: Vec<Line> = Vec::new();
    let mut table: Option<Vec<Lines>> = None;
    for part in pages.into_iter().flatten() {
        match part {
            Part::Table(rows) => {
                flush(joiner, &mut out, &mut open, &mut remarks);
                match table.as_mut() {
                    Some(before) if goes_on(before, &rows) => go_on(before, rows),
                    _ => {
                        out.extend(
                            table
                                .take()
                                .map(|rows| table_of(joiner, rows, &mut remarks)),
                        );
                        table = Some(rows);
                    }
                }
            }
            Part::Line(line, size) => {
                out.extend(
                    table
                        .take()
                        .map(|rows| table_of(joiner, rows, &mut remarks)),
                );
                if size > usual * LARGER {
                    flush(joiner, &mut out, &mut open, &mut remarks);
                    heading(&mut out, &line, size);
                } else {
                    open.push(line);
                }
            }
        }
    }
    out.extend(
        table
            .take()
            .map(|rows| table_of(joiner, rows, &mut remarks)),
    );
    flush(joiner, &mut out, &mut open, &mut remarks);
    levels(&mut out);
    (out, remarks)
}

/// The lines and tables of a page.
fn parts(page: u32, items: Vec<Item>) -> Vec<Part> {
    let spans: Vec<(f32, f32)> = items
        .iter()
        .filter_map(|item| match item {
            Item::Row(row) => Some((row.x(), row.end())),
            Item::Grid(_) => None,
        })
        .collect();
    let mut out = Vec::new();
    let mut count = 0;
    let mut run: Vec<Row> = Vec::new();
    for item in items {
        // A column further on begins higher.
        let higher = match (&item, run.last()) {
            (Item::Row(row), Some(last)) => row.y() > last.y(),
            (Item::Row(_), None) => false,
            (Item::Grid(_), _) => true,
        };
        if higher {
            put_run(
                &mut out,
                &std::mem::take(&mut run),
                (page, &mut count),
                &spans,
            );
        }
        match item {
            Item::Row(row) => run.push(row),
            Item::Grid(grid) => out.push(Part::Table(cells(grid, page, &mut count))),
        }
    }
    put_run(&mut out, &run, (page, &mut count), &spans);
    out
}

fn put_run(out: &mut Vec<Part>, run: &[Row], (page, count): (u32, &mut u32), spans: &[(f32, f32)]) {
    let first = *count == 0;
    let own = run.iter().map(Row::end).fold(0.0, f32::max);
    // How far the lines of this column go.
    let column = spans.iter().filter(|it| it.0 < own);
    let right = column.map(|it| it.1).fold(own, f32::max);
    let sizes: Vec<f32> = run.iter().map(Row::size).collect();
    let lines = lines(run, right, (page, count), first);
    let lines = lines.into_iter().zip(sizes);
    out.extend(lines.map(|(line, size)| Part::Line(line, size)));
}

fn cells(grid: Grid, page: u32, count: &mut u32) -> Vec<Lines> {
    let guessed = grid.guessed;
    let sides: Vec<(f32, f32)> = grid
        .xs
        .iter()
        .copied()
        .zip(grid.xs.iter().skip(1).copied())
        .collect();
    let rows_of = grid.cells.into_iter().map(|row| {
        let first = *count;
        let cells = row.into_iter().zip(&sides).map(|(pieces, side)| {
            let mut own = first;
            let lines = cell(pieces, *side, (page, &mut own));
            *count = own.max(*count);
            lines
        });
        Lines {
            cells: cells.collect(),
            guessed,
        }
    });
    rows_of.collect()
}

/// Whether letters are no word by themselves: small ones without a vowel.
fn is_no_word(text: &str) -> bool {
    let mut letters = text.chars();
    letters.all(|c| c.is_lowercase() && !"aeiouyéëïöüè".contains(c))
}

/// The lines of a cell. A word that alone fills one and goes on in the next had no room.
fn cell(pieces: Vec<Piece>, (from, to): (f32, f32), (page, count): (u32, &mut u32)) -> Vec<Line> {
    let rows = rows(pieces);
    let right = rows.iter().map(Row::end).fold(0.0, f32::max);
    let mut lines = lines(&rows, right, (page, count), false);
    for (line, (row, next)) in lines.iter_mut().zip(rows.iter().zip(rows.iter().skip(1))) {
        let room = to - row.end() - (row.x() - from).max(0.0);
        let first = next
            .pieces
            .first()
            .and_then(|it| it.text.split_whitespace().next());
        let part = first.is_some_and(is_no_word);
        if !line.text.contains([' ', '\t']) && part && room < 1.2 * row.size() {
            line.text.push('\u{ad}');
        }
    }
    lines
}

/// Rows as lines: whether there is room above one, and whether one ended before the edge.
fn lines(rows: &[Row], right: f32, (page, count): (u32, &mut u32), first: bool) -> Vec<Line> {
    let left = rows.iter().map(Row::x).fold(f32::MAX, f32::min);
    let pitch = pitch(rows);
    let texts = texts(rows);
    let mut out: Vec<Line> = Vec::new();
    for (nth, row) in rows.iter().enumerate() {
        *count += 1;
        let above = nth.checked_sub(1).and_then(|nth| rows.get(nth));
        let below = rows.get(nth + 1);
        let step = above.map(|above| above.y() - row.y());
        // Large letters lie further apart than small ones.
        let room = f32::max(pitch * 1.35, row.size() * 1.4);
        let gap = step.map_or(!first, |step| step > room)
            || above.is_some_and(|above| (above.size() - row.size()).abs() > 0.8);
        let short = match below {
            Some(below) => row.end() + first_word(below) < right,
            // Whatever follows on another page had room here.
            None => row.end() - left < 0.6 * (right - left),
        };
        out.push(Line {
            text: texts.get(nth).cloned().unwrap_or_default(),
            place: Place { page, line: *count },
            gap,
            top: first && nth == 0,
            trail: if short { text::ENDED } else { 0 },
        });
    }
    out
}

/// The text of each row. Where room lies between pieces they are cells; in rows below each other a
/// cell that is empty is one too.
fn texts(rows: &[Row]) -> Vec<String> {
    let mut out = Vec::new();
    for run in rows.chunk_by(|one, other| (one.pieces.len() > 1) == (other.pieces.len() > 1)) {
        let mut columns: Vec<(f32, f32)> = run
            .iter()
            .flat_map(|row| row.pieces.iter().map(|it| (it.x, it.end)))
            .collect();
        columns.sort_by(|one, other| one.0.total_cmp(&other.0));
        columns.dedup_by(|next, open| {
            let over = next.0 < open.1;
            if over {
                open.1 = open.1.max(next.1);
            }
            over
        });
        for row in run {
            let cell = |(from, to): &(f32, f32)| {
                let own = row
                    .pieces
                    .iter()
                    .filter(|it| it.x >= *from && it.end <= *to);
                own.map(|it| it.text.trim()).collect::<Vec<_>>().join(" ")
            };
            let cells: Vec<String> = columns.iter().map(cell).collect();
            out.push(cells.join("\t"));
        }
    }
    out
}

/// How wide the first word of a line is, with the space before it.
fn first_word(row: &Row) -> f32 {
    row.pieces.first().map_or(0.0, Piece::first_word)
}

/// The usual distance between lines.
fn pitch(rows: &[Row]) -> f32 {
    let pairs = rows.iter().zip(rows.iter().skip(1));
    let mut steps: Vec<f32> = pairs
        .map(|(above, below)| above.y() - below.y())
        .filter(|step| *step > 2.0)
        .collect();
    steps.sort_by(f32::total_cmp);
    steps.get(steps.len() / 3).copied().unwrap_or(f32::MAX)
}

/// The size most letters have.
fn usual_size(pages: &[Vec<Part>]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = Vec::new();
    for part in pages.iter().flatten() {
        let Part::Line(line, size) = part else {
            continue;
        };
        let letters = line.text.len();
        match sizes.iter_mut().find(|it| (it.0 - size).abs() < 0.3) {
            Some(own) => own.1 += letters,
            None => sizes.push((*size, letters)),
        }
    }
    let most = sizes.iter().max_by_key(|it| it.1);
    most.map_or(f32::MAX, |it| it.0)
}

fn without_edges(pages: Vec<Vec<Part>>) -> (Vec<Vec<Part>>, Vec<Remark>) {
    let lines = pages.iter().map(|page| {
        let own = page.iter().filter_map(|part| match part {
            Part::Line(line, _) => Some(line.clone()),
            Part::Table(_) => None,
        });
        own.collect::<Vec<Line>>()
    });
    let (kept, remarks) = text::without_edges(lines.collect());
    let pages = pages.into_iter().zip(kept).map(|(page, kept)| {
        let mut kept = kept.into_iter().map(|line| line.place).peekable();
        let own = page.into_iter().filter(|part| match part {
            Part::Line(line, _) => kept.next_if_eq(&line.place).is_some(),
            Part::Table(_) => true,
        });
        own.collect()
    });
    (pages.collect(), remarks)
}

fn flush(joiner: &Joiner, out: &mut Vec<Block>, open: &mut Vec<Line>, remarks: &mut Vec<Remark>) {
    let mut blocks = text::blocks_knowing(joiner, std::mem::take(open), remarks);
    for block in &mut blocks {
        if let Shape::Table(rows) = &mut block.shape {
            for row in rows {
                row.guessed = true;
            }
        }
    }
    out.append(&mut blocks);
}

/// A line in larger letters; a second one in the same goes on with it.
fn heading(out: &mut Vec<Block>, line: &Line, size: f32) {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at most 200 points"
    )]
    let size = size.clamp(0.0, 200.0) as u8;
    let goes_on = out
        .last_mut()
        .filter(|open| matches!(open.shape, Shape::Heading) && open.level == size && !line.gap);
    let text = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(open) = goes_on {
        open.text.push(' ');
        open.text.push_str(&text);
        return;
    }
    let mut block = Block {
        place: line.place,
        shape: Shape::Heading,
        level: size,
        text,
        lines: vec![line.clone()],
        ..Block::default()
    };
    text::headed(&mut block);
    out.push(block);
}

/// How deep headings lie, by how large they are.
fn levels(blocks: &mut [Block]) {
    let headings = blocks
        .iter()
        .filter(|it| matches!(it.shape, Shape::Heading));
    let mut sizes: Vec<u8> = headings.map(|it| it.level).collect();
    sizes.sort_unstable_by(|one, other| other.cmp(one));
    sizes.dedup();
    for block in blocks
        .iter_mut()
        .filter(|it| matches!(it.shape, Shape::Heading))
    {
        let level = sizes.iter().position(|size| *size == block.level);
        block.level = level
            .and_then(|it| u8::try_from(it).ok())
            .unwrap_or_default();
    }
}

/// Whether a table is the rest of the one before it, on the page above.
fn goes_on(before: &[Lines], after: &[Lines]) -> bool {
    let pages = |rows: &[Lines]| -> Vec<u32> {
        let lines = rows.iter().flat_map(|row| row.cells.iter().flatten());
        lines.map(|line| line.place.page).collect()
    };
    let columns = |rows: &[Lines]| rows.first().map(|row| row.cells.len());
    let same = columns(before) == columns(after);
    // In the next column of a page too, where its heads aren't there again.
    let heads = |rows: &[Lines]| {
        let cells = rows.first().into_iter().flat_map(|row| &row.cells);
        let words: Vec<&str> = cells.flatten().map(|line| line.text.as_str()).collect();
        label::is_heads(&words.join(" "))
    };
    let page = pages(before).last() != pages(after).first();
    same && (page || heads(before) && !heads(after))
}

/// Puts the rest of a table behind it. A row that was cut by the page goes on: one without words in
/// its first cell, or whose first words go on small.
fn go_on(before: &mut Vec<Lines>, mut after: Vec<Lines>) {
    // Heads that return on each page are there once.
    let words = |row: &Lines| -> Vec<String> {
        let lines = row.cells.iter().flatten();
        lines.map(|line| line.text.clone()).collect()
    };
    if before.first().map(words) == after.first().map(words) {
        after.remove(0);
    }
    let cut = after.first().is_some_and(|row| {
        let first = row.cells.first().and_then(|cell| cell.first());
        first.is_none_or(|line| line.text.starts_with(char::is_lowercase))
    });
    let mut after = after.into_iter();
    if cut && let (Some(last), Some(rest)) = (before.last_mut(), after.next()) {
        last.guessed |= rest.guessed;
        for (cell, more) in last.cells.iter_mut().zip(rest.cells) {
            let first = more
                .first()
                .and_then(|line| line.text.split_whitespace().next());
            let part = first.is_some_and(is_no_word);
            if let Some(open) = cell.last_mut().filter(|_| part) {
                open.text.push('\u{ad}');
            }
            cell.extend(more);
        }
    }
    before.extend(after);
}

fn table_of(joiner: &Joiner, rows: Vec<Lines>, remarks: &mut Vec<Remark>) -> Block {
    let mut lines = rows.iter().flat_map(|row| row.cells.iter().flatten());
    let place = lines.next().map(|line| line.place);
    let rows = rows.into_iter().map(|row| {
        let cells = row.cells.into_iter().map(|lines| Cell {
            blocks: text::blocks_knowing(joiner, flat(lines), remarks),
        });
        TableRow {
            cells: cells.collect(),
            guessed: row.guessed,
        }
    });
    Block {
        shape: Shape::Table(rows.collect()),
        place: place.unwrap_or_default(),
        ..Block::default()
    }
}

/// Lines in a cell have no cells in them.
fn flat(mut lines: Vec<Line>) -> Vec<Line> {
    for line in &mut lines {
        line.text = line.text.replace('\t', " ");
    }
    lines
}
