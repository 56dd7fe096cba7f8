//! A list to choose from while typing.

use ratatui::layout::Position;

use crate::app::App;
use crate::app::keys::command::Command;
use crate::app::sight::geometry::Areas;
use crate::app::typing::choosing::picker::Picker;
use crate::doc::Tone;
use crate::doc::text::{left, width};
use crate::plan::find::search::Query;
use crate::ui::list::{asked, text_field};
use crate::ui::paint::{Pen, row};

/// Draws the list over the whole body; gives where the cursor is.
pub fn draw<T>(app: &App, picker: &Picker<T>, areas: Areas, pen: &mut Pen<'_>) -> (Position, bool) {
    let area = areas.body;
    let mut at = Position::new(area.x, area.y);
    if let Some(line) = row(area, 0) {
        let count = format!("{} van {}", picker.shown.len(), picker.choices.len());
        let (field, x) = asked(&picker.title, &count, line, pen);
        at = text_field(&picker.input, field, x, pen);
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
        let x = pen.put(line, 2, &left(&choice.kind, kinds + 2), Tone::Dim);
        pen.put_marked(line, x, &choice.label, &query, Tone::Plain);
        if i == picker.cursor.selected {
            pen.choose(line);
        }
    }
    if picker.shown.is_empty()
        && !app.is_reading()
        && let Some(line) = row(area, 2)
    {
        let key = app.key_for(Command::ClearText);
        let way_out = key.map(|key| format!(" {key} maakt het veld leeg."));
        let nothing = format!("Niets gevonden.{}", way_out.unwrap_or_default());
        pen.put(line, 2, &nothing, Tone::Dim);
    }
    (at, true)
}
