//! Drawing, and nothing else: [`draw`] puts the state on a frame. Every part of the screen has
//! a file of its own; [`theme`] decides what a tone looks like.

mod chrome;
mod grid;
mod list;
mod meeting;
mod page;
mod paint;
pub mod theme;
mod tree;
mod typing;

use ratatui::Frame;
use ratatui::layout::Position;

use crate::app::list::spec::List;
use crate::app::sight::geometry::areas;
use crate::app::typing::form::Form;
use crate::app::{App, Mode};
use theme::Theme;

/// Puts the state on a frame. Gives where the cursor belongs, and whether it is to be seen: in
/// a text it is; elsewhere it rests unseen on the selected row, for screen readers.
pub fn draw(app: &App, theme: Theme, frame: &mut Frame<'_>) -> (Position, bool) {
    let areas = areas(app);
    let buffer = frame.buffer_mut();
    buffer.set_style(buffer.area, theme.base());
    let mut at = (Position::ORIGIN, false);
    if !app.in_meeting() || !matches!(app.mode, Mode::Browse | Mode::Form(_)) {
        chrome::header(app, theme, areas, buffer);
    }
    match &app.mode {
        Mode::Help(help) => {
            let typing = typing::help::draw(app, help, theme, areas, buffer);
            at = typing.map_or(at, |at| (at, true));
        }
        Mode::Search(search) => at = typing::search::draw(app, search, theme, areas, buffer),
        Mode::Picker(picker) => at = typing::picker::draw(app, picker, theme, areas, buffer),
        Mode::Form(Form {
            choosing: Some(picker),
            ..
        }) => at = typing::picker::draw(app, picker, theme, areas, buffer),
        _ if app.in_meeting() => at = meeting::draw(app, theme, areas, buffer),
        _ => {
            at = match app.pane.spec().list {
                // Without a list in sight the cursor rests on the page.
                _ if app.page_is_whole() => (Position::new(areas.detail.x, areas.detail.y), false),
                List::Tree => tree::draw(app, theme, areas.list, buffer),
                List::Rows(_) => list::draw(app, theme, areas.list, buffer),
            };
            chrome::between(theme, areas, buffer);
            match &app.mode {
                Mode::Form(form) => at = typing::form::draw(app, form, theme, areas.detail, buffer),
                _ => page::detail::draw(app, theme, areas.detail, buffer),
            }
        }
    }
    chrome::footer(app, theme, areas, buffer);
    at
}
