//! The form under a list.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::app::App;
use crate::app::sight::geometry::Area;
use crate::app::typing::form::{Field, Form};
use crate::doc::Tone;
use crate::doc::text::{width, wrap};
use crate::ui::list::text_field;
use crate::ui::paint::{cells, put, row};
use crate::ui::theme::Theme;

/// A line of a form.
enum Line<'a> {
    /// What it is about.
    Title,
    /// A field.
    Field(&'a Field),
    /// Words below it, so far from the edge.
    Words(u16, String, Tone),
}

/// Draws the form, of a long one the part with the field that is typed in; gives where the cursor
/// is.
pub fn draw(
    app: &App,
    form: &Form,
    theme: Theme,
    area: Area,
    buffer: &mut Buffer,
) -> (Position, bool) {
    let fields = form.fields.all.iter();
    let longest = fields.map(|field| width(field.blank.label)).max();
    let label = cells(longest.unwrap_or(0)).max(7) + 2;
    let (lines, at) = lines(app, form, label, area);
    let mut cursor = Position::new(area.x, area.y);
    let first = first_in_sight(&lines, at, usize::from(area.height));
    for (y, (i, line)) in lines.iter().enumerate().skip(first).enumerate() {
        let Some(row) = row(area, y) else { break };
        match line {
            Line::Title => {
                put(buffer, theme, row, 0, &form.title, theme.tone(Tone::Title));
            }
            Line::Field(field) => {
                let place = draw_field(field, label, theme, row, buffer);
                if i == at {
                    cursor = place;
                }
            }
            Line::Words(x, words, tone) => {
                put(buffer, theme, row, *x, words, theme.tone(*tone));
            }
        }
    }
    (cursor, true)
}

/// The lines of a form, and which of them is typed in. What is said of the whole stands under the
/// last field; where there is no room for all, under the one that is typed in.
fn lines<'a>(app: &App, form: &'a Form, label: u16, area: Area) -> (Vec<Line<'a>>, usize) {
    let mut out = vec![Line::Title];
    let (mut at, mut below) = (0, 0);
    // A sentence that doesn't fit beside its field stands whole under the last one.
    let mut too_long = None;
    for field in &form.fields.all {
        let focused = field.blank.name == form.fields.focus;
        if focused {
            at = out.len();
        }
        out.push(Line::Field(field));
        let (words, tone) = beside(field);
        if is_narrow(area) {
            let room = usize::from(area.width.saturating_sub(label));
            let words = wrap(words, room).into_iter();
            out.extend(words.map(|words| Line::Words(label, words, tone)));
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
    let place = if is_long { below } else { out.len() };
    out.splice(place..place, words);
    (out, at)
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
    label + field.blank.width.min(area.width.saturating_sub(label + 2)) + 1
}

/// Whether what is said of a field fits beside it.
fn has_room(field: &Field, label: u16, area: Area) -> bool {
    end(field, label, area) + 2 + cells(width(beside(field).0)) <= area.width
}

/// Draws a field and what stands beside it; gives where the cursor would be.
fn draw_field(
    field: &Field,
    label: u16,
    theme: Theme,
    line: Area,
    buffer: &mut Buffer,
) -> Position {
    put(
        buffer,
        theme,
        line,
        0,
        field.blank.label,
        theme.tone(Tone::Label),
    );
    let end = end(field, label, line);
    put(buffer, theme, line, label, "[", theme.tone(Tone::Dim));
    put(buffer, theme, line, end, "]", theme.tone(Tone::Dim));
    let inside = Area {
        width: end.min(line.width),
        ..line
    };
    let (words, tone) = beside(field);
    if !is_narrow(line) && (field.error.is_none() || has_room(field, label, line)) {
        put(buffer, theme, line, end + 2, words, theme.tone(tone));
    }
    text_field(&field.input, theme, inside, label + 1, buffer)
}
