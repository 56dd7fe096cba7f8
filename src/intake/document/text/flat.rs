//! Lines without layout as paragraphs and list items.

use crate::intake::document::join::{Joiner, squeezed};
use crate::intake::document::mark::{apart, split};
use crate::intake::document::{Block, Cell, Line, Mark, Remark, Row, Shape};
use crate::intake::label;

/// What stands behind a line that is known to end what it stands in.
pub(in crate::intake::document) const ENDED: usize = usize::MAX;

/// How lines of one text end.
struct Manner {
    /// How wide most lines may be.
    width: usize,
    /// Whether two spaces behind a line end it, as in Markdown: not where every line has them.
    trails: bool,
    /// Whether each line is a whole paragraph, as a word processor saves them.
    whole: bool,
}

/// From how many lines on it can be told that none is broken.
const MANY: usize = 12;

/// The lines as blocks, in their order.
pub(in crate::intake::document) fn blocks(
    lines: Vec<Line>,
    remarks: &mut Vec<Remark>,
) -> Vec<Block> {
    let joiner = Joiner::over(lines.iter().map(|line| line.text.as_str()));
    blocks_knowing(&joiner, lines, remarks)
}

/// The same, where more of the document is known than these lines.
pub(in crate::intake::document) fn blocks_knowing(
    joiner: &Joiner,
    lines: Vec<Line>,
    remarks: &mut Vec<Remark>,
) -> Vec<Block> {
    let manner = Manner::of(&lines);
    let mut out: Vec<Block> = Vec::new();
    let mut lines = lines.into_iter().peekable();
    while let Some(line) = lines.next() {
        let tabbed = line.text.contains('\t');
        if tabbed && is_row(&line) && lines.peek().is_some_and(is_row) {
            let mut rows = vec![cells(&line)];
            while let Some(next) = lines.next_if(is_row) {
                rows.push(cells(&next));
            }
            out.push(Block {
                place: line.place,
                shape: Shape::Table(rows),
                ..Block::default()
            });
            continue;
        }
        let last = out.last();
        let begun = begins(&line, last, &manner);
        match (begun, out.last_mut().filter(|open| open.rows().is_none())) {
            (None, Some(open)) => open.lines.push(line),
            (begun, _) => out.push(begun.unwrap_or_default().with(line)),
        }
    }
    for block in out.iter_mut().filter(|block| block.rows().is_none()) {
        let mut lines = block.lines.clone();
        if let (Some(first), false) = (lines.first_mut(), block.mark.is_empty() && !block.is_item())
            && let Some((_, _, rest)) = split(&first.text)
        {
            first.text = rest.to_string();
        }
        block.text = joiner.join(&lines, remarks);
    }
    out
}

/// Whether a line is a row of a table: cells with tabs between them, and no item of a list behind
/// its mark.
fn is_row(line: &Line) -> bool {
    let mut cells = line.text.split('\t');
    let (first, second) = (cells.next().unwrap_or_default(), cells.next());
    let item = cells.next().is_none() && split(&format!("{first} x")).is_some();
    second.is_some() && !item
}

fn cells(line: &Line) -> Row {
    let cell = |text: &str| {
        let mut block = Block {
            place: line.place,
            text: squeezed(text),
            ..Block::default()
        };
        apart(&mut block);
        Cell {
            blocks: vec![block],
        }
    };
    Row {
        cells: line.text.split('\t').map(cell).collect(),
        ..Row::default()
    }
}

impl Block {
    fn with(mut self, line: Line) -> Self {
        self.place = line.place;
        self.lines.push(line);
        self
    }
}

impl Manner {
    fn of(lines: &[Line]) -> Self {
        let mut widths: Vec<usize> = lines.iter().map(|it| it.text.chars().count()).collect();
        widths.sort_unstable();
        let width = widths.get(widths.len() * 9 / 10).copied();
        let trailing = lines.iter().filter(|line| line.trail >= 2).count();
        Self {
            width: width.unwrap_or_default(),
            trails: trailing * 10 < lines.len() * 7,
            whole: is_whole(lines),
        }
    }

    /// Whether a line ends what it stands in.
    fn ends(&self, line: &Line) -> bool {
        line.trail == ENDED || self.trails && line.trail >= 2
    }

    /// Whether a line had no room for the first word of the next.
    fn is_full(&self, line: &Line, next: &Line) -> bool {
        let word = next.text.split_whitespace().next().unwrap_or_default();
        let length = line.text.chars().count() + 1 + word.chars().count();
        length * 10 > self.width * 9
    }

    /// Whether a line stops well before the edge of the page.
    fn is_short(&self, line: &Line) -> bool {
        line.text.chars().count() * 5 < self.width * 3
    }
}

/// Whether no line is broken: next to none goes on in small letters.
fn is_whole(lines: &[Line]) -> bool {
    let small = |line: &&Line| !line.gap && line.text.starts_with(char::is_lowercase);
    let broken = lines.iter().filter(small).count();
    lines.len() >= MANY && broken * 50 <= lines.len()
}

/// The block a line begins; none where it goes on with the one before.
fn begins(line: &Line, open: Option<&Block>, manner: &Manner) -> Option<Block> {
    let marked = split(&line.text);
    let last = open.and_then(|open| open.lines.last());
    let (Some(open), Some(last)) = (open, last) else {
        return Some(marked.map_or_else(Block::default, |it| of_mark(&it.0, it.1)));
    };
    if label::of_line(&line.text).is_some() || label::of_line(&last.text).is_some() {
        return Some(marked.map_or_else(Block::default, |it| of_mark(&it.0, it.1)));
    }
    if manner.whole {
        return Some(marked.map_or_else(Block::default, |it| of_mark(&it.0, it.1)));
    }
    let ended = last.text.ends_with(['.', ':', ';', '!', '?']);
    if let Some((mark, sign, _)) = marked {
        let free = line.gap || line.top || manner.ends(last) || ended;
        let free = free || open.is_item() || manner.is_short(last) || mark.is_bullet();
        if free {
            return Some(of_mark(&mark, sign));
        }
    }
    let capital = line.text.starts_with(char::is_uppercase);
    let breaks = if last.trail == ENDED && (capital || ended) {
        true
    } else if line.gap {
        let small = line
            .text
            .starts_with(|c: char| c.is_lowercase() || c == '(');
        ended || !(small || open.is_item() && manner.is_full(last, line))
    } else {
        manner.ends(last) && (capital || ended)
    };
    // A line by itself that another follows at once, where that had room on it, is its heading.
    let first = open.lines.len() == 1 && open.is_paragraph() && (last.gap || last.top);
    let heads = first && !ended && capital && manner.is_short(last) && !manner.is_short(line);
    (breaks || heads).then(Block::default)
}

fn of_mark(mark: &Mark, sign: &str) -> Block {
    if mark.is_bullet() {
        return Block {
            shape: Shape::Bullet,
            ..Block::default()
        };
    }
    Block {
        shape: Shape::Item,
        mark: sign.to_string(),
        ..Block::default()
    }
}

#[cfg(test)]
mod tests {
    use crate::intake::document::text::plain;

    #[test]
    fn lines_become_paragraphs_and_items() {
        let text = "\
 2. Zorg en Veiligheid   

Voor de gemeente Rijswijk is de samenwerking tussen Zorg en Veiligheid cruciaal omdat 
veel problemen samenhangen met a) geweld en 
b) gedrag.   
Een tweede alinea.   

1. Lokale aanpak op 

basis van regiovisie.   
• Er wordt een 
actieve bijdrage   
 geleverd. 
KPI’s 
1. Huiselijk geweld 
";
        let blocks = plain(text).blocks;
        let told: Vec<String> = blocks
            .iter()
            .map(|it| format!("{:?} {}", it.shape, it.whole()))
            .collect();
        assert_eq!(
            told,
            [
                "Item 2. Zorg en Veiligheid",
                "Paragraph Voor de gemeente Rijswijk is de samenwerking tussen Zorg en Veiligheid \
                 cruciaal omdat veel problemen samenhangen met a) geweld en b) gedrag.",
                "Paragraph Een tweede alinea.",
                "Item 1. Lokale aanpak op basis van regiovisie.",
                "Bullet Er wordt een actieve bijdrage geleverd.",
                "Paragraph KPI’s",
                "Item 1. Huiselijk geweld",
            ]
        );
    }
}
