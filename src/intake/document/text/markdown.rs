//! Markdown: headings, lists, tables with bars, emphasis taken off.

use super::one;
use crate::intake::document::join::{Joiner, squeezed};
use crate::intake::document::mark::split;
use crate::intake::document::{Block, Cell, Line, Place, Remark, Row, Shape};

/// Its blocks.
pub(super) fn blocks(text: &str, remarks: &mut Vec<Remark>) -> Vec<Block> {
    let joiner = Joiner::over(text.lines());
    let mut out: Vec<Block> = Vec::new();
    let mut gap = true;
    for (nth, raw) in (1..).zip(text.lines()) {
        let text = raw.trim();
        let rule = text.len() >= 3 && text.chars().all(|c| matches!(c, '-' | '*' | '_' | '='));
        if text.is_empty() || rule {
            gap = true;
            // A line of signs under a line makes that a heading.
            if let (true, Some(last)) = (rule && text.starts_with(['=', '-']), out.last_mut())
                && last.is_paragraph()
                && last.lines.len() == 1
                && last.lines.iter().all(|it| it.place.line + 1 == nth)
            {
                last.shape = Shape::Heading;
                last.text = last.lines.iter().map(|it| squeezed(&it.text)).collect();
                headed(last);
                last.level = u8::from(text.starts_with('-'));
            }
            continue;
        }
        let line = Line {
            text: plain(text),
            place: Place { page: 0, line: nth },
            gap: std::mem::take(&mut gap),
            top: false,
            trail: raw.chars().rev().take_while(|c| *c == ' ').count(),
        };
        let indent = raw.chars().take_while(|c| c.is_whitespace()).count();
        added(&mut out, line, text, indent);
    }
    for block in &mut out {
        if block.rows().is_some() || matches!(block.shape, Shape::Heading) {
            continue;
        }
        let mut lines = block.lines.clone();
        if let (Some(first), true) = (lines.first_mut(), block.is_item())
            && let Some((_, _, rest)) = split(&first.text)
        {
            first.text = rest.to_string();
        }
        block.text = joiner.join(&lines, remarks);
    }
    out
}

fn added(out: &mut Vec<Block>, line: Line, raw: &str, indent: usize) {
    let hashes = raw.chars().take_while(|c| *c == '#').count();
    if (1..=6).contains(&hashes) {
        let title = line.text.trim_start_matches('#').trim_end_matches('#');
        let mut block = one(&line, Shape::Heading, title);
        block.level = u8::try_from(hashes - 1).unwrap_or_default();
        headed(&mut block);
        out.push(block);
        return;
    }
    if raw.starts_with('|') {
        return table(out, &line, raw);
    }
    let marked = split(&line.text);
    let open = out
        .last()
        .filter(|open| !matches!(open.shape, Shape::Heading | Shape::Table(_)));
    let breaks = open.and_then(|open| open.lines.last()).is_none_or(|last| {
        let lazy = indent >= 2 && line.text.starts_with(char::is_lowercase);
        line.gap && !lazy || last.trail >= 2 && !line.text.starts_with(char::is_lowercase)
    });
    let item =
        marked.filter(|(mark, ..)| breaks || mark.is_bullet() || open.is_some_and(Block::is_item));
    match (item, out.last_mut().filter(|_| !breaks)) {
        (Some((mark, sign, _)), _) => {
            let level = u8::try_from(indent / 2).unwrap_or(9);
            let (shape, sign) = if mark.is_bullet() {
                (Shape::Bullet, "")
            } else {
                (Shape::Item, sign)
            };
            let mut block = one(&line, shape, "");
            (block.level, block.mark) = (level, sign.to_string());
            out.push(block);
        }
        (None, Some(open)) => open.lines.push(line),
        (None, None) => out.push(one(&line, Shape::Paragraph, "")),
    }
}

/// A heading with its number or letter apart.
pub(in crate::intake::document) fn headed(block: &mut Block) {
    if !block.mark.is_empty() {
        return;
    }
    if let Some((mark, sign, rest)) = split(&block.text)
        && !mark.is_bullet()
    {
        let (sign, rest) = (sign.to_string(), rest.to_string());
        (block.mark, block.text) = (sign, rest);
    }
}

fn table(out: &mut Vec<Block>, line: &Line, raw: &str) {
    let inner = raw.trim_start_matches('|').trim_end_matches('|');
    let cells: Vec<&str> = inner.split('|').map(str::trim).collect();
    let ruled = |cell: &&str| !cell.is_empty() && cell.chars().all(|c| matches!(c, '-' | ':'));
    if cells.iter().all(ruled) {
        return;
    }
    let cells = cells.into_iter().map(|cell| Cell {
        blocks: cell
            .split("<br>")
            .flat_map(|part| part.split("<br/>"))
            .map(|part| plain(part.trim()))
            .filter(|part| !part.is_empty())
            .map(|part| in_cell(line, &part))
            .collect(),
    });
    let row = Row {
        cells: cells.collect(),
        ..Row::default()
    };
    match out.last_mut() {
        Some(Block {
            shape: Shape::Table(rows),
            ..
        }) if !line.gap => rows.push(row),
        _ => out.push(one(line, Shape::Table(vec![row]), "")),
    }
}

/// A piece of a cell: with its mark apart.
fn in_cell(line: &Line, part: &str) -> Block {
    let (shape, sign, text) = match split(part) {
        Some((mark, _, rest)) if mark.is_bullet() => (Shape::Bullet, "", rest),
        Some((_, sign, rest)) => (Shape::Item, sign, rest),
        None => (Shape::Paragraph, "", part),
    };
    Block {
        mark: sign.to_string(),
        text: squeezed(text),
        ..one(line, shape, "")
    }
}

/// Text without the signs of emphasis, and links by their words.
fn plain(text: &str) -> String {
    let text = text.replace("**", "").replace("__", "").replace("\\.", ".");
    let text = text.replace(['\u{a0}', '\u{202f}', '\t'], " ");
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("](") {
        let Some((address, behind)) = after.split_once(')') else {
            break;
        };
        match before.rsplit_once('[') {
            Some((before, words)) if !address.contains(' ') => {
                out.push_str(before);
                out.push_str(words);
            }
            _ => {
                out.push_str(before);
                out.push_str("](");
                out.push_str(address);
                out.push(')');
            }
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use crate::intake::document::text::markdown;

    #[test]
    fn markdown_has_headings_lists_and_tables() {
        let text = "\
Plan
====

## 3. Ondermijning

Een **vette** alinea
over [twee](https://x.nl) regels.

- een punt
  dat doorgaat
- nog een

1. eerste

| Wat willen we bereiken? | Acties |
|---|---|
| 1. Zicht | - een<br>- twee |
";
        let told: Vec<String> = markdown(text)
            .blocks
            .iter()
            .map(|it| match it.rows() {
                Some(rows) => rows
                    .iter()
                    .map(|row| {
                        let cells = row.cells.iter().map(|cell| cell.text().replace('\n', "/"));
                        cells.collect::<Vec<_>>().join(" | ")
                    })
                    .collect::<Vec<_>>()
                    .join(" // "),
                None => format!("{:?}{} {}", it.shape, it.level, it.whole()),
            })
            .collect();
        assert_eq!(
            told,
            [
                "Heading0 Plan",
                "Heading1 3. Ondermijning",
                "Paragraph0 Een vette alinea over twee regels.",
                "Bullet0 een punt dat doorgaat",
                "Bullet0 nog een",
                "Item0 1. eerste",
                "Wat willen we bereiken? | Acties // 1. Zicht | een/twee",
            ]
        );
    }
}
