//! Tables of figures without lines around their cells, known by their heads. Columns lie where no line
//! has a word, and something shows that two stand there; rows where room or a drawn line parts them.

use super::grid::Grid;
use super::ink::Piece;
use super::parts;
use super::rows::{Row, Span};
use super::rules::Rule;
use crate::intake::label;

/// Lines of one table lie at most so far apart, in sizes of a letter.
const NEXT: f32 = 3.2;

/// Room that is more than there is between two words, in sizes of a letter.
const WIDE: f32 = 0.8;

/// Between two columns lies at least so much room, in points.
const CORRIDOR: f32 = 1.2;

/// The table that begins at the first of these lines, and how many it takes.
pub(super) fn table(rows: &[Row], rules: &[Rule]) -> Option<(Grid, usize)> {
    let heads = heads(rows)?;
    let mut count = heads;
    let mut columns = columns(&rows[..heads], heads);
    while let Some(row) = rows.get(count).filter(|row| follows(&rows[count - 1], row)) {
        let wider = self::columns(&rows[..=count], heads);
        let fewer = wider.len() < columns.len();
        let over = fewer && is_over(row, &rows[heads..count], &columns);
        if wider.len() < 2 || over || label::is_heads(&text(row)) {
            break;
        }
        columns = wider;
        count += 1;
    }
    let count = without_tail(&rows[..count], &columns, heads);
    let rows = &rows[..count];
    let columns = self::columns(rows, heads);
    if columns.len() < 2 || count == heads {
        return None;
    }
    let size = rows[0].size();
    let clear = columns
        .windows(2)
        .all(|pair| pair[1].0 - pair[0].1 >= 0.9 * size);
    let mut grid = made(rows, &columns, heads, rules);
    grid.guessed |= !clear;
    Some((grid, count))
}

/// The lines at the top of a page, or of its second column, that go on with the table before, in its
/// columns.
pub(super) fn rest(rows: &[Row], before: &[Span], rules: &[Rule]) -> Option<(Grid, usize)> {
    let first = rows.first()?.words.first()?.x;
    let aside = first - before.first()?.0;
    let same = rest_at(rows, before, rules);
    same.or_else(|| {
        let moved: Vec<Span> = before
            .iter()
            .map(|it| (it.0 + aside, it.1 + aside))
            .collect();
        rest_at(rows, &moved, rules).filter(|_| aside.abs() > 100.0)
    })
}

fn rest_at(rows: &[Row], columns: &[Span], rules: &[Rule]) -> Option<(Grid, usize)> {
    let keeps = |row: &Row| {
        let over = |word: &Piece, it: &Span| word.x < it.1 && word.end > it.0;
        let own = |word: &Piece| columns.iter().filter(|it| over(word, it)).count() == 1;
        row.words.iter().all(own)
    };
    let mut count = 0;
    while let Some(row) = rows.get(count).filter(|row| keeps(row)) {
        let near = count == 0 || follows(&rows[count - 1], row);
        if !near || label::is_heads(&text(row)) {
            break;
        }
        count += 1;
    }
    let count = count.min(without_tail(rows.get(..count)?, columns, 0));
    let rows = rows.get(..count).filter(|rows| {
        let figured = |row: &Row| {
            let cells = placed(row, columns);
            let mut others = cells.iter().skip(1).filter(|it| !it.is_empty());
            others.any(|cell| cell.iter().all(|it| parts::is_figure(&it.text)))
        };
        rows.iter().any(figured)
    })?;
    let mut grid = made(rows, columns, 0, rules);
    grid.guessed = true;
    Some((grid, count))
}

/// Whether a line runs as one text over columns of which one holds figures: it is no part of the table.
fn is_over(row: &Row, above: &[Row], columns: &[Span]) -> bool {
    let [piece] = row.pieces.as_slice() else {
        return false;
    };
    let figures = |at: &usize| {
        let mut own = above
            .iter()
            .map(|row| placed(row, columns).swap_remove(*at));
        let mut any = false;
        let all = own.all(|cell| {
            any |= !cell.is_empty();
            cell.iter().all(|it| parts::is_figure(&it.text))
        });
        all && any
    };
    let own =
        (0..columns.len()).filter(|at| piece.x < columns[*at].1 && piece.end > columns[*at].0);
    let own: Vec<usize> = own.collect();
    own.iter().skip(1).any(figures)
}

fn follows(above: &Row, row: &Row) -> bool {
    let step = above.y() - row.y();
    let alike = (above.size() - row.size()).abs() < 0.8;
    alike && step < NEXT * above.size()
}

fn text(row: &Row) -> String {
    let words: Vec<&str> = row.words.iter().map(|it| it.text.trim()).collect();
    words.join(" ")
}

/// Over how many lines the heads of a table run that begin at the first of these.
fn heads(rows: &[Row]) -> Option<usize> {
    let known = |row: &Row| row.words.iter().all(|it| label::is_head_word(&it.text));
    let first = rows.first()?;
    let beside = rows
        .get(1)
        .is_some_and(|row| first.y() - row.y() < 0.9 * first.size());
    let may = first
        .words
        .iter()
        .any(|it| label::may_begin_heads(&it.text));
    if !may || !(first.pieces.len() > 1 || beside || label::is_heads(&text(first))) {
        return None;
    }
    let near = |at: usize| {
        let (above, row) = (&rows[at - 1], &rows[at]);
        follows(above, row) && above.y() - row.y() < 1.7 * above.size()
    };
    let mut said = String::new();
    let most = rows.len().min(4);
    let first = (0..most)
        .take_while(|at| *at == 0 || near(*at))
        .find(|at| {
            said = format!("{said} {}", text(&rows[*at]));
            label::is_heads(&said)
        })?;
    let more = (first + 1..rows.len()).take_while(|at| near(*at) && known(&rows[*at]));
    Some(first + 1 + more.count())
}

/// Without lines at the end that stand further down and fill one column: what follows the table.
fn without_tail(rows: &[Row], columns: &[Span], heads: usize) -> usize {
    let step = |at: usize| rows[at - 1].y() - rows[at].y();
    let mut steps: Vec<f32> = (heads + 1..rows.len()).map(step).collect();
    steps.sort_by(f32::total_cmp);
    let usual = steps.get(steps.len() / 2).copied().unwrap_or(f32::MAX);
    let mut count = rows.len();
    for at in (heads + 1..rows.len()).rev() {
        let tail = &rows[at..count];
        let one = tail.iter().all(|row| {
            placed(row, columns)
                .iter()
                .filter(|it| !it.is_empty())
                .count()
                == 1
        });
        if !one {
            break;
        }
        if step(at) > 1.2 * usual {
            count = at;
        }
    }
    count
}

/// Where the columns of lines are.
fn columns(rows: &[Row], heads: usize) -> Vec<Span> {
    let mut all: Vec<Span> = Vec::new();
    let words = rows.iter().flat_map(|row| &row.words);
    let mut spans: Vec<Span> = words.map(|it| (it.x, it.end)).collect();
    spans.sort_by(|one, other| one.0.total_cmp(&other.0));
    for span in spans {
        match all.last_mut().filter(|open| span.0 < open.1 + CORRIDOR) {
            Some(open) => open.1 = open.1.max(span.1),
            None => all.push(span),
        }
    }
    // What is seen to be one goes together first: then others show.
    while let Some(at) = unshown(rows, heads, &all) {
        let gone = all.remove(at);
        if let Some(open) = all.get_mut(at - 1) {
            open.1 = gone.1;
        }
    }
    let mut out: Vec<Span> = Vec::new();
    let mut sign = false;
    for span in all {
        match out.last_mut().filter(|_| sign) {
            Some(open) => open.1 = span.1,
            None => out.push(span),
        }
        sign = is_sign(&rows[heads..], span);
    }
    out
}

/// A column that nothing shows to be one of its own, apart from the one before it.
fn unshown(rows: &[Row], heads: usize, spans: &[Span]) -> Option<usize> {
    let bare: Vec<bool> = spans
        .iter()
        .map(|it| is_bare(&rows[heads..], *it))
        .collect();
    let mut narrow = None;
    let mut unknown = None;
    for at in 1..spans.len() {
        match is_shown(rows, spans, at) {
            Some(true) => {}
            _ if is_begun(&rows[heads..], (spans, &bare), at) => {}
            Some(false) => narrow = narrow.or(Some(at)),
            None => unknown = unknown.or(Some(at)),
        }
    }
    narrow.or(unknown)
}

/// Whether a column holds nothing but the sign of what stands right of it.
fn is_sign(rows: &[Row], span: Span) -> bool {
    let words = rows.iter().flat_map(|row| &row.words);
    let mut own = words
        .filter(|it| it.x < span.1 && it.end > span.0)
        .peekable();
    own.peek().is_some() && own.all(|it| it.text.trim() == "€")
}

/// Whether nothing but a head stands in a column.
fn is_bare(rows: &[Row], span: Span) -> bool {
    let mut words = rows.iter().flat_map(|row| &row.words);
    words.all(|it| it.x >= span.1 || it.end <= span.0)
}

/// Whether a column begins here, or ends: between two words lies room, in which only heads have words, and
/// one of the two stands at its edge.
fn is_begun(rows: &[Row], (spans, bare): (&[Span], &[bool]), at: usize) -> bool {
    let of = |word: &Piece| spans.iter().position(|it| word.x < it.1 && word.end > it.0);
    rows.iter().any(|row| {
        row.words.windows(2).any(|pair| {
            let (Some(left), Some(right)) = (of(&pair[0]), of(&pair[1])) else {
                return false;
            };
            let wide = pair[1].x - pair[0].end >= WIDE * row.size();
            let between = right > left + 1 && bare[left + 1..right].iter().all(|it| *it);
            if !(wide && between) {
                return false;
            }
            if (pair[1].x - spans[right].0).abs() < 1.0 {
                return at == right;
            }
            at == left + 1 && (pair[0].end - spans[left].1).abs() < 1.0
        })
    })
}

/// Whether something shows that there are two columns left and right of a corridor: room between words,
/// figures beside each other, or words that begin below each other though those before them don't end so.
/// None where no line has words in both, near each other.
fn is_shown(rows: &[Row], spans: &[Span], at: usize) -> Option<bool> {
    let (left, right) = (spans[at - 1], spans[at]);
    let within = |word: &Piece, span: Span| word.x < span.1 && word.end > span.0;
    let mut pairs = Vec::new();
    for row in rows {
        for pair in row.words.windows(2) {
            if within(&pair[0], left) && within(&pair[1], right) {
                let figures = parts::is_figure(&pair[0].text) && parts::is_figure(&pair[1].text);
                if figures || pair[1].x - pair[0].end >= WIDE * row.size() {
                    return Some(true);
                }
                pairs.push((pair[0].end, pair[1].x));
            }
        }
    }
    if pairs.is_empty() {
        let size = rows.first().map_or(1.0, Row::size);
        return (right.0 - left.1 >= WIDE * size).then_some(true);
    }
    let spread = |of: fn(&(f32, f32)) -> f32| {
        let low = pairs.iter().map(of).fold(f32::MAX, f32::min);
        pairs.iter().map(of).fold(f32::MIN, f32::max) - low
    };
    Some(pairs.len() > 2 && spread(|it| it.1) < 0.8 && spread(|it| it.0) > 2.0)
}

/// The words of a line by their columns.
fn placed<'r>(row: &'r Row, columns: &[Span]) -> Vec<Vec<&'r Piece>> {
    let own = |(from, to): &Span| {
        let all = row.words.iter();
        all.filter(|it| it.x < *to && it.end > *from).collect()
    };
    columns.iter().map(own).collect()
}

fn made(rows: &[Row], columns: &[Span], heads: usize, rules: &[Rule]) -> Grid {
    let edge = columns.last().map_or(0.0, |it| it.1);
    let cells: Vec<_> = rows.iter().map(|row| placed(row, columns)).collect();
    let (parts, sure) = parts::parts(&rows[heads..], &cells[heads..], columns, rules);
    let heads = (0..heads).map(|_| 0);
    let first = usize::from(heads.len() > 0);
    let parts: Vec<usize> = heads
        .chain(parts.into_iter().map(|it| it + first))
        .collect();
    let mut grid = Grid {
        left: columns.first().map_or(0.0, |it| it.0),
        right: edge,
        top: rows[0].y() + rows[0].size(),
        xs: columns.iter().map(|it| it.0).chain([edge]).collect(),
        cells: Vec::new(),
        columns: columns.to_vec(),
        guessed: !sure,
    };
    for (line, part) in cells.into_iter().zip(parts) {
        while grid.cells.len() <= part {
            grid.cells.push(vec![Vec::new(); columns.len()]);
        }
        for (cell, pieces) in grid.cells[part].iter_mut().zip(line) {
            cell.extend(pieces.into_iter().cloned());
        }
    }
    grid
}
