//! Typing a text of several lines, which breaks between words where its field is full.

use std::ops::Range;

use tui_input::{Input, InputRequest};

use super::field::{self, paste_lines};
use crate::app::keys::key::{Code, Key};
use crate::doc::text::width;

/// The lines of a text in a field of so many cells, each as a range of its characters; the
/// spaces a line breaks at stand behind it.
pub fn lines(text: &str, cells: usize) -> Vec<Range<usize>> {
    let cells = cells.max(1);
    let mut out = Vec::new();
    // Where the line began, where a word did last, and how wide each is up to here.
    let (mut start, mut word) = (0, 0);
    let (mut wide, mut word_wide) = (0, 0);
    let mut count = 0;
    for (at, c) in text.chars().enumerate() {
        count = at + 1;
        if c == '\n' {
            out.push(start..at);
            (start, word, wide, word_wide) = (at + 1, at + 1, 0, 0);
            continue;
        }
        let own = width(c.encode_utf8(&mut [0; 4]));
        if c == ' ' {
            (word, word_wide) = (at + 1, 0);
            wide += own;
            continue;
        }
        if wide + own > cells {
            let fits = word > start;
            let end = if fits { word } else { at };
            if end > start {
                out.push(start..end);
            }
            (start, wide) = (end, if fits { word_wide } else { 0 });
            if !fits {
                (word, word_wide) = (at, 0);
            }
        }
        wide += own;
        word_wide += own;
    }
    out.push(start..count);
    out
}

/// The line the cursor is in, and how many cells stand before it there.
pub fn spot(text: &str, lines: &[Range<usize>], cursor: usize) -> (usize, usize) {
    let line = lines.iter().rposition(|line| line.start <= cursor);
    let line = line.unwrap_or(0);
    let start = lines.get(line).map_or(0, |line| line.start);
    (line, width(&part(text, start..cursor.max(start))))
}

/// The characters of a range.
pub fn part(text: &str, range: Range<usize>) -> String {
    let len = range.end.saturating_sub(range.start);
    text.chars().skip(range.start).take(len).collect()
}

/// Moves the cursor so many lines, as far as there are any; whether it moved.
pub fn step(input: &mut Input, cells: usize, by: isize) -> bool {
    let text = input.value().to_string();
    let all = lines(&text, cells);
    let (line, x) = spot(&text, &all, input.cursor());
    // A page beyond the last line is the last line.
    let to = line.saturating_add_signed(by).min(all.len() - 1);
    let Some(to) = all.get(to).filter(|_| to != line) else {
        return false;
    };
    let mut at = to.start;
    while at < to.end && width(&part(&text, to.start..at + 1)) <= x {
        at += 1;
    }
    // Behind the last of a full line is the first of the next.
    let last = all.last().is_some_and(|last| last == to);
    let soft = !last && text.chars().nth(to.end) != Some('\n');
    if soft && at == to.end {
        at = at.saturating_sub(1).max(to.start);
    }
    input.handle(InputRequest::SetCursor(at));
    true
}

/// Handles a key in a text of several lines of so many cells; whether it was one for it.
pub fn type_key(input: &mut Input, key: Key, cells: usize) -> bool {
    let ends = match (key.code, key.ctrl) {
        (Code::Home | Code::End, true) => return field::type_key(input, key),
        (Code::Home, _) | (Code::Char('a'), true) => true,
        (Code::End, _) | (Code::Char('e'), true) => false,
        (Code::Char('j'), true) => {
            paste_lines(input, "\n");
            return true;
        }
        _ => return field::type_key(input, key),
    };
    let text = input.value().to_string();
    let all = lines(&text, cells);
    let (line, _) = spot(&text, &all, input.cursor());
    let soft = all
        .get(line + 1)
        .is_some_and(|next| Some(next.start) == all.get(line).map(|it| it.end));
    let to = all.get(line).map_or(0, |it| {
        if ends {
            it.start
        } else {
            it.end - usize::from(soft)
        }
    });
    input.handle(InputRequest::SetCursor(to));
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, cells: usize) -> String {
        let all = lines(text, cells).into_iter();
        all.map(|it| part(text, it)).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn broken_between_words_and_nothing_is_lost() {
        for (text, cells, lines) in [
            ("", 5, ""),
            ("de regie op", 8, "de regie |op"),
            ("de  regie", 4, "de  |regi|e"),
            ("een\n\ntwee", 9, "een||twee"),
            ("abcdef", 3, "abc|def"),
            ("a bcdef", 3, "a |bcd|ef"),
            ("abc ", 3, "abc "),
            ("漢字漢", 4, "漢字|漢"),
            ("abc", 0, "a|b|c"),
        ] {
            assert_eq!(shown(text, cells), lines, "{text} {cells}");
        }
    }

    #[test]
    fn the_cursor_goes_up_and_down_by_line() {
        for (text, from, by, to) in [
            ("de regie op de aanpak", 10, -1, Some(1)),
            ("de regie op de aanpak", 1, 1, Some(10)),
            ("de regie op de aanpak", 1, -1, None),
            ("de regie\nop", 8, 1, Some(11)),
            ("de regie op de aanpak", 1, 20, Some(16)),
            ("de regie op de aanpak", 21, 20, None),
            // At the end of a full line the cursor stays in it.
            ("de regie op de aanpak", 21, -1, Some(14)),
        ] {
            let mut input = Input::new(text.to_string()).with_cursor(from);
            let moved = step(&mut input, 9, by).then_some(input.cursor());
            assert_eq!(moved, to, "{text} {from} {by}");
        }
    }

    #[test]
    fn home_and_end_are_those_of_the_line_and_with_ctrl_those_of_the_text() {
        for (script, to) in [
            ("<home>", 9),
            ("<end>", 14),
            ("<c-home>", 0),
            ("<c-end>", 24),
            ("<c-home><end>", 8),
            ("<c-end><home>", 15),
        ] {
            let text = "de regie op de aanpakken";
            let mut input = Input::new(text.to_string()).with_cursor(11);
            for key in Key::script(script) {
                assert!(type_key(&mut input, key, 9));
            }
            assert_eq!(input.cursor(), to, "{script}");
        }
    }
}
