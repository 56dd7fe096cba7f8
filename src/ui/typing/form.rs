//! The form under a list.

use ratatui::layout::Position;

use crate::app::App;
use crate::app::sight::geometry::Area;
use crate::app::typing::form::{Field, Form, Shape};
use crate::app::typing::lines;
use crate::doc::Tone;
use crate::doc::text::{width, wrap};
use crate::plan::words::counted;
use crate::ui::list::text_field;
use crate::ui::paint::{Pen, cells, row};

/// A line of a form.
enum Line<'a> {
    /// What it is about.
    Title,
    /// A field.
    Field(&'a Field),
    /// A line of a field that has several: its label on the first, the cell of the cursor.
    Part(&'a str, String, Option<u16>, Tone),
    /// Words below it, so far from the edge.
    Words(u16, String, Tone),
}

/// Draws the form, of a long one the part with the field that is typed in; gives where the cursor
/// is. What a change touches always stands below it.
pub fn draw(app: &App, form: &Form, area: Area, pen: &mut Pen<'_>) -> (Position, bool) {
    let label = form.label_width();
    let room = usize::from(area.width);
    let below = form.below.iter().flat_map(|words| wrap(words, room));
    let below: Vec<String> = below.take(usize::from(area.height / 3)).collect();
    let top = Area {
        height: area.height - cells(below.len()),
        ..area
    };
    let (lines, at) = lines(app, form, label, top);
    let first = first_in_sight(&lines, at, usize::from(top.height));
    let mut cursor = Position::new(area.x, area.y);
    for (y, (i, line)) in lines.iter().enumerate().skip(first).enumerate() {
        let Some(row) = row(top, y) else { break };
        let place = draw_line(form, line, label, row, pen);
        if i == at {
            cursor = place;
        }
    }
    let under = (lines.len() - first).min(usize::from(top.height));
    for (y, words) in below.iter().enumerate() {
        if let Some(row) = row(area, under + y) {
            pen.put(row, 0, words, Tone::Dim);
        }
    }
    (cursor, true)
}

/// Draws a line; gives where the cursor would be in it.
fn draw_line(form: &Form, line: &Line<'_>, label: u16, row: Area, pen: &mut Pen<'_>) -> Position {
    let theme = pen.theme;
    let mut put_at = |x, words: &str, tone| pen.put(row, x, words, tone);
    match line {
        Line::Title => put_at(0, &form.title, Tone::Title),
        Line::Field(field) => return draw_field(field, label, row, pen),
        Line::Words(x, words, tone) => put_at(*x, words, *tone),
        Line::Part(name, words, cursor, tone) => {
            put_at(0, name, Tone::Label);
            put_at(label, theme.bar(), Tone::Dim);
            put_at(label + 1, words, *tone);
            let x = (label + 1 + cursor.unwrap_or(0)).min(row.width.saturating_sub(1));
            return Position::new(row.x + x, row.y);
        }
    };
    Position::new(row.x, row.y)
}

/// The lines of a form, and which of them is typed in. What is said of the whole stands under the
/// last field; where there is no room for all, under the one that is typed in.
fn lines<'a>(app: &App, form: &'a Form, label: u16, area: Area) -> (Vec<Line<'a>>, usize) {
    let mut out = vec![Line::Title];
    let (mut at, mut below) = (0, 0);
    // A sentence that doesn't fit beside its field stands whole under the last one.
    let mut too_long = None;
    for field in form.fields.asked() {
        let focused = field.blank.name == form.fields.focus;
        let begin = out.len();
        if field.blank.column.is_some() {
            let (words, tone) = beside(field);
            let words = format!("{}: {words}", field.blank.label);
            out.extend(focused.then_some(Line::Words(0, words, tone)));
            continue;
        }
        let single = matches!(field.blank.shape, Shape::Line(_));
        let (words, tone) = beside(field);
        let mut own = 0;
        if single {
            out.push(Line::Field(field));
        } else {
            let (parts, cursor) = parts(form, field, focused, area);
            (own, out) = (cursor, out.into_iter().chain(parts).collect());
        }
        if focused {
            at = begin + own;
        }
        if is_narrow(area) || !single {
            let x = label + u16::from(!single);
            let room = usize::from(area.width.saturating_sub(x));
            let words = wrap(words, room).into_iter();
            let words = words.filter(|it| single || !it.is_empty());
            out.extend(words.map(|words| Line::Words(x, words, tone)));
        } else if field.error.is_some() && !has_room(field, label, area) {
            too_long = Some(words);
        } else {
            // It stands beside the field.
        }
        if focused {
            below = out.len();
        }
    }
    let asked = form.asked.as_ref().filter(|_| !form.saving);
    let asked = asked.map(|doubt| format!("{doubt} Enter bewaart"));
    let (words, tone) = match (&form.error, too_long, &asked) {
        (Some(error), ..) => (error.as_str(), Tone::Error),
        (None, Some(error), _) => (error, Tone::Error),
        (None, None, Some(asked)) => (asked.as_str(), Tone::Amber),
        _ if form.saving && app.is_slow() => ("wordt opgeslagen…", Tone::Strong),
        _ => (form.hint(), Tone::Amber),
    };
    let words = wrap(words, usize::from(area.width)).into_iter();
    let words: Vec<Line<'_>> = words.map(|words| Line::Words(0, words, tone)).collect();
    let is_long = out.len() + words.len() > usize::from(area.height);
    let silent = words
        .iter()
        .all(|it| matches!(it, Line::Words(_, words, _) if words.is_empty()));
    if is_long && silent {
        return (out, at);
    }
    let place = if is_long { below } else { out.len() };
    out.splice(place..place, words);
    (out, at)
}

/// The lines of a field that has several, and which of them has the cursor. One that isn't typed in
/// shows how it begins.
fn parts<'a>(form: &Form, field: &'a Field, focused: bool, area: Area) -> (Vec<Line<'a>>, usize) {
    let room = form.text_width(area.width);
    let chosen = matches!(field.blank.shape, Shape::Choice { .. });
    let (all, (at, x)) = if chosen {
        let none = field.words.is_empty();
        let all = wrap(if none { "–" } else { &field.words }, room);
        let last = all.last().filter(|_| !none).map_or(0, |line| width(line));
        let at = all.len().saturating_sub(1);
        (all, (at, last))
    } else {
        let text = field.input.value();
        let all = lines::lines(text, room);
        let spot = lines::spot(text, &all, field.input.cursor());
        let all = all.into_iter().map(|line| lines::part(text, line));
        (all.collect(), spot)
    };
    let most = if focused { Form::text_height(area) } else { 3 };
    let count = all.len();
    let first = if focused {
        (at + 1).saturating_sub(most)
    } else {
        0
    };
    let names = std::iter::once(field.blank.label).chain(std::iter::repeat(""));
    let shown = all.into_iter().enumerate().skip(first).take(most);
    let mut out: Vec<Line<'_>> = shown
        .zip(names)
        .map(|((i, words), name)| {
            let cursor = (focused && i == at).then(|| cells(x));
            Line::Part(name, words, cursor, Tone::Strong)
        })
        .collect();
    let more = count.saturating_sub(first + most);
    if more > 0
        && let Some(Line::Part(_, words, None, tone)) = out.last_mut()
    {
        let lines = counted(more + 1, "regel", "regels");
        (*words, *tone) = (format!("… nog {lines}"), Tone::Dim);
    }
    (out, at - first)
}

/// The first line in sight: the top, unless what is typed in or what is said below it would be out
/// of sight.
fn first_in_sight(lines: &[Line<'_>], at: usize, height: usize) -> usize {
    let below = lines.iter().skip(at + 1);
    let words = below
        .take_while(|line| matches!(line, Line::Words(..)))
        .count();
    (at + 1 + words).saturating_sub(height).min(at)
}

/// What was understood of a field, or what is wrong with it.
fn beside(field: &Field) -> (&str, Tone) {
    match &field.error {
        Some(error) => (error.as_str(), Tone::Error),
        None => (field.beside.as_str(), Tone::Dim),
    }
}

/// Beside the tree a form is narrow: what stands beside a field then stands below it.
const fn is_narrow(area: Area) -> bool {
    area.width < 60
}

/// The cell behind a field.
fn end(field: &Field, label: u16, area: Area) -> u16 {
    let takes = match field.blank.shape {
        Shape::Line(cells) => cells,
        _ => area.width,
    };
    label + Form::field_width(takes, label, area.width) + 1
}

/// Whether what is said of a field fits beside it.
fn has_room(field: &Field, label: u16, area: Area) -> bool {
    end(field, label, area) + 2 + cells(width(beside(field).0)) <= area.width
}

/// Draws a field and what stands beside it; gives where the cursor would be.
fn draw_field(field: &Field, label: u16, line: Area, pen: &mut Pen<'_>) -> Position {
    pen.put(line, 0, field.blank.label, Tone::Label);
    let end = end(field, label, line);
    pen.put(line, label, "[", Tone::Dim);
    pen.put(line, end, "]", Tone::Dim);
    let inside = Area {
        width: end.min(line.width),
        ..line
    };
    let (words, tone) = beside(field);
    if !is_narrow(line) && (field.error.is_none() || has_room(field, label, line)) {
        pen.put(line, end + 2, words, tone);
    }
    text_field(&field.input, inside, label + 1, pen)
}
