//! Tables of euros and fte that are only lines: heads, and then rows of words with figures.

use super::table::{is_thousands, put_fte, title_of};
use crate::intake::document::Line;
use crate::intake::recognise::outline::{Part, Role};
use crate::intake::recognise::sketch::{Fte, FteTable, Money, MoneyTable, Piece, Said, Sketch};

/// What a table of lines is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Money,
    Fte,
}

/// Reads the tables that begin at the first of these, and says how many blocks they take; 0 where
/// none begins there.
pub fn tables(parts: &[Part<'_>], sketch: &mut Sketch) -> usize {
    let Some(first) = parts.first().filter(|it| is_lines(it)) else {
        return 0;
    };
    let Some(kind) = head_in(&first.block.lines) else {
        return 0;
    };
    let taken = parts
        .iter()
        .enumerate()
        .take_while(|(at, part)| *at == 0 || is_lines(part) && !is_prose(part))
        .count();
    let taken = parts.get(..taken).unwrap_or_default();
    let lines: Vec<&Line> = taken.iter().flat_map(|it| &it.block.lines).collect();
    let mut figures = lines.iter().filter(|line| has_figure(&line.text, kind));
    if figures.next().is_none() {
        return 0;
    }
    match kind {
        Kind::Money => money(&lines, sketch),
        Kind::Fte => fte(&lines, sketch),
    }
    taken.len()
}

fn is_lines(part: &Part<'_>) -> bool {
    part.role == Role::Plain && part.block.is_paragraph() && !part.block.lines.is_empty()
}

/// Whether a block is running text, behind the table: long lines with sentences in them.
fn is_prose(part: &Part<'_>) -> bool {
    let lines = &part.block.lines;
    let letters: usize = lines.iter().map(|line| line.text.chars().count()).sum();
    let long = letters > 65 * lines.len();
    long && (part.block.text.contains(". ") || letters > 140)
}

/// What the heads among these lines are of.
fn head_in(lines: &[Line]) -> Option<Kind> {
    let all: Vec<&Line> = lines.iter().collect();
    (0..lines.len().min(4)).find_map(|at| head_at(&all, at).map(|(kind, _)| kind))
}

/// Whether the heads of columns begin at a line, and over how many lines.
fn head_at(lines: &[&Line], at: usize) -> Option<(Kind, usize)> {
    const FIRST: &[&str] = &[
        "functie",
        "rol",
        "team",
        "prioriteit",
        "omschrijving",
        "onderdeel",
        "thema",
        "post",
        "naam",
        "programma",
        "activiteit",
        "speerpunt",
    ];
    let words = |text: &str| -> Vec<String> {
        text.to_lowercase()
            .split_whitespace()
            .map(str::to_string)
            .collect()
    };
    let line = lines.get(at)?;
    let first = words(&line.text).first().cloned()?;
    if !FIRST.contains(&first.as_str()) || line.text.chars().count() > 80 {
        return None;
    }
    let mut said = String::new();
    for (nth, line) in lines.iter().skip(at).take(5).enumerate() {
        let own = line.text.to_lowercase();
        if nth > 0 && !is_head_word(&own) {
            break;
        }
        said.push_str(&own);
        said.push(' ');
        let next = lines.get(at + nth + 1);
        let goes_on = next.is_some_and(|next| is_head_word(&next.text.to_lowercase()));
        if goes_on {
            continue;
        }
        let amount = ["begroot", "budget", "bedrag", "€", "euro"]
            .iter()
            .any(|word| said.contains(word));
        if said.contains("fte") || said.contains("formatie") {
            return Some((Kind::Fte, nth + 1));
        }
        return amount.then_some((Kind::Money, nth + 1));
    }
    None
}

/// Whether a line can be a part of heads that are broken over lines.
fn is_head_word(line: &str) -> bool {
    let known = [
        "fte",
        "formatie",
        "uitbreiding",
        "bestaande",
        "begroot",
        "opmerking",
        "toelichting",
    ];
    line.chars().count() < 50
        && known.iter().any(|word| line.contains(word))
        && !has_figure(line, Kind::Fte)
        && !line.contains("€ ")
}

fn has_figure(text: &str, kind: Kind) -> bool {
    match kind {
        Kind::Money => text.contains('€') || text.split_whitespace().any(is_amount),
        Kind::Fte => text.split_whitespace().any(is_fte),
    }
}

/// `5.615.000`, `47000`; a year is none.
fn is_amount(word: &str) -> bool {
    let bare = word.trim_end_matches(",-").trim_end_matches(",00");
    let dotted = bare.contains('.') && bare.split('.').skip(1).all(|part| part.len() == 3);
    let digits = !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit() || c == '.');
    digits && (dotted || bare.len() >= 5)
}

/// `1,00`, `0,8`.
pub fn is_fte(word: &str) -> bool {
    let (whole, rest) = word.split_once(',').unwrap_or((word, "x"));
    let digits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    digits(whole) && digits(rest) && rest.len() <= 2
}

fn money(lines: &[&Line], sketch: &mut Sketch) {
    let mut table: Option<MoneyTable> = None;
    let mut title: Vec<&Line> = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if let Some((_, length)) = head_at(lines, at) {
            put_money(sketch, table.take());
            let own: Vec<String> = title.drain(..).map(|line| squeezed(&line.text)).collect();
            let title = title_of(sketch, &own);
            let mut heads = lines.iter().skip(at).take(length);
            let thousands = heads.clone().any(|head| is_thousands(&head.text));
            heads
                .by_ref()
                .for_each(|head| sketch.uses(&head.text, head.place));
            table = Some(MoneyTable {
                title,
                thousands,
                ..MoneyTable::default()
            });
            at += length;
            continue;
        }
        at += 1;
        let heads = lines.get(at).is_some_and(|_| head_at(lines, at).is_some());
        let Some(open) = table.as_mut().filter(|_| !heads) else {
            title.push(line);
            continue;
        };
        match (split_money(&line.text), open.rows.last_mut()) {
            (Some((label, amount, remark)), _) => {
                sketch.uses(&amount, line.place);
                open.rows.push(Money {
                    label: Said::new(label, line.place),
                    amount,
                    remark,
                    guessed: sketch.guessed,
                });
            }
            (None, Some(row)) => {
                let gap = if row.remark.is_empty() { "" } else { " " };
                row.remark = format!("{}{gap}{}", row.remark, squeezed(&line.text));
            }
            (None, None) => title.push(line),
        }
    }
    put_money(sketch, table);
}

fn put_money(sketch: &mut Sketch, table: Option<MoneyTable>) {
    let Some(table) = table else {
        return;
    };
    let nth = sketch.budgets.len();
    sketch.budgets.push(table);
    if let Some(chapter) = sketch.chapters.last_mut() {
        chapter.body.push(Piece::Money(nth));
    }
}

/// The words, the amount and the remark of a row.
fn split_money(text: &str) -> Option<(String, String, String)> {
    if let Some((label, rest)) = text.split_once('€') {
        let mut words = rest.split_whitespace();
        let amount = words.next().unwrap_or_default();
        let remark: Vec<&str> = words.collect();
        return Some((squeezed(label), format!("€ {amount}"), remark.join(" ")));
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let at = words.iter().position(|word| is_amount(word))?;
    let (label, rest) = words.split_at(at);
    let (amount, remark) = rest.split_first()?;
    Some((label.join(" "), (*amount).to_string(), remark.join(" ")))
}

fn fte(lines: &[&Line], sketch: &mut Sketch) {
    let mut table = FteTable::default();
    let mut begun = false;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if let Some((_, length)) = head_at(lines, at) {
            put_fte(sketch, std::mem::take(&mut table));
            if !begun {
                begun = true;
                table.title = title_of(sketch, &[]);
            }
            for head in lines.iter().skip(at).take(length) {
                sketch.uses(&head.text, head.place);
            }
            at += length;
            continue;
        }
        at += 1;
        let row = Fte {
            guessed: sketch.guessed,
            ..split_fte(line)
        };
        let first = line.gap || table.rows.is_empty();
        let bare = row.existing.is_empty() && row.expansion.is_empty();
        // A line without figures that others follow is the title of what comes.
        let next = lines.get(at);
        let heads = bare
            && first
            && next.is_some_and(|next| !next.gap && has_figure(&next.text, Kind::Fte));
        sketch.uses(&row.existing, line.place);
        sketch.uses(&row.expansion, line.place);
        if heads {
            put_fte(sketch, std::mem::take(&mut table));
            table.title = row.label.text;
        } else if row.label.text.to_lowercase().starts_with("totaal") && !bare {
            sketch.uses(&row.label.text, line.place);
            table.total = Some(row);
        } else {
            table.rows.push(row);
        }
    }
    put_fte(sketch, table);
}

/// A row with its figures at its end. One figure stands in the second column where more room is
/// before it than between words.
fn split_fte(line: &Line) -> Fte {
    let mut words: Vec<&str> = line.text.split(' ').collect();
    let mut figures = Vec::new();
    while let Some(word) = words.last().filter(|word| word.is_empty() || is_fte(word)) {
        if !word.is_empty() {
            figures.insert(0, (*word).to_string());
            if figures.len() == 2 {
                words.pop();
                break;
            }
        }
        words.pop();
    }
    let label = Said::new(squeezed(&words.join(" ")), line.place);
    let mut row = Fte {
        label,
        ..Fte::default()
    };
    match figures.as_slice() {
        [existing, expansion] => {
            (row.existing, row.expansion) = (existing.clone(), expansion.clone());
        }
        [one] => {
            row.loose = true;
            if line.trail >= 2 || !line.text.contains("  ") {
                row.existing.clone_from(one);
            } else {
                row.expansion.clone_from(one);
            }
        }
        _ => {}
    }
    row
}

fn squeezed(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_money() {
        let row = |label: &str, amount: &str, remark: &str| {
            Some((label.to_string(), amount.to_string(), remark.to_string()))
        };
        for (line, found) in [
            ("Femicide   € ---  ", row("Femicide", "€ ---", "")),
            (
                "Zorg en Veiligheid   € 47.000 Licentiekosten",
                row("Zorg en Veiligheid", "€ 47.000", "Licentiekosten"),
            ),
            ("Halt 29.000 VRIS", row("Halt", "29.000", "VRIS")),
            ("Begroting 2026 en later", None),
        ] {
            assert_eq!(split_money(line), found, "{line}");
        }
    }

    #[test]
    fn rows_of_fte() {
        for (text, trail, existing, expansion) in [
            ("Coördinator OOV 1,00", 2, "1,00", ""),
            ("Projectleider weerbaarheid  0,80", 1, "", "0,80"),
            ("Boa bijzondere wetten 1,00 1,00", 1, "1,00", "1,00"),
            ("2 regisseurs Pandbrigade", 3, "", ""),
        ] {
            let row = split_fte(&Line {
                text: text.to_string(),
                trail,
                ..Line::default()
            });
            assert_eq!(
                (&*row.existing, &*row.expansion),
                (existing, expansion),
                "{text}"
            );
        }
    }
}
