//! A list to choose from while typing.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::search::put_marked;
use crate::app::App;
use crate::app::keys::command::Command;
use crate::app::sight::geometry::Areas;
use crate::app::typing::picker::Picker;
use crate::doc::Tone;
use crate::doc::text::{left, width};
use crate::plan::find::search::Query;
use crate::ui::list::{asked, text_field};
use crate::ui::paint::{highlight, put, row};
use crate::ui::theme::Theme;

/// Draws the list over the whole body; gives where the cursor is.
pub fn draw<T>(
    app: &App,
    picker: &Picker<T>,
    theme: Theme,
    areas: Areas,
    buffer: &mut Buffer,
) -> (Position, bool) {
    let area = areas.body;
    let mut at = Position::new(area.x, area.y);
    if let Some(line) = row(area, 0) {
        let count = format!("{} van {}", picker.shown.len(), picker.choices.len());
        let (field, x) = asked(&picker.title, &count, theme, line, buffer);
        at = text_field(&picker.input, theme, field, x, buffer);
    }
    let kinds = picker
        .choices
        .iter()
        .map(|choice| width(&choice.kind))
        .max()
        .unwrap_or(0);
    let query = Query::new(picker.input.value());
    let height = usize::from(area.height.saturating_sub(2));
    let top = (picker.cursor.selected + 1)
        .saturating_sub(height.max(1))
        .max(picker.cursor.top.min(picker.cursor.selected));
    for (y, (i, choice)) in picker
        .shown
        .iter()
        .enumerate()
        .skip(top)
        .take(height)
        .enumerate()
    {
        let Some(line) = row(area, y + 2) else { break };
        let choice = &picker.choices[*choice];
        let x = put(
            buffer,
            theme,
            line,
            2,
            &left(&choice.kind, kinds + 2),
            theme.tone(Tone::Dim),
        );
        put_marked(buffer, theme, line, x, &choice.label, &query, theme.base());
        if i == picker.cursor.selected {
            put(
                buffer,
                theme,
                line,
                0,
                theme.mark(),
                theme.tone(Tone::Strong),
            );
            highlight(buffer, line, theme.selected());
        }
    }
    if picker.shown.is_empty()
        && let Some(line) = row(area, 2)
    {
        let key = app.key_for(Command::ClearText);
        let way_out = key.map(|key| format!(" {key} maakt het veld leeg."));
        let nothing = format!("Niets gevonden.{}", way_out.unwrap_or_default());
        put(buffer, theme, line, 2, &nothing, theme.tone(Tone::Dim));
    }
    (at, true)
}
