//! The results of a search: groups with their heads, the letters that were found marked, and
//! below them the whole text of the selected one.

use std::ops::Range;

use ratatui::layout::Position;

use crate::app::App;
use crate::app::panes::regie::READING;
use crate::app::sight::geometry::{Area, Areas};
use crate::app::typing::search::{Listed, Search};
use crate::doc::Tone;
use crate::doc::text::{left, width, wrap};
use crate::plan::find::search::{Kind, Piece, Query};
use crate::plan::words::counted;
use crate::ui::list::{asked, text_field};
use crate::ui::paint::{Pen, cells, row};

/// How many cells the mark before a result takes.
const MARK: usize = 9;

/// The head of a group.
const fn head(kind: Kind) -> &'static str {
    match kind {
        Kind::Chapter => "Hoofdstukken en thema's",
        Kind::Goal => "Doelen",
        Kind::Action => "Acties",
        Kind::Kpi => "KPI's",
        Kind::Regie => "Regie",
        Kind::Party => "Partijen",
        Kind::Note => "Notities en besluiten",
        Kind::Point => "Actiepunten",
        Kind::Meeting => "Overleggen",
        Kind::Budget => "Begroting",
        Kind::Capacity => "Capaciteit",
        Kind::Context => "Omgeving",
        Kind::Text => "Tekst van het plan",
    }
}

/// Draws the search over the whole body; gives where the cursor is.
pub fn draw(app: &App, search: &Search, areas: Areas, pen: &mut Pen<'_>) -> (Position, bool) {
    let area = areas.body;
    let mut at = Position::new(area.x, area.y);
    if let Some(line) = row(area, 0) {
        at = typed(search, line, pen);
    }
    let height = app.search_height();
    let list = Area {
        y: area.y + 1.min(area.height),
        height: cells(height).min(area.height.saturating_sub(1)),
        ..area
    };
    results(app, search, list, pen);
    if let Some(piece) = app.hit()
        && app.whole_text_height() > 0
    {
        let below = Area {
            y: list.y + list.height,
            height: area.height.saturating_sub(list.height + 1),
            ..area
        };
        whole_text(piece, &search.query, below, pen);
    }
    (at, true)
}

/// The line to type in.
fn typed(search: &Search, line: Area, pen: &mut Pen<'_>) -> Position {
    let count = match search.count() {
        _ if search.query.is_empty() => String::new(),
        count => counted(count, "gevonden", "gevonden"),
    };
    let (field, x) = asked("Zoek:", &count, line, pen);
    text_field(&search.input, field, x, pen)
}

fn results(app: &App, search: &Search, area: Area, pen: &mut Pen<'_>) {
    if search.rows.is_empty()
        && let Some(line) = row(area, 0)
    {
        let words = if app.awaits_words() && !search.input.value().trim().is_empty() {
            READING
        } else if search.query.is_empty() {
            "Titels, acties, KPI's, partijen, regie, geld, fte, notities en alle tekst."
        } else {
            "Niets gevonden. Ctrl-U maakt het veld leeg; r vraagt wie de regie heeft."
        };
        pen.put(line, 2, words, Tone::Dim);
    }
    let mut top = search.cursor;
    top.settle(search.rows.len(), usize::from(area.height));
    for (y, (i, found)) in search.rows.iter().enumerate().skip(top.top).enumerate() {
        let Some(line) = row(area, y) else { break };
        match found {
            Listed::Head(kind, count) => {
                let x = pen.put(line, 1, head(*kind), Tone::Heading);
                let count = format!(" {count}");
                pen.put(line, x, &count, Tone::Dim);
            }
            Listed::Hit(at) => {
                if let Some(piece) = app.piece(*at) {
                    hit(piece, &search.query, line, pen);
                }
            }
        }
        if i == search.cursor.selected && matches!(found, Listed::Hit(_)) {
            pen.choose(line);
        }
    }
}

fn hit(piece: &Piece, query: &Query, line: Area, pen: &mut Pen<'_>) {
    let mark = left(&piece.mark, MARK);
    let x = pen.put_marked(line, 2, &mark, query, Tone::Dim) + 1;
    let room = usize::from(line.width.saturating_sub(x + 1));
    let shown = excerpt(&piece.text, &query.marks(&piece.text), room);
    pen.put_marked(line, x, &shown, query, Tone::Plain);
}

/// The text of the selected result, from the line before its first mark on.
fn whole_text(piece: &Piece, query: &Query, area: Area, pen: &mut Pen<'_>) {
    if let Some(line) = row(area, 0) {
        pen.rule(line);
    }
    let room = usize::from(area.height.saturating_sub(1));
    let lines = wrap(&piece.text, usize::from(area.width.saturating_sub(3)));
    let first = lines.iter().position(|line| !query.marks(line).is_empty());
    let from = first
        .unwrap_or(0)
        .saturating_sub(1)
        .min(lines.len().saturating_sub(room));
    for (y, text) in lines.iter().skip(from).enumerate() {
        let Some(line) = row(area, y + 1) else { break };
        pen.put_marked(line, 1, text, query, Tone::Plain);
    }
}

/// A text in so many cells, around its first mark: what stands before and behind is left out
/// for `…`.
fn excerpt(text: &str, marks: &[Range<usize>], room: usize) -> String {
    if width(text) <= room {
        return text.to_string();
    }
    let (start, end) = marks.first().map_or((0, 0), |mark| (mark.start, mark.end));
    if text.get(..end).is_none_or(|head| width(head) < room) {
        // The end is cut where it is put.
        return text.to_string();
    }
    let before = room / 3;
    let from = text
        .char_indices()
        .map(|(at, _)| at)
        .find(|at| {
            text.get(*at..start)
                .is_none_or(|head| width(head) <= before)
        })
        .unwrap_or(start);
    // From the next word on, unless that is the one that was found.
    let rest = text.get(from..).unwrap_or_default();
    let word = rest.find(' ').map_or(from, |space| from + space + 1);
    let from = if word <= start { word } else { from };
    format!("…{}", text.get(from..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_shows_what_was_found() {
        let text = "De gemeente zet in op het tegengaan van zwerfafval in alle wijken";
        for (typed, room, shown) in [
            ("gemeente", 30, text),
            ("zwerfafval", 30, "…van zwerfafval in alle wijken"),
            ("zwerfafval", 80, text),
            ("wijken", 24, "…alle wijken"),
            ("", 10, text),
            ("wijken", 0, "…wijken"),
        ] {
            let marks = Query::new(typed).marks(text);
            let got = excerpt(text, &marks, room);
            assert_eq!(got, shown, "{typed} {room}");
        }
    }
}
