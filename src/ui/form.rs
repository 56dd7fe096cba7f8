//! The form under a list.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::list::text_field;
use super::paint::{cells, put, row};
use super::theme::Theme;
use crate::app::App;
use crate::app::sight::geometry::Area;
use crate::app::typing::form::Form;
use crate::doc::Tone;
use crate::doc::text::{width, wrap};

/// Draws the form; gives where the cursor is.
pub fn draw(
    app: &App,
    form: &Form,
    theme: Theme,
    area: Area,
    buffer: &mut Buffer,
) -> (Position, bool) {
    let mut at = Position::new(area.x, area.y);
    let fields = form.fields.all.iter();
    let longest = fields.map(|field| width(field.blank.label)).max();
    let label = cells(longest.unwrap_or(0)).max(7) + 2;
    if let Some(row) = row(area, 0) {
        put(buffer, theme, row, 0, &form.title, theme.tone(Tone::Title));
    }
    let mut y = 1;
    // A sentence that doesn't fit beside its field stands whole under the last one.
    let mut too_long = None;
    // Beside the tree the form is narrow: what stands beside a field then stands below it.
    let narrow = area.width < 60;
    for field in &form.fields.all {
        let Some(line) = row(area, y) else { break };
        y += 1;
        let blank = field.blank;
        put(buffer, theme, line, 0, blank.label, theme.tone(Tone::Label));
        let room = blank.width.min(area.width.saturating_sub(label + 2));
        let end = label + room + 1;
        put(buffer, theme, line, label, "[", theme.tone(Tone::Dim));
        put(buffer, theme, line, end, "]", theme.tone(Tone::Dim));
        let inside = Area {
            width: end.min(line.width),
            ..line
        };
        let cursor = text_field(&field.input, theme, inside, label + 1, buffer);
        if blank.name == form.fields.focus {
            at = cursor;
        }
        let (words, tone) = match &field.error {
            Some(error) => (error.as_str(), Tone::Error),
            None => (field.beside.as_str(), Tone::Dim),
        };
        if narrow {
            for words in wrap(words, usize::from(area.width.saturating_sub(label))) {
                if let Some(line) = row(area, y) {
                    put(buffer, theme, line, label, &words, theme.tone(tone));
                }
                y += 1;
            }
        } else if field.error.is_some() && end + 2 + cells(width(words)) > line.width {
            too_long = Some(words);
        } else {
            put(buffer, theme, line, end + 2, words, theme.tone(tone));
        }
    }
    let (words, tone) = match &form.error {
        Some(error) => (error.as_str(), Tone::Error),
        None if too_long.is_some() => (too_long.unwrap_or_default(), Tone::Error),
        None if form.saving && app.is_slow() => ("wordt opgeslagen…", Tone::Strong),
        None if !form.hint().is_empty() => (form.hint(), Tone::Amber),
        None => ("", Tone::Plain),
    };
    for words in wrap(words, usize::from(area.width)) {
        if let Some(line) = row(area, y) {
            put(buffer, theme, line, 0, &words, theme.tone(tone));
        }
        y += 1;
    }
    (at, true)
}
